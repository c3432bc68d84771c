"""From the headline's lever to a KPI's own improvement, and to its trajectory after learning."""

from dataclasses import replace

import numpy as np
import pytest

from briefing.forecast.basis import Basis
from briefing.forecast.flows import after_learning, improvement, own_uplift
from briefing.forecast.scenario import Scenario

NPS = "employee_nps"

BASIS = Basis(
    horizon=36,
    headcount=100,
    one_off=0,
    per_month=0,
    hourly_cost=0,
    streams=(),
    uplift_points=(0.02, 0.03, 0.05),
    own_uplifts={"voluntary_attrition": (0.02, 0.04, 0.08)},
    ranges={},
)
# 10% × 50% = 5% at full ramp, which is reached in month 2.
SCENARIO = Scenario("Base", uplift=0.10, adoption=0.5, ramp_months=2, cost_per_learner=0)


@pytest.mark.parametrize(
    ("kpi", "lever", "uplift"),
    [
        ("revenue_per_fte", 0.03, 0.03),
        ("revenue_per_fte", 0.30, 0.30),
        ("voluntary_attrition", 0.0, 0.0),
        ("voluntary_attrition", 0.01, 0.01),  # half of the way from 0 to the low
        ("voluntary_attrition", 0.02, 0.02),
        ("voluntary_attrition", 0.025, 0.03),  # half of the way from the low to the base
        ("voluntary_attrition", 0.03, 0.04),
        ("voluntary_attrition", 0.04, 0.06),  # half of the way from the base to the high
        ("voluntary_attrition", 0.05, 0.08),
        ("voluntary_attrition", 0.10, 0.16),  # twice the high
    ],
)
def test_own_uplift_goes_through_its_own_points(kpi: str, lever: float, uplift: float) -> None:
    assert own_uplift(BASIS, kpi, lever) == pytest.approx(uplift)


@pytest.mark.parametrize(
    ("ramp", "expected"),
    [
        (1, [0.05, 0.05, 0.05, 0.05]),
        (2, [0.025, 0.05, 0.05, 0.05]),
        (4, [0.0125, 0.025, 0.0375, 0.05]),
        (2.5, [0.02, 0.04, 0.05, 0.05]),
    ],
)
def test_improvement_is_uplift_times_adoption_times_ramp(
    ramp: float, expected: list[float]
) -> None:
    scenario = Scenario("", 0.10, 0.5, ramp, 0)
    assert improvement(BASIS, "revenue_per_fte", scenario, 4) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("better", "path", "month", "expected"),
    [
        # Improvements 2.5%, then 5% a month, each felt as one twelfth for twelve months.
        ("up", 1_200, 1, 1_200 + 1_200 * 0.025 / 12),  # 1,202.5
        ("up", 1_200, 2, 1_200 + 1_200 * (0.025 + 0.05) / 12),  # 1,207.5
        ("up", 1_200, 3, 1_200 + 1_200 * (0.025 + 2 * 0.05) / 12),  # 1,212.5
        ("up", 1_200, 12, 1_200 + 1_200 * (0.025 + 11 * 0.05) / 12),  # 1,257.5
        ("up", 1_200, 13, 1_260),
        ("up", 1_200, 14, 1_260),
        ("up", 1_200, 36, 1_260),
        ("down", 1_200, 1, 1_197.5),
        ("down", 1_200, 13, 1_140),
        # A negative net promoter score gets better by going up.
        ("up", -20, 1, -20 + 20 * 0.025 / 12),
        ("up", -20, 13, -19),
        ("up", 0, 13, 0),
    ],
)
def test_a_measure_of_twelve_months_feels_a_month_as_a_twelfth(
    better: str, path: float, month: int, expected: float
) -> None:
    found = after_learning(
        np.full(36, float(path)), better, "money", BASIS, "employee_nps", SCENARIO
    )
    assert found[month - 1] == pytest.approx(expected)


@pytest.mark.parametrize("ramp", [1, 2, 6, 12, 20])
@pytest.mark.parametrize(("better", "factor"), [("up", 1.05), ("down", 0.95)])
def test_all_of_it_is_felt_twelve_months_after_the_ramp(
    ramp: int, better: str, factor: float
) -> None:
    path = np.linspace(100, 180, 36)
    scenario = Scenario("", 0.10, 0.5, ramp, 0)
    found = after_learning(path, better, "money", BASIS, "employee_nps", scenario)
    assert found[11 + ramp :] == pytest.approx(path[11 + ramp :] * factor)
    before = found[: 10 + ramp] / path[: 10 + ramp]
    assert (np.abs(before - 1) < 0.05).all()


@pytest.mark.parametrize("uplift_or_adoption", [(0.0, 0.5), (0.1, 0.0)])
def test_without_effect_the_trajectory_is_the_current_one(
    uplift_or_adoption: tuple[float, float],
) -> None:
    path = np.linspace(100, 180, 36)
    scenario = Scenario("", *uplift_or_adoption, 2, 0)
    assert after_learning(path, "up", "money", BASIS, NPS, scenario) == pytest.approx(path)


def test_a_short_path_is_felt_in_part() -> None:
    path = np.full(6, 120.0)
    found = after_learning(path, "up", "money", BASIS, "employee_nps", SCENARIO)
    # Month 6: 120 + 120 × (0.025 + 5 × 0.05) ÷ 12
    assert found[-1] == pytest.approx(122.75)


def test_the_path_given_is_left_alone() -> None:
    path = np.full(36, 1_200.0)
    after_learning(path, "up", "money", BASIS, "employee_nps", SCENARIO)
    assert path == pytest.approx(np.full(36, 1_200.0))


@pytest.mark.parametrize(
    ("unit", "last", "better", "end"),
    [("share", 0.98, "up", 1.0), ("points", 99, "up", 100), ("score", 9.9, "up", 10),
     ("share", 1.2, "up", 1.26), ("days", 99, "up", 103.95)],
)  # fmt: skip
def test_no_measure_improves_beyond_its_scale(
    unit: str, last: float, better: str, end: float
) -> None:
    # At an improvement of 5%; a share that was above 1 before is of another kind.
    scenario = replace(SCENARIO, uplift=0.05, adoption=1.0, ramp_months=1)
    basis = replace(BASIS, own_uplifts={})
    found = after_learning(np.full(24, last), better, unit, basis, "any", scenario)
    assert found[-1] == pytest.approx(end)
