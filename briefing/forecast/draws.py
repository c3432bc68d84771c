"""Draws: what each assumption and each measure's course comes to in thousands of drawn cases."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from briefing.forecast.basis import STREAMS, Basis, Months, Range
from briefing.forecast.points import normal, normal_draws, pert, pert_draws

Many = Months
"""One number for each case."""

_OWN = (
    "uplift",
    "adoption",
    "ramp_months",
    "cost_overrun",
    *(stream.price for stream in STREAMS if stream.price),
    *(f"uplift_{stream.kpi}" for stream in STREAMS),
    *(stream.overlap_input for stream in STREAMS if stream.part_of),
)
_COURSES = tuple(stream.kpi for stream in STREAMS)
_OTHER = ""
"""What no money rests on meets nothing else of its kind in any figure: it shares a dimension."""

_NOTHING = 1e-9
"""A base no further from 0, in widths of its range, is none that anything can be a multiple of."""

ASSUMPTION_DIMENSIONS = {name: index for index, name in enumerate((*_OWN, _OTHER))}
COURSE_DIMENSIONS = {
    kpi: index for index, kpi in enumerate((*_COURSES, _OTHER), len(ASSUMPTION_DIMENSIONS))
}
"""A name always has the same dimension, so that one more assumption changes no other's draws."""


@dataclass(frozen=True)
class Draws:
    """Cases side by side: the first is the base case, all others are drawn.

    `factors` say, by assumption, what a case's value is for each unit of base, so that a lever
    that is moved takes its uncertainty with it. Where base is 0 nothing can be a multiple of it:
    there `shifts` say what is added. An assumption in neither is the same in all cases.
    `courses` say, by KPI, how many standard deviations a case runs above its current trajectory;
    "" stands for all KPIs that are not named.
    """

    count: int
    factors: Mapping[str, Many] = field(default_factory=dict)
    shifts: Mapping[str, Many] = field(default_factory=dict)
    courses: Mapping[str, Many] = field(default_factory=dict)

    def of(self, name: str, setting: float) -> Many:
        """Give an assumption's value in each case where base, or the lever, is at `setting`."""
        if name in self.shifts:
            return self.shifts[name] + setting
        if name in self.factors:
            return self.factors[name] * setting
        return np.full(self.count, setting)

    def course(self, kpi: str, path: Months, spread: Months) -> Many:
        """Give a KPI's course in each case, held where one more bit would take it below 0.

        A path that is below 0 itself, such as a net promoter score's, is held nowhere.
        """
        drawn = self.courses.get(kpi, self.courses.get(_OTHER))
        uncertain = spread > _NOTHING * path
        if drawn is None or not spread.any():
            return np.zeros(self.count)
        if path.min() < 0 or not uncertain.any():
            return drawn
        held: Many = np.maximum(drawn, -(path[uncertain] / spread[uncertain]).min())
        return held

    def first(self, count: int) -> "Draws":
        """Give the base case and the first `count` draws."""
        most = min(self.count, count + 1)
        few = [
            {name: values[:most] for name, values in part.items()}
            for part in (self.factors, self.shifts, self.courses)
        ]
        return Draws(most, *few)


def draw(basis: Basis, shares: Months | None = None) -> Draws:
    """Draw every range of a basis from its PERT distribution, every course from the normal one.

    `shares` are points between 0 and 1, a row for each dimension; Sobol's unless others are given.
    """
    other = ASSUMPTION_DIMENSIONS[_OTHER]
    ranges = {
        name: (part, ASSUMPTION_DIMENSIONS.get(name, other))
        for name, part in basis.ranges.items()
        if part.high > part.low
    }
    if shares is None:
        values = {name: pert_draws(part, row) for name, (part, row) in ranges.items()}
        courses = {kpi: normal_draws(row) for kpi, row in COURSE_DIMENSIONS.items()}
    else:
        values = {name: pert(part, shares[row]) for name, (part, row) in ranges.items()}
        courses = {kpi: normal(shares[row]) for kpi, row in COURSE_DIMENSIONS.items()}
    return beside_base(basis.ranges, values, courses)


def beside_base(
    ranges: Mapping[str, Range], values: Mapping[str, Many], courses: Mapping[str, Many]
) -> Draws:
    """Set values and courses beside the base case. What `values` lacks is the same in all cases."""
    factors, shifts = {}, {}
    for name, found in values.items():
        part = ranges[name]
        if abs(part.base) > _NOTHING * (part.high - part.low):
            factors[name] = np.concatenate([[1.0], found / part.base])
        else:
            shifts[name] = np.concatenate([[0.0], found - part.base])
    followed = {kpi: np.concatenate([[0.0], course]) for kpi, course in courses.items()}
    count = max((part.size for part in (*values.values(), *courses.values())), default=0)
    return Draws(1 + count, factors, shifts, followed)
