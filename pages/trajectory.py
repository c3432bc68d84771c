"""Trajectory: where a measure is heading, where learning would take it, and what that is worth."""

import streamlit as st

from briefing.access import Act
from briefing.figures.asks import page_ask
from briefing.figures.messages import trajectory_message
from briefing.ui.cache import trajectory_exhibit
from briefing.ui.compare import offer_comparison
from briefing.ui.frame import show_ask, show_exhibit, show_heading, show_missing
from briefing.ui.levers import chosen_kpi, show_kpi_choice, show_label, show_levers, show_scenarios
from briefing.ui.numbers import offer_conventions, show_headline_numbers
from briefing.ui.signed_in import person
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
spec, exhibit = trajectory_exhibit(view.mart, view.scenario, kpi)
message = trajectory_message(view.mart, view.figures, view.money, exhibit.subtitle)
head, how = st.columns([1000, 184], vertical_alignment="top")
with head:
    show_heading(message, view.mart.sample, write=write)
with how:
    offer_conventions(view.figures, view.mart)
    offer_comparison(view, kpi)

left, right = st.columns([700, 460], gap="medium")
with left:
    if spec:
        show_exhibit(spec, ALTERNATIVE)
    else:
        show_missing(exhibit.title)
with right, st.container(key="levers"):
    show_headline_numbers(view.figures)
    show_kpi_choice(view, kpi)
    if view.scenario and view.money.economics and not person().may(Act.MOVE_LEVERS):
        show_label(view.scenario)
    elif view.scenario and view.money.economics:
        show_levers(view.scenario, view.scenarios, view.words)
        show_scenarios(view.scenario, view.scenarios)

show_ask(page_ask(view.mart, view.figures, "trajectory"), write)
show_trace(view)
