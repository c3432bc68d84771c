"""What the sample organisation did month by month: requisitions and finance."""

from collections import defaultdict
from datetime import date, timedelta

import numpy as np

from data.sample_people import Population, Worker, average_headcount
from data.sample_units import (
    AS_OF,
    FIRST_DAY,
    MONTHS,
    NAMES,
    UNITS,
    between,
    month_of,
    month_start,
    quarter_of,
    random_stream,
    weekday_near,
)
from data.sample_workbook import Row

DAYS_TO_HIRE = (45.8, 52.3)  # this and the next two: 12 months to April 2025, to October 2026
REVENUE_PER_FTE = (168_000.0, 176_000.0)
INTERNAL = 3  # for so many hires there is one position filled from inside
FTE_A_HEAD = 0.94
COST_SHARE = 0.7  # of revenue
# January to December, mean 1.
REVENUE_SEASON = (0.98, 0.99, 1.05, 1.0, 1.0, 1.02, 0.95, 0.94, 1.01, 1.01, 1.01, 1.04)


def requisitions(population: Population) -> list[Row]:
    """Give one row a position: one for every hire, and those filled from inside."""
    rng = random_stream("requisitions")
    starts = [(worker.unit, worker.hired) for worker in population.workers]
    recent = [start for start in starts if start[1] >= FIRST_DAY] + population.joining
    filled: dict[tuple[int, int], list[tuple[str, date, str]]] = defaultdict(list)
    for place, (unit, start) in enumerate(sorted(recent, key=lambda start: start[1])):
        accepted = weekday_near(start - timedelta(days=int(rng.integers(14, 70))))
        filled[quarter_of(accepted)].append((unit, accepted, "external"))
        if place % INTERNAL == 0:
            agreed = weekday_near(start - timedelta(days=int(rng.integers(1, 90))))
            filled[quarter_of(agreed)].append((unit, agreed, "internal"))
    rows = [row for positions in filled.values() for row in _positions(positions, rng)]
    rows.sort(key=lambda row: (row[1], row[2] or AS_OF))  # opened, filled
    return [(f"R{number:05d}", *row) for number, row in enumerate(rows, start=1)]


def _positions(
    positions: list[tuple[str, date, str]], rng: np.random.Generator
) -> list[tuple[str, date, date | None, str | None, int | None]]:
    """Give unit, opening, filling, source and cost of the positions filled in one quarter."""
    factors = {unit.name: unit.hiring for unit in UNITS}
    month = float(np.mean([month_of(filled) for _, filled, _ in positions]))
    pace = np.array([
        factors[unit] * (0.7 if source == "internal" else 1.0) * np.exp(rng.normal(0, 0.22))
        for unit, _, source in positions
    ])  # fmt: skip
    days = pace / pace.mean() * between(*DAYS_TO_HIRE, month)
    rows: list[tuple[str, date, date | None, str | None, int | None]] = []
    for (unit, filled, source), taken in zip(positions, days, strict=True):
        opened = weekday_near(filled - timedelta(days=round(float(taken))))
        usual, spread = (5_800, 1_150) if source == "external" else (850, 250)
        limits = (3_000, 9_000) if source == "external" else (300, 1_500)
        cost = 10 * round(float(np.clip(rng.normal(usual, spread), *limits)) / 10)
        if FIRST_DAY <= filled <= AS_OF:
            rows.append((unit, opened, filled, source, cost))
        elif opened <= AS_OF < filled:
            rows.append((unit, opened, None, None, None))
    return rows


def finance(workers: list[Worker]) -> list[Row]:
    """Give one row a unit and month: revenue, full-time equivalents, operating cost."""
    rng = random_stream("finance")
    shape = (MONTHS, len(UNITS))
    fte = average_headcount(workers) * FTE_A_HEAD * (1 + rng.normal(0, 0.003, shape))
    fte = np.round(fte, 1)
    each = np.array([
        between(*REVENUE_PER_FTE, month) * REVENUE_SEASON[month_start(month).month - 1]
        for month in range(MONTHS)
    ])  # fmt: skip
    total = each * fte.sum(axis=1) / 12 * (1 + rng.normal(0, 0.004, MONTHS))
    shares = np.array([unit.revenue for unit in UNITS]) * (1 + rng.normal(0, 0.015, shape))
    revenue = shares / shares.sum(axis=1, keepdims=True) * total[:, None]
    costs = np.array([unit.cost for unit in UNITS]) * fte * (1 + rng.normal(0, 0.012, shape))
    costs *= np.linspace(0.98, 1.02, MONTHS)[:, None]
    costs *= COST_SHARE * revenue.sum() / costs.sum()
    return [
        (
            name,
            month_start(month),
            100 * round(float(revenue[month, column]) / 100),
            float(fte[month, column]),
            100 * round(float(costs[month, column]) / 100),
        )
        for month in range(MONTHS)
        for column, name in enumerate(NAMES)
    ]
