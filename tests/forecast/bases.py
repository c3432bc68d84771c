"""Random bases and scenarios, for tests that hold two ways of working them out equal."""

from collections.abc import Callable
from typing import Any

import numpy as np
from hypothesis import strategies as st

from briefing.forecast.basis import Basis, Months, Range, Stream, StreamBasis
from briefing.forecast.scenario import GUARDRAILS, Scenario

KPIS = ("revenue_per_fte", "voluntary_attrition", "compliance_incidents")
MONTHS = 60

Draw = Callable[..., Any]


def share() -> st.SearchStrategy[float]:
    return st.floats(0, 1)


@st.composite
def ranges(draw: Draw, most: float = 1.0) -> Range:
    """Draw a range; its ends may fall together, and its base may be 0."""
    low, base, high = sorted(draw(st.tuples(*[st.floats(0, most, allow_subnormal=False)] * 3)))
    return Range(low, draw(st.sampled_from([low, base, high])), high)


@st.composite
def stream_bases(draw: Draw, kpi: str) -> StreamBasis:
    level, slope = draw(st.floats(0.01, 1e5)), draw(st.floats(-0.9, 2))
    path: Months = level * (1 + slope * np.linspace(0, 1, MONTHS))
    spread: Months = draw(st.floats(0, 2)) * level * np.sqrt(np.linspace(0, 1, MONTHS))
    per = draw(st.sampled_from([1.0, 100.0]))
    price = draw(st.floats(0, 1e5))
    return StreamBasis(
        Stream(kpi, f"price_{kpi}", kpi, "", f"price_{kpi}", per=per),
        path,
        spread,
        volume_a_month=draw(st.floats(0, 1e3)),
        price=price / per,
        cashable=draw(share()),
        confidence=draw(share()),
        has_evidence=draw(st.booleans()),
        uplift_input=draw(st.sampled_from(["uplift", f"uplift_{kpi}"])),
        price_input=draw(st.sampled_from([f"price_{kpi}", ""])),
        netted=draw(share()),
    )


@st.composite
def bases(draw: Draw) -> Basis:
    """Draw a basis of up to three streams, with a range for everything that has one."""
    streams = tuple(draw(stream_bases(kpi)) for kpi in KPIS[: draw(st.integers(0, 3))])
    points = sorted(draw(st.tuples(*[st.floats(0, 0.1)] * 3)))
    own = {}
    known = {"uplift": Range(points[0], points[1], points[2])}
    for part in streams:
        kpi = part.stream.kpi
        # A price that has a range is its base.
        base = part.price * part.stream.per
        known[f"price_{kpi}"] = Range(base * draw(share()), base, base * (1 + draw(share())))
        if draw(st.booleans()):
            overlap = part.netted
            known[part.stream.overlap_input] = Range(overlap / 2, overlap, (1 + overlap) / 2)
        if part.uplift_input != "uplift":
            known[part.uplift_input] = draw(ranges(0.3))
            one = known[part.uplift_input]
            own[kpi] = (one.low, one.base, one.high)
    ramp = draw(st.floats(1, 30))
    known["adoption"] = draw(ranges())
    known["ramp_months"] = Range(1 + (ramp - 1) * draw(share()), ramp, ramp + draw(st.floats(0, 6)))
    if draw(st.booleans()):
        known["cost_overrun"] = draw(ranges())
    return Basis(
        horizon=draw(st.integers(12, MONTHS)),
        headcount=draw(st.floats(0, 1e5)),
        one_off=draw(st.floats(0, 1e6)),
        per_month=draw(st.floats(0, 1e4)),
        hourly_cost=draw(st.floats(0, 100)),
        streams=streams,
        uplift_points=(points[0], points[1], points[2]),
        own_uplifts=own,
        ranges=known,
    )


@st.composite
def scenarios(draw: Draw) -> Scenario:
    """Draw a scenario: ramps may end within a month, delays are whole months."""
    return Scenario(
        "Drawn",
        uplift=draw(st.floats(0, 0.2)),
        adoption=draw(share()),
        ramp_months=draw(st.one_of(st.floats(1, 40), st.integers(1, 36).map(float))),
        cost_per_learner=draw(st.floats(0, 2000)),
        hours_per_learner=draw(st.floats(0, 80)),
        start_delay=draw(st.integers(0, 12)),
        discount_rate=draw(st.floats(0, 0.5)),
        guardrails=draw(st.frozensets(st.sampled_from(sorted(GUARDRAILS)))),
    )
