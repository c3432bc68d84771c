"""Internal promotion: promotions by hand, over a year, in each unit and altogether."""

from collections.abc import Iterator
from datetime import date

import duckdb
import pytest

from tests.kpis.hand import COMPANY, Counted, Place, computed, declared
from tests.kpis.people import GONE, OPERATIONS, SALES, employ

YEAR_END = date(2025, 12, 31)


def promote(con: duckdb.DuckDBPyConnection, **days: date) -> None:
    rows = [(day, person) for person, day in days.items()]
    con.executemany("UPDATE workers SET promoted_on = ? WHERE employee_id = ?", rows)


@pytest.fixture(scope="module")
def found() -> Iterator[dict[Place, Counted]]:
    """Give the cells of three promotions, one of them from before anybody is known to leave."""
    with declared() as con:
        employ(con)
        promote(con, a=date(2025, 2, 1), d=date(2025, 12, 1), b=date(2021, 5, 1))
        yield computed(con, "internal_promotion", YEAR_END)


@pytest.mark.parametrize(
    ("scope", "grain", "starts_on", "expected"),
    [
        ("Sales", "month", date(2025, 2, 1), Counted(1, 3 / 12, 3)),
        ("Sales", "month", date(2025, 3, 1), Counted(0, 3 / 12, 3)),
        ("Operations", "month", date(2025, 12, 1), Counted(1, 2 / 12, 2)),
        ("Sales", "quarter", date(2025, 1, 1), Counted(1, 9 / 12, 3)),
        (COMPANY, "quarter", date(2025, 10, 1), Counted(1, 14.5 / 12, 4)),
        ("Sales", "rolling12", date(2025, 1, 1), Counted(1, SALES, 2)),
        ("Operations", "rolling12", date(2025, 1, 1), Counted(1, OPERATIONS, 2)),
        (COMPANY, "rolling12", date(2025, 1, 1), Counted(2, SALES + OPERATIONS + GONE, 5)),
    ],
)
def test_by_hand(
    found: dict[Place, Counted], scope: str, grain: str, starts_on: date, expected: Counted
) -> None:
    assert found[scope, grain, starts_on] == pytest.approx(expected)


def test_before_anybody_is_known_to_leave_nothing_is_counted(
    found: dict[Place, Counted],
) -> None:
    assert min(day for _, _, day in found) == date(2025, 1, 1)


def test_nobody_seems_to_be_promoted_before_the_first_on_record_or_after_the_last(
    con: duckdb.DuckDBPyConnection,
) -> None:
    employ(con)
    promote(con, a=date(2025, 2, 1), d=date(2025, 6, 1))
    found = computed(con, "internal_promotion", YEAR_END)
    months = {day for scope, grain, day in found if (scope, grain) == (COMPANY, "month")}
    assert months == {date(2025, month, 1) for month in range(2, 7)}
    quarters = {day for scope, grain, day in found if (scope, grain) == (COMPANY, "quarter")}
    assert quarters == {date(2025, 4, 1)}


def test_no_promotion_on_record_is_not_none_at_all(con: duckdb.DuckDBPyConnection) -> None:
    employ(con)
    assert computed(con, "internal_promotion", YEAR_END) == {}
