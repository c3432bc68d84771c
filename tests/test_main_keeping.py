"""Checks the commands `erase` and `retain`: what they say, their JSON, and their exit statuses."""

import io
import json
from pathlib import Path

import pytest

from briefing.__main__ import main
from briefing.publish import prepare
from briefing.store.ledger import Ledger, LedgerMovedError
from briefing.store.snapshots import Home
from tests.store.clock import at
from tests.store.people import ERASED, OTHERS, book, files_with, rows
from tests.test_main import SHAPE
from tests.workbooks import Rows, publish, upload

Said = pytest.CaptureFixture[str]


@pytest.fixture
def own(home: Home, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("BRIEFING_HOME", str(home.root))
    publish(home, upload(book()))
    return home


def test_erase_says_which_snapshots_were_touched_and_how_many_rows(own: Home, capsys: Said) -> None:
    second = publish(own, upload({"Units": [["unit"], ["Sales"], ["Office"]]}))
    waiting = prepare(own, [upload(book())])
    first, _ = own.history()
    assert main(["erase", ERASED]) == 0
    taken = "Learning: 2 rows removed; Workers: 1 row removed, 3 references emptied."
    assert capsys.readouterr().out.splitlines() == [
        f"{first.id}: {taken}",
        f"{second.id}: {taken}",
        f"{waiting.id}: was not published, and is discarded.",
        "What is shown stays; the next load carries nobody over who was erased.",
    ]
    assert files_with(own, ERASED) == []


def test_erase_has_its_outcome_as_json(own: Home, capsys: Said) -> None:
    (snapshot,) = own.history()
    assert main(["erase", ERASED, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert list(said)[:7] == SHAPE
    assert (said["published"], said["error"]) == (snapshot.id, None)
    assert said["erased"] == {
        snapshot.id: [
            {"table": "learning", "removed": 2, "emptied": 0, "rewritten": 0},
            {"table": "workers", "removed": 1, "emptied": 3, "rewritten": 0},
        ]
    }
    rest = ("discarded", "unsearched", "finished", "quoted", "alike", "unread", "stuck")
    assert [said[name] for name in rest] == [[]] * 7


def test_an_unknown_number_is_said(own: Home, capsys: Said) -> None:
    assert main(["erase", "EMP-1"]) == 1
    assert capsys.readouterr().out == "No row that is kept has the employee number 'EMP-1'.\n"
    assert main(["erase", "EMP-1", "--json"]) == 1
    assert "EMP-1" in json.loads(capsys.readouterr().out)["error"]
    assert own.position() == 1


def test_a_load_that_was_never_finished_goes_with_any_erasure(own: Home, capsys: Said) -> None:
    for name in ("facts-20260101-aaaaaa.duckdb", "facts-20260101-aaaaaa.duckdb.wal"):
        (own.snapshots / name).write_text("EMP-99999", encoding="utf-8")
    assert main(["erase", "EMP-99999"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "No row that is kept has the employee number 'EMP-99999'.",
        "20260101-aaaaaa: was begun and not finished, and is deleted, whoever was in it.",
    ]
    assert files_with(own, "EMP-99999") == []
    assert [act.kind for act in own.ledger.entries()] == ["publish", "erase"]


def test_the_number_is_read_from_standard_input(own: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{ERASED}\n"))
    assert main(["erase", "-"]) == 0
    (snapshot,) = own.history()
    assert rows(own.facts(snapshot.id), "workers", "employee_id") == [(one,) for one in OTHERS]


def test_what_is_left_is_said(home: Home, monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    monkeypatch.setenv("BRIEFING_HOME", str(home.root))
    pairs: Rows = [["pair", "month", "planned", "held"], [f"{ERASED} + A", "2025-01-01", 1, 1]]
    damaged = publish(home, upload(book()))
    other: Rows = [*book()["Workers"], [ERASED.lower(), "Sales", None, "2024-01-15", None]]
    snapshot = publish(home, upload(book() | {"Coaching": pairs, "Workers": other}))
    home.facts(damaged.id).write_bytes(b"not what it was")
    assert main(["erase", ERASED]) == 1, "there is something left to do"
    said = capsys.readouterr().out.splitlines()
    assert said[2:] == [
        f"Left as it is, look at it: {snapshot.id}: Coaching, pair, in 1 row quotes the number.",
        f"There is '{ERASED.lower()}', too: erase it where it is the same person.",
        f"{damaged.id}: its facts are damaged and were not searched.",
    ]


def test_retain_says_what_is_deleted_and_what_is_kept_until_when(
    own: Home, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.publish.retain", lambda *_: None)
    with at(2001, 1, 31):
        old = publish(own, upload({"Units": [["unit"], ["Sales"], ["Office"]]}))
    with at(2100, 1, 31):
        kept = publish(own, upload({"Units": [["unit"], ["Sales"]]}))
        current = publish(own, upload({"Units": [["unit"], ["Sales"], ["Office"]]}))
    first = own.history()[0]
    assert main(["retain"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == [
        "Loaded rows are kept for 24 months after their publish.",
        f"{old.id}: its rows are deleted; its figures stay.",
    ]
    assert lines[2].startswith(f"{first.id}: kept until 20")
    assert lines[3:] == [
        f"{kept.id}: kept until 2102-01-31.",
        f"{current.id}: current, kept as long as it is; otherwise until 2102-01-31.",
    ]
    assert not own.facts(old.id).exists()


def test_retain_has_its_outcome_as_json(own: Home, capsys: Said) -> None:
    assert main(["retain", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert list(said)[:7] == SHAPE
    (snapshot,) = own.history()
    assert (said["months"], said["deleted"], said["stuck"]) == (24, [], [])
    assert said["published"] == snapshot.id
    assert [(one["snapshot"], one["in_use"]) for one in said["kept"]] == [(snapshot.id, True)]


@pytest.mark.parametrize("command", [["erase", ERASED], ["retain"]])
def test_an_empty_home_has_nothing_to_take_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path / "new"))
    assert main(command) == (1 if command[0] == "erase" else 0)


@pytest.mark.parametrize("command", [["erase", ERASED], ["retain"]])
def test_who_never_gets_a_turn_is_told_to_try_again(
    own: Home, monkeypatch: pytest.MonkeyPatch, capsys: Said, command: list[str]
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise LedgerMovedError

    monkeypatch.setattr("briefing.publish.retain", lambda *_: None)
    with at(2001, 1, 1):
        publish(own, upload(book("Once more.")))
    publish(own, upload(book("And again.")))
    monkeypatch.setattr(Ledger, "append", refuse)
    assert main(command) == 1
    assert capsys.readouterr().out == (
        "Somebody else was publishing all the time. Nothing was changed; try again.\n"
    )
    assert [own.facts_kept(one) for one in own.history()] == [True] * 3
