"""The sample's incidents, and the business metrics that no system of HR's has."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from data.sample_people import Worker, average_headcount
from data.sample_practice import FRIDAYS_SINCE
from data.sample_survey import network_lift
from data.sample_units import (
    AS_OF,
    MONTHS,
    NAMES,
    Matrix,
    between,
    month_of,
    month_start,
    random_stream,
    whole,
)
from data.sample_workbook import Row

COMPLIANCE = {  # for 100 people and a year, in the 12 months to April 2025 and to October 2026
    "Sales": (1.7, 1.8), "Operations": (2.6, 3.3), "Customer Service": (1.9, 1.9),
    "Technology": (1.4, 1.4), "Product": (1.2, 1.1), "Corporate Services": (3.3, 4.4),
}  # fmt: skip
CUSTOMER = {  # a month
    "Sales": (3.0, 3.6), "Operations": (9.2, 9.8), "Customer Service": (7.5, 8.6),
    "Technology": (1.6, 1.8), "Product": (1.4, 1.3),
}  # fmt: skip
SAFETY = {
    "Operations": (3.2, 3.1), "Customer Service": (0.5, 0.5), "Technology": (0.3, 0.3),
    "Corporate Services": (0.3, 0.3),
}  # fmt: skip
NETWORK_AVOIDS = 0.36  # of the customer incidents in Operations, once errors travel no more
COSTS = {"compliance": (7_500, 0.9), "customer": (1_100, 0.7), "safety": (3_200, 0.8)}
COST_UNKNOWN = 0.06
MONTHLY_CHANCE = 0.2  # relative


@dataclass(frozen=True)
class Metric:
    """A business metric of one unit: days or hours a case, early and late, and cases a month."""

    kpi: str
    unit: str
    time: tuple[float, float]
    cases: tuple[float, float]
    chance: float


METRICS = (
    Metric("customer_onboarding_days", "Customer Service", (27.3, 28.9), (2_950, 3_150), 0.008),
    Metric("customer_onboarding_days", "Sales", (20.6, 22.4), (610, 660), 0.012),
    Metric("product_cycle_time", "Product", (45.5, 47.5), (36, 41), 0.012),
    Metric("product_cycle_time", "Technology", (57.0, 59.0), (52, 55), 0.012),
    # Enrolments, certificates, changes of contract: what a service centre does by hand.
    Metric("administration_hours", "Corporate Services", (1.9, 2.05), (1_450, 1_600), 0.01),
)
FRIDAYS_SHORTEN = 0.11  # of the cycle time in Product, a year after the first Learning Friday


def incidents(workers: list[Worker]) -> list[Row]:
    """Give one row an incident, by day."""
    rng = random_stream("incidents")
    people = average_headcount(workers)
    people = np.vstack([people, people[-1]])
    rows: list[tuple[str, date, str, int | None]] = []
    for kind, expected in (
        ("compliance", _expected(COMPLIANCE) * people / 100 / 12),
        ("customer", _customer_incidents()),
        ("safety", _expected(SAFETY)),
    ):
        counts = expected * np.exp(rng.normal(0, MONTHLY_CHANCE, expected.shape))
        counts[MONTHS] *= AS_OF.day / 30
        for (month, column), count in np.ndenumerate(whole(counts)):
            last = AS_OF if month == MONTHS else month_start(month + 1) - timedelta(days=1)
            for _ in range(int(count)):
                day = last.replace(day=int(rng.integers(1, last.day + 1)))
                usual, spread = COSTS[kind]
                cost = 10 * round(usual * float(np.exp(rng.normal(0, spread))) / 10)
                known = rng.random() >= COST_UNKNOWN
                rows.append((NAMES[column], day, kind, cost if known else None))
    return sorted(rows, key=lambda row: (row[1], row[0], row[2]))


def measures() -> list[Row]:
    """Give one row a metric, unit and complete month."""
    rng = random_stream("measures")
    rows: list[Row] = []
    for metric in METRICS:
        for month in range(MONTHS):
            each = between(*metric.time, month) * (1 + rng.normal(0, metric.chance))
            if (metric.kpi, metric.unit) == ("product_cycle_time", "Product"):
                since = (month - month_of(FRIDAYS_SINCE)) / 12
                each *= 1 - FRIDAYS_SHORTEN * float(np.clip(since, 0, 1))
            cases = round(between(*metric.cases, month) * (1 + rng.normal(0, 0.03)))
            rows.append((
                metric.kpi, metric.unit, month_start(month), round(each * cases), cases, cases,
            ))  # fmt: skip
    return rows


def _expected(rates: dict[str, tuple[float, float]]) -> Matrix:
    """Give the expected number, a row a month, a column a unit."""
    none = (0.0, 0.0)
    return np.array([
        [between(*rates.get(name, none), month) for name in NAMES] for month in range(MONTHS + 1)
    ])  # fmt: skip


def _customer_incidents() -> Matrix:
    """Give the expected customer incidents: fewer in Operations since the network started."""
    expected = _expected(CUSTOMER)
    column = NAMES.index("Operations")
    for month in range(MONTHS + 1):
        expected[month, column] *= 1 - NETWORK_AVOIDS * network_lift(month)
    return expected
