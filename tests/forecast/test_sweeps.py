"""A sweep's every setting beside the same setting worked out alone; bands; the tornado."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from briefing.forecast.bands import Course, after, band
from briefing.forecast.basis import STREAMS, Basis, Months, Range, StreamBasis
from briefing.forecast.draws import Draws, draw
from briefing.forecast.flows import flows_of
from briefing.forecast.scenario import LEVERS, Lever, Scenario
from briefing.forecast.simulation import Outlook, outlook
from briefing.forecast.sweeps import Sweep, sweeps
from briefing.forecast.tornado import COURSE_ENDS, tornado
from briefing.forecast.value import evaluate

MONTHS: Months = np.arange(1.0, 61.0)


def stream(index: int, path: float, volume: float, price: float, own: str = "") -> StreamBasis:
    part = STREAMS[index]
    return StreamBasis(
        part,
        path * (1 + 0.002 * MONTHS),
        path * 0.01 * np.sqrt(MONTHS),
        volume,
        price,
        cashable=0.5,
        confidence=0.5,
        has_evidence=index != 1,
        uplift_input=own or "uplift",
        price_input=part.price,
        netted=0.0,
    )


BASIS = Basis(
    horizon=36,
    headcount=2_000,
    one_off=180_000,
    per_month=9_000,
    hourly_cost=45,
    streams=(
        stream(0, 170_000, 170, 0.3),
        stream(1, 0.12, 200, 30_000, "uplift_voluntary_attrition"),
    ),
    uplift_points=(0.02, 0.03, 0.05),
    own_uplifts={"voluntary_attrition": (0.02, 0.04, 0.08)},
    ranges={
        "uplift": Range(0.02, 0.03, 0.05),
        "uplift_voluntary_attrition": Range(0.02, 0.04, 0.08),
        "adoption": Range(0.55, 0.7, 0.85),
        "ramp_months": Range(6, 9, 15),
        "margin": Range(0.2, 0.3, 0.35),
        "replacement_cost": Range(20_000, 30_000, 50_000),
        "hourly_cost": Range(40, 45, 60),
        "cost_overrun": Range(-0.05, 0.0, 0.25),
    },
)
SCENARIO = Scenario("Base", 0.03, 0.7, 9, 640, hours_per_learner=20)
DRAWS = draw(BASIS)
COURSE = Course("revenue_per_fte", BASIS.streams[0].path[:36], BASIS.streams[0].spread[:36], "up",
                "money")  # fmt: skip
SWEEPS = {sweep.lever.key: sweep for sweep in sweeps(BASIS, SCENARIO, DRAWS, COURSE)}


def at(lever: str, setting: float, scenario: Scenario = SCENARIO) -> Scenario:
    change: dict[str, Any] = {lever: setting}
    return replace(scenario, **change)


def values(one: Outlook) -> dict[str, float]:
    """Give an outlook's values, −1 for what there is none of."""
    return {name: -1 if value is None else value for name, value in vars(one).items()}


def ends_and_middle(sweep: Sweep) -> list[tuple[int, float]]:
    count = len(sweep.settings)
    return [(index, sweep.settings[index]) for index in (0, 1, count // 2, count - 1)]


@pytest.mark.parametrize("lever", LEVERS, ids=lambda lever: lever.key)
def test_a_setting_of_a_sweep_is_what_it_is_alone(lever: Lever) -> None:
    sweep = SWEEPS[lever.key]
    assert sweep.settings == lever.track
    for index, setting in ends_and_middle(sweep):
        scenario = at(lever.key, setting)
        alone, swept = outlook(BASIS, scenario, DRAWS), sweep.outlooks[index]
        assert values(swept) == pytest.approx(values(alone), rel=1e-9, abs=1e-6)
        net = np.cumsum(flows_of(BASIS, scenario).cash)
        assert sweep.net_so_far[index] == pytest.approx(net, abs=1e-3)
        assert sweep.after[index] == pytest.approx(after(COURSE, BASIS, scenario))


@pytest.mark.parametrize("guardrail", ["confidence", "first_year", "evidence"])
def test_guardrails_hold_in_sweeps_too(guardrail: str) -> None:
    guarded = replace(SCENARIO, guardrails=frozenset([guardrail]))
    for sweep in sweeps(BASIS, guarded, DRAWS, COURSE, LEVERS[:1]):
        index, setting = ends_and_middle(sweep)[2]
        alone = outlook(BASIS, at("uplift", setting, guarded), DRAWS)
        assert values(sweep.outlooks[index]) == pytest.approx(values(alone), rel=1e-9, abs=1e-6)
        assert alone.npv_cash < outlook(BASIS, at("uplift", setting), DRAWS).npv_cash


@pytest.mark.parametrize("lever", LEVERS, ids=lambda lever: lever.key)
def test_bands_between_the_settings_worked_out_are_nearly_straight(lever: Lever) -> None:
    sweep = SWEEPS[lever.key]
    for index in range(1, len(sweep.settings), 7):
        low, high = band(COURSE, BASIS, at(lever.key, sweep.settings[index]), DRAWS)
        # Half a per cent of the band's width: less than a pixel.
        room = 0.005 * (high - low).max()
        assert sweep.low[index] == pytest.approx(low, abs=room)
        assert sweep.high[index] == pytest.approx(high, abs=room)


def test_levers_that_do_not_move_the_measure_leave_its_band() -> None:
    low, high = band(COURSE, BASIS, SCENARIO, DRAWS)
    for lever in ("cost_per_learner", "hours_per_learner", "discount_rate"):
        assert (SWEEPS[lever].low == low).all()
        assert (SWEEPS[lever].high == high).all()


def test_a_band_holds_eight_draws_in_ten() -> None:
    # Each draw is worked out alone, from its own course, uplift, adoption and ramp.
    few = DRAWS.first(1024)
    course = few.course(COURSE.kpi, COURSE.path, COURSE.spread)
    drawn = np.array(
        [
            after(
                replace(COURSE, path=COURSE.path + course[case] * COURSE.spread),
                BASIS,
                replace(
                    SCENARIO,
                    uplift=few.of("uplift", 0.03)[case],
                    adoption=few.of("adoption", 0.7)[case],
                    ramp_months=few.of("ramp_months", 9)[case],
                ),
            )
            for case in range(1, 1025)
        ]
    )
    low, high = band(COURSE, BASIS, SCENARIO, DRAWS)
    assert low == pytest.approx(np.quantile(drawn, 0.1, axis=0))
    assert high == pytest.approx(np.quantile(drawn, 0.9, axis=0))


def test_without_uncertainty_a_band_is_its_line() -> None:
    low, high = band(COURSE, BASIS, SCENARIO, Draws(1))
    assert low == pytest.approx(after(COURSE, BASIS, SCENARIO))
    assert high == pytest.approx(low)


@pytest.mark.parametrize(("better", "end"), [("up", 1.0), ("down", 0.0)])
def test_a_band_stays_within_the_measure_s_scale(better: str, end: float) -> None:
    path = np.full(36, 0.95 if better == "up" else 0.02)
    course = Course("follow_through", path, np.full(36, 0.2), better, "share")
    low, high = band(course, BASIS, SCENARIO, DRAWS)
    assert (low >= 0).all()
    assert (high <= 1).all()
    assert (high if better == "up" else low)[-1] == pytest.approx(end, abs=0.02)


def test_a_tornado_moves_one_input_at_a_time() -> None:
    swings = {swing.name: swing for swing in tornado(BASIS, SCENARIO)}
    adoption = swings["adoption"]
    assert (adoption.at_low, adoption.at_high) == pytest.approx((0.55, 0.85))
    assert adoption.npv_low == pytest.approx(evaluate(BASIS, at("adoption", 0.55)).npv_cash)
    assert adoption.npv_high == pytest.approx(evaluate(BASIS, at("adoption", 0.85)).npv_cash)
    overrun = swings["cost_overrun"]
    dear = replace(BASIS, ranges={"cost_overrun": Range(0.25, 0.25, 0.25)})
    assert overrun.npv_high == pytest.approx(evaluate(dear, SCENARIO).npv_cash)
    part = BASIS.streams[0]
    better = replace(part, path=part.path + COURSE_ENDS * part.spread)
    course = swings["revenue_per_fte"]
    assert course.is_course
    assert course.npv_high == pytest.approx(
        evaluate(replace(BASIS, streams=(better, BASIS.streams[1])), SCENARIO).npv_cash
    )


def test_a_tornado_begins_with_what_matters_most() -> None:
    swings = tornado(BASIS, SCENARIO)
    widths = [swing.width for swing in swings]
    assert widths == sorted(widths, reverse=True)
    assert swings[0].name == "uplift"
    # An hour's cost is none that is paid.
    assert "hourly_cost" not in {swing.name for swing in swings}


def test_a_moved_lever_takes_its_ends_along() -> None:
    swings = {swing.name: swing for swing in tornado(BASIS, at("uplift", 0.06))}
    # 6% × 2 ÷ 3 and 6% × 5 ÷ 3.
    assert (swings["uplift"].at_low, swings["uplift"].at_high) == pytest.approx((0.04, 0.10))


def test_what_is_certain_is_no_bar() -> None:
    certain = replace(BASIS, ranges={"margin": Range(0.3, 0.3, 0.3)}, streams=BASIS.streams[:1])
    still = replace(certain.streams[0], spread=np.zeros(60))
    assert tornado(replace(certain, streams=(still,)), SCENARIO) == ()
