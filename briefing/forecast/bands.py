"""Course, band: between what values a measure's trajectory after learning lies in most draws."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from briefing.forecast.basis import Basis, Months
from briefing.forecast.draws import Draws
from briefing.forecast.flows import after_learning, own_uplift
from briefing.forecast.present import adoption_of
from briefing.forecast.quantiles import quantiles
from briefing.forecast.scales import scale_of
from briefing.forecast.scenario import Scenario

POINTS = 1024
"""The first so many Sobol points are spread as evenly as all; a drawn band needs no more."""

_YEAR = 12


@dataclass(frozen=True)
class Course:
    """A 12-month measure's current trajectory from month 1 on, and its spread in each month.

    `better` is "up" or "down"; `unit` is the measure's, which gives the ends of its scale.
    """

    kpi: str
    path: Months
    spread: Months
    better: str
    unit: str


def after(course: Course, basis: Basis, scenario: Scenario) -> Months:
    """Give the base case's trajectory after learning."""
    return after_learning(course.path, course.better, course.unit, basis, course.kpi, scenario)


def band(course: Course, basis: Basis, scenario: Scenario, draws: Draws) -> tuple[Months, Months]:
    """Give P10 and P90 of the trajectory after learning, month by month.

    Each month's own: no single draw need run along either.
    """
    few = draws.first(POINTS)
    paths = (
        course.path[:, np.newaxis]
        + few.course(course.kpi, course.path, course.spread) * course.spread[:, np.newaxis]
    )
    own = own_uplift(basis, course.kpi, scenario.uplift)
    name = f"uplift_{course.kpi}" if course.kpi in basis.own_uplifts else "uplift"
    felt = _felt(scenario, few, course.path.size)
    felt *= few.of(name, own) * adoption_of(few, scenario.adoption) / _YEAR
    felt *= np.abs(paths)
    improved = paths + felt if course.better == "up" else paths - felt
    ends = scale_of(course.unit, float(course.path.min()), float(course.path.max()))
    drawn = improved[:, 1:] if few.count > 1 else improved
    low, high = quantiles(np.sort(drawn, axis=1), (0.1, 0.9))
    # Held within the scale last: that keeps the order of values, and so their quantiles.
    return np.clip(low, *ends), np.clip(high, *ends)


def _felt(scenario: Scenario, draws: Draws, months: int) -> NDArray[np.float64]:
    """Give for each month and case how many of the last twelve months' ramps are reached."""
    since = np.maximum(0.0, np.arange(1, months + 1) - scenario.start_delay)
    ramps = draws.of("ramp_months", scenario.ramp_months)
    reached = np.minimum(1.0, since[:, np.newaxis] / ramps)
    felt: NDArray[np.float64] = np.cumsum(reached, axis=0)
    felt[_YEAR:] -= felt[:-_YEAR].copy()
    return felt
