"""Internal mobility: positions by hand, over a year, in each unit and altogether."""

from collections.abc import Iterator
from datetime import date

import pytest

from tests.kpis.hand import COMPANY, Counted, Place, computed, declared, insert

COLUMNS = "requisition_id, unit, opened_on, filled_on, filled_from"
OPENED = date(2024, 6, 1)
POSITIONS = [
    ("r0", "Sales", OPENED, date(2024, 9, 9), None),  # before it was recorded
    ("r1", "Sales", OPENED, date(2025, 1, 2), "internal"),
    ("r2", "Sales", OPENED, date(2025, 1, 3), "external"),
    ("r3", "Sales", OPENED, date(2025, 2, 4), None),  # nobody knows
    ("r4", "Operations", OPENED, date(2025, 3, 5), "internal"),
    ("r5", "Operations", OPENED, date(2025, 12, 6), "external"),
    ("r6", "Sales", OPENED, None, "internal"),  # still open
    ("r7", "Sales", OPENED, date(2026, 1, 7), None),
]


@pytest.fixture(scope="module")
def found() -> Iterator[dict[Place, Counted]]:
    """Give the cells of the rows above."""
    with declared() as con:
        insert(con, "requisitions", COLUMNS, POSITIONS)
        yield computed(con, "internal_mobility", date(2026, 1, 31))


@pytest.mark.parametrize(
    ("scope", "grain", "starts_on", "expected"),
    [
        ("Sales", "month", date(2025, 1, 1), Counted(1, 2, 2)),
        (COMPANY, "month", date(2025, 12, 1), Counted(0, 1, 1)),
        ("Sales", "quarter", date(2025, 1, 1), Counted(1, 2, 2)),
        (COMPANY, "quarter", date(2025, 1, 1), Counted(2, 3, 3)),
        ("Operations", "rolling12", date(2025, 1, 1), Counted(1, 2, 2)),
        # Two of four: 50%
        (COMPANY, "rolling12", date(2025, 1, 1), Counted(2, 4, 4)),
    ],
)
def test_by_hand(
    found: dict[Place, Counted], scope: str, grain: str, starts_on: date, expected: Counted
) -> None:
    assert found[scope, grain, starts_on] == pytest.approx(expected)


def test_no_cell_where_it_is_not_known_where_anybody_came_from(
    found: dict[Place, Counted],
) -> None:
    assert (COMPANY, "month", date(2025, 2, 1)) not in found
    # Neither the year that begins before it was recorded nor the one that ends after.
    assert {day for _, grain, day in found if grain == "rolling12"} == {date(2025, 1, 1)}
