"""Reads annotated workbooks back: marks, comments, links, and what of the original is kept."""

import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.workbook import Workbook

from briefing.__main__ import main
from briefing.exports import annotate
from briefing.exports.annotate import annotated
from briefing.intake.read import Upload
from briefing.problems import Level, Problem
from briefing.publish import prepare
from briefing.store.snapshots import Home
from tests.workbooks import Rows, plain_text, upload, workbook

UNITS: Rows = [
    ["unit", "headcount"],
    ["Sales", "many"],
    ["Operations", 60],
    [plain_text("=cmd|'/c calc'!A1"), -1],
]


def given_back(home: Home, *uploads: Upload) -> Workbook:
    candidate = prepare(home, uploads)
    return openpyxl.load_workbook(BytesIO(annotated(uploads, candidate.problems)))


def rows_of(book: Workbook) -> list[tuple[object, ...]]:
    return [row[:6] for row in book.worksheets[0].iter_rows(min_row=5, values_only=True)]


def test_bad_cells_are_coloured_commented_and_linked_to(home: Home) -> None:
    book = given_back(home, upload({"Units": UNITS}))
    assert book.sheetnames == ["Problems", "Units"]
    sheet = book["Units"]
    for cell, coloured in (("B2", True), ("B3", False), ("B4", True), ("A2", False)):
        assert (sheet[cell].fill.fgColor.rgb == "00F6C7B4") is coloured
        assert bool(sheet[cell].comment) is coloured
    comment = sheet["B2"].comment
    assert comment
    assert comment.text.startswith("Found 'many', expected a whole number of at least 0. Write")
    problems = book["Problems"]
    assert [row[:3] for row in rows_of(book)] == [
        ("error", "book.xlsx", "Units!B2"),
        ("error", "book.xlsx", "Units!B4"),
    ]
    assert problems["C5"].hyperlink.location == "'Units'!B2"
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["unit", "headcount"], ["Sales", "many"], ["Operations", 60], ["=cmd|'/c calc'!A1", -1],
    ]  # fmt: skip
    assert sheet["A4"].data_type == "s"


def test_values_formats_formulas_and_comments_of_the_original_are_kept(home: Home) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Units"
    for row in (["unit", "headcount"], ["Sales", "x"], ["Office", "=2+2"]):
        sheet.append(row)
    sheet["B2"].comment = Comment("Ask Ana", "Ben")
    sheet["B2"].number_format = "0.00"
    sheet["D1"] = "aside"
    sheet.merge_cells("D1:E1")
    book.create_sheet("Notes")["A1"] = "mine"
    content = BytesIO()
    book.save(content)
    back = given_back(home, Upload("own.xlsx", content.getvalue()))
    assert back.sheetnames == ["Problems", "Units", "Notes"]
    cell = back["Units"]["B2"]
    assert (cell.value, cell.number_format) == ("x", "0.00")
    assert cell.comment
    assert cell.comment.text.startswith("Ask Ana\n\nFound 'x'")
    assert back["Units"]["B3"].value == "=2+2"
    assert [str(area) for area in back["Units"].merged_cells.ranges] == ["D1:E1"]
    assert back["Notes"]["A1"].value == "mine"


def test_a_workbook_given_back_twice_has_one_list(home: Home) -> None:
    first = upload({"Units": UNITS})
    once = annotated([first], prepare(home, [first]).problems)
    book = given_back(home, Upload("again.xlsx", once))
    assert book.sheetnames == ["Problems", "Units"]
    comment = book["Units"]["B2"].comment
    assert comment
    assert comment.text.count("Found 'many'") == 1


def test_of_a_large_workbook_the_failing_rows_are_given_back(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(annotate, "MOST_CELLS", 5)
    book = given_back(home, upload({"Units": UNITS}))
    assert book.sheetnames == ["Problems", "Units"]
    assert list(book["Units"].iter_rows(values_only=True)) == [
        ("Row", "A", "B"),
        (1, "unit", "headcount"),
        (2, "Sales", "many"),
        (4, "'=cmd|'/c calc'!A1", -1),
    ]
    assert book["Problems"]["C6"].hyperlink.location == "'Units'!C4"
    assert book["Units"]["C4"].comment


@pytest.mark.parametrize("content", [b"", b"Dear board", workbook({"Units": UNITS})[:900]])
def test_of_what_is_no_workbook_the_list_is_given_back(home: Home, content: bytes) -> None:
    book = given_back(home, Upload("x.xlsx", content))
    assert book.sheetnames == ["Problems"]
    assert rows_of(book)[0][:2] == ("error", "x.xlsx")


def test_several_files_are_given_back_as_one_workbook(home: Home) -> None:
    other = upload({"Units": [["unit", "headcount"], ["Lab", "?"]]}, "b.xlsx")
    book = given_back(home, upload({"Units": UNITS}, "a.xlsx"), other)
    assert book.sheetnames == ["Problems", "Units", "Units 2"]
    assert {row[1] for row in rows_of(book)} == {"a.xlsx", "b.xlsx"}


def test_many_alike_are_listed_to_a_number_and_texts_do_not_run() -> None:
    problems = [Problem("=f.csv", "-S", f"C{row}", "=1+1", "@x", "+y") for row in range(2, 102)]
    problems.append(Problem("=f.csv", "", "", "w", "e", "m", Level.WARNING))
    content = annotated([Upload("=f.csv", b"no workbook")], problems)
    rows = rows_of(openpyxl.load_workbook(BytesIO(content)))
    assert len(rows) == 52
    assert rows[0] == ("error", "'=f.csv", "'-S!C2", "'=1+1", "'@x", "'+y")
    assert rows[50][2] == "and 50 more in -S!C"
    assert rows[51][0] == "warning"


@pytest.mark.parametrize(
    ("arguments", "status", "written"),
    [
        (["bad.xlsx", "--annotate", "out.xlsx"], 1, True),
        (["bad.xlsx", "--check", "--json", "--annotate", "out.xlsx"], 1, True),
        (["good.xlsx", "--annotate", "out.xlsx"], 0, True),
        (["letter.xlsx", "--annotate", "out.xlsx"], 3, True),
        (["bad.xlsx", "--json", "--annotate", "bad.xlsx"], 2, False),
        (["good.xlsx", "--json", "--annotate", "no/such/out.xlsx"], 1, False),
    ],
)
def test_load_annotate_writes_the_workbook(  # noqa: PLR0913, PLR0917 fixtures and a row of a table
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    status: int,
    written: bool,  # noqa: FBT001 a column of the table above
) -> None:
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    bad = workbook({"Units": UNITS})
    Path("bad.xlsx").write_bytes(bad)
    Path("good.xlsx").write_bytes(workbook({"Units": [["unit"], ["Sales"]]}))
    Path("letter.xlsx").write_bytes(b"Dear board")
    if written:
        Path("out.xlsx").write_bytes(b"what was there")
    assert main(["load", *arguments]) == status
    out = capsys.readouterr().out
    if "--json" in arguments:
        assert next(iter(json.loads(out))) == "published"
    assert Path("bad.xlsx").read_bytes() == bad
    if written:
        assert openpyxl.load_workbook("out.xlsx").sheetnames[0] == "Problems"
    assert (
        len(list((tmp_path / "home" / "snapshots").glob("*"))) == 2 * (status == 0)
        if (tmp_path / "home").exists()
        else True
    )


def test_a_workbook_given_back_is_read_again_without_a_word_on_its_list(home: Home) -> None:
    brought = upload({"Units": UNITS})
    first = prepare(home, [brought])
    back = Upload("back.xlsx", annotated([brought], first.problems))
    again = prepare(home, [back])
    assert first.problems
    assert [replace(one, file="book.xlsx") for one in again.problems] == list(first.problems)
