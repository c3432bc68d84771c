"""Bounds, against a count of every organisation that would show the same."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.privacy import ORGANISATION
from briefing.privacy.bounds import Bounds
from briefing.privacy.cells import KpiCells, Place
from briefing.privacy.nested import Cell, Joint
from briefing.privacy.quantities import Quantity, quantities
from briefing.privacy.suppress import suppress
from tests.privacy.random_organisation import FIRST, cells

MINIMUM = 3
MOST = 5
"""More than any unit of these tests has in a month: what is tried out."""

TINY = st.lists(st.lists(st.integers(0, 4), min_size=3, max_size=3), min_size=2, max_size=2)


def leavers(rows: list[list[int]]) -> KpiCells:
    """Make a KPI that counts people of units so large that only the count may be small."""
    large = np.full((len(rows), len(rows[0])), 100)
    return cells("k", rows, large / 12, large, None, MINIMUM, counts_people=True)


def numerator(of: KpiCells) -> Quantity:
    return next(one for one in quantities([of]) if one.name == "k, numerator")


def possible(quantity: Quantity) -> dict[Place, np.ndarray]:
    """Give, by place, its value in every table of whole numbers that shows what is shown."""
    months = sorted(place for place in quantity.parts if place.months == 1)
    ends = [np.arange(MOST + 1) if (value := quantity.shown(place)) is None
            else np.array([value]) for place in months]  # fmt: skip
    tables = dict(zip(months, (axis.ravel() for axis in np.meshgrid(*ends)), strict=True))
    found = {
        place: sum(
            (values for month, values in tables.items()
             if place.scope in {ORGANISATION, month.scope}
             and place.first <= month.first < place.first + place.months),
            start=np.zeros(1),
        )
        for place in quantity.there
    }  # fmt: skip
    same = np.ones(len(next(iter(tables.values()))), dtype=bool)
    for place, values in found.items():
        value = quantity.shown(place)
        same = same & (True if value is None else np.isclose(values, value))
    return {place: values[same] for place, values in found.items()}


@settings(deadline=None, max_examples=60)
@given(rows=TINY, more=st.sets(st.integers(0, 11)))
def test_no_possible_table_lies_outside_of_the_bounds(
    rows: list[list[int]], more: set[int]
) -> None:
    of = leavers(rows)
    of.hidden |= {place for nth, place in enumerate(sorted(of.there)) if nth in more}
    if not of.hidden:
        return
    quantity = numerator(of)
    bounds = Bounds(Joint((quantity,)), MINIMUM)
    tables = possible(quantity)
    for nth, (_, place) in enumerate(bounds.small):
        narrow = bounds.narrow(nth)
        if narrow is not None:
            assert narrow.low - 1e-6 <= tables[place].min()
            assert tables[place].max() <= narrow.high + 1e-6


@settings(deadline=None, max_examples=60)
@given(rows=TINY)
def test_what_is_left_after_suppressing_leaves_more_than_one_table(rows: list[list[int]]) -> None:
    of = leavers(rows)
    suppress([of], MINIMUM)
    if not of.hidden:
        return
    quantity = numerator(of)
    tables = possible(quantity)
    for place in quantity.small():
        assert len(set(tables[place])) > 1


@pytest.mark.parametrize(
    ("rows", "hidden", "expected"),
    [
        # One month of one unit: the organisation's less the others'.
        ([[2], [5], [6]], [("Unit 0", 1)], (2, 2)),
        # Two of them: any two numbers of that sum.
        ([[2], [0], [6]], [("Unit 0", 1), ("Unit 1", 1)], (0, 2)),
        # With a month of its own a quarter gives away what is left.
        ([[5, 1, 4], [9, 9, 9]],
         [("Unit 0", 1), ("Unit 1", 1), ("Organisation", 1)], None),
    ],
)  # fmt: skip
def test_bounds_by_hand(
    rows: list[list[int]], hidden: list[tuple[str, int]], expected: tuple[int, int] | None
) -> None:
    of = leavers(rows)
    of.hidden = {Place(scope, FIRST + (len(rows[0]) > 1), months) for scope, months in hidden}
    quantity = numerator(of)
    bounds = Bounds(Joint((quantity,)), MINIMUM)
    found = {narrow.cell.place.scope: narrow for nth in range(len(bounds.small))
             if (narrow := bounds.narrow(nth))}  # fmt: skip
    if expected is None:
        # All that is shown of the quarter less its other months: 10 - 5 - 4.
        assert (found["Unit 0"].low, found["Unit 0"].high) == (1, 1)
        assert found["Unit 0"].told_by == (Cell(0, Place("Unit 0", FIRST, 3)),)
    else:
        assert (found["Unit 0"].low, found["Unit 0"].high) == expected
