"""Decisions: what was decided, on which numbers, and what came of it."""

import streamlit as st

from briefing.clock import today
from briefing.figures.age import marks
from briefing.figures.decisions import decisions_ask, decisions_message
from briefing.store.decisions import decisions, tampered
from briefing.ui.cache import open_home
from briefing.ui.decisions import (
    Part,
    show_forecasts,
    show_log,
    show_promises,
    show_replay,
    show_tampered,
)
from briefing.ui.frame import show_ask, show_heading
from briefing.ui.state import open_view

view = open_view()
home = open_home()
found, altered, now = decisions(home), tampered(home), today()
head, choice = st.columns([760, 424], vertical_alignment="bottom")
with head:
    show_heading(decisions_message(found, view.words, now), marks(view.mart, now))
part = choice.segmented_control(
    "Part", list(Part), default=Part.LOG, required=True, label_visibility="collapsed"
)
show_tampered(altered)
match part:
    case Part.REPLAY:
        show_replay(view, home, found, altered)
    case Part.PROMISES:
        show_promises(view, found, now)
    case Part.FORECASTS:
        show_forecasts(view, home, found)
    case _:
        show_log(home, found, altered, view.words, now)
show_ask(decisions_ask(found, view.words, now))
