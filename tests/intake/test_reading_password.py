"""Checks that a password opens a workbook on the command line, and archives load file by file."""

import io
from pathlib import Path

import duckdb
import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from briefing.__main__ import main
from briefing.intake.load import load_into
from briefing.intake.read import Upload
from tests.intake.test_reading_formats import zipped
from tests.workbooks import workbook

UNITS = workbook({"Units": [["unit"], ["Sales"]]})


@pytest.mark.parametrize(
    ("variable", "status", "words"),
    [
        ("BOOK_PASSWORD", 0, "units: 1 rows"),
        ("WRONG_PASSWORD", 3, "the password given does not open"),
        ("NO_SUCH_PASSWORD", 2, "no environment variable NO_SUCH_PASSWORD"),
    ],
)
def test_the_password_comes_from_the_environment(  # noqa: PLR0913, PLR0917 a case and its fixtures
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    variable: str,
    status: int,
    words: str,
) -> None:
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("BOOK_PASSWORD", "Secret7")
    monkeypatch.setenv("WRONG_PASSWORD", "secret7")
    content = io.BytesIO()
    OOXMLFile(io.BytesIO(UNITS)).encrypt("Secret7", content)
    book = tmp_path / "book.xlsx"
    book.write_bytes(content.getvalue())
    assert main(["load", str(book), "--check", "--password-env", variable]) == status
    out = capsys.readouterr().out
    assert words in out
    assert "ecret7" not in out


def test_every_bad_file_of_an_archive_is_told(con: duckdb.DuckDBPyConnection) -> None:
    archive = zipped({"units.xlsx": UNITS, "again.xlsx": UNITS, "a.xls": b"\x09\x04\x06\x00"})
    reading = load_into(con, [Upload("all.zip", archive)])
    assert [(p.file, p.level) for p in reading.problems] == [
        ("all.zip › again.xlsx", "warning"),
        ("all.zip › a.xls", "error"),
    ]
    assert (reading.tables, reading.unreadable) == ({"units": 1}, True)
