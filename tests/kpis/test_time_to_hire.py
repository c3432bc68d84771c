"""Time to hire: seven positions by hand, over a year, in each unit and altogether."""

from collections.abc import Iterator
from datetime import date

import pytest

from tests.kpis.hand import COMPANY, Counted, Place, computed, declared, insert

COLUMNS = "requisition_id, unit, opened_on, filled_on"
POSITIONS = [
    ("r1", "Sales", date(2025, 1, 1), date(2025, 1, 31)),  # 30 days
    ("r2", "Sales", date(2025, 1, 10), date(2025, 2, 19)),  # 21 to the end of January + 19 = 40
    ("r3", "Sales", date(2025, 3, 1), date(2025, 3, 21)),  # 20
    ("r4", "Operations", date(2025, 1, 5), date(2025, 3, 6)),  # 26 + 28 + 6 = 60
    ("r5", "Sales", date(2025, 4, 1), None),  # still open
    ("r6", "Operations", date(2025, 12, 1), date(2025, 12, 31)),  # 30
    ("r7", "Sales", date(2025, 11, 1), date(2026, 1, 5)),  # filled in a month that is not over
]


@pytest.fixture(scope="module")
def found() -> Iterator[dict[Place, Counted]]:
    """Give the cells of the rows above."""
    with declared() as con:
        insert(con, "requisitions", COLUMNS, POSITIONS)
        yield computed(con, "time_to_hire", date(2026, 1, 14))


@pytest.mark.parametrize(
    ("scope", "grain", "starts_on", "expected"),
    [
        ("Sales", "month", date(2025, 1, 1), Counted(30, 1, 1)),
        ("Sales", "month", date(2025, 2, 1), Counted(40, 1, 1)),
        ("Operations", "month", date(2025, 12, 1), Counted(30, 1, 1)),
        (COMPANY, "month", date(2025, 1, 1), Counted(30, 1, 1)),
        (COMPANY, "month", date(2025, 3, 1), Counted(20 + 60, 2, 2)),
        ("Sales", "quarter", date(2025, 1, 1), Counted(30 + 40 + 20, 3, 3)),
        ("Operations", "quarter", date(2025, 1, 1), Counted(60, 1, 1)),
        # 150 ÷ 4 = 37.5 days, not the mean of the units' 30 and 60.
        (COMPANY, "quarter", date(2025, 1, 1), Counted(30 + 40 + 20 + 60, 4, 4)),
        ("Sales", "rolling12", date(2025, 1, 1), Counted(90, 3, 3)),
        ("Operations", "rolling12", date(2025, 1, 1), Counted(60 + 30, 2, 2)),
        (COMPANY, "rolling12", date(2025, 1, 1), Counted(180, 5, 5)),
    ],
)
def test_by_hand(
    found: dict[Place, Counted], scope: str, grain: str, starts_on: date, expected: Counted
) -> None:
    assert found[scope, grain, starts_on] == pytest.approx(expected)


@pytest.mark.parametrize(
    ("scope", "grain", "starts_on"),
    [
        ("Operations", "month", date(2025, 1, 1)),
        (COMPANY, "month", date(2025, 5, 1)),
        (COMPANY, "month", date(2026, 1, 1)),
        ("Sales", "quarter", date(2025, 10, 1)),
        (COMPANY, "rolling12", date(2025, 2, 1)),
    ],
)
def test_no_cell_where_nothing_was_filled_or_the_period_is_not_over(
    found: dict[Place, Counted], scope: str, grain: str, starts_on: date
) -> None:
    assert (scope, grain, starts_on) not in found
