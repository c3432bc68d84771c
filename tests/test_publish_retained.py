"""Checks publishing over rows that are no longer kept, and what the ledger keeps of a person."""

import json
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, date, datetime

import pytest

from briefing.figures.dry_run import dry_run
from briefing.intake.said import Said
from briefing.problems import Level, Problem
from briefing.publish import commit, prepare
from briefing.store.mart import Mart
from briefing.store.snapshots import FactsDeletedError, Home, Snapshot
from tests.people import ANA, BO
from tests.store.clock import at
from tests.store.people import rows
from tests.workbooks import Rows, publish, upload

UNITS: Rows = [["unit"], ["Sales"]]
FINANCE: Rows = [["unit", "month", "revenue", "fte"], ["Sales", "2025-12-01", 1000, 120]]
WORKERS: Rows = [["employee_id", "unit", "hired_on"], ["EMP-77120", "Sales", "2024-01-15"]]


@pytest.fixture
def deleted(home: Home) -> Snapshot:
    """Give the current snapshot, to which an undo went back when its rows were deleted already."""
    with at(2001, 1, 1):
        old = publish(home, upload({"Units": UNITS, "Finance": FINANCE, "Workers": WORKERS}))
    publish(home, upload({"Finance": FINANCE}))
    home.undo(BO)
    current = home.current()
    assert current
    assert current.id == old.id
    assert not home.facts_kept(current)
    return current


def test_a_snapshot_without_rows_still_shows_its_mart(home: Home, deleted: Snapshot) -> None:
    with closing(Mart(home.verified_mart(deleted))) as mart:
        assert mart.measured()
    with pytest.raises(FactsDeletedError):
        home.verified_facts(deleted)


def test_each_sheet_that_cannot_be_carried_over_is_named(home: Home, deleted: Snapshot) -> None:
    candidate = prepare(home, [upload({"Finance": FINANCE}, "new.xlsx")])
    assert not candidate.publishable
    missing = [one for one in candidate.problems if "carry over" in one.found]
    assert [one.sheet for one in missing] == ["Units", "Workers"]
    assert missing[1] == Problem(
        file="new.xlsx",
        sheet="Workers",
        cell="",
        found="no row, and none to carry over",
        expected=f"the rows of Workers, which snapshot {deleted.id} no longer has",
        mend="Their retention has ended. Load the sheet together with these.",
    )
    assert home.current() == deleted


def test_with_all_its_sheets_a_load_is_published(home: Home, deleted: Snapshot) -> None:
    book = upload({"Units": UNITS, "Finance": FINANCE, "Workers": WORKERS})
    candidate = prepare(home, [book])
    with closing(Mart(home.verified_mart(deleted))) as now:
        changes = dry_run(home, candidate, now)
    assert (changes.rows, changes.moves) == ((), ()), "there are no rows to compare with"
    assert changes.figures > 0
    later = commit(home, candidate, ANA)
    assert home.current() == later
    assert rows(home.facts(later.id), "workers", "employee_id") == [("EMP-77120",)]


def test_after_a_second_undo_a_load_starts_from_nothing(home: Home, deleted: Snapshot) -> None:
    taken_back, now = home.undo(BO)
    assert (taken_back.id, now) == (deleted.id, None)
    assert publish(home, upload({"Units": UNITS})).tables == {"units": 1}


TODAY = datetime.now(UTC).timetuple()[:3]
MONTHS: Rows = [["name", "value"], ["organisation", "Ours"], ["retention_months", 6]]


def old(problems: Sequence[Problem]) -> list[Problem]:
    return [one for one in problems if "carried over are of" in one.found]


@pytest.mark.parametrize(
    ("day", "sheets", "warned"),
    [
        (TODAY, {"Units": UNITS}, False),
        ((2023, 1, 31), {"Units": UNITS}, True),
        ((2023, 1, 31), {"Workers": WORKERS}, False),
        ((2025, 1, 31), {"Settings": MONTHS}, True),
    ],
)
def test_people_s_rows_that_are_carried_on_beyond_their_months_are_told(
    home: Home, day: tuple[int, int, int], sheets: dict[str, Rows], *, warned: bool
) -> None:
    with at(*day):
        publish(home, upload({"Units": UNITS, "Finance": FINANCE, "Workers": WORKERS}))
    # What was published since without them makes them no younger.
    publish(home, upload({"Finance": FINANCE}))
    candidate = prepare(home, [upload(sheets, "new.xlsx")])
    assert candidate.publishable
    months = 6 if "Settings" in sheets else 24
    expected = Problem(
        file="new.xlsx",
        sheet="Workers",
        cell="",
        found=f"no row, and those carried over are of {date(*day)}",
        expected=f"people's rows of the last {months} months, the retention in Settings",
        mend="Load a new export with these; until then the old rows go on being kept.",
        level=Level.WARNING,
    )
    assert old(candidate.problems) == ([expected] if warned else [])


def recorded(home: Home, sheets: dict[str, Rows]) -> list[dict[str, object]]:
    """Publish with each correction that is offered, and give what the ledger keeps of them."""
    book = upload(sheets)
    offered = tuple(one for one in prepare(home, [book]).problems if one.correction)
    assert offered
    commit(home, prepare(home, [book], Said(accepted=offered)), ANA)
    kept = home.ledger.entries()[-1].payload["corrections"]
    assert isinstance(kept, list)
    return kept


def test_the_ledger_keeps_no_number_of_a_person_that_was_corrected(home: Home) -> None:
    head = ["employee_id", "unit", "manager_id", "hired_on"]
    people = [[number, "Sales", "0077120", "2024-01-15"] for number in ("0077120", "0077121")]
    lost = ["77122", "Sales", "77120", "2024-01-15"]
    sheets: dict[str, Rows] = {"Units": UNITS, "Workers": [head, *people, people[1], lost]}
    kept = recorded(home, sheets)
    assert "7712" not in json.dumps([act.payload for act in home.ledger.entries()])
    assert {one["where"] for one in kept} >= {"Workers!A4"}
    for one in kept:
        assert set(one) == {"level", "file", "sheet", "where", "cells", "count", "correction"}
        assert set(one["correction"]) == {"cells"}  # type: ignore[call-overload]


def test_the_ledger_keeps_what_was_corrected_in_other_sheets_and_words(home: Home) -> None:
    finance = [FINANCE[0], ["Salse", *FINANCE[1][1:]]]
    workers = [WORKERS[0], ["EMP-77120", "Saless", "2024-01-15"]]
    kept = recorded(home, {"Units": UNITS, "Finance": finance, "Workers": workers})
    assert [one["correction"] for one in kept] == [
        {"before": before, "after": "Sales", "cells": 1} for before in ("Saless", "Salse")
    ]
