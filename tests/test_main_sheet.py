"""Checks of `load --sheet`: a hidden sheet is had in where a person asks for it by name."""

import json
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from briefing.__main__ import main
from tests.workbooks import workbook


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path / "home"))
    content = workbook({"Look": [["A picture"]], "Units": [["unit", "head"], ["Sales", "Ana"]]})
    opened = openpyxl.load_workbook(BytesIO(content))
    opened["Units"].sheet_state = "hidden"
    path = tmp_path / "export.xlsx"
    opened.save(path)
    return str(path)


def test_a_hidden_sheet_is_named_and_had_in_when_asked_for(
    book: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["load", "--check", book]) == 1
    assert "hidden sheet 'Units': load it with --sheet \"Units\"" in capsys.readouterr().out
    assert main(["load", "--json", book, "--sheet", "units"]) == 0
    assert json.loads(capsys.readouterr().out)["tables"] == {"units": 1}


def test_a_sheet_that_is_not_there_is_a_problem(
    book: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["load", "--json", book, "--sheet", "Unist"]) == 1
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert [one["mend"] for one in problems if one["found"] == "no sheet 'Unist'"] == [
        "The sheets are 'Look', 'Units'."
    ]
