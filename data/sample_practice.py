"""The sample's learning at work: labs in place of meetings, coaching pairs, protected time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

import numpy as np

from data.sample_people import Worker, average_headcount
from data.sample_pilot import STARTS_ON, WEEKS
from data.sample_survey import NETWORK_STARTS
from data.sample_units import AS_OF, MONTHS, NAMES, month_of, month_start, random_stream
from data.sample_workbook import Row

Sessions: TypeAlias = tuple[str, date, str, str, int, int]
"""A pair's month: pair, month, the two units, sessions planned and held."""

FRIDAYS_SINCE = date(2025, 10, 3)  # the first Learning Friday in Product
FRIDAY_HOURS = 1.0
FRIDAYS_OFF = (date(2025, 12, 26), date(2026, 1, 2), date(2026, 4, 3), date(2026, 5, 1))

TIME_MONTHS = 18
HOURS_A_HEAD = {  # set aside a month
    "Sales": 1.5, "Operations": 1.0, "Customer Service": 1.0, "Technology": 2.0, "Product": 1.0,
    "Corporate Services": 1.0,
}  # fmt: skip
KEPT = {
    "Sales": 0.72, "Operations": 0.66, "Customer Service": 0.63, "Technology": 0.76,
    "Product": 0.9, "Corporate Services": 0.7,
}  # fmt: skip
QUARTER_END_KEPT = 0.34  # of the hours in Sales, in the last month of a quarter
CUSTOMER_SERVICE_GAIN = 0.06  # since the pilot's rota keeps the half hour free

# pair, the units of the two, the first month as an index from that in which the network starts.
# The head of regional operations is one of the first pair, and keeps every session.
PAIRS = (
    ("Regional head and South", "Operations", "Operations", 0),
    ("North and East", "Operations", "Operations", 0),
    ("North and Harbour", "Operations", "Operations", 0),
    ("South and West", "Operations", "Operations", 0),
    ("East and Airport", "Operations", "Operations", 0),
    ("West and Harbour", "Operations", "Operations", 1),
    ("Central and North", "Operations", "Operations", 1),
    ("Central and Airport", "Operations", "Operations", 1),
    ("Harbour and service desk", "Operations", "Customer Service", 2),
    ("East and service desk", "Operations", "Customer Service", 2),
    ("Airport and key accounts", "Operations", "Sales", 3),
    ("West and key accounts", "Operations", "Sales", 3),
    ("Central and platform team", "Operations", "Technology", 4),
    ("South and payroll desk", "Operations", "Corporate Services", 4),
)
SESSIONS = 2  # planned a month
HELD = 0.84
HELD_IN_SUMMER = 0.6  # July and August


@dataclass(frozen=True)
class Series:
    """Labs of one unit: the first day, days between, how many, and what meeting they replaced."""

    unit: str
    first: date
    every: int
    count: int
    replaced: str | None
    debriefed: float
    lessons: tuple[str, ...]


LABS = (
    Series("Operations", date(2026, 2, 4), 14, 20, "Weekly status meeting", 0.9, (
        "Escalations start at shift handover; the list now names the next step",
        "Two sites had solved the same fault and not told each other",
        "The checklist hid the one question that mattered",
        "A late call costs more than a wrong one",
    )),
    Series("Product", date(2026, 3, 10), 28, 9, "Monthly portfolio review", 0.95, (
        "We decided on the loudest customer, not on the most common fault",
        "A smaller release would have shown the mistake a month earlier",
        "Nobody had asked support before the launch",
    )),
    Series("Technology", date(2026, 4, 16), 21, 10, "Change board", 0.7, (
        "The way back was never tried before the change",
        "An alarm that always rings is no alarm",
    )),
    Series("Customer Service", STARTS_ON + timedelta(days=2), 7, WEEKS, "Weekly team briefing",
           0.95, (
        "Customers wait for a document that we could fetch ourselves",
        "The first call should end with a date, not with a promise",
        "Half of the questions come from one page of the contract",
        "A colleague's note in the case saves the second call",
    )),
    Series("Sales", date(2026, 9, 1), 7, 4, "Forecast call", 0.75, (
        "We lost it when the buyer changed, and saw it three weeks later",
        "The discount answered a question that nobody had asked",
    )),
    Series("Sales", date(2026, 10, 20), 14, 2, None, 0.0, ()),
    Series("Corporate Services", date(2026, 6, 11), 42, 4, None, 0.25, (
        "The form asks for what we know already",
    )),
)  # fmt: skip


def labs() -> list[Row]:
    """Give one row a lab: some took the place of no meeting, some ended without a debrief."""
    rng = random_stream("labs")
    rows: list[tuple[str, date, str | None, int, str, str | None]] = []
    for series in LABS:
        for nth in range(series.count):
            day = series.first + timedelta(days=nth * series.every)
            debriefed = bool(rng.random() < series.debriefed)
            lesson = series.lessons[nth % len(series.lessons)] if series.lessons else None
            minutes = 30 if series.replaced else 45
            rows.append((
                series.unit, day, series.replaced, minutes, "yes" if debriefed else "no",
                lesson if debriefed else None,
            ))  # fmt: skip
    return sorted(rows, key=lambda row: (row[1], row[0]))


def coaching() -> list[Sessions]:
    """Give one row a pair and complete month: sessions planned and held."""
    rng = random_stream("coaching")
    rows: list[Sessions] = []
    for pair, unit_a, unit_b, late in PAIRS:
        for month in range(month_of(NETWORK_STARTS) + late, MONTHS):
            first = month_start(month)
            likely = HELD_IN_SUMMER if first.month in {7, 8} else HELD
            held = SESSIONS if pair == PAIRS[0][0] else int(rng.binomial(SESSIONS, likely))
            rows.append((pair, first, unit_a, unit_b, SESSIONS, held))
    return sorted(rows, key=lambda row: row[1])


def fridays() -> list[date]:
    """Give the days of the Learning Fridays so far."""
    weeks = (AS_OF - FRIDAYS_SINCE).days // 7
    days = (FRIDAYS_SINCE + timedelta(weeks=week) for week in range(weeks + 1))
    return [day for day in days if day not in FRIDAYS_OFF]


def protected_time(workers: list[Worker]) -> list[Row]:
    """Give one row a unit and month: hours set aside for learning, and hours kept."""
    return list(_protected(workers))


def _protected(workers: list[Worker]) -> Iterator[Row]:
    rng = random_stream("protected time")
    people = average_headcount(workers)
    weekly = {(day.year, day.month) for day in fridays()}
    for month in range(MONTHS - TIME_MONTHS, MONTHS):
        first = month_start(month)
        for unit, hours in HOURS_A_HEAD.items():
            heads = float(people[month, NAMES.index(unit)])
            each = hours
            if unit == "Product" and (first.year, first.month) in weekly:
                each = FRIDAY_HOURS * sum(
                    (day.year, day.month) == (first.year, first.month) for day in fridays()
                )
            planned = 5 * round(heads * each / 5)
            likely = KEPT[unit]
            if unit == "Sales" and first.month % 3 == 0:
                likely = QUARTER_END_KEPT
            if unit == "Customer Service" and first > STARTS_ON:
                likely += CUSTOMER_SERVICE_GAIN
            kept = planned * float(np.clip(likely + rng.normal(0, 0.025), 0, 1))
            yield unit, first, planned, round(kept)
