"""The rows of the programme as a mart holds them: pilots, roadmap, risks, stories, platforms."""

from dataclasses import dataclass
from datetime import date

from briefing.store.rows import Origin


@dataclass(frozen=True)
class Pilot:
    """One pilot's plan: what should change, who answers for it, and when it is judged."""

    pilot: str
    title: str
    hypothesis: str
    kpi: str
    unit: str | None
    better: str
    design: str
    minimum_effect: float
    starts_on: date
    checkpoint_on: date
    sponsor: str | None
    origin: Origin


@dataclass(frozen=True)
class PilotTeam:
    """One team in a pilot. `size` is None below the minimum group."""

    pilot: str
    team: str
    arm: str
    starts_on: date | None
    size: int | None
    origin: Origin


@dataclass(frozen=True)
class Phase:
    """One phase of the roadmap, with its budget in currency and the gate it must pass."""

    phase: str
    starts_on: date
    ends_on: date
    budget: float | None
    gate_kpi: str | None
    gate_value: float | None
    origin: Origin


@dataclass(frozen=True)
class Risk:
    """One risk: likelihood and impact from 1 to 5."""

    risk: str
    likelihood: int
    impact: int
    mitigation: str | None
    owner: str | None
    status: str | None
    origin: Origin


@dataclass(frozen=True)
class Story:
    """One case from inside: what changed, and the measure before and after, in its own unit."""

    story: str
    unit: str | None
    change: str
    kpi: str | None
    before: float | None
    after: float | None
    months: int | None
    benefit: str | None
    origin: Origin


@dataclass(frozen=True)
class Objection:
    """What is said against the programme, the answer, and the key of the figure behind it."""

    objection: str
    answer: str
    figure: str | None
    origin: Origin


@dataclass(frozen=True)
class PlatformScore:
    """One platform's score from 0 to 5 on one criterion, with the criterion's weight."""

    platform: str
    criterion: str
    weight: float
    score: float
    note: str | None
    origin: Origin


@dataclass(frozen=True)
class Skill:
    """One unit's skill: the level needed and the one held on average, both from 0 to 5."""

    unit: str
    skill: str
    needed: float
    held: float
    critical: bool | None
    origin: Origin
