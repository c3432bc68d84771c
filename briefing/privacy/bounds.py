"""Bounds: the least and the most that each hidden cell can be, by all that is shown.

Each shown cell is an equation over hidden ones, which have a least of their own; linear programming
gives the least and the most that each of them can be. After Hundepool and others, Statistical
Disclosure Control (2012), chapter 4: a cell is protected where this interval is wide enough.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf

import highspy
import numpy as np

from briefing.privacy.cells import Place
from briefing.privacy.nested import Cell, Joint
from briefing.privacy.quantities import OverMonths
from briefing.privacy.unknowns import Unknowns

_EXACT = 1e-6
_STATES = 6
"""States at random that are looked at before single cells are."""
_AMOUNT = 0.2
"""An amount is given away where it is known to within a tenth either way (the p% rule)."""


@dataclass(frozen=True)
class Narrow:
    """A hidden cell that lies between `low` and `high`, and the shown cells that tell so."""

    cell: Cell
    low: float
    high: float
    told_by: tuple[Cell, ...]


class ContradictoryError(Exception):
    """Raised where shown cells cannot all be true of parts that add up."""


class _Silent(highspy.Highs):
    """HiGHS without the words that it prints as soon as it is made, before it can be told."""

    def enableCallbacks(self) -> None:  # noqa: N802 HiGHS' own name
        self.setOptionValue("output_flag", False)  # noqa: FBT003 HiGHS' own signature
        super().enableCallbacks()  # type: ignore[no-untyped-call]


class _Program:
    """The rows as one linear program that is solved again and again for another sum."""

    def __init__(self, unknowns: Unknowns, *, scaled: bool) -> None:
        self._rows = unknowns.rows
        self._all = np.arange(len(unknowns.least), dtype=np.int32)
        # Amounts may be of any size; the solver's tolerances are made for numbers near one.
        sizes = [abs(end) for row in self._rows for end in (row.low, row.high) if abs(end) < inf]
        self._least = np.array(unknowns.least)
        self._scale = max(sizes, default=1.0) or 1.0 if scaled else 1.0
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

    def told_by(self) -> Iterator[Cell]:
        """Give the shown cells that the last solution leans on."""
        duals = self._solver.getSolution().row_dual
        for row, dual in zip(self._rows, duals, strict=True):
            if abs(dual) > _EXACT and row.told_by is not None:
                yield row.told_by

    def free(self, cell: Cell) -> None:
        """Forget what a cell tells, now that it is hidden."""
        for nth, row in enumerate(self._rows):
            if row.told_by == cell:
                self._solver.changeRowBounds(nth, -inf, inf)

    def _model(self) -> highspy.HighsLp:
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self._all), len(self._rows)
        model.col_cost_ = np.zeros(len(self._all))
        model.col_lower_ = self._least / self._scale
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
    """The least and the most that each small cell of a joint's quantities can be.

    A number of people has room in an interval as wide as `minimum`; an amount where it may be a
    fifth less than the most that it can be. Nobody, and nothing, need none.
    """

    def __init__(self, joint: Joint, minimum: int) -> None:
        """Look at each small cell that is hidden now. Raises ContradictoryError."""
        self._joint = joint
        self._minimum = minimum
        self.small = joint.small()
        self._low = np.full(len(self.small), inf)
        self._high = np.full(len(self.small), -inf)
        try:
            self.build()
            self._sweep()
        except ContradictoryError:
            if len(joint.quantities) > 1:
                raise
            # Its months do not make its longer periods, and so say nothing of them.
            alone = replace(joint.quantities[0], over_months=OverMonths.NOTHING)
            self._joint = Joint((alone,))
            self.build()
            self._sweep()

    def narrow(self, nth: int) -> Narrow | None:
        """Give the nth small cell if it has too little room. Raises ContradictoryError."""
        if self._has_room(nth):
            return None
        cell = self.small[nth]
        told_by = self._look(nth) or self._unknowns.members(cell)
        if self._has_room(nth) or self._high[nth] <= _EXACT:
            return None
        low, high = float(self._low[nth]), float(self._high[nth])
        return Narrow(cell, low, high, tuple(dict.fromkeys(told_by)))

    def free(self, place: Place) -> bool:
        """Forget what a place tells, now that it is hidden; False where it is a new unknown.

        Then all has to be built anew. What was possible before still is.
        """
        hidden = list(self._unknowns.newly_hidden(place))
        forgettable = [cell for cell in hidden if self._unknowns.forgettable(cell)]
        for cell in forgettable:
            self._program.free(cell)
        return len(forgettable) == len(hidden)

    def _look(self, nth: int) -> list[Cell]:
        """Bring the ends of the nth interval as far out as they go; give what holds them there."""
        told_by: list[Cell] = []
        columns = self._sums[nth].unknown
        if columns:
            for most in (True, False):
                if not self._see(self._costs(columns), most=most):
                    self._high[nth] = inf
                if self._has_room(nth):
                    break
                told_by.extend(self._program.told_by())
        else:  # its months are all shown, or its parts
            self._low[nth] = self._high[nth] = self._sums[nth].known
        return told_by

    def build(self) -> None:
        """Make the program of what is hidden and shown now."""
        self._unknowns = unknowns = Unknowns(self._joint)
        people = any(one.people for one in self._joint.quantities)
        self._program = _Program(unknowns, scaled=not people)
        self._sums = [unknowns.sum_of(cell) for cell in self.small]
        # The sums with unknowns, one behind the other, to be added up at once.
        self._open = [nth for nth, of in enumerate(self._sums) if of.unknown]
        lengths = [len(self._sums[nth].unknown) for nth in self._open]
        self._starts = np.cumsum([0, *lengths[:-1]]).astype(np.intp)
        columns = [column for nth in self._open for column in self._sums[nth].unknown]
        self._columns = np.array(columns, dtype=np.intp)
        self._known = np.array([self._sums[nth].known for nth in self._open])

    def _sweep(self) -> None:
        """See states in which most of the cells are at an end: all of them, or some at random."""
        if self._open:
            costs = self._costs(self._columns)
            random = np.random.default_rng(0)
            for weights in (costs, *random.choice([0.0, 1.0], (_STATES, len(costs)))):
                for most in (True, False):
                    self._see(weights * costs, most=most)

    def _costs(self, columns: Sequence[int] | np.ndarray) -> np.ndarray:
        """Give the sum of these unknowns, as what is to be least or most."""
        return np.bincount(columns, minlength=len(self._unknowns.least)).astype(np.float64)

    def _see(self, costs: np.ndarray, *, most: bool) -> bool:
        """Widen every interval by a state in which this sum of unknowns is least or most.

        Says whether there is one: what has no end has none.
        """
        found = self._program.solve(costs, most=most)
        if found is None:
            return False
        values = np.add.reduceat(found[self._columns], self._starts) + self._known
        self._low[self._open] = np.minimum(self._low[self._open], values)
        self._high[self._open] = np.maximum(self._high[self._open], values)
        return True

    def _has_room(self, nth: int) -> bool:
        width = self._high[nth] - self._low[nth]
        if self._joint.quantities[self.small[nth].nth].people:
            return bool(width >= self._minimum - _EXACT)
        return bool(width >= max((_AMOUNT - _EXACT) * self._high[nth], _EXACT))
