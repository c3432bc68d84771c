"""How the numbers of a scenario are worked out, and what matters most: a dialog of its own."""

from collections.abc import Mapping

import streamlit as st

from briefing.figures.model import Figure, FigureTable
from briefing.figures.workings import assumption_table, benefit_table, cost_table
from briefing.ui import html
from briefing.ui.cache import tornado_exhibit
from briefing.ui.frame import show_exhibit, show_missing
from briefing.ui.paper import offer_model
from briefing.ui.state import View, let_in_again

_SHOWN = (
    "npv_cash",
    "return_cash",
    "irr_cash",
    "payback_cash",
    "breakeven_uplift_cash",
    "delay_cost_cash",
    "npv_cash_low",
    "npv_cash_high",
    "loss_chance",
)
_TABS = ("What matters most", "Benefits and costs", "How it is worked out", "Assumptions")
_ALTERNATIVE = (
    "Each assumption with net present value where it stands at its low and at its high end, the "
    "one that matters most first. The title names the two that matter most."
)


def offer_conventions(view: View) -> None:
    """Offer what matters most to the value, and how each money figure is worked out."""
    if st.button("Behind the numbers", width="stretch"):
        _show_conventions(view)


@st.dialog("Behind the numbers", width=1040)
def _show_conventions(view: View) -> None:
    let_in_again(view.mart)
    matters, streams, formulas, assumed = st.tabs(list(_TABS))
    with matters:
        _show_tornado(view)
    with streams:
        behind = view.all_figures
        _show_table(benefit_table(behind))
        _show_table(cost_table(behind))
    with formulas:
        _show_formulas(view.figures)
        offer_model(view)
    with assumed:
        _show_table(assumption_table(view.mart))


def _show_tornado(view: View) -> None:
    spec, message = tornado_exhibit(view.mart, view.scenario)
    if spec is None:
        show_missing(message.title)
        return
    st.html(html.tag("h2", html.text(message.title)) + html.tag("p", html.text(message.subtitle)))
    show_exhibit(spec, _ALTERNATIVE)


def _show_formulas(figures: Mapping[str, Figure]) -> None:
    rows = [[figure.title, figure.text, figure.formula] for key in _SHOWN
            if (figure := figures.get(key))]  # fmt: skip
    st.html(html.table(["Figure", "Value", "Formula"], rows, css="words"))


def _show_table(table: FigureTable) -> None:
    st.html(
        html.tag("h3", html.text(table.title)) + html.table(table.head, table.rows, css="words")
    )
