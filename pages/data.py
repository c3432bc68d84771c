"""Data: bring new exports, see what is wrong and what would move, publish, and take it back."""

import streamlit as st

from briefing.access import Act
from briefing.ui.bring import show_bring, show_template
from briefing.ui.cache import open_home
from briefing.ui.checking import show_check
from briefing.ui.data import data_ask, data_message, sample_mark
from briefing.ui.desk import show_notices, work_out
from briefing.ui.difference import show_difference, show_publish
from briefing.ui.frame import show_ask, show_heading
from briefing.ui.mapping import show_mapping
from briefing.ui.signed_in import let_in, person
from briefing.ui.steps import Step, current_step, show_steps

let_in(Act.SEE_LOADS)
home = open_home()
head, blank = st.columns([1080, 104], vertical_alignment="top")
with blank:
    show_template()
steps, body = st.container(), st.container()
with body:
    brought = work_out(home)
    show_notices()
step = current_step(brought)
with head:
    show_heading(data_message(home, brought), sample_mark(home))
with steps:
    if person().may(Act.LOAD):
        show_steps(home, step, brought)
with body:
    match step:
        case Step.BRING:
            show_bring(home, brought)
        case Step.MAP:
            show_mapping(home, brought)
        case Step.CHECK:
            show_check(home, brought)
        case Step.DIFFERENCE:
            show_difference(home, brought)
        case Step.PUBLISH:
            show_publish(home, brought)
show_ask(data_ask(home, brought))
