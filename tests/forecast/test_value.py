"""What a scenario is worth: one small case worked out by hand, number by number, and its edges."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from briefing.forecast.basis import STREAMS, Basis, Months, Stream, StreamBasis
from briefing.forecast.scenario import Scenario
from briefing.forecast.value import evaluate

PRODUCTIVITY, REPLACEMENT = STREAMS[:2]


def stream(kind: Stream, path: Months, **given: object) -> StreamBasis:
    """Give a stream of which all is cash and none is netted, one unit a month at a price of 1."""
    usual: dict[str, Any] = {
        "spread": np.zeros(path.size),
        "volume_a_month": 1,
        "price": 1,
        "cashable": 1,
        "confidence": 1,
        "has_evidence": True,
        "uplift_input": "uplift",
        "price_input": kind.price,
        "netted": 0,
    }
    return StreamBasis(kind, path, **(usual | given))


# One per cent a month: 1.01^12 − 1 a year. Months 0 to 12.
#
# Productivity: path 1,200 a year × volume 10 a month × margin 1 = 12,000 a month, 80% cash.
#   Improvement at full ramp 10% × 50% = 5%: 600 a month, 300 in month 1 (ramp of 2 months).
# Replacement: path 0.12 × volume 50 × 1,000 = 6,000 a month, none of it cash.
#   Its own uplift is 20% where the headline's is 10%: 20% × 50% = 10%: 600 a month, 300 in 1.
# Learners: 100 people × 50% adoption = 50, 25 in each of the first two months:
#   25 × 20 = 500 paid, 25 × 2 hours × 10 = 500 of their own time.
#
# month             0      1      2     3 to 12
# cash benefit             240    480     480      (80% of 300 and of 600)
# full benefit             600  1,200   1,200      (both streams)
# paid          1,000      600    600     100      (one-off; 100 a month, 500 for learners)
# hours                    500    500       0
# net cash     −1,000     −360   −120    +380
# net in full  −1,000     −500   +100  +1,100
BASIS = Basis(
    horizon=12,
    headcount=100,
    one_off=1_000,
    per_month=100,
    hourly_cost=10,
    streams=(
        stream(PRODUCTIVITY, np.full(60, 1_200.0), volume_a_month=10, cashable=0.8),
        stream(REPLACEMENT, np.full(60, 0.12), volume_a_month=50, price=1_000, cashable=0),
    ),
    uplift_points=(0.05, 0.10, 0.20),
    own_uplifts={"voluntary_attrition": (0.1, 0.2, 0.4)},
    ranges={},
)
SCENARIO = Scenario(
    "Base",
    uplift=0.10,
    adoption=0.5,
    ramp_months=2,
    cost_per_learner=20,
    hours_per_learner=2,
    discount_rate=1.01**12 - 1,
)
FOUND = evaluate(BASIS, SCENARIO)

# Ten months' flows of 1, from month 3 to 12, in today's money:
# (1 − 1.01⁻¹⁰) ÷ 0.01 × 1.01⁻² = 9.4713045 × 0.9802960 = 9.2846824
TEN_LATER = 9.2846824
PAID_TODAY = 1_000 + 600 / 1.01 + 600 / 1.0201 + 100 * TEN_LATER  # 3,110.7059
CASH_TODAY = -1_000 - 360 / 1.01 - 120 / 1.0201 + 380 * TEN_LATER  # 2,054.1081


def one_stream(path: list[float], one_off: float = 0) -> Basis:
    """Give a basis whose monthly benefits are the path itself, at an uplift of 1."""
    return Basis(
        horizon=len(path),
        headcount=0,
        one_off=one_off,
        per_month=0,
        hourly_cost=0,
        streams=(stream(PRODUCTIVITY, np.array(path)),),
        uplift_points=(0.5, 1.0, 1.0),
        own_uplifts={},
        ranges={},
    )


WHOLE = Scenario("Whole", uplift=1, adoption=1, ramp_months=1, cost_per_learner=0, discount_rate=0)


@pytest.mark.parametrize(
    ("rate", "first", "flows", "published"),
    [
        # The two examples that Excel's help gives for NPV; a flow at each period's end.
        (0.10, 0, [-10_000, 3_000, 4_200, 6_800], 1_188.44),
        (0.08, 40_000, [8_000, 9_200, 10_000, 12_000, 14_500], 1_922.06),
        (0.08, 40_000, [8_000, 9_200, 10_000, 12_000, 14_500, -9_000], -3_749.47),
    ],
)
def test_net_present_value_is_that_of_excel(
    rate: float, first: float, flows: list[float], published: float
) -> None:
    # A month stands for Excel's period: the yearly rate is the one that gives it.
    scenario = replace(WHOLE, discount_rate=(1 + rate) ** 12 - 1)
    assert evaluate(one_stream(flows, first), scenario).npv_cash == pytest.approx(
        published, abs=0.005
    )


def test_flows_by_hand() -> None:
    assert FOUND.net_cash == pytest.approx([-1_000, -360, -120, *[380] * 10])
    assert FOUND.net_full == pytest.approx([-1_000, -500, 100, *[1_100] * 10])
    assert FOUND.costs_cash == pytest.approx(1_000 + 600 + 600 + 10 * 100)
    for value in FOUND.streams.values():
        assert value.gross == pytest.approx(300 + 11 * 600)
        assert value.netted == 0
    assert [value.cash for value in FOUND.streams.values()] == pytest.approx([5_520, 0])


def test_cash_by_hand() -> None:
    # Undiscounted: 240, and eleven months' 480. By month 3: 1,000 + 600 + 600 + 100.
    assert FOUND.benefits_cash == pytest.approx(240 + 11 * 480)
    assert FOUND.checkpoint_cash == pytest.approx(2_300)
    # Cash so far is at its lowest after month 2: −1,000 − 360 − 120.
    assert FOUND.peak_funding_cash == pytest.approx(1_480)


@pytest.mark.parametrize(
    ("flows", "one_off", "checkpoint", "peak"),
    [
        # Never below zero; below it at once; a second dip below the first; never back.
        ([10, 10, 10, 10], 0, 0, 0),
        ([10, 10, 10, 10], 25, 25, 25),
        ([30, -60, 10, 10], 5, 5, 35),
        ([-10, -10, -10, -10], 5, 5, 45),
    ],
)
def test_the_deepest_outlay_is_the_lowest_of_the_cash_so_far(
    flows: list[float], one_off: float, checkpoint: float, peak: float
) -> None:
    found = evaluate(one_stream(flows, one_off), WHOLE)
    assert found.checkpoint_cash == pytest.approx(checkpoint)
    assert found.peak_funding_cash == pytest.approx(peak)
    assert found.benefits_cash == pytest.approx(sum(flows))


@pytest.mark.parametrize("change", [{}, {"adoption": 0.0}, {"uplift": 0.0}, {"ramp_months": 24}])
def test_cash_benefits_less_costs_are_the_net_cash(change: dict[str, Any]) -> None:
    found = evaluate(BASIS, replace(SCENARIO, **change))
    assert found.benefits_cash - found.costs_cash == pytest.approx(found.net_cash.sum())
    assert 0 < found.checkpoint_cash <= found.costs_cash
    # The deepest is no less deep than where the cash stands at the checkpoint.
    assert found.peak_funding_cash >= -found.net_cash[:4].sum()


def test_present_values_by_hand() -> None:
    assert FOUND.npv_cash == pytest.approx(2_054.108, abs=0.001)
    # −1,000 − 500 ÷ 1.01 + 100 ÷ 1.0201 + 1,100 × 9.2846824
    assert FOUND.npv_full == pytest.approx(8_816.131, abs=0.001)


def test_returns_by_hand() -> None:
    # 2,054.108 ÷ 3,110.706; in full the hours count too: 500 ÷ 1.01 + 500 ÷ 1.0201 = 985.198.
    assert FOUND.return_cash == pytest.approx(CASH_TODAY / PAID_TODAY, rel=1e-6)
    assert FOUND.return_cash == pytest.approx(0.660335, abs=1e-6)
    assert FOUND.return_full == pytest.approx(8_816.131 / (3_110.706 + 985.198), rel=1e-6)


def test_payback_by_hand() -> None:
    # Cash so far: −1,000 −1,360 −1,480 −1,100 −720 −340 +40;
    # in full: −1,000 −1,500 −1,400 −300 +800.
    assert FOUND.payback_cash == 6
    assert FOUND.payback_full == 4


def test_cost_of_delay_by_hand() -> None:
    # The same flows a month later, the last one of 380 lost: (2,054.108 − 380 ÷ 1.01¹²) ÷ 1.01.
    later = (CASH_TODAY - 380 / 1.01**12) / 1.01
    assert FOUND.delay_cost_cash == pytest.approx(CASH_TODAY - later, abs=0.001)
    # (2,054.108 − 337.231) ÷ 1.01 = 1,699.879
    assert FOUND.delay_cost_cash == pytest.approx(354.229, abs=0.001)


def test_breakeven_by_hand() -> None:
    # Cash comes from productivity alone, in proportion to the uplift:
    # 0.10 × 3,110.706 ÷ (2,054.108 + 3,110.706) = 0.060229
    assert FOUND.breakeven_uplift_cash == pytest.approx(0.060229, abs=1e-6)


@pytest.mark.parametrize("cashable", [0.0, 0.3, 1.0])
@pytest.mark.parametrize("adoption", [0.4, 0.7, 1.0])
def test_at_breakeven_nothing_is_won_or_lost(cashable: float, adoption: float) -> None:
    productivity, replacement = BASIS.streams
    basis = replace(BASIS, streams=(productivity, replace(replacement, cashable=cashable)))
    scenario = replace(SCENARIO, adoption=adoption)
    breakeven = evaluate(basis, scenario).breakeven_uplift_cash
    assert breakeven
    at = evaluate(basis, replace(scenario, uplift=breakeven))
    assert at.npv_cash == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize(
    ("one_off", "breakeven_is"), [(0.0, "free"), (1_000.0, "on the track"), (1e9, "beyond it")]
)
def test_breakeven_at_the_ends_of_the_track(one_off: float, breakeven_is: str) -> None:
    free = replace(BASIS, one_off=one_off, per_month=0)
    found = evaluate(free, replace(SCENARIO, cost_per_learner=0)).breakeven_uplift_cash
    if breakeven_is == "free":
        assert found == 0
    elif breakeven_is == "on the track":
        assert found is not None
        assert 0 < found < 0.10
    else:
        assert found is None


def test_breakeven_is_found_as_far_as_the_lever_goes() -> None:
    # The highest scenario stands at 12%, so the lever's track goes to 24%. Productivity's cash
    # needs 10% × 8,000 ÷ 5,164.8 = 15.5%, roughly, for costs of 8,000 today.
    basis = replace(BASIS, one_off=1_000 + 8_000 - PAID_TODAY, uplift_points=(0.05, 0.10, 0.12))
    assert evaluate(basis, replace(SCENARIO, uplift=0.2)).npv_cash > 0
    found = evaluate(basis, SCENARIO).breakeven_uplift_cash
    assert found == pytest.approx(0.1 * 8_000 / (CASH_TODAY + PAID_TODAY), rel=1e-6)


@pytest.mark.parametrize(
    ("change", "paid"),
    [
        # Nobody gets better: what is left is what is paid, and the hours.
        ({"uplift": 0.0}, 1_000 + 600 + 600 + 10 * 100),
        # Nobody joins: no learner is paid for.
        ({"adoption": 0.0}, 1_000 + 12 * 100),
    ],
)
def test_without_effect_the_costs_are_lost(change: dict[str, Any], paid: float) -> None:
    found = evaluate(BASIS, replace(SCENARIO, discount_rate=0, **change))
    assert found.npv_cash == pytest.approx(-paid)
    assert found.return_cash == pytest.approx(-1)
    assert found.payback_cash is None
    assert {value.gross for value in found.streams.values()} == {0}


def test_a_loss_is_a_loss() -> None:
    dear = replace(BASIS, one_off=50_000)
    found = evaluate(dear, SCENARIO)
    # 49,000 more at the start than in the case above.
    assert found.npv_cash == pytest.approx(2_054.108 - 49_000, abs=0.001)
    assert found.return_cash is not None
    assert found.return_cash < 0
    assert found.payback_cash is None
    assert found.payback_full is None


def test_benefits_that_fade_do_not_pay_back() -> None:
    # So far: −100, +20, −10, −40: it was in the black once, and fell out again.
    fading = one_stream([120, -30, -30], one_off=100)
    assert evaluate(fading, WHOLE).payback_cash is None


def test_nothing_paid_is_paid_back_at_once_and_has_no_return() -> None:
    found = evaluate(one_stream([10, 10, 10]), WHOLE)
    assert found.payback_cash == 0
    assert found.return_cash is None
    assert found.npv_cash == pytest.approx(30)


@pytest.mark.parametrize(
    ("lever", "settings"),
    [
        # From worse to better for the case.
        ("uplift", [0, 0.01, 0.05, 0.07, 0.10, 0.20, 0.30]),
        ("adoption", [0.3, 0.5, 0.7, 1.0]),
        ("ramp_months", [24, 12, 9, 6, 2, 1]),
        ("cost_per_learner", [400, 200, 100, 20, 0]),
    ],
)
def test_a_better_lever_is_worth_more(lever: str, settings: list[float]) -> None:
    # One year is too short for late learners to earn their price: three are the default.
    basis = replace(BASIS, horizon=36)
    changes: list[dict[str, Any]] = [{lever: value} for value in settings]
    found = [evaluate(basis, replace(SCENARIO, **change)) for change in changes]
    cash, full = [one.npv_cash for one in found], [one.npv_full for one in found]
    assert cash == sorted(cash)
    assert full == sorted(full)
    assert len(set(cash)) == len(settings)


def test_scenarios_are_worth_more_from_conservative_to_stretch() -> None:
    basis = replace(BASIS, horizon=36, uplift_points=(0.02, 0.03, 0.05))
    conservative, base, stretch = (
        evaluate(basis, Scenario("", uplift, adoption, ramp, cost_per_learner=20))
        for uplift, adoption, ramp in ((0.02, 0.55, 15), (0.03, 0.7, 9), (0.05, 0.85, 6))
    )
    assert conservative.npv_cash < base.npv_cash < stretch.npv_cash
    assert conservative.npv_full < base.npv_full < stretch.npv_full
