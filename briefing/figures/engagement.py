"""Plan: how the stakeholders of each quadrant are engaged, with what, by whom and when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.figures.audience import ROLES, units_shown
from briefing.figures.kept import told
from briefing.figures.model import Figure
from briefing.figures.programme import has_word
from briefing.figures.stakeholders import (
    MEANING,
    Position,
    PublicPosition,
    Quadrant,
    positions,
    public_positions,
)
from briefing.figures.words import Words, in_words, listed
from briefing.store.mart import Mart

LATE = "overdue"
PUBLIC_COLUMNS = ("Who", "How they are engaged", "What to bring", "By whom", "Next")
TEAM_COLUMNS = (
    "Who", "How they are engaged", "What to bring", "Concern", "Stance", "By whom", "Last", "Next",
)  # fmt: skip
_RHYTHM = {
    Quadrant.MANAGE_CLOSELY: "Each is met before the decision, with the brief for their concern.",
    Quadrant.KEEP_SATISFIED: "One page a quarter, and early word of anything that touches them.",
    Quadrant.KEEP_INFORMED: "A monthly note, and a place to say what does not work.",
    Quadrant.MONITOR: "No action now; their place is looked at again each quarter.",
}
_STANCES = {
    -2: "against", -1: "doubtful", 0: "open", 1: "with us", 2: "speaks for us",
}  # fmt: skip


@dataclass(frozen=True)
class QuadrantPlan:
    """One quadrant's page: its title, its rhythm, and a row of texts for each stakeholder."""

    quadrant: Quadrant
    title: str
    subtitle: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Answer:
    """An objection, its answer, and the figure that bears it out as it is printed."""

    said: str
    answer: str
    figure: str


def engagement_plans(mart: Mart, *, team: bool = False) -> list[QuadrantPlan]:
    """Give the plan of each quadrant: as the room may see it, or in the team's own form."""
    words = Words.of(mart.settings)
    bring = _bring(mart)
    if team:
        rows = [(p.public.quadrant, _team_row(p, bring, words)) for p in positions(mart)]
    else:
        rows = [(p.quadrant, _public_row(p, bring, words)) for p in public_positions(mart)]
    return [_plan(quadrant, [row for at, row in rows if at is quadrant]) for quadrant in Quadrant]


def answers(mart: Mart, figures: Mapping[str, Figure]) -> list[Answer]:
    """Give what is said against it each time, with the answer and its figure."""
    return [
        Answer(row.objection, row.answer, _borne_out(figures.get(row.figure or "")))
        for row in mart.objections()
    ]


def _plan(quadrant: Quadrant, rows: Sequence[tuple[str, ...]]) -> QuadrantPlan:
    who = in_words(len(rows)).capitalize() if rows else "Nobody"
    people = "stakeholder" if len(rows) == 1 else "stakeholders"
    return QuadrantPlan(
        quadrant,
        f"{quadrant.value}: {MEANING[quadrant]}",
        f"{who} {people if rows else 'is placed here'}. {_RHYTHM[quadrant]}",
        tuple(rows),
    )


def _public_row(p: PublicPosition, bring: Mapping[str, str], words: Words) -> tuple[str, ...]:
    when = words.short_day(p.next_contact) if p.next_contact else "no date"
    return (p.stakeholder, p.tactic, bring.get(p.stakeholder, ""), p.owner, when)


def _team_row(p: Position, bring: Mapping[str, str], words: Words) -> tuple[str, ...]:
    name, how, what, owner, when = _public_row(p.public, bring, words)
    stance = _STANCES.get(p.stance, "not rated") if p.stance is not None else "not rated"
    if p.target_stance is not None and p.target_stance != p.stance:
        stance = f"{stance}; aim: {_STANCES[p.target_stance]}"
    last = words.short_day(p.last_contact) if p.last_contact else "never"
    return (name, how, what, p.concern, stance, owner, last, LATE if p.overdue else when)


def _bring(mart: Mart) -> dict[str, str]:
    """Give the brief that is made for a stakeholder's concern, by the stakeholder's name.

    There is none for a unit that is pooled.
    """
    heads, shown = mart.unit_heads(), units_shown(mart)
    briefs = {}
    for stakeholder in {row.stakeholder for row in mart.stakeholders()}:
        role = next((role for role in ROLES if has_word(stakeholder, role)), None)
        units = [u for u in shown if heads.get(u, "").casefold() == stakeholder.casefold()]
        if role:
            briefs[stakeholder] = f"brief for {'' if role == 'IT' else 'the '}{role}"
        elif units:
            briefs[stakeholder] = f"brief{'' if len(units) == 1 else 's'} for {listed(units)}"
    return briefs


def _borne_out(figure: Figure | None) -> str:
    """Print a figure; not what is kept to the team, and no vanity number, which proves nothing."""
    figure = told(figure)
    if figure is None or figure.vanity:
        return ""
    return f"{figure.title}: {figure.text} ({figure.period})"
