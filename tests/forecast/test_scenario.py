"""Scenarios and levers: what ships, what moving does, and which label it gets."""

from dataclasses import replace

import pytest

from briefing.forecast.scenario import (
    CONSERVATIVE_BAND,
    LEVERS,
    Scenario,
    levers_for,
    moved,
    shipped_scenarios,
)
from briefing.store.rows import Assumption, Cost, Origin

ORIGIN = Origin("00000000", "Sheet", 2)
BASE = Scenario("Base", uplift=0.03, adoption=0.7, ramp_months=9, cost_per_learner=380)


def assumption(name: str, low: float, base: float, high: float) -> Assumption:
    return Assumption(
        name, low, base, high, unit=None, evidence=None, source=None, owner=None,
        confidence=None, cashable=None, origin=ORIGIN,
    )  # fmt: skip


def cost(per_learner: float | None) -> Cost:
    return Cost("Licences", None, per_learner, None, None, ORIGIN)


ASSUMPTIONS = {
    "uplift": assumption("uplift", 0.02, 0.03, 0.05),
    "adoption": assumption("adoption", 0.55, 0.7, 0.85),
    "ramp_months": assumption("ramp_months", 6, 9, 15),
}


@pytest.mark.parametrize(
    ("key", "name", "uplift", "adoption", "ramp"),
    [
        # A long ramp is worse for the case: Conservative takes the high end of it.
        ("conservative", "Conservative", 0.02, 0.55, 15),
        ("base", "Base", 0.03, 0.7, 9),
        ("stretch", "Stretch", 0.05, 0.85, 6),
    ],
)
def test_three_scenarios_ship(
    key: str, name: str, uplift: float, adoption: float, ramp: float
) -> None:
    shipped = shipped_scenarios(ASSUMPTIONS, [cost(300), cost(None), cost(80)], 0.07)
    assert list(shipped) == ["conservative", "base", "stretch"]
    assert shipped[key] == Scenario(
        name, uplift, adoption, ramp, cost_per_learner=380, discount_rate=0.07
    )


@pytest.mark.parametrize("missing", list(ASSUMPTIONS))
def test_none_ships_where_an_assumption_lacks(missing: str) -> None:
    rest = {name: row for name, row in ASSUMPTIONS.items() if name != missing}
    assert shipped_scenarios(rest, [cost(380)], 0.07) == {}


@pytest.mark.parametrize(
    ("settings", "uplift", "adoption", "ramp", "per_learner", "label"),
    [
        ({}, 0.03, 0.7, 9, 380, "Base"),
        ({"uplift": 0.03}, 0.03, 0.7, 9, 380, "Base"),
        ({"uplift": 0.05}, 0.05, 0.7, 9, 380, "modified from Base"),
        ({"uplift": 0.9}, 0.10, 0.7, 9, 380, "modified from Base"),
        ({"uplift": -1}, 0.0, 0.7, 9, 380, "modified from Base"),
        ({"adoption": 2}, 0.03, 1.0, 9, 380, "modified from Base"),
        ({"ramp_months": 0}, 0.03, 0.7, 1, 380, "modified from Base"),
        ({"ramp_months": 99}, 0.03, 0.7, 24, 380, "modified from Base"),
        ({"cost_per_learner": -5}, 0.03, 0.7, 9, 0, "modified from Base"),
        ({"uplift": 0.04, "adoption": 0.5}, 0.04, 0.5, 9, 380, "modified from Base"),
        ({"no_lever": 7}, 0.03, 0.7, 9, 380, "Base"),
    ],
)
def test_moving_levers(  # noqa: PLR0913, PLR0917 a row has the settings and all that they make
    settings: dict[str, float],
    uplift: float,
    adoption: float,
    ramp: float,
    per_learner: float,
    label: str,
) -> None:
    found = moved(BASE, settings)
    assert (found.uplift, found.adoption) == (uplift, adoption)
    assert (found.ramp_months, found.cost_per_learner) == (ramp, per_learner)
    assert found.label == label


def test_a_start_is_delayed_by_whole_months() -> None:
    assert moved(BASE, {"start_delay": 2.7}).start_delay == 3


def test_a_guardrail_modifies_a_scenario_and_an_unknown_one_does_not() -> None:
    found = moved(BASE, {}, guardrails=frozenset({"first_year", "no such"}))
    assert found.guardrails == {"first_year"}
    assert found.label == "modified from Base"
    assert moved(BASE, {}, guardrails=frozenset({""})) == BASE


def test_every_setting_of_a_track_is_at_most_a_step_away() -> None:
    for lever in LEVERS:
        track = lever.track
        assert (track[0], track[-1]) == (lever.low, lever.high)
        assert len(track) <= 41
    wide = ASSUMPTIONS | {"ramp_months": assumption("ramp_months", 6, 9, 36)}
    for lever in levers_for(shipped_scenarios(wide, [cost(3_000)], 0.5)):
        assert len(lever.track) <= 41
        assert lever.track[-1] == pytest.approx(lever.high)
        assert lever.high >= {"ramp_months": 36, "cost_per_learner": 3_000}.get(lever.key, 0)


@pytest.mark.parametrize(
    ("has", "wanted", "on", "label"),
    [
        (set(), None, set(), "Base"),
        (set(), set(), set(), "Base"),
        (set(), {"first_year"}, {"first_year"}, "modified from Base"),
        ({"first_year"}, None, {"first_year"}, "Base"),
        ({"first_year"}, {"first_year"}, {"first_year"}, "Base"),
        ({"first_year"}, set(), set(), "modified from Base"),
        ({"first_year"}, {"none"}, set(), "modified from Base"),
        ({"first_year"}, {"evidence", "no such"}, {"evidence"}, "modified from Base"),
    ],
)
def test_guardrails_stay_as_the_scenario_has_them_unless_others_are_wanted(
    has: set[str], wanted: set[str] | None, on: set[str], label: str
) -> None:
    scenario = replace(BASE, guardrails=frozenset(has))
    found = moved(scenario, {}, guardrails=None if wanted is None else frozenset(wanted))
    assert (set(found.guardrails), found.label) == (on, label)


def test_moving_leaves_the_scenario_it_came_from_alone() -> None:
    assert moved(BASE, {"uplift": 0.05}) != BASE
    assert BASE.uplift == 0.03
    assert BASE.label == "Base"


@pytest.mark.parametrize(
    ("highest_uplift", "track"), [(0.05, 0.10), (0.10, 0.10), (0.12, 0.24), (0.5, 1.0)]
)
def test_track_is_longer_where_a_scenario_lies_beyond_it(
    highest_uplift: float, track: float
) -> None:
    wide = ASSUMPTIONS | {"uplift": assumption("uplift", 0.02, 0.03, highest_uplift)}
    levers = {lever.key: lever for lever in levers_for(shipped_scenarios(wide, [cost(380)], 0.07))}
    assert levers["uplift"].high == pytest.approx(track)
    assert levers["adoption"].high == 1.0


def test_levers_without_scenarios_are_the_shipped_ones() -> None:
    assert levers_for({}) == LEVERS


def test_every_lever_is_a_field_of_a_scenario_and_says_its_direction() -> None:
    assert [lever.key for lever in LEVERS] == [
        "uplift", "adoption", "ramp_months", "cost_per_learner", "hours_per_learner",
        "start_delay", "discount_rate",
    ]  # fmt: skip
    for lever in LEVERS:
        assert lever.low <= getattr(BASE, lever.key) <= lever.high
        assert lever.better in ("up", "down")


def test_the_cautious_band_is_two_to_five_per_cent() -> None:
    assert CONSERVATIVE_BAND == (0.02, 0.05)
