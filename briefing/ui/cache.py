"""The one seam at which results are kept between reruns; every key holds the snapshot's id."""

from dataclasses import replace
from typing import Any

import streamlit as st

from briefing.charts.comparison import comparison_charts
from briefing.charts.stakeholder_map import PAGE as MAP_PAGE
from briefing.charts.stakeholder_map import public_map, team_map
from briefing.charts.theme import Size
from briefing.charts.tornado import size_within as tornado_within
from briefing.charts.tornado import tornado_chart
from briefing.charts.trajectory import BANDS, PAGE, exhibit_title, trajectory_chart
from briefing.figures.basis import build_basis
from briefing.figures.brief import Brief, build_brief
from briefing.figures.evidence import evidence_of
from briefing.figures.messages import Message
from briefing.figures.model import Figure
from briefing.figures.money import MoneyView, money_view
from briefing.figures.printed import in_all_scenarios, names_of
from briefing.figures.registry import headline_figures, mart_figures, scenario_figures
from briefing.figures.stakeholders import positions, public_positions
from briefing.figures.trajectory import Trajectory, build_trajectory, course_of, still_trajectory
from briefing.figures.uncertainty import build_tornado
from briefing.figures.words import Words
from briefing.forecast.basis import Basis
from briefing.forecast.draws import Draws, draw
from briefing.forecast.scenario import Lever, Scenario, shipped_scenarios
from briefing.forecast.sweeps import headlines, sweeps
from briefing.kpis.catalogue import catalogue_of
from briefing.store.mart import Mart
from briefing.store.retention import keep_house
from briefing.store.snapshots import Home, Snapshot
from briefing.ui.sweeps import (
    at_start,
    sweep_content,
    sweep_id,
    track_content,
    values_content,
)

TORNADO = tornado_within(Size(920, 400))
"""The tornado within its dialog."""

_MOST = 64
"""Results kept for each kind: enough for a meeting, small beside the rest of the process."""


@st.cache_resource(show_spinner=False)
def open_home() -> Home:
    """Open the folder of snapshots once for the process, and delete what is due in it."""
    home = Home.default()
    keep_house(home)
    return home


@st.cache_resource(
    max_entries=8, show_spinner=False, hash_funcs={Snapshot: lambda snapshot: snapshot.id}
)
def open_mart(snapshot: Snapshot) -> Mart:
    """Open a snapshot's mart once, after comparing its bytes with the ledger's checksum."""
    return Mart(open_home().verified_mart(snapshot))


# The results are values that nobody changes; a copy for each rerun of a thousand figures would
# cost more than all the rest of a page.
# A key is written by `repr`, since Streamlit's own way through a dataclass takes a millisecond; and
# no spinner is shown, since it would come and go faster than it can be read.
_kept = st.cache_resource(
    max_entries=_MOST,
    show_spinner=False,
    hash_funcs={Mart: lambda mart: mart.snapshot, Scenario: repr, Lever: repr, Size: repr},
)


@_kept
def fixed_figures(mart: Mart) -> dict[str, Figure]:
    """Give the figures that no lever moves."""
    return mart_figures(mart)


@_kept
def scenarios(mart: Mart) -> dict[str, Scenario]:
    """Give the scenarios that ship."""
    return shipped_scenarios(mart.assumptions(), mart.costs(), mart.settings.discount_rate)


@_kept
def basis(mart: Mart) -> Basis | str:
    """Give what the money rests on, or the reason why there is none; no lever changes it."""
    return build_basis(mart)


@_kept
def draws(mart: Mart) -> Draws | None:
    """Give the drawn cases; no lever changes them. None where there is no money to draw for."""
    found = basis(mart)
    return None if isinstance(found, str) else draw(found)


@_kept
def money(mart: Mart, scenario: Scenario | None) -> MoneyView:
    """Give a scenario in money."""
    return money_view(mart, scenario, basis(mart), draws(mart))


@_kept
def headlines_of(mart: Mart, scenario: Scenario | None) -> dict[str, Figure]:
    """Give the figures that titles and headline values print of a scenario."""
    return headline_figures(mart, money(mart, scenario))


@_kept
def moved_figures(mart: Mart, scenario: Scenario | None) -> dict[str, Figure]:
    """Give all figures that a scenario moves: ten times as many as a moved lever needs."""
    return scenario_figures(mart, money(mart, scenario))


@_kept
def every_figure(mart: Mart, scenario: Scenario | None) -> dict[str, Figure]:
    """Give the figures under a scenario, and beside them those of the scenarios that ship."""
    shipped = {name: moved_figures(mart, one) for name, one in scenarios(mart).items()}
    return in_all_scenarios(fixed_figures(mart) | moved_figures(mart, scenario), shipped)


@_kept
def names(mart: Mart) -> dict[str, tuple[str, ...]]:
    """Give the words with which a sentence means a figure; no lever changes them."""
    return names_of(every_figure(mart, scenarios(mart).get("base")))


@_kept
def still(mart: Mart, kpi: str) -> Trajectory | str:
    """Give what no lever moves of a measure's trajectory, or what is missing for it."""
    found = basis(mart)
    return still_trajectory(mart, None if isinstance(found, str) else found, kpi)


@_kept
def trajectory(mart: Mart, scenario: Scenario | None, kpi: str) -> Trajectory | str:
    """Give a measure's trajectory under a scenario, or what is missing for it."""
    return build_trajectory(mart, money(mart, scenario), kpi, still(mart, kpi))


@_kept
def trajectory_exhibit(
    mart: Mart, scenario: Scenario | None, kpi: str, size: Size | None = None
) -> dict[str, Any] | None:
    """Give the trajectory's spec, or None where something is missing for it.

    Without a size it is the page's own, which follows the levers.
    """
    data = trajectory(mart, scenario, kpi)
    if isinstance(data, str):
        return None
    return trajectory_chart(data, size or PAGE, live=size is None)


def exhibit_heading(mart: Mart, scenario: Scenario | None, kpi: str) -> Message:
    """Give the trajectory's heading: what is shown, or what is missing."""
    data = trajectory(mart, scenario, kpi)
    if isinstance(data, str):
        return Message(data, data)
    title = exhibit_title(data)
    return Message(title, f"{title}, {data.period}; {BANDS}")


def exhibit_note(mart: Mart, scenario: Scenario | None, kpi: str) -> str:
    """Say how often the trajectory's intervals held before."""
    data = trajectory(mart, scenario, kpi)
    return "" if isinstance(data, str) else data.backtest_text


@_kept
def tornado_exhibit(mart: Mart, scenario: Scenario | None) -> tuple[dict[str, Any] | None, Message]:
    """Give what matters most: its spec, or None, and its heading or what is missing."""
    data = build_tornado(mart, money(mart, scenario))
    if isinstance(data, str):
        return None, Message(data, data)
    return tornado_chart(data, TORNADO), Message(data.title, data.subtitle)


@_kept
def track(mart: Mart, lever: Lever) -> dict[str, Any]:
    """Give what of a lever is the same wherever levers stand."""
    return track_content(Words.of(mart.settings), lever, evidence_of(mart))


def lever_sweep(mart: Mart, scenario: Scenario, kpi: str, lever: Lever) -> str:
    """Give a lever's sweep as the browser takes it; nothing where there is no money to sweep."""
    # Where the lever itself stands makes no difference to its sweep.
    return _sweep(mart, replace(scenario, **at_start(lever)), kpi, lever)


@_kept
def _sweep(mart: Mart, scenario: Scenario, kpi: str, lever: Lever) -> str:
    found, drawn = basis(mart), draws(mart)
    base = money(mart, scenarios(mart)["base"]).outlook
    if isinstance(found, str) or drawn is None or base is None:
        return ""
    key = sweep_id(scenario, kpi, lever)
    course = course_of(mart, catalogue_of(mart)[kpi])
    if course is None:
        ((outlooks, _),) = headlines(found, scenario, drawn, [lever])
        return values_content(mart, outlooks, base, key)
    (sweep,) = sweeps(found, scenario, drawn, course, [lever])
    return sweep_content(mart, still(mart, kpi), sweep, base, key)


@_kept
def comparison_exhibit(
    mart: Mart, scenarios: tuple[Scenario, ...], kpi: str
) -> tuple[str, list[dict[str, Any]]] | str:
    """Give what scenarios side by side show and their specs, or what is missing for them."""
    named: list[tuple[str, Trajectory]] = []
    for one in scenarios:
        data = trajectory(mart, one, kpi)
        if isinstance(data, str):
            return data
        named.append((one.label, data))
    first = named[0][1]
    return f"{first.title}, {first.unit_line}, and what it is worth", comparison_charts(named)


@_kept
def brief_of(mart: Mart, scenario: Scenario | None) -> Brief:
    """Give the brief's texts and tables under a scenario."""
    figures = fixed_figures(mart) | moved_figures(mart, scenario)
    return build_brief(mart, figures, money(mart, scenario))


@_kept
def public_exhibit(mart: Mart, size: Size = MAP_PAGE) -> dict[str, Any]:
    """Give the stakeholder map that the room may see."""
    return public_map(public_positions(mart), size)


@_kept
def team_exhibit(mart: Mart) -> dict[str, Any]:
    """Give the team's own stakeholder map."""
    return team_map(positions(mart))
