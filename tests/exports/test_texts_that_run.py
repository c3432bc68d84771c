"""Checks that a text of a file that a program would run is no formula in anything given back."""

import re
import zipfile
from io import BytesIO

import openpyxl
import pytest

from briefing.exports.annotate import annotated
from briefing.exports.template import template
from briefing.intake.read import Upload
from briefing.publish import prepare
from briefing.store.snapshots import Home
from tests.intake.test_reading_formats import zipped
from tests.workbooks import plain_text, workbook

RUNS = ("=cmd|'/c calc'!A1", "+1+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "\uff1d1")


def files(text: str) -> list[tuple[Upload, bool]]:
    """Give files with a text in cells and names, and whether they come back whole."""
    name = text.replace("/", "_")
    rows = f'unit,headcount\n"{text}",many\n"{text}",-1\n'.encode()
    title = name.strip().replace("'", "")
    book = workbook({title: [["unit", "headcount"], [plain_text(text), "many"]]})
    return [
        (Upload(f"{name}.csv", rows), False),
        (Upload("all.zip", zipped({f"{name}.csv": rows})), False),
        (Upload(f"{name}.xlsx", book), True),
    ]


def formulas(content: bytes) -> list[str]:
    with zipfile.ZipFile(BytesIO(content)) as book:
        sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        return [name for name in sheets if re.search(rb"<f[ >/]", book.read(name))]


@pytest.mark.parametrize("text", RUNS)
def test_a_text_is_no_formula_in_what_is_given_back(home: Home, text: str) -> None:
    for upload, whole in files(text):
        problems = prepare(home, [upload]).problems
        assert problems
        content = annotated([upload], problems)
        assert formulas(content) == []
        book = openpyxl.load_workbook(BytesIO(content))
        assert len(book.worksheets) == 2
        for sheet in book.worksheets[: 1 if whole else None]:
            texts = [c.value for row in sheet.iter_rows() for c in row if isinstance(c.value, str)]
            assert [value for value in texts if value[:1] in {text[0] for text in RUNS}] == []


def test_the_template_has_no_formula() -> None:
    assert formulas(template()) == []
