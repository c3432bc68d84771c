"""Quantity: what adds up across units, and what is known of it through every KPI that shows it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property
from math import inf

from briefing.privacy.cells import KpiCells, Numbers, Place, Small

_CLOSE = 1e-9
_NO_CHANCE = 3
"""Equal numbers from which on two measures are not equal by chance."""


class OverMonths(Enum):
    """What a longer period's number has to do with those of its months."""

    SUM = "their sum"
    DISTINCT = "people who may be there in several: at most their sum, at least the largest"
    NOTHING = "nothing that bounds it"


@dataclass(frozen=True)
class Measured:
    """One number of a KPI's cells: how it comes from what a cell says.

    `people` says that it is a number of people; `guards` what small may be had from it; `least`
    is what it is at least wherever there is a cell.
    """

    cells: KpiCells
    kind: str
    of: Callable[[Numbers], float]
    people: bool = False
    guards: tuple[Small, ...] = (Small.PEOPLE,)
    over_months: OverMonths = OverMonths.SUM
    least: float = 0.0

    def shown(self, place: Place) -> float | None:
        """Give what everybody can know of it at a place."""
        numbers = self.cells.known(place)
        return None if numbers is None else self.of(numbers)


@dataclass(frozen=True)
class Quantity:
    """What one or several KPIs say alike: a number of people, or an amount.

    The parts of the organisation add up to the organisation's, which is none of them.
    """

    measured: tuple[Measured, ...]
    over_months: OverMonths

    @property
    def name(self) -> str:
        """Which number of which KPI it is."""
        return f"{self.measured[0].cells.kpi}, {self.measured[0].kind}"

    @property
    def people(self) -> bool:
        """Whether it is a number of people."""
        return any(one.people for one in self.measured)

    def least(self, place: Place) -> float:
        """Give what it is at least: of several KPIs, by those that have a cell there."""
        return max(one.least for one in self.measured if place in one.cells.there)

    @cached_property
    def there(self) -> frozenset[Place]:
        """The places of which at least one KPI has a cell."""
        return frozenset().union(*(one.cells.there for one in self.measured))

    @cached_property
    def parts(self) -> frozenset[Place]:
        """The places that are not the organisation's own."""
        return frozenset(place for place in self.there if not place.whole)

    def shown(self, place: Place) -> float | None:
        """Give its value at a place, if any KPI shows it or has shown it."""
        for one in self.measured:
            value = one.shown(place)
            if value is not None:
                return value
        return None

    def small(self) -> list[Place]:
        """Give the hidden places at which it must not be worked out."""
        guarded = {
            place
            for one in self.measured
            for place, small in one.cells.small.items()
            if small in one.guards
        }
        return sorted(place for place in guarded if self.shown(place) is None)

    def hide(self, place: Place) -> None:
        """Have no KPI show it at a place."""
        for one in self.measured:
            if place in one.cells.there:
                one.cells.hidden.add(place)

    @property
    def hides(self) -> bool:
        """Whether a KPI hides some cell of it."""
        return any(one.cells.hidden for one in self.measured)

    def fixed(self, place: Place) -> bool:
        """Whether hiding it would hide nothing, since an earlier snapshot has shown it."""
        return any(place in one.cells.fixed for one in self.measured)


def quantities(cells: Iterable[KpiCells]) -> list[Quantity]:
    """Give every quantity of these KPIs, each once.

    Numbers of two KPIs that are equal wherever both are shown are one and the same: who knows it
    from one page knows it on the other.
    """
    alike: list[list[Measured]] = []
    for one in (measured for of_kpi in cells for measured in _measured(of_kpi)):
        for others in alike:
            if _comparable(others[0], one) and _same(others[0], one):
                others.append(one)
                break
        else:
            alike.append([one])
    return [Quantity(tuple(same), _most_telling(one.over_months for one in same)) for same in alike]


def _measured(cells: KpiCells) -> Iterator[Measured]:
    counted = cells.counts_people
    shown = [of for place in cells.there if (of := cells.known(place))]
    answers = not cells.average and all(of.denominator == of.n for of in shown)
    if cells.signed and all(abs(of.numerator) <= 100 * of.denominator for of in shown):
        # Neither what is for nor what is against is below 0.
        yield Measured(cells, "for", _in_favour)
        yield Measured(cells, "against", _against)
    elif cells.signed:
        yield Measured(cells, "numerator", _numerator, least=-inf)
    else:
        yield Measured(cells, "numerator", _numerator, counted, tuple(Small))
    if not answers:
        yield Measured(cells, "denominator", _denominator)
    people = _people(cells)
    yield people
    # Of an average, more may have left than it counts: it has no others.
    if counted and answers:
        apart = people.over_months is not OverMonths.SUM
        over_months = OverMonths.NOTHING if apart else OverMonths.SUM
        yield Measured(cells, "others", _others, counted, tuple(Small), over_months)


def _people(cells: KpiCells) -> Measured:
    if cells.average:
        # Whole people on average do not add up, and say no more than the months of people do.
        # They are nobody's n, though where nobody comes or goes they are as many.
        return Measured(cells, "months of people", _months_of_people, people=True, least=0.5)
    # A cell is there because somebody is: that alone may tell one from nobody.
    one = Measured(cells, "people", _n, people=True, least=0.0 if cells.nobody else 1.0)
    return replace(one, over_months=_over_months(one))


def _numerator(of: Numbers) -> float:
    return of.numerator


def _denominator(of: Numbers) -> float:
    return of.denominator


def _n(of: Numbers) -> float:
    return of.n


def _months_of_people(of: Numbers) -> float:
    return 12 * of.denominator


def _others(of: Numbers) -> float:
    return of.n - of.numerator


def _in_favour(of: Numbers) -> float:
    return 100 * of.denominator + of.numerator


def _against(of: Numbers) -> float:
    return 100 * of.denominator - of.numerator


def _comparable(one: Measured, other: Measured) -> bool:
    """Say whether two numbers may be one: positions filled are one's n and another's base."""
    return one.kind == other.kind or {one.kind, other.kind} == {"denominator", "people"}


def _most_telling(ways: Iterable[OverMonths]) -> OverMonths:
    return min(ways, key=list(OverMonths).index)


def _same(one: Measured, other: Measured) -> bool:
    """Say whether two numbers are equal wherever both are shown, and often enough not 0."""
    told = 0
    for place in one.cells.there & other.cells.there:
        first, second = one.shown(place), other.shown(place)
        if first is None or second is None:
            continue
        if not _equal(first, second):
            return False
        told += first != 0
    return told >= _NO_CHANCE


def _over_months(one: Measured) -> OverMonths:
    """Judge by the longer periods that are shown with all their months."""
    longer = list(_longer(one))
    telling = any(sum(months) > max(months) for _, months in longer)
    if telling and all(_equal(total, sum(months)) for total, months in longer):
        return OverMonths.SUM
    if all(max(months) <= total <= sum(months) for total, months in longer):
        return OverMonths.DISTINCT
    return OverMonths.NOTHING


def _longer(one: Measured) -> Iterator[tuple[float, Sequence[float]]]:
    for place in one.cells.there:
        total = one.shown(place) if place.months > 1 else None
        if total is None:
            continue
        months = [Place(place.scope, place.first + nth, 1) for nth in range(place.months)]
        values = [one.shown(month) for month in months if month in one.cells.there]
        known = [value for value in values if value is not None]
        if known and len(known) == len(values):
            yield total, known


def _equal(one: float, other: float) -> bool:
    return abs(one - other) <= _CLOSE * max(1.0, abs(one), abs(other))
