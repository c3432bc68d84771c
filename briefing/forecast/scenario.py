"""Scenario: a named setting of the levers, the levers themselves, and the guardrails."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from briefing.store.rows import Assumption, Cost
from briefing.store.saved import Saved

CONSERVATIVE_BAND = (0.02, 0.05)
"""The uplift that executives accept as cautious: 2 to 5% of revenue or efficiency."""

STEPS = 40
"""A lever's track has at most so many steps, and one setting more."""


@dataclass(frozen=True)
class Lever:
    """What a sponsor can move: its words, its track from `low` to `high`, and its step.

    `better` is "up" where more of it is better for the case. `unit` is share, months, hours or
    money.
    """

    key: str
    title: str
    unit: str
    better: str
    low: float
    high: float
    step: float

    @property
    def track(self) -> tuple[float, ...]:
        """Give every setting on the track, from `low` to `high`."""
        count = round((self.high - self.low) / self.step)
        return tuple(round(self.low + index * self.step, 9) for index in range(count + 1))


LEVERS = (
    Lever("uplift", "Uplift", "share", "up", 0.0, 0.10, 0.0025),
    Lever("adoption", "Adoption", "share", "up", 0.0, 1.0, 0.025),
    Lever("ramp_months", "Ramp", "months", "down", 1, 24, 1),
    Lever("cost_per_learner", "Cost per learner", "money", "down", 0, 2000, 50),
    Lever("hours_per_learner", "Hours per learner", "hours", "down", 0, 80, 2),
    Lever("start_delay", "Start delay", "months", "down", 0, 12, 1),
    Lever("discount_rate", "Discount rate", "share", "down", 0.0, 0.20, 0.005),
)

GUARDRAILS = {
    "confidence": "estimates scaled by their confidence",
    "first_year": "first-year benefits only",
    "evidence": "no data means no improvement",
}
"""The guardrails of the ROI Methodology (Phillips), each a switch, in the words of the screen."""


@dataclass(frozen=True)
class Scenario:
    """One setting: shares as fractions, ramp and delay in months, cost in currency.

    `uplift` is the headline's; another KPI with low, base and high of its own stands at the
    corresponding point between them. `guardrails` are keys of GUARDRAILS that are on.
    """

    name: str
    uplift: float
    adoption: float
    ramp_months: float
    cost_per_learner: float
    hours_per_learner: float = 0.0
    start_delay: float = 0
    discount_rate: float = 0.08
    guardrails: frozenset[str] = frozenset()
    modified: bool = False

    @property
    def label(self) -> str:
        """The name as it is shown: "Base", or "modified from Base"."""
        return f"modified from {self.name}" if self.modified else self.name


def shipped_scenarios(
    assumptions: Mapping[str, Assumption], costs: list[Cost], discount_rate: float
) -> dict[str, Scenario]:
    """Give Conservative, Base and Stretch by lower-case name; none where assumptions lack.

    Conservative takes the end of each range that is worse for the case. The cost and the hours
    for each learner are what the items come to, in all three, and none starts late.
    """
    if not {"uplift", "adoption", "ramp_months"} <= assumptions.keys():
        return {}
    uplift, adoption, ramp = (assumptions[key] for key in ("uplift", "adoption", "ramp_months"))
    base = Scenario(
        "Base",
        uplift.base,
        adoption.base,
        ramp.base,
        cost_per_learner=sum(cost.per_learner or 0 for cost in costs),
        hours_per_learner=sum(cost.hours_per_learner or 0 for cost in costs),
        discount_rate=discount_rate,
    )
    shipped = (
        replace(
            base,
            name="Conservative",
            uplift=uplift.low,
            adoption=adoption.low,
            ramp_months=ramp.high,
        ),
        base,
        replace(
            base,
            name="Stretch",
            uplift=uplift.high,
            adoption=adoption.high,
            ramp_months=ramp.low,
        ),
    )
    return {scenario.name.lower(): scenario for scenario in shipped}


def as_scenario(saved: Saved) -> Scenario:
    """Give a saved scenario as it was saved, whatever the assumptions say since."""
    settings: dict[str, Any] = {lever.key: saved.settings[lever.key] for lever in LEVERS}
    return Scenario(saved.name, **settings, guardrails=saved.guardrails)


def track_end(key: str, largest: float) -> float:
    """Give where a lever's track ends: as declared, or longer where a scenario lies beyond."""
    declared = next(lever.high for lever in LEVERS if lever.key == key)
    return declared if largest <= declared else 2 * largest


def levers_for(shipped: Mapping[str, Scenario]) -> tuple[Lever, ...]:
    """Give the levers with tracks on which all the shipped scenarios lie."""
    return tuple(
        _reaching(lever, max((getattr(one, lever.key) for one in shipped.values()), default=0))
        for lever in LEVERS
    )


def _reaching(lever: Lever, largest: float) -> Lever:
    """Lengthen a lever's track for its largest setting, with steps as coarse as STEPS asks."""
    length = track_end(lever.key, largest) - lever.low
    # Rounded first, since 0.1 is no multiple of 0.0025 in binary.
    step = lever.step * max(1, math.ceil(round(length / lever.step / STEPS, 6)))
    high = lever.low + step * math.ceil(round(length / step, 6))
    return replace(lever, high=round(high, 9), step=round(step, 9))


def moved(
    scenario: Scenario,
    settings: Mapping[str, float],
    levers: tuple[Lever, ...] = LEVERS,
    guardrails: frozenset[str] | None = None,
) -> Scenario:
    """Give the scenario with some levers moved, kept within their tracks, and other guardrails.

    None leaves those on that the scenario has on.
    """
    changes: dict[str, Any] = {
        lever.key: min(max(settings[lever.key], lever.low), lever.high)
        for lever in levers
        if lever.key in settings and settings[lever.key] != getattr(scenario, lever.key)
    }
    if "start_delay" in changes:
        changes["start_delay"] = round(changes["start_delay"])
    if guardrails is not None and guardrails & GUARDRAILS.keys() != scenario.guardrails:
        changes["guardrails"] = frozenset(guardrails & GUARDRAILS.keys())
    return replace(scenario, **changes, modified=True) if changes else scenario
