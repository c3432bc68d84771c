"""The engagement plan beside the map: one line a stakeholder, by quadrant."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from briefing.figures.stakeholders import Position, PublicPosition, Quadrant
from briefing.figures.words import Words
from briefing.ui import html


def show_public_plan(shown: Sequence[PublicPosition], words: Words) -> None:
    """Show how each is engaged, by whom and when; no rating, stance or concern."""
    rows = {p.stakeholder: (p, p.owner, _date(p.next_contact, words)) for p in shown}
    _show(shown, rows)


def show_team_plan(found: Sequence[Position], words: Words) -> None:
    """Show the plan with each one's concern, and which talks are overdue."""
    rows = {}
    for p in found:
        late = html.tag("span", "overdue", css="late")
        when = late if p.overdue else _date(p.public.next_contact, words)
        below = " · ".join(part for part in (p.concern, p.public.owner) if part)
        rows[p.public.stakeholder] = (p.public, below, when)
    _show([p.public for p in found], rows)


def _show(
    shown: Sequence[PublicPosition], rows: dict[str, tuple[PublicPosition, str, str]]
) -> None:
    closely = [p for p in shown if p.quadrant is Quadrant.MANAGE_CLOSELY]
    body = [
        html.tag(
            "tr",
            html.tag("td", html.text(p.stakeholder)),
            html.tag("td", html.text(p.tactic), html.tag("span", html.text(below), css="soft")),
            html.tag("td", when),
        )
        for p, below, when in (rows[position.stakeholder] for position in closely)
    ]
    caption = html.tag(
        "caption",
        html.text(Quadrant.MANAGE_CLOSELY.value),
        html.tag("span", html.text("a plan for each of those who decide, and a date")),
    )
    others = [
        _quadrant(quadrant, [rows[p.stakeholder] for p in shown if p.quadrant is quadrant])
        for quadrant in Quadrant
        if quadrant is not Quadrant.MANAGE_CLOSELY
    ]
    st.html(
        html.tag("table", caption, html.tag("tbody", *body), css="plan")
        + html.tag("div", *others, css="others")
    )


def _quadrant(quadrant: Quadrant, rows: Sequence[tuple[PublicPosition, str, str]]) -> str:
    lines = [
        html.tag(
            "p",
            html.tag("b", html.text(p.stakeholder)),
            html.text(f": {p.tactic}" if p.tactic else ""),
            html.tag("span", html.text(f" · {below}" if below else ""), css="soft"),
            html.tag("span", f" · {when}", css="soft"),
        )
        for p, below, when in rows
    ]
    empty = html.tag("p", html.text("nobody"), css="soft")
    return html.tag(
        "div",
        html.tag("h2", html.text(quadrant.value)),
        *(lines or [empty]),
    )


def _date(day: date | None, words: Words) -> str:
    return html.text(words.short_day(day) if day else "no date")
