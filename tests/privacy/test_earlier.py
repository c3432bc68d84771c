"""Load after load: what an earlier snapshot has shown is known, and is no hiding place."""

from contextlib import closing
from datetime import date

import pytest

from briefing.privacy import ORGANISATION, SMALLER_UNITS
from briefing.publish import prepare
from briefing.store.duck import read
from briefing.store.snapshots import Home, Snapshot
from tests.people import BO
from tests.workbooks import Sheets, publish, upload

ENPS = ["survey", "unit", "answered_on", "score"]
UNITS: list[list[object]] = [["unit", "headcount"], ["Sales", 40], ["Service", 30], ["Plant", 20]]


def survey(**answers: list[int]) -> list[list[object]]:
    """Give answers by unit: how many in each month from January on."""
    return [
        ["enps", unit, date(2026, month, 10), 9]
        for unit, counts in answers.items()
        for month, count in enumerate(counts, start=1)
        for _ in range(count)
    ]


def sheets(
    as_of: str,
    rows: list[list[object]],
    units: list[list[object]] = UNITS,
    minimum: int = 5,
) -> Sheets:
    return {
        "Settings": [["name", "value"], ["as_of", as_of], ["minimum_group", minimum]],
        "Units": units,
        "Survey": [ENPS, *rows],
    }


def load(
    home: Home,
    as_of: str,
    rows: list[list[object]],
    units: list[list[object]] = UNITS,
    minimum: int = 5,
) -> Snapshot:
    return publish(home, upload(sheets(as_of, rows, units, minimum)))


def shown(home: Home, snapshot: Snapshot, month: int) -> dict[str, int]:
    with closing(read(home.mart(snapshot.id))) as con:
        rows = con.execute(
            "SELECT scope, n FROM kpi_cells WHERE kpi = 'employee_nps' AND grain = 'month' "
            "AND starts_on = ? AND n IS NOT NULL",
            [date(2026, month, 1)],
        ).fetchall()
    return dict(rows)


def test_what_was_shown_and_still_holds_stays_to_be_seen(home: Home) -> None:
    """Plant's February is small: its January, shown before, cannot be hidden any more."""
    first = load(home, "2026-01-31", survey(Sales=[20], Service=[15], Plant=[9]))
    assert set(shown(home, first, 1)) == {"Sales", "Service", "Plant", ORGANISATION}
    second = load(home, "2026-02-28", survey(Sales=[20, 20], Service=[15, 15], Plant=[9, 2]))
    assert set(shown(home, second, 1)) == {"Sales", "Service", "Plant", ORGANISATION}
    # In February Service is hidden with it: the smaller of the other two.
    assert set(shown(home, second, 2)) == {"Sales", ORGANISATION}


def test_without_an_earlier_snapshot_the_other_months_are_hidden_with_it(home: Home) -> None:
    alone = load(home, "2026-02-28", survey(Sales=[20, 20], Service=[15, 15], Plant=[9, 2]))
    assert set(shown(home, alone, 1)) == {"Sales", ORGANISATION}


def test_a_number_that_was_shown_hides_no_other(home: Home) -> None:
    """Plant's January comes out small after all: what Service had is known from before.

    So Sales, which has not changed either, cannot help; it is the organisation's that is hidden,
    which has.
    """
    load(home, "2026-01-31", survey(Sales=[20], Service=[15], Plant=[9]))
    second = load(home, "2026-01-31", survey(Sales=[20], Service=[15], Plant=[3]))
    assert set(shown(home, second, 1)) == {"Sales", "Service"}


def test_what_was_taken_back_was_seen_all_the_same(home: Home) -> None:
    load(home, "2026-01-31", survey(Sales=[20], Service=[15], Plant=[9]))
    home.undo(BO)
    second = load(home, "2026-01-31", survey(Sales=[20], Service=[15], Plant=[3]))
    assert set(shown(home, second, 1)) == {"Sales", "Service"}


SMALL = [*UNITS, ["Audit", 4], ["Board", 3]]


def test_a_unit_leaves_the_pool_only_once_it_has_twice_as_many(home: Home) -> None:
    answers = survey(Sales=[20], Service=[15], Plant=[9], Audit=[4], Board=[3])
    first = load(home, "2026-01-31", answers, SMALL)
    assert shown(home, first, 1)[SMALLER_UNITS] == 7
    second = load(home, "2026-01-31", answers, [*UNITS, ["Audit", 9], ["Board", 3]])
    assert shown(home, second, 1)[SMALLER_UNITS] == 7


@pytest.mark.parametrize("audit", [10, 40])
def test_a_pool_that_lost_a_unit_has_no_past(home: Home, audit: int) -> None:
    """The pool before less the pool now is the unit that left it."""
    answers = survey(Sales=[20], Service=[15], Plant=[9], Audit=[4], Board=[3], Legal=[6])
    others: list[list[object]] = [["Board", 3], ["Legal", 4]]
    first = load(home, "2026-01-31", answers, [*UNITS, ["Audit", 4], *others])
    assert shown(home, first, 1)[SMALLER_UNITS] == 13
    second = load(home, "2026-01-31", answers, [*UNITS, ["Audit", audit], *others])
    assert SMALLER_UNITS not in shown(home, second, 1)
    assert "Audit" not in shown(home, second, 1)


def test_what_was_hidden_with_a_small_number_stays_hidden(home: Home) -> None:
    """Plant's 3 have become 9; with Service's 15 the snapshot before would tell the 3."""
    first = load(home, "2026-01-31", survey(Sales=[20], Service=[15], Plant=[3]))
    assert set(shown(home, first, 1)) == {"Sales", ORGANISATION}
    second = load(home, "2026-01-31", survey(Sales=[20], Service=[15], Plant=[9]))
    assert set(shown(home, second, 1)) == {"Sales", ORGANISATION}
    third = load(home, "2026-02-28", survey(Sales=[20, 9], Service=[15, 9], Plant=[9, 9]))
    assert set(shown(home, third, 1)) == {"Sales", ORGANISATION}
    # The present number is small as well: with February and a longer period it would be told.
    assert set(shown(home, third, 2)) >= {"Sales", ORGANISATION}


@pytest.mark.parametrize(
    ("minimum", "sales", "service"),
    [
        # What was hidden for more people's sake than now.
        (11, 20, 15),
        # Another organisation's rows, or those of a wrong file.
        (5, 26, 30),
    ],
)
def test_what_another_snapshot_hid_is_shown(
    home: Home, minimum: int, sales: int, service: int
) -> None:
    answers = survey(Sales=[20], Service=[15], Plant=[3])
    assert set(shown(home, load(home, "2026-01-31", answers, minimum=minimum), 1)) == {
        "Sales", ORGANISATION,
    }  # fmt: skip
    now = survey(Sales=[sales], Service=[service], Plant=[9])
    assert len(shown(home, load(home, "2026-01-31", now), 1)) == 4


def test_a_unit_that_is_gone_is_told(home: Home) -> None:
    """The organisation had 38 answers and has 35: the other 3 are Plant's, which were hidden."""
    load(home, "2026-01-31", survey(Sales=[20], Service=[15], Plant=[3]))
    left = sheets("2026-01-31", survey(Sales=[20], Service=[15]), UNITS[:-1])
    candidate = prepare(home, [upload(left)])
    told = [problem for problem in candidate.problems if "no row of Plant" in problem.found]
    assert [problem.found for problem in told] == [
        (
            "'employee_nps' of Organisation, month from 2026-01: changed by few people, now that "
            "there is no row of Plant"
        )
    ]
    assert candidate.publishable
    # A large unit that goes tells of nobody.
    larger = sheets("2026-01-31", survey(Sales=[20], Plant=[3]), [*UNITS[:2], UNITS[3]])
    found = [problem.found for problem in prepare(home, [upload(larger)]).problems]
    assert not any("no row of Service" in text for text in found)
