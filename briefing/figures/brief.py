"""build_brief: the one-page case in words and tables, the same for the screen and for paper."""

from collections.abc import Mapping
from dataclasses import dataclass

from briefing.figures.asks import Ask, page_ask
from briefing.figures.audience import Audience, Lead, build_lead
from briefing.figures.economics import ALL_ROWS, SHORT, economics_table
from briefing.figures.measures import CONVENTIONS
from briefing.figures.messages import (
    Message,
    brief_message,
    risk_of_inaction,
    success_looks,
    why_now,
)
from briefing.figures.model import Figure, FigureTable
from briefing.figures.money import MoneyView, money_view
from briefing.figures.words import Words
from briefing.forecast.scenario import CONSERVATIVE_BAND, Scenario, shipped_scenarios
from briefing.store.mart import Mart

MEASURE = "revenue_per_fte"
"""The measure whose trajectory the brief draws."""
_RESTS = {"pilot": "a pilot", "benchmark": "a benchmark"}


@dataclass(frozen=True)
class Frame:
    """One of the three frames in which the case is told."""

    title: str
    text: str


@dataclass(frozen=True)
class Brief:
    """Every text of the brief. `economics` is None where `missing` says what it lacks."""

    organisation: str
    sample: str
    view_line: str
    message: Message
    lead: Lead | None
    frames: tuple[Frame, ...]
    economics: FigureTable | None
    missing: str
    evidence: str
    ask: Ask
    foot: str


def build_brief(
    mart: Mart,
    figures: Mapping[str, Figure],
    view: MoneyView,
    audience: Audience | None = None,
    *,
    team: bool = False,
) -> Brief:
    """Tell the case of a snapshot under a scenario, for everybody or for one audience."""
    words = Words.of(mart.settings)
    shipped = shipped_scenarios(mart.assumptions(), mart.costs(), mart.settings.discount_rate)
    now = view.scenario
    present = {"modified": now} if now and now not in shipped.values() else {}
    return Brief(
        organisation=mart.settings.organisation,
        sample=mart.sample,
        view_line=f"{scenario_line(view.scenario)}figures as of {words.full_day(mart.as_of)}",
        message=_told(mart, figures, view, shipped),
        lead=build_lead(mart, figures, shipped | present, audience) if audience else None,
        frames=(
            Frame("Why now", why_now(mart, figures)),
            Frame("Risk of inaction", risk_of_inaction(figures)),
            Frame("How success looks", success_looks(mart, figures)),
        ),
        economics=economics_table(mart, shipped, view.scenario, SHORT if audience else ALL_ROWS),
        missing=view.reason or "there is no scenario",
        evidence=_evidence(mart, words, view),
        ask=page_ask(mart, figures, "brief", team=team),
        foot=foot_line(mart, view.scenario),
    )


def _told(
    mart: Mart, figures: Mapping[str, Figure], view: MoneyView, shipped: Mapping[str, Scenario]
) -> Message:
    """Say what is found and what mending it is worth, in the cautious case and the best, too."""
    message = brief_message(mart, figures, view)
    worth = {name: money_view(mart, one).economics for name, one in shipped.items()}
    cautious, best = worth.get("conservative"), worth.get("stretch")
    if view.economics is None or cautious is None or best is None:
        return message
    words = Words.of(mart.settings)
    ends = (
        f"The conservative case comes to {words.money(cautious.npv_cash)}, the stretch case to "
        f"{words.money(best.npv_cash)}."
    )
    return Message(message.title, f"{message.subtitle} {ends}")


def scenario_line(scenario: Scenario | None) -> str:
    """Name the scenario for a document's head: "Base scenario · ", or nothing."""
    if scenario is None:
        return ""
    label = scenario.label
    return f"{label[:1].upper()}{label[1:]}{'' if scenario.modified else ' scenario'} · "


def foot_line(mart: Mart, scenario: Scenario | None) -> str:
    """Say at a document's foot what it shows, what is hidden, and how to trace a figure."""
    settings = mart.settings
    words = Words.of(settings)
    rate = words.lever_share(scenario.discount_rate if scenario else settings.discount_rate)
    return (
        f"{settings.organisation}, {scenario_line(scenario)}figures as of "
        f"{words.full_day(mart.as_of)}, snapshot {mart.snapshot}. Groups below "
        f"{settings.minimum_group} people are pooled or left out. Money: {CONVENTIONS}, {rate} a "
        "year. Any number's formula, period and source cells: python -m briefing trace NUMBER."
    )


def _evidence(mart: Mart, words: Words, view: MoneyView) -> str:
    """Say what the uplift rests on, and what counts as cautious."""
    low, high = (words.lever_share(end) for end in CONSERVATIVE_BAND)
    row = mart.assumptions().get("uplift")
    band = f"The conservative band is {low} to {high}."
    if row is None:
        return f"No uplift is assumed. {band}"
    rests = _RESTS.get(row.evidence or "", row.evidence or "no stated evidence")
    source = f" ({row.source})" if row.source else ""
    beyond = " This page shows an uplift beyond that evidence." if view.beyond_evidence else ""
    return f"The uplift rests on {rests}{source}. {band}{beyond}"
