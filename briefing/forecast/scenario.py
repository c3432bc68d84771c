"""Scenario: a named setting of the levers, and the levers themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from briefing.store.rows import Assumption, Cost

CONSERVATIVE_BAND = (0.02, 0.05)
"""The uplift that executives accept as cautious: 2 to 5% of revenue or efficiency."""


@dataclass(frozen=True)
class Lever:
    """What a sponsor can move: its words, its track from `low` to `high`, and what is cautious.

    `better` is "up" where more of it is better for the case.
    """

    key: str
    title: str
    unit: str
    better: str
    low: float
    high: float
    step: float


LEVERS = (
    Lever("uplift", "Uplift", "share", "up", 0.0, 0.10, 0.0025),
    Lever("adoption", "Adoption", "share", "up", 0.0, 1.0, 0.05),
    Lever("ramp_months", "Ramp", "months", "down", 1, 24, 1),
    Lever("cost_per_learner", "Cost per learner", "money", "down", 0, 2000, 10),
)


@dataclass(frozen=True)
class Scenario:
    """One setting: shares as fractions, ramp in months, cost in currency.

    `uplift` is the headline's; another KPI with low, base and high of its own stands at the
    corresponding point between them.
    """

    name: str
    uplift: float
    adoption: float
    ramp_months: float
    cost_per_learner: float
    modified: bool = False

    @property
    def label(self) -> str:
        """The name as it is shown: "Base", or "modified from Base"."""
        return f"modified from {self.name}" if self.modified else self.name


def shipped_scenarios(
    assumptions: Mapping[str, Assumption], costs: list[Cost]
) -> dict[str, Scenario]:
    """Give Conservative, Base and Stretch by lower-case name; none where assumptions lack.

    Conservative takes the end of each range that is worse for the case. The cost for each
    learner is what the items come to, in all three.
    """
    if not {"uplift", "adoption", "ramp_months"} <= assumptions.keys():
        return {}
    per_learner = sum(cost.per_learner or 0 for cost in costs)
    uplift, adoption, ramp = (assumptions[key] for key in ("uplift", "adoption", "ramp_months"))
    shipped = (
        Scenario("Conservative", uplift.low, adoption.low, ramp.high, per_learner),
        Scenario("Base", uplift.base, adoption.base, ramp.base, per_learner),
        Scenario("Stretch", uplift.high, adoption.high, ramp.low, per_learner),
    )
    return {scenario.name.lower(): scenario for scenario in shipped}


def track_end(key: str, largest: float) -> float:
    """Give where a lever's track ends: as declared, or longer where a scenario lies beyond."""
    declared = next(lever.high for lever in LEVERS if lever.key == key)
    return declared if largest <= declared else 2 * largest


def levers_for(shipped: Mapping[str, Scenario]) -> tuple[Lever, ...]:
    """Give the levers with tracks on which all the shipped scenarios lie."""
    return tuple(
        replace(
            lever,
            high=track_end(
                lever.key, max((getattr(one, lever.key) for one in shipped.values()), default=0)
            ),
        )
        for lever in LEVERS
    )


def moved(
    scenario: Scenario, settings: Mapping[str, float], levers: tuple[Lever, ...] = LEVERS
) -> Scenario:
    """Give the scenario with some levers moved, kept within their tracks."""
    changes: dict[str, Any] = {
        lever.key: min(max(settings[lever.key], lever.low), lever.high)
        for lever in levers
        if lever.key in settings and settings[lever.key] != getattr(scenario, lever.key)
    }
    return replace(scenario, **changes, modified=True) if changes else scenario
