"""Checks that a password opens a workbook and is told nowhere, and archives load file by file."""

import logging
import threading
from pathlib import Path

import duckdb
import pytest

from briefing.__main__ import main
from briefing.intake.load import load_into
from briefing.intake.read import Upload, read_workbook, wants_password
from briefing.intake.refusals import UNKNOWN_CIPHER
from tests.intake.locked import BOOK, LOCKED, agile
from tests.intake.test_reading_formats import zipped
from tests.workbooks import workbook

UNITS = workbook({"Units": [["unit"], ["Sales"]]})


class Watch(threading.Thread):
    """Keeps the command line of every process that there is until it is stopped."""

    def __init__(self) -> None:
        """Have seen nothing yet."""
        super().__init__(daemon=True)
        self.seen: set[bytes] = set()
        self.over = threading.Event()

    def run(self) -> None:
        """Look every few milliseconds."""
        while not self.over.wait(0.005):
            for path in Path("/proc").glob("[0-9]*/cmdline"):
                try:
                    self.seen.add(path.read_bytes())
                except OSError:
                    continue


@pytest.mark.parametrize("name", LOCKED)
@pytest.mark.parametrize("given", ["right", "wrong", "absent", "unnamed"])
def test_the_password_comes_from_the_environment_and_goes_nowhere(  # noqa: PLR0913, PLR0917 a case and its fixtures
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    name: str,
    given: str,
) -> None:
    content, password = LOCKED[name]
    ours = name not in ("cryptoapi.xls", "xor.xls")
    expected = {
        "right": (0, "units: 1 rows") if ours else (1, "no sheet that is one of ours"),
        "wrong": (3, "a workbook that the password given does not open"),
        "absent": (3, "a workbook protected by a password"),
        "unnamed": (2, "no environment variable NO_SUCH_PASSWORD"),
    }
    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("BOOK_PASSWORD", {"right": password, "wrong": "Falsch#9"}.get(given, ""))
    book = tmp_path / name
    book.write_bytes(content)
    variable = "NO_SUCH_PASSWORD" if given == "unnamed" else "BOOK_PASSWORD"
    watch = Watch()
    watch.start()
    status = main(["load", str(book), "--json", "--password-env", variable])
    watch.over.set()
    watch.join()
    said = "".join(capsys.readouterr()) + caplog.text
    assert status == expected[given][0]
    assert expected[given][1] in said.replace('"units": 1', "units: 1 rows")
    assert (given == "unnamed") or any(b"briefing.intake.child" in line for line in watch.seen)
    kept = b"".join(path.read_bytes() for path in (tmp_path / "home").rglob("*") if path.is_file())
    for secret in (password, "Falsch#9"):
        assert secret not in said
        assert not any(secret.encode() in line for line in watch.seen)
        assert secret.encode() not in kept


@pytest.mark.parametrize("name", LOCKED)
def test_a_locked_workbook_asks_for_its_password(name: str) -> None:
    content, password = LOCKED[name]
    for given in ("", password.swapcase() + "x"):
        sheets, problem = read_workbook(Upload(name, content, given))
        assert sheets == []
        assert problem
        assert wants_password(problem)
        assert problem.mend
    (sheet,), problem = read_workbook(Upload(name, content, password))
    assert problem is None
    assert sheet.cells.num_rows > 0


def test_what_excel_locks_by_itself_opens_unasked() -> None:
    (sheet,), problem = read_workbook(Upload("b.xlsx", agile(BOOK, "VelvetSweatshop")))
    assert (sheet.headings, problem) == (("unit", "head"), None)


def test_a_cipher_that_is_not_known_is_said() -> None:
    manifest = (
        b'<manifest><file-entry full-path="%s" size="9"><encryption-data>'
        b'<algorithm algorithm-name="http://www.w3.org/2009/xmlenc11#aes256-gcm"/>'
        b"</encryption-data></file-entry></manifest>"
    )
    books = [
        zipped({part: b"x", "META-INF/manifest.xml": manifest % part.encode()})
        for part in ("encrypted-package", "content.xml")
    ]
    for content in (*books, LOCKED["agile.xlsx"][0][:4_000]):
        _, problem = read_workbook(Upload("book.ods", content, "Secret7"))
        assert problem
        assert problem.found == UNKNOWN_CIPHER.found


def test_every_bad_file_of_an_archive_is_told(con: duckdb.DuckDBPyConnection) -> None:
    archive = zipped({"units.xlsx": UNITS, "again.xlsx": UNITS, "a.xls": b"\x09\x04\x06\x00"})
    reading = load_into(con, [Upload("all.zip", archive)])
    assert [(p.file, p.level) for p in reading.problems] == [
        ("all.zip › again.xlsx", "warning"),
        ("all.zip › a.xls", "error"),
    ]
    assert (reading.tables, reading.unreadable) == ({"units": 1}, True)
