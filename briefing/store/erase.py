"""erase: one person taken out of every facts file, with the ledger saying which files changed.

The new files are written aside; one ledger entry then has their checksums, and only after it are
they put in place. Wherever the program ends between two steps, the next start, the next reader or
the next erasure goes on from there, since the ledger says which file is the right one. It does not
say who was erased.
"""

import json
import re
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from briefing.store.files import checksum, delete
from briefing.store.ledger import LedgerMovedError
from briefing.store.person import (
    Change,
    Found,
    copy_without,
    look,
    pattern,
    quoted_in_mart,
    telling,
)
from briefing.store.snapshots import FactsDeletedError, Home, Snapshot, SnapshotDamagedError
from briefing.store.sweep import unpublished


@dataclass(frozen=True)
class Erasure:
    """What an erasure did, and what it found and left.

    `touched` has what was taken out of each snapshot; `discarded` are the loads that waited to be
    published, and `unsearched` those that were begun and never finished; `finished` are snapshots
    of an earlier erasure that had been interrupted. `quoted` says in words where the number stands
    and was left, and `alike` are other numbers that differ from it in case or leading zeros alone.
    `unread` are snapshots whose facts are damaged, and `stuck` the files that could not be deleted
    or replaced, being open elsewhere.
    """

    touched: Mapping[str, tuple[Change, ...]]
    discarded: tuple[str, ...] = ()
    unsearched: tuple[str, ...] = ()
    finished: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    stuck: tuple[str, ...] = ()

    @property
    def done(self) -> bool:
        """Whether anything was erased, or an interrupted erasure ended."""
        return bool(self.touched or self.discarded or self.finished)


def erase(home: Home, employee_id: str, who: str) -> Erasure:
    """Remove a person from every snapshot's facts, and discard what waits to be published.

    In each column that is declared to hold a person's number, rows that are the person's own are
    removed, and references emptied; a text that quotes the number is rewritten. What is current
    stays current, and marts, which hold no person, stay as they are. Raises NoRoomError, and
    NoTurnError where others publish all the time; then nothing has changed.
    """
    return home.in_turn(lambda: _erase(home, employee_id.strip(), who))


def _erase(home: Home, number: str, who: str) -> Erasure:
    position = home.position()
    finished = tuple(home.finish_erasures())
    # Listed before the entry: what is begun after it is begun without the person.
    begun = unpublished(home)
    waiting = _waiting(home, begun)
    unsearched = _without_record(begun, waiting)
    with _undisturbed(home, position):
        found = _search(home, number)
        held = any(_holds(home, one, number) for one in waiting)
    if not (found.touched or finished or held or unsearched):
        return found
    aside: list[Path] = []
    try:
        with _undisturbed(home, position):
            facts = _write_all_aside(home, found, number, aside)
        home.ledger.append("erase", {"facts": facts}, who, after=position)
    except BaseException:  # whatever it was, and then raised again: what the ledger has not, goes
        delete(path for path in unpublished(home) if path in aside)
        raise
    stuck = delete(begun)
    home.finish_erasures()
    stuck += [home.facts(one.id).name for one in home.history() if home.erased(one).exists()]
    return replace(
        found,
        discarded=tuple(one.id for one in waiting),
        unsearched=unsearched,
        finished=finished,
        stuck=tuple(stuck),
    )


@contextmanager
def _undisturbed(home: Home, position: int) -> Iterator[None]:
    """Turn what fails because somebody acted meanwhile into LedgerMovedError.

    Retention and other erasures write to the ledger, and then take files away that are read here.
    """
    try:
        yield
    except (OSError, SnapshotDamagedError, duckdb.Error) as error:
        if home.position() == position:
            raise
        raise LedgerMovedError from error


def _search(home: Home, number: str) -> Erasure:
    """Find a number in all that is published."""
    touched: dict[str, tuple[Change, ...]] = {}
    quoted, alike, unread = _in_ledger(home, number), set[str](), []
    for snapshot in home.history():
        with suppress(SnapshotDamagedError):
            lines = quoted_in_mart(home.verified_mart(snapshot), number)
            quoted += [f"the mart of {snapshot.id}: {line}" for line in lines]
        if snapshot.facts_deleted:
            continue
        try:
            facts = _look(home, snapshot, number)
        except FactsDeletedError:  # Just now; there is nothing left to be erased.
            continue
        except SnapshotDamagedError:
            unread.append(snapshot.id)
            continue
        quoted += [f"{snapshot.id}: {line}" for line in facts.quoted]
        alike |= facts.alike
        if facts.changes:
            touched[snapshot.id] = facts.changes
    return Erasure(touched, quoted=tuple(quoted), alike=tuple(sorted(alike)), unread=tuple(unread))


def _look(home: Home, snapshot: Snapshot, number: str) -> Found:
    return look(home.verified_facts(snapshot), number)


def _holds(home: Home, waiting: Snapshot, number: str) -> bool:
    with suppress(SnapshotDamagedError):
        return bool(_look(home, waiting, number).changes)
    return False


def _in_ledger(home: Home, number: str) -> list[str]:
    """Say which entries quote a number, in the name of a file for one; none is ever changed."""
    if not telling(number):
        return []
    wanted = re.compile(pattern(number))
    return [
        f"entry {act.position} of the ledger ({act.kind})"
        for act in home.ledger.entries()
        if wanted.search(json.dumps(act.payload, ensure_ascii=False))
    ]


def _waiting(home: Home, begun: Sequence[Path]) -> list[Snapshot]:
    """Give the loads that are complete and wait to be published, of some files."""
    found = (home.find(path.stem.partition("-")[2]) for path in begun if path.suffix == ".json")
    return [one for one in found if one and one.waiting]


def _without_record(begun: Sequence[Path], waiting: Sequence[Snapshot]) -> tuple[str, ...]:
    """Name the loads whose rows lie here without a record, as one that was killed leaves them.

    They cannot be searched: what DuckDB had not yet written to them lies beside them.
    """
    recorded = {one.id for one in waiting}
    found = (path.name.split(".")[0].partition("-") for path in begun)
    return tuple(
        dict.fromkeys(of for kind, _, of in found if kind == "facts" and of not in recorded)
    )


def _write_all_aside(
    home: Home, found: Erasure, number: str, aside: list[Path]
) -> dict[str, dict[str, str]]:
    """Write aside all facts that have a person, and give their checksums before and after.

    The new files are added to `aside` one by one.
    """
    facts = {}
    for snapshot in home.history():
        if snapshot.id in found.touched:
            after = _write_aside(home, snapshot, number)
            aside.append(home.erased(after))
            facts[snapshot.id] = {"before": snapshot.facts_sha256, "after": after.facts_sha256}
    return facts


def _write_aside(home: Home, snapshot: Snapshot, number: str) -> Snapshot:
    """Write a snapshot's facts without a person, and give the snapshot with their checksum."""
    token = secrets.token_hex(3)
    building = home.snapshots / f"erasing-{snapshot.id}.{token}.duckdb"
    try:
        copy_without(home.verified_facts(snapshot), building, number)
        after = replace(snapshot, facts_sha256=checksum(building))
        building.replace(home.erased(after))
    finally:
        delete(home.snapshots.glob(f"{building.name}*"))
    return after
