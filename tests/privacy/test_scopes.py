"""Which units are shown on their own, and which share a pool."""

from datetime import date

import duckdb
import pytest

from briefing.privacy import ORGANISATION, SMALLER_UNITS
from briefing.privacy.scopes import create_scopes

MINIMUM = 5
POOL = SMALLER_UNITS
AS_OF = date(2026, 6, 30)


def employ(con: duckdb.DuckDBPyConnection, sizes: dict[str, int]) -> None:
    con.executemany(
        "INSERT INTO workers (employee_id, unit, hired_on) VALUES (?, ?, '2020-01-01')",
        [(f"{unit}{number}", unit) for unit, size in sizes.items() for number in range(size)],
    )


def scopes(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    rows = con.execute(
        "SELECT unit, scope FROM scope_of WHERE scope <> ?", [ORGANISATION]
    ).fetchall()
    return dict(rows)


@pytest.mark.parametrize(
    ("sizes", "pooled"),
    [
        ({"A": 10, "B": 6}, set()),
        ({"A": 10, "B": 5}, set()),
        # 4 + 3 are enough together.
        ({"A": 10, "B": 6, "C": 4, "D": 3}, {"C", "D"}),
        # 3 alone are not: the next smallest joins, and no more than that.
        ({"A": 10, "B": 6, "C": 3}, {"B", "C"}),
        ({"A": 10, "B": 6, "C": 2, "D": 2}, {"B", "C", "D"}),
        ({"A": 10, "B": 6, "C": 4, "D": 1}, {"C", "D"}),
        # All are too small, even together.
        ({"A": 2, "B": 2}, {"A", "B"}),
        # Equal sizes: the first by name joins, whatever the order of the rows.
        ({"C": 3, "B": 6, "A": 6}, {"A", "C"}),
    ],
)
def test_small_units_share_a_pool(
    con: duckdb.DuckDBPyConnection, sizes: dict[str, int], pooled: set[str]
) -> None:
    employ(con, sizes)
    create_scopes(con, MINIMUM, AS_OF)
    assert scopes(con) == {unit: POOL if unit in pooled else unit for unit in sizes}


def test_every_unit_is_part_of_the_organisation_once(con: duckdb.DuckDBPyConnection) -> None:
    employ(con, {"A": 10, "B": 6, "C": 3})
    create_scopes(con, MINIMUM, AS_OF)
    rows = con.execute("SELECT unit FROM scope_of WHERE scope = ? ORDER BY 1", [ORGANISATION])
    assert rows.fetchall() == [("A",), ("B",), ("C",)]


@pytest.mark.parametrize(
    ("table", "columns", "values"),
    [
        ("incidents", "unit, occurred_on, kind", "'A', '2026-05-05', 'safety'"),
        ("measures", "kpi, unit, month, numerator, denominator", "'k', 'A', '2026-05-01', 1, 1"),
        (
            "protected_time",
            "unit, month, hours_planned, hours_kept",
            "'A', '2026-05-01', 1, 1",
        ),
    ],
)
def test_a_unit_that_only_one_sheet_names_is_pooled_as_any(
    con: duckdb.DuckDBPyConnection, table: str, columns: str, values: str
) -> None:
    con.execute(f"INSERT INTO {table} ({columns}) VALUES ({values})")
    create_scopes(con, MINIMUM, AS_OF)
    assert scopes(con) == {"A": POOL}


def test_who_has_left_makes_no_unit_larger(con: duckdb.DuckDBPyConnection) -> None:
    employ(con, {"A": 10, "B": 6, "C": 6})
    con.execute("UPDATE workers SET left_on = '2026-01-31' WHERE employee_id IN ('C0', 'C1')")
    create_scopes(con, MINIMUM, AS_OF)
    assert scopes(con) == {"A": "A", "B": POOL, "C": POOL}


@pytest.mark.parametrize(
    ("insert", "expected"),
    [
        # Without workers: the latest full-time equivalents, else the planned headcount.
        (
            """INSERT INTO finance (unit, month, fte) VALUES ('A', '2026-01-01', 2),
               ('A', '2026-02-01', 20), ('B', '2026-01-01', 20), ('B', '2026-02-01', 5.5),
               ('C', '2026-02-01', 4.5)""",
            {"A": "A", "B": POOL, "C": POOL},
        ),
        (
            "INSERT INTO units (unit, headcount) VALUES ('A', 20), ('B', 9), ('C', 3), ('D', NULL)",
            {"A": "A", "B": POOL, "C": POOL, "D": POOL},
        ),
        ("INSERT INTO survey (unit) VALUES ('A'), ('A'), ('B')", {"A": POOL, "B": POOL}),
    ],
)
def test_size_without_workers(
    con: duckdb.DuckDBPyConnection, insert: str, expected: dict[str, str]
) -> None:
    con.execute(insert)
    # Of C's 3 or 4.5 and D's none the next smallest makes enough: B.
    create_scopes(con, MINIMUM, AS_OF)
    assert scopes(con) == expected
