"""Checks of `load --map`: a person's word on the command line, kept, and used the next time."""

import json
from pathlib import Path

import pytest

from briefing.__main__ import main
from briefing.store.snapshots import Home
from tests.workbooks import Rows, workbook

ROWS: Rows = [["Einheit", "Leitung"], ["Sales", "Ana"]]
MAP = ["--map", "Einheit=unit", "--map", "Leitung=head", "--table", "Units"]


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path / "home"))
    path = tmp_path / "export.xlsx"
    path.write_bytes(workbook({"Blatt": ROWS}))
    return str(path)


def test_a_mapping_is_used_kept_and_used_again(
    book: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["load", "--check", book]) == 1
    assert "'Einheit', 'Leitung'" in capsys.readouterr().out
    assert main(["load", "--check", book, *MAP]) == 0
    assert "publishing the file remembers it" in capsys.readouterr().out
    assert main(["load", book, *MAP]) == 0
    kept = [act for act in Home.default().ledger.entries() if act.kind == "mapping"]
    assert [act.payload["mapping"] for act in kept] == [{"Einheit": "unit", "Leitung": "head"}]
    assert Home.default().ledger.first_broken() is None
    assert main(["load", "--check", book]) == 0


def test_a_mapping_for_headings_that_are_not_there_is_a_problem(
    book: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["load", "--json", book, "--map", "Name=unit", "--table", "units"]) == 1
    found = [one["found"] for one in json.loads(capsys.readouterr().out)["problems"]]
    assert "no sheet with the headings 'Name'" in found


@pytest.mark.parametrize(
    "options",
    [
        ["--map", "Einheit=unit"],
        ["--table", "units"],
        ["--map", "Einheit", "--table", "units"],
        ["--map", "Einheit=untt", "--table", "units"],
        ["--map", "Einheit=unit", "--table", "unitz"],
        ["--map", "Einheit=unit", "--map", "Leitung=unit", "--table", "units"],
    ],
)
def test_a_mapping_to_nothing_declared_is_wrong_usage(book: str, options: list[str]) -> None:
    assert main(["load", book, *options]) == 2
