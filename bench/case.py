"""A case of a usual size for the benchmarks of the simulation: six streams, all uncertain."""

import numpy as np

from briefing.forecast.bands import Course
from briefing.forecast.basis import STREAMS, Basis, Months, Range, StreamBasis
from briefing.forecast.scenario import Scenario

_MONTHS: Months = np.arange(1.0, 61.0)

# Each stream's level, volume a month, price, cashable share and netted share.
_STREAMS = {
    "revenue_per_fte": (170_000.0, 190.0, 0.3, 0.5, 0.0),
    "voluntary_attrition": (0.12, 200.0, 30_000.0, 0.6, 0.0),
    "time_to_productivity": (92.0, 25.0, 100.0, 0.4, 0.8),
    "cost_per_hire": (4_200.0, 25.0, 1.0, 0.8, 0.9),
    "compliance_incidents": (3.1, 200.0, 120.0, 0.5, 0.0),
    "administration_hours": (2.4, 400.0, 36.0, 0.3, 0.5),
}

BASIS = Basis(
    horizon=36,
    headcount=2_400,
    one_off=180_000,
    per_month=12_000,
    hourly_cost=48,
    streams=tuple(
        StreamBasis(
            stream,
            level * (1 + 0.002 * _MONTHS),
            level * 0.01 * np.sqrt(_MONTHS),
            volume,
            price,
            cashable,
            confidence=0.6,
            has_evidence=True,
            uplift_input=f"uplift_{stream.kpi}" if index % 2 else "uplift",
            price_input=stream.price,
            netted=netted,
        )
        for index, stream in enumerate(STREAMS)
        for level, volume, price, cashable, netted in [_STREAMS[stream.kpi]]
    ),
    uplift_points=(0.02, 0.03, 0.05),
    own_uplifts={
        "voluntary_attrition": (0.02, 0.04, 0.08),
        "cost_per_hire": (0.01, 0.02, 0.04),
        "administration_hours": (0.1, 0.2, 0.4),
    },
    ranges={
        "uplift": Range(0.02, 0.03, 0.05),
        "uplift_voluntary_attrition": Range(0.02, 0.04, 0.08),
        "uplift_cost_per_hire": Range(0.01, 0.02, 0.04),
        "uplift_administration_hours": Range(0.1, 0.2, 0.4),
        "adoption": Range(0.55, 0.7, 0.85),
        "ramp_months": Range(6, 9, 15),
        "margin": Range(0.1, 0.3, 0.4),
        "replacement_cost": Range(18_000, 30_000, 45_000),
        "day_value": Range(60, 100, 130),
        "incident_cost": Range(6_000, 12_000, 20_000),
        "administration_hourly_cost": Range(30, 36, 42),
        "overlap_time_to_productivity": Range(0.6, 0.8, 1.0),
        "overlap_administration_hours": Range(0.25, 0.5, 1.0),
        "cost_overrun": Range(-0.05, 0.05, 0.25),
    },
)
SCENARIO = Scenario("Base", 0.03, 0.7, 9, 640, hours_per_learner=20)
COURSE = Course(
    "revenue_per_fte", BASIS.streams[0].path[:36], BASIS.streams[0].spread[:36], "up", "money"
)
