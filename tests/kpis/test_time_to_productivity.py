"""Time to productivity: five people by hand, over a year, in each unit and altogether."""

from collections.abc import Iterator
from datetime import date

import duckdb
import pytest

from tests.kpis.hand import COMPANY, Counted, Place, computed, declared, insert

COLUMNS = "employee_id, unit, hired_on, productive_on"
PEOPLE = [
    ("p1", "Sales", date(2025, 1, 1), date(2025, 3, 2)),  # 30 + 28 + 2 = 60 days
    ("p2", "Sales", date(2025, 1, 15), date(2025, 3, 31)),  # 16 + 28 + 31 = 75
    ("p3", "Operations", date(2025, 2, 1), date(2025, 5, 2)),  # 27 + 31 + 30 + 2 = 90
    ("p4", "Sales", date(2025, 9, 1), date(2025, 12, 10)),  # 29 + 31 + 30 + 10 = 100
    ("p5", "Sales", date(2025, 11, 1), None),  # not there yet
]


@pytest.fixture(scope="module")
def found() -> Iterator[dict[Place, Counted]]:
    """Give the cells of the rows above."""
    with declared() as con:
        insert(con, "workers", COLUMNS, PEOPLE)
        yield computed(con, "time_to_productivity", date(2026, 2, 28))


@pytest.mark.parametrize(
    ("scope", "grain", "starts_on", "expected"),
    [
        ("Sales", "month", date(2025, 3, 1), Counted(60 + 75, 2, 2)),
        ("Operations", "month", date(2025, 5, 1), Counted(90, 1, 1)),
        (COMPANY, "month", date(2025, 3, 1), Counted(60 + 75, 2, 2)),
        (COMPANY, "month", date(2025, 12, 1), Counted(100, 1, 1)),
        ("Operations", "quarter", date(2025, 4, 1), Counted(90, 1, 1)),
        ("Sales", "quarter", date(2025, 10, 1), Counted(100, 1, 1)),
        (COMPANY, "quarter", date(2025, 4, 1), Counted(90, 1, 1)),
        # March 2025 to February 2026.
        ("Sales", "rolling12", date(2025, 3, 1), Counted(60 + 75 + 100, 3, 3)),
        ("Operations", "rolling12", date(2025, 3, 1), Counted(90, 1, 1)),
        # 325 ÷ 4 = 81.25 days
        (COMPANY, "rolling12", date(2025, 3, 1), Counted(60 + 75 + 90 + 100, 4, 4)),
    ],
)
def test_by_hand(
    found: dict[Place, Counted], scope: str, grain: str, starts_on: date, expected: Counted
) -> None:
    assert found[scope, grain, starts_on] == pytest.approx(expected)


def test_a_quarter_of_which_a_month_is_missing_has_no_cell(
    con: duckdb.DuckDBPyConnection,
) -> None:
    # The first that got there did in March: January and February are not known to be empty.
    insert(con, "workers", COLUMNS, PEOPLE)
    found = computed(con, "time_to_productivity", date(2026, 2, 28))
    assert ("Sales", "quarter", date(2025, 1, 1)) not in found


def test_only_from_the_month_on_in_which_the_export_has_leavers(
    con: duckdb.DuckDBPyConnection,
) -> None:
    # Of those who joined before, only who stayed is in the export.
    insert(con, "workers", COLUMNS, PEOPLE)
    insert(
        con,
        "workers",
        "employee_id, unit, hired_on, left_on, leave_type",
        [("p6", "Sales", date(2020, 1, 1), date(2025, 5, 20), "voluntary")],
    )
    found = computed(con, "time_to_productivity", date(2026, 2, 28))
    assert min(day for _, _, day in found) == date(2025, 5, 1)
    assert found["Operations", "month", date(2025, 5, 1)] == pytest.approx((90, 1, 1))
