"""The levers: a slider each, with its evidence on the track, and the choice of scenario."""

import math
from collections.abc import Mapping

import streamlit as st

from briefing.figures.kpi import kpi_title
from briefing.figures.words import Words
from briefing.forecast.scenario import CONSERVATIVE_BAND, Lever, Scenario, levers_for
from briefing.kpis.catalogue import outcomes_of
from briefing.privacy import ORGANISATION
from briefing.ui import html
from briefing.ui.state import View, choose_scenario

_PERCENT = 100
_KPI = "kpi"
_FIRST_KPI = "revenue_per_fte"


def chosen_kpi(view: View) -> str:
    """Give the measure that the URL names, else the one last chosen, and keep it for later.

    A vanity number is none that can be chosen: nobody should promise more registrations.
    """
    wanted = st.query_params.get(_KPI, st.session_state.get(_KPI, _FIRST_KPI))
    kpi = wanted if wanted in outcomes_of(view.mart) else _FIRST_KPI
    st.session_state[_KPI] = kpi
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
        format_func=lambda name: kpi_title(measures[name], view.mart, ORGANISATION),
        on_change=choose,
    )


def show_scenarios(current: Scenario, known: Mapping[str, Scenario]) -> None:
    """Offer the scenarios at hand; choosing one sets every lever to it."""
    # A key for each state, because a moved lever takes the choice away: under one key the
    # browser would send back the old choice with the next press of a key, and reset the levers.
    key = f"scenario_{current.label}"

    def choose() -> None:
        name = st.session_state[key]
        # The browser may send an old choice again, as if it were new, while keys repeat.
        if name and (current.modified or name != current.name):
            choose_scenario(name.casefold(), {})

    st.segmented_control(
        "Scenario",
        [scenario.name for scenario in known.values()],
        default=None if current.modified else current.name,
        required=not current.modified,
        key=key,
        on_change=choose,
    )
    if current.modified:
        st.html(html.tag("p", html.text(current.label), css="evidence-note"))


def show_label(current: Scenario) -> None:
    """Name the scenario, for whoever sees it and moves no lever."""
    st.html(html.tag("p", html.text(f"Scenario: {current.label}"), css="soft"))


def show_levers(current: Scenario, known: Mapping[str, Scenario], words: Words) -> None:
    """Show a slider for each lever; moving one writes the scenario to the URL."""
    levers = levers_for(known)

    def release() -> None:
        named = known[current.name.casefold()]
        settings = {
            lever.key: float(st.session_state[_key(lever)]) / _scale(lever) for lever in levers
        }
        moved_ones = {
            key: value
            for key, value in settings.items()
            if not math.isclose(value, getattr(named, key))
        }
        kept = None if current.guardrails == named.guardrails else current.guardrails
        choose_scenario(current.name.casefold(), moved_ones, kept)

    for lever in levers:
        scale = _scale(lever)
        value = round(getattr(current, lever.key) * scale, 6)
        # Set only where the program, not the person, moved it: an answer to an earlier press
        # of a key would otherwise push the slider back under the person's hand.
        if st.session_state.get(_key(lever)) != value:
            st.session_state[_key(lever)] = value
        st.slider(
            lever.title,
            min_value=float(lever.low * scale),
            max_value=float(lever.high * scale),
            step=float(lever.step * scale),
            key=_key(lever),
            format=_format(lever, words),
            on_change=release,
        )
        if lever.key == "uplift":
            st.html(_evidence(lever, words))


def _evidence(lever: Lever, words: Words) -> str:
    """Shade the conservative band under the uplift's track, and name it."""
    low, high = ((end - lever.low) / (lever.high - lever.low) for end in CONSERVATIVE_BAND)
    style = f"left: {_PERCENT * low:.1f}%; width: {_PERCENT * (high - low):.1f}%"
    first, last = (words.lever_share(end) for end in CONSERVATIVE_BAND)
    return html.tag("div", html.tag("i", style=style), css="evidence") + html.tag(
        "div", html.text(f"shaded: the conservative band, {first} to {last}"), css="evidence-note"
    )


def _key(lever: Lever) -> str:
    return f"lever_{lever.key}"


def _scale(lever: Lever) -> int:
    return _PERCENT if lever.unit == "share" else 1


def _format(lever: Lever, words: Words) -> str:
    match lever.unit:
        case "share":
            return "%.4g%%"
        case "months":
            return "%g mo"
        case "hours":
            return "%g h"
        case _:
            return f"{words.money_sign}%,.0f"
