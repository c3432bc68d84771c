"""Scenarios side by side, saved and looked back at, in a dialog of the page Trajectory."""

from collections.abc import Mapping
from datetime import datetime

import streamlit as st

from briefing.access import Act, NotAllowedError, Person, Role
from briefing.figures.economics import economics_table
from briefing.figures.look_back import look_back
from briefing.figures.saving import save_scenario
from briefing.forecast.scenario import Scenario, as_scenario
from briefing.store.saved import LONGEST_NAME, NotSavedError, Saved, put_aside, saved_scenarios
from briefing.store.snapshots import NoRoomError, NoTurnError
from briefing.ui import cache, html
from briefing.ui.frame import show_exhibit, show_missing
from briefing.ui.signed_in import person
from briefing.ui.state import View, choose_scenario, let_in_again, scenarios_now

_SAID = "scenario_said"
_ALTERNATIVE = (
    "A panel for each scenario at one scale: the measure as it goes on and after learning, and "
    "below it the net benefit so far. The table below has the figures."
)


def offer_comparison(view: View, kpi: str) -> None:
    """Offer the scenarios side by side, in a dialog of its own."""
    if st.button("Compare scenarios", width="stretch"):
        st.session_state.pop(_SAID, None)
        _show_comparison(view, kpi)


@st.dialog("Scenarios side by side", width=1080, on_dismiss="rerun")
def _show_comparison(view: View, kpi: str) -> None:
    let_in_again(view.mart)
    # Read anew: saving chooses what was saved, while the page behind stays as it is.
    present, _ = scenarios_now(view.mart)
    if present is None or view.money.economics is None:
        show_missing(view.figures["npv_cash"].text)
        return
    saved = {name: one for name, one in saved_scenarios(cache.open_home()).items() if not one.aside}
    side_by_side, kept, since = st.tabs(["Side by side", "Saved", "What happened"])
    with side_by_side:
        _show_side_by_side(view, kpi, present, saved)
    with kept:
        _show_saved(view, present, saved)
    with since:
        show_since(view, kpi, saved)


def _show_side_by_side(view: View, kpi: str, present: Scenario, saved: Mapping[str, Saved]) -> None:
    """Show every scenario that is listed, and the present one if it is none of them."""
    known = cache.scenarios(view.mart) | {name: as_scenario(one) for name, one in saved.items()}
    shown = [*known.values(), *([present] if present not in known.values() else [])]
    exhibit = cache.comparison_exhibit(view.mart, tuple(shown), kpi)
    if isinstance(exhibit, str):
        show_missing(exhibit)
    else:
        title, charts = exhibit
        st.html(html.tag("p", html.text(title), css="section"))
        for chart in charts:
            show_exhibit(chart, _ALTERNATIVE)
    table = economics_table(view.mart, known, present)
    if table:
        st.html(html.tag("p", html.text(table.title), css="section"))
        shown_table = html.table(table.head, table.rows)
        st.html(html.tag("div", shown_table, css="scrolled"))


def _show_saved(view: View, present: Scenario, saved: Mapping[str, Saved]) -> None:
    """List what was saved, and let the present scenario be saved by whoever may."""
    rows = [
        [one.name, one.role.value, one.who, f"{datetime.fromisoformat(one.at):%d %b %Y, %H:%M} UTC",
         view.words.lever_share(one.settings["uplift"]), one.snapshot]
        for one in saved.values()
    ]  # fmt: skip
    if rows:
        head = ["Scenario", "Saved as", "By", "When", "Uplift", "Snapshot"]
        st.html(html.tag("div", html.table(head, rows, css="words"), css="scrolled"))
        _offer_choice(saved)
    else:
        st.html(html.tag("p", html.text("Nothing was saved yet."), css="soft"))
    who = person()
    roles = [role for role in Role if Person(who.name, who.roles & {role}).may(Act.SAVE_SCENARIOS)]
    if not roles:
        return
    if view.preview:
        show_missing("a scenario is saved on what is published, and this is a preview")
        return

    def save() -> None:
        name, role = st.session_state["scenario_name"], st.session_state["scenario_role"]
        try:
            made = save_scenario(cache.open_home(), view.mart, present, name, role, person())
        except (NotSavedError, NotAllowedError, NoRoomError, NoTurnError) as error:
            st.session_state[_SAID] = str(error)
            return
        choose_scenario(made.name.casefold(), {})
        st.session_state[_SAID] = f"{made.name} was saved. Its address shows it for good."

    st.html(html.tag("p", html.text(f"Save what is shown now: {present.label}"), css="section"))
    name, role, button = st.columns([3, 2, 1], vertical_alignment="bottom")
    name.text_input("Name", key="scenario_name", placeholder="CFO’s forecast",
                    max_chars=LONGEST_NAME)  # fmt: skip
    role.selectbox("Saved as", roles, key="scenario_role", format_func=lambda one: one.value)
    button.button("Save", on_click=save, width="stretch")
    if said := st.session_state.pop(_SAID, ""):
        st.html(html.tag("p", html.text(said), css="soft"))


def _offer_choice(saved: Mapping[str, Saved]) -> None:
    """Let a saved scenario be shown on the pages, or put aside by whoever may."""
    who = person()
    if not who.may(Act.MOVE_LEVERS):
        return
    which, show, aside = st.columns([3, 1, 1], vertical_alignment="bottom")
    name = which.selectbox("One of them", list(saved), format_func=lambda key: saved[key].name)
    if show.button("Show it", width="stretch"):
        choose_scenario(name, {})
        st.rerun()

    def put() -> None:
        try:
            put_aside(cache.open_home(), name, person())
        except (NotSavedError, NotAllowedError, NoRoomError, NoTurnError) as error:
            st.session_state[_SAID] = str(error)
            return
        st.session_state[_SAID] = f"{saved[name].name} was put aside. Links to it still show it."

    if saved[name].who == who.name or who.may(Act.PUT_ASIDE_OTHERS):
        aside.button("Put it aside", on_click=put, width="stretch")


def show_since(view: View, kpi: str, saved: Mapping[str, Saved]) -> None:
    """Set a saved forecast beside HR's Base and what happened."""
    if not saved:
        line = "Save a forecast, and later months will be set beside it here."
        st.html(html.tag("p", html.text(line), css="soft"))
        return
    name = st.selectbox("Forecast", list(saved), format_func=lambda key: saved[key].name)
    found = look_back(view.mart, saved[name], kpi)
    if isinstance(found, str):
        show_missing(found)
        return
    st.html(
        html.tag("p", html.text(found.message.title), css="section")
        + html.tag("p", html.text(found.message.subtitle), css="soft")
        + html.tag("p", html.text(found.table.title), css="soft")
        + html.table(found.table.head, found.table.rows)
    )
