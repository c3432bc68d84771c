"""Warnings against the last load: what a person would find odd who still knows the old numbers."""

import math
from collections.abc import Collection, Iterator

import duckdb

from briefing.columns import Column, Kind, Table
from briefing.intake.check import with_origin
from briefing.problems import Level, Problem
from briefing.tables import BY_NAME

FACTORS = (100, 1_000, 1_000_000)
"""What a unit is off by: percent for shares, thousands and millions for single ones."""

_NEAR = 1.25
"""How far a ratio may be from such a factor, as the numbers themselves have moved, too."""

_PARTIAL = 0.5
_WORTH_COUNTING = 20
"""A table with less than half of its rows looks like a part, if it had as many as this."""

_ALIKE = ("kpi", "assumption", "unit", "kind")
"""What tells one series of numbers from another: in the key, else in the row, else all the key."""

_APART = ("kpi", "assumption")
"""Rows that differ in these hold different things, each of which may have a unit of its own."""

_NUMBERS = (Kind.WHOLE, Kind.NUMBER, Kind.SHARE)


def comparable(con: duckdb.DuckDBPyConnection, loaded: Collection[str]) -> list[Table]:
    """Give the loaded tables that the last load, attached as `parent`, had in the same form.

    An organisation's own rows are not compared with the sample's.
    """
    columns: dict[str, set[str]] = {}
    for table, name in con.execute(
        "SELECT table_name, column_name FROM duckdb_columns() WHERE database_name = 'parent'"
    ).fetchall():
        columns.setdefault(table, set()).add(name)
    if not columns:
        return []
    alike = con.execute(
        """SELECT now."table" FROM loads AS now JOIN parent.loads AS old
               ON now."table" = old."table"
           GROUP BY 1 HAVING bool_and(now.sample) = bool_and(old.sample)"""
    ).fetchall()
    same = {name for (name,) in alike}
    return [
        table
        for name, table in BY_NAME.items()
        if name in loaded
        and name in same
        and columns.get(name, set()) >= {column.name for column in table.columns}
    ]


def compared_problems(
    con: duckdb.DuckDBPyConnection, tables: Collection[Table]
) -> Iterator[Problem]:
    """Find columns that are off by a factor of 100 or more, and exports that are only a part.

    `parent` is the last load's facts; `tables` are those that both loads have.
    """
    for table in tables:
        yield from _fewer_rows(con, table)
        for column in table.columns:
            if column.kind in _NUMBERS:
                yield from _off_by_a_factor(con, table, column)


def sheet_of(con: duckdb.DuckDBPyConnection, table: Table, column: str) -> tuple[str, str, str]:
    """Give file, sheet and the heading's cell of a column in the first sheet of a table.

    A sheet without that column has no cell for it.
    """
    file, sheet, cell = con.execute(
        """SELECT file, sheet, coalesce(columns[$column] || header_row, '') FROM loads
           WHERE "table" = $table ORDER BY columns[$column] IS NULL, file, sheet LIMIT 1""",
        {"column": column, "table": table.name},
    ).fetchall()[0]
    return file, sheet, cell


def written(number: float) -> str:
    """Give a number as a person would write it to compare: 4,250,000 or 0.035."""
    return f"{number:,.0f}" if abs(number) >= 1_000 else f"{number:,.4g}"


def _fewer_rows(con: duckdb.DuckDBPyConnection, table: Table) -> Iterator[Problem]:
    ((now, before),) = con.execute(
        f"""SELECT (SELECT count(*) FROM "{table.name}"),
                   (SELECT count(*) FROM parent."{table.name}")"""
    ).fetchall()
    if before < _WORTH_COUNTING or now >= before * _PARTIAL:
        return
    file, sheet, _ = sheet_of(con, table, table.columns[0].name)
    yield Problem(
        file=file,
        sheet=sheet,
        cell="",
        found=f"{now:,} rows, where the last load had {before:,}",
        expected="at least half as many",
        mend="It replaces all of them. Export the whole, or load the other parts with it.",
        level=Level.WARNING,
    )


def _off_by_a_factor(
    con: duckdb.DuckDBPyConnection, table: Table, column: Column
) -> Iterator[Problem]:
    """Compare the medians of each series in both loads; most series must be off alike."""
    names = [one.name for one in table.columns]
    series = (
        [name for name in table.key if name in _ALIKE]
        or [name for name in names if name in _ALIKE]
        or list(table.key)
    )
    apart = next((f'"{name}"' for name in _APART if name in series), "NULL")
    by = ", ".join(f'"{name}"' for name in series)
    side = f"""SELECT {by}, median(abs("{column.name}")) AS middle FROM {{}}"{table.name}"
               WHERE "{column.name}" <> 0 GROUP BY {by}"""
    rows = con.execute(
        f"""WITH now AS ({side.format("")}), before AS ({side.format("parent.")})
            SELECT {apart} AS apart, median(now.middle), median(before.middle),
                   median(now.middle / before.middle) AS ratio
            FROM now JOIN before USING ({by}) GROUP BY apart ORDER BY apart"""
    ).fetchall()
    for name, now, before, ratio in rows:
        factor = _factor(ratio)
        if not factor:
            continue
        file, sheet, cell = sheet_of(con, table, column.name)
        if name is not None:
            file, sheet, cell = con.execute(
                f"""SELECT file, sheet, columns['{column.name}'] || _row
                    FROM {with_origin(table.name)} WHERE {apart} = ? AND "{column.name}" <> 0
                    ORDER BY file, sheet, _row LIMIT 1""",
                [name],
            ).fetchall()[0]
        whose = f" of '{name}'" if name is not None else ""
        size = "larger" if ratio > 1 else "smaller"
        yield Problem(
            file=file,
            sheet=sheet,
            cell=cell,
            found=f"a median {column.name}{whose} of {written(now)}",
            expected=f"about {written(before)}, as in the last load; it is {factor:,} times {size}",
            mend="Check the unit: single ones, thousands or millions; 5% is 0.05.",
            level=Level.WARNING,
        )


def _factor(ratio: float) -> int | None:
    """Give the factor by which a ratio is off, whichever way; None where it is by none."""
    # What is as good as nothing beside the other has no ratio.
    times = max(ratio, 1 / ratio) if ratio else math.inf
    return next((one for one in FACTORS if 1 / _NEAR <= times / one <= _NEAR), None)
