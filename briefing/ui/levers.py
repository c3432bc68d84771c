"""The levers: a slider each, with its evidence on the track, and the choice of scenario."""

from collections.abc import Mapping, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from briefing.figures.kpi import kpi_title
from briefing.figures.words import Words
from briefing.forecast.scenario import CONSERVATIVE_BAND, LEVERS, Lever, Scenario, levers_for
from briefing.kpis.catalogue import CATALOGUE
from briefing.privacy import ORGANISATION
from briefing.ui import html
from briefing.ui.state import View, choose_scenario

_PERCENT = 100
_KPI = "kpi"
_FIRST_KPI = "revenue_per_fte"


def choose_kpi(keys: Sequence[str], view: View) -> str:
    """Let the reader choose a measure; the URL keeps it."""
    wanted = st.query_params.get(_KPI, st.session_state.get(_KPI, _FIRST_KPI))
    index = keys.index(wanted) if wanted in keys else keys.index(_FIRST_KPI)
    chosen: str = labelled("Measure").selectbox(
        "Measure",
        keys,
        index=index,
        format_func=lambda key: kpi_title(CATALOGUE[key], view.mart, ORGANISATION),
        label_visibility="collapsed",
    )
    st.session_state[_KPI] = chosen
    st.query_params[_KPI] = chosen
    return chosen


def show_scenarios(current: Scenario, shipped: Mapping[str, Scenario]) -> None:
    """Offer the shipped scenarios; choosing one sets every lever to it."""

    def chosen() -> None:
        name = st.session_state["scenario_choice"]
        if name:
            choose_scenario(name.casefold(), {})
            for lever in LEVERS:
                st.session_state.pop(_key(lever), None)

    names = [scenario.name for scenario in shipped.values()]
    st.session_state["scenario_choice"] = None if current.modified else current.name
    choice = labelled("Scenario")
    choice.segmented_control(
        "Scenario",
        names,
        key="scenario_choice",
        on_change=chosen,
        label_visibility="collapsed",
    )
    if current.modified:
        choice.html(html.tag("p", html.text(current.label), css="soft"))


def show_levers(current: Scenario, shipped: Mapping[str, Scenario], words: Words) -> None:
    """Show a slider for each lever; moving one writes the scenario to the URL."""
    levers = levers_for(shipped)

    def release() -> None:
        settings = {
            lever.key: float(st.session_state[_key(lever)]) / _scale(lever) for lever in levers
        }
        choose_scenario(current.name.casefold(), settings)

    for lever in levers:
        scale = _scale(lever)
        st.session_state[_key(lever)] = round(getattr(current, lever.key) * scale, 6)
        track = labelled(lever.title)
        track.slider(
            lever.title,
            min_value=float(lever.low * scale),
            max_value=float(lever.high * scale),
            step=float(lever.step * scale),
            key=_key(lever),
            format=_format(lever, words),
            on_change=release,
            label_visibility="collapsed",
        )
        if lever.key == "uplift":
            track.html(_evidence(lever, words))


def labelled(title: str) -> DeltaGenerator:
    """Write a control's name at the left, and give the place at its right for the control."""
    name, place = st.columns([1, 2.6], vertical_alignment="center")
    name.html(html.tag("p", html.text(title)))
    return place


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
            return "%g months"
        case _:
            return f"{words.money_sign}%,.0f"
