"""Five people in two units over 2025, for the KPIs that count something by people-years.

    month        Jan to Nov   Dec    sum
    Sales           3 each    2.5   35.5    (a b c, then a b)
    Operations      2 each     2    24.0    (d e)
    altogether      5 each    4.5   59.5

A month's average headcount is half of those there at its start plus half of those at its end.
"""

from datetime import date

import duckdb

from tests.kpis.hand import insert

_LONG_AGO = date(2020, 1, 15)
_COLUMNS = "employee_id, unit, hired_on, left_on, leave_type"
_PEOPLE = [
    ("a", "Sales", _LONG_AGO, None, None),
    ("b", "Sales", _LONG_AGO, None, None),
    ("c", "Sales", _LONG_AGO, date(2025, 12, 20), "retired"),
    ("d", "Operations", _LONG_AGO, None, None),
    ("e", "Operations", _LONG_AGO, None, None),
    # By whose leaving the export begins to speak of leavers.
    ("x", "Gone", _LONG_AGO, date(2025, 1, 1), "other"),
]

SALES, OPERATIONS = 35.5 / 12, 24.0 / 12
"""People-years of 2025."""
GONE = 0.5 / 12


def employ(con: duckdb.DuckDBPyConnection) -> None:
    """Put the five into Workers, and a sixth by whose leaving the export begins."""
    insert(con, "workers", _COLUMNS, _PEOPLE)
