"""Brief: the whole case on one page, for the decision that it asks for."""

import streamlit as st

from briefing.charts import stakeholder_map, trajectory
from briefing.clock import today
from briefing.figures.age import marks
from briefing.figures.brief import MEASURE
from briefing.figures.messages import public_message
from briefing.figures.stakeholders import public_positions
from briefing.kpis.run import ROLLING
from briefing.ui.brief import show_economics, show_frames
from briefing.ui.cache import (
    brief_of,
    every_figure,
    exhibit_heading,
    public_exhibit,
    trajectory_exhibit,
)
from briefing.ui.decide import show_decide
from briefing.ui.frame import show_ask, show_exhibit, show_heading, show_missing, show_section
from briefing.ui.paper import show_brief_as_pdf
from briefing.ui.state import open_view
from briefing.ui.trace import linked, show_trace

view = open_view()
brief = brief_of(view.mart, view.scenario)
figures = every_figure(view.mart, view.scenario)
write = linked(view, figures)
head, paper = st.columns([1080, 104], vertical_alignment="top")
with head:
    show_heading(brief.message, marks(view.mart, today()), write=write)
with paper:
    show_brief_as_pdf(view)
show_frames(brief, linked(view, figures, ROLLING))

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
    exhibit = exhibit_heading(view.mart, view.scenario, MEASURE)
    spec = trajectory_exhibit(view.mart, view.scenario, MEASURE, trajectory.BRIEF)
    if spec:
        show_section(exhibit.title)
        show_exhibit(spec, exhibit.subtitle)
    else:
        show_missing(exhibit.title)
with right:
    show_economics(brief)

show_ask(brief.ask, write)
show_decide(view, "brief")
show_trace(view)
