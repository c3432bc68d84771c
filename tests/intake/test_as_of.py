"""Checks the warnings of an as_of that is still to come, or older than the exports."""

from datetime import date

import duckdb
import pytest

from briefing.intake.as_of import as_of_problems
from briefing.intake.load import load_into
from tests.workbooks import Rows, upload

TODAY = date(2026, 11, 25)
FUTURE = "a day up to today, 2026-11-25"
NEWER = "no day before 2026-10, up to which Finance has rows"


def settings(as_of: str | None) -> Rows:
    return [["name", "value"], ["currency", "EUR"], *([["as_of", as_of]] if as_of else [])]


def finance(month: str) -> Rows:
    return [["unit", "month", "revenue", "fte"], ["Sales", month, 1, 1]]


@pytest.mark.parametrize(
    ("as_of", "month", "expected"),
    [
        ("2026-10-31", "2026-10-01", None),
        # The export was taken within its last month.
        ("2026-10-05", "2026-10-01", None),
        ("2026-09-30", "2026-10-01", NEWER),
        ("2025-01-31", "2026-10-01", NEWER),
        (None, "2026-10-01", None),
        ("2026-11-25", "2026-10-01", None),
        ("2026-11-26", "2026-10-01", None),
        ("2026-11-27", "2026-10-01", FUTURE),
        ("2062-09-30", "2026-10-01", FUTURE),
        # A budget goes on to months that are still to come.
        ("2026-11-20", "2026-12-01", None),
    ],
)
def test_the_day_of_the_exports_lies_neither_ahead_nor_behind(
    con: duckdb.DuckDBPyConnection, as_of: str | None, month: str, expected: str | None
) -> None:
    sheets = {"Settings": settings(as_of), "Finance": finance(month)}
    tables = load_into(con, [upload(sheets)]).tables
    problems = list(as_of_problems(con, tables, TODAY))
    assert [(one.cell, one.found, one.expected, str(one.level)) for one in problems] == [
        ("B3", f"'{as_of}'", text, "warning") for text in (expected,) if text
    ]


def test_settings_that_stay_are_compared_with_the_new_exports_alone(
    con: duckdb.DuckDBPyConnection,
) -> None:
    load_into(con, [upload({"Settings": settings("2026-09-30"), "Finance": finance("2026-10-01")})])
    assert list(as_of_problems(con, ["units"], TODAY)) == []
    assert [one.expected for one in as_of_problems(con, ["finance"], TODAY)] == [NEWER]


def test_no_settings_say_nothing(con: duckdb.DuckDBPyConnection) -> None:
    assert list(as_of_problems(con, ["finance"], TODAY)) == []
