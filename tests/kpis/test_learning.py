"""Learning hours, registrations and completions: a year's records by hand."""

from collections.abc import Sequence
from datetime import date

import duckdb
import pytest

from tests.kpis.hand import COMPANY, Counted, computed, insert
from tests.kpis.people import GONE, OPERATIONS, SALES, employ

COLUMNS = "employee_id, happened_on, activity, kind, hours, registered, completed"
YEAR_END = date(2025, 12, 31)
EVERYBODY = SALES + OPERATIONS + GONE
RECORDS: Sequence[Sequence[object]] = [
    ("a", date(2025, 1, 10), "Friday", "micro-practice", 1.5, True, True),
    ("a", date(2025, 1, 10), "Course", "course", 6, True, False),
    ("b", date(2025, 1, 31), "Course", "course", None, True, None),  # neither hours nor an end
    ("a", date(2025, 3, 3), "Friday", "micro-practice", 1, False, True),  # came by
    ("d", date(2025, 2, 5), "Lab", "lab", 0.5, None, True),  # whether registered is not known
    ("d", date(2025, 12, 5), "Lab", "lab", 2, True, True),
    # A contractor is in no unit, and their hours are nobody's of ours.
    ("outsider", date(2025, 2, 5), "Lab", "lab", 40, True, True),
]


@pytest.mark.parametrize(
    ("kpi", "scope", "grain", "starts_on", "expected"),
    [
        ("learning_hours", "Sales", "month", date(2025, 1, 1), Counted(7.5, 3 / 12, 1)),
        ("learning_hours", "Operations", "month", date(2025, 2, 1), Counted(0.5, 2 / 12, 1)),
        # Nobody learned: that is known, and nobody is behind it.
        ("learning_hours", "Sales", "month", date(2025, 2, 1), Counted(0, 3 / 12, 0)),
        ("learning_hours", "Sales", "quarter", date(2025, 1, 1), Counted(8.5, 9 / 12, 1)),
        ("learning_hours", COMPANY, "quarter", date(2025, 1, 1), Counted(9, 15 / 12 + GONE, 2)),
        ("learning_hours", COMPANY, "rolling12", date(2025, 1, 1), Counted(11, EVERYBODY, 2)),
        ("registrations", "Sales", "month", date(2025, 1, 1), Counted(3, 3 / 12, 2)),
        ("registrations", "Sales", "quarter", date(2025, 4, 1), Counted(0, 9 / 12, 0)),
        ("registrations", "Operations", "rolling12", date(2025, 1, 1), Counted(1, OPERATIONS, 1)),
        ("registrations", COMPANY, "rolling12", date(2025, 1, 1), Counted(4, EVERYBODY, 3)),
        ("completions", "Sales", "month", date(2025, 1, 1), Counted(1, 2, 1)),
        ("completions", "Operations", "month", date(2025, 12, 1), Counted(1, 1, 1)),
        ("completions", "Sales", "rolling12", date(2025, 1, 1), Counted(1, 2, 1)),
        ("completions", COMPANY, "rolling12", date(2025, 1, 1), Counted(2, 3, 2)),
    ],
)
def test_by_hand(  # noqa: PLR0913, PLR0917 a row is a cell
    year: duckdb.DuckDBPyConnection,
    kpi: str, scope: str, grain: str, starts_on: date, expected: Counted,
) -> None:  # fmt: skip
    assert computed(year, kpi, YEAR_END)[scope, grain, starts_on] == pytest.approx(expected)


def test_completions_have_no_cell_where_nobody_had_registered(
    year: duckdb.DuckDBPyConnection,
) -> None:
    assert ("Sales", "month", date(2025, 3, 1)) not in computed(year, "completions", YEAR_END)


@pytest.mark.parametrize("kpi", ["learning_hours", "registrations", "completions"])
def test_months_before_the_first_record_and_after_the_last_are_not_known(
    con: duckdb.DuckDBPyConnection, kpi: str
) -> None:
    employ(con)
    rows = [
        ("a", date(2025, 3, 1), "Lab", "lab", 1, True, True),
        ("d", date(2025, 8, 1), "Lab", "lab", 1, True, False),
    ]
    insert(con, "learning", COLUMNS, rows)
    found = computed(con, kpi, YEAR_END)
    assert {day for _, _, day in found} <= {date(2025, month, 1) for month in range(3, 9)}
    assert {day for _, grain, day in found if grain == "quarter"} <= {date(2025, 4, 1)}
    assert (COMPANY, "month", date(2025, 8, 1)) in found


@pytest.mark.parametrize(
    ("kpi", "column"),
    [("learning_hours", "hours"), ("registrations", "registered"), ("completions", "completed")],
)
def test_an_export_without_the_column_is_not_an_export_of_nothing(
    con: duckdb.DuckDBPyConnection, kpi: str, column: str
) -> None:
    employ(con)
    insert(con, "learning", COLUMNS, RECORDS)
    con.execute(f"UPDATE learning SET {column} = NULL")
    assert computed(con, kpi, YEAR_END) == {}


@pytest.fixture
def year(con: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """Give the five people with the records above."""
    employ(con)
    insert(con, "learning", COLUMNS, RECORDS)
    return con
