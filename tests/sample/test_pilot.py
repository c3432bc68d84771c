"""Checks that the sample's pilot is a clean experiment whose truth can be found again."""

from collections import defaultdict
from datetime import date
from math import exp, log, sqrt
from statistics import mean, variance

import pytest

from data.sample_pilot import TRUE_EFFECT, effect
from data.sample_units import AS_OF
from tests.sample.conftest import Ask

STUDENT_T = 2.160  # 97.5%, 13 degrees of freedom: 15 teams in 2 arms
STARTS_ON = date(2026, 8, 10)


def changes(ask: Ask, indicator: str) -> tuple[list[float], list[float]]:
    """Give each team's log change from before to after, of the treated and of the others."""
    rows = ask(
        """SELECT arm, ln(avg(value) FILTER (WHERE period >= p.starts_on)
                          / avg(value) FILTER (WHERE period < p.starts_on))
           FROM pilot_readings JOIN pilot_teams AS t USING (pilot, team)
           JOIN pilots AS p USING (pilot)
           WHERE indicator = ? GROUP BY arm, team ORDER BY arm, team""",
        indicator,
    )
    treated = [change for arm, change in rows if arm == "pilot"]
    others = [change for arm, change in rows if arm == "control"]
    return treated, others


def test_the_plan_is_of_90_days_and_in_few_words(ask: Ask) -> None:
    (plan,) = ask("SELECT * EXCLUDE (_load, _sheet, _row) FROM pilots")
    assert plan[3:7] == ("customer_onboarding_days", "Customer Service", "down", "randomised")
    assert plan[10:12] == (STARTS_ON, date(2026, 11, 8))
    assert (plan[11] - plan[10]).days == 90
    assert len(plan[2]) <= 300
    assert all(plan)


def test_teams_are_real_and_of_their_size(ask: Ask) -> None:
    rows = ask(
        """SELECT t.team, t.size, count(w.employee_id)
           FROM pilot_teams AS t LEFT JOIN workers AS w
             ON w.team = t.team AND w.hired_on <= $1 AND (w.left_on IS NULL OR w.left_on >= $1)
           GROUP BY ALL""",
        AS_OF,
    )
    assert len(rows) == 15
    for team, size, people in rows:
        assert team.startswith("Customer Service ")
        assert size == people >= 5


def test_teams_were_drawn_within_strata_of_size(ask: Ask) -> None:
    rows = ask("SELECT stratum, arm, count(*), min(size), max(size) FROM pilot_teams "
               "GROUP BY ALL ORDER BY stratum, arm")  # fmt: skip
    assert [row[1:3] for row in rows] == [("control", 3), ("pilot", 2)] * 3
    for stratum, _, _, smallest, largest in rows:
        low, _, high, _ = stratum.split()
        assert int(low) <= smallest <= largest <= int(high)


def test_every_team_is_read_every_week(ask: Ask) -> None:
    rows = ask(
        """SELECT indicator, any_value(role), count(*), count(DISTINCT team),
                  count(DISTINCT period), min(period), max(period), min(n),
                  bool_and(weekday(period) = 1)
           FROM pilot_readings GROUP BY indicator ORDER BY indicator"""
    )
    assert [row[:2] for row in rows] == [
        ("caseload", "covariate"), ("customer_onboarding_days", "lagging"),
        ("first_time_right", "leading"), ("practice_hours", "leading"),
    ]  # fmt: skip
    for row in rows:
        assert row[2:5] == (15 * 26, 15, 26)
        assert row[5:7] == (date(2026, 5, 11), date(2026, 11, 2))
        assert row[7] >= 4
        assert row[8]


def test_the_difference_in_differences_is_near_the_truth(ask: Ask) -> None:
    treated, others = changes(ask, "customer_onboarding_days")
    difference = mean(treated) - mean(others)
    pooled = (5 * variance(treated) + 8 * variance(others)) / 13
    error = sqrt(pooled * (1 / 6 + 1 / 9))
    found = 1 - exp(difference)
    low, high = 1 - exp(difference + STUDENT_T * error), 1 - exp(difference - STUDENT_T * error)
    assert found == pytest.approx(TRUE_EFFECT, abs=0.008)
    assert low < TRUE_EFFECT < high
    assert low >= 0.025
    assert high <= 0.055


def test_before_and_after_alone_would_claim_too_much(ask: Ask) -> None:
    treated, others = changes(ask, "customer_onboarding_days")
    assert mean(others) < log(0.995)
    assert 1 - exp(mean(treated)) > TRUE_EFFECT + 0.005


def test_the_effect_ramps_up_and_is_nobody_else_s() -> None:
    assert [effect(week, treated=True) / TRUE_EFFECT for week in (-1, 0, 1, 2, 12)] == (
        pytest.approx([0, 1 / 3, 2 / 3, 1, 1])
    )
    assert effect(5, treated=False) == 0
    assert 0.035 <= TRUE_EFFECT <= 0.045


def test_leading_indicators_move_and_the_covariate_does_not(ask: Ask) -> None:
    moved = {}
    for indicator in ("practice_hours", "first_time_right", "caseload"):
        treated, others = changes(ask, indicator)
        moved[indicator] = mean(treated) - mean(others)
    assert moved["practice_hours"] > log(3)
    assert moved["first_time_right"] > log(1.04)
    assert abs(moved["caseload"]) < log(1.03)


def test_practice_hours_hold_the_lab_hours_on_record(ask: Ask) -> None:
    rows = ask(
        """SELECT r.team, r.period, r.value * t.size, coalesce(sum(l.hours), 0)
           FROM pilot_readings AS r JOIN pilot_teams AS t USING (pilot, team)
           LEFT JOIN workers AS w ON w.team = r.team
           LEFT JOIN learning AS l ON l.employee_id = w.employee_id AND l.kind = 'lab'
                AND l.happened_on BETWEEN r.period AND r.period + 6
           WHERE r.indicator = 'practice_hours' AND t.arm = 'pilot' GROUP BY ALL"""
    )
    labs: dict[bool, float] = defaultdict(float)
    for team, period, read, recorded in rows:
        assert read >= recorded - 0.1, (team, period)
        labs[period >= STARTS_ON] += recorded
    assert labs[False] == 0
    assert labs[True] > 300


def test_control_teams_are_at_the_unit_s_level(ask: Ask) -> None:
    (read,) = ask("SELECT avg(value) FROM pilot_readings WHERE indicator = $1 "
                  "AND period < $2", "customer_onboarding_days", STARTS_ON)[0]  # fmt: skip
    (unit,) = ask("SELECT sum(numerator) / sum(denominator) FROM measures WHERE kpi = $1 "
                  "AND unit = 'Customer Service' AND month BETWEEN '2026-05-01' AND '2026-07-01'",
                  "customer_onboarding_days")[0]  # fmt: skip
    assert read == pytest.approx(unit, abs=1.5)
