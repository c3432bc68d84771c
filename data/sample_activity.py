"""What the sample organisation did month by month: requisitions, finance, survey answers."""

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
    Counts,
    Matrix,
    between,
    month_of,
    month_start,
    quarter_of,
    random_stream,
    weekday_near,
    whole,
)
from data.sample_workbook import Row

DAYS_TO_HIRE = (45.8, 52.3)  # this and the next two: 12 months to April 2025, to October 2026
REVENUE_PER_FTE = (168_000.0, 176_000.0)
NPS = (14.2, 8.2)
INTERNAL = 3  # for so many hires there is one position filled from inside
FTE_A_HEAD = 0.94
COST_SHARE = 0.7  # of revenue
# January to December, mean 1.
REVENUE_SEASON = (0.98, 0.99, 1.05, 1.0, 1.0, 1.02, 0.95, 0.94, 1.01, 1.01, 1.01, 1.04)
ANSWERS_A_HEAD = 0.6 / 6  # a sixth is asked each month, and so many of them answer
PASSIVE = 0.37  # the share that scores 7 or 8
COMMENTED = 0.04
COMMENTS = (
    "More time for learning during the week would help.",
    "The handover between teams could be clearer.",
    "My team supports each other well.",
    "Priorities change too often.",
    "Onboarding took longer than expected.",
    "Good tools, but too many of them.",
    "I would like more feedback on my work.",
    "The new rota is easier to plan with.",
    "Meetings take up a large part of the day.",
    "Career paths could be explained better.",
    "Working from home two days a week works well.",
    "Decisions take a long time.",
    "Training is useful when it fits the task at hand.",
    "Peak months are demanding.",
    "Information reaches us late.",
)


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


def survey(workers: list[Worker]) -> list[Row]:
    """Give one row an answer to the monthly pulse: how likely to recommend us, 0 to 10."""
    rng = random_stream("survey")
    answers, promoters, detractors = _answers(average_headcount(workers))
    rows: list[tuple[str, str, date, int, str | None]] = []
    for month in range(MONTHS + 1):
        last = AS_OF.day - 1 if month == MONTHS else 20
        for column, name in enumerate(NAMES):
            high, low = int(promoters[month, column]), int(detractors[month, column])
            middle = int(answers[month, column]) - high - low
            scores = [
                *rng.choice([9, 10], high, p=[0.62, 0.38]),
                *rng.choice([7, 8], middle, p=[0.45, 0.55]),
                *rng.choice(7, low, p=[0.05, 0.04, 0.07, 0.11, 0.15, 0.26, 0.32]),
            ]
            for score in scores:
                day = month_start(month).replace(day=int(rng.integers(2, last + 1)))
                said = str(rng.choice(COMMENTS)) if rng.random() < COMMENTED else None
                rows.append(("enps", name, day, int(score), said))
    shuffled = [rows[place] for place in rng.permutation(len(rows))]
    return sorted(shuffled, key=lambda row: row[2])


def _answers(people: Matrix) -> tuple[Counts, Counts, Counts]:
    """Count answers, promoters and detractors, a row a month, a column a unit."""
    people = np.vstack([people, people[-1] * 0.65])  # the pulse of the begun month is under way
    expected = people * ANSWERS_A_HEAD
    score = np.array([
        [(between(*NPS, month) + unit.nps) / 100 for unit in UNITS] for month in range(MONTHS + 1)
    ])  # fmt: skip
    answers = whole(expected)
    promoters = np.minimum(whole(expected * (1 - PASSIVE + score) / 2), answers)
    detractors = np.minimum(whole(expected * (1 - PASSIVE - score) / 2), answers - promoters)
    return answers, promoters, detractors
