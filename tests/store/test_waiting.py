"""Checks the snapshots that wait to be published: found, forgotten, swept, and never half built."""

import json
import os
import time
from pathlib import Path

import pytest

from briefing.candidate import Candidate
from briefing.publish import commit, discard, prepare
from briefing.store.ledger import Entry
from briefing.store.snapshots import Home, SnapshotDamagedError
from briefing.store.sweep import sweep
from tests.people import ANA
from tests.workbooks import upload

UNITS = upload({"Units": [["unit"], ["Sales"]]}, "units.xlsx")


@pytest.fixture
def waiting(home: Home) -> Candidate:
    """Prepare a load and leave it."""
    return prepare(home, [UNITS])


def record(home: Home) -> Path:
    (path,) = home.snapshots.glob("candidate-*")
    return path


def test_a_load_that_waits_is_found_by_another_process(home: Home, waiting: Candidate) -> None:
    found = Home(home.root).find(waiting.id)
    assert found is not None
    assert (found.waiting, found.undone, found.files) == (True, False, ("units.xlsx",))
    assert (found.position, found.tables) == (0, {"units": 1})
    assert home.verified_mart(found).exists()
    assert home.current() is None


def test_what_was_published_waits_no_more(home: Home, waiting: Candidate) -> None:
    commit(home, waiting, ANA)
    found = home.find(waiting.id)
    assert found == home.current()
    assert list(home.snapshots.glob("candidate-*")) == []


def test_what_was_discarded_is_not_found(home: Home, waiting: Candidate) -> None:
    discard(home, waiting)
    assert home.find(waiting.id) is None
    assert list(home.snapshots.iterdir()) == []


def test_files_without_their_record_are_not_found(home: Home, waiting: Candidate) -> None:
    record(home).unlink()
    assert home.mart(waiting.id).exists()
    assert home.find(waiting.id) is None


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"id": 1}', '{"files": null}', "\x00"])
def test_a_record_that_was_cut_is_not_found(content: str, home: Home, waiting: Candidate) -> None:
    record(home).write_text(content, encoding="utf-8")
    assert home.find(waiting.id) is None


def test_a_mart_that_is_not_what_was_prepared_is_told(home: Home, waiting: Candidate) -> None:
    found = home.find(waiting.id)
    assert found is not None
    home.mart(waiting.id).write_bytes(b"other")
    with pytest.raises(SnapshotDamagedError, match="is not the file"):
        home.verified_mart(found)


@pytest.mark.parametrize(
    "name", ["", "x", "../../secret", "20261114-3fa9c1/..", "20261114-3FA9C1", "٢٠٢٦١١١٤-3fa9c1"]
)
def test_what_is_no_id_opens_no_file(name: str, home: Home, waiting: Candidate) -> None:
    outside = home.root / "secret.json"
    outside.write_text(record(home).read_text(encoding="utf-8"), encoding="utf-8")
    assert home.find(name) is None
    assert home.find(waiting.id) is not None


def test_an_old_record_is_swept_with_its_files(home: Home, waiting: Candidate) -> None:
    assert sweep(home) == []
    old = time.time() - 7200
    for path in home.snapshots.iterdir():
        os.utime(path, (old, old))
    assert len(sweep(home)) == 3
    assert home.find(waiting.id) is None


def test_what_is_being_published_is_not_swept(
    home: Home, waiting: Candidate, monkeypatch: pytest.MonkeyPatch
) -> None:
    append = home.ledger.append
    for path in home.snapshots.iterdir():
        os.utime(path, (0, 0))

    def swept_before(kind: str, payload: dict[str, object], who: str, after: int) -> Entry:
        assert home.facts(waiting.id).name not in sweep(home)
        return append(kind, payload, who, after)

    monkeypatch.setattr(home.ledger, "append", swept_before)
    snapshot = commit(home, waiting, ANA)
    assert home.verified_facts(snapshot).exists()
    assert home.verified_mart(snapshot).exists()


def test_the_record_of_what_was_published_meanwhile_is_swept(home: Home) -> None:
    candidate = prepare(home, [UNITS])
    kept = json.loads(record(home).read_text(encoding="utf-8"))
    commit(home, candidate, ANA)
    # As if the process had ended between the ledger's entry and the record's deletion.
    leftover = home.snapshots / f"candidate-{candidate.id}.json"
    leftover.write_text(json.dumps(kept), encoding="utf-8")
    found = home.find(candidate.id)
    assert found is not None
    assert not found.waiting
    os.utime(leftover, (0, 0))
    assert sweep(home) == [leftover.name]
    assert home.mart(candidate.id).exists()
