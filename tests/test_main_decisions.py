"""Checks of the commands that list decisions, replay them, and check the ledger."""

import json
import sqlite3
from contextlib import closing

import pytest

from briefing.__main__ import main
from briefing.store.decisions import follow_up, picture_path
from briefing.store.snapshots import Home
from tests.decided import decided
from tests.organisation import SHEETS, settings
from tests.people import ANA
from tests.workbooks import Sheets, publish, upload

ASKS: Sheets = {
    "Asks": [
        ["page", "request", "decider", "due_on", "kpi", "unit", "baseline", "target", "target_on"],
        ["trajectory", "Release 9", "CFO", "2026-12-04", "revenue_per_fte", "", 95_000, 105_000,
         "2027-06-30"],
    ]
}  # fmt: skip


@pytest.fixture
def started(home: Home, monkeypatch: pytest.MonkeyPatch) -> Home:
    """Give the default home with the small organisation published."""
    monkeypatch.setenv("BRIEFING_HOME", str(home.root))
    publish(home, upload({"Settings": settings(), **SHEETS, **ASKS}))
    return home


def alter(home: Home) -> None:
    with closing(sqlite3.connect(home.root / "ledger.db")) as connection:
        connection.execute(
            "UPDATE entries SET payload = replace(payload, '€180', '€900') WHERE position = 2"
        )
        connection.commit()


def test_decisions_are_listed_with_what_came_of_them(
    started: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["decisions"]) == 0
    assert capsys.readouterr().out == "No decision has been written down yet.\n"
    made = decided(started)
    follow_up(started, made.position, "Begun", ANA)
    assert main(["decisions"]) == 0
    said = capsys.readouterr().out
    assert "trajectory  approved by CFO: Release €180,000" in said
    assert "done: Begun" in said
    assert main(["decisions", "--json"]) == 0
    (listed,) = json.loads(capsys.readouterr().out)["decisions"]
    assert (listed["position"], listed["choice"], listed["state"]) == (2, "approved", "done")
    assert listed["seen"]["figures"][0]["key"] == "npv_cash"


def test_a_decision_is_replayed(started: Home, capsys: pytest.CaptureFixture[str]) -> None:
    made = decided(started)
    assert main(["decisions", "--replay", "2"]) == 0
    said = capsys.readouterr().out
    assert "are the same to the last digit" in said
    assert f": {made.seen.figures[0].text} → the same" in said
    assert main(["decisions", "--replay", "2", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert all(pair["same"] for pair in found["recomputed"])
    assert found["altered"] is False


def test_a_replay_without_the_mart_says_why(
    started: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    started.mart(decided(started).seen.snapshot).unlink()
    assert main(["decisions", "--replay", "2"]) == 1
    assert "It cannot be worked out again: mart-" in capsys.readouterr().out


@pytest.mark.usefixtures("started")
def test_what_is_no_decision_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["decisions", "--replay", "1"]) == 2
    said = capsys.readouterr().out
    assert said == "Entry 1 of the ledger is no decision; there are none.\n"


def test_the_ledger_is_checked_with_its_pictures(
    started: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    made = decided(started)
    assert main(["ledger"]) == 0
    assert capsys.readouterr().out == "Entries: 2, pictures: 1; all are as they were written.\n"
    picture_path(started, made.picture).unlink()
    assert main(["ledger"]) == 1
    line = f"Entry 2, {made.at}: the picture that was decided on is missing.\n"
    assert capsys.readouterr().out == line


def test_a_record_altered_by_hand_is_named(
    started: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    made = decided(started)
    alter(started)
    assert main(["ledger"]) == 1
    assert capsys.readouterr().out == f"Entry 2, {made.at}: what it says was altered.\n"
    assert main(["ledger", "--json"]) == 1
    (found,) = json.loads(capsys.readouterr().out)["altered"]
    assert found["position"] == 2
    assert main(["decisions", "--replay", "2"]) == 1
    assert capsys.readouterr().out.startswith("This record was altered")
