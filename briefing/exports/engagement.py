"""engagement_document: the engagement plan to be printed, a page for each quadrant."""

from collections.abc import Mapping
from typing import Any

from briefing.exports.brief import CONFIDENTIAL
from briefing.exports.content import ask_content
from briefing.exports.typeset import Document, Paper, UnwritableError, pdf, room
from briefing.exports.words_to_cut import too_long, unwritable
from briefing.figures.asks import page_ask
from briefing.figures.brief import foot_line
from briefing.figures.engagement import (
    LATE,
    PUBLIC_COLUMNS,
    TEAM_COLUMNS,
    answers,
    engagement_plans,
)
from briefing.figures.model import Figure
from briefing.figures.money import MoneyView
from briefing.figures.words import Words
from briefing.store.mart import Mart

_TEMPLATE = "engagement.typ"
_SHARES = {"Who": 1.3, "How they are engaged": 2.0, "What to bring": 1.2, "Concern": 1.6}


def engagement_document(
    mart: Mart,
    figures: Mapping[str, Figure],
    view: MoneyView,
    paper: Paper,
    *,
    team: bool = False,
) -> Document:
    """Make the plan as the room may see it; `team` adds concern and stance, and marks it so."""
    content = _content(mart, figures, view, paper, team=team)
    try:
        layout = room(_TEMPLATE, content)
        if layout["too_long"]:
            return Document(b"", tuple(too_long(mart, layout["too_long"])))
        return Document(pdf(_TEMPLATE, content, mart.as_of), ())
    except UnwritableError as error:
        return Document(b"", tuple(unwritable(content, error.signs)))


def _content(
    mart: Mart, figures: Mapping[str, Figure], view: MoneyView, paper: Paper, *, team: bool
) -> dict[str, Any]:
    organisation = mart.settings.organisation
    kind = "Engagement plan"
    rated = f"as of {Words.of(mart.settings).full_day(mart.as_of)}"
    return {
        "paper": paper.value,
        "document_title": f"{kind}, {organisation}",
        "description": "How each stakeholder is engaged, by whom and when, by quadrant",
        "organisation": organisation,
        "head_left": f"{organisation} · {kind}",
        "head_right": rated,
        "sample": "" if mart.sample == organisation else mart.sample,
        "confidential": CONFIDENTIAL if team else "",
        "late": LATE,
        "columns": [
            {"title": title, "share": _SHARES.get(title, 1.0)}
            for title in (TEAM_COLUMNS if team else PUBLIC_COLUMNS)
        ],
        "pages": [
            {"title": plan.title, "subtitle": plan.subtitle, "rows": plan.rows}
            for plan in engagement_plans(mart, team=team)
        ],
        "answers": [vars(answer) for answer in answers(mart, figures)],
        "ask": ask_content(page_ask(mart, figures, "stakeholders", team=team)),
        "foot": foot_line(mart, view.scenario),
    }
