"""Decide: the button on an ask with which a decision is written down, and its dialog."""

from datetime import timedelta

import streamlit as st

from briefing.access import Act, NotAllowedError
from briefing.clock import today
from briefing.exports.picture import page_picture
from briefing.figures.decisions import next_date
from briefing.figures.on_page import page_content, seen_of
from briefing.figures.words import Words
from briefing.store.decisions import (
    LONGEST_NAME,
    LONGEST_WORDING,
    Choice,
    Decision,
    NotDecidedError,
    decide,
    decisions,
)
from briefing.store.rows import AskRow
from briefing.store.snapshots import NoRoomError, NoTurnError
from briefing.ui import cache, html
from briefing.ui.signed_in import person
from briefing.ui.state import View, let_in_again

_SAID, _DONE = "decide_said", "decide_done"
_CHOICE, _BY, _WORDING, _NEXT = (
    "decide_choice", "decide_by", "decide_wording", "decide_next",
)  # fmt: skip
_CHOICES = {
    Choice.APPROVED: "Approve", Choice.CHANGED: "Approve with changes",
    Choice.DEFERRED: "Defer", Choice.DECLINED: "Decline",
}  # fmt: skip
_LATEST = timedelta(days=36_525)


def show_decide(view: View, page: str, *, kpi: str = "", team: bool = False) -> None:
    """Offer to write down what is decided on a page's ask, to whoever may, if it has one.

    `kpi` is the measure that the page draws; `team` says that it shows the team's own form.
    """
    row = view.mart.asks().get(page)
    if row is None or view.preview or not person().may(Act.DECIDE):
        return
    with st.bottom.container(key="decide"):
        pressed = st.button("Decide")
    if pressed:
        for key in (_SAID, _DONE):
            st.session_state.pop(key, None)
        before = [one for one in decisions(cache.open_home()) if one.seen.page == page]
        _dialog(view, page, kpi, before[-1] if before else None, team=team)


@st.dialog("Write down the decision", width=720, on_dismiss="rerun")
def _dialog(view: View, page: str, kpi: str, before: Decision | None, *, team: bool) -> None:
    let_in_again(view.mart)
    if said := st.session_state.get(_DONE):
        st.html(html.tag("p", html.text(said)))
        st.page_link("pages/decisions.py", label="Show all decisions")
        return

    def write() -> None:
        try:
            made = _written(view, page, kpi, before, team=team)
        except (NotDecidedError, NotAllowedError, NoTurnError) as error:
            st.session_state[_SAID] = str(error)
        except NoRoomError as error:
            st.session_state[_SAID] = error.on_screen
        else:
            count = len(made.seen.figures)
            st.session_state[_DONE] = (
                f"Written down as entry {made.position} of the ledger, with {count} figures and "
                "the picture of the page."
            )

    _show_form(view.words, view.mart.asks()[page], before)
    st.button("Write it down", type="primary", on_click=write)
    if said := st.session_state.pop(_SAID, ""):
        st.html(html.tag("p", html.text(said), css="refused"))


def _show_form(words: Words, row: AskRow, before: Decision | None) -> None:
    """Ask what was decided, by whom, in which words, and when it is looked at again."""
    st.html(html.tag("p", html.text(row.request), css="section"))
    if before:
        line = (
            f"Decided before, on {words.full_day(before.on)}: {before.choice.value}, "
            f"“{before.wording}”. What is written now is a further decision."
        )
        st.html(html.tag("p", html.text(line), css="soft small"))
    st.segmented_control(
        "Decided",
        list(Choice),
        default=Choice.APPROVED,
        required=True,
        key=_CHOICE,
        format_func=lambda one: _CHOICES[one],
    )
    st.text_area("As minuted", row.request, key=_WORDING, max_chars=LONGEST_WORDING, height=100)
    who, when = st.columns(2)
    who.text_input("Who decided", row.decider, key=_BY, max_chars=LONGEST_NAME)
    now = today()
    when.date_input(
        "Next date",
        min(next_date(row, now), now + _LATEST),
        key=_NEXT,
        min_value=now,
        max_value=now + _LATEST,
        format=words.date_entry,
    )


def _written(view: View, page: str, kpi: str, before: Decision | None, *, team: bool) -> Decision:
    """Write the decision down as the form has it, with the page as it stands behind the dialog."""
    who = person()
    # Asked before the picture, which takes a second, and again where it is written.
    who.must(Act.DECIDE)
    home, mart, scenario = cache.open_home(), view.mart, view.scenario
    content = page_content(mart, view.money, page, kpi)
    position = view.pin.position if view.pin else home.position()
    decision = Decision(
        seen=seen_of(mart, content, scenario, position, team=team),
        choice=st.session_state[_CHOICE],
        decided_by=st.session_state[_BY],
        wording=st.session_state[_WORDING],
        next_on=st.session_state[_NEXT],
    )
    picture = page_picture(mart, content, scenario)
    return decide(home, decision, picture, who, before.position if before else 0)
