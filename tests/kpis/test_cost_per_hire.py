"""Cost per hire: positions by hand, over a year, in each unit and altogether."""

from collections.abc import Iterator
from datetime import date

import pytest

from tests.kpis.hand import COMPANY, Counted, Place, computed, declared, insert

COLUMNS = "requisition_id, unit, opened_on, filled_on, cost"
OPENED = date(2024, 10, 1)
POSITIONS = [
    ("r0", "Sales", OPENED, date(2024, 11, 5), None),  # costs were not kept yet
    ("r1", "Sales", OPENED, date(2025, 1, 20), 4_000),
    ("r2", "Sales", OPENED, date(2025, 1, 31), None),  # nobody knows
    ("r3", "Operations", OPENED, date(2025, 3, 1), 0),  # known: it cost nothing
    ("r4", "Sales", OPENED, date(2025, 3, 2), 8_000),
    ("r5", "Operations", OPENED, date(2025, 12, 30), 3_000),
    ("r6", "Sales", OPENED, None, 9_000),  # still open
    ("r7", "Sales", OPENED, date(2026, 1, 9), None),  # not booked yet
]


@pytest.fixture(scope="module")
def found() -> Iterator[dict[Place, Counted]]:
    """Give the cells of the rows above."""
    with declared() as con:
        insert(con, "requisitions", COLUMNS, POSITIONS)
        yield computed(con, "cost_per_hire", date(2026, 1, 31))


@pytest.mark.parametrize(
    ("scope", "grain", "starts_on", "expected"),
    [
        ("Sales", "month", date(2025, 1, 1), Counted(4_000, 1, 1)),
        ("Operations", "month", date(2025, 3, 1), Counted(0, 1, 1)),
        ("Sales", "quarter", date(2025, 1, 1), Counted(12_000, 2, 2)),
        # 12,000 ÷ 3 = 4,000: not the mean of the units' 6,000 and 0.
        (COMPANY, "quarter", date(2025, 1, 1), Counted(12_000, 3, 3)),
        ("Operations", "rolling12", date(2025, 1, 1), Counted(3_000, 2, 2)),
        (COMPANY, "rolling12", date(2025, 1, 1), Counted(15_000, 4, 4)),
    ],
)
def test_by_hand(
    found: dict[Place, Counted], scope: str, grain: str, starts_on: date, expected: Counted
) -> None:
    assert found[scope, grain, starts_on] == pytest.approx(expected)


@pytest.mark.parametrize(
    ("grain", "starts_on"),
    [
        ("month", date(2024, 11, 1)),
        ("month", date(2026, 1, 1)),
        ("rolling12", date(2024, 11, 1)),
        # Its last month has no cost on record yet.
        ("rolling12", date(2025, 2, 1)),
    ],
)
def test_no_cell_before_costs_are_kept_nor_after_they_are_booked(
    found: dict[Place, Counted], grain: str, starts_on: date
) -> None:
    assert (COMPANY, grain, starts_on) not in found
