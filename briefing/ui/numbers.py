"""The headline numbers of a scenario, and a dialog that says how each is worked out."""

from collections.abc import Mapping

import streamlit as st

from briefing.figures.model import Figure
from briefing.ui import html
from briefing.ui.frame import show_missing
from briefing.ui.paper import offer_model
from briefing.ui.state import View, let_in_again

_SHOWN = ("npv_cash", "return_cash", "payback_cash")


def show_headline_numbers(figures: Mapping[str, Figure]) -> None:
    """Show net present value, return and payback: cash only first, in full below."""
    if figures["npv_cash"].value is None:
        show_missing(figures["npv_cash"].text)
        return
    names = ("Net present value", "Return", "Payback")
    parts = [
        html.number(
            f"{name}, cash",
            _value(figures[key]),
            f"{_value(figures[key.replace('_cash', '_full')])} in full",
        )
        for name, key in zip(names, _SHOWN, strict=True)
    ]
    st.html(html.tag("div", *parts, css="numbers three"))


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
        [figure.title, figure.text, figure.formula]
        for key in (*_SHOWN, "breakeven_uplift_cash", "delay_cost_cash")
        for figure in [figures[key]]
    ]
    st.html(html.table(["Figure", "Value", "Formula"], rows, css="words"))
    assumptions = [
        [row.assumption, f"{row.low:g}", f"{row.base:g}", f"{row.high:g}", row.unit or "",
         row.evidence or "not stated", row.source or "", row.owner or ""]
        for row in mart.assumptions().values()
    ]  # fmt: skip
    head = ["Assumption", "Low", "Base", "High", "Unit", "Evidence", "Source", "Owner"]
    st.html(html.table(head, assumptions, css="words"))


def _value(figure: Figure) -> str:
    return html.figure(figure.text if figure.value is not None else "none", figure.key)
