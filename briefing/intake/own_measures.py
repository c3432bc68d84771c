"""Checks of the measures that the sheet Measures brings: each has a name, a unit, a direction."""

from collections.abc import Iterator, Mapping

import duckdb

from briefing.declared.common import BETTER, KPI_UNITS
from briefing.intake.check import with_origin
from briefing.problems import Level, Problem

_WORDS = (("unit", "unit of measure", KPI_UNITS), ("better", "direction that is good", BETTER))


def own_measure_problems(
    con: duckdb.DuckDBPyConnection, taken: Mapping[str, str]
) -> Iterator[Problem]:
    """Find measures whose name is taken, that KPIs does not explain, or that will be hidden.

    `taken` has, for each name, the sheet from which that measure is worked out already. A
    measure is named once, at its first row.
    """
    yield from _taken(con, taken)
    yield from _unexplained(con, taken)
    yield from _of_nobody(con)


def _taken(con: duckdb.DuckDBPyConnection, taken: Mapping[str, str]) -> Iterator[Problem]:
    for file, sheet, cell, kpi in _first_rows(con, "kpi", "list_contains(?, kpi)", list(taken)):
        yield Problem(
            file=file,
            sheet=sheet,
            cell=cell,
            found=f"'{kpi}'",
            expected=f"a measure of your own; this one is worked out from {taken[kpi]} already",
            mend="Delete its rows, or give the measure another name here and in KPIs.",
        )


def _unexplained(con: duckdb.DuckDBPyConnection, taken: Mapping[str, str]) -> Iterator[Problem]:
    """Find the measures without a row in KPIs, and the cells that are empty in it."""
    if con.execute("SELECT count(*) FROM kpis").fetchall() == [(0,)]:
        # Where KPIs has rows, the check of what a row refers to names the one that is missing.
        for file, sheet, cell, kpi in _first_rows(con, "kpi", "true"):
            yield Problem(
                file=file,
                sheet=sheet,
                cell=cell,
                found=f"'{kpi}'",
                expected="a row in KPIs that says its unit and which direction is good",
                mend="Add the sheet KPIs with a row for it.",
            )
        return
    for column, meaning, choices in _WORDS:
        rows = con.execute(
            f"""SELECT file, sheet, coalesce(columns['{column}'], columns['kpi']) || _row, kpi
                FROM {with_origin("kpis")}
                WHERE "{column}" IS NULL AND kpi IN (SELECT kpi FROM measures)
                  AND NOT list_contains(?, kpi) ORDER BY file, _row""",
            [list(taken)],
        ).fetchall()
        for file, sheet, cell, kpi in rows:
            yield Problem(
                file=file,
                sheet=sheet,
                cell=cell,
                found="nothing",
                expected=f"the {meaning} of '{kpi}', one of {', '.join(choices)}",
                mend=f"Fill in {column}: Measures has rows for it, and does not say it.",
            )


def _of_nobody(con: duckdb.DuckDBPyConnection) -> Iterator[Problem]:
    """Find the measures of which some row does not say how many are behind it."""
    for file, sheet, cell, kpi in _first_rows(con, "n", "n IS NULL"):
        yield Problem(
            file=file,
            sheet=sheet,
            cell=cell,
            found="nothing",
            expected=f"how many people or cases are behind '{kpi}'",
            mend="Fill in n: what may rest on too few is not shown.",
            level=Level.WARNING,
        )


def _first_rows(
    con: duckdb.DuckDBPyConnection, column: str, condition: str, *values: object
) -> list[tuple[str, str, str, str]]:
    """Give file, sheet, cell and key of each measure's first row that meets a condition.

    Where the sheet lacks the column, the cell is the measure's name.
    """
    return con.execute(
        f"""SELECT file, sheet, coalesce(columns['{column}'], columns['kpi']) || _row, kpi
            FROM {with_origin("measures")}
            WHERE kpi IS NOT NULL AND {condition}
            QUALIFY row_number() OVER (PARTITION BY kpi ORDER BY file, sheet, _row) = 1
            ORDER BY file, sheet, _row""",
        list(values),
    ).fetchall()
