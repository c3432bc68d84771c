"""Checks that every workbook of the corpus ends as its index says, where it lies beside us."""

import csv
from pathlib import Path

import pytest

from briefing.intake.header import find_header
from briefing.intake.read import Upload, read_workbook
from briefing.intake.recognise import recognise
from briefing.intake.told import nothing_recognised

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
INDEX = CORPUS / "INDEX.csv"
FILES: list[tuple[str, str]] = []
if INDEX.exists():
    with INDEX.open(encoding="utf-8") as index:
        FILES = [(row["file"], row["expected"]) for row in csv.DictReader(index)]

SAID = {
    "hr/risk_register_2row_header.xls": "'Risk Owner'",
    "hr/safety_dashboard_hidden.xlsx": 'load it with --sheet "SafetyData"',
    "messy/calamine__errors.xlsx": "'Feuil1' is a sheet with nothing but errors (#DIV/0!, ",
    "messy/calamine__issue_666_panic.xlsb": "'Sheet1' is an empty sheet",
    "messy/fastexcel__empty.xlsx": "'Sheet1' is an empty sheet",
    "messy/phpss__fakewebservice.xlsx": "one row alone ('phony result')",
    "messy/poi__DBCSSheetName.xls": "'\u091c\u093e' is an empty sheet",
    "messy/poi__SimpleMacro.xlsm": "one row alone ('This is a macro workbook')",
    "messy/poi__TwoSheetsOneHidden.xlsx": "'Sheet1' is a hidden sheet",
    "messy/poi__link-external-workbook-a.xlsx": "one row alone ('10', '20')",
    "messy/sheetjs__BlankSheetTypes.xlsm": "'Sheet1' is an empty sheet",
}
"""What is told of the files that can be read, and hold nothing to recognise."""

WITHOUT_HEADINGS = {
    "messy/calamine__no-header.xlsx",
    "messy/closedxml__CellsWithDateTimeWithLocalePrefix.xlsx",
    "messy/phpss__issue.4435b.ods",
    "messy/phpss__without_cell_reference.xlsx",
}
"""What holds values alone: taking its first row for headings would be a guess."""

ONLY_HIDDEN = "messy/tidyxl__lu-performance-data-almanac.xlsx"
"""Of its 58 sheets one has cells, and that one is hidden."""

if FILES:

    @pytest.mark.parametrize(("name", "expected"), FILES)
    def test_a_file_of_the_corpus_ends_as_its_index_says(name: str, expected: str) -> None:
        path = CORPUS / name
        upload = Upload(path.name, path.read_bytes())
        sheets, refusal = read_workbook(upload)
        if expected == "loads":
            assert refusal is None
            seen = [sheet for sheet in sheets if sheet.cells.num_rows]
            assert seen
            assert name == ONLY_HIDDEN or not all(sheet.hidden for sheet in seen)
            assert name in WITHOUT_HEADINGS or any(find_header(sheet) for sheet in seen)
        elif name in SAID:
            assert refusal is None
            outcomes = [recognise(sheet) for sheet in sheets]
            assert [layout for layout, _ in outcomes if layout] == []
            told = [problem for _, problems in outcomes for problem in problems]
            assert SAID[name] in nothing_recognised(upload, sheets, told).mend
        else:
            # Its reason is checked where files are read.
            assert sheets == []
            assert refusal
