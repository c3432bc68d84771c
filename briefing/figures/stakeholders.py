"""Positions: where each stakeholder stands, in the team's own form and in the public one."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from briefing.figures.model import Figure, column_sources
from briefing.store.mart import Mart
from briefing.store.rows import Stakeholder

MIDDLE = 5.0
"""Influence and interest run from 0 to 10; from the middle up they count as high."""

ENGAGED_WITHIN = timedelta(days=30)


class Quadrant(StrEnum):
    """The four fields of the map, the most important first."""

    MANAGE_CLOSELY = "Manage closely"
    KEEP_SATISFIED = "Keep satisfied"
    KEEP_INFORMED = "Keep informed"
    MONITOR = "Monitor"


MEANING = {
    Quadrant.MANAGE_CLOSELY: "they decide",
    Quadrant.KEEP_SATISFIED: "they could stop it",
    Quadrant.KEEP_INFORMED: "they live with it",
    Quadrant.MONITOR: "look again each quarter",
}


@dataclass(frozen=True)
class PublicPosition:
    """What the room may see: the quadrant, and who engages them how and when."""

    stakeholder: str
    quadrant: Quadrant
    tactic: str
    owner: str
    next_contact: date | None
    """Only a date still to come; one that has passed counts as none."""


@dataclass(frozen=True)
class Position:
    """What the team thinks: ratings from 0 to 10, where they were before, stance, concern."""

    public: PublicPosition
    influence: float
    interest: float
    before: tuple[float, float] | None
    """(interest, influence) of the rating before."""
    standing: str
    """with us, open, not yet, or not rated."""
    concern: str
    engaged: bool
    overdue: bool
    rated_on: date
    stance: int | None = None
    target_stance: int | None = None
    last_contact: date | None = None


def positions(mart: Mart) -> list[Position]:
    """Give each stakeholder's latest rating, by quadrant, then the most influential first."""
    ratings: dict[str, list[Stakeholder]] = defaultdict(list)
    for row in mart.stakeholders():
        ratings[row.stakeholder].append(row)
    order = list(Quadrant)
    return sorted(
        (_position(rows, mart.as_of) for rows in ratings.values()),
        key=lambda p: (order.index(p.public.quadrant), -p.influence, p.public.stakeholder),
    )


def public_positions(mart: Mart) -> list[PublicPosition]:
    """Give what the room may see, in an order that gives no rating away."""
    order = list(Quadrant)
    shown = [position.public for position in positions(mart)]
    return sorted(shown, key=lambda p: (order.index(p.quadrant), p.stakeholder))


def decision_makers(found: Sequence[Position]) -> list[Position]:
    """Give those who are to be managed closely."""
    return [p for p in found if p.public.quadrant is Quadrant.MANAGE_CLOSELY]


def stakeholder_figures(mart: Mart) -> Iterator[Figure]:
    """Count the decision-makers, those with us, and those engaged in the last 30 days."""
    found = decision_makers(positions(mart))
    if not found:
        return
    counts = (
        (
            "decision_makers",
            "Decision-makers",
            len(found),
            "stakeholders whose influence and interest are both 5 or more",
            False,
        ),
        (
            "decision_makers_with_us",
            "Decision-makers with us",
            sum(p.standing == "with us" for p in found),
            "decision-makers whose stance is 1 or 2",
            True,
        ),
        (
            "decision_makers_engaged",
            "Decision-makers engaged",
            sum(p.engaged for p in found),
            "decision-makers met in the last 30 days, with a next contact still to come",
            False,
        ),
    )
    columns = ("stakeholder", "as_of", "influence", "interest", "stance", "last_contact",
               "next_contact")  # fmt: skip
    for key, title, count, formula, team_only in counts:
        yield Figure(
            key=key,
            title=title,
            value=count,
            unit="people",
            text=str(count),
            period="latest rating",
            as_of=mart.as_of,
            n=len(found),
            formula=formula,
            sources=tuple(column_sources(mart.loads, "stakeholders", columns)),
            team_only=team_only,
        )


def _position(rows: list[Stakeholder], as_of: date) -> Position:
    latest = rows[-1]
    before = (rows[-2].interest, rows[-2].influence) if len(rows) > 1 else None
    coming = latest.next_contact is not None and latest.next_contact >= as_of
    met = latest.last_contact is not None and as_of - latest.last_contact <= ENGAGED_WITHIN
    return Position(
        public=PublicPosition(
            stakeholder=latest.stakeholder,
            quadrant=_quadrant(latest),
            tactic=latest.tactic or "",
            owner=latest.owner or "",
            next_contact=latest.next_contact if coming else None,
        ),
        influence=latest.influence,
        interest=latest.interest,
        before=before,
        standing=_standing(latest.stance),
        concern=latest.concern or "",
        engaged=met and coming,
        overdue=latest.next_contact is not None and not coming,
        rated_on=latest.as_of,
        stance=latest.stance,
        target_stance=latest.target_stance,
        last_contact=latest.last_contact,
    )


def _quadrant(row: Stakeholder) -> Quadrant:
    match (row.influence >= MIDDLE, row.interest >= MIDDLE):
        case (True, True):
            return Quadrant.MANAGE_CLOSELY
        case (True, False):
            return Quadrant.KEEP_SATISFIED
        case (False, True):
            return Quadrant.KEEP_INFORMED
        case _:
            return Quadrant.MONITOR


def _standing(stance: int | None) -> str:
    if stance is None:
        return "not rated"
    return "with us" if stance > 0 else "open" if stance == 0 else "not yet"
