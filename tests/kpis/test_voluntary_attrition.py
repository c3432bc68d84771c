"""Voluntary attrition: seven people by hand, over a year, in each unit and altogether."""

from collections.abc import Iterator
from datetime import date

import duckdb
import pytest

from tests.kpis.hand import COMPANY, Counted, Place, computed, declared, ends, insert

COLUMNS = "employee_id, unit, hired_on, left_on, leave_type"
LONG_AGO = date(2020, 1, 15)
PEOPLE = [
    ("a", "Sales", LONG_AGO, None, None),
    ("b", "Sales", LONG_AGO, date(2025, 1, 20), "voluntary"),
    ("c", "Sales", date(2025, 2, 10), None, None),
    ("d", "Sales", LONG_AGO, date(2025, 11, 5), "involuntary"),
    ("e", "Operations", LONG_AGO, None, None),
    ("f", "Operations", LONG_AGO, date(2025, 11, 15), "voluntary"),
    ("g", "Operations", date(2026, 1, 7), None, None),
]
YEAR_END = date(2025, 12, 31)

# A month's average headcount is half of those there at its start plus half of those at its end.
#
# month           Jan   Feb   Mar-Oct   Nov   Dec     sum
# Sales           2.5   2.5   3 each    2.5    2      33.5    (a b d, then a d, then a c d, a c)
# Operations       2     2    2 each    1.5    1      22.5    (e f, then e; g joins in 2026)
#
# People-years are months ÷ 12, and n is the average headcount in whole people; d did not leave of
# their own accord.


@pytest.fixture(scope="module")
def found() -> Iterator[dict[Place, Counted]]:
    """Give the cells of the rows above."""
    with declared() as con:
        insert(con, "workers", COLUMNS, PEOPLE)
        yield computed(con, "voluntary_attrition", YEAR_END)


@pytest.mark.parametrize(
    ("scope", "grain", "starts_on", "expected"),
    [
        ("Sales", "month", date(2025, 1, 1), Counted(1, 2.5 / 12, 2)),
        ("Sales", "month", date(2025, 11, 1), Counted(0, 2.5 / 12, 2)),
        ("Operations", "month", date(2025, 11, 1), Counted(1, 1.5 / 12, 1)),
        (COMPANY, "month", date(2025, 1, 1), Counted(1, 4.5 / 12, 4)),
        (COMPANY, "month", date(2025, 11, 1), Counted(1, 4.0 / 12, 4)),
        (COMPANY, "month", date(2025, 12, 1), Counted(0, 3.0 / 12, 3)),
        # Quarters: 2.5 + 2.5 + 3 = 8, on average 2.7 people; 3 + 2.5 + 2 = 7.5.
        ("Sales", "quarter", date(2025, 1, 1), Counted(1, 8.0 / 12, 2)),
        ("Sales", "quarter", date(2025, 10, 1), Counted(0, 7.5 / 12, 2)),
        ("Operations", "quarter", date(2025, 10, 1), Counted(1, 4.5 / 12, 1)),
        (COMPANY, "quarter", date(2025, 1, 1), Counted(1, 14.0 / 12, 4)),
        (COMPANY, "quarter", date(2025, 10, 1), Counted(1, 12.0 / 12, 4)),
        ("Sales", "rolling12", date(2025, 1, 1), Counted(1, 33.5 / 12, 2)),
        ("Operations", "rolling12", date(2025, 1, 1), Counted(1, 22.5 / 12, 1)),
        # 2 ÷ (56 ÷ 12) = 42.9%
        (COMPANY, "rolling12", date(2025, 1, 1), Counted(2, 56.0 / 12, 4)),
    ],
)
def test_by_hand(
    found: dict[Place, Counted], scope: str, grain: str, starts_on: date, expected: Counted
) -> None:
    assert found[scope, grain, starts_on] == pytest.approx(expected)


def test_only_whole_periods_up_to_the_day_of_the_export(con: duckdb.DuckDBPyConnection) -> None:
    insert(con, "workers", COLUMNS, PEOPLE)
    found = computed(con, "voluntary_attrition", date(2025, 12, 30))
    months = {day for scope, grain, day in found if (scope, grain) == (COMPANY, "month")}
    quarters = {day for scope, grain, day in found if (scope, grain) == (COMPANY, "quarter")}
    assert months == {date(2025, month, 1) for month in range(1, 12)}
    assert quarters == {date(2025, month, 1) for month in (1, 4, 7)}
    assert not [place for place in found if place[1] == "rolling12"]


def test_periods_end_on_their_last_day(con: duckdb.DuckDBPyConnection) -> None:
    insert(con, "workers", COLUMNS, PEOPLE)
    computed(con, "voluntary_attrition", YEAR_END)
    last_days = ends(con)
    assert last_days["month", date(2025, 2, 1)] == date(2025, 2, 28)
    assert last_days["quarter", date(2025, 4, 1)] == date(2025, 6, 30)
    assert last_days["rolling12", date(2025, 1, 1)] == YEAR_END


def test_nobody_seems_to_leave_before_the_export_has_leavers(
    con: duckdb.DuckDBPyConnection,
) -> None:
    # Somebody became productive in 2024, so that year has periods; it has no leaver.
    insert(con, "workers", COLUMNS, PEOPLE)
    con.execute("UPDATE workers SET productive_on = DATE '2024-03-01' WHERE employee_id = 'a'")
    found = computed(con, "voluntary_attrition", YEAR_END)
    assert min(day for _, _, day in found) == date(2025, 1, 1)


def test_who_counts_as_leaving_of_their_own_accord(con: duckdb.DuckDBPyConnection) -> None:
    # A unit for each reason, named by it, with one who stays and one who leaves in June.
    counts = {"voluntary": 1, "involuntary": 0, "retired": 0, "other": 0, "none": 0}
    for reason in counts:
        stays = (f"{reason} stays", reason, LONG_AGO, None, None)
        leaves = (f"{reason} leaves", reason, LONG_AGO, date(2025, 6, 20), reason)
        insert(con, "workers", COLUMNS, [stays, leaves])
    con.execute("UPDATE workers SET leave_type = NULL WHERE leave_type = 'none'")
    cells = computed(con, "voluntary_attrition", YEAR_END)
    for reason, numerator in counts.items():
        found = cells[reason, "month", date(2025, 6, 1)]
        assert found == pytest.approx((numerator, 1.5 / 12, 1)), reason


def test_who_comes_and_goes_within_a_month_is_no_month_of_people(
    con: duckdb.DuckDBPyConnection,
) -> None:
    there = ("a", "Sales", LONG_AGO, None, None)
    short = ("b", "Sales", date(2025, 6, 2), date(2025, 6, 20), "voluntary")
    insert(con, "workers", COLUMNS, [there, short])
    found = computed(con, "voluntary_attrition", YEAR_END)
    # Neither at the month's start nor at its end: no people-month, and one leaver.
    assert found["Sales", "month", date(2025, 6, 1)] == pytest.approx((1, 1 / 12, 1))
