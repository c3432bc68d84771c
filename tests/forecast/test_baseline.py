"""The current trajectory of a 12-month measure: its months by hand, its ends, and its reasons."""

from collections.abc import Sequence

import numpy as np
import pytest

from briefing.forecast.baseline import Course, baseline, baselines
from briefing.forecast.history import History

WAVE = [10 * np.sin(month * np.pi / 6) for month in range(48)]
NOISY = [100 + float(error) for error in np.random.default_rng(3).normal(0, 1, 48)]


def history(
    values: Sequence[float], weights: Sequence[float] | None = None, hidden: Sequence[int] = ()
) -> History:
    """Make the history of months with these values and weights; those of twelve are all shown."""
    of = np.array(weights if weights is not None else [1.0] * len(values))
    months = np.array([np.array(values) * of, of])
    years = np.array([np.convolve(row, np.ones(12), "valid") for row in months])
    months[:, list(hidden)] = np.nan
    return History(*months, *years)


def forecast(made: History, months: int = 60, unit: str = "rate") -> Course:
    found = baseline(made, months, unit)
    assert isinstance(found, Course)
    return found


def test_what_never_moves_goes_on_as_it_is() -> None:
    found = forecast(history([0.5] * 18))
    for values in vars(found).values():
        assert values.shape == (60,)
    assert found.path == pytest.approx(np.full(60, 0.5))
    assert found.low_95 == pytest.approx(np.full(60, 0.5), abs=1e-7)
    assert found.spread == pytest.approx(np.zeros(60), abs=1e-7)


def test_known_months_count_as_known() -> None:
    found = forecast(history([3.0] * 14 + [9.0] * 6), months=1)
    # One 3 falls out and about 9 comes in: (5 × 3 + 6 × 9 + 9) ÷ 12.
    assert found.path[0] == pytest.approx(78 / 12, abs=0.2)


def test_a_season_is_carried_on_month_by_month() -> None:
    made = history([100 + month / 2 + wave for month, wave in enumerate(WAVE)])
    rising = forecast(made, months=12)
    # Over twelve months the wave of 10 up and down is gone; what rises by a half fades a little.
    steps = np.diff([made.twelve[-1], *rising.path])
    assert steps == pytest.approx(np.full(12, 0.46), abs=0.05)


def test_a_trend_fades() -> None:
    path = forecast(history([float(month) for month in range(40)])).path
    steps = np.diff(path)
    assert steps[0] == pytest.approx(1, abs=0.1)
    assert (steps > 0).all()
    assert (np.diff(steps[12:]) < 0).all()


@pytest.mark.parametrize("length", [17, 23, 36, 48])
def test_intervals_hold_each_other_and_widen(length: int) -> None:
    found = forecast(history(NOISY[:length]))
    ends = [found.low_95, found.low_80, found.path, found.high_80, found.high_95]
    assert (np.diff(ends, axis=0) > 0).all()
    widths = found.high_80 - found.low_80
    assert widths[0] < widths[5] < widths[11] < widths[59]
    # Eight degrees of freedom (published tables of Student's t): 1.397 and 2.306.
    assert (found.high_95 - found.path) / (found.high_80 - found.path) == pytest.approx(
        np.full(60, 2.306 / 1.397), rel=1e-3
    )
    assert found.high_80 - found.path == pytest.approx(1.2816 * found.spread)


@pytest.mark.parametrize(
    ("unit", "start", "slope", "end"),
    [("share", 0.95, 0.001, 1.0), ("score", 0.5, -0.01, 0.0), ("points", 95.0, 0.1, 100.0)],
)
def test_values_stay_within_their_scale(unit: str, start: float, slope: float, end: float) -> None:
    found = forecast(history([start + slope * month for month in range(45)]), unit=unit)
    for values in (found.path, found.low_95, found.high_95):
        assert ((values <= end) if slope > 0 else (values >= end)).all()
    assert end in (found.high_95[-1], found.low_95[-1])


def test_a_month_to_come_weighs_what_it_weighed_a_year_ago() -> None:
    # Half of the year has weight 3. Even months stand at 10, odd months at 20.
    values = [10.0, 20.0] * 18
    weights = [3.0, 1.0] * 18
    found = forecast(history(values, weights), months=24)
    assert found.path == pytest.approx(np.full(24, (3 * 10 + 20) / 4), rel=0.02)


def test_months_without_a_case_weigh_nothing() -> None:
    # Answers in each third month alone.
    weights = [float(month % 3 == 0) for month in range(36)]
    found = forecast(history([50.0 + month % 3 for month in range(36)], weights), months=24)
    assert found.path == pytest.approx(np.full(24, 50.0))


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (history([1.0] * 16), "not enough history: 17 months in a row are needed"),
        (history([1.0] * 12), "not enough history: 17 months in a row are needed"),
        (
            history([1.0] * 36, [float(month % 12 < 1) for month in range(36)]),
            "not enough history: 6 months with a value are needed",
        ),
    ],
)
def test_too_short_a_history_has_its_reason(made: History, reason: str) -> None:
    assert baseline(made, 12, "rate") == reason


def test_seventeen_months_are_enough() -> None:
    assert isinstance(baseline(history(NOISY[:17]), 12, "rate"), Course)


def test_hidden_months_make_it_less_sure() -> None:
    values = NOISY[:30]
    openly = forecast(history(values), months=24)
    hidden = forecast(history(values, hidden=range(30)), months=24)
    assert hidden.path == pytest.approx(openly.path, rel=0.02)
    assert hidden.spread[:18].mean() > openly.spread[:18].mean()


def test_together_each_has_its_own() -> None:
    many = [history(NOISY), history([1.0] * 12), history(NOISY[:20])]
    found = baselines(many, 6, "rate")
    assert isinstance(found[1], str)
    for one, made in ((found[0], many[0]), (found[2], many[2])):
        assert isinstance(one, Course)
        assert one.path == pytest.approx(forecast(made, 6).path)
