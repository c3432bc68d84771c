"""Checks which snapshot is current, that its files are whole, and which files are swept."""

import os
import re
import time
from pathlib import Path

import pytest

from briefing.store.files import checksum, new_snapshot_id
from briefing.store.snapshots import Home, NothingToUndoError, SnapshotDamagedError
from briefing.store.sweep import sweep
from tests.people import BO
from tests.workbooks import publish, upload

UNITS = upload({"Units": [["unit"], ["Sales"]]}, "units.xlsx")


def record(home: Home, *names: str) -> None:
    """Write publishes into the ledger without their files."""
    for name in names:
        payload = {
            "snapshot": name,
            "files": [f"{name}.xlsx"],
            "tables": {"units": 1},
            "facts_sha256": "f",
            "mart_sha256": "m",
        }
        home.ledger.append("publish", payload, "Ana", after=home.position())


def spoil(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("acts", "current", "taken_back"),
    [
        ("", None, []),
        ("a", "a", []),
        ("ab", "b", []),
        ("ab<", "a", ["b"]),
        ("ab<<", None, ["a", "b"]),
        ("ab<c", "c", ["b"]),
        ("ab<c<", "a", ["b", "c"]),
        ("a<b", "b", ["a"]),
    ],
)
def test_the_current_snapshot_is_the_last_publish_not_taken_back(
    home: Home, acts: str, current: str | None, taken_back: list[str]
) -> None:
    for act in acts:
        if act == "<":
            home.undo(BO)
        else:
            record(home, act)
    found = home.current()
    assert (found.id if found else None) == current
    assert [snapshot.id for snapshot in home.history() if snapshot.undone] == taken_back
    assert home.position() == len(acts)


def test_undo_gives_what_was_taken_back_and_what_is_current_then(home: Home) -> None:
    record(home, "a", "b")
    taken_back, now = home.undo(BO)
    assert now
    assert (taken_back.id, now.id) == ("b", "a")
    taken_back, now = home.undo(BO)
    assert (taken_back.id, now) == ("a", None)
    with pytest.raises(NothingToUndoError):
        home.undo(BO)
    assert home.position() == 4


def test_a_snapshot_says_what_the_ledger_recorded(home: Home) -> None:
    record(home, "a")
    (snapshot,) = home.history()
    assert (snapshot.position, snapshot.who, snapshot.files) == (1, "Ana", ("a.xlsx",))
    assert (snapshot.tables, snapshot.undone) == ({"units": 1}, False)


def test_a_home_can_be_opened_again(home: Home) -> None:
    snapshot = publish(home, UNITS)
    again = Home(home.root)
    assert again.current() == snapshot
    assert again.verified_mart(snapshot) == home.mart(snapshot.id)


def test_the_default_home_is_the_one_that_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path / "a folder" / "O'Brien"))
    home = Home.default()
    assert home.root == tmp_path / "a folder" / "O'Brien"
    snapshot = publish(home, UNITS)
    assert publish(home, UNITS).tables == snapshot.tables


def test_ids_are_new_each_time_and_sort_by_day() -> None:
    ids = {new_snapshot_id() for _ in range(50)}
    assert len(ids) == 50
    assert all(re.fullmatch(r"20[0-9]{6}-[0-9a-f]{6}", found) for found in ids)


def test_the_files_are_the_ones_that_the_ledger_recorded(home: Home) -> None:
    snapshot = publish(home, UNITS)
    assert checksum(home.verified_facts(snapshot)) == snapshot.facts_sha256
    assert checksum(home.verified_mart(snapshot)) == snapshot.mart_sha256


def test_a_damaged_or_missing_file_is_not_opened(home: Home) -> None:
    snapshot = publish(home, UNITS)
    for path, verify in (
        (home.facts(snapshot.id), home.verified_facts),
        (home.mart(snapshot.id), home.verified_mart),
    ):
        spoil(path)
        with pytest.raises(SnapshotDamagedError, match=f"{path.name} is not the file that was"):
            verify(snapshot)
        path.unlink()
        with pytest.raises(SnapshotDamagedError, match=f"{path.name} is missing from"):
            verify(snapshot)


@pytest.mark.parametrize(
    ("name", "minutes", "swept"),
    [
        ("facts-20260101-aaaaaa.duckdb", 61, True),
        ("mart-20260101-aaaaaa.duckdb", 61, True),
        ("facts-20260101-aaaaaa.duckdb.wal", 61, True),
        ("facts-20260101-aaaaaa.duckdb", 59, False),
        ("mart-20260101-aaaaaa.duckdb", 0, False),
        ("facts-20260101-known1.duckdb", 10_000, False),
        ("mart-20260101-known1.duckdb", 10_000, False),
        ("mart-20260101-known2.duckdb", 10_000, False),
    ],
)
def test_files_that_nobody_recorded_are_swept_after_an_hour(
    home: Home, name: str, minutes: int, *, swept: bool
) -> None:
    record(home, "20260101-known1", "20260101-known2")
    home.undo(BO)  # What was taken back can be looked at again.
    path = home.snapshots / name
    path.write_bytes(b"rows")
    then = time.time() - 60 * minutes
    os.utime(path, (then, then))
    assert sweep(home) == ([name] if swept else [])
    assert path.exists() is not swept
