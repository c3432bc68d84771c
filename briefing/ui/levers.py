"""The panel of levers: what its component in the browser is sent, and what comes back.

While a lever is dragged the browser shows the lever's sweep and asks nobody. Once it is let go,
the setting comes here, where the scenario is, and the page runs with it.
"""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import streamlit as st

from briefing.access import Act
from briefing.figures.evidence import evidence_of
from briefing.figures.kpi import kpi_title
from briefing.figures.levers import HEADINGS
from briefing.figures.saving import all_scenarios
from briefing.figures.trajectory import FIRST_KPI
from briefing.figures.typed import read_setting
from briefing.forecast.scenario import GUARDRAILS, LEVERS, Lever, Scenario, levers_for, moved
from briefing.forecast.simulation import Outlook
from briefing.kpis.catalogue import outcomes_of
from briefing.privacy import ORGANISATION
from briefing.ui import cache
from briefing.ui.frame import show_missing
from briefing.ui.signed_in import let_in, person
from briefing.ui.state import View, choose_scenario, scenarios_now
from briefing.ui.sweeps import setting_content, step_content, sweep_id
from briefing.ui.whole import run_page, told

_KPI = "kpi"
_PANEL, _CHANNEL = "lever_panel", "lever_sweeps"
_TURN, _BEFORE, _SAID, _WANTED = "lever_turn", "lever_before", "lever_said", "lever_wanted"
_DRAWN = "lever_drawn"
_FOLDER = Path(__file__).parent


def _source(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


_panel = st.components.v2.component(
    "levers", css=_source("levers.css"), js=_source("levers.js"), isolate_styles=False
)
_channel = st.components.v2.component("sweeps", js=_source("sweeps.js"))


def chosen_kpi(view: View) -> str:
    """Give the measure that the URL names, else the one last chosen, and keep it for later.

    A vanity number is none that can be chosen: nobody should promise more registrations.
    """
    wanted = st.query_params.get(_KPI, st.session_state.get(_KPI, FIRST_KPI))
    kpi = wanted if wanted in outcomes_of(view.mart) else FIRST_KPI
    st.session_state[_KPI] = kpi
    # Each writing is a message of its own to the browser.
    if st.query_params.get(_KPI) != kpi:
        st.query_params[_KPI] = kpi
    return kpi


def show_kpi_choice(view: View, kpi: str) -> None:
    """Offer the measures; the URL keeps the one chosen."""
    key = f"choice_of_{_KPI}"
    measures = outcomes_of(view.mart)

    def choose() -> None:
        st.query_params[_KPI] = st.session_state[key]

    if st.session_state.get(key) != kpi:
        st.session_state[key] = kpi
    st.selectbox(
        "Measure",
        list(measures),
        key=key,
        label_visibility="collapsed",
        format_func=lambda name: kpi_title(measures[name], view.mart, ORGANISATION),
        on_change=choose,
    )


def drawn_scenario(view: View, kpi: str) -> Scenario | None:
    """Give the scenario to draw: the one that the browser has, where the panel moved from there.

    The panel has put what it moved into the live drawing by then, so that new rows for it would
    only cost the browser a second drawing of the same.
    """
    drawn = st.session_state.get(_DRAWN)
    moved_here = told(_PANEL, "moved")
    if not moved_here or drawn is None or drawn[:2] != (view.snapshot.id, kpi):
        drawn = (view.snapshot.id, kpi, view.scenario)
        st.session_state[_DRAWN] = drawn
    scenario: Scenario | None = drawn[2]
    return scenario


def show_panel(view: View, kpi: str) -> None:
    """Show the headline values and, to whoever may move them, the levers."""
    scenario = view.scenario
    here = view.money.outlook
    if scenario is None or here is None:
        show_missing(view.figures["npv_cash"].text)
        return
    may = person().may(Act.MOVE_LEVERS)

    def move() -> None:
        if (sent := told(_PANEL, "moved")) is None:
            return
        st.session_state[_TURN] = sent["turn"]
        for change in sent["changes"]:
            _apply(change, view)
        run_page()

    with st.container(key="levers"):
        _panel(key=_PANEL, data=_content(view, scenario, here, kpi, may=may), on_moved_change=move)
    if may:
        _bring_sweeps(view, scenario, kpi)


@st.fragment
def _bring_sweeps(view: View, scenario: Scenario, kpi: str) -> None:
    """Send the sweeps that the browser asked for, without running the page."""
    # What happens in a fragment runs without the page, and without who it is being looked at.
    let_in()

    def ask() -> None:
        st.session_state[_WANTED] = told(_CHANNEL, "wanted") or ()

    wanted = st.session_state.pop(_WANTED, ())
    levers = levers_for(view.scenarios)
    found = [
        cache.lever_sweep(view.mart, scenario, kpi, lever)
        for lever in levers
        if lever.key in wanted
    ]
    with st.container(key="sweeps"):
        _channel(
            key=_CHANNEL, data=f"[{','.join(filter(None, found))}]".encode(), on_wanted_change=ask
        )


def _apply(change: Mapping[str, Any], view: View) -> None:
    """Make one change that the panel sent, as far as it has a meaning.

    What comes from a browser may be anything: it is looked up, never trusted.
    """
    before, known = scenarios_now(view.mart)
    if before is None:
        return
    levers = {lever.key: lever for lever in levers_for(known)}
    settings = {key: getattr(before, key) for key in levers}
    name, guardrails = before.name.casefold(), before.guardrails
    match change:
        case {"undo": True}:
            _commit(st.session_state.pop(_BEFORE, before), view)
            return
        case {"reset": True}:
            settings, guardrails = {}, known[name].guardrails
        case {"scenario": str(key)} if key in known:
            name, settings, guardrails = key, {}, known[key].guardrails
        case {"guardrail": str(key), "on": bool(on)}:
            guardrails = guardrails | {key} if on else guardrails - {key}
        case {"lever": str(key), "step": int(step)} if key in levers:
            track = levers[key].track
            settings[key] = track[min(max(step, 0), len(track) - 1)]
        case {"lever": str(key), "typed": str(text)} if key in levers:
            typed = read_setting(text, levers[key], view.words)
            st.session_state[_SAID] = {key: typed.said}
            if typed.value is not None:
                settings[key] = typed.value
    after = moved(known[name], settings, tuple(levers.values()), guardrails)
    if after != before:
        st.session_state[_BEFORE] = before
    _commit(after, view)


def _commit(chosen: Scenario, view: View) -> None:
    """Write a scenario to the session and the URL, as what differs from the one it is named for."""
    name = chosen.name.casefold()
    settings = {lever.key: getattr(chosen, lever.key) for lever in LEVERS}
    # What one step back leads to may be a saved one that is no longer at hand by its name.
    named = all_scenarios(cache.open_home(), cache.scenarios(view.mart), name)[name]
    differing = {key: value for key, value in settings.items() if value != getattr(named, key)}
    kept = None if chosen.guardrails == named.guardrails else chosen.guardrails
    choose_scenario(name, differing, kept)


def _content(
    view: View, scenario: Scenario, here: Outlook, kpi: str, *, may: bool
) -> dict[str, Any]:
    """Give all that the panel shows, as texts; nothing to move for whoever may move nothing."""
    said = st.session_state.pop(_SAID, {})
    return {
        "turn": st.session_state.get(_TURN, 0),
        "kpi": kpi,
        "headings": [asdict(heading) for heading in HEADINGS],
        "now": _now(view, scenario, here, kpi),
        "label": _label(scenario, may=may),
        "modified": scenario.modified,
        "undo": _BEFORE in st.session_state,
        "levers": [
            _lever(view, scenario, kpi, lever, said.get(lever.key, ""))
            for lever in levers_for(view.scenarios)
            if may
        ],
        "scenarios": [
            {"key": key, "name": one.name, "chosen": one == scenario}
            for key, one in view.scenarios.items()
            if may
        ],
        "guardrails": [
            {"key": key, "title": title, "on": key in scenario.guardrails}
            for key, title in GUARDRAILS.items()
            if may
        ],
    }


def _label(scenario: Scenario, *, may: bool) -> str:
    """Say which scenario it is; unless it is one of those that stand beside it to be chosen."""
    if may:
        return scenario.label if scenario.modified else "Scenario:"
    return f"Scenario: {scenario.label}"


def _now(view: View, scenario: Scenario, here: Outlook, kpi: str) -> dict[str, Any]:
    base = cache.scenarios(view.mart)["base"]
    there = cache.money(view.mart, base).outlook if scenario != base else None
    return setting_content(cache.trajectory(view.mart, scenario, kpi), view.words, here, there)


def _lever(view: View, scenario: Scenario, kpi: str, lever: Lever, said: str) -> dict[str, Any]:
    value = getattr(scenario, lever.key)
    text, note, warns = step_content(view.words, lever, evidence_of(view.mart), value)
    return cache.track(view.mart, lever) | {
        "at": round((value - lever.low) / lever.step),
        "now": (text, said or note, bool(said) or warns),
        "sweep": sweep_id(scenario, kpi, lever),
    }
