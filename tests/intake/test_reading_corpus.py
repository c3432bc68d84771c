"""Checks that every workbook of the corpus, where it lies beside the project, is read or told."""

import csv
import time
from pathlib import Path

import pytest

from briefing.intake.read import Upload, read_workbook

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"

REFUSED = {
    "calamine__issue252.xlsx": "damaged zip",
    "calamine__pass_protected.ods": "protected by a password",
    "calamine__pass_protected.xlsb": "protected by a password",
    "calamine__pass_protected.xlsx": "protected by a password",
    "closedxml__~$LoadPivotTables.xlsx": "lock file",
    "derived__spreadsheetml2003_renamed.xls": "Excel 2003 XML",
    "exceljs__missing-bits.xlsx": "[Content_Types].xml is missing",
    "phpss__oleloop.xls": "1.5 GB of memory",
    "poi__SampleSS.xml": "Excel 2003 XML",
    "poi__duplicate-filename-case-insensitive.xlsx": "two parts named",
    "poi__duplicate-filename.xlsx": "two parts named",
    "poi__invalid.xlsx": "empty zip",
    "poi__poc-shared-strings.xlsx": "1.5 GB of memory",
    "poi__poc-xmlbomb-empty.xlsx": "a DTD",
    "poi__poc-xmlbomb.xlsx": "a DTD",
    "poi__testEXCEL_4.xls": "Excel 4.0",
    "pycalamine__empty_file.xlsx": "0 bytes",
    "sheetjs__q9test.qpw": "Quattro Pro",
}
"""What is refused when it is read; other rejects hold nothing to recognise, and are read."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    index = CORPUS / "INDEX.csv"
    if not index.exists():
        # Without the corpus one case is left, which holds for no file.
        metafunc.parametrize("path", [None])
        return
    with index.open(encoding="utf-8") as file:
        metafunc.parametrize("path", [CORPUS / row["file"] for row in csv.DictReader(file)])


def test_a_file_of_the_corpus_is_read_or_refused_with_its_reason(path: Path | None) -> None:
    if path is None:
        return
    began = time.monotonic()
    sheets, problem = read_workbook(Upload(path.name, path.read_bytes()))
    assert time.monotonic() - began < 20
    if path.name not in REFUSED:
        assert problem is None
        assert sheets
        return
    assert sheets == []
    assert problem is not None
    assert REFUSED[path.name] in problem.found
