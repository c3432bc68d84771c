"""Checks that the ledger only grows, one writer at a time, and shows whatever was altered."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier

import pytest

from briefing.store.ledger import Ledger, LedgerMovedError

ACTS: list[tuple[str, dict[str, object], str]] = [
    ("publish", {"snapshot": "a", "files": ["x.xlsx"], "tables": {"units": 2}}, "Ana"),
    ("publish", {"snapshot": "b", "files": ["a'b;--.xlsx"], "tables": {}}, "O'Brien"),
    ("undo", {"snapshot": "b"}, "Zoë 東京"),
    ("note", {}, ""),
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


@pytest.fixture
def ledger(file: Path) -> Ledger:
    """Give a ledger with the four acts written."""
    ledger = Ledger(f"sqlite:///{file}")
    for position, (kind, payload, who) in enumerate(ACTS):
        ledger.append(kind, payload, who, after=position)
    return ledger


def alter(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_acts_come_back_as_they_were_written(ledger: Ledger, file: Path) -> None:
    found = [(entry.kind, dict(entry.payload), entry.who) for entry in ledger.entries()]
    assert found == ACTS
    assert Ledger(f"sqlite:///{file}").entries() == ledger.entries()


def test_each_entry_names_the_one_before(ledger: Ledger) -> None:
    entries = ledger.entries()
    assert [entry.position for entry in entries] == [1, 2, 3, 4]
    assert [entry.previous for entry in entries[1:]] == [entry.hash for entry in entries[:-1]]
    assert entries[0].previous == "0" * 64
    assert len({entry.hash for entry in entries}) == 4


def test_an_entry_is_given_back_as_it_stands_in_the_ledger(file: Path) -> None:
    ledger = Ledger(f"sqlite:///{file}")
    written = ledger.append("note", {"b": [1, 2.5], "a": None}, "Ana", after=0)
    assert [written] == ledger.entries()
    at = datetime.fromisoformat(written.at)
    assert at.tzinfo is not None
    assert abs((datetime.now(UTC) - at).total_seconds()) < 60


def test_an_empty_ledger_has_no_entries_and_nothing_broken(file: Path) -> None:
    ledger = Ledger(f"sqlite:///{file}")
    assert (ledger.entries(), ledger.first_broken()) == ([], None)


@pytest.mark.parametrize("after", [0, 1, 3, 5, -1])
def test_who_looked_before_the_last_entry_cannot_write(ledger: Ledger, after: int) -> None:
    before = ledger.entries()
    with pytest.raises(LedgerMovedError):
        ledger.append("publish", {}, "Ana", after=after)
    assert ledger.entries() == before


def test_of_several_writers_at_once_exactly_one_writes(file: Path) -> None:
    writers = 6
    ledgers = [Ledger(f"sqlite:///{file}") for _ in range(writers)]
    together = Barrier(writers)

    def write(number: int) -> bool:
        together.wait()
        try:
            ledgers[number].append("publish", {"writer": number}, "Ana", after=0)
        except LedgerMovedError:
            return False
        return True

    with ThreadPoolExecutor(writers) as pool:
        wrote = list(pool.map(write, range(writers)))
    assert wrote.count(True) == 1
    (entry,) = ledgers[0].entries()
    assert entry.payload == {"writer": wrote.index(True)}
    assert ledgers[0].first_broken() is None


def changes() -> Iterator[tuple[str, tuple[str, ...], int]]:
    yield "who changed", ("UPDATE entries SET who = 'Eve' WHERE position = 2",), 2
    yield "time changed", ("UPDATE entries SET at = '2020-01-01' WHERE position = 1",), 1
    yield "kind changed", ("UPDATE entries SET kind = 'note' WHERE position = 3",), 3
    yield "payload changed", ("UPDATE entries SET payload = '{}' WHERE position = 1",), 1
    yield "last payload changed", ("UPDATE entries SET payload = '[]' WHERE position = 4",), 4
    yield "space in payload", ("UPDATE entries SET payload = payload || ' ' WHERE position = 2",), 2
    yield "hash changed", ("UPDATE entries SET hash = 'x' WHERE position = 3",), 3
    yield "previous changed", ("UPDATE entries SET previous = 'x' WHERE position = 3",), 3
    yield "position changed", ("UPDATE entries SET position = 9 WHERE position = 4",), 4
    yield "first removed", ("DELETE FROM entries WHERE position = 1",), 1
    yield "one removed", ("DELETE FROM entries WHERE position = 2",), 2
    yield (
        "one removed and the gap closed",
        (
            "DELETE FROM entries WHERE position = 2",
            "UPDATE entries SET position = position - 1 WHERE position > 2",
        ),
        2,
    )
    swap = tuple(
        f"UPDATE entries SET position = {there} WHERE position = {here}"
        for here, there in ((2, 99), (3, 2), (99, 3))
    )
    yield "two swapped", swap, 2
    yield (
        "one put in",
        (
            "UPDATE entries SET position = 5 WHERE position = 4",
            "INSERT INTO entries SELECT 4, at, who, kind, payload, 'x', 'y' FROM entries LIMIT 1",
        ),
        4,
    )
    yield (
        "one put in at the end",
        ("INSERT INTO entries SELECT 5, at, 'Eve', kind, payload, 'x', 'y' FROM entries LIMIT 1",),
        5,
    )


@pytest.mark.parametrize(
    ("statements", "position"),
    [pytest.param(statements, position, id=name) for name, statements, position in changes()],
)
def test_what_was_altered_is_found_at_its_position(
    ledger: Ledger, file: Path, statements: tuple[str, ...], position: int
) -> None:
    assert ledger.first_broken() is None
    alter(file, *statements)
    assert ledger.first_broken() == position
