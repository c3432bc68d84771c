"""The documents, offered where their page is: for whom, on which sheet, and with which map.

What is not published is not put on paper: a page in a hand says no more that it was a preview.
"""

from collections.abc import Callable

import streamlit as st

from briefing.access import Act
from briefing.exports.brief import brief_document
from briefing.exports.engagement import engagement_document
from briefing.exports.financial_model.workbook import FILE_NAME, financial_model
from briefing.exports.template import MIME
from briefing.exports.typeset import Document, Paper, usual_paper
from briefing.figures.audience import audience_named, audience_names
from briefing.ui import html
from briefing.ui.signed_in import person
from briefing.ui.state import View

ROOM, TEAM = "For the room", "Team only"
_EVERYBODY = "everybody"
_SHEETS = {"A4": Paper.A4, "US Letter": Paper.LETTER}


def show_brief_as_pdf(view: View) -> None:
    """Offer the brief as one page of PDF, for everybody or for one reader."""
    if view.preview or view.presenting:
        return
    with st.popover("As PDF", on_change="rerun", key="brief_as_pdf", width="stretch") as offered:
        if not offered.open:
            return
        reader = st.selectbox(
            "Written for", [_EVERYBODY, *audience_names(view.mart)], key="brief_reader"
        )
        team = _form()
        paper = _sheet(view)
        audience = None if reader == _EVERYBODY else audience_named(view.mart, reader)
        suffix = "" if audience is None else f"-{reader.casefold().replace(' ', '-')}"
        _offer(
            f"executive-brief{suffix}{'-confidential' if team else ''}.pdf",
            lambda: brief_document(
                view.mart, view.all_figures, view.money, paper, audience, team=team
            ),
        )


def show_plan_as_pdf(view: View) -> None:
    """Offer the engagement plan to be printed, a page for each quadrant."""
    if view.preview or view.presenting:
        return
    with st.popover("As PDF", on_change="rerun", key="plan_as_pdf", width="stretch") as offered:
        if not offered.open:
            return
        team = _form()
        paper = _sheet(view)
        _offer(
            f"engagement-plan{'-confidential' if team else ''}.pdf",
            lambda: engagement_document(view.mart, view.all_figures, view.money, paper, team=team),
        )


def offer_model(view: View) -> None:
    """Offer the scenario on the screen as a workbook in live formulas, made once it is asked for.

    It has nothing of the stakeholders, so that whoever sees the page may have it.
    """
    if view.preview or view.money.economics is None:
        return
    st.download_button(
        "As a workbook, in live formulas",
        lambda: financial_model(view.mart, view.money),
        FILE_NAME,
        MIME,
        on_click="ignore",
    )


def _form() -> bool:
    """Ask which form of the stakeholders is wanted; the team's own is only given on request."""
    if not person().may(Act.SEE_TEAM_FORM):
        return False
    form = st.segmented_control(
        "Stakeholders", [ROOM, TEAM], default=ROOM, required=True, key="form_on_paper"
    )
    return form == TEAM


def _sheet(view: View) -> Paper:
    usual = list(_SHEETS.values()).index(usual_paper(view.mart.settings.locale))
    return _SHEETS[st.selectbox("Paper", list(_SHEETS), index=usual, key="paper")]


def _offer(name: str, make: Callable[[], Document]) -> None:
    """Make the document and offer it, or say which words it has no room for."""
    made = make()
    if made.problems:
        lines = [html.tag("p", html.text(f"{one}. {one.mend}")) for one in made.problems]
        st.html(html.tag("div", *lines, css="refused"))
        return
    st.download_button("Download", made.pdf, name, "application/pdf", on_click="ignore")
    # Says which file the button gives, when a choice has just been changed too.
    st.caption(name)
