"""backtest: how often a measure's interval would have held, had it been forecast before."""

from dataclasses import dataclass

import numpy as np

from briefing.forecast.baseline import FEWEST_MONTHS, Course, baselines
from briefing.forecast.history import YEAR, History

FEWEST_ORIGINS = 6
_MOST_ORIGINS = 24
TOO_SHORT = "not enough history for a backtest"
AHEAD = 18
"""Months: what lies further ahead hardly any history can judge."""


@dataclass(frozen=True)
class Check:
    """Forecasts from so many earlier months, compared with what came as often as `compared`."""

    origins: int
    compared: int
    held_80: int
    held_95: int


def backtest(history: History, unit: str) -> Check | str:
    """Forecast from earlier months, each by what was known then; or say why it cannot be.

    Origins are the months from the fewest that a forecast needs to the last but one; of many, 24
    spread evenly. Each is compared with up to 18 months after it.
    """
    months = history.numerators.size
    origins = np.arange(FEWEST_MONTHS, months)
    if origins.size < FEWEST_ORIGINS:
        needed = FEWEST_MONTHS + FEWEST_ORIGINS
        return f"{TOO_SHORT}: {needed} months in a row are needed"
    if origins.size > _MOST_ORIGINS:
        origins = np.unique(np.linspace(origins[0], origins[-1], _MOST_ORIGINS).astype(int))
    courses = baselines([history.until(int(origin)) for origin in origins], AHEAD, unit)
    forecasts = 0
    held = np.zeros(3, dtype=int)
    for origin, course in zip(origins, courses, strict=True):
        if isinstance(course, Course):
            came = history.twelve[origin - YEAR + 1 :][:AHEAD]
            ahead = slice(came.size)
            forecasts += 1
            held += (
                came.size,
                np.sum((course.low_80[ahead] <= came) & (came <= course.high_80[ahead])),
                np.sum((course.low_95[ahead] <= came) & (came <= course.high_95[ahead])),
            )
    if forecasts < FEWEST_ORIGINS:
        return f"{TOO_SHORT}: too few months have a value"
    return Check(forecasts, *(int(count) for count in held))
