"""Checks that a template's own sheets and examples are left out, and nothing else is."""

from datetime import date

import duckdb
import pytest

from briefing.columns import Kind, Table
from briefing.intake.load import Reading, load_into
from briefing.problems import Problem
from briefing.tables import GUIDE_SHEET, TABLES
from tests.workbooks import Rows, Sheets, excel_error, upload

UNITS = next(table for table in TABLES if table.name == "units")
HEAD = [column.name for column in UNITS.columns]
EXAMPLE = list(UNITS.example)


def loaded(con: duckdb.DuckDBPyConnection, sheets: Sheets) -> Reading:
    return load_into(con, [upload(sheets)])


def brief(problem: Problem) -> tuple[str, str, str]:
    return problem.sheet, problem.found, str(problem.level)


def untouched(table: Table) -> Rows:
    return [[column.name for column in table.columns], table.example]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_cell_that_must_be_filled_shows_that_a_row_is_an_example(table: Table) -> None:
    cells = zip(table.columns, table.example, strict=True)
    must = [(column, value) for column, value in cells if column.required]
    marked = [value for _, value in must if "example" in str(value).lower()]
    # Assumptions must have a known name; three such numbers together stand in for the mark.
    odd = [value for column, value in must if column.kind is Kind.NUMBER and value != 0.03]
    assert marked or (table.name == "assumptions" and odd == [0.0213, 0.0327, 0.0519])


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_sheet_with_only_its_example_says_and_replaces_nothing(
    con: duckdb.DuckDBPyConnection, table: Table
) -> None:
    other: Sheets = {"Costs": [["item"], ["Coaches"]]}
    if table.name == "costs":
        other = {"Risks": [["risk", "likelihood", "impact"], ["Rain", 1, 1]]}
    reading = loaded(con, {table.sheet: untouched(table), **other})
    assert reading.problems == ()
    assert list(reading.tables) == [name.lower() for name in other]
    assert con.execute(f'SELECT count(*) FROM "{table.name}"').fetchall() == [(0,)]
    assert con.execute("SELECT count(*) FROM loads").fetchall() == [(1,)]


def test_a_workbook_of_nothing_but_examples_loads_nothing(con: duckdb.DuckDBPyConnection) -> None:
    sheets = {table.sheet: untouched(table) for table in TABLES}
    reading = loaded(con, {GUIDE_SHEET: [["The workbook of the briefing"]], **sheets})
    assert (reading.tables, reading.problems, reading.unreadable) == ({}, (), False)


def test_an_untouched_workbook_beside_a_filled_one_changes_nothing(
    con: duckdb.DuckDBPyConnection,
) -> None:
    empty = upload({"Units": [HEAD, EXAMPLE]}, "empty.xlsx")
    filled = upload({"Units": [HEAD, EXAMPLE, ["Retail"]]}, "filled.xlsx")
    reading = load_into(con, [empty, filled])
    assert reading.problems == ()
    assert reading.tables == {"units": 1}


RETAIL = ["Retail", None, 7]
CASES: list[tuple[Rows, list[str], int, int]] = [
    # rows, units loaded, the row above the first that counts, the last
    ([HEAD, EXAMPLE, RETAIL], ["Retail"], 2, 3),
    ([HEAD, EXAMPLE, [], [], RETAIL, ["Repair"]], ["Repair", "Retail"], 4, 6),
    ([[], HEAD, EXAMPLE, RETAIL], ["Retail"], 3, 4),
    ([HEAD, RETAIL, EXAMPLE, ["Repair"]], ["Repair", "Retail"], 1, 4),
    ([HEAD, RETAIL], ["Retail"], 1, 2),
    ([HEAD[::-1], EXAMPLE[::-1], [*[None] * 5, "Retail"]], ["Retail"], 2, 3),
    # A column that the person deleted does not make a row of the example.
    ([HEAD[:2], EXAMPLE[:2], RETAIL[:2]], ["Retail"], 2, 3),
    # One cell changed, and it is a row.
    ([HEAD, ["Sales (example)", *EXAMPLE[1:5], 3]], ["Sales (example)"], 1, 2),
    ([HEAD, ["Sales", *EXAMPLE[1:]]], ["Sales"], 1, 2),
    ([HEAD, [*EXAMPLE[:5], None]], ["Sales (example)"], 1, 2),
]


@pytest.mark.parametrize(("rows", "units", "above", "last"), CASES)
def test_the_example_alone_is_left_out(
    con: duckdb.DuckDBPyConnection, rows: Rows, units: list[str], above: int, last: int
) -> None:
    reading = loaded(con, {"Units": rows})
    assert reading.problems == ()
    assert con.execute("SELECT unit FROM units ORDER BY 1").fetchall() == [(u,) for u in units]
    assert con.execute("SELECT header_row, last_row, rows FROM loads").fetchall() == [
        (above, last, len(units))
    ]


def test_the_example_is_known_however_its_cells_are_typed(con: duckdb.DuckDBPyConnection) -> None:
    learning = next(table for table in TABLES if table.name == "learning")
    head = [column.name for column in learning.columns]
    retyped = ["EXAMPLE-1 ", "2026-09-18", "Learning Friday", "Micro-Practice", "1.0", True, "YES"]
    reading = loaded(con, {"Learning": [head, retyped]})
    assert (reading.tables, reading.problems, reading.unreadable) == ({}, (), False)


def test_a_row_of_the_example_with_a_bad_cell_is_a_row(con: duckdb.DuckDBPyConnection) -> None:
    reading = loaded(con, {"Units": [HEAD, [*EXAMPLE[:2], "many", *EXAMPLE[3:]]]})
    assert [(problem.cell, problem.found) for problem in reading.problems] == [("C2", "'many'")]


def test_an_error_of_excel_in_the_example_is_told(con: duckdb.DuckDBPyConnection) -> None:
    measures = next(table for table in TABLES if table.name == "kpis")
    head = [column.name for column in measures.columns]
    row = [*measures.example[:-1], excel_error("#REF!")]
    reading = loaded(con, {"KPIs": [head, row]})
    assert ("H2", "#REF!") in [(problem.cell, problem.found) for problem in reading.problems]


def test_without_a_column_that_must_be_there_no_row_is_the_example(
    con: duckdb.DuckDBPyConnection,
) -> None:
    rows: Rows = [["month", "revenue"], [date(2026, 9, 1), 4_250_000]]
    reading = loaded(con, {"Finance": rows})
    assert [problem.found for problem in reading.problems] == ["no column unit", "no column fte"]
    assert reading.tables == {"finance": 1}


@pytest.mark.parametrize("name", [GUIDE_SHEET, "start here", "START HERE "])
def test_the_sheet_that_explains_is_known(con: duckdb.DuckDBPyConnection, name: str) -> None:
    reading = loaded(con, {name: [["The workbook"], ["What to fill in"]], "Units": [HEAD, RETAIL]})
    assert (reading.problems, reading.tables) == ((), {"units": 1})


def test_the_sheet_that_explains_is_no_workbook(con: duckdb.DuckDBPyConnection) -> None:
    (problem,) = loaded(con, {GUIDE_SHEET: [["The workbook"]]}).problems
    assert problem.found == "no sheet that is one of ours"
