"""Checks of `load --accept-corrections`: offered, shown before and after, applied when accepted."""

import json
from pathlib import Path

import openpyxl
import pytest

from briefing.__main__ import main
from briefing.store.snapshots import Home
from tests.workbooks import Rows, workbook

UNITS: Rows = [["unit", "headcount"], ["Sales", 12]]
FINANCE: Rows = [["unit", "month", "revenue", "fte"], ["Salse", "2026-01-01", 1000, 3]]


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path / "home"))
    path = tmp_path / "export.xlsx"
    path.write_bytes(workbook({"Units": UNITS, "Finance": FINANCE}))
    return str(path)


def test_a_correction_is_offered_and_not_made_unasked(
    book: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["load", book]) == 1
    assert "Certain: 'Salse' to 'Sales' in 1 cell; --accept-corrections." in capsys.readouterr().out
    assert Home.default().history() == []


def test_accepted_corrections_are_made_and_told(
    book: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["load", "--accept-corrections", book]) == 0
    assert "It was read as 'Sales', as accepted." in capsys.readouterr().out
    assert len(Home.default().history()) == 1


def test_checking_with_them_accepted_publishes_nothing(
    book: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["load", "--check", "--accept-corrections", "--json", book]) == 0
    assert json.loads(capsys.readouterr().out)["published"] is None
    assert Home.default().history() == []
    assert list(Home.default().snapshots.iterdir()) == []


def test_json_has_what_is_offered(book: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["load", "--json", book]) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["groups"][0]["correction"] == {"before": "Salse", "after": "Sales", "cells": 1}
    assert said["problems"][0]["correction"] == {
        "before": "Salse",
        "after": "Sales",
        "cells": [["A2", "Sales"]],
    }


def test_the_workbook_given_back_has_what_is_offered(book: str, tmp_path: Path) -> None:
    back = tmp_path / "back.xlsx"
    assert main(["load", "--check", "--annotate", str(back), book]) == 1
    sheets = openpyxl.load_workbook(back)
    assert sheets["Problems"]["G4"].value == "Certain correction"
    assert sheets["Problems"]["G5"].value == "'Sales'"
    assert sheets["Finance"]["A2"].comment.text.endswith("Certain: 'Sales'.")
    assert sheets["Finance"]["A2"].value == "Salse"
