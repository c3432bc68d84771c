"""random_cells: the cells of three KPIs of an organisation made up at random."""

from collections.abc import Iterator, Sequence

import numpy as np

from briefing.privacy import ORGANISATION
from briefing.privacy.cells import KpiCells, Numbers, Place, Small

FIRST = 2025 * 12
"""January 2025: the first month of every such organisation."""

Rows = Sequence[Sequence[float]]
"""A row a unit, a column a month."""


def random_cells(
    random: np.random.Generator, minimum: int, units: int = 6, months: int = 18
) -> list[KpiCells]:
    """Make leavers (of people on average), answers from -100 to 100, and hours of learners.

    It has 2 to `units` units and 3 to `months` months; small and large units, quiet months and
    months in which nobody left.
    """
    count, length = int(random.integers(2, units + 1)), int(random.integers(3, months + 1))
    size = random.integers(1, 60, count)
    joined = random.poisson(size[:, None] * random.choice([0.0, 0.05]), (count, length))
    rate = random.choice([0.01, 0.05, 0.2])
    left = np.zeros((count, length), dtype=np.int64)
    there = np.zeros((count, length), dtype=np.int64)
    for month in range(length):
        there[:, month] = size + joined[:, month]
        left[:, month] = random.binomial(there[:, month], rate)
        size = there[:, month] - left[:, month]
    answers = random.poisson(there * random.choice([0.1, 0.5]))
    points = np.array([[100 * (random.binomial(n, 0.5) - random.binomial(n, 0.2)) for n in row]
                       for row in answers])  # fmt: skip
    points = np.clip(points, -100 * answers, 100 * answers)
    years = (there - (joined + left) / 2) / 12
    hours = random.gamma(2.0, 2.0, (count, length)) * there
    return [
        cells("leavers", left, years, None, None, minimum, counts_people=True),
        cells("answers", points, answers, answers, None, minimum, counts_people=False),
        cells("hours", hours, years, there, joined, minimum, counts_people=False),
    ]


def cells(  # noqa: PLR0913, PLR0917 what a KPI's cells are made of
    kpi: str,
    numerator: Rows | np.ndarray,
    denominator: Rows | np.ndarray,
    n: Rows | np.ndarray | None,
    joined: Rows | np.ndarray | None,
    minimum: int,
    *,
    counts_people: bool,
) -> KpiCells:
    """Add up months to quarters and twelve months, and units to the organisation.

    `joined` are those who come to the n of a longer period beside its first month's; None where
    n adds over months. Without n the denominator is people-years, and n their average.
    """
    numbers: dict[Place, Numbers] = {}
    base = [np.asarray(rows, dtype=float)
            for rows in (numerator, denominator, denominator if n is None else n)]  # fmt: skip
    scopes = [f"Unit {nth}" for nth in range(len(base[0]))]
    for first, length in _periods(base[0].shape[1]):
        period = slice(first, first + length)
        top, bottom, people = (rows[:, period].sum(axis=1) for rows in base)
        if joined is not None:
            new = np.asarray(joined, dtype=float)[:, first + 1 : first + length]
            people = base[2][:, first] + new.sum(axis=1)
        parts = zip(scopes, top, bottom, people, strict=True)
        whole = (ORGANISATION, top.sum(), bottom.sum(), people.sum())
        for scope, *of in (*parts, whole):
            if n is None:
                of[2] = np.floor(12 * of[1] / length + 1e-9)
            if of[1] > 0:
                numbers[Place(scope, FIRST + first, length)] = Numbers(*map(float, of))
    small = {place: why for place, of in numbers.items()
             if (why := Small.of(of, minimum, counts_people=counts_people))}  # fmt: skip
    signed = any(of.numerator < 0 for of in numbers.values())
    there = frozenset(numbers)
    nobody = any(of.n == 0 for of in numbers.values())
    return KpiCells(
        kpi, counts_people, there, numbers, set(small), small, signed=signed, nobody=nobody,
        average=n is None,
    )  # fmt: skip


def _periods(months: int) -> Iterator[tuple[int, int]]:
    yield from ((first, 1) for first in range(months))
    yield from ((first, 3) for first in range(0, months - 2, 3))
    yield from ((first, 12) for first in range(months - 11))
