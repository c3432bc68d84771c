"""What a simulation says of a scenario: quantiles, losses, and cases in which little is drawn."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from briefing.forecast.basis import STREAMS, Basis, Range, StreamBasis
from briefing.forecast.draws import draw
from briefing.forecast.points import normal
from briefing.forecast.scenario import Scenario
from briefing.forecast.simulation import Outlook, outlook, spreads
from briefing.forecast.value import evaluate
from tests.forecast.bases import bases, scenarios

PRODUCTIVITY = StreamBasis(
    STREAMS[0],
    path=np.full(60, 1_200.0),
    spread=np.zeros(60),
    volume_a_month=10,
    price=0.5,
    cashable=0.8,
    confidence=0.5,
    has_evidence=True,
    uplift_input="uplift",
    price_input="margin",
    netted=0.0,
)
BASIS = Basis(
    horizon=12,
    headcount=100,
    one_off=1_000,
    per_month=100,
    hourly_cost=10,
    streams=(PRODUCTIVITY,),
    uplift_points=(0.05, 0.10, 0.20),
    own_uplifts={},
    ranges={"uplift": Range(0.05, 0.10, 0.20), "margin": Range(0.4, 0.5, 0.6)},
)
SCENARIO = Scenario("Base", 0.10, 0.5, 2, 20)


def found(basis: Basis = BASIS, scenario: Scenario = SCENARIO) -> Outlook:
    return outlook(basis, scenario, draw(basis))


def spread_of(one: Outlook) -> list[float]:
    return [one.npv_cash_low, one.npv_cash_middle, one.npv_cash_high, one.npv_cash_mean]


def test_the_base_case_is_no_draw() -> None:
    # Base is far above what is drawn, which is a standard normal distribution around 5.
    drawn = 5 + normal((np.arange(1_000) + 0.5) / 1_000)
    (found,) = spreads(np.array([[1_000.0, *drawn]]))
    assert found == pytest.approx((5 - 1.28155, 5, 5 + 1.28155, 5, 0), abs=1e-4)
    assert spreads(np.array([[1_000.0, -2, -1, 0, 1]]))[0][4] == 0.5


def test_base_values_are_those_of_the_flows() -> None:
    base, one = evaluate(BASIS, SCENARIO), found()
    assert (one.npv_cash, one.npv_full) == (base.npv_cash, base.npv_full)
    assert (one.payback_cash, one.delay_cost_cash) == (base.payback_cash, base.delay_cost_cash)
    assert one.breakeven_uplift_cash == base.breakeven_uplift_cash
    assert one.npv_cash_low < one.npv_cash_middle < one.npv_cash_high


def test_the_mean_of_a_product_is_that_of_its_factors() -> None:
    # Uplift and margin are drawn apart from each other, and cash is linear in their product:
    # their PERT means are (0.05 + 0.4 + 0.2) / 6 = 0.108333 and 0.5.
    expected = evaluate(BASIS, replace(SCENARIO, uplift=0.65 / 6)).npv_cash
    assert found().npv_cash_mean == pytest.approx(expected, rel=1e-4)


def test_the_same_inputs_give_the_same_numbers() -> None:
    assert found() == found()


def test_another_assumption_changes_no_other_s_draws() -> None:
    with_overrun = replace(BASIS, ranges={**BASIS.ranges, "cost_overrun": Range(0, 0, 0.1)})
    few, more = draw(BASIS), draw(with_overrun)
    assert (few.factors["margin"] == more.factors["margin"]).all()


def test_a_moved_lever_never_jitters() -> None:
    # Cash is a straight line in the uplift for each draw, so quantiles can only rise and bend.
    tracks = [found(scenario=replace(SCENARIO, uplift=0.005 * step)) for step in range(21)]
    rows = np.array([spread_of(one) for one in tracks])
    assert (np.diff(rows, axis=0) > 0).all()
    assert np.abs(np.diff(rows[:, 3], n=2)).max() < 1e-6 * np.abs(rows[:, 3]).max()
    losses = [one.loss_chance for one in tracks]
    assert losses == sorted(losses, reverse=True)
    assert losses[0] == 1 > losses[-1]


@pytest.mark.parametrize("part", [Range(0.1, 0.1, 0.1), Range(0.0, 0.0, 0.0)])
def test_ranges_without_width_draw_nothing(part: Range) -> None:
    basis = replace(BASIS, ranges={"uplift": part, "adoption": part, "margin": part})
    one = found(basis)
    assert spread_of(one) == pytest.approx([one.npv_cash] * 4)
    assert one.loss_chance == float(one.npv_cash < 0)


def test_a_base_of_zero_is_added_and_not_multiplied() -> None:
    basis = replace(BASIS, ranges={"uplift": Range(0.0, 0.0, 0.06)})
    one = found(basis, replace(SCENARIO, uplift=0.02))
    # The mean of what is added is 0.06 / 6 = 0.01.
    expected = evaluate(basis, replace(SCENARIO, uplift=0.03)).npv_cash
    assert one.npv_cash_mean == pytest.approx(expected, rel=1e-4)


def test_without_prices_every_draw_is_a_loss() -> None:
    free = replace(PRODUCTIVITY, price=0.0)
    one = found(replace(BASIS, streams=(free,), ranges={"margin": Range(0, 0, 0)}))
    assert one.loss_chance == 1.0
    assert one.breakeven_uplift_cash is None
    assert spread_of(one) == pytest.approx([one.npv_cash] * 4)


def test_without_streams_costs_are_all_there_is() -> None:
    one = found(replace(BASIS, streams=()))
    assert spread_of(one) == pytest.approx([one.npv_cash] * 4)
    assert one.npv_cash < 0


def test_a_course_never_falls_below_zero() -> None:
    wild = replace(PRODUCTIVITY, spread=np.linspace(0, 5_000, 60))
    basis = replace(BASIS, streams=(wild,), one_off=0, per_month=0, ranges={})
    one = found(basis, replace(SCENARIO, cost_per_learner=0))
    assert one.loss_chance == 0
    assert 0 <= one.npv_cash_low < one.npv_cash_high


@settings(deadline=None, max_examples=25)
@given(basis=bases(), scenario=scenarios())
def test_no_input_gives_what_is_no_number(basis: Basis, scenario: Scenario) -> None:
    one = found(basis, scenario)
    assert np.isfinite(spread_of(one)).all()
    assert one.npv_cash_low <= one.npv_cash_middle <= one.npv_cash_high
    assert 0 <= one.loss_chance <= 1
