"""money_figures: what a scenario is worth, cash first, and what doing nothing costs."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.figures.basis import build_basis
from briefing.figures.kpi import kpi_key, kpi_sources
from briefing.figures.model import Figure, Source, column_sources, row_source
from briefing.figures.words import Words
from briefing.forecast.basis import STREAMS, Basis
from briefing.forecast.scenario import Scenario
from briefing.forecast.value import Economics, evaluate
from briefing.kpis.catalogue import CATALOGUE
from briefing.kpis.run import ROLLING
from briefing.privacy import ORGANISATION
from briefing.store.mart import Mart

CONVENTIONS = (
    "monthly rate (1 + yearly rate)^(1/12) − 1, flows at month's end, one-off costs at the "
    "start, nominal, before tax"
)


@dataclass(frozen=True)
class _Measure:
    """One number of Economics as a figure; `none_means` says why it may be None."""

    key: str
    title: str
    unit: str
    formula: str
    none_means: str = ""


_NO_COSTS = "there are no costs to set it against"
_NO_PAYBACK = "it does not pay back within the horizon"
_MEASURES = (
    _Measure(
        "npv_cash",
        "Net present value, cash only",
        "money",
        f"cashable benefits less costs paid, discounted; {CONVENTIONS}",
    ),
    _Measure(
        "npv_full",
        "Net present value, in full",
        "money",
        f"all benefits less costs and the learners' own hours, discounted; {CONVENTIONS}",
    ),
    _Measure(
        "return_cash",
        "Return, cash only",
        "share",
        "net present value, cash only ÷ present value of the costs paid",
        _NO_COSTS,
    ),
    _Measure(
        "return_full",
        "Return, in full",
        "share",
        "net present value, in full ÷ present value of the costs and the learners' hours",
        _NO_COSTS,
    ),
    _Measure(
        "payback_cash",
        "Payback, cash only",
        "months",
        "the month from whose end on the cash so far never again comes to a loss",
        _NO_PAYBACK,
    ),
    _Measure(
        "payback_full",
        "Payback, in full",
        "months",
        "the month from whose end on the benefits so far never again come to a loss",
        _NO_PAYBACK,
    ),
    _Measure(
        "breakeven_uplift_cash",
        "Breakeven uplift, cash only",
        "share",
        "the smallest uplift at which net present value, cash only, is not negative",
        "no uplift on the lever's track breaks even",
    ),
    _Measure(
        "delay_cost_cash",
        "Cost of a month's delay, cash only",
        "money",
        "net present value, cash only, less that of a start one month later, both counted to "
        "the same last month",
    ),
    _Measure(
        "benefits_cash",
        "Benefits in cash",
        "money",
        "the cashable share of all benefits over the horizon, not discounted",
    ),
    _Measure(
        "costs_cash",
        "Costs paid",
        "money",
        "all costs paid over the horizon, not discounted",
    ),
    _Measure(
        "checkpoint_cash",
        "Paid by the 90-day checkpoint",
        "money",
        "one-off costs, and three months' costs of running and of those who start to learn",
    ),
    _Measure(
        "peak_funding_cash",
        "Deepest cash outlay",
        "money",
        "how far the cash so far goes below zero before it turns, not discounted",
    ),
)


PRICED = tuple(kpi_key(stream.kpi, ORGANISATION, ROLLING) for stream in STREAMS)
"""The measures whose improvement is worth money."""


@dataclass(frozen=True)
class MoneyView:
    """A scenario in money, or why it cannot be had: exactly one of the two is not None."""

    scenario: Scenario | None
    basis: Basis | None
    economics: Economics | None
    reason: str | None


def money_view(mart: Mart, scenario: Scenario | None) -> MoneyView:
    """Work out a scenario in money, or say what is missing."""
    basis = build_basis(mart)
    if isinstance(basis, str) or scenario is None:
        reason = basis if isinstance(basis, str) else "Assumptions has no levers"
        return MoneyView(scenario, None, None, reason)
    return MoneyView(scenario, basis, evaluate(basis, scenario), None)


def money_figures(mart: Mart, view: MoneyView) -> Iterator[Figure]:
    """Give present value, return, payback, breakeven and the costs of delay and of inaction."""
    words = Words.of(mart.settings)
    sources = tuple(money_sources(mart))
    label = f"scenario {view.scenario.label}" if view.scenario else "no scenario"
    for measure in _MEASURES:
        value = getattr(view.economics, measure.key) if view.economics else None
        reason = (view.reason or measure.none_means) if value is None else None
        yield Figure(
            key=measure.key,
            title=measure.title,
            value=value,
            unit=measure.unit,
            text=reason or _text(words, measure, value),
            period=f"{mart.settings.horizon_months} months, {label}",
            as_of=mart.as_of,
            n=None,
            formula=measure.formula,
            sources=sources,
            reason=reason,
            rests_on=PRICED,
        )
    yield from _inaction(mart, view, words, sources)


def _text(words: Words, measure: _Measure, value: float | None) -> str:
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
            rests_on=PRICED,
        )


def money_sources(mart: Mart) -> Iterator[Source]:
    """Give the cells that the money rests on: assumptions, costs, settings and the KPIs'."""
    for row in mart.assumptions().values():
        yield row_source(mart.loads, "assumptions", row.origin, ["low", "base", "high"])
    yield from column_sources(
        mart.loads, "costs", ("one_off", "per_learner", "per_month", "hours_per_learner")
    )
    yield from column_sources(mart.loads, "settings", ("value",))
    for stream in STREAMS:
        yield from kpi_sources(mart, CATALOGUE[stream.kpi])
