"""Checks that a load leaves people's rows in the facts file and nowhere else on the disk."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.publish import prepare
from briefing.store.snapshots import Home
from tests.people import BO
from tests.store.people import ERASED, OTHERS, book, files_with, workers
from tests.workbooks import Rows, publish, upload, workbook

ROOT = Path(__file__).parents[1]
TWICE: Rows = [*workers(*OTHERS, ERASED), *workers(ERASED)[1:]]


def brief(folder: Path, *arguments: str) -> int:
    """Run the command line with a home, a temporary folder and a working folder of its own."""
    for name in ("home", "temporary", "working"):
        (folder / name).mkdir(exist_ok=True)
    temporary = str(folder / "temporary")
    own = {
        "BRIEFING_HOME": str(folder / "home"),
        "PYTHONPATH": str(ROOT),
        **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), temporary),
    }
    return subprocess.run(
        [sys.executable, "-m", "briefing", *arguments],
        cwd=folder / "working",
        env=os.environ | own,
        stdout=subprocess.DEVNULL,
        check=False,
    ).returncode


@pytest.mark.parametrize(
    ("arguments", "workers_sheet", "status", "kept"),
    [
        pytest.param(["load"], None, 0, 1, id="published"),
        pytest.param(["load", "--check"], None, 0, 0, id="checked"),
        pytest.param(["diff"], None, 0, 0, id="compared"),
        pytest.param(["load"], TWICE, 1, 0, id="refused, with a number quoted"),
        pytest.param(["load", "--annotate", "back.xlsx"], TWICE, 1, 0, id="given back"),
    ],
)
def test_rows_lie_in_the_facts_and_nowhere_else(
    tmp_path: Path, arguments: list[str], workers_sheet: Rows | None, status: int, kept: int
) -> None:
    sheets = book() | ({"Workers": workers_sheet} if workers_sheet else {})
    path = tmp_path / "people.xlsx"
    path.write_bytes(workbook(sheets))
    assert brief(tmp_path, arguments[0], str(path), *arguments[1:]) == status
    assert list((tmp_path / "temporary").rglob("*")) == []
    asked_for = ["back.xlsx"] if "back.xlsx" in arguments else []
    assert [one.name for one in (tmp_path / "working").rglob("*")] == asked_for
    found = files_with(Home(tmp_path / "home"), ERASED)
    assert [one.partition("-")[0] for one in found] == ["snapshots/facts"] * kept


def test_the_record_of_a_load_that_waits_quotes_no_cell(home: Home) -> None:
    candidate = prepare(home, [upload(book(f"Ask {ERASED} about it."))])
    assert candidate.problems, "what was found in the comment is told to the analyst"
    assert files_with(home, ERASED) == [f"snapshots/facts-{candidate.id}.duckdb"]


def test_the_ledger_quotes_no_person_s_cell(home: Home) -> None:
    publish(home, upload(book()))
    home.undo(BO)
    ledger = (home.root / "ledger.db").read_bytes()
    assert b"book.xlsx" in ledger
    assert not any(number.encode() in ledger for number in (ERASED, *OTHERS))
