"""Basis: what the money rests on, before any lever: streams of benefit, costs, and ranges."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Months = NDArray[np.float64]


@dataclass(frozen=True)
class Range:
    """An assumption's ends, and what is taken as likely."""

    low: float
    base: float
    high: float


@dataclass(frozen=True)
class Stream:
    """One way in which a better KPI brings money, and the assumptions that say how much.

    `price` is the assumption that prices it, "" where the KPI is money itself; `per` is for how
    many of the KPI's units the price stands. `cashable` is the assumption whose `cashable` says
    what share shows in the bank account. `part_of` is the KPI of another stream that has this
    one's benefit already, and `overlap` says so in words.
    """

    kpi: str
    price: str
    title: str
    formula: str
    cashable: str
    part_of: str = ""
    overlap: str = ""
    per: float = 1.0

    @property
    def overlap_input(self) -> str:
        """The assumption that says what share of it is netted; all of it is, unless given."""
        return f"overlap_{self.kpi}"


STREAMS = (
    Stream(
        "revenue_per_fte",
        "margin",
        "Productivity",
        "revenue per FTE × full-time equivalents × improvement × margin",
        "margin",
    ),
    Stream(
        "voluntary_attrition",
        "replacement_cost",
        "Replacement cost avoided",
        "voluntary attrition × headcount × improvement × cost of replacing a leaver",
        "replacement_cost",
    ),
    Stream(
        "time_to_productivity",
        "day_value",
        "Time to productivity",
        "days to productivity × people who get there × improvement × value of a day",
        "day_value",
        "revenue_per_fte",
        "days that a newcomer is productive sooner show in revenue per FTE",
    ),
    Stream(
        "cost_per_hire",
        "",
        "Hiring cost avoided",
        "cost per hire × hires × improvement",
        # The KPI is money, so that there is no price to say it.
        "uplift_cost_per_hire",
        "voluntary_attrition",
        "hires that replace voluntary leavers are in the replacement cost avoided",
    ),
    Stream(
        "compliance_incidents",
        "incident_cost",
        "Compliance loss avoided",
        "compliance incidents per 100 people × people-years ÷ 100 × improvement × loss of one",
        "incident_cost",
        per=100.0,
    ),
    Stream(
        "administration_hours",
        "administration_hourly_cost",
        "Administration time saved",
        "administration hours a case × cases × improvement × cost of an hour",
        "administration_hourly_cost",
        "revenue_per_fte",
        "time that is saved may show in revenue per FTE",
    ),
)
"""`administration_hours` is a measure of the organisation's own, from the sheet Measures."""


@dataclass(frozen=True)
class StreamBasis:
    """What one stream rests on: the KPI's path, what it applies to in a month, and its price.

    `path` is the current trajectory in the KPI's yearly terms, in months 1 to 60, and `spread`
    its standard deviation in each, zeros where it is not known; times `volume_a_month` (a
    twelfth of the yearly denominator) the path is the month's quantity. `price` is for one unit
    of the path. `cashable` is the share that shows in the bank account, `netted` the share that
    another stream has already.

    `confidence` is the product of the confidences that are stated of its estimates, and
    `has_evidence` says that its uplift rests on a pilot or a benchmark with a source; only the
    guardrails ask for these. `uplift_input` and `price_input` name the assumptions whose ranges
    scale its uplift and its price, "" for none.
    """

    stream: Stream
    path: Months
    spread: Months
    volume_a_month: float
    price: float
    cashable: float
    confidence: float
    has_evidence: bool
    uplift_input: str
    price_input: str
    netted: float


@dataclass(frozen=True)
class Basis:
    """What the money rests on, before any lever: all in currency, people and months.

    `ranges` has, by its name, every assumption that a simulation draws.
    """

    horizon: int
    headcount: float
    one_off: float
    per_month: float
    hourly_cost: float
    streams: tuple[StreamBasis, ...]
    uplift_points: tuple[float, float, float]
    own_uplifts: Mapping[str, tuple[float, float, float]]
    ranges: Mapping[str, Range]

    @property
    def overrun(self) -> float:
        """What costs come to for each unit that was planned: 1.1 where they exceed it by 10%."""
        planned = self.ranges.get("cost_overrun")
        return 1 + planned.base if planned else 1.0
