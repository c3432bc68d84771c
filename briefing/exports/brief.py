"""brief_document: the executive brief as one page of PDF, from the figures on the screen."""

from collections.abc import Mapping
from typing import Any

from briefing.charts import stakeholder_map, theme, trajectory
from briefing.clock import today
from briefing.exports.content import ask_content, table_content
from briefing.exports.typeset import Document, Paper, UnwritableError, pdf, room, svg
from briefing.exports.words_to_cut import too_long, unwritable
from briefing.figures.age import age_line
from briefing.figures.audience import Audience, Lead
from briefing.figures.brief import MEASURE, Brief, build_brief
from briefing.figures.economics import chosen_column
from briefing.figures.messages import public_message, team_message
from briefing.figures.model import Figure
from briefing.figures.money import MoneyView
from briefing.figures.stakeholders import Quadrant, positions, public_positions
from briefing.figures.trajectory import Trajectory, build_trajectory
from briefing.forecast.scenario import shipped_scenarios
from briefing.store.mart import Mart

CONFIDENTIAL = "Confidential: team only"
_TEMPLATE = "brief.typ"
_POINTS_A_PIXEL = 0.56
"""Sets the exhibits' smallest type, 15 pixels, at 8.4 points."""


def brief_document(  # noqa: PLR0913 what is shown, for whom, and on what
    mart: Mart,
    figures: Mapping[str, Figure],
    view: MoneyView,
    paper: Paper,
    audience: Audience | None = None,
    *,
    team: bool = False,
) -> Document:
    """Make the brief of a snapshot under a scenario; or name the words for which it has no room.

    `team` puts the team's own map on it and marks the page confidential.
    """
    brief = build_brief(mart, figures, view, audience, team=team)
    content = _content(mart, brief, view, paper, audience, team=team)
    try:
        layout = room(_TEMPLATE, content)
        if layout["overflow"] > 0 or layout["too_long"]:
            return Document(b"", tuple(too_long(mart, layout["too_long"])))
        for place, width in zip(("map", "trajectory"), layout["widths"], strict=True):
            content[place] |= {"svg": _drawn(mart, view, place, width, layout["height"], team=team)}
        return Document(pdf(_TEMPLATE, content, mart.as_of), ())
    except UnwritableError as error:
        return Document(b"", tuple(unwritable(content, error.signs)))


def _content(  # noqa: PLR0913 the same as above
    mart: Mart,
    brief: Brief,
    view: MoneyView,
    paper: Paper,
    audience: Audience | None,
    *,
    team: bool,
) -> dict[str, Any]:
    """Give every text of the page by its place in the template."""
    kind = f"Executive brief{f' {audience.label}' if audience else ''}"
    sample = "" if brief.sample == brief.organisation else brief.sample
    shipped = shipped_scenarios(mart.assumptions(), mart.costs(), mart.settings.discount_rate)
    old = age_line(mart, today())
    return {
        "paper": paper.value,
        "document_title": f"{kind}: {brief.message.title}",
        "description": brief.message.subtitle,
        "organisation": brief.organisation,
        "head_left": f"{brief.organisation} · {kind}",
        "head_right": brief.view_line,
        "sample": sample,
        "confidential": CONFIDENTIAL if team else "",
        "title": brief.message.title,
        "summary": brief.message.subtitle,
        "lead": _lead(brief.lead),
        "frames": [{"title": frame.title, "text": frame.text} for frame in brief.frames],
        "map": _map(mart, team=team),
        "trajectory": _trajectory(mart, view),
        "economics": table_content(brief.economics) if brief.economics else None,
        "chosen": chosen_column(shipped, view.scenario),
        "missing": f"Not shown: {brief.missing}.",
        "evidence": brief.evidence,
        "ask": ask_content(brief.ask),
        "foot": f"{brief.foot} Made of {old}." if old else brief.foot,
    }


def _lead(lead: Lead | None) -> dict[str, Any] | None:
    if lead is None:
        return None
    return {
        "heading": lead.heading,
        "tables": [table_content(table) for table in lead.tables],
        "lines": list(lead.lines),
    }


def _map(mart: Mart, *, team: bool) -> dict[str, str]:
    found = positions(mart)
    if not found:
        title = public_message(mart, ()).title
        return {"title": title, "svg": "", "alt": "", "missing": _MISSING_MAP}
    if team:
        where = "; ".join(
            f"{p.public.stakeholder}: {p.public.quadrant.value}, {p.standing}" for p in found
        )
        return {"title": team_message(mart, found).title, "svg": "", "alt": where, "missing": ""}
    shown = public_positions(mart)
    where = "; ".join(
        f"{quadrant.value}: {', '.join(p.stakeholder for p in shown if p.quadrant is quadrant)}"
        for quadrant in Quadrant
        if any(p.quadrant is quadrant for p in shown)
    )
    title = public_message(mart, shown).title
    return {"title": title, "svg": "", "alt": f"Stakeholder map. {where}.", "missing": ""}


_MISSING_MAP = "Not shown: the sheet Stakeholders was not loaded."


def _trajectory(mart: Mart, view: MoneyView) -> dict[str, str]:
    data = build_trajectory(mart, view, MEASURE)
    if isinstance(data, str):
        return {"title": "Trajectory", "svg": "", "alt": "", "missing": f"Not shown: {data}."}
    return {
        "title": f"{trajectory.exhibit_title(data)}; {trajectory.BANDS}",
        "svg": "",
        "alt": _spoken(data),
        "missing": "",
    }


def _spoken(data: Trajectory) -> str:
    """Say what the trajectory shows, for those who hear the page."""
    return (
        f"{data.title}, {data.unit_line}: as we are {data.end_texts[0]}, after learning "
        f"{data.end_texts[1]}. {data.money_title}: {data.money_texts[0]} at its lowest, "
        f"{data.money_texts[1]} at the end; {data.payback_text}."
    )


def _drawn(  # noqa: PLR0913 what to draw, and how large
    mart: Mart, view: MoneyView, place: str, width: float, height: float, *, team: bool
) -> str:
    """Draw an exhibit for its place, given in points; "" where there is nothing to draw."""
    pixels = theme.Size(int(width / _POINTS_A_PIXEL), int(height / _POINTS_A_PIXEL))
    if place == "map":
        found = positions(mart)
        size = stakeholder_map.size_within(pixels)
        if not found:
            return ""
        if team:
            return svg(stakeholder_map.team_map(found, size))
        return svg(stakeholder_map.public_map(public_positions(mart), size))
    data = build_trajectory(mart, view, MEASURE)
    if isinstance(data, str):
        return ""
    return svg(trajectory.trajectory_chart(data, trajectory.size_within(pixels)))
