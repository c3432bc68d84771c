"""Brief: the whole case on one page, for the decision that it asks for."""

import streamlit as st

from briefing.charts import stakeholder_map, trajectory
from briefing.figures.asks import page_ask
from briefing.figures.messages import brief_message, public_message
from briefing.figures.stakeholders import public_positions
from briefing.ui.brief import show_economics, show_frames
from briefing.ui.cache import public_exhibit, trajectory_exhibit
from briefing.ui.frame import show_ask, show_exhibit, show_heading, show_missing, show_section
from briefing.ui.state import open_view

view = open_view()
show_heading(brief_message(view.mart, view.figures, view.money), view.mart.sample)
show_frames(view)

left, middle, right = st.columns([352, 440, 372], gap="small")
with left:
    shown = public_positions(view.mart)
    if shown:
        show_section(public_message(view.mart, shown).title)
        show_exhibit(
            public_exhibit(view.mart, stakeholder_map.BRIEF), public_message(view.mart, shown).title
        )
    else:
        show_missing("the sheet Stakeholders was not loaded")
with middle:
    spec, exhibit = trajectory_exhibit(
        view.mart, view.scenario, "revenue_per_fte", trajectory.BRIEF
    )
    if spec:
        show_section(exhibit.title)
        show_exhibit(spec, exhibit.subtitle)
    else:
        show_missing(exhibit.title)
with right:
    show_economics(view)

show_ask(page_ask(view.mart, view.figures, "brief"))
