"""money_figures: what a scenario is worth, cash first, and what doing nothing costs."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from briefing.figures.basis import build_basis
from briefing.figures.evidence import is_beyond
from briefing.figures.kpi import kpi_key, kpi_sources
from briefing.figures.measures import MEASURES, MoneyMeasure
from briefing.figures.model import Figure, Source, column_sources, row_source
from briefing.figures.words import Words
from briefing.forecast.basis import Basis
from briefing.forecast.draws import Draws, draw
from briefing.forecast.scenario import GUARDRAILS, Scenario
from briefing.forecast.simulation import Outlook, outlook
from briefing.forecast.value import Economics, evaluate
from briefing.kpis.catalogue import catalogue_of
from briefing.kpis.run import ROLLING
from briefing.privacy import ORGANISATION
from briefing.store.mart import Mart


@dataclass(frozen=True)
class MoneyView:
    """A scenario in money, or why it cannot be had: exactly one of the two is not None.

    `draws` are those of the basis, None where there is none.
    """

    scenario: Scenario | None
    basis: Basis | None
    economics: Economics | None
    reason: str | None
    beyond_evidence: bool = False
    draws: Draws | None = None

    @cached_property
    def outlook(self) -> Outlook | None:
        """The scenario's headline values over all drawn cases; None where there is a reason."""
        if self.basis is None or self.scenario is None or self.draws is None:
            return None
        return outlook(self.basis, self.scenario, self.draws, self.economics)

    @property
    def label(self) -> str:
        """Name the scenario as a figure's period does, with its guardrails and its evidence."""
        if self.scenario is None:
            return "no scenario"
        guards = (GUARDRAILS[key] for key in GUARDRAILS if key in self.scenario.guardrails)
        beyond = ("uplift beyond the evidence",) if self.beyond_evidence else ()
        return ", ".join((f"scenario {self.scenario.label}", *guards, *beyond))

    @property
    def rests_on(self) -> tuple[str, ...]:
        """The keys of the measures whose improvement is worth money."""
        streams = self.basis.streams if self.basis else ()
        return tuple(kpi_key(part.stream.kpi, ORGANISATION, ROLLING) for part in streams)


def money_view(
    mart: Mart,
    scenario: Scenario | None,
    basis: Basis | str | None = None,
    draws: Draws | None = None,
) -> MoneyView:
    """Work out a scenario in money, or say what is missing.

    `basis` is what `build_basis` gives, and `draws` are its; no scenario changes either, so that
    whoever works out several hands them in.
    """
    basis = basis or build_basis(mart)
    if isinstance(basis, str) or scenario is None:
        reason = basis if isinstance(basis, str) else "Assumptions has no levers"
        return MoneyView(scenario, None, None, reason)
    beyond = is_beyond(mart, scenario.uplift)
    economics = evaluate(basis, scenario)
    return MoneyView(scenario, basis, economics, None, beyond, draws or draw(basis))


def money_figures(mart: Mart, view: MoneyView) -> Iterator[Figure]:
    """Give present value, return, payback, breakeven and the costs of delay and of inaction."""
    words = Words.of(mart.settings)
    sources = tuple(money_sources(mart, view))
    for measure in MEASURES:
        found = getattr(view.economics, measure.key) if view.economics else None
        value = None if isinstance(found, str) else found
        # What has no internal rate of return says itself why.
        why = found if isinstance(found, str) else measure.none_means
        reason = (view.reason or why) if value is None else None
        yield Figure(
            key=measure.key,
            title=measure.title,
            value=value,
            unit=measure.unit,
            text=reason or _text(words, measure, value),
            period=f"{mart.settings.horizon_months} months, {view.label}{_decided(mart, measure)}",
            as_of=mart.as_of,
            n=None,
            formula=measure.formula,
            sources=sources,
            reason=reason,
            rests_on=view.rests_on,
        )
    yield from _inaction(mart, view, words, sources)


def _decided(mart: Mart, measure: MoneyMeasure) -> str:
    """Give the day of the decision that a delay is counted from, where it is known."""
    ask = mart.asks().get("trajectory")
    day = ask.due_on if ask else mart.settings.meeting_on
    if day is None or measure.key != "delay_cost_cash":
        return ""
    return f", for each month after the decision on {Words.of(mart.settings).full_day(day)}"


def _text(words: Words, measure: MoneyMeasure, value: float | None) -> str:
    if measure.key == "breakeven_uplift_cash" and value is not None:
        # Rounded up: at the uplift that is said, the programme must not lose.
        value = math.ceil(value * 1000) / 1000
    return words.value(value, measure.unit)


def _inaction(
    mart: Mart, view: MoneyView, words: Words, sources: tuple[Source, ...]
) -> Iterator[Figure]:
    """Give the people who leave within a year at today's pace, and what replacing them costs."""
    attrition = (
        next((s for s in view.basis.streams if s.stream.kpi == "voluntary_attrition"), None)
        if view.basis
        else None
    )
    reason = None if attrition else view.reason or "Assumptions has no row replacement_cost"
    leavers = float(attrition.path[11] * attrition.volume_a_month * 12) if attrition else 0
    for key, title, value, unit, formula in (
        (
            "leavers_next_year",
            "People who leave within a year if nothing changes",
            leavers,
            "people",
            "voluntary attrition of the current trajectory over the coming 12 months × headcount",
        ),
        (
            "replacement_next_year",
            "Cost of replacing them",
            leavers * attrition.price if attrition else 0,
            "money",
            "people who leave within a year × cost of replacing one",
        ),
    ):
        shown = None if reason else value
        yield Figure(
            key=key,
            title=title,
            value=shown,
            unit=unit,
            text=reason or words.value(shown, unit),
            period="next 12 months",
            as_of=mart.as_of,
            n=None,
            formula=formula,
            sources=sources,
            reason=reason,
            rests_on=view.rests_on,
        )


def money_sources(mart: Mart, view: MoneyView) -> Iterator[Source]:
    """Give the cells that the money rests on: assumptions, costs, settings and the KPIs'."""
    for row in mart.assumptions().values():
        yield row_source(mart.loads, "assumptions", row.origin, ["low", "base", "high"])
    yield from column_sources(
        mart.loads, "costs", ("one_off", "per_learner", "per_month", "hours_per_learner")
    )
    yield from column_sources(mart.loads, "settings", ("value",))
    priced = {part.stream.kpi for part in view.basis.streams} if view.basis else set()
    for kpi in catalogue_of(mart).values():
        if kpi.key in priced or kpi.key == "voluntary_attrition":
            yield from kpi_sources(mart, kpi)
