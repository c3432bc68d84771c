"""Follow-through on protected time: hours by hand, over a year, in each unit and altogether."""

from collections.abc import Iterator
from datetime import date

import duckdb
import pytest

from tests.kpis.hand import COMPANY, Counted, Place, computed, declared, insert
from tests.kpis.people import employ

COLUMNS = "unit, month, hours_planned, hours_kept"
YEAR_END = date(2025, 12, 31)
# Sales from January on, Operations from December; Gone sets nothing aside.
HOURS = [
    *(("Sales", date(2025, month, 1), 10, 9) for month in (1, 2, 3, 4, 5, 6, 7)),
    *(("Sales", date(2025, month, 1), 10, 4) for month in (8, 9, 10, 11, 12)),
    ("Operations", date(2025, 12, 1), 20, 20),
]


@pytest.fixture(scope="module")
def found() -> Iterator[dict[Place, Counted]]:
    """Give the cells of the rows above."""
    with declared() as con:
        employ(con)
        insert(con, "protected_time", COLUMNS, HOURS)
        yield computed(con, "follow_through", YEAR_END)


@pytest.mark.parametrize(
    ("scope", "grain", "starts_on", "expected"),
    [
        ("Sales", "month", date(2025, 1, 1), Counted(9, 10, 3)),
        # Of Sales 2.5 people on average are two, since units add.
        # Only the people of units that set hours aside are behind it.
        (COMPANY, "month", date(2025, 1, 1), Counted(9, 10, 3)),
        (COMPANY, "month", date(2025, 12, 1), Counted(24, 30, 2 + 2)),
        ("Sales", "quarter", date(2025, 7, 1), Counted(9 + 4 + 4, 30, 3)),
        # 7 × 9 + 5 × 4 = 83 of 120: 69.2%
        ("Sales", "rolling12", date(2025, 1, 1), Counted(83, 120, 2)),
        (COMPANY, "rolling12", date(2025, 1, 1), Counted(103, 140, 2 + 2)),
    ],
)
def test_by_hand(
    found: dict[Place, Counted], scope: str, grain: str, starts_on: date, expected: Counted
) -> None:
    assert found[scope, grain, starts_on] == pytest.approx(expected)


def test_a_period_with_months_that_were_not_recorded_has_no_cell(
    con: duckdb.DuckDBPyConnection,
) -> None:
    employ(con)
    insert(con, "protected_time", COLUMNS, HOURS[1:8])  # February to August
    found = computed(con, "follow_through", YEAR_END)
    assert {day for _, grain, day in found if grain == "quarter"} == {date(2025, 4, 1)}
    assert not [place for place in found if place[1] == "rolling12"]


@pytest.mark.parametrize(("headcount", "n"), [(12, 12), (None, 0)])
def test_without_workers_planned_headcount_is_behind_it(
    con: duckdb.DuckDBPyConnection, headcount: int | None, n: int
) -> None:
    # Where that is not known either, it is nobody, and so nothing is shown.
    insert(con, "units", "unit, headcount", [("Sales", headcount)])
    insert(con, "protected_time", COLUMNS, HOURS[:1])
    found = computed(con, "follow_through", YEAR_END)
    assert found["Sales", "month", date(2025, 1, 1)] == pytest.approx((9, 10, n))
