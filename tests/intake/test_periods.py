"""Checks the warnings of months that are missing in the midst of an export or at its end."""

from collections.abc import Callable, Sequence
from datetime import date

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.intake.compared import comparable
from briefing.intake.load import load_into
from briefing.intake.periods import end_problems, gap_problems
from briefing.tables import BY_NAME
from tests.workbooks import Rows, Sheets, upload


def months(*numbers: int) -> list[date]:
    """Give the firsts of months, counted from January 2024."""
    return [date(2024 + number // 12, number % 12 + 1, 1) for number in numbers]


def finance(*of: tuple[str, Sequence[int]]) -> Sheets:
    rows = [["unit", "month", "revenue", "fte"]]
    return {
        "Finance": rows + [[unit, one, 5, 5] for unit, numbers in of for one in months(*numbers)]
    }


def test_each_unit_that_lacks_a_month_is_told_at_the_row_after_the_gap(
    con: duckdb.DuckDBPyConnection,
) -> None:
    whole, gap = range(9), [0, 1, 2, 3, 6, 7, 8]
    load_into(con, [upload(finance(("Sales", whole), ("Office", gap), ("O'; --", gap)))])
    problems = list(gap_problems(con, ["finance", "survey"]))
    assert [(problem.cell, problem.found) for problem in problems] == [
        ("B15", "no row of 'Office' for '2024-05' before it"),
        ("B22", "no row of 'O'; --' for '2024-05' before it"),
    ]
    assert {problem.expected for problem in problems} == {"rows for each month; 2 are missing"}
    assert problems[0].mend == "Export it again without a gap. If there was nothing then, leave it."
    assert {problem.level for problem in problems} == {"warning"}


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        (range(24), []),
        ([0, 1, 2, 4, 5], ["2024-04 of each month; 1 is missing"]),
        # A measure that comes each quarter misses a quarter, and not the months between.
        (range(0, 24, 3), []),
        ([0, 3, 6, 9, 15, 18], ["2025-01 of each period of 3 months; 1 is missing"]),
        # Too short a run, and one without a rhythm.
        ([0, 1, 3, 4], []),
        ([0, 1, 4, 5, 9, 10, 11, 20], []),
        ([0, 1, 3, 4, 5, 6, 7, 8, 10, 11, 12], [
            "2024-03 of each month; 1 is missing", "2024-10 of each month; 1 is missing",
        ]),
    ],
)  # fmt: skip
def test_a_gap_is_told_by_the_rhythm_of_the_series(
    con: duckdb.DuckDBPyConnection, numbers: Sequence[int], found: list[str]
) -> None:
    rows: Rows = [
        ["kpi", "unit", "month", "numerator", "denominator", "n"],
        *(["cycle", "Sales", month, 5, 5, 5] for month in months(*numbers)),
    ]
    load_into(con, [upload({"Measures": rows})])
    assert [
        f"{problem.found[-18:-11]} of {problem.expected.removeprefix('rows for ')}"
        for problem in gap_problems(con, ["measures"])
    ] == found


@pytest.mark.parametrize(("a_month", "told"), [(12, True), (11, False), (1, False)])
def test_events_are_missed_only_where_they_are_many(
    con: duckdb.DuckDBPyConnection, a_month: int, *, told: bool
) -> None:
    days = [day for day in months(0, 1, 2, 3, 4, 6) for _ in range(a_month)]
    rows = ([day.replace(day=9), "Sales", "safety"] for day in days)
    load_into(con, [upload({"Incidents": [["occurred_on", "unit", "kind"], *rows]})])
    problems = list(gap_problems(con, ["incidents"]))
    assert [(one.cell, one.found) for one in problems] == [
        (f"A{5 * a_month + 2}", "no row for '2024-06' before it")
    ] * told


@settings(deadline=None)
@given(st.integers(5, 40), st.data())
def test_a_run_with_one_month_taken_out_misses_just_that(length: int, data: st.DataObject) -> None:
    missing = data.draw(st.integers(1, length - 1))
    numbers = [number for number in range(length + 1) if number != missing]
    table = BY_NAME["protected_time"]
    with duckdb.connect(":memory:") as con:
        con.execute(table.ddl())
        con.execute(
            "CREATE TABLE loads AS SELECT 'x' AS load, 'f' AS file, 's' AS sheet, "
            "'protected_time' AS \"table\", MAP {'month': 'B'} AS columns"
        )
        con.executemany(
            "INSERT INTO protected_time VALUES ('U', ?, 1, 1, 'x', 's', ?)",
            [[month, row] for row, month in enumerate(months(*numbers))],
        )
        problems = list(gap_problems(con, ["protected_time"]))
    (said,) = months(missing)
    assert [(one.cell, one.found) for one in problems] == [
        (f"B{missing}", f"no row of 'U' for '{said:%Y-%m}' before it")
    ]


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [(12, 12, None), (12, 13, None), (12, 11, "2024-11"), (12, 6, "2024-06")],
)
def test_an_export_that_ends_before_the_last_one_did_is_told(
    con: duckdb.DuckDBPyConnection,
    last: Callable[[Sheets], None],
    before: int,
    now: int,
    told: str | None,
) -> None:
    last(finance(("Sales", range(before))))
    tables = load_into(con, [upload(finance(("Sales", range(now))), "now.xlsx")]).tables
    assert [str(problem) for problem in end_problems(con, comparable(con, tables))] == [
        f"now.xlsx › Finance!B1: found nothing after {month}, expected rows up to 2024-12, which "
        "the last load had"
        for month in (told,)
        if month
    ]
