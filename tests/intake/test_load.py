"""Checks that any sheets of any files are loaded, with the origin of each row beside it."""

from itertools import permutations

import duckdb
import pytest

from briefing.intake.load import Reading, load_into
from briefing.intake.read import Upload
from briefing.problems import errors
from briefing.tables import TABLES
from tests.workbooks import Rows, Sheets, excel_error, plain_text, upload

SHEETS: dict[str, Rows] = {
    "Units": [["unit"], ["Sales"], ["Operations"]],
    "Finance": [["unit", "month", "revenue", "fte"], ["Sales", "2026-01-01", 100, 5]],
    "Survey": [["survey", "unit", "answered_on", "score"], ["enps", "Sales", "2026-01-01", 9]],
}
ROWS = {"Units": 2, "Finance": 1, "Survey": 1}


def loaded(con: duckdb.DuckDBPyConnection, sheets: Sheets, name: str = "book.xlsx") -> Reading:
    return load_into(con, [upload(sheets, name)])


@pytest.mark.parametrize(
    "names", [order for size in (1, 2, 3) for order in permutations(SHEETS, size)]
)
def test_any_subset_of_sheets_in_any_order_is_a_workbook(
    con: duckdb.DuckDBPyConnection, names: tuple[str, ...]
) -> None:
    reading = loaded(con, {name: SHEETS[name] for name in names})
    assert reading.problems == ()
    assert reading.tables == {name.lower(): ROWS[name] for name in sorted(names)}
    counted = {
        table.name: con.execute(f'SELECT count(*) FROM "{table.name}"').fetchall()[0][0]
        for table in TABLES
    }
    assert {name: rows for name, rows in counted.items() if rows} == reading.tables


@pytest.mark.parametrize("name", [table.name for table in TABLES])
def test_a_table_may_have_only_its_required_columns(
    con: duckdb.DuckDBPyConnection, name: str
) -> None:
    table = next(table for table in TABLES if table.name == name)
    required = [column.name for column in table.columns if column.required]
    reading = loaded(con, {table.sheet: [required]})
    assert [problem.found for problem in reading.problems] == ["headings and no row"]
    assert (errors(reading.problems), reading.tables) == ([], {name: 0})


def test_a_header_in_row_3_column_b_keeps_excels_own_cells(con: duckdb.DuckDBPyConnection) -> None:
    reading = loaded(
        con,
        {
            "Finance": [
                [],
                [],
                [None, "unit", "month", None, "revenue", "fte"],
                [None, "Sales", "2026-01-01", None, "much", 1],
                [],
                [None, "Sales", "2026-02-01", None, 1, -1],
                [None, None, None, None, None, None],
                [None, "Sales", "2026-03-01", None, excel_error("#N/A"), 1],
                [None, "Sales", "2026-01-31", None, excel_error("#DIV/0!"), 1],
            ]
        },
    )
    assert [(problem.cell, problem.found) for problem in reading.problems] == [
        ("E4", "'much'"),
        ("E8", "#N/A"),
        ("E9", "#DIV/0!"),
        ("F6", "'-1'"),
        ("B9", "'Sales 2026-01-01' again"),
    ]


def test_blank_rows_in_the_middle_are_no_rows_and_keep_the_others_numbers(
    con: duckdb.DuckDBPyConnection,
) -> None:
    book = upload({"Units": [["unit", "head"], ["A"], [], [None, "  "], ["B"], [], []]})
    reading = load_into(con, [book])
    assert (reading.problems, reading.tables) == ((), {"units": 2})
    assert con.execute("SELECT unit, _load, _sheet, _row FROM units ORDER BY _row").fetchall() == [
        ("A", book.load_id, "Units", 2),
        ("B", book.load_id, "Units", 5),
    ]


def test_each_sheet_is_recorded_with_the_place_of_its_cells(con: duckdb.DuckDBPyConnection) -> None:
    book = upload(
        {
            "Export": [
                [],
                [None, "FTEs", "Sales", "Period", "Division"],
                [None, 1, 2, "2026-01-01", "A"],
                [],
                [None, 1, 2, "2026-02-01", "A"],
            ]
        }
    )
    load_into(con, [book])
    assert con.execute("FROM loads").fetchall() == [
        (
            *(book.load_id, "book.xlsx", "Export", "finance", 2, 5, 2),
            {"fte": "B", "revenue": "C", "month": "D", "unit": "E"},
            False,
            {"fte": 2, "revenue": 2, "month": 2, "unit": 2},
        )
    ]


def test_an_error_cell_alone_in_its_row_is_still_named(con: duckdb.DuckDBPyConnection) -> None:
    rows: Rows = [["item", "one_off"], ["a", 1], [None, excel_error("#REF!")], ["b", 2]]
    (problem,) = loaded(con, {"Costs": rows}).problems
    assert (problem.cell, problem.found, problem.level) == ("B3", "#REF!", "error")


def test_an_error_cell_in_a_column_that_is_left_out_is_no_error(
    con: duckdb.DuckDBPyConnection,
) -> None:
    rows: Rows = [["unit", "zzz"], ["A", excel_error("#N/A")]]
    assert errors(loaded(con, {"Units": rows}).problems) == []


@pytest.mark.parametrize(
    ("value", "sample"), [("yes", True), ("TRUE", True), (True, True), ("no", False), (None, False)]
)
def test_a_load_is_marked_as_sample_by_its_settings(
    con: duckdb.DuckDBPyConnection, value: object, *, sample: bool
) -> None:
    setting = ["sample", value] if value is not None else ["currency", "EUR"]
    loaded(con, {**SHEETS, "Settings": [["name", "value"], setting]})
    assert con.execute("SELECT DISTINCT sample FROM loads").fetchall() == [(sample,)]


@pytest.mark.parametrize(
    ("sheet", "rows", "values"),
    [
        ("O'Brien", SHEETS["Finance"], [("Sales", 100.0)]),
        ("x'); DROP TABLE finance;--", SHEETS["Finance"], [("Sales", 100.0)]),
        (
            "Finance",
            [["unit", "month", "revenue", "fte"], ["'); DROP TABLE loads;--", "2026-01-01", 1, 1]],
            [("'); DROP TABLE loads;--", 1.0)],
        ),
        (
            "Finance",
            [
                ["unit", "month", "revenue", "fte"],
                [plain_text("=cmd|' /C calc'!A0"), "2026-01-01", 1, 1],
            ],
            [("=cmd|' /C calc'!A0", 1.0)],
        ),
    ],
)
def test_text_that_looks_like_a_command_stays_text(
    con: duckdb.DuckDBPyConnection, sheet: str, rows: Rows, values: list[tuple[str, float]]
) -> None:
    reading = loaded(con, {sheet: rows}, "a'b;--.xlsx")
    assert (reading.problems, reading.tables) == ((), {"finance": 1})
    assert con.execute("SELECT unit, revenue FROM finance").fetchall() == values
    assert con.execute("SELECT file, sheet FROM loads").fetchall() == [("a'b;--.xlsx", sheet)]


def test_a_heading_that_looks_like_sql_is_an_unknown_column(con: duckdb.DuckDBPyConnection) -> None:
    rows: Rows = [["unit", 'x"; DROP TABLE units; --'], ["A", 1]]
    (problem,) = loaded(con, {"Units": rows}).problems
    assert (problem.cell, problem.level) == ("B1", "warning")
    assert con.execute("SELECT unit FROM units").fetchall() == [("A",)]


@pytest.mark.parametrize(
    ("sheets", "found"),
    [
        (
            {"Notes": [["a"], [1]]},
            [("Notes", "a sheet that is none of ours", "warning")],
        ),
        ({"Notes": []}, [("Notes", "an empty sheet", "warning")]),
        ({"Finance": []}, [("Finance", "no headings", "error")]),
    ],
)
def test_a_workbook_with_no_sheet_of_ours_is_an_error(
    con: duckdb.DuckDBPyConnection, sheets: Sheets, found: list[tuple[str, str, str]]
) -> None:
    reading = loaded(con, sheets)
    assert [(p.sheet, p.found, p.level) for p in reading.problems] == [
        *found,
        ("", "no sheet that is one of ours", "error"),
    ]
    assert (reading.tables, reading.unreadable) == ({}, False)


def test_a_sheet_that_is_none_of_ours_does_not_stop_the_others(
    con: duckdb.DuckDBPyConnection,
) -> None:
    reading = loaded(con, {"Notes": [["a"], [1]], "Empty": [], "Units": SHEETS["Units"]})
    assert (errors(reading.problems), reading.tables) == ([], {"units": 2})


def test_a_file_that_cannot_be_read_does_not_hide_the_others_problems(
    con: duckdb.DuckDBPyConnection,
) -> None:
    bad_cell = upload({"Units": [["unit", "headcount"], ["A", -1]]})
    reading = load_into(con, [Upload("letter.xlsx", b"Dear board"), bad_cell])
    assert [(problem.file, problem.cell) for problem in reading.problems] == [
        ("letter.xlsx", ""),
        ("book.xlsx", "B2"),
    ]
    assert reading.unreadable


def test_the_same_bytes_under_two_names_are_loaded_once(con: duckdb.DuckDBPyConnection) -> None:
    book = upload(SHEETS, "a.xlsx")
    (problem,) = load_into(con, [book, Upload("copy.xlsx", book.content)]).problems
    assert (problem.file, problem.found, problem.level) == (
        "copy.xlsx",
        "the same bytes as a.xlsx",
        "warning",
    )
    assert con.execute("SELECT count(*) FROM units").fetchall() == [(2,)]


def test_one_table_may_come_in_several_sheets_and_files(con: duckdb.DuckDBPyConnection) -> None:
    reading = load_into(
        con,
        [
            upload(
                {
                    "Units": [["unit"], ["A"]],
                    "More": [["unit", "head", "headcount"], ["B", "Bo", 5]],
                },
                "1.xlsx",
            ),
            upload({"units": [["head", "unit"], ["Cy", "C"]]}, "2.xlsx"),
        ],
    )
    assert (reading.problems, reading.tables) == ((), {"units": 3})
    assert con.execute("SELECT unit FROM units ORDER BY 1").fetchall() == [("A",), ("B",), ("C",)]
