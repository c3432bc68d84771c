"""Checks that what takes too much is ended with the limit named, and the next file is read."""

import io
import os
import tracemalloc
import zipfile
from pathlib import Path

import duckdb
import pytest

from briefing.intake import apart
from briefing.intake.limits import GB, MB, Limits, limits_for
from briefing.intake.load import load_into
from briefing.intake.read import Upload, read_workbook, unpack
from briefing.intake.refusals import DAMAGED_ZIP, NESTED_ZIP
from tests.intake.test_reading_formats import zipped
from tests.intake.test_reading_hostile import CELL, sheet
from tests.workbooks import workbook

UNITS = workbook({"Units": [["unit"], ["Sales"]]})
STUCK = sheet(f'{CELL}<row r="2"><c r="A2"><f>1</f>{" " * MB}x</c></row>')
"""Looking for a formula without a value takes this reader for years."""

WIDE = sheet(f'{CELL}<row r="20000"><c r="XFD20000"><v>1</v></c></row>')


def children() -> set[str]:
    """Give the processes that this one started and that are still there, ended or not."""
    own = str(os.getpid())
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if state[1] == own:
            found.add(stat.parent.name)
    return found


@pytest.mark.parametrize(
    ("content", "limits", "words"),
    [
        (STUCK, Limits(2, GB, GB), "a file that takes more than 2 s to read, the limit"),
        (
            WIDE,
            Limits(60, 400 * MB, GB),
            "a file that takes more than 400 MB of memory to read, the limit",
        ),
        (
            workbook({"Units": [["unit"], *([f"{row}" * 99] for row in range(9_999))]}),
            Limits(60, GB, 2 * MB),
            "a file with more than 2 MB of text in its cells, the limit",
        ),
        (
            zipped({"units.csv": b"unit\n" + b"Sales\n" * MB}),
            Limits(60, GB, 2 * MB),
            "a zip with more than 2 MB of files to read, the limit",
        ),
    ],
)
def test_a_file_beyond_a_limit_is_ended_and_the_next_one_read(
    monkeypatch: pytest.MonkeyPatch,
    con: duckdb.DuckDBPyConnection,
    content: bytes,
    limits: Limits,
    words: str,
) -> None:
    before = children()
    monkeypatch.setattr(
        apart, "limits_for", lambda size: limits if size == len(content) else limits_for(size)
    )
    reading = load_into(con, [Upload("bad.xlsx", content), Upload("units.xlsx", UNITS)])
    (problem,) = reading.problems
    assert (problem.file, problem.found) == ("bad.xlsx", words)
    mend = "Bring them in several zips." if "a zip" in words else "Delete the sheets, rows and"
    assert problem.mend.startswith(mend)
    assert (reading.tables, reading.unreadable) == ({"units": 1}, True)
    assert children() == before


def test_processor_time_alone_is_told_as_time(monkeypatch: pytest.MonkeyPatch) -> None:
    busy = "import os, resource; resource.setrlimit(resource.RLIMIT_CPU, (1, 9))\nwhile True: pass"
    monkeypatch.setattr(apart, "_COMMAND", (apart._COMMAND[0], "-c", busy))  # noqa: SLF001
    _, problem = read_workbook(Upload("a.csv", b"a,b\n1,2\n"))
    assert problem
    assert problem.found == "a file that takes more than 20 s to read, the limit"


def test_an_archive_is_inflated_in_no_process_but_the_child() -> None:
    """Python inflates bzip2 without regard to the size that a member states."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("units.csv", bytes(64 * MB))
    lying = content.getvalue().replace((64 * MB).to_bytes(4, "little"), b"\x09\x00\x00\x00")
    tracemalloc.start()
    try:
        sheets, problem = read_workbook(Upload("all.zip", lying))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert sheets == []
    assert problem
    assert problem.found == DAMAGED_ZIP.found
    assert peak < 8 * MB


def test_a_zip_is_one_zip_whatever_its_members_are_called() -> None:
    inner = zipped({"units.xlsx": UNITS})
    for name in ("inner.zip", "inner.csv", "inner.xlsx"):
        files, problem = unpack(Upload("all.zip", zipped({name: inner})))
        assert files == []
        assert problem
        assert problem.found == NESTED_ZIP.found
    deep = zipped({"b.zip": zipped({"c.zip": inner})})
    assert unpack(Upload("a.zip", deep))[0] == []


@pytest.mark.parametrize(
    "name", ["/etc/units.csv", "../../units.csv", "..\\..\\units.csv", "C:\\units.csv"]
)
def test_a_members_name_leads_nowhere(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (read,), problem = read_workbook(Upload("all.zip", zipped({name: b"unit,head\nSales,Ana\n"})))
    assert problem is None
    assert (read.name, read.headings) == ("units", ("unit", "head"))
    assert read.upload.name == f"all.zip › {name.replace(chr(92), '/')}"
    assert list(tmp_path.iterdir()) == []


def test_an_encrypted_member_is_told() -> None:
    plain = bytearray(zipped({"units.csv": b"unit,head\nSales,Ana\n"}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        plain[plain.index(mark) + offset] |= 1
    _, problem = read_workbook(Upload("all.zip", bytes(plain)))
    assert problem
    assert problem.found == "a zip with a password of its own"
    assert problem.mend == "Unpack it, and bring the files that are in it."


def test_a_list_of_parts_that_lies_about_its_length_is_not_read() -> None:
    many = zipped({f"{number}.csv": b"" for number in range(10_001)})
    at = many.rindex(b"PK\x05\x06")
    lying = many[: at + 8] + b"\x01\x00\x01\x00\x30\x00\x00\x00" + many[at + 16 :]
    for content in (many, lying):
        _, problem = read_workbook(Upload("all.zip", content))
        assert problem
        assert problem.found == "a zip of more than 10,000 parts, which is the limit"
