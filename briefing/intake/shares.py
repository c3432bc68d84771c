"""Shares written as percent points: 20 for 0.2, where the column leaves no doubt of it."""

import duckdb

from briefing.columns import Column
from briefing.intake.remarks import Remarks
from briefing.problems import counted_cells

# No share that ends at 1 is off by so much that it is 2, which would be 200%.
_SURELY_POINTS = 2


def read_shares(con: duckdb.DuckDBPyConnection, remarks: Remarks, column: Column) -> None:
    """Read a column of 20 and 35 as 20% and 35%; ask about one that has 0.15 beside the 20."""
    if column.high is None or column.high > 1:
        return
    name = column.name
    # A cell with a percent sign says what it is.
    bare = f"\"{name}\" > 0 AND \"{name}#\" NOT LIKE '%\\%%' ESCAPE '\\'"
    points = f'{bare} AND "{name}" BETWEEN {_SURELY_POINTS} AND 100'
    fractions = f'{bare} AND "{name}" < {_SURELY_POINTS}'
    large, first, row, small, other, other_row = con.execute(
        f"""SELECT count_if({points}), arg_min("{name}#", _row) FILTER ({points}),
                   min(_row) FILTER ({points}), count_if({fractions}),
                   arg_min("{name}#", _row) FILTER ({fractions}), min(_row) FILTER ({fractions})
            FROM staged"""
    ).fetchall()[0]
    if not large:
        return
    if not small:
        con.execute(f'UPDATE staged SET "{name}" = "{name}" / 100 WHERE {points}')
        remarks.warn(
            f"'{first}' in {remarks.cell(row)}, {counted_cells(large)} in all",
            "a share, such as 0.2",
            "They were read as percent: 20 as 20%, which is 0.2.",
        )
        return
    remarks.ask(
        f"'{first}' in {remarks.cell(row)} beside '{other}' in {remarks.cell(other_row)}",
        "shares in one manner: either 0.2 or 20%",
        "Write all of them as 0.2, or all with a percent sign, as 20%.",
    )
    con.execute(
        f'CREATE OR REPLACE TEMP TABLE written AS SELECT "{name}#" AS text FROM staged '
        f"WHERE {points}"
    )
    remarks.wait_for_answer(con, "true")
