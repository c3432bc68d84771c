"""prepare and commit: workbooks become a snapshot, and a snapshot becomes the current one."""

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from briefing.access import Act, Person
from briefing.candidate import Candidate, OnStep, build_candidate
from briefing.grouping import Group, grouped
from briefing.intake.mapping import Confirmed
from briefing.intake.read import Upload
from briefing.intake.said import NOTHING_SAID, Said
from briefing.store.files import checksum, new_snapshot_id
from briefing.store.ledger import LedgerMovedError
from briefing.store.retention import retain
from briefing.store.rows import Load
from briefing.store.snapshots import (
    Home,
    NoRoomError,
    NoTurnError,
    Snapshot,
    SnapshotDamagedError,
    user,
)
from briefing.tables import BY_NAME


def prepare(
    home: Home,
    uploads: Sequence[Upload],
    said: Said = NOTHING_SAID,
    on_step: OnStep = lambda _step: None,
) -> Candidate:
    """Load workbooks over the current snapshot into two files aside, and check everything.

    A table that a workbook has replaces the current one; the others are carried over. With
    an error no file is left behind. `said` is what a person says of the files now; what was said
    of headings at earlier publishes is remembered. Raises NoRoomError.
    """
    while True:
        candidate = _prepare(home, uploads, said, on_step)
        if not erased_since(home, candidate.after):
            return candidate
        # A person was erased meanwhile, and may be in what was carried over.
        discard(home, candidate)


def _prepare(home: Home, uploads: Sequence[Upload], said: Said, on_step: OnStep) -> Candidate:
    snapshot_id = new_snapshot_id()
    facts, mart = home.facts(snapshot_id), home.mart(snapshot_id)
    after = home.position()
    try:
        with home.room():
            said = replace(said, remembered=remembered_mappings(home))
            candidate = build_candidate(home, snapshot_id, uploads, after, said, on_step)
            _check_written(home, facts, mart)
            if candidate.publishable:
                with suppress(FileNotFoundError):  # An erasure took them away.
                    candidate = replace(
                        candidate, facts_sha256=checksum(facts), mart_sha256=checksum(mart)
                    )
                    home.keep_waiting(_waiting(candidate))
                return candidate
    except BaseException:  # whatever it was, and then raised again: no half-built file stays
        _discard(home, snapshot_id)
        raise
    _discard(home, snapshot_id)
    return candidate


def commit(home: Home, candidate: Candidate, who: Person) -> Snapshot:
    """Make a prepared load the current snapshot, by one entry in the ledger.

    Raises NotAllowedError where who it is may not publish, LedgerMovedError where somebody
    published or undid in the meantime, NoRoomError where the ledger cannot be written,
    SnapshotDamagedError where the files waited so long that they were swept; in all cases
    nothing has changed.
    """
    who.must(Act.PUBLISH)
    if not candidate.publishable:
        message = "a load with errors cannot be published"
        raise ValueError(message)
    for path in (home.facts(candidate.id), home.mart(candidate.id)):
        try:
            with home.room():
                # New again, so that no sweep takes it before the ledger has it.
                os.utime(path)
        except FileNotFoundError as error:
            message = f"{path.name} was swept while it waited; load it again"
            raise SnapshotDamagedError(message) from error
    payload = {
        "snapshot": candidate.id,
        "files": list(candidate.files),
        "tables": candidate.tables,
        "facts_sha256": candidate.facts_sha256,
        "mart_sha256": candidate.mart_sha256,
        "corrections": [
            _recorded(group, candidate.sheets) for group in grouped(candidate.accepted)
        ],
    }
    with home.room():
        act = home.ledger.append("publish", payload, who.name, after=candidate.after)
    # It is published now; what fails from here on must not look as if it were not.
    with suppress(OSError):
        home.forget_waiting(candidate.id)
    with suppress(NoRoomError), home.room():
        _remember(home, candidate, who.name, act.position)
    with suppress(NoRoomError, NoTurnError, SnapshotDamagedError):
        retain(home, who.name)
    return next(snapshot for snapshot in home.history() if snapshot.id == candidate.id)


def erased_since(home: Home, position: int) -> bool:
    """Say whether a person was erased since the ledger was at a position."""
    return any(act.kind == "erase" for act in home.ledger.entries()[position:])


def _recorded(group: Group, sheets: Sequence[Load]) -> dict[str, object]:
    """Give what the ledger keeps of accepted corrections: of a person's row no value but a word.

    The ledger is kept for good, and nobody is ever erased from it. A word is one of those that the
    declarations have, or the name of a unit.
    """
    kept = group.as_dict()
    load = next((one for one in sheets if (one.file, one.sheet) == (group.file, group.sheet)), None)
    if load and (not BY_NAME[load.table].people or _is_word(group, load)):
        return kept
    correction = {"cells": group.corrected_cells}
    return {name: kept[name] for name in ("level", "file", "sheet", "where", "cells", "count")} | {
        "correction": correction
    }


def _is_word(group: Group, load: Load) -> bool:
    if not (group.correction and group.correction.after):
        return False
    return any(
        bool(column.choices or column.refers_to) and not column.person
        for column in BY_NAME[load.table].columns
        if load.columns.get(column.name) == group.column
    )


def remembered_mappings(home: Home) -> tuple[Confirmed, ...]:
    """Give the mappings that persons confirmed by publishing with them, oldest first."""
    return tuple(
        Confirmed.from_payload(act.payload, act.who, act.at)
        for act in home.ledger.entries()
        if act.kind == "mapping"
    )


def _remember(home: Home, candidate: Candidate, who: str, after: int) -> None:
    """Write down what a person said of headings, each once; the publish stands without it."""
    for one in dict.fromkeys(candidate.confirmed):
        with suppress(LedgerMovedError):
            after = home.ledger.append("mapping", one.as_payload(), who, after=after).position


def discard(home: Home, candidate: Candidate) -> None:
    """Delete the files of a load that will not be published; one that was published stays."""
    if not is_published(home, candidate):
        _discard(home, candidate.id)


def is_published(home: Home, candidate: Candidate) -> bool:
    """Say whether a load has become a snapshot, by whomever and however its page ended."""
    return any(one.id == candidate.id for one in home.history())


def _discard(home: Home, snapshot_id: str) -> None:
    home.forget_waiting(snapshot_id)
    for path in (home.facts(snapshot_id), home.mart(snapshot_id)):
        path.unlink(missing_ok=True)
        _log(path).unlink(missing_ok=True)


def _waiting(candidate: Candidate) -> Snapshot:
    return Snapshot(
        id=candidate.id,
        position=candidate.after,
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        who=user(),
        files=candidate.files,
        tables=candidate.tables,
        facts_sha256=candidate.facts_sha256,
        mart_sha256=candidate.mart_sha256,
        waiting=True,
    )


def _check_written(home: Home, *paths: Path) -> None:
    """Raise NoRoomError where DuckDB could not bring all it holds into its files."""
    if any(_log(path).exists() for path in paths):
        raise NoRoomError(home.root)


def _log(path: Path) -> Path:
    """Give the file in which DuckDB keeps what it has not yet written to `path`."""
    return path.with_name(f"{path.name}.wal")
