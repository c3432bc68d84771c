"""page_picture: a page as the board sees it, as one picture of 1920 by 1080 pixels.

It is made from the same message, exhibits, figures and ask as the screen, in the form for the room,
and laid out for itself: it shows what was seen, not how a browser drew it.
"""

from typing import Any

from briefing.charts import stakeholder_map, theme, trajectory
from briefing.exports.content import ask_content, table_content
from briefing.exports.typeset import png, room, svg
from briefing.figures.brief import scenario_line
from briefing.figures.messages import public_message
from briefing.figures.on_page import BRIEF, STAKEHOLDERS, PageContent
from briefing.figures.stakeholders import Quadrant, public_positions
from briefing.figures.words import Words
from briefing.forecast.scenario import Scenario
from briefing.store.mart import Mart

_TEMPLATE = "picture.typ"
_WIDE, _INCHES = 1920, 297 / 25.4
"""A presentation's page in Typst is 297 mm wide."""
_POINTS_A_PIXEL = 0.62
"""Sets the exhibits' type, 15 pixels, at 9.3 points: 1/50 of the picture's height."""

_TALLEST = 0.62
"""A trajectory's height by its width, beyond which its lines would look steeper than they are."""


def page_picture(mart: Mart, content: PageContent, scenario: Scenario | None) -> bytes:
    """Draw a page of a snapshot under a scenario as PNG; the same page gives the same bytes."""
    data = _data(mart, content, scenario)
    layout = room(_TEMPLATE, data)
    for exhibit, width in zip(data["exhibits"], layout["widths"], strict=True):
        pixels = theme.Size(
            int(width / _POINTS_A_PIXEL), int(layout["height"] / _POINTS_A_PIXEL)
        )  # fmt: skip
        exhibit["svg"] = _drawn(mart, content, exhibit["kind"], pixels)
    return png(_TEMPLATE, data, _WIDE / _INCHES)


def _data(mart: Mart, content: PageContent, scenario: Scenario | None) -> dict[str, Any]:
    """Give every text of the page by its place in the template."""
    words, organisation = Words.of(mart.settings), mart.settings.organisation
    return {
        "paper": "presentation-16-9",
        "document_title": content.message.title,
        "description": content.message.subtitle,
        "organisation": organisation,
        "head_left": f"{organisation} · {content.page.capitalize()}",
        "head_right": f"{scenario_line(scenario)}figures as of {words.full_day(mart.as_of)}, "
        f"snapshot {mart.snapshot}",
        "sample": "" if mart.sample == organisation else mart.sample,
        "confidential": "",
        "title": content.message.title,
        "summary": content.message.subtitle,
        "frames": [{"title": frame.title, "text": frame.text} for frame in content.frames],
        "exhibits": _exhibits(mart, content),
        "numbers": [vars(number) for number in content.numbers],
        "plan_title": Quadrant.MANAGE_CLOSELY.value,
        "plan": _plan(mart, content),
        "table": table_content(content.table) if content.table else None,
        "ask": ask_content(content.ask),
    }


def _exhibits(mart: Mart, content: PageContent) -> list[dict[str, str]]:
    """Give the exhibits' titles, and what is missing in their place."""
    found = []
    if content.page in {BRIEF, STAKEHOLDERS}:
        # On its own page the map has the page's title.
        map_title = public_message(mart, public_positions(mart)).title
        title = map_title if content.page == BRIEF else ""
        found.append({"kind": "map", "title": title, "svg": ""})
    if isinstance(content.exhibit, str) and content.kpi:
        found.append({"kind": "trajectory", "title": content.exhibit, "svg": ""})
    elif not isinstance(content.exhibit, str):
        title = f"{trajectory.exhibit_title(content.exhibit)}; {trajectory.BANDS}"
        found.append({"kind": "trajectory", "title": title, "svg": ""})
    return found


def _plan(mart: Mart, content: PageContent) -> list[dict[str, str]]:
    """Give how each of those who decide is engaged, on the page that says so."""
    if content.page != STAKEHOLDERS:
        return []
    words = Words.of(mart.settings)
    return [
        {
            "who": one.stakeholder,
            "how": one.tactic,
            "owner": one.owner,
            "next": words.short_day(one.next_contact) if one.next_contact else "no date",
        }
        for one in public_positions(mart)
        if one.quadrant is Quadrant.MANAGE_CLOSELY
    ]


def _drawn(mart: Mart, content: PageContent, kind: str, pixels: theme.Size) -> str:
    """Draw an exhibit for its place; "" where there is nothing to draw."""
    if kind == "map":
        shown = public_positions(mart)
        size = stakeholder_map.size_within(pixels)
        return svg(stakeholder_map.public_map(shown, size)) if shown else ""
    if isinstance(content.exhibit, str):
        return ""
    upright = min(pixels.height, int(_TALLEST * pixels.width))
    size = trajectory.size_within(theme.Size(pixels.width, upright))
    return svg(trajectory.trajectory_chart(content.exhibit, size))
