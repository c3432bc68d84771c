"""damped_trend: where a measure is heading if nothing changes."""

from collections.abc import Sequence

import numpy as np

FEWEST_POINTS = 6
TREND_POINTS = 12
DAMPING = 0.9
METHOD = (
    "the last value of the 12-month measure, carried on along the straight line through its "
    "last 12 months, each further month at 0.9 times the slope of the one before"
)


def damped_trend(
    values: Sequence[float], months: int, limits: tuple[float, float]
) -> list[float] | None:
    """Carry a monthly series on for `months`; None where it has fewer than six values.

    The slope is that of the least-squares line through the last twelve values; it fades by
    0.9 a month (Gardner and McKenzie, 1985, with a fixed damping). Values stay within `limits`.
    """
    recent = np.asarray(values[-TREND_POINTS:], dtype=float)
    if recent.size < FEWEST_POINTS:
        return None
    slope = float(np.polynomial.polynomial.polyfit(np.arange(recent.size), recent, 1)[1])
    steps = np.cumsum(DAMPING ** np.arange(1, months + 1))
    path = recent[-1] + slope * steps
    return [float(value) for value in np.clip(path, *limits)]
