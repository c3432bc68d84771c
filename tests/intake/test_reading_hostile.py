"""Checks that files made to do harm are refused, each with the limit or the reason named."""

import io
import zipfile

import pytest

from briefing.intake.apart import read_apart
from briefing.intake.limits import limits_for
from briefing.intake.read import Upload, read_workbook
from tests.intake.locked import DATA
from tests.workbooks import workbook

BOOK = workbook({"S": [["a", "b"], [1, 2]]})
SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def changed(part: str, content: bytes, whole: bytes = BOOK) -> bytes:
    """Give the book with one part written anew, or added."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(whole)) as book,
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


BIG = "x" * 2**20
NO_ROOM = "1.5 GB of memory"


def shared(rows: int) -> bytes:
    """Give the book with one shared string of 1 MB in many rows."""
    text = f'<sst xmlns="{MAIN}" count="1" uniqueCount="1"><si><t>{BIG}</t></si></sst>'
    cells = "".join(
        f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, rows + 1)
    )
    return changed("xl/sharedStrings.xml", text.encode(), sheet(cells))


def wide(rows: int) -> str:
    """Give rows of 16,384 cells of text."""
    one = '<c t="inlineStr"><is><t>x</t></is></c>'
    return "".join(f'<row r="{row}">{one * 16_384}</row>' for row in range(1, rows + 1))


def old(*changes: tuple[int, int]) -> bytes:
    """Give an .xls with numbers of four bytes in its OLE container changed."""
    content = bytearray((DATA / "units.xls").read_bytes())
    for at, number in changes:
        content[at : at + 4] = number.to_bytes(4, "little")
    return bytes(content)


FAT = 512
"""Where the .xls keeps its chains: four bytes for each sector, with the number of the next."""

CYCLES = [
    ("all", old(*((FAT + 4 * sector, sector) for sector in range(2, 10)))),
    ("directory", old((FAT + 4 * 8, 8))),
    ("workbook", old((FAT + 4 * 7, 2))),
    ("list of chains", old((68, 0), (72, 0xFFFFFFFF))),
    ("number of chains", old((44, 0xFFFFFFFF))),
    ("entries", old((512 + 512 * 8 + 76, 0), (512 + 512 * 8 + 128 + 68, 1))),
]


@pytest.mark.parametrize("content", [pytest.param(made, id=name) for name, made in CYCLES])
def test_a_chain_that_bites_its_tail_ends(content: bytes) -> None:
    sheets, problem = read_workbook(Upload("book.xls", content))
    if problem is None:
        # The reader went by a part that was not changed, and so read what is there.
        assert [read.headings for read in sheets] == [("unit", "head")]
    else:
        assert sheets == []
        assert NO_ROOM in problem.found or "cannot be read" in problem.found
        assert problem.mend


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (changed("xl/media/a.bin", bytes(130 * 2**20)), "and 200 times its size is refused"),
        (sheet(CELL, start=ENTITY), "a DTD"),
        (sheet(CELL, start=f"<!-- x -->{ENTITY}"), "a DTD"),
        (damaged(), "a damaged zip"),
        (sheet(f'{CELL}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), NO_ROOM),
        (sheet('<row r="1"><c r="A99999999999"><v>1</v></c></row>'), NO_ROOM),
        (sheet('<row r="1"><c r="XFE1"><v>1</v></c></row>'), "of more than 16,384 columns"),
        (sheet('<row r="1"><c r="ZZZZZZZZZ1"><v>1</v></c></row>'), "of more than 16,384 columns"),
        (shared(3_000), NO_ROOM),
        (changed("XL/Worksheets/Sheet1.xml", b"<x/>"), "two parts named"),
    ],
)
def test_a_hostile_workbook_is_refused_with_its_reason(content: bytes, words: str) -> None:
    sheets, problem = read_workbook(Upload("book.xlsx", content))
    assert sheets == []
    assert problem is not None
    assert words in problem.found


@pytest.mark.parametrize(
    "part", [part for part in zipfile.ZipFile(io.BytesIO(BOOK)).namelist() if part.endswith("l")]
)
def test_entities_are_refused_in_every_part(part: str) -> None:
    with zipfile.ZipFile(io.BytesIO(BOOK)) as book:
        text = book.read(part).decode()
    root = text.partition("?>")[2] or text
    for encoding in ("utf-8", "utf-16"):
        declared = f'<?xml version="1.0" encoding="{encoding}"?>{ENTITY}{root}'.encode(encoding)
        _, problem = read_workbook(Upload("book.xlsx", changed(part, declared)))
        assert problem
        assert "declares entities (a DTD)" in problem.found


@pytest.mark.parametrize(
    ("said", "rows", "size"),
    [
        ("A1:XFD1048576", CELL, (1, 1)),
        ("A1:A1", f'{CELL}<row r="2"><c r="C2"><v>1</v></c></row>', (2, 3)),
        ("B9:A1", CELL, (1, 1)),
    ],
)
def test_a_dimension_that_lies_is_not_believed(said: str, rows: str, size: tuple[int, int]) -> None:
    content = sheet(rows, before=f'<dimension ref="{said}"/>')
    (read,), _ = read_workbook(Upload("book.xlsx", content))
    assert (read.cells.num_rows, read.cells.num_columns) == size


@pytest.mark.parametrize(
    ("rows", "size"),
    [
        (wide(1), (1, 16_384)),
        (wide(40), (40, 16_384)),
        (
            CELL + "".join(f'<row r="{n}"><c s="0"/></row>' for n in range(2, 1_000_001)),
            (1, 1),
        ),
        (CELL + '<row s="0" customFormat="1"/>' * 1_000_000, (1, 1)),
        (f'{CELL}<row r="1048576"><c r="A1048576"><v>1</v></c></row>', (1_048_576, 1)),
        (f'<row><c t="inlineStr"><is><t>{BIG}</t></is></c></row>' * 50, (50, 1)),
        ("<row><c><v>1</v></c><c><v>2</v></c></row>" * 2, (2, 2)),
        ("<x>" * 100_000 + "</x>" * 100_000, (0, 0)),
    ],
)
def test_what_is_large_and_legal_is_read_within_the_limits(
    rows: str, size: tuple[int, int]
) -> None:
    (read,), problem = read_workbook(Upload("book.xlsx", sheet(rows)))
    assert problem is None
    assert (read.cells.num_rows, read.cells.num_columns) == size


def test_a_long_text_that_many_cells_share_is_read() -> None:
    (read,), problem = read_workbook(Upload("book.xlsx", shared(20)))
    assert problem is None
    assert {len(text.as_py()) for text in read.cells.column(0)} == {2**20}


def test_limits_are_the_same_for_small_files_and_more_for_large_ones() -> None:
    small, large = limits_for(10_000), limits_for(62 * 2**20)
    assert (small.seconds, small.memory) == (20, 3 * 2**29 + 80_000)
    assert large.seconds > small.seconds


def test_what_the_reader_says_in_between_is_no_answer() -> None:
    sheets, refusal = read_apart("book.xlsx", BOOK)
    assert ([cells.name for cells in sheets], refusal) == (["S"], None)
