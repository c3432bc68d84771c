"""Checks that merged cells give their value to every row of data they span, and to no other."""

from io import BytesIO

import duckdb
import openpyxl
import pytest

from briefing.intake.load import load_into
from briefing.intake.read import Upload
from briefing.problems import Level
from tests.workbooks import Rows, workbook

HEAD = ["Employee ID", "Department", "Hire Date"]


def with_merges(rows: Rows, *spans: str) -> Upload:
    """Make a workbook of one sheet in which these ranges are merged."""
    book = openpyxl.load_workbook(BytesIO(workbook({"Workers": rows})))
    for span in spans:
        book["Workers"].merge_cells(span)
    content = BytesIO()
    book.save(content)
    return Upload("book.xlsx", content.getvalue())


@pytest.mark.parametrize(
    ("rows", "spans", "found", "units"),
    [
        (
            [HEAD, ["1", "Sales", "2025-01-06"], ["2", None, "2025-01-07"]],
            ["B2:B3"],
            ["merged cells in B2:B3"],
            ["Sales", "Sales"],
        ),
        (
            [HEAD, ["1", "Sales", "2025-01-06"], ["2", None, "2025-01-07"], ["3", "IT", None]],
            ["B2:B3", "C3:C4"],
            ["merged cells in B2:B3, C3:C4"],
            ["Sales", "Sales", "IT"],
        ),
        (
            [["Headcount"], HEAD, ["1", "Sales", "2025-01-06"]],
            ["A1:C1"],
            [],
            ["Sales"],
        ),
        (
            [HEAD, ["1", "Sales", "2025-01-06"], [], ["Source: the HR system of the group"]],
            ["A4:C5"],
            ["notes below the table in row 4"],
            ["Sales"],
        ),
        (
            [HEAD, ["Sales department"], ["1", "Sales", "2025-01-06"]],
            ["A2:C2"],
            ["headings of sections in row 2"],
            ["Sales"],
        ),
    ],
)
def test_a_merged_value_is_taken_for_the_rows_of_data_it_spans(
    con: duckdb.DuckDBPyConnection, rows: Rows, spans: list[str], found: list[str], units: list[str]
) -> None:
    reading = load_into(con, [with_merges(rows, *spans)])
    assert [one.found for one in reading.problems] == found
    assert {one.level for one in reading.problems} <= {Level.WARNING}
    loaded = con.execute("SELECT unit FROM workers ORDER BY _row").fetchall()
    assert [unit for (unit,) in loaded] == units


def test_a_merged_key_is_filled_too_so_that_it_is_told_as_a_key_twice(
    con: duckdb.DuckDBPyConnection,
) -> None:
    rows: Rows = [HEAD, ["1", "Sales", "2025-01-06"], [None, "IT", "2025-01-07"]]
    reading = load_into(con, [with_merges(rows, "A2:A3")])
    assert reading.problems[0].found == "merged cells in A2:A3"
    assert reading.problems[0].cell == "A2"
    assert reading.tables == {"workers": 2}
    assert any(one.level is Level.ERROR for one in reading.problems)
