"""Compliance incidents: incidents by hand, over a year, in each unit and altogether."""

from collections.abc import Iterator
from datetime import date

import duckdb
import pytest

from tests.kpis.hand import COMPANY, Counted, Place, computed, declared, insert
from tests.kpis.people import GONE, OPERATIONS, SALES, employ

COLUMNS = "unit, occurred_on, kind"
YEAR_END = date(2025, 12, 31)
INCIDENTS = [
    ("Sales", date(2025, 1, 31), "customer"),
    ("Sales", date(2025, 2, 1), "compliance"),
    ("Sales", date(2025, 2, 28), "compliance"),
    ("Sales", date(2025, 11, 5), "compliance"),
    ("Operations", date(2025, 12, 1), "safety"),
]


@pytest.fixture(scope="module")
def found() -> Iterator[dict[Place, Counted]]:
    """Give the cells of the rows above."""
    with declared() as con:
        employ(con)
        insert(con, "incidents", COLUMNS, INCIDENTS)
        yield computed(con, "compliance_incidents", YEAR_END)


@pytest.mark.parametrize(
    ("scope", "grain", "starts_on", "expected"),
    [
        # n is the average headcount, in whole people.
        # Other incidents show that January and December were recorded, and calm.
        ("Sales", "month", date(2025, 1, 1), Counted(0, 3 / 12, 3)),
        ("Sales", "month", date(2025, 2, 1), Counted(100 * 2, 3 / 12, 3)),
        (COMPANY, "month", date(2025, 12, 1), Counted(0, 4.5 / 12, 4)),
        # A unit without any is calm, too.
        ("Operations", "month", date(2025, 2, 1), Counted(0, 2 / 12, 2)),
        ("Sales", "quarter", date(2025, 10, 1), Counted(100 * 1, 8.5 / 12, 2)),
        ("Sales", "rolling12", date(2025, 1, 1), Counted(100 * 3, SALES, 2)),
        ("Operations", "rolling12", date(2025, 1, 1), Counted(0, OPERATIONS, 2)),
        # 3 a year by 4.96 people: 60.5 for each 100
        (COMPANY, "rolling12", date(2025, 1, 1), Counted(300, SALES + OPERATIONS + GONE, 5)),
    ],
)
def test_by_hand(
    found: dict[Place, Counted], scope: str, grain: str, starts_on: date, expected: Counted
) -> None:
    assert found[scope, grain, starts_on] == pytest.approx(expected)


def test_it_is_not_calm_where_nothing_is_recorded(con: duckdb.DuckDBPyConnection) -> None:
    employ(con)
    insert(con, "incidents", COLUMNS, INCIDENTS[1:4])
    found = computed(con, "compliance_incidents", YEAR_END)
    months = {day for scope, grain, day in found if (scope, grain) == (COMPANY, "month")}
    assert months == {date(2025, month, 1) for month in range(2, 12)}


def test_an_export_without_compliance_says_nothing_of_it(con: duckdb.DuckDBPyConnection) -> None:
    employ(con)
    insert(con, "incidents", COLUMNS, [row for row in INCIDENTS if row[2] != "compliance"])
    assert computed(con, "compliance_incidents", YEAR_END) == {}


def test_without_people_there_is_nothing_to_divide_by(con: duckdb.DuckDBPyConnection) -> None:
    insert(con, "incidents", COLUMNS, INCIDENTS)
    assert computed(con, "compliance_incidents", YEAR_END) == {}
