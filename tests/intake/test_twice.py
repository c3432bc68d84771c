"""Checks the warnings of what seems to be counted twice: rows without a key, and people."""

from collections.abc import Sequence

import duckdb
import pytest

from briefing.intake.load import load_into
from briefing.intake.twice import overlap_problems, same_person_problems
from tests.workbooks import Rows, plain_text, upload

SURVEY = ["survey", "unit", "answered_on", "score", "comment"]


def answers(first: int, last: int, words: str = "Answer") -> Rows:
    """Give one answer a day of June, from the first day to the last."""
    rows = (
        ["enps", "Sales", f"2026-06-{day:02}", day % 11, f"{words} {day}"]
        for day in range(first, last + 1)
    )
    return [SURVEY, *rows]


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (answers(1, 20), answers(11, 30), "10 of 10"),
        (answers(1, 20), answers(12, 30), None),
        (answers(1, 30), answers(5, 24), "20 of 20"),
        (answers(1, 30), answers(1, 30, "Other"), None),
        # One of twenty differs: it is the same export a little later.
        (answers(1, 20), [*answers(1, 19), ["enps", "Sales", "2026-06-20", 1, "x"]], "19 of 20"),
        (answers(1, 20), [*answers(1, 18), *answers(19, 20, "x")[1:]], None),
    ],
)
def test_answers_that_stand_in_two_files_are_told_once(
    con: duckdb.DuckDBPyConnection, first: Rows, second: Rows, told: str | None
) -> None:
    uploads = [upload({"Survey": first}, "a.xlsx"), upload({"Survey": [[], *second]}, "b.xlsx")]
    tables = load_into(con, uploads).tables
    assert [str(problem) for problem in overlap_problems(con, tables)] == [
        f"b.xlsx › Survey!C3: found {rows} rows that are in a.xlsx › Survey as well, expected each "
        "row in one sheet; on the days that both have, these count twice"
        for rows in (told,)
        if rows
    ]


def test_answers_that_are_alike_within_one_sheet_are_many_people(
    con: duckdb.DuckDBPyConnection,
) -> None:
    rows: Rows = [SURVEY, *[["enps", "Sales", "2026-06-01", 8, None]] * 40]
    tables = load_into(con, [upload({"Survey": rows})]).tables
    assert list(overlap_problems(con, tables)) == []


def test_alike_answers_count_as_often_as_both_have_them(con: duckdb.DuckDBPyConnection) -> None:
    row = ["enps", "Sales", "2026-06-01", 8]
    some: Rows = [SURVEY, *[row] * 12]
    more: Rows = [SURVEY, *[row] * 90]
    uploads = [upload({"Survey": some}, "a.xlsx"), upload({"Survey": more}, "b.xlsx")]
    tables = load_into(con, uploads).tables
    (problem,) = overlap_problems(con, tables)
    assert problem.found.startswith("12 of 12 rows")


HEAD = ["employee_id", "unit", "team", "hired_on", "promoted_on", "moved_on"]
DAYS = ["2020-01-01", "2022-01-01", "2023-01-01"]


def workers(*rows: Sequence[object]) -> Rows:
    return [HEAD, *([plain_text(str(row[0])), *row[1:]] for row in rows)]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([["1", "Sales", "T1", *DAYS], ["2", "Sales", "T1", *DAYS]], [
            "A3: '2' beside '1' in Workers!A2, with the same place and the same days throughout",
        ]),
        # Hired on one day into one team: colleagues, until two more days are the same.
        ([["1", "Sales", "T1", DAYS[0]], ["2", "Sales", "T1", DAYS[0]]], []),
        ([["1", "Sales", "T1", *DAYS[:2]], ["2", "Sales", "T1", *DAYS[:2]]], []),
        ([["1", "Sales", None, *DAYS], ["2", "Sales", None, *DAYS]], []),
        ([["1", "Sales", "T1", *DAYS], ["2", "Sales", "T2", *DAYS]], []),
        ([["1", "Sales", "T1", *DAYS], ["2", "Sales", "T1", *DAYS], ["3", "Sales", "T1", *DAYS]],
         []),
        ([["0012", "Sales", "T1", DAYS[0]], ["12", "Sales", "T2", DAYS[0]]], [
            "A3: '12' beside '0012' in Workers!A2, hired on one day; only its form differs",
        ]),
        ([["e-7", "Sales", "T1", DAYS[0]], ["E7", "Sales", "T2", DAYS[1]]], []),
        ([["e-7", "Sales", "T1", DAYS[0]], ["E7", "Sales", "T2", DAYS[0]]], [
            "A3: 'E7' beside 'e-7' in Workers!A2, hired on one day; only its form differs",
        ]),
        ([["O'; --", "Sales", "T1", DAYS[0]], ["--", "Sales", "T1", DAYS[0]]], []),
    ],
)  # fmt: skip
def test_who_is_surely_one_person(
    con: duckdb.DuckDBPyConnection, rows: list[list[object]], found: list[str]
) -> None:
    load_into(con, [upload({"Workers": workers(*rows)})])
    problems = list(same_person_problems(con))
    assert [f"{problem.cell}: {problem.found}" for problem in problems] == found
    assert {problem.level for problem in problems} <= {"warning"}


def test_the_same_person_in_two_files_names_both(con: duckdb.DuckDBPyConnection) -> None:
    one, other = workers(["0012", "Sales", "T", *DAYS]), workers(["12", "Sales", "T9", DAYS[0]])
    load_into(con, [upload({"Workers": one}, "a.xlsx"), upload({"People": other}, "b.xlsx")])
    (problem,) = same_person_problems(con)
    assert (problem.file, problem.sheet) == ("b.xlsx", "People")
    assert problem.found.startswith("'12' beside '0012' in a.xlsx › Workers!A2, ")
