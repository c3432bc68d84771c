"""Warnings of months that are missing from an export, in its midst or at its end."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

import duckdb

from briefing.columns import Table
from briefing.intake.check import with_origin
from briefing.intake.compared import sheet_of
from briefing.problems import Level, Problem
from briefing.tables import BY_NAME


@dataclass(frozen=True)
class _Rhythm:
    """When a table should have rows: in which column, for each of which series, how many.

    `fewest` is the average of rows a month from which on an empty one is no chance.
    """

    table: str
    column: str
    series: tuple[str, ...] = ()
    fewest: int = 1


_RHYTHMS = (
    _Rhythm("finance", "month", ("unit",)),
    _Rhythm("measures", "month", ("kpi", "unit")),
    _Rhythm("protected_time", "month", ("unit",)),
    _Rhythm("coaching", "month"),
    _Rhythm("survey", "answered_on", ("survey",), 12),
    _Rhythm("learning", "happened_on", (), 12),
    _Rhythm("requisitions", "opened_on", (), 12),
    # Where 12 are the average, one month in 160,000 is empty by chance.
    _Rhythm("incidents", "occurred_on", (), 12),
)
DATED = (*((one.table, one.column) for one in _RHYTHMS), ("workers", "left_on"))
"""Tables of what happened, with the column that says when."""

_FEWEST_STEPS = 3
_STEADY = 0.75
"""The share of steps that must be of one length, before a longer one is a gap."""


def gap_problems(con: duckdb.DuckDBPyConnection, loaded: Collection[str]) -> Iterator[Problem]:
    """Find the months that are missing between others, where the rhythm leaves no doubt of it.

    A series that comes each quarter misses a quarter. It is told at the row after the gap.
    """
    for rhythm in _RHYTHMS:
        if rhythm.table in loaded:
            yield from _gaps(con, rhythm)


def end_problems(con: duckdb.DuckDBPyConnection, tables: Collection[Table]) -> Iterator[Problem]:
    """Find exports that end a month or more before the last load's did.

    `parent` is the last load's facts; `tables` are those that both loads have.
    """
    for name, column in DATED:
        table = BY_NAME[name]
        if table not in tables:
            continue
        ((now, before),) = con.execute(
            f"""SELECT (SELECT max("{column}") FROM "{name}"),
                       (SELECT max("{column}") FROM parent."{name}")"""
        ).fetchall()
        if now is None or before is None or _month(now) >= _month(before):
            continue
        file, sheet, cell = sheet_of(con, table, column)
        yield Problem(
            file=file,
            sheet=sheet,
            cell=cell,
            found=f"nothing after {_month(now)}",
            expected=f"rows up to {_month(before)}, which the last load had",
            mend="It replaces all of them. Export it up to the same month at least.",
            level=Level.WARNING,
        )


def _gaps(con: duckdb.DuckDBPyConnection, rhythm: _Rhythm) -> Iterator[Problem]:
    series = " || ' ' || ".join(f'"{part}"' for part in rhythm.series) or "''"
    period = f"""date_trunc('month', "{rhythm.column}")::DATE"""
    rows = con.execute(
        f"""WITH seen AS (
                SELECT {series} AS series, {period} AS period, count(*) AS many
                FROM "{rhythm.table}" WHERE "{rhythm.column}" IS NOT NULL GROUP BY ALL),
            stepped AS (
                SELECT *, lag(period) OVER earlier AS last,
                       date_diff('month', lag(period) OVER earlier, period) AS step
                FROM seen WINDOW earlier AS (PARTITION BY series ORDER BY period)),
            usual AS (
                SELECT series, mode(step) AS usual FROM stepped GROUP BY series
                HAVING count(step) >= $steps AND avg(many) >= $fewest),
            steady AS (
                SELECT series, usual FROM stepped JOIN usual USING (series) GROUP BY series, usual
                HAVING count_if(step = usual) >= $steady * count(step)),
            gaps AS (
                SELECT series, period, usual, step // usual - 1 AS missing,
                       last + to_months(usual::INTEGER) AS first_missing
                FROM stepped JOIN steady USING (series) WHERE step >= 2 * usual)
            SELECT file, sheet, columns['{rhythm.column}'] || _row, series, usual, missing,
                   first_missing
            FROM {with_origin(rhythm.table)}
            JOIN gaps ON series = {series} AND period = {period}
            QUALIFY row_number() OVER (PARTITION BY series, period ORDER BY file, sheet, _row) = 1
            ORDER BY file, sheet, _row""",
        {"steps": _FEWEST_STEPS, "steady": _STEADY, "fewest": rhythm.fewest},
    ).fetchall()
    for file, sheet, cell, whose, usual, missing, first in rows:
        of = f" of '{whose}'" if whose else ""
        often = "month" if usual == 1 else f"period of {usual} months"
        many = "1 is" if missing == 1 else f"{missing:,} are"
        yield Problem(
            file=file,
            sheet=sheet,
            cell=cell,
            found=f"no row{of} for '{_month(first)}' before it",
            expected=f"rows for each {often}; {many} missing",
            mend="Export it again without a gap. If there was nothing then, leave it.",
            level=Level.WARNING,
        )


def _month(day: date) -> str:
    return f"{day:%Y-%m}"
