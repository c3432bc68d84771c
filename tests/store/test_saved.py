"""Saved scenarios in the ledger: what is kept, who may, which names are refused, and links."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from threading import Barrier

import pytest

from briefing.access import Act, NotAllowedError, Person, Role
from briefing.forecast.scenario import LEVERS, Scenario, as_scenario
from briefing.publish import commit, prepare
from briefing.store.ledger import ASIDE, SAVED
from briefing.store.saved import (
    LONGEST_NAME,
    SHIPPED,
    Forecast,
    NotSavedError,
    Saved,
    keep,
    put_aside,
    saved_scenarios,
)
from briefing.store.snapshots import Home
from tests.organisation import SHEETS
from tests.people import ANA
from tests.workbooks import publish, upload

SAM = Person("Sam", frozenset({Role.SPONSOR}))
SIX = {
    "uplift": 0.04, "adoption": 0.5, "ramp_months": 6.0, "cost_per_learner": 50.0,
    "hours_per_learner": 10.0, "start_delay": 1.0, "discount_rate": 0.08,
}  # fmt: skip
FORECAST = Forecast(date(2026, 6, 30), (0.5, 0.1 + 0.2), (0.5, 0.4))


@pytest.fixture
def started(home: Home) -> Home:
    publish(home, upload(SHEETS))
    return home


def saved(home: Home, name: str = "CFO’s forecast", role: Role = Role.SPONSOR) -> Saved:
    current = home.current()
    assert current
    guardrails = frozenset({"first_year"})
    return Saved(name, role, current.id, SIX, guardrails, {"voluntary_attrition": FORECAST})


def test_what_was_saved_comes_back_to_the_last_digit(started: Home) -> None:
    made = keep(started, saved(started, "  CFO’s \n forecast "), SAM)
    assert saved_scenarios(started) == {"cfo’s forecast": made}
    assert made == replace(saved(started), who="Sam", at=made.at)
    assert started.ledger.entries()[-1].kind == SAVED
    assert started.ledger.first_broken() is None


def test_a_saved_scenario_is_the_scenario_again(started: Home) -> None:
    keep(started, saved(started), SAM)
    again = as_scenario(saved_scenarios(started)["cfo’s forecast"])
    assert again == Scenario(
        "CFO’s forecast", 0.04, 0.5, 6, 50, 10, 1, 0.08, frozenset({"first_year"})
    )
    assert again.label == "CFO’s forecast"
    assert set(SIX) == {lever.key for lever in LEVERS}


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("", "Give the scenario a name"),
        (" \t\n", "Give the scenario a name"),
        ("x" * (LONGEST_NAME + 1), f"has 41 characters, and {LONGEST_NAME} are the most"),
        ("a\u202eb", "cannot be printed"),
        ("BASE", "'BASE' is what scenarios that ship are called"),
        ("Modified from Base", "Take another name"),
        ("cfo’s  FORECAST", "'CFO’s forecast' was saved by Sam on 20"),
    ],
)
def test_names_that_will_not_do_are_refused_in_words(name: str, says: str, started: Home) -> None:
    keep(started, saved(started), SAM)
    before = started.ledger.entries()
    with pytest.raises(NotSavedError, match=says):
        keep(started, saved(started, name), SAM)
    assert started.ledger.entries() == before


def test_a_name_is_text_whatever_is_in_it(started: Home) -> None:
    name = "<b>'; DROP TABLE entries; --|@"
    keep(started, saved(started, name), SAM)
    assert saved_scenarios(started)[name.casefold()].name == name


@pytest.mark.parametrize(
    ("role", "roles"),
    [
        (Role.VIEWER, {Role.VIEWER}),
        # In a role that is not one's own.
        (Role.PRESENTER, {Role.SPONSOR}),
        (Role.VIEWER, set(Role)),
        (Role.SPONSOR, set()),
    ],
)
def test_who_may_not_save_in_a_role_changes_nothing(
    role: Role, roles: set[Role], started: Home
) -> None:
    with pytest.raises(NotAllowedError) as caught:
        keep(started, saved(started, role=role), Person("Vic", frozenset(roles)))
    assert caught.value.act is Act.SAVE_SCENARIOS
    assert saved_scenarios(started) == {}


def test_a_scenario_is_saved_on_what_is_published(started: Home) -> None:
    waiting = prepare(started, [upload(SHEETS)])
    with pytest.raises(NotSavedError, match="Publish it first"):
        keep(started, replace(saved(started), snapshot=waiting.id), SAM)


def test_putting_aside_is_a_further_entry_and_the_name_stays_taken(started: Home) -> None:
    keep(started, saved(started), SAM)
    put_aside(started, "CFO’S forecast", SAM)
    assert [act.kind for act in started.ledger.entries()] == ["publish", SAVED, ASIDE]
    found = saved_scenarios(started)["cfo’s forecast"]
    assert found.aside
    assert as_scenario(found).uplift == 0.04
    with pytest.raises(NotSavedError, match="put aside since"):
        keep(started, saved(started), SAM)
    with pytest.raises(NotSavedError, match="no saved scenario 'CFO’s forecast' to put aside"):
        put_aside(started, "CFO’s forecast", SAM)


def test_what_somebody_else_saved_only_an_analyst_puts_aside(started: Home) -> None:
    keep(started, saved(started), SAM)
    with pytest.raises(NotAllowedError, match="put aside a scenario that somebody else saved"):
        put_aside(started, "CFO’s forecast", Person("Pat", frozenset({Role.PRESENTER})))
    put_aside(started, "CFO’s forecast", ANA)
    assert saved_scenarios(started)["cfo’s forecast"].aside


def test_of_several_who_take_one_name_at_once_one_gets_it(started: Home) -> None:
    writers = 4
    together = Barrier(writers)

    def save(number: int) -> bool:
        together.wait()
        try:
            keep(Home(started.root), saved(started), replace(SAM, name=f"Sam {number}"))
        except NotSavedError:
            return False
        return True

    with ThreadPoolExecutor(writers) as pool:
        assert sorted(pool.map(save, range(writers))) == [False, False, False, True]
    assert started.ledger.first_broken() is None


def test_saving_does_not_make_a_load_that_waits_old(started: Home) -> None:
    waiting = prepare(started, [upload(SHEETS)])
    keep(started, saved(started), SAM)
    assert started.position() == waiting.after
    assert commit(started, waiting, ANA) == started.current()
    assert [act.kind for act in started.ledger.entries()] == ["publish", SAVED, "publish"]
    assert started.ledger.first_broken() is None


def test_the_names_that_ship_are_taken() -> None:
    assert SHIPPED == ("conservative", "base", "stretch")
