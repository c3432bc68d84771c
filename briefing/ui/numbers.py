"""How the numbers of a scenario are worked out, and what they rest on, in a dialog."""

import streamlit as st

from briefing.ui import html
from briefing.ui.paper import offer_model
from briefing.ui.state import View, let_in_again

_SHOWN = ("npv_cash", "return_cash", "payback_cash", "breakeven_uplift_cash", "delay_cost_cash")


def offer_conventions(view: View) -> None:
    """Offer how each money figure is worked out and what it rests on, in a dialog of its own."""
    if st.button("How it is worked out", width="stretch"):
        _show_conventions(view)


@st.dialog("How these numbers are worked out", width=1040)
def _show_conventions(view: View) -> None:
    let_in_again(view.mart)
    offer_model(view)
    figures, mart = view.figures, view.mart
    rows = [
        [figure.title, figure.text, figure.formula] for key in _SHOWN for figure in [figures[key]]
    ]
    st.html(html.table(["Figure", "Value", "Formula"], rows, css="words"))
    assumptions = [
        [row.assumption, f"{row.low:g}", f"{row.base:g}", f"{row.high:g}", row.unit or "",
         row.evidence or "not stated", row.source or "", row.owner or ""]
        for row in mart.assumptions().values()
    ]  # fmt: skip
    head = ["Assumption", "Low", "Base", "High", "Unit", "Evidence", "Source", "Owner"]
    st.html(html.table(head, assumptions, css="words"))
