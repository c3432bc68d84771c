"""prepare and commit: workbooks become a snapshot, and a snapshot becomes the current one."""

import os
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from briefing.access import Act, Person
from briefing.grouping import Group, grouped
from briefing.intake.as_of import as_of_problems
from briefing.intake.compared import comparable, compared_problems
from briefing.intake.load import create_tables, load_into
from briefing.intake.mapping import NOTHING_SAID, Confirmed, Said
from briefing.intake.named import named_value_problems
from briefing.intake.notation import Stated, stated
from briefing.intake.own_measures import own_measure_problems
from briefing.intake.periods import end_problems, gap_problems
from briefing.intake.personal import personal_problems
from briefing.intake.read import Upload
from briefing.intake.references import (
    measure_problems,
    reference_problems,
    unit_name_problems,
)
from briefing.intake.seen import SeenSheet
from briefing.intake.twice import overlap_problems, same_person_problems
from briefing.intake.units_compared import unit_problems
from briefing.kpis.catalogue import CATALOGUE
from briefing.named_values import STAKEHOLDER_MEASURES
from briefing.privacy import ORGANISATION, SMALLER_UNITS
from briefing.privacy.late import late_problems
from briefing.problems import Problem, errors
from briefing.store.carried import not_kept_problems, too_old_problems
from briefing.store.duck import build
from briefing.store.ledger import LedgerMovedError
from briefing.store.mart import parse_settings
from briefing.store.retention import retain
from briefing.store.rows import Load, read_loads
from briefing.store.snapshots import (
    Home,
    NoRoomError,
    NoTurnError,
    Snapshot,
    SnapshotDamagedError,
    checksum,
    new_snapshot_id,
    user,
)
from briefing.tables import BY_NAME
from briefing.write_mart import write_mart

_MOST_THREADS = 4


@dataclass(frozen=True)
class Candidate:
    """A load worked out and not yet published: its files lie ready unless it has errors.

    `after` is the ledger position it was built on; `tables` are the rows loaded by table, and
    `sheets` say which sheet of which file was taken for which table.
    """

    id: str
    after: int
    files: tuple[str, ...]
    tables: dict[str, int]
    problems: tuple[Problem, ...]
    unreadable: bool
    sheets: tuple[Load, ...] = ()
    facts_sha256: str = ""
    mart_sha256: str = ""
    confirmed: tuple[Confirmed, ...] = ()
    seen: tuple[SeenSheet, ...] = ()
    accepted: tuple[Problem, ...] = ()

    @property
    def publishable(self) -> bool:
        """Whether nothing stands in the way of publishing it."""
        return not errors(self.problems)


OnStep = Callable[[str], None]
"""Hears in a few words what is being done now: "Reading people.xlsx"."""


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
        if not _erased_since(home, candidate.after):
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
            candidate = _build(home, snapshot_id, uploads, after, said, on_step)
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
        if not path.exists():
            message = f"{path.name} was swept while it waited; load it again"
            raise SnapshotDamagedError(message)
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
        home.ledger.append("publish", payload, who.name, after=candidate.after)
    # It is published now; what fails from here on must not look as if it were not.
    with suppress(OSError):
        home.forget_waiting(candidate.id)
    with suppress(NoRoomError), home.room():
        _remember(home, candidate, who.name)
    with suppress(NoRoomError, NoTurnError, SnapshotDamagedError):
        retain(home, who.name)
    return next(snapshot for snapshot in home.history() if snapshot.id == candidate.id)


def _erased_since(home: Home, position: int) -> bool:
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


def _remember(home: Home, candidate: Candidate, who: str) -> None:
    """Write down what a person said of headings, each once; the publish stands without it."""
    for position, one in enumerate(dict.fromkeys(candidate.confirmed), start=candidate.after + 1):
        with suppress(LedgerMovedError):
            home.ledger.append("mapping", one.as_payload(), who, after=position)


def discard(home: Home, candidate: Candidate) -> None:
    """Delete the files of a load that will not be published."""
    _discard(home, candidate.id)


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


def _build(  # noqa: PLR0913, PLR0917 what one load is made of
    home: Home,
    snapshot_id: str,
    uploads: Sequence[Upload],
    after: int,
    said: Said,
    on_step: OnStep,
) -> Candidate:
    with closing(build(home.facts(snapshot_id))) as con:
        # Reading and checking add up whole numbers alone, in whatever order.
        con.execute(f"SET threads = {min(os.cpu_count() or 1, _MOST_THREADS)}")
        create_tables(con)
        _attach_parent(con, home)
        reading = load_into(con, uploads, _stated(con), said, on_step)
        on_step("Checking what belongs together")
        sheets = read_loads(con)
        carried = _carry_over(con)
        names, now = ", ".join(upload.name for upload in uploads), datetime.now(UTC)
        in_both = comparable(con, reading.tables)
        problems = [
            *reading.problems,
            *not_kept_problems(home, {one.table for one in sheets}, names),
            *reference_problems(con),
            *unit_name_problems(con, (ORGANISATION, SMALLER_UNITS)),
            *measure_problems(con, [*CATALOGUE, *STAKEHOLDER_MEASURES]),
            *own_measure_problems(con, _taken_names()),
            *named_value_problems(con),
            *compared_problems(con, in_both),
            *unit_problems(con, in_both),
            *end_problems(con, in_both),
            *gap_problems(con, reading.tables),
            *as_of_problems(con, reading.tables, now.date()),
            *personal_problems(con, reading.tables),
            *overlap_problems(con, reading.tables),
            *(same_person_problems(con) if "workers" in reading.tables else ()),
        ]
        if not errors(problems):
            problems += too_old_problems(home, carried, _retention_months(con), names, now)
        problems = _offered(problems, reading.seen)
        if not any(reading.tables.values()) and not errors(problems):
            problems.append(_nothing_to_publish(names))
        if not errors(problems):
            on_step("Working out the measures")
            con.execute("SET threads = 1")
            write_mart(con, home.mart(snapshot_id), snapshot_id, _earlier_marts(home))
            problems += late_problems(con) if "survey" in reading.tables else ()
        # Closing would write what is left, too, but keep quiet about a full disk.
        con.execute("CHECKPOINT")
    files = tuple(upload.name for upload in uploads)
    return Candidate(
        snapshot_id, after, files, reading.tables, tuple(problems), reading.unreadable, sheets,
        confirmed=reading.confirmed, seen=reading.seen, accepted=said.accepted,
    )  # fmt: skip


def _earlier_marts(home: Home) -> list[Path]:
    """Give the marts that were ever published, those taken back too, the current one last."""
    current = home.current()
    published = sorted(home.history(), key=lambda one: one == current)
    return [path for one in published if (path := home.mart(one.id)).exists()]


def _attach_parent(con: duckdb.DuckDBPyConnection, home: Home) -> None:
    """Attach the current snapshot's facts as `parent`; a database without tables where none are.

    There are none before the first publish, and where retention has ended for them.
    """
    current = home.current()
    kept = current is not None and home.facts_kept(current)
    path = str(home.verified_facts(current)).replace("'", "''") if current and kept else None
    con.execute(f"ATTACH '{path}' AS parent (READ_ONLY)" if path else "ATTACH ':memory:' AS parent")


def _in_parent(con: duckdb.DuckDBPyConnection) -> set[str]:
    """Give the names of the tables that the current snapshot's facts have."""
    rows = con.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = 'parent'"
    ).fetchall()
    return {name for (name,) in rows}


def _stated(con: duckdb.DuckDBPyConnection) -> Stated:
    """Give what the current snapshot's Settings state of dates and numbers, if anything."""
    return stated(con, "parent.settings") if "settings" in _in_parent(con) else Stated()


def _offered(problems: Sequence[Problem], seen: Sequence[SeenSheet]) -> list[Problem]:
    """Offer corrections of the sheets that were brought alone: others cannot be read otherwise.

    Of two files of one name it is not certain which one is meant, and for neither is one offered.
    """
    times = Counter((sheet.file, sheet.sheet) for sheet in seen)
    return [
        problem if times[problem.file, problem.sheet] == 1 else replace(problem, correction=None)
        for problem in problems
    ]


def _taken_names() -> dict[str, str]:
    """Give the names that no measure of the organisation's own may have, with their sheets."""
    built_in = {key: BY_NAME[kpi.reads[0].table].sheet for key, kpi in CATALOGUE.items()}
    return built_in | dict.fromkeys(STAKEHOLDER_MEASURES, BY_NAME["stakeholders"].sheet)


def _nothing_to_publish(files: str) -> Problem:
    return Problem(
        file=files,
        sheet="",
        cell="",
        found="no row at all",
        expected="at least one that is not the template's example",
        mend="What is in force stays. Write rows under the headings, and load it again.",
    )


def _carry_over(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Copy from the current snapshot the tables that were not loaded, and give their names."""
    loaded = {row[0] for row in con.execute('SELECT DISTINCT "table" FROM loads').fetchall()}
    there = _in_parent(con)
    carried = [name for name in BY_NAME if name in there - loaded]
    for name in carried:
        con.execute(f'INSERT INTO "{name}" BY NAME FROM parent."{name}"')
        con.execute('INSERT INTO loads BY NAME FROM parent.loads WHERE "table" = ?', [name])
    return carried


def _retention_months(con: duckdb.DuckDBPyConnection) -> int:
    """Give how long rows are kept, as the loaded Settings say, which have no errors."""
    rows = con.execute("SELECT name, value FROM settings").fetchall()
    return parse_settings(dict(rows)).retention_months


def _check_written(home: Home, *paths: Path) -> None:
    """Raise NoRoomError where DuckDB could not bring all it holds into its files."""
    if any(_log(path).exists() for path in paths):
        raise NoRoomError(home.root)


def _log(path: Path) -> Path:
    """Give the file in which DuckDB keeps what it has not yet written to `path`."""
    return path.with_name(f"{path.name}.wal")
