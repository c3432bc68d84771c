"""The parts of the page Decisions: the log, a replay, what was promised, and saved forecasts."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

import streamlit as st

from briefing.access import Act, NotAllowedError, Role
from briefing.figures.decisions import State, log_table, promise_table, state_of
from briefing.figures.kpi import kpi_title
from briefing.figures.model import FigureTable
from briefing.figures.replay import replay, replay_table
from briefing.figures.trajectory import FIRST_KPI
from briefing.figures.words import Words
from briefing.kpis.catalogue import outcomes_of
from briefing.privacy import ORGANISATION
from briefing.store.decisions import (
    LONGEST_OUTCOME,
    Decision,
    NotDecidedError,
    follow_up,
    picture_of,
)
from briefing.store.ledger import Altered
from briefing.store.saved import saved_scenarios
from briefing.store.snapshots import Home, NoRoomError, NoTurnError
from briefing.ui import html
from briefing.ui.compare import show_since
from briefing.ui.frame import show_missing
from briefing.ui.signed_in import person
from briefing.ui.state import View

_ABOUT, _CAME, _SAID = "follow_up_about", "follow_up_came", "follow_up_said"
_NOTHING = (
    "Nothing was decided here yet. Once a page has been decided on, its figures and its picture "
    "stay here as the board saw them, and what came of it is set beside them."
)


class Part(StrEnum):
    """What the page shows of the decisions."""

    LOG = "Log"
    REPLAY = "Replay"
    PROMISES = "30, 60, 90 days"
    FORECASTS = "Forecasts"


def show_tampered(altered: Sequence[Altered]) -> None:
    """Name every entry of the ledger that is not as it was written."""
    if altered:
        lines = [f"Entry {one.position}, {one.at[:10]}: {one.why}." for one in altered]
        said = html.text(f"The ledger was altered. {' '.join(lines)}")
        st.html(html.tag("p", said, css="tampered"))


def show_log(
    home: Home, found: Sequence[Decision], altered: Sequence[Altered], words: Words, now: date
) -> None:
    """List the decisions, and let whoever may write down what came of one."""
    if not found:
        _show_nothing()
        return
    _show(log_table(found, words, now, [one.position for one in altered]), "log-box")
    still = {one.position: one for one in found if state_of(one, now) is not State.DONE}
    if still and person().may(Act.DECIDE):
        _offer_follow_up(home, still, words)
    if said := st.session_state.pop(_SAID, ""):
        st.html(html.tag("p", html.text(said), css="soft small"))


def _show_nothing() -> None:
    """Say calmly that there is no decision yet, and what comes with the first one."""
    st.html(html.tag("p", html.text(_NOTHING), css="soft"))


def _offer_follow_up(home: Home, still: dict[int, Decision], words: Words) -> None:
    def close() -> None:
        about, came = st.session_state[_ABOUT], st.session_state[_CAME]
        try:
            follow_up(home, about, came, person())
        except (NotDecidedError, NotAllowedError, NoTurnError) as error:
            st.session_state[_SAID] = str(error)
        except NoRoomError as error:
            st.session_state[_SAID] = error.on_screen
        else:
            st.session_state[_SAID] = f"What came of entry {about} was written down."
            st.session_state[_CAME] = ""

    first = sorted(still, key=lambda position: (still[position].next_on, position))
    which, what, button = st.columns([4, 5, 2], vertical_alignment="bottom")
    which.selectbox(
        "Follow-up", first, key=_ABOUT, format_func=lambda one: _named(still[one], words)
    )
    what.text_input("What came of it", key=_CAME, max_chars=LONGEST_OUTCOME)
    button.button("Mark as done", on_click=close, width="stretch")


def show_replay(
    view: View, home: Home, found: Sequence[Decision], altered: Sequence[Altered]
) -> None:
    """Show a decision's picture and figures as they were stored, and worked out again."""
    words = view.words
    if not found:
        _show_nothing()
        return
    by_position = {one.position: one for one in reversed(found)}
    at = st.selectbox(
        "Decision",
        list(by_position),
        format_func=lambda one: _named(by_position[one], words),
        label_visibility="collapsed",
    )
    decision = by_position[at]
    saw, figures = st.columns([520, 640], gap="medium")
    with saw:
        picture = picture_of(home, decision)
        if picture:
            st.image(picture, caption=_seen(decision, words))
        else:
            show_missing("the picture is missing, or is not the one that was decided on")
    with figures:
        again = replay(home, decision)
        line = again.line
        if any(one.position == at for one in altered):
            line = f"This record was altered: it is not what the board decided on. {line}"
        st.html(html.tag("p", html.text(line), css="section"))
        _show(replay_table(again, team=view.for_team), "replay-box")


def show_promises(view: View, found: Sequence[Decision], now: date) -> None:
    """Set what was promised beside what came at 30, 60 and 90 days, decision by decision."""
    if not found:
        _show_nothing()
        return
    _show(promise_table(view.mart, found, now, team=view.for_team), "replay-box")
    line = "Due is what the straight line from the baseline to the target has on that day."
    st.html(html.tag("p", html.text(line), css="soft small"))


def show_forecasts(view: View, home: Home, found: Sequence[Decision]) -> None:
    """Set a saved forecast, the sponsor's first, beside HR's Base and what happened."""
    saved = {name: one for name, one in saved_scenarios(home).items() if not one.aside}
    first = dict(sorted(saved.items(), key=lambda item: item[1].role is not Role.SPONSOR))
    measures = outcomes_of(view.mart)
    decided = [one.seen.asked.kpi for one in reversed(found)]
    usual = next((kpi for kpi in decided if kpi in measures), FIRST_KPI)
    kpi = st.selectbox(
        "Measure",
        list(measures),
        index=list(measures).index(usual) if usual in measures else 0,
        format_func=lambda key: kpi_title(measures[key], view.mart, ORGANISATION),
    )
    if kpi is None:
        show_missing("no measure has been loaded")
        return
    with st.container(key="forecasts"):
        show_since(view, kpi, first)


def _named(decision: Decision, words: Words) -> str:
    """Name a decision in a list of choices."""
    where = decision.seen.page.capitalize()
    return f"{decision.position}: {where}, {words.full_day(decision.on)}, {decision.choice.value}"


def _seen(decision: Decision, words: Words) -> str:
    """Say what the picture is of; Streamlit reads it as Markdown."""
    setting = decision.seen.setting
    name = f"{'modified from ' if setting.modified else ''}{setting.name}" if setting else "none"
    view = f"{words.full_day(decision.on)}, scenario {name}, snapshot {decision.seen.snapshot}"
    return html.plain(f"{decision.decided_by}: {decision.wording}. {view}")


def _show(table: FigureTable, css: str) -> None:
    shown = html.table(table.head, table.rows, css="words")
    st.html(html.tag("div", shown, css=css))
