"""The stage: present mode with its keys, its overview, and the mark that something is newer.

The browser (`stage.js`) turns pages by the hidden links, so that a turn is one run of a page; it
comes here only to begin, to end, to take what is newer and to ask for the team's own form.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from briefing.access import Act
from briefing.store.snapshots import SnapshotDamagedError
from briefing.ui import cache, html
from briefing.ui.pin import Pin, ask_for_team_form, let_go, newer, pinned, team_form_asked
from briefing.ui.signed_in import person
from briefing.ui.state import begin_presenting, take_newer
from briefing.ui.whole import run_page, told

AGENDA = ("brief", "stakeholders", "trajectory", "decisions")
"""The pages that are presented, in their order; each page's ask has its minutes and notes."""

_STAGE = "stage"
_EVERY = timedelta(seconds=10)
_HAS_TEAM_FORM = "stakeholders"
_FIGURE = "figure"

_stage = st.components.v2.component(
    "stage",
    js=Path(__file__).with_name("stage.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def presenting() -> bool:
    """Say whether the session presents."""
    return isinstance(pinned(cache.open_home()), Pin)


def show_stage(here: StreamlitPage, agenda: Sequence[StreamlitPage]) -> None:
    """Offer present mode on a page of the agenda to whoever may present, or be in it."""
    if here not in agenda or not person().may(Act.PRESENT):
        return
    if here.url_path != _HAS_TEAM_FORM:
        ask_for_team_form(asked=False)
    held = pinned(cache.open_home())
    with st.container(key=_STAGE):
        if isinstance(held, Pin):
            query = {key: value for key, value in st.query_params.items() if key != _FIGURE}
            with st.container(key="stage_links"):
                for page in agenda:
                    st.page_link(page, query_params=query)
            _watch(held)
            content = _content(held, here, agenda)
        else:
            content = {"present": ""}
        _stage(key="stage_keys", data=content, on_act_change=_act)


def _act() -> None:
    """Do what the browser asks for; what it sends may be anything."""
    match told("stage_keys", "act"):
        case "enter" if person().may(Act.PRESENT):
            ask_for_team_form(asked=False)
            begin_presenting()
        case "take" if person().may(Act.PRESENT):
            take_newer()
        case "team":
            ask_for_team_form(asked=not team_form_asked())
        case "leave":
            let_go()
    run_page()


@st.fragment(run_every=_EVERY)
def _watch(held: Pin) -> None:
    """Say, without running the page, that something is newer than what is on the wall."""
    # What happens in a fragment runs without the page, and without who it is being looked at.
    if not person().may(Act.PRESENT):
        return
    act = newer(cache.open_home(), held)
    if act is None:
        return
    zone = timezone(-timedelta(minutes=st.context.timezone_offset or 0))
    at = datetime.fromisoformat(act.at).astimezone(zone)
    done = "published" if act.kind == "publish" else "taken back"
    words = html.text(f"Newer: {done} {at:%H:%M} by {act.who}")
    st.html(html.tag("p", words, html.action("Take it (U)", "take"), css="newer"))


def _content(held: Pin, here: StreamlitPage, agenda: Sequence[StreamlitPage]) -> dict[str, Any]:
    """Give what the keys need to know, and what the overview shows."""
    try:
        mart = cache.open_mart(held.snapshot)
    except SnapshotDamagedError:
        # The page says so; the others can still be turned to.
        said = []
    else:
        said = [[row.objection, row.answer, row.figure or ""] for row in mart.objections()]
    teams = here.url_path == _HAS_TEAM_FORM and person().may(Act.SEE_TEAM_FORM)
    return {
        "present": str(held),
        "here": agenda.index(here),
        "pages": [page.title for page in agenda],
        "objections": said,
        "team": ("Back to the form for the room" if team_form_asked() else "The team’s own form")
        if teams
        else "",
    }
