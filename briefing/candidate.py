"""build_candidate: workbooks become the two files of a snapshot that is not published yet."""

import os
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from briefing.intake.as_of import as_of_problems
from briefing.intake.compared import comparable, compared_problems
from briefing.intake.load import create_tables, load_into
from briefing.intake.mapping import Confirmed
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
from briefing.intake.said import Said
from briefing.intake.seen import SeenSheet
from briefing.intake.twice import overlap_problems, same_person_problems
from briefing.intake.units_compared import unit_problems
from briefing.kpis.catalogue import CATALOGUE
from briefing.named_values import STAKEHOLDER_MEASURES
from briefing.privacy import ORGANISATION, SMALLER_UNITS, WITHOUT_CELL
from briefing.privacy.late import late_problems
from briefing.privacy.unprotected import unprotected_problems
from briefing.problems import Problem, errors
from briefing.store.carried import not_kept_problems, too_old_problems
from briefing.store.duck import build
from briefing.store.mart import parse_settings
from briefing.store.rows import Load, read_loads
from briefing.store.snapshots import Home
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


def build_candidate(  # noqa: PLR0913, PLR0917 what one load is made of
    home: Home,
    snapshot_id: str,
    uploads: Sequence[Upload],
    after: int,
    said: Said,
    on_step: OnStep,
) -> Candidate:
    """Read workbooks over the current snapshot's rows, check all, and write the mart if clean.

    `after` is the ledger's position now. Leaves the two files of `snapshot_id` in `home`, of which
    the mart is missing where there are errors.
    """
    with closing(build(home.facts(snapshot_id))) as con:
        # Reading and checking add up whole numbers alone, in whatever order.
        con.execute(f"SET threads = {min(os.cpu_count() or 1, _MOST_THREADS)}")
        _attach_parent(con, home)
        # In one turn, since each statement alone would wait for the disk.
        con.begin()
        create_tables(con)
        reading = load_into(con, uploads, _stated(con), said, on_step)
        con.commit()
        on_step("Checking what belongs together")
        sheets = read_loads(con)
        carried = _carry_over(con)
        names, now = ", ".join(upload.name for upload in uploads), datetime.now(UTC)
        in_both = comparable(con, reading.tables)
        problems = [
            *reading.problems,
            *not_kept_problems(home, {one.table for one in sheets}, names),
            *reference_problems(con),
            *unit_name_problems(con, (ORGANISATION, SMALLER_UNITS, WITHOUT_CELL)),
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
            told = write_mart(con, home.mart(snapshot_id), snapshot_id, _earlier_marts(home))
            problems += unprotected_problems(told, names)
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
