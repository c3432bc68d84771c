"""Checks that files made to do harm are refused, each with the limit or the reason named."""

import io
import zipfile

import pytest

from briefing.intake.apart import read_apart
from briefing.intake.limits import limits_for
from briefing.intake.read import Upload, read_workbook
from tests.workbooks import workbook

BOOK = workbook({"S": [["a", "b"], [1, 2]]})
SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def changed(part: str, content: bytes) -> bytes:
    """Give the book with one part written anew, or added."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(BOOK)) as book,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in book.namelist():
            if name != part:
                new.writestr(name, book.read(name))
        new.writestr(part, content)
    return out.getvalue()


def sheet(rows: str, before: str = "", start: str = "") -> bytes:
    text = f'{start}<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData></worksheet>'
    return changed(SHEET, text.encode())


def damaged() -> bytes:
    """Give the book with one byte of a part's stored text changed."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(BOOK)) as book,
        zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as new,
    ):
        for name in book.namelist():
            new.writestr(name, book.read(name))
    return out.getvalue().replace(b"sheetData", b"sheetDatb", 1)


CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'
ENTITY = '<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (changed("xl/media/a.bin", bytes(130 * 2**20)), "and 200 times its size is refused"),
        (sheet(CELL, start=ENTITY), "a DTD"),
        (sheet(CELL, start=f"<!-- x -->{ENTITY}"), "a DTD"),
        (changed("XL/Worksheets/Sheet1.xml", b"<x/>"), "two parts named"),
        (damaged(), "a damaged zip"),
        (
            sheet(f'{CELL}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
            "1.5 GB of memory",
        ),
    ],
)
def test_a_hostile_workbook_is_refused_with_its_reason(content: bytes, words: str) -> None:
    sheets, problem = read_workbook(Upload("book.xlsx", content))
    assert sheets == []
    assert problem is not None
    assert words in problem.found


def test_a_dimension_that_lies_is_not_believed() -> None:
    content = sheet(CELL, before='<dimension ref="A1:XFD1048576"/>')
    (read,), _ = read_workbook(Upload("book.xlsx", content))
    assert (read.cells.num_rows, read.cells.num_columns) == (1, 1)


def test_empty_formatted_rows_are_read_within_the_limits() -> None:
    blank = "".join(f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in range(2, 200_000))
    (read,), problem = read_workbook(Upload("book.xlsx", sheet(CELL + blank)))
    assert problem is None
    assert read.cells.column(0)[0].as_py() == "1"


def test_limits_are_the_same_for_small_files_and_more_for_large_ones() -> None:
    small, large = limits_for(10_000), limits_for(62 * 2**20)
    assert (small.seconds, small.memory) == (20, 3 * 2**29 + 80_000)
    assert large.seconds > small.seconds


def test_what_the_reader_says_in_between_is_no_answer() -> None:
    sheets, refusal = read_apart("book.xlsx", BOOK)
    assert ([cells.name for cells in sheets], refusal) == (["S"], None)
