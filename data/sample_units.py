"""The shape of the sample organisation: its units, its calendar, and how its rates move."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Matrix: TypeAlias = npt.NDArray[np.float64]
Counts: TypeAlias = npt.NDArray[np.int64]

SEED = 20261114
FIRST_DAY = date(2024, 5, 1)
AS_OF = date(2026, 11, 14)
MONTHS = 30  # complete ones, May 2024 to October 2026; the month with index 30 has begun


@dataclass(frozen=True)
class Unit:
    """A unit and what sets it apart from the others.

    `leaving` is the yearly share of voluntary leavers in the 12 months to April 2025 and to
    October 2026; `ramp` and `hiring` multiply the usual days; `nps` is added to the usual
    points; `revenue` is its share of the revenue; `cost` is the yearly cost of one FTE.
    """

    name: str
    head: str
    opening: int
    headcount: int
    leaving: tuple[float, float]
    ramp: float
    hiring: float
    nps: float
    revenue: float
    cost: float
    impact: int
    authority: int
    regulatory: int


UNITS = (
    Unit("Sales", "Chief Sales Officer", 446, 480, (0.106, 0.141), 1.0, 1.0, -2,
         0.55, 138_000, 5, 5, 2),
    Unit("Operations", "Head of Operations", 696, 720, (0.0925, 0.1055), 0.97, 0.9, 3,
         0.22, 109_000, 4, 3, 4),
    Unit("Customer Service", "Head of Customer Service", 492, 520, (0.119, 0.161), 0.87, 0.85, -13,
         0.10, 83_000, 4, 3, 3),
    Unit("Technology", "Head of IT", 316, 330, (0.088, 0.1015), 1.22, 1.35, 6,
         0.0, 157_000, 4, 4, 3),
    Unit("Product", "Chief Product Officer", 181, 190, (0.083, 0.095), 1.18, 1.25, 9,
         0.13, 150_000, 4, 4, 2),
    Unit("Corporate Services", "Head of Corporate Services", 142, 145, (0.074, 0.085), 1.05, 1.1, 8,
         0.0, 131_000, 2, 2, 5),
    Unit("Strategy Office", "Head of Strategy", 7, 8, (0.08, 0.09), 1.1, 1.2, 10,
         0.0, 190_000, 3, 4, 1),
    Unit("Internal Audit", "Head of Internal Audit", 4, 4, (0.08, 0.09), 1.1, 1.2, 6,
         0.0, 165_000, 2, 3, 5),
    Unit("Investor Relations", "Head of Investor Relations", 3, 3, (0.05, 0.05), 1.0, 1.1, 8,
         0.0, 180_000, 2, 2, 4),
)  # fmt: skip
NAMES = tuple(unit.name for unit in UNITS)


def random_stream(name: str) -> np.random.Generator:
    """Give the random numbers of one table, so that a change in one leaves the others alone."""
    return np.random.default_rng([SEED, *name.encode()])


def month_start(month: int) -> date:
    """Give the first day of the month with that index; 0 is May 2024."""
    years, months = divmod(FIRST_DAY.month - 1 + month, 12)
    return date(FIRST_DAY.year + years, months + 1, 1)


def month_of(day: date) -> int:
    """Give the index of the month that the day is in."""
    return (day.year - FIRST_DAY.year) * 12 + day.month - FIRST_DAY.month


def quarter_of(day: date) -> tuple[int, int]:
    """Give year and calendar quarter of the day."""
    return day.year, (day.month + 2) // 3


def weekday_near(day: date) -> date:
    """Move a Saturday to the Friday before and a Sunday to the Monday after."""
    return day + timedelta(days=(0, 0, 0, 0, 0, -1, 1)[day.weekday()])


def between(early: float, late: float, month: float) -> float:
    """Give the straight line whose 12-month mean is `early` to April 2025, `late` to October 2026.

    The middles of those two years lie at month 5.5 and month 23.5.
    """
    return early + (late - early) * (month - 5.5) / 18


def whole(expected: Matrix) -> Counts:
    """Turn expected counts (a row a month, a column a unit) into whole ones that keep the sums.

    What rounding leaves over is carried on, so that running totals never drift.
    """
    counts = np.zeros(expected.shape, dtype=np.int64)
    owed = np.zeros(expected.shape[1])
    for month, row in enumerate(expected):
        owed += row
        for _ in range(round(float(owed.sum()))):
            column = int(owed.argmax())
            counts[month, column] += 1
            owed[column] -= 1
    return counts
