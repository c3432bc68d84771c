"""Unknowns: the hidden cells of a joint, and what is shown as rows over them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import inf

from briefing.privacy import ORGANISATION, WITHOUT_CELL
from briefing.privacy.cells import Place
from briefing.privacy.nested import Cell, Joint
from briefing.privacy.quantities import OverMonths, Quantity


@dataclass
class Sum:
    """A sum of unknowns and a number that is known."""

    known: float = 0.0
    unknown: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Row:
    """What is known of unknowns: a sum (with signs) between two ends, told by a shown cell."""

    columns: Sequence[int]
    factors: Sequence[float]
    low: float
    high: float
    told_by: Cell | None


class _Part:
    """The hidden cells of one quantity as unknowns, and what is shown as rows over them.

    It is the `nth` of a joint, and its unknowns are numbered from `start` on.
    """

    def __init__(self, quantity: Quantity, nth: int, start: int) -> None:
        self.quantity = quantity
        self._nth = nth
        self._shown = {place: quantity.shown(place) for place in sorted(quantity.there)}
        hidden = (place for place, value in self._shown.items()
                  if value is None and not self.tells(place))  # fmt: skip
        self.columns = {place: column for column, place in enumerate(hidden, start)}
        self._scopes = sorted({place.scope for place in quantity.parts})
        self.rows = list(self._rows())

    def sum_of(self, place: Place) -> Sum:
        """Write a hidden place as a sum of what is known and what is not."""
        found = Sum()
        for member in self.members(place):
            value = self._shown[member]
            if value is None:
                found.unknown.append(self.columns[member])
            else:
                found.known += value
        return found

    def at(self, place: Place) -> Sum:
        """Give the place's own value where it is shown, else the sum that it is."""
        value = self._shown[place]
        return self.sum_of(place) if value is None else Sum(value)

    def members(self, place: Place) -> Iterator[Place]:
        """Give the places that add up to one: parts, and months where months add."""
        scopes = self._scopes if place.scope == ORGANISATION else [place.scope]
        single = self.quantity.over_months is OverMonths.SUM
        for scope in scopes:
            for nth in range(place.months if single else 1):
                member = Place(scope, place.first + nth, 1 if single else place.months)
                if member in self.quantity.parts:
                    yield member

    def tells(self, place: Place) -> bool:
        """Say whether a place is a sum of others, and no unknown itself when it is hidden."""
        return place.whole or (place.months > 1 and self.quantity.over_months is OverMonths.SUM)

    def newly_hidden(self, place: Place) -> bool:
        """Say whether a place was known when the rows were made, and is not any more."""
        return self._shown.get(place) is not None and self.quantity.shown(place) is None

    def cell(self, place: Place) -> Cell:
        """Give a place of it as a cell of the joint."""
        return Cell(self._nth, place)

    def _rows(self) -> Iterator[Row]:
        for place, value in self._shown.items():
            if value is None or not self.tells(place):
                continue
            found = self.sum_of(place)
            if found.unknown:
                rest = value - found.known
                ones = [1.0] * len(found.unknown)
                yield Row(found.unknown, ones, rest, rest, self.cell(place))
        if self.quantity.over_months is OverMonths.DISTINCT:
            yield from self._distinct()

    def _distinct(self) -> Iterator[Row]:
        """Give: a quarter has at most the sum of its months, and at least each of them."""
        for place in self._shown:
            months = [Place(place.scope, place.first + nth, 1) for nth in range(place.months)]
            # Of a year the two say next to nothing of a month, and would tie all months together.
            quarter = place.months == 3 and place.scope not in {ORGANISATION, WITHOUT_CELL}
            if not quarter or not self.quantity.parts.issuperset(months):
                continue
            yield from self._between(place, months, -inf, 0.0)
            for month in months:
                yield from self._between(place, [month], 0.0, inf)

    def _between(
        self, place: Place, months: Sequence[Place], low: float, high: float
    ) -> Iterator[Row]:
        """Give: the place's less the months' lies between the two."""
        columns, factors, known, told_by = [], [], 0.0, []
        for one, factor in [(place, 1.0), *((month, -1.0) for month in months)]:
            value = self._shown[one]
            if value is None:
                columns.append(self.columns[one])
                factors.append(factor)
            else:
                known += factor * value
                told_by.append(one)
        if columns and told_by:
            yield Row(columns, factors, low - known, high - known, self.cell(told_by[0]))
        elif columns:
            yield Row(columns, factors, low, high, None)


class Unknowns:
    """The hidden cells of a joint as columns, each with its `least`, and the rows over them."""

    def __init__(self, joint: Joint) -> None:
        """Make the columns of all quantities, one after the other, and the rows."""
        self._parts: list[_Part] = []
        self.least: list[float] = []
        for nth, quantity in enumerate(joint.quantities):
            part = _Part(quantity, nth, len(self.least))
            self._parts.append(part)
            # Nobody knows whether there is a unit without a cell.
            for place in part.columns:
                least = quantity.least(place)
                self.least.append(min(least, 0.0) if place.scope == WITHOUT_CELL else least)
        nested = [row for low, high in joint.within
                  for row in _nested(self._parts[low], self._parts[high])]  # fmt: skip
        self.rows = [*(row for part in self._parts for row in part.rows), *nested]
        self._bounding = {row.told_by for row in nested}

    def sum_of(self, cell: Cell) -> Sum:
        """Write a hidden cell as a sum of what is known and what is not."""
        return self._parts[cell.nth].sum_of(cell.place)

    def members(self, cell: Cell) -> Iterator[Cell]:
        """Give the cells that add up to one."""
        return (Cell(cell.nth, place) for place in self._parts[cell.nth].members(cell.place))

    def newly_hidden(self, place: Place) -> Iterator[Cell]:
        """Give the quantities' cells at a place that were known and are hidden now."""
        return (part.cell(place) for part in self._parts if part.newly_hidden(place))

    def forgettable(self, cell: Cell) -> bool:
        """Say whether no more is to be done of a cell that is hidden than to drop its rows."""
        return self._parts[cell.nth].tells(cell.place) and cell not in self._bounding


def _nested(low: _Part, high: _Part) -> Iterator[Row]:
    """Give: at every place the one is at most the other."""
    sums = {low.quantity.over_months, high.quantity.over_months} == {OverMonths.SUM}
    for place in sorted(low.quantity.parts & high.quantity.parts):
        if sums and place.months > 1:
            continue  # its months say as much
        less, more = low.at(place), high.at(place)
        if not (less.unknown or more.unknown):
            continue
        shown = [part.cell(place) for part in (low, high) if part.quantity.shown(place) is not None]
        yield Row(
            [*less.unknown, *more.unknown],
            [*(1.0 for _ in less.unknown), *(-1.0 for _ in more.unknown)],
            -inf,
            more.known - less.known,
            shown[0] if shown else None,
        )
