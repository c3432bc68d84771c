"""tornado: what each assumption, and each measure's course, can move present value by."""

from dataclasses import dataclass

import numpy as np

from briefing.forecast.basis import Basis
from briefing.forecast.draws import beside_base
from briefing.forecast.flows import own_uplift
from briefing.forecast.present import Cases
from briefing.forecast.scenario import LEVERS, Scenario

COURSE_ENDS = 1.959964
"""Standard deviations to the ends of a course's 95% interval: its low and its high."""

_LEAST = 1e-12
"""What moves present value by no larger share of it moves it by rounding alone."""


@dataclass(frozen=True)
class Swing:
    """Present value, cash only, with one input at its low and at its high, all others at base.

    `name` is an assumption's, or the KPI whose course it is (`is_course`). `at_low` and `at_high`
    are the input's own values: an assumption's as the scenario has it, or None for a course.
    """

    name: str
    is_course: bool
    at_low: float | None
    at_high: float | None
    npv_low: float
    npv_high: float

    @property
    def width(self) -> float:
        """What lies between the two."""
        return abs(self.npv_high - self.npv_low)


def tornado(basis: Basis, scenario: Scenario) -> tuple[Swing, ...]:
    """Give the inputs that move present value, cash only, the one that moves it most first.

    An assumption's ends are its low and high, in proportion to base where a lever has moved it; a
    course's are those of its 95% interval. One at a time: what they do together is not in it.
    """
    ranges = {name: part for name, part in basis.ranges.items() if part.high > part.low}
    courses = [part.stream.kpi for part in basis.streams if part.spread.any()]
    count = 2 * (len(ranges) + len(courses))
    values = {name: np.full(count, part.base) for name, part in ranges.items()}
    followed = {kpi: np.zeros(count) for kpi in courses}
    for index, (name, part) in enumerate(ranges.items()):
        values[name][2 * index : 2 * index + 2] = part.low, part.high
    for index, kpi in enumerate(courses, start=len(ranges)):
        followed[kpi][2 * index : 2 * index + 2] = -COURSE_ENDS, COURSE_ENDS
    cases = beside_base(ranges, values, followed)
    worth = Cases(basis, cases, scenario.guardrails).cash(scenario)
    swings = []
    for index, name in enumerate((*ranges, *courses)):
        # The first case is the base case.
        low, high = 1 + 2 * index, 2 + 2 * index
        is_course = index >= len(ranges)
        at = None if is_course else cases.of(name, _setting(basis, scenario, name))
        swings.append(
            Swing(
                name,
                is_course,
                None if at is None else float(at[low]),
                None if at is None else float(at[high]),
                float(worth[low]),
                float(worth[high]),
            )
        )
    moving = [swing for swing in swings if swing.width > _LEAST * abs(worth[0])]
    return tuple(sorted(moving, key=lambda swing: (-swing.width, swing.name)))


def _setting(basis: Basis, scenario: Scenario, name: str) -> float:
    """Give where the scenario has an assumption: at its lever, or at base."""
    if name in {lever.key for lever in LEVERS}:
        return float(getattr(scenario, name))
    kpi = name.removeprefix("uplift_")
    if kpi in basis.own_uplifts:
        return own_uplift(basis, kpi, scenario.uplift)
    return basis.ranges[name].base
