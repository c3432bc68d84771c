"""Decisions in the ledger: what is kept, who may, what is refused, and what tampering shows."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta

import pytest

from briefing.access import Act, NotAllowedError, Role
from briefing.clock import today
from briefing.publish import commit, prepare
from briefing.store.decisions import (
    LONGEST_WORDING,
    Asked,
    Choice,
    Decision,
    FollowUp,
    NotDecidedError,
    Printed,
    Seen,
    Setting,
    decide,
    decisions,
    follow_up,
    picture_of,
    picture_path,
    tampered,
)
from briefing.store.ledger import DECIDED, FOLLOWED_UP
from briefing.store.retention import keep_house
from briefing.store.snapshots import Home
from briefing.store.sweep import sweep
from tests.organisation import SHEETS
from tests.people import ANA, BO, one
from tests.workbooks import publish, upload

PICTURE = b"\x89PNG the page"
ASKED = Asked(
    "Release €180,000", "CFO", date(2026, 12, 4), "voluntary_attrition", None, 0.5, 0.4,
    date(2099, 2, 19),
)  # fmt: skip
FIGURES = (
    Printed("npv_cash", "Net present value", 0.1 + 0.2, "€0", "money", "12 months", None),
    Printed("irr_cash", "Internal rate", None, "not shown", "share", "12 months", "no rate"),
)
SETTING = Setting("Base", {"uplift": 0.04}, frozenset({"first_year"}), modified=True)


@pytest.fixture
def started(home: Home) -> Home:
    publish(home, upload(SHEETS))
    return home


def taken(home: Home, wording: str = "Release €180,000, in two parts") -> Decision:
    current = home.current()
    assert current
    seen = Seen("trajectory", "revenue_per_fte", current.id, 1, SETTING, ASKED, FIGURES)
    return Decision(seen, Choice.CHANGED, "CFO", wording, today() + timedelta(days=90))


def alter(home: Home, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(home.root / "ledger.db")) as connection:
        connection.execute(statement, values)
        connection.commit()


def test_what_was_decided_comes_back_to_the_last_digit(started: Home) -> None:
    made = decide(started, taken(started, "Release \n €180,000,  in two parts"), PICTURE, ANA)
    assert decisions(started) == [made]
    kept = replace(taken(started), picture=made.picture, position=2, at=made.at, who="Ana")
    assert made == kept
    assert made.on == today()
    assert picture_of(started, made) == PICTURE
    assert started.ledger.entries()[-1].kind == DECIDED
    assert tampered(started) == []


def test_a_decision_without_a_scenario_is_kept(started: Home) -> None:
    wanted = taken(started)
    bare = replace(wanted, seen=replace(wanted.seen, setting=None))
    assert decide(started, bare, PICTURE, ANA) == decisions(started)[0]
    assert decisions(started)[0].seen.setting is None


@pytest.mark.parametrize("role", [Role.VIEWER, Role.SPONSOR])
def test_who_may_not_writes_nothing_down(role: Role, started: Home) -> None:
    made = decide(started, taken(started), PICTURE, ANA)
    with pytest.raises(NotAllowedError, match="write down a decision"):
        decide(started, taken(started), PICTURE, one(role), made.position)
    with pytest.raises(NotAllowedError, match="write down a decision"):
        follow_up(started, made.position, "Done", one(role))
    assert decisions(started) == [made]
    assert one(Role.PRESENTER).may(Act.DECIDE)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"wording": " \n"}, "The wording is empty"),
        ({"wording": "x" * (LONGEST_WORDING + 1)}, "has 401 characters, and 400 are the most"),
        ({"wording": "a\u202eb"}, "cannot be printed"),
        ({"wording": "a\x00b"}, "cannot be printed"),
        ({"decided_by": ""}, "Who decided is empty"),
        ({"next_on": date(2020, 1, 1)}, "The next date, 2020-01-01, has passed"),
    ],
)
def test_what_will_not_do_is_refused_in_words(
    changes: dict[str, object], says: str, started: Home
) -> None:
    with pytest.raises(NotDecidedError, match=says):
        decide(started, replace(taken(started), **changes), PICTURE, ANA)  # type: ignore[arg-type]
    assert decisions(started) == []
    assert not picture_path(started, "").parent.exists()


def test_who_did_not_know_of_another_s_decision_is_told_of_it(started: Home) -> None:
    first = decide(started, taken(started), PICTURE, ANA)
    with pytest.raises(NotDecidedError, match="Ana has written down a decision on this page"):
        decide(started, taken(started, "Declined"), PICTURE, BO)
    again = decide(started, taken(started, "In one part"), PICTURE, BO, first.position)
    assert decisions(started) == [first, again]


def test_what_is_not_published_is_not_decided_on(started: Home) -> None:
    waiting = prepare(started, [upload(SHEETS)])
    wanted = taken(started)
    preview = replace(wanted, seen=replace(wanted.seen, snapshot=waiting.id))
    with pytest.raises(NotDecidedError, match="Publish it first"):
        decide(started, preview, PICTURE, ANA)


def test_a_decision_does_not_disturb_a_load_that_waits(started: Home) -> None:
    waiting = prepare(started, [upload(SHEETS)])
    made = decide(started, taken(started), PICTURE, ANA)
    follow_up(started, made.position, "Begun", ANA)
    assert commit(started, waiting, BO).id == waiting.id


def test_a_decision_is_followed_up_once(started: Home) -> None:
    made = decide(started, taken(started), PICTURE, ANA)
    follow_up(started, made.position, " 78 days \n now ", BO)
    (now,) = decisions(started)
    assert started.ledger.entries()[-1].kind == FOLLOWED_UP
    assert now.followed_up == FollowUp("78 days now", "Bo", started.ledger.entries()[-1].at)
    with pytest.raises(NotDecidedError, match="Bo has followed this decision up"):
        follow_up(started, made.position, "Again", ANA)
    with pytest.raises(NotDecidedError, match="Entry 1 of the ledger is no decision"):
        follow_up(started, 1, "Done", ANA)
    with pytest.raises(NotDecidedError, match="What came of it is empty"):
        follow_up(started, made.position, "", ANA)


def test_house_keeping_leaves_pictures(started: Home) -> None:
    made = decide(started, taken(started), PICTURE, ANA)
    sweep(started)
    keep_house(started)
    assert picture_of(started, made) == PICTURE


def test_a_picture_that_was_put_in_its_place_is_named_and_not_shown(started: Home) -> None:
    made = decide(started, taken(started), PICTURE, ANA)
    path = picture_path(started, made.picture)
    path.write_bytes(b"another")
    assert picture_of(started, made) is None
    (found,) = tampered(started)
    assert (found.position, found.at) == (made.position, made.at)
    assert "not the one that was decided on" in found.why
    path.unlink()
    assert picture_of(started, made) is None
    assert "is missing" in tampered(started)[0].why


@pytest.mark.parametrize(
    ("statement", "values", "left"),
    [
        ("UPDATE entries SET payload = replace(payload, 'two', 'ten') WHERE position = ?", (2,), 1),
        ("UPDATE entries SET payload = 'no JSON' WHERE position = ?", (2,), 0),
        ("UPDATE entries SET payload = '{}' WHERE position = ?", (2,), 0),
        ("UPDATE entries SET payload = '[1]' WHERE position = ?", (2,), 0),
    ],
)
def test_a_decision_that_was_altered_by_hand_is_named(
    statement: str, values: tuple[object, ...], left: int, started: Home
) -> None:
    made = decide(started, taken(started), PICTURE, ANA)
    follow_up(started, made.position, "Begun", ANA)
    alter(started, statement, *values)
    assert len(decisions(started)) == left
    (found,) = tampered(started)
    assert (found.position, found.at, found.why) == (2, made.at, "what it says was altered")


def test_an_entry_that_was_taken_out_is_named(started: Home) -> None:
    made = decide(started, taken(started), PICTURE, ANA)
    follow_up(started, made.position, "Begun", ANA)
    alter(started, "DELETE FROM entries WHERE position = 2")
    (found,) = tampered(started)
    assert (found.position, found.why) == (2, "entry 2 is missing")
