"""Data: bring new exports, see what is wrong and what would move, publish, and take it back."""

import streamlit as st

from briefing.ui.cache import open_home
from briefing.ui.data import (
    data_ask,
    data_message,
    show_candidate,
    show_history,
    show_loaded,
    show_template,
    show_upload,
)
from briefing.ui.frame import show_ask, show_heading

home = open_home()
current = home.current()
head, blank = st.columns([1080, 104], vertical_alignment="top")
with blank:
    show_template()
upload = show_upload(home)

with head:
    show_heading(data_message(home, current, upload), upload.sample(current))
if upload.candidate:
    show_candidate(home, upload)
left, right = st.columns([1, 1], gap="medium")
with left:
    show_loaded(current)
with right:
    show_history(home)
show_ask(data_ask(current, upload))
