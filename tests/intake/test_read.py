"""Checks that every cell is read as text at Excel's own row and column, errors included."""

from datetime import date, datetime

import pytest

from briefing.intake.read import RawSheet, Upload, read_workbook
from briefing.problems import Level
from tests.workbooks import Rows, excel_error, percent, plain_text, upload, workbook

BOOK = workbook({"Units": [["unit"], ["Sales"]]})


def only_sheet(rows: Rows) -> RawSheet:
    sheets, problem = read_workbook(upload({"Sheet": rows}))
    assert problem is None
    (sheet,) = sheets
    return sheet


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("Sales", "Sales"),
        (7, "7"),
        (7.5, "7.5"),
        (-1, "-1"),
        (True, "true"),
        (percent(0.03), "0.03"),
        (date(2026, 2, 19), "2026-02-19 00:00:00"),
        (datetime(2026, 2, 19, 13, 5), "2026-02-19 13:05:00"),  # noqa: DTZ001 Excel has no zones
        ("2026-02-19", "2026-02-19"),
        (plain_text("=cmd|' /C calc'!A0"), "=cmd|' /C calc'!A0"),
        (plain_text("#N/A"), "#N/A"),
        ("'; DROP TABLE units;--", "'; DROP TABLE units;--"),
        ("Zürich · 東京", "Zürich · 東京"),
        (None, None),
    ],
)
def test_a_cell_is_read_as_its_text(cell: object, text: str | None) -> None:
    sheet = only_sheet([["a", "b"], [cell, "end"]])
    assert sheet.cells.column(0)[1].as_py() == text


@pytest.mark.parametrize(
    ("rows", "header_row", "headings", "letters"),
    [
        ([["a", "b"], [1, 2]], 1, ("a", "b"), ("A", "B")),
        ([[], [], [None, "a", "b"], [None, 1, 2]], 3, ("a", "b"), ("B", "C")),
        ([["a", None, "b"], [1, None, 2]], 1, ("a", "", "b"), ("A", "B", "C")),
        ([[" a ", 2026], [1, 2]], 1, ("a", "2026"), ("A", "B")),
        ([[], ["a"]], 2, ("a",), ("A",)),
        ([[*[None] * 27, "a"], [*[None] * 27, 1]], 1, ("a",), ("AB",)),
    ],
)
def test_headings_stand_where_excel_has_them(
    rows: Rows, header_row: int, headings: tuple[str, ...], letters: tuple[str, ...]
) -> None:
    sheet = only_sheet(rows)
    assert (sheet.header_row, sheet.headings, sheet.column_letters) == (
        header_row,
        headings,
        letters,
    )


@pytest.mark.parametrize("rows", [[], [[None, None]]])
def test_an_empty_sheet_has_no_header_row(rows: Rows) -> None:
    assert only_sheet(rows).header_row == 0


def test_blank_rows_keep_their_place() -> None:
    sheet = only_sheet([["a"], [1], [], [], [2]])
    assert sheet.cells.column(0).to_pylist() == ["a", "1", None, None, "2"]


@pytest.mark.parametrize(
    "text", ["#N/A", "#DIV/0!", "#REF!", "#NAME?", "#NULL!", "#NUM!", "#VALUE!"]
)
def test_an_error_is_named_as_excel_names_it_and_at_its_cell(text: str) -> None:
    sheet = only_sheet([[], [], [None, "a", "b"], [], [None, 1, excel_error(text)]])
    assert sheet.error_cells == ((5, 1, text),)
    assert sheet.cells.column(1)[4].as_py() is None


def test_every_sheet_is_read_in_the_books_order() -> None:
    names = ["Zeta", "O'Brien", "Units; DROP TABLE x", "Übersicht", "1"]
    sheets, problem = read_workbook(upload({name: [["a"]] for name in names}))
    assert ([sheet.name for sheet in sheets], problem) == (names, None)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "an empty file of 0 bytes"),
        (b"PK\x03\x04 and no more", "a damaged zip"),
        (BOOK[: len(BOOK) // 2], "a damaged zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "a workbook that cannot be read ("),
        (b"%PDF-1.7\n", "a PDF, which is not read here"),
    ],
)
def test_a_file_that_is_no_workbook_is_a_problem(content: bytes, found: str) -> None:
    sheets, problem = read_workbook(Upload("book.xlsx", content))
    assert sheets == []
    assert problem is not None
    assert problem.found.startswith(found)
    assert "\n" not in problem.found
    assert (problem.file, problem.sheet, problem.cell) == ("book.xlsx", "", "")
    assert problem.expected.startswith("an Excel workbook")
    assert problem.level is Level.ERROR


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        (Upload("a.xlsx", BOOK), Upload("b.xlsx", BOOK), True),
        (Upload("a.xlsx", BOOK), Upload("a.xlsx", BOOK + b" "), False),
    ],
)
def test_a_load_id_stands_for_the_bytes_and_not_the_name(
    first: Upload, second: Upload, *, same: bool
) -> None:
    assert (first.load_id == second.load_id) is same
    assert len(first.load_id) == 8
