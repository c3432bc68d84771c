"""Trajectory: where a measure is heading, where learning would take it, and what that is worth."""

import streamlit as st

from briefing.clock import today
from briefing.figures.age import marks
from briefing.figures.asks import page_ask
from briefing.figures.messages import trajectory_message
from briefing.ui.cache import exhibit_heading, exhibit_note, trajectory_exhibit
from briefing.ui.compare import offer_comparison
from briefing.ui.decide import show_decide
from briefing.ui.frame import show_ask, show_exhibit, show_heading, show_missing, show_note
from briefing.ui.levers import chosen_kpi, drawn_scenario, show_kpi_choice, show_panel
from briefing.ui.numbers import offer_conventions
from briefing.ui.state import open_view
from briefing.ui.trace import linked, show_trace

# The same for every setting: a new text would have the browser draw the whole exhibit anew.
ALTERNATIVE = (
    "The chosen measure as it was, as it goes on and after learning; below it the net benefit so "
    "far. The title and the numbers beside it say what it shows."
)

view = open_view()
write = linked(view)
kpi = chosen_kpi(view)
exhibit = exhibit_heading(view.mart, view.scenario, kpi)
spec = trajectory_exhibit(view.mart, drawn_scenario(view, kpi), kpi)
message = trajectory_message(view.mart, view.figures, view.money, exhibit.subtitle)
head, how = st.columns([860, 324], vertical_alignment="top")
with head, st.container(key="trajectory_head"):
    show_heading(message, marks(view.mart, today()), write=write)
with how:
    show_kpi_choice(view, kpi)
    if not view.presenting:
        behind, beside = st.columns(2, gap="small")
        with behind:
            offer_conventions(view)
        with beside:
            offer_comparison(view, kpi)

left, right = st.columns([700, 460], gap="medium")
with left:
    if spec:
        show_exhibit(spec, ALTERNATIVE)
        show_note(exhibit_note(view.mart, view.scenario, kpi))
    else:
        show_missing(exhibit.title)
with right:
    show_panel(view, kpi)

show_ask(page_ask(view.mart, view.figures, "trajectory"), write)
show_decide(view, "trajectory", kpi=kpi)
show_trace(view)
