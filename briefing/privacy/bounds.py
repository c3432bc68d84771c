"""Bounds: the least and the most that each hidden cell can be, by all that is shown.

Each shown cell is an equation over hidden ones, which have a least of their own; linear programming
gives the least and the most that each of them can be. After Hundepool and others, Statistical
Disclosure Control (2012), chapter 4: a cell is protected where this interval is wide enough.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import inf

import highspy
import numpy as np

from briefing.privacy import ORGANISATION
from briefing.privacy.cells import Place
from briefing.privacy.quantities import OverMonths, Quantity

_EXACT = 1e-6
_AMOUNT = 0.2
"""An amount is given away where it is known to within a tenth either way (the p% rule)."""


@dataclass(frozen=True)
class Narrow:
    """A hidden cell that lies between `low` and `high`, and the shown places that tell so."""

    place: Place
    low: float
    high: float
    told_by: tuple[Place, ...]


@dataclass
class _Sum:
    """A sum of unknowns and a number that is known."""

    known: float = 0.0
    unknown: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class _Row:
    """What is known of unknowns: a sum (with signs) between two ends, told by a shown place."""

    columns: Sequence[int]
    factors: Sequence[float]
    low: float
    high: float
    told_by: Place | None


class _Unknown:
    """The hidden cells of one quantity as unknowns, and what is shown as rows over them."""

    def __init__(self, quantity: Quantity) -> None:
        self.quantity = quantity
        self._shown = {place: quantity.shown(place) for place in sorted(quantity.there)}
        hidden = (place for place, value in self._shown.items()
                  if value is None and not self.tells(place))  # fmt: skip
        self.columns = {place: nth for nth, place in enumerate(hidden)}
        self._scopes = sorted({place.scope for place in quantity.parts})
        self.rows = list(self._rows())

    def sum_of(self, place: Place) -> _Sum:
        """Write a hidden place as a sum of what is known and what is not."""
        found = _Sum()
        for member in self.members(place):
            value = self._shown[member]
            if value is None:
                found.unknown.append(self.columns[member])
            else:
                found.known += value
        return found

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

    def _rows(self) -> Iterator[_Row]:
        for place, value in self._shown.items():
            if value is None or not self.tells(place):
                continue
            found = self.sum_of(place)
            if found.unknown:
                rest = value - found.known
                yield _Row(found.unknown, [1.0] * len(found.unknown), rest, rest, place)
        if self.quantity.over_months is OverMonths.DISTINCT:
            yield from self._distinct()

    def _distinct(self) -> Iterator[_Row]:
        """Give: a quarter has at most the sum of its months, and at least each of them."""
        for place in self._shown:
            months = [Place(place.scope, place.first + nth, 1) for nth in range(place.months)]
            # Of a year the two say next to nothing of a month, and would tie all months together.
            quarter = place.months == 3 and not place.whole
            if not quarter or not self.quantity.parts.issuperset(months):
                continue
            yield from self._between(place, months, -inf, 0.0)
            for month in months:
                yield from self._between(place, [month], 0.0, inf)

    def _between(
        self, place: Place, months: Sequence[Place], low: float, high: float
    ) -> Iterator[_Row]:
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
            yield _Row(columns, factors, low - known, high - known, told_by[0])
        elif columns:
            yield _Row(columns, factors, low, high, None)


class ContradictoryError(Exception):
    """Raised where shown cells cannot all be true of parts that add up."""


class _Silent(highspy.Highs):
    """HiGHS without the words that it prints as soon as it is made, before it can be told."""

    def enableCallbacks(self) -> None:  # noqa: N802 HiGHS' own name
        self.setOptionValue("output_flag", False)  # noqa: FBT003 HiGHS' own signature
        super().enableCallbacks()  # type: ignore[no-untyped-call]


class _Program:
    """The rows as one linear program that is solved again and again for another sum."""

    def __init__(self, unknown: _Unknown) -> None:
        self._rows = unknown.rows
        self._all = np.arange(len(unknown.columns), dtype=np.int32)
        # Amounts may be of any size; the solver's tolerances are made for numbers near one.
        sizes = [abs(end) for row in self._rows for end in (row.low, row.high) if abs(end) < inf]
        self._least = unknown.quantity.least
        self._scale = 1.0 if unknown.quantity.people else max(sizes, default=1.0) or 1.0
        self._solver = _Silent()  # type: ignore[no-untyped-call]
        self._solver.setOptionValue("threads", 1)
        # Only the sum that is asked for changes, so that the last solution is a start for primal
        # simplex; what presolve leaves out would be worked out anew each time.
        self._solver.setOptionValue("presolve", "off")
        self._solver.setOptionValue("simplex_strategy", 4)
        self._solver.passModel(self._model())

    def solve(self, costs: np.ndarray, *, most: bool) -> np.ndarray | None:
        """Give the unknowns at the least or the most of a sum; None where it has no end."""
        self._solver.changeColsCost(len(self._all), self._all, costs)
        sense = highspy.ObjSense.kMaximize if most else highspy.ObjSense.kMinimize
        self._solver.changeObjectiveSense(sense)
        self._solver.run()
        match self._solver.getModelStatus():
            case highspy.HighsModelStatus.kOptimal:
                return np.array(self._solver.getSolution().col_value) * self._scale
            case (
                highspy.HighsModelStatus.kUnbounded
                | highspy.HighsModelStatus.kUnboundedOrInfeasible
            ):
                return None
        raise ContradictoryError

    def told_by(self) -> Iterator[Place]:
        """Give the shown places that the last solution leans on."""
        duals = self._solver.getSolution().row_dual
        for row, dual in zip(self._rows, duals, strict=True):
            if abs(dual) > _EXACT and row.told_by is not None:
                yield row.told_by

    def free(self, place: Place) -> None:
        """Forget what a place tells, now that it is hidden."""
        for nth, row in enumerate(self._rows):
            if row.told_by == place:
                self._solver.changeRowBounds(nth, -inf, inf)

    def _model(self) -> highspy.HighsLp:
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self._all), len(self._rows)
        model.col_cost_ = np.zeros(len(self._all))
        model.col_lower_ = np.full(len(self._all), self._least / self._scale)
        model.col_upper_ = np.full(len(self._all), inf)
        model.row_lower_ = np.array([row.low for row in self._rows]) / self._scale
        model.row_upper_ = np.array([row.high for row in self._rows]) / self._scale
        matrix = model.a_matrix_
        matrix.format_ = highspy.MatrixFormat.kRowwise
        ends = np.cumsum([0, *(len(row.columns) for row in self._rows)])
        matrix.start_ = ends.astype(np.int32)
        columns = [column for row in self._rows for column in row.columns]
        matrix.index_ = np.array(columns, dtype=np.int32)
        matrix.value_ = np.array([factor for row in self._rows for factor in row.factors])
        return model


class Bounds:
    """The least and the most that each small cell of a quantity can be.

    A number of people has room in an interval as wide as `minimum`; an amount where it may be a
    fifth less than the most that it can be. Nobody, and nothing, need none.
    """

    def __init__(self, quantity: Quantity, minimum: int) -> None:
        """Look at each small cell that is hidden now. Raises ContradictoryError."""
        self._quantity = quantity
        self._minimum = minimum
        self.small = quantity.small()
        self._low = np.full(len(self.small), inf)
        self._high = np.full(len(self.small), -inf)
        try:
            self.build()
            self._sweep()
        except ContradictoryError:
            # Its months do not make its longer periods, and so say nothing of them.
            self._quantity = replace(quantity, over_months=OverMonths.NOTHING)
            self.build()
            self._sweep()

    def narrow(self, nth: int) -> Narrow | None:
        """Give the nth small cell if it has too little room. Raises ContradictoryError."""
        if self._has_room(nth):
            return None
        place = self.small[nth]
        told_by = self._look(nth) or self._unknown.members(place)
        if self._has_room(nth) or self._high[nth] <= _EXACT:
            return None
        low, high = float(self._low[nth]), float(self._high[nth])
        return Narrow(place, low, high, tuple(dict.fromkeys(told_by)))

    def free(self, place: Place) -> bool:
        """Forget what a place tells, now that it is hidden; False where it is a new unknown.

        Then all has to be built anew. What was possible before still is.
        """
        known = self._unknown.tells(place)
        if known:
            self._program.free(place)
        return known

    def _look(self, nth: int) -> list[Place]:
        """Bring the ends of the nth interval as far out as they go; give what holds them there."""
        told_by: list[Place] = []
        columns = self._sums[nth].unknown
        if columns:
            for most in (True, False):
                if not self._see(columns, most=most):
                    self._high[nth] = inf
                told_by.extend(self._program.told_by())
        else:  # its months are all shown, or its parts
            self._low[nth] = self._high[nth] = self._sums[nth].known
        return told_by

    def build(self) -> None:
        """Make the program of what is hidden and shown now."""
        self._unknown = unknown = _Unknown(self._quantity)
        self._program = _Program(unknown)
        self._sums = [unknown.sum_of(place) for place in self.small]
        # The sums with unknowns, one behind the other, to be added up at once.
        self._open = [nth for nth, of in enumerate(self._sums) if of.unknown]
        lengths = [len(self._sums[nth].unknown) for nth in self._open]
        self._starts = np.cumsum([0, *lengths[:-1]]).astype(np.intp)
        columns = [column for nth in self._open for column in self._sums[nth].unknown]
        self._columns = np.array(columns, dtype=np.intp)
        self._known = np.array([self._sums[nth].known for nth in self._open])

    def _sweep(self) -> None:
        """See two states in which most of the cells are at an end."""
        if self._open:
            for most in (True, False):
                self._see(self._columns, most=most)

    def _see(self, columns: Sequence[int] | np.ndarray, *, most: bool) -> bool:
        """Widen every interval by a state in which these unknowns are at their least or most.

        Says whether there is one: what has no end has none.
        """
        costs = np.bincount(columns, minlength=len(self._unknown.columns)).astype(np.float64)
        found = self._program.solve(costs, most=most)
        if found is None:
            return False
        values = np.add.reduceat(found[self._columns], self._starts) + self._known
        self._low[self._open] = np.minimum(self._low[self._open], values)
        self._high[self._open] = np.maximum(self._high[self._open], values)
        return True

    def _has_room(self, nth: int) -> bool:
        width = self._high[nth] - self._low[nth]
        if self._quantity.people:
            return bool(width >= self._minimum - _EXACT)
        return bool(width >= max(_AMOUNT * self._high[nth], _EXACT))
