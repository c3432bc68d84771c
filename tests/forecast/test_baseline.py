"""The current trajectory: a series beside where the damped trend carries it."""

import math

import pytest

from briefing.forecast.baseline import damped_trend

ANY = (-math.inf, math.inf)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        # A line that rises by 1 a month: then 0.9, 0.9² = 0.81, 0.9³ = 0.729 more each month.
        ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], [12.9, 13.71, 14.439]),
        ([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1], [0.1, -0.71, -1.439]),
        ([7, 7, 7, 7, 7, 7], [7, 7, 7]),
        # Slope of the least squares: months −2.5 to 2.5, so 2.5 × 6 ÷ 17.5 = 6/7;
        # 6 + 6/7 × 0.9, × (0.9 + 0.81), × (0.9 + 0.81 + 0.729).
        ([0, 0, 0, 0, 0, 6], [6.771429, 7.465714, 8.090571]),
    ],
)
def test_trend_goes_on_and_fades(values: list[float], expected: list[float]) -> None:
    assert damped_trend(values, 3, ANY) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(
    ("values", "answered"),
    [([], False), ([1.0] * 5, False), ([1.0] * 6, True), ([1.0] * 30, True)],
)
def test_six_values_are_needed(values: list[float], *, answered: bool) -> None:
    assert (damped_trend(values, 3, ANY) is not None) == answered


def test_only_the_last_twelve_values_count() -> None:
    rising = [float(month) for month in range(1, 13)]
    assert damped_trend([900, -900, 50, *rising], 24, ANY) == damped_trend(rising, 24, ANY)


def test_path_starts_from_the_last_value_not_from_the_line() -> None:
    # The line through it is flat (symmetric), the last value lies 3 above the others' mean.
    found = damped_trend([4, 1, 1, 1, 1, 4], 2, ANY)
    assert found == pytest.approx([4, 4])


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        (ANY, [0.1, -0.71, -1.439]),
        ((0.0, math.inf), [0.1, 0, 0]),
        ((-0.5, 0.05), [0.05, -0.5, -0.5]),
    ],
)
def test_path_stays_within_its_scale(limits: tuple[float, float], expected: list[float]) -> None:
    falling = [float(month) for month in range(12, 0, -1)]
    assert damped_trend(falling, 3, limits) == pytest.approx(expected)


def test_trend_settles_at_nine_slopes_from_the_last_value() -> None:
    # 0.9 + 0.9² + ... = 0.9 ÷ (1 − 0.9) = 9.
    rising = [float(month) for month in range(1, 13)]
    path = damped_trend(rising, 400, ANY)
    assert path
    assert len(path) == 400
    assert path[-1] == pytest.approx(12 + 9)
