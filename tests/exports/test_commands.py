"""Checks the commands that write documents: what they write, and plain words where they cannot."""

from pathlib import Path

import openpyxl
import pytest

from briefing.__main__ import main
from briefing.exports.dictionary import dictionary
from briefing.tables import GUIDE_SHEET, TABLES


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty folder as the current one, with a home of its own."""
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def sheets(path: Path) -> list[str]:
    return openpyxl.load_workbook(path, read_only=True).sheetnames


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], [table.sheet for table in TABLES]),
        (["--tables", "workers,finance"], ["Workers", "Finance"]),
        (["--tables", " Pilot Teams, units ,"], ["Units", "Pilot teams"]),
    ],
)
def test_the_template_is_written_over_what_was_there(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    expected: list[str],
) -> None:
    for name in ("new.xlsx", "old.XLSX"):
        (folder / "old.XLSX").write_bytes(b"what was there")
        assert main(["template", name, *arguments]) == 0
        assert sheets(folder / name) == [GUIDE_SHEET, *expected]
    assert capsys.readouterr() == ("", "")


def test_a_template_with_nothing_in_it_is_not_published(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["template", "t.xlsx"])
    assert main(["load", "t.xlsx"]) == 1
    said, last = capsys.readouterr().out.splitlines()
    assert said.startswith("t.xlsx: found no row at all, expected at least one that is not the")
    assert last == "Nothing was published."
    assert not list((folder / "home" / "snapshots").iterdir())


def test_the_dictionary_is_written_or_printed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["dictionary", "--out", "tables.md"]) == 0
    assert capsys.readouterr().out == ""
    assert (folder / "tables.md").read_text(encoding="utf-8") == dictionary()
    assert main(["dictionary"]) == 0
    assert capsys.readouterr().out == dictionary()


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ("nowhere/t.xlsx", "no such file or directory"),
        ("folder.xlsx", "is a directory"),
        ("file/t.xlsx", "not a directory"),
        ("full.xlsx", "no space left on device"),
        (f"{'t' * 300}.xlsx", "file name too long"),
    ],
)
def test_a_place_that_cannot_be_written_is_said_in_words(
    folder: Path, capsys: pytest.CaptureFixture[str], place: str, reason: str
) -> None:
    (folder / "folder.xlsx").mkdir()
    (folder / "file").write_bytes(b"")
    (folder / "full.xlsx").symlink_to("/dev/full")
    for command in (["template", place], ["dictionary", "--out", place]):
        assert main(command) == 1
        assert capsys.readouterr() == (
            f"{place} cannot be written: {reason}. Check the folder, its room and your rights.\n",
            "",
        )


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    "arguments",
    [
        ["template"],
        ["template", "t"],
        ["template", "t.xls"],
        ["template", "."],
        ["template", "t.xlsx", "--tables"],
        ["template", "t.xlsx", "--tables", ""],
        ["template", "t.xlsx", "--tables", "workers,payroll"],
        ["template", "t.xlsx", "u.xlsx"],
        ["dictionary", "tables.md"],
        ["dictionary", "--out"],
    ],
)
def test_wrong_usage_is_status_2_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(arguments)
    assert exit_.value.code == 2
    assert capsys.readouterr().err.startswith("usage: python -m briefing")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("folder")
def test_a_table_that_there_is_not_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["template", "t.xlsx", "--tables", "workers,payroll"])
    assert "payroll is none of settings, units, kpis" in capsys.readouterr().err
