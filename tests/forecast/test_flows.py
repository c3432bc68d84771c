"""Flows month by month, worked out by hand: delay, overlaps, overruns, and guardrails."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from briefing.forecast.basis import STREAMS, Basis, Range, StreamBasis
from briefing.forecast.flows import flows_of
from briefing.forecast.scenario import GUARDRAILS, Scenario
from briefing.forecast.value import evaluate

MONTHS = 18
# A stream of 10,000 a month at an improvement of 10% × 50%: 500 at full ramp of two months,
# 40% of it netted, half of the rest cash. Learners: 100 × 50% = 50, 25 in each month of the
# ramp: 25 × 20 = 500 paid, 25 × 2 hours × 10 = 500 of their own time.
PART = StreamBasis(
    STREAMS[2], np.full(60, 50.0), np.zeros(60), volume_a_month=20, price=10, cashable=0.5,
    confidence=0.3, has_evidence=False, uplift_input="uplift", price_input="day_value",
    netted=0.4,
)  # fmt: skip
BASIS = Basis(
    horizon=MONTHS,
    headcount=100,
    one_off=1_000,
    per_month=100,
    hourly_cost=10,
    streams=(PART,),
    uplift_points=(0.05, 0.10, 0.20),
    own_uplifts={},
    ranges={},
)
SCENARIO = Scenario(
    "Base", uplift=0.10, adoption=0.5, ramp_months=2, cost_per_learner=20, hours_per_learner=2,
    discount_rate=0,
)  # fmt: skip


def padded(*first: float, then: float) -> list[float]:
    """Give the months from 0 to the horizon: the first ones, and the same for all others."""
    return [*first, *([then] * (MONTHS + 1 - len(first)))]


def test_without_delay_and_guardrails() -> None:
    found = flows_of(BASIS, SCENARIO)
    assert found.gross["time_to_productivity"] == pytest.approx(padded(0, 250, then=500))
    assert found.paid == pytest.approx(padded(1_000, 600, 600, then=100))
    assert found.hours == pytest.approx(padded(0, 500, 500, then=0))
    # 60% of the benefit is not netted, and half of that is cash.
    assert found.cash == pytest.approx(padded(-1_000, 75 - 600, 150 - 600, then=150 - 100))
    assert found.full == pytest.approx(padded(-1_000, 150 - 1_100, 300 - 1_100, then=300 - 100))
    assert sum(found.paid_for.values()) == pytest.approx(found.paid)


def test_a_delay_moves_all_flows_and_loses_the_last_months() -> None:
    found = flows_of(BASIS, replace(SCENARIO, start_delay=3))
    assert found.gross["time_to_productivity"] == pytest.approx(padded(0, 0, 0, 0, 250, then=500))
    assert found.paid == pytest.approx(padded(0, 0, 0, 1_000, 600, 600, then=100))
    assert found.hours == pytest.approx(padded(0, 0, 0, 0, 500, 500, then=0))


def test_a_start_at_the_horizon_or_beyond_brings_nothing() -> None:
    at_the_end = flows_of(BASIS, replace(SCENARIO, start_delay=MONTHS))
    assert at_the_end.paid.sum() == 1_000
    beyond = flows_of(BASIS, replace(SCENARIO, start_delay=MONTHS + 1))
    assert not beyond.cash.any()
    assert not beyond.full.any()


def test_a_months_delay_is_the_difference_to_a_start_one_month_later() -> None:
    # Not discounted, a month later loses the last month: 150 − 100 in cash.
    for delay in (0, 3):
        found = evaluate(BASIS, replace(SCENARIO, start_delay=delay))
        assert found.delay_cost_cash == pytest.approx(50)
        # By the checkpoint, 90 days after the start: 1,000 + 600 + 600 + 100.
        assert found.checkpoint_cash == pytest.approx(2_300)


@pytest.mark.parametrize(("overrun", "factor"), [(0.25, 1.25), (0.0, 1.0), (-0.1, 0.9)])
def test_an_overrun_raises_what_is_paid_and_not_the_hours(overrun: float, factor: float) -> None:
    over = replace(BASIS, ranges={"cost_overrun": Range(-0.1, overrun, 0.5)})
    found, planned = flows_of(over, SCENARIO), flows_of(BASIS, SCENARIO)
    assert found.paid == pytest.approx(planned.paid * factor)
    assert found.hours == pytest.approx(planned.hours)


@pytest.mark.parametrize(
    ("guardrails", "delay", "gross"),
    [
        ({"confidence"}, 0, padded(0, 75, then=150)),
        ({"evidence"}, 0, padded(0, then=0)),
        ({"first_year"}, 0, [0, 250, *([500] * 11), *([0] * 6)]),
        ({"first_year"}, 3, [0, 0, 0, 0, 250, *([500] * 11), *([0] * 3)]),
        ({"first_year", "confidence"}, 0, [0, 75, *([150] * 11), *([0] * 6)]),
    ],
)
def test_guardrails_take_from_benefits_and_never_from_costs(
    guardrails: set[str], delay: int, gross: list[float]
) -> None:
    free = replace(SCENARIO, start_delay=delay)
    found = flows_of(BASIS, replace(free, guardrails=frozenset(guardrails)))
    assert found.gross["time_to_productivity"] == pytest.approx(gross)
    assert found.paid == pytest.approx(flows_of(BASIS, free).paid)
    assert found.hours == pytest.approx(flows_of(BASIS, free).hours)


def test_evidence_lets_a_stream_through_whose_uplift_has_some() -> None:
    known = replace(BASIS, streams=(replace(PART, has_evidence=True),))
    guarded = replace(SCENARIO, guardrails=frozenset({"evidence"}))
    assert flows_of(known, guarded).cash == pytest.approx(flows_of(known, SCENARIO).cash)


@pytest.mark.parametrize("key", list(GUARDRAILS))
def test_no_guardrail_makes_the_case_better(key: str) -> None:
    free = evaluate(BASIS, SCENARIO)
    found = evaluate(BASIS, replace(SCENARIO, guardrails=frozenset({key})))
    assert found.npv_cash < free.npv_cash
    assert found.npv_full < free.npv_full


def test_a_stream_says_what_is_netted_and_what_is_cash() -> None:
    value = evaluate(BASIS, SCENARIO).streams["time_to_productivity"]
    gross = 250 + 17 * 500
    assert value.gross == pytest.approx(gross)
    assert value.netted == pytest.approx(0.4 * gross)
    assert value.cashable == 0.5
    assert value.cash == pytest.approx(0.3 * gross)


def test_costs_by_kind() -> None:
    assert evaluate(BASIS, SCENARIO).costs_by_column == pytest.approx(
        {"one_off": 1_000, "per_learner": 1_000, "per_month": 1_800, "hours_per_learner": 1_000}
    )


@pytest.mark.parametrize(
    ("change", "irr"),
    [
        ({"uplift": 0.0}, "only paid and none earned"),
        ({"uplift": 0.0, "adoption": 0.0}, "only paid and none earned"),
    ],
)
def test_a_rate_of_return_that_there_is_not_says_why(change: dict[str, Any], irr: str) -> None:
    found = evaluate(BASIS, replace(SCENARIO, **change))
    assert irr in str(found.irr_cash)


def test_the_rate_of_return_is_a_years() -> None:
    # All of 1,000 paid today, 10% of it back each month from month 1 on.
    yielding = replace(PART, netted=0.0, cashable=1.0, price=2)
    basis = replace(BASIS, per_month=0, streams=(yielding,))
    found = evaluate(basis, replace(SCENARIO, ramp_months=1, cost_per_learner=0))
    monthly = (1 + float(found.irr_cash)) ** (1 / 12) - 1
    assert sum(100 / (1 + monthly) ** month for month in range(1, 13)) == pytest.approx(
        1_000 - sum(100 / (1 + monthly) ** month for month in range(13, 19))
    )
