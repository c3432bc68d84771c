"""Place and KpiCells: the cells of one KPI, and which of them are kept from being shown."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

import duckdb

from briefing.privacy import ORGANISATION

_MONTHS = {"month": 1, "quarter": 3, "rolling12": 12}


class Place(NamedTuple):
    """Where a cell stands: a scope and a period from its first month (year × 12 + month) on."""

    scope: str
    first: int
    months: int

    @property
    def whole(self) -> bool:
        """Whether it is the organisation's own, of which all others are parts."""
        return self.scope == ORGANISATION

    @classmethod
    def of(cls, scope: str, grain: str, starts_on: date) -> "Place":
        """Give the place of a cell as tables have it."""
        return cls(scope, starts_on.year * 12 + starts_on.month - 1, _MONTHS[grain])

    @property
    def grain(self) -> str:
        """The name of the period's length."""
        return next(grain for grain, months in _MONTHS.items() if months == self.months)

    @property
    def starts_on(self) -> date:
        """The first day of the period."""
        return date(self.first // 12, self.first % 12 + 1, 1)


class Numbers(NamedTuple):
    """What a cell says: numerator, denominator, and the number of people behind it."""

    numerator: float
    denominator: float
    n: float


class Small(StrEnum):
    """What of a hidden cell is small; the words stand in the mart and are never shown."""

    PEOPLE = "people"
    NUMERATOR = "numerator"
    OTHERS = "others"

    @classmethod
    def of(cls, numbers: Numbers, minimum: int, *, counts_people: bool) -> "Small | None":
        """Judge a cell: few people behind it, few of them counted, or all of them but a few.

        Nobody counted says nothing of anybody.
        """
        if numbers.n < minimum:
            return cls.PEOPLE
        if counts_people and 0 < numbers.numerator < minimum:
            return cls.NUMERATOR
        if counts_people and 0 < numbers.n - numbers.numerator < minimum:
            return cls.OTHERS
        return None


@dataclass
class KpiCells:
    """One KPI's cells; of the hidden ones `numbers` may have nothing.

    `counts_people` says that the numerator is a number of people, and `signed` that it may be
    below 0, such as points: 100 for and 100 against, as many as the denominator says. `nobody`
    says that there may be a cell without anybody behind it, and `average` that n is the whole
    people on average of a denominator in people-years. `small` are the hidden cells that must not
    be worked out; the other hidden ones would give them away. `fixed` are cells that an earlier
    snapshot has shown and that still hold: to hide them would hide nothing.
    """

    kpi: str
    counts_people: bool
    there: frozenset[Place]
    numbers: dict[Place, Numbers]
    hidden: set[Place] = field(default_factory=set)
    small: dict[Place, Small] = field(default_factory=dict)
    fixed: set[Place] = field(default_factory=set)
    signed: bool = False
    nobody: bool = False
    average: bool = False

    def as_seen(self) -> "KpiCells":
        """Give what everybody sees of them: nothing but places of the hidden ones."""
        shown = {place: of for place, of in self.numbers.items() if place not in self.hidden}
        return replace(self, numbers=shown, fixed=set())

    def known(self, place: Place) -> Numbers | None:
        """Give what everybody can know of a cell: it is shown, or an earlier snapshot shows it."""
        if place in self.hidden and place not in self.fixed:
            return None
        return self.numbers.get(place)


def computed_cells(con: duckdb.DuckDBPyConnection, minimum: int) -> list[KpiCells]:
    """Read the temporary table `cells`, and judge which are small; only these are hidden.

    What has no denominator has no value to be shown: where it is small it is kept as hidden.
    """
    rows = con.execute(
        "SELECT kpi, counts_people, average, scope, grain, starts_on, numerator, denominator, n "
        "FROM cells "
        "ORDER BY kpi, scope, grain, starts_on"
    ).fetchall()
    found = []
    for (kpi, counts, average), same in groupby(rows, key=lambda row: row[:3]):
        numbers = {Place.of(*row[3:6]): Numbers(*row[6:9]) for row in same}
        small = {place: why for place, of in numbers.items()
                 if (why := Small.of(of, minimum, counts_people=counts))}  # fmt: skip
        numbers = {place: of for place, of in numbers.items() if of.denominator or place in small}
        found.append(
            KpiCells(kpi, counts, frozenset(numbers), numbers, set(small), small,
                     signed=any(of.numerator < 0 for of in numbers.values()),
                     nobody=any(of.n == 0 for of in numbers.values()), average=average)
        )  # fmt: skip
    return found


def published_cells(
    con: duckdb.DuckDBPyConnection,
    counting_people: Collection[str],
    signed: Collection[str],
    nobody: Collection[str],
    averages: Collection[str],
) -> list[KpiCells]:
    """Read a mart's cells; the others are KPIs by key, as KpiCells has them."""
    rows = con.execute(
        "SELECT kpi, scope, grain, starts_on, numerator, denominator, n, small FROM kpi_cells "
        "ORDER BY kpi, scope, grain, starts_on"
    ).fetchall()
    found = []
    for kpi, grouped in groupby(rows, key=lambda row: str(row[0])):
        same = [(Place.of(*row[1:4]), row[4:7], row[7]) for row in grouped]
        numbers = {place: Numbers(*of) for place, of, _ in same if None not in of}
        there = frozenset(place for place, _, _ in same)
        small = {place: Small(why) for place, _, why in same if why}
        found.append(
            KpiCells(kpi, kpi in counting_people, there, numbers, set(there - set(numbers)), small,
                     signed=kpi in signed or any(of.numerator < 0 for of in numbers.values()),
                     nobody=kpi in nobody, average=kpi in averages)
        )  # fmt: skip
    return found
