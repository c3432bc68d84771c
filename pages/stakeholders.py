"""Stakeholders: who decides, who has a stake, and how each is engaged."""

import streamlit as st

from briefing.access import Act
from briefing.clock import today
from briefing.figures.age import marks
from briefing.figures.asks import page_ask
from briefing.figures.messages import public_message, team_message
from briefing.figures.stakeholders import positions, public_positions
from briefing.ui.cache import public_exhibit, team_exhibit
from briefing.ui.decide import show_decide
from briefing.ui.frame import show_ask, show_exhibit, show_heading, show_missing
from briefing.ui.paper import ROOM, TEAM, show_plan_as_pdf
from briefing.ui.pin import team_form_asked
from briefing.ui.plan import show_public_plan, show_team_plan
from briefing.ui.signed_in import person
from briefing.ui.state import open_view
from briefing.ui.trace import linked, show_trace

view = open_view()
head, choice, paper = st.columns([840, 224, 104], vertical_alignment="bottom")
form = ROOM
if view.presenting:
    form = TEAM if team_form_asked() else ROOM
elif person().may(Act.SEE_TEAM_FORM):
    form = choice.segmented_control(
        "Form of the map", [ROOM, TEAM], default=ROOM, required=True, label_visibility="collapsed"
    )
with paper:
    show_plan_as_pdf(view)
write = linked(view)
shown = public_positions(view.mart)
left, right = st.columns([610, 550], gap="medium")

if not shown:
    with head:
        show_heading(public_message(view.mart, shown), marks(view.mart, today()), write=write)
    show_missing("the sheet Stakeholders was not loaded")
elif form == TEAM:
    found = positions(view.mart)
    with head:
        show_heading(
            team_message(view.mart, found),
            marks(view.mart, today()),
            "Confidential: team only",
            write,
        )
    with left:
        show_exhibit(team_exhibit(view.mart), team_message(view.mart, found).title)
    with right:
        show_team_plan(found, view.words)
else:
    with head:
        show_heading(public_message(view.mart, shown), marks(view.mart, today()), write=write)
    with left:
        show_exhibit(public_exhibit(view.mart), public_message(view.mart, shown).title)
    with right:
        show_public_plan(shown, view.words)

show_ask(page_ask(view.mart, view.figures, "stakeholders", team=form == TEAM), write)
show_decide(view, "stakeholders", team=form == TEAM)
show_trace(view)
