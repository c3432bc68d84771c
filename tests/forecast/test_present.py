"""One formula: the closed form for many cases beside the flows of each, month by month."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from briefing.forecast.basis import Basis, StreamBasis
from briefing.forecast.draws import Draws, draw
from briefing.forecast.flows import flows_of, own_uplift, present_value
from briefing.forecast.present import Cases
from briefing.forecast.scenario import Scenario
from tests.forecast.bases import bases, scenarios

SAMPLED = (1, 2, 77, 1024, 4096)


def scale(basis: Basis, scenario: Scenario) -> float:
    """Give how much money moves at all: a difference of two large sums has their rounding."""
    flows = flows_of(basis, scenario)
    return float(np.abs(flows.paid).sum() + np.abs(flows.cash + flows.paid).sum()) or 1.0


def one_case(basis: Basis, scenario: Scenario, draws: Draws, case: int) -> tuple[Basis, Scenario]:
    """Give the basis and scenario in which a case's drawn inputs are what is expected."""

    def at(name: str, setting: float) -> float:
        return float(draws.of(name, setting)[case])

    def part_of(part: StreamBasis) -> StreamBasis:
        path, spread = part.path[: basis.horizon], part.spread[: basis.horizon]
        course = draws.course(part.stream.kpi, path, spread)[case]
        per = part.stream.per
        # The own uplift as it is drawn is put into the volume: flows takes it from the lever.
        own = own_uplift(basis, part.stream.kpi, scenario.uplift)
        return replace(
            part,
            path=path + course * spread,
            price=at(part.price_input, part.price * per) / per,
            netted=min(1.0, at(part.stream.overlap_input, part.netted)),
            volume_a_month=part.volume_a_month * at(part.uplift_input, own),
        )

    overrun = basis.ranges.get("cost_overrun")
    drawn = (
        {}
        if overrun is None
        else {"cost_overrun": replace(overrun, base=at("cost_overrun", overrun.base))}
    )
    return (
        replace(basis, streams=tuple(map(part_of, basis.streams)), own_uplifts={}, ranges=drawn),
        replace(
            scenario,
            uplift=1.0,
            adoption=min(1.0, at("adoption", scenario.adoption)),
            ramp_months=at("ramp_months", scenario.ramp_months),
        ),
    )


@settings(deadline=None, max_examples=100)
@given(basis=bases(), scenario=scenarios())
def test_the_base_case_is_the_present_value_of_its_flows(basis: Basis, scenario: Scenario) -> None:
    found = Cases(basis, Draws(1), scenario.guardrails).cash(scenario)
    expected = present_value(flows_of(basis, scenario).cash, scenario.discount_rate)
    assert found == pytest.approx([expected], rel=1e-6, abs=1e-9 * scale(basis, scenario))


@settings(deadline=None, max_examples=25)
@given(basis=bases(), scenario=scenarios())
def test_each_draw_is_the_present_value_of_its_own_flows(basis: Basis, scenario: Scenario) -> None:
    draws = draw(basis)
    found = Cases(basis, draws, scenario.guardrails).cash(scenario)
    assert np.isfinite(found).all()
    for case in SAMPLED:
        own_basis, own_scenario = one_case(basis, scenario, draws, case)
        flows = flows_of(own_basis, own_scenario).cash
        assert found[case] == pytest.approx(
            present_value(flows, scenario.discount_rate),
            rel=1e-6,
            abs=1e-9 * scale(own_basis, own_scenario),
        )
