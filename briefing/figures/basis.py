"""build_basis: what the money rests on, gathered from a mart, or the reason why it cannot be."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import numpy as np

from briefing.forecast.basis import STREAMS, Basis, Range, Stream, StreamBasis
from briefing.kpis.catalogue import catalogue_of, outcomes_of
from briefing.kpis.run import ROLLING
from briefing.privacy import ORGANISATION
from briefing.store.mart import Mart
from briefing.store.rows import Assumption, Cell

_LEVERS = ("uplift", "adoption", "ramp_months")
_ATTRITION, _HIRES = "voluntary_attrition", "cost_per_hire"


def build_basis(mart: Mart) -> Basis | str:
    """Gather what the money rests on; or say which sheet or row is missing for it."""
    assumptions = mart.assumptions()
    costs = mart.costs()
    missing = [name for name in _LEVERS if name not in assumptions]
    if not assumptions or not costs:
        return f"there is no sheet {'Costs' if assumptions else 'Assumptions'}"
    if missing:
        return f"Assumptions has no row {', '.join(missing)}"
    attrition = _latest(mart, _ATTRITION)
    if attrition is None or attrition.denominator is None:
        return "Workers does not cover 12 months with leavers, so the headcount is not known"
    streams = tuple(
        part
        for stream in STREAMS
        if not isinstance(part := stream_basis(mart, stream, attrition.ends_on), str)
    )
    if not streams:
        prices = " or ".join(stream.price for stream in STREAMS if stream.price)
        return f"no benefit has both a 12-month KPI and its price in Assumptions ({prices})"
    if any(cost.hours_per_learner for cost in costs) and "hourly_cost" not in assumptions:
        return "Costs has hours for each learner, and Assumptions has no row hourly_cost"
    return Basis(
        horizon=mart.settings.horizon_months,
        headcount=attrition.denominator,
        one_off=sum(cost.one_off or 0 for cost in costs),
        per_month=sum(cost.per_month or 0 for cost in costs),
        hourly_cost=assumptions["hourly_cost"].base if "hourly_cost" in assumptions else 0.0,
        streams=_netted(mart, streams),
        uplift_points=_points(assumptions["uplift"]),
        own_uplifts={
            kpi: _points(assumptions[f"uplift_{kpi}"])
            for kpi in outcomes_of(mart)
            if f"uplift_{kpi}" in assumptions
        },
        ranges=_ranges(mart, assumptions, streams),
    )


def stream_basis(mart: Mart, stream: Stream, until: date) -> StreamBasis | str:
    """Give what one stream rests on, nothing netted; or say why it is not priced.

    `until` is the last day of the 12 months that the headcount is of.
    """
    assumptions = mart.assumptions()
    kpi = catalogue_of(mart).get(stream.kpi)
    last, course = _latest(mart, stream.kpi), mart.baseline(stream.kpi, ORGANISATION)
    if kpi is None or last is None or last.denominator is None or not course.path:
        return f"{stream.kpi} has no current trajectory"
    if stream.price and stream.price not in assumptions:
        return f"Assumptions has no row {stream.price}"
    if last.ends_on != until:
        return f"{kpi.title} and the headcount do not end in the same month"
    if min(course.path) < 0:
        return f"{kpi.title} goes below zero, where a relative improvement has no plain meaning"
    if kpi.better != ("up" if stream.kpi == "revenue_per_fte" else "down"):
        return f"KPIs says that more of {stream.kpi} is better, and it is a cost"
    own = f"uplift_{stream.kpi}"
    uplift = assumptions.get(own, assumptions["uplift"])
    price = assumptions.get(stream.price)
    cashable = assumptions.get(stream.cashable)
    return StreamBasis(
        stream=stream,
        path=np.asarray(course.path),
        spread=np.asarray(course.spread),
        volume_a_month=last.denominator / 12,
        price=(price.base if price else 1.0) / stream.per,
        # A share that nobody stated is not counted as cash.
        cashable=(cashable.cashable or 0.0) if cashable else 0.0,
        confidence=_confidence(uplift) * (_confidence(price) if price else 1.0),
        has_evidence=uplift.evidence in ("pilot", "benchmark") and bool(uplift.source),
        uplift_input=uplift.assumption,
        price_input=stream.price,
        netted=0.0,
    )


def _netted(mart: Mart, streams: tuple[StreamBasis, ...]) -> tuple[StreamBasis, ...]:
    """Net what another stream that is priced has already."""
    priced = {part.stream.kpi for part in streams}
    return tuple(
        replace(part, netted=_overlap(mart, part.stream)) if part.stream.part_of in priced else part
        for part in streams
    )


def _overlap(mart: Mart, stream: Stream) -> float:
    """Give the share of a stream that another has: of hires those that replace leavers."""
    if stream.kpi == _HIRES:
        hires, leavers = _latest(mart, _HIRES), _latest(mart, _ATTRITION)
        if not hires or not hires.denominator or not leavers or leavers.numerator is None:
            return 1.0
        return min(1.0, leavers.numerator / hires.denominator)
    stated = mart.assumptions().get(stream.overlap_input)
    return stated.base if stated else 1.0


def _latest(mart: Mart, kpi: str) -> Cell | None:
    """Give the organisation's last twelve months of a measure."""
    cells = mart.cells(kpi, ORGANISATION, ROLLING)
    return cells[-1] if cells else None


def _ranges(
    mart: Mart, assumptions: Mapping[str, Assumption], streams: tuple[StreamBasis, ...]
) -> dict[str, Range]:
    """Give the range of each assumption that the money or a trajectory rests on."""
    uplifts = (f"uplift_{kpi}" for kpi in outcomes_of(mart))
    prices = (part.stream.price for part in streams)
    priced = {part.stream.kpi for part in streams}
    overlaps = (part.stream.overlap_input for part in streams if part.stream.part_of in priced)
    names = (*_LEVERS, *uplifts, *prices, *overlaps, "hourly_cost", "cost_overrun")
    return {name: Range(*_points(assumptions[name])) for name in names if name in assumptions}


def _confidence(row: Assumption) -> float:
    """Give how sure the owner is; what is not stated takes nothing away."""
    return 1.0 if row.confidence is None else row.confidence


def _points(row: Assumption) -> tuple[float, float, float]:
    return row.low, row.base, row.high
