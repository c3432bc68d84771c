"""The parts of the brief that are words and tables: three frames, and the economics."""

import streamlit as st

from briefing.figures.brief import Brief
from briefing.ui import html
from briefing.ui.frame import show_missing, show_section


def show_frames(brief: Brief, write: html.Write) -> None:
    """Show why now, the risk of inaction, and how success looks."""
    parts = [
        html.tag("div", html.tag("h2", html.text(frame.title)), html.tag("p", write(frame.text)))
        for frame in brief.frames
    ]
    st.html(html.tag("div", *parts, css="frames"))


def show_economics(brief: Brief) -> None:
    """Show the shipped scenarios side by side, and the present one where it is another."""
    if brief.economics is None:
        show_missing(brief.missing)
        return
    show_section(brief.economics.title)
    st.html(html.table(brief.economics.head, brief.economics.rows, keys=brief.economics.keys))
    st.html(html.tag("p", html.text(brief.evidence), css="evidence-line"))
