"""write_baselines: each outcome's current trajectory and its backtest, made of the mart's cells."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

import duckdb
import numpy as np

from briefing.forecast.backtest import Check, backtest
from briefing.forecast.baseline import baseline
from briefing.forecast.history import YEAR, History
from briefing.kpis.catalogue import CATALOGUE
from briefing.kpis.run import MONTH, ROLLING
from briefing.privacy import ORGANISATION
from briefing.store.mart import Settings

_LONGEST_HORIZON = 60
"""Months: the longest that Settings allows."""
_HIDDEN = "not enough history that may be shown: few people are behind a value of 12 months"

_Cell = tuple[date, float | None, float | None]
"""First day, numerator and denominator; both None where it is hidden."""


def write_baselines(con: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """Write the organisation's baselines, for at least the horizon, and how far they held before.

    Only what the mart shows is read, so that nothing hidden shows in them. Vanity numbers have
    none: nobody should ask where they are heading.
    """
    months = max(_LONGEST_HORIZON, settings.horizon_months)
    cells = _cells(con)
    for kpi, unit in _units(con).items():
        of_twelve = cells[kpi, ROLLING]
        if not of_twelve:
            continue
        history = _history(cells[kpi, MONTH], of_twelve)
        course = baseline(history, months, unit) if history else _HIDDEN
        if history is None or isinstance(course, str):
            _write_check(con, kpi, str(course))
            continue
        columns = [column.tolist() for column in vars(course).values()]
        con.execute(
            "INSERT INTO mart.baselines SELECT ?, ?, unnest(range(1, ?)), "
            + ", ".join(["unnest(?::DOUBLE[])"] * len(columns)),
            [kpi, ORGANISATION, months + 1, *columns],
        )
        _write_check(con, kpi, backtest(history, unit))


def _write_check(con: duckdb.DuckDBPyConnection, kpi: str, check: Check | str) -> None:
    row = [*[None] * 4, check] if isinstance(check, str) else [*vars(check).values(), None]
    con.execute(
        "INSERT INTO mart.baseline_checks VALUES (?, ?, ?, ?, ?, ?, ?)", [kpi, ORGANISATION, *row]
    )


def _units(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Give the unit of measure of each outcome, the organisation's own too."""
    own = con.execute(
        "SELECT kpi, unit FROM kpis WHERE linked_kpi IS NULL AND unit IS NOT NULL "
        "AND kpi IN (SELECT kpi FROM measures) ORDER BY kpi"
    ).fetchall()
    return {key: kpi.unit for key, kpi in CATALOGUE.items() if not kpi.vanity} | dict(own)


def _cells(con: duckdb.DuckDBPyConnection) -> Mapping[tuple[str, str], list[_Cell]]:
    """Give the organisation's cells by measure and grain, oldest first."""
    rows = con.execute(
        "SELECT kpi, grain, starts_on, numerator, denominator FROM mart.kpi_cells "
        "WHERE scope = ? AND grain IN (?, ?) ORDER BY starts_on",
        [ORGANISATION, MONTH, ROLLING],
    ).fetchall()
    found = defaultdict(list)
    for kpi, grain, *cell in rows:
        found[kpi, grain].append(tuple(cell))
    return found


def _history(months: Sequence[_Cell], of_twelve: Sequence[_Cell]) -> History | None:
    """Give the months behind the last unbroken run of twelve-month values.

    None where one of these is hidden.
    """
    if any(numerator is None for _, numerator, _ in of_twelve):
        return None
    starts = np.array([_number(cell) for cell in of_twelve])
    breaks = np.flatnonzero(np.diff(starts) > 1)
    run = of_twelve[breaks[-1] + 1 if breaks.size else 0 :]
    first = _number(run[0])
    # A month without a cell is one in which nothing was counted.
    amounts = np.zeros((2, len(run) + YEAR - 1))
    for cell in months:
        place = _number(cell) - first
        if 0 <= place < amounts.shape[1]:
            amounts[:, place] = [np.nan if value is None else value for value in cell[1:]]
    years = np.array([cell[1:] for cell in run], dtype=float).T
    return History(*amounts, *years)


def _number(cell: _Cell) -> int:
    return cell[0].year * YEAR + cell[0].month
