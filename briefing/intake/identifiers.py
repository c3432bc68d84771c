"""A check of identifiers that a spreadsheet took for numbers, and robbed of their zeros."""

from collections.abc import Iterator

import duckdb

from briefing.intake.check import filled_tables, with_origin
from briefing.problems import Correction, Level, Problem, counted_cells
from briefing.tables import BY_NAME, TABLES

_PAIRS = (
    *(
        ((table.name, column.name), (column.refers_to, BY_NAME[column.refers_to].key[0]))
        for table in TABLES
        for column in table.columns
        if column.refers_to
    ),
    (("workers", "manager_id"), ("workers", "employee_id")),
)
"""Columns that hold the same identifiers."""


def lost_zero_problems(con: duckdb.DuckDBPyConnection) -> Iterator[Problem]:
    """Find columns with 12 where the column of the same identifiers has 0012, whichever lost it."""
    filled = filled_tables(con)
    for one, other in _PAIRS:
        if not {one[0], other[0]} <= filled:
            continue
        yield from _lost(con, *one, *other)
        if one[0] != other[0]:
            yield from _lost(con, *other, *one)


def _lost(
    con: duckdb.DuckDBPyConnection, table: str, column: str, whole_table: str, whole: str
) -> Iterator[Problem]:
    """Warn once a sheet, at the heading; `whole` is the column that may have kept the zeros."""
    padded = con.execute(
        f"""SELECT mode(length("{whole}")) FROM "{whole_table}"
            WHERE "{whole}" LIKE '0%' AND regexp_full_match("{whole}", '[0-9]+')"""
    ).fetchall()[0][0]
    if padded is None:
        return
    rows = con.execute(
        f"""SELECT file, sheet, columns['{column}'], header_row, count(*),
                   arg_min("{column}", _row), min(_row),
                   list([columns['{column}'] || _row, lpad("{column}", {padded}, '0')]
                        ORDER BY _row)
            FROM {with_origin(table)}
            WHERE length("{column}") < {padded} AND regexp_full_match("{column}", '[1-9][0-9]*')
              AND lpad("{column}", {padded}, '0') IN (SELECT "{whole}" FROM "{whole_table}")
              AND "{column}" NOT IN (
                  SELECT "{whole}" FROM "{whole_table}" WHERE "{whole}" IS NOT NULL)
            GROUP BY ALL ORDER BY file, sheet"""
    ).fetchall()
    for file, sheet, letter, header_row, cells, text, row, padded_cells in rows:
        yield Problem(
            file=file,
            sheet=sheet,
            cell=f"{letter}{header_row}",
            found=f"'{text}' in {letter}{row}, {counted_cells(cells)} in all "
            "without their leading zeros",
            expected=f"identifiers of {padded} digits, as '{text.zfill(padded)}' in "
            f"{BY_NAME[whole_table].sheet}",
            mend="Export them as text: a spreadsheet that takes them for numbers drops the zeros.",
            level=Level.WARNING,
            correction=Correction(text, text.zfill(padded), tuple(map(tuple, padded_cells))),
        )
