"""Trajectory: where a measure is heading, where learning would take it, and what that is worth."""

import streamlit as st

from briefing.figures.asks import page_ask
from briefing.figures.messages import trajectory_message
from briefing.kpis.catalogue import CATALOGUE
from briefing.ui.cache import scenarios, trajectory_exhibit
from briefing.ui.frame import show_ask, show_exhibit, show_heading, show_missing
from briefing.ui.levers import choose_kpi, show_levers, show_scenarios
from briefing.ui.numbers import show_conventions, show_headline_numbers
from briefing.ui.state import open_view

view = open_view()
head = st.container()
left, right = st.columns([700, 460], gap="medium")

with right, st.container(key="levers"):
    numbers = st.container()
    kpi = choose_kpi(list(CATALOGUE), view)
    if view.scenario:
        show_levers(view.scenario, scenarios(view.mart), view.words)
        show_scenarios(view.scenario, scenarios(view.mart))

spec, line = trajectory_exhibit(view.mart, view.scenario, kpi)
shown = f"{line}; values over 12 months, band from conservative to stretch" if spec else line
message = trajectory_message(view.mart, view.figures, view.money, shown)
with head:
    show_heading(message, view.mart.sample)
with left:
    if spec:
        show_exhibit(spec, f"{message.title}. {line}")
    else:
        show_missing(line)
with numbers:
    show_headline_numbers(view.figures)
show_conventions(view.figures, view.mart)
show_ask(page_ask(view.mart, view.figures, "trajectory"))
