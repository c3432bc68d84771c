"""build_basis: what the money rests on, gathered from a mart, or the reason why it cannot be."""

from datetime import date

import numpy as np

from briefing.forecast.basis import STREAMS, Basis, Range, StreamBasis
from briefing.kpis.catalogue import outcomes_of
from briefing.kpis.run import ROLLING
from briefing.privacy import ORGANISATION
from briefing.store.mart import Mart
from briefing.store.rows import Assumption

_NEEDED = ("uplift", "adoption", "ramp_months")


def build_basis(mart: Mart) -> Basis | str:
    """Gather what the money rests on; or say which sheet or row is missing for it."""
    assumptions = mart.assumptions()
    costs = mart.costs()
    missing = [name for name in _NEEDED if name not in assumptions]
    if not assumptions or not costs:
        return f"there is no sheet {'Costs' if assumptions else 'Assumptions'}"
    if missing:
        return f"Assumptions has no row {', '.join(missing)}"
    attrition = mart.cells("voluntary_attrition", ORGANISATION, ROLLING)
    if not attrition or attrition[-1].denominator is None:
        return "Workers does not cover 12 months with leavers, so the headcount is not known"
    streams = tuple(
        part
        for stream in STREAMS
        if (part := _stream(mart, stream.kpi, assumptions, attrition[-1].ends_on))
    )
    if not streams:
        prices = " or ".join(stream.price for stream in STREAMS)
        return f"no benefit has both a 12-month KPI and its price in Assumptions ({prices})"
    hours = sum(cost.hours_per_learner or 0 for cost in costs)
    if hours and "hourly_cost" not in assumptions:
        return "Costs has hours for each learner, and Assumptions has no row hourly_cost"
    return Basis(
        horizon=mart.settings.horizon_months,
        headcount=attrition[-1].denominator,
        one_off=sum(cost.one_off or 0 for cost in costs),
        per_month=sum(cost.per_month or 0 for cost in costs),
        hourly_cost=assumptions["hourly_cost"].base if hours else 0.0,
        streams=streams,
        uplift_points=_points(assumptions["uplift"]),
        own_uplifts={
            kpi: _points(assumptions[f"uplift_{kpi}"])
            for kpi in outcomes_of(mart)
            if f"uplift_{kpi}" in assumptions
        },
        ranges=_ranges(mart, assumptions),
    )


def _ranges(mart: Mart, assumptions: dict[str, Assumption]) -> dict[str, Range]:
    """Give the range of each assumption that the money or a trajectory rests on."""
    uplifts = (f"uplift_{kpi}" for kpi in outcomes_of(mart))
    prices = (stream.price for stream in STREAMS)
    names = (*_NEEDED, *uplifts, *prices, "hourly_cost", "cost_overrun")
    return {name: Range(*_points(assumptions[name])) for name in names if name in assumptions}


def _stream(
    mart: Mart, kpi: str, assumptions: dict[str, Assumption], until: date
) -> StreamBasis | None:
    """Give one stream's basis; None where its price is not there, or its KPI ends elsewhere."""
    stream = next(stream for stream in STREAMS if stream.kpi == kpi)
    price = assumptions.get(stream.price)
    cells = mart.cells(kpi, ORGANISATION, ROLLING)
    path = mart.baseline(kpi, ORGANISATION)
    if price is None or not path or cells[-1].denominator is None or cells[-1].ends_on != until:
        return None
    if min(path) < 0:
        # A relative improvement of a loss has no plain meaning: it is not priced.
        return None
    own = f"uplift_{kpi}"
    uplift = assumptions.get(own, assumptions["uplift"])
    return StreamBasis(
        stream=stream,
        path=np.asarray(path),
        spread=np.zeros(len(path)),
        volume_a_month=cells[-1].denominator / 12,
        price=price.base,
        # A share that nobody stated is not counted as cash.
        cashable=price.cashable or 0.0,
        confidence=_confidence(uplift) * _confidence(price),
        has_evidence=uplift.evidence in ("pilot", "benchmark") and bool(uplift.source),
        uplift_input=own if own in assumptions else "uplift",
        price_input=stream.price,
        netted=0.0,
    )


def _confidence(row: Assumption) -> float:
    """Give how sure the owner is; what is not stated takes nothing away."""
    return 1.0 if row.confidence is None else row.confidence


def _points(row: Assumption) -> tuple[float, float, float]:
    return row.low, row.base, row.high
