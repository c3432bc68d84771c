"""The parts of the brief that are words and tables: three frames, and the economics."""

import streamlit as st

from briefing.figures.messages import risk_of_inaction, success_looks, why_now
from briefing.ui import html
from briefing.ui.cache import economics
from briefing.ui.frame import show_missing, show_section
from briefing.ui.state import View


def show_frames(view: View) -> None:
    """Show why now, the risk of inaction, and how success looks."""
    frames = (
        ("Why now", why_now(view.mart, view.figures)),
        ("Risk of inaction", risk_of_inaction(view.figures)),
        ("How success looks", success_looks(view.mart, view.figures)),
    )
    parts = [
        html.tag("div", html.tag("h2", html.text(title)), html.tag("p", html.text(words)))
        for title, words in frames
    ]
    st.html(html.tag("div", *parts, css="frames"))


def show_economics(view: View) -> None:
    """Show the shipped scenarios side by side, and the present one where it is another."""
    table = economics(view.mart, view.scenario)
    if table is None:
        show_missing(view.money.reason or "there is no scenario")
        return
    show_section(table.title)
    st.html(html.table(table.head, table.rows))
