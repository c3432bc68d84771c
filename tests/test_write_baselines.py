"""What a publish writes of each outcome's baseline and backtest, and what it must not give away."""

import math
from collections.abc import Sequence
from dataclasses import fields
from datetime import date

import duckdb
import pytest

from briefing.kpis.catalogue import CATALOGUE
from briefing.kpis.run import MONTH, ROLLING
from briefing.privacy import ORGANISATION
from briefing.store.mart import MART_DDL, Mart, Settings
from briefing.store.rows import Baseline
from briefing.store.snapshots import Home
from briefing.write_baselines import write_baselines
from tests.organisation import FINANCE, SHEETS, fed_by, opened

KPI = "revenue_per_fte"
COUNTED = [100.0 + month % 12 + month / 2 for month in range(30)]

Cells = Sequence[tuple[object, ...]]


def day(month: int) -> date:
    """Give the first day of a month, counted from January 2024."""
    return date(2024 + month // 12, month % 12 + 1, 1)


def month_cells(numerators: Sequence[float | None], denominator: float = 10.0) -> Cells:
    return [
        (KPI, ORGANISATION, MONTH, day(month), value, None if value is None else denominator)
        for month, value in enumerate(numerators)
    ]


def year_cells(numerators: Sequence[float], denominator: float = 10.0) -> Cells:
    return [
        (KPI, ORGANISATION, ROLLING, day(month), sum(numerators[month : month + 12]),
         12 * denominator)
        for month in range(len(numerators) - 11)
    ]  # fmt: skip


def written(
    con: duckdb.DuckDBPyConnection, cells: Cells, settings: Settings | None = None
) -> tuple[Sequence[tuple[object, ...]], tuple[object, ...] | None]:
    """Write cells into an empty mart and give the baseline's rows and the check's row."""
    con.execute("ATTACH ':memory:' AS mart")
    con.execute(MART_DDL)
    con.executemany(
        "INSERT INTO mart.kpi_cells (kpi, scope, grain, starts_on, numerator, denominator) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        cells,
    )
    write_baselines(con, settings or Settings())
    rows = con.execute("FROM mart.baselines ORDER BY month_number").fetchall()
    check = con.execute("FROM mart.baseline_checks").fetchone()
    con.execute("DETACH mart")
    return rows, check


def test_the_sample_has_a_trajectory_of_each_measure_that_it_feeds(sample_mart: Mart) -> None:
    for kpi in fed_by(sample_mart):
        baseline = sample_mart.baseline(kpi, ORGANISATION)
        columns = [getattr(baseline, field.name) for field in fields(baseline)]
        assert [len(column) for column in columns] == [60] * 6, kpi
        assert all(math.isfinite(value) for column in columns for value in column), kpi
        path, low_80, high_80, low_95, high_95, spread = columns
        for ends in zip(low_95, low_80, path, high_80, high_95, strict=True):
            assert list(ends) == sorted(ends), kpi
        assert min(spread) > 0, kpi
        assert sample_mart.baseline(kpi, "Nowhere") == Baseline()
        assert sample_mart.baseline_check(kpi, "Nowhere") is None


def test_the_sample_s_intervals_were_checked_where_there_is_history(sample_mart: Mart) -> None:
    for kpi in fed_by(sample_mart):
        check = sample_mart.baseline_check(kpi, ORGANISATION)
        assert check, kpi
        if len(sample_mart.cells(kpi, ORGANISATION, ROLLING)) < 12:
            assert check.reason, kpi
            assert check.held_80 is None, kpi
        else:
            # Thirty months: from the 17th to the 29th, 13 + 12 + ... + 1 later months.
            assert (check.reason, check.origins, check.compared) == (None, 13, 91), kpi
            assert 0 < (check.held_80 or 0) <= (check.held_95 or 0) <= 91, kpi


def test_a_vanity_number_has_none(sample_mart: Mart) -> None:
    for kpi in CATALOGUE.values():
        if kpi.vanity:
            assert sample_mart.baseline(kpi.key, ORGANISATION) == Baseline()
            assert sample_mart.baseline_check(kpi.key, ORGANISATION) is None


def test_a_history_that_is_too_short_has_its_reason(home: Home) -> None:
    # Sixteen months.
    with opened(home, {**SHEETS, "Finance": [FINANCE[0], *FINANCE[3:]]}) as mart:
        assert mart.baseline(KPI, ORGANISATION) == Baseline()
        check = mart.baseline_check(KPI, ORGANISATION)
        assert check
        assert check.reason == "not enough history: 17 months in a row are needed"
        other = mart.baseline_check("voluntary_attrition", ORGANISATION)
        assert other
        assert other.reason == "not enough history for a backtest: 23 months in a row are needed"


def test_a_long_horizon_is_covered(con: duckdb.DuckDBPyConnection) -> None:
    cells = [*month_cells(COUNTED), *year_cells(COUNTED)]
    assert len(written(con, cells)[0]) == 60
    rows, _ = written(con, cells, Settings(horizon_months=72))
    assert [row[2] for row in rows] == list(range(1, 73))


def test_only_the_last_unbroken_run_counts(con: duckdb.DuckDBPyConnection) -> None:
    before = [500.0 - 20 * month for month in range(14)]
    moved = [
        (*cell[:3], day(16 + number), *cell[4:])
        for cells in (month_cells(COUNTED), year_cells(COUNTED))
        for number, cell in enumerate(cells)
    ]
    alone = written(con, moved)
    assert alone[0]
    assert written(con, [*year_cells(before), *month_cells(before), *moved]) == alone


def test_a_hidden_value_of_twelve_months_leaves_nothing(con: duckdb.DuckDBPyConnection) -> None:
    years = list(year_cells(COUNTED))
    years[3] = (*years[3][:4], None, None)
    rows, check = written(con, [*month_cells(COUNTED), *years])
    assert rows == []
    assert check
    assert (
        check[-1]
        == "not enough history that may be shown: few people are behind a value of 12 months"
    )


@pytest.mark.parametrize("hidden", [range(30), range(2, 30, 3), range(18, 30), [28, 29]])
def test_hidden_months_do_not_show(con: duckdb.DuckDBPyConnection, hidden: Sequence[int]) -> None:
    # All that the forecast sees is what the mart shows; the shown totals alone set its start.
    shown = [None if month in hidden else value for month, value in enumerate(COUNTED)]
    rows, check = written(con, [*month_cells(shown), *year_cells(COUNTED)])
    assert len(rows) == 60
    assert check
    assert check[-1] is None
    openly, _ = written(con, [*month_cells(COUNTED), *year_cells(COUNTED)])
    assert rows != openly
    assert rows[0][3] == pytest.approx(openly[0][3], rel=0.02)


def test_units_have_none_and_hold_no_sway(con: duckdb.DuckDBPyConnection) -> None:
    cells = [*month_cells(COUNTED), *year_cells(COUNTED)]
    others = [(KPI, "Sales", *cell[2:4], *(7 * number for number in (1, 2))) for cell in cells]
    assert written(con, [*cells, *others]) == written(con, cells)
    assert written(con, others) == ([], None)


def test_same_input_same_digits(con: duckdb.DuckDBPyConnection) -> None:
    cells = [*month_cells(COUNTED), *year_cells(COUNTED)]
    assert written(con, cells) == written(con, cells)
