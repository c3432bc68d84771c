"""Checks every kind of cell, good and bad, and the rules that hold across cells."""

from datetime import date, datetime

import duckdb
import pytest

from briefing.intake.check import typed
from briefing.intake.load import load_into
from briefing.named_values import SETTINGS
from briefing.tables import BY_NAME
from tests.workbooks import Rows, excel_error, percent, plain_text, upload

# What the other cells hold while one is looked at.
FILLED: dict[str, dict[str, object]] = {
    "units": {"unit": "Sales", "head": "Ana"},
    "finance": {"unit": "Sales", "month": "2026-01-01", "revenue": 1, "fte": 1},
    "survey": {"survey": "enps", "unit": "Sales", "answered_on": "2026-01-01", "score": 1},
    "assumptions": {"assumption": "uplift", "low": 0.1, "base": 0.1, "high": 0.1},
    "workers": {"employee_id": 1, "unit": "Sales", "hired_on": "2026-01-01"},
}
NUMBER, POSITIVE, WHOLE = "finance.revenue", "finance.fte", "survey.score"
SHARE, DATE, MONTH = "assumptions.confidence", "survey.answered_on", "finance.month"
CHOICE, ID, TEXT = "survey.survey", "units.unit", "units.head"

GOOD = [
    (NUMBER, 12, 12.0),
    (NUMBER, 12.5, 12.5),
    (NUMBER, -5, -5.0),
    (NUMBER, 0, 0.0),
    (NUMBER, " 12 ", 12.0),
    (NUMBER, "+12.50", 12.5),
    (NUMBER, ".5", 0.5),
    (NUMBER, "1e3", 1000.0),
    (NUMBER, percent(0.03), 0.03),
    (POSITIVE, 0, 0.0),
    (WHOLE, 0, 0),
    (WHOLE, 10, 10),
    (WHOLE, 7.0, 7),
    (WHOLE, "7", 7),
    (WHOLE, "7.0", 7),
    (SHARE, 0.5, 0.5),
    (SHARE, percent(0.5), 0.5),
    (SHARE, 0, 0.0),
    (SHARE, 1, 1.0),
    (SHARE, None, None),
    (DATE, date(2026, 2, 19), date(2026, 2, 19)),
    (DATE, datetime(2026, 2, 19, 23, 59), date(2026, 2, 19)),  # noqa: DTZ001 Excel has no zones
    (DATE, "2026-02-19", date(2026, 2, 19)),
    (DATE, "2026-02-19T10:00:00", date(2026, 2, 19)),
    (DATE, "2024-02-29", date(2024, 2, 29)),
    (MONTH, date(2026, 2, 19), date(2026, 2, 1)),
    (MONTH, "2026-02-28", date(2026, 2, 1)),
    (CHOICE, "enps", "enps"),
    (CHOICE, " eNPS ", "enps"),
    (ID, "Sales", "Sales"),
    (ID, " Sales ", "Sales"),
    (ID, 7, "7"),
    (ID, 7.0, "7"),
    (ID, "007", "007"),
    (ID, "'; DROP TABLE units; --", "'; DROP TABLE units; --"),
    (TEXT, "Zürich · 東京", "Zürich · 東京"),
    (TEXT, "nan", "nan"),
    (TEXT, "   ", None),
    (TEXT, plain_text("=cmd|' /C calc'!A0"), "=cmd|' /C calc'!A0"),
]

A_NUMBER = "a number"
A_SCORE = "a whole number from 0 to 10"
A_SHARE = "a share from 0 to 1"
A_MONTH = "a month (any date in it)"
A_SURVEY = "one of enps, cnps, engagement"
BAD = [
    (NUMBER, "abc", "'abc'", A_NUMBER),
    (NUMBER, "nan", "'nan'", A_NUMBER),
    (NUMBER, "inf", "'inf'", A_NUMBER),
    (NUMBER, "-Infinity", "'-Infinity'", A_NUMBER),
    (NUMBER, "1e999", "'1e999'", A_NUMBER),
    (NUMBER, "1_000", "'1_000'", A_NUMBER),
    (NUMBER, "0x10", "'0x10'", A_NUMBER),
    (NUMBER, "3%", "'3%'", A_NUMBER),
    (NUMBER, ".", "'.'", A_NUMBER),
    (NUMBER, "１２", "'１２'", A_NUMBER),  # noqa: RUF001 digits of another width are what is meant
    (NUMBER, True, "'true'", A_NUMBER),
    (NUMBER, None, "nothing", A_NUMBER),
    (NUMBER, "  ", "nothing", A_NUMBER),
    (NUMBER, excel_error("#N/A"), "#N/A", A_NUMBER),
    (NUMBER, excel_error("#DIV/0!"), "#DIV/0!", A_NUMBER),
    (NUMBER, plain_text("=1+1"), "'=1+1'", A_NUMBER),
    (POSITIVE, -0.5, "'-0.5'", "a number of at least 0"),
    (WHOLE, 7.5, "'7.5'", A_SCORE),
    (WHOLE, -1, "'-1'", A_SCORE),
    (WHOLE, 11, "'11'", A_SCORE),
    (WHOLE, "seven", "'seven'", A_SCORE),
    (WHOLE, "9223372036854775808", "'9223372036854775808'", A_SCORE),
    (WHOLE, None, "nothing", A_SCORE),
    (WHOLE, excel_error("#VALUE!"), "#VALUE!", A_SCORE),
    (SHARE, 101, "'101'", A_SHARE),
    (SHARE, percent(1.01), "'1.01'", A_SHARE),
    (SHARE, -0.01, "'-0.01'", A_SHARE),
    (SHARE, excel_error("#REF!"), "#REF!", A_SHARE),
    (DATE, "31/02/2026", "'31/02/2026'", "a date"),
    (DATE, 2026, "'2026'", "a date"),
    (DATE, "Feb-26", "'Feb-26'", "a date"),
    (DATE, "2026-02-30", "'2026-02-30'", "a date"),
    (DATE, "1026-02-19", "'1026-02-19'", "a date"),
    (DATE, "infinity", "'infinity'", "a date"),
    (DATE, "today", "'today'", "a date"),
    (DATE, None, "nothing", "a date"),
    (MONTH, "2026-13-01", "'2026-13-01'", A_MONTH),
    (MONTH, "February", "'February'", A_MONTH),
    (CHOICE, 1, "'1'", A_SURVEY),
    (CHOICE, None, "nothing", A_SURVEY),
    (ID, excel_error("#NAME?"), "#NAME?", "an identifier"),
    (TEXT, excel_error("#NULL!"), "#NULL!", "text"),
]


def one_row(place: str, cell: object) -> dict[str, Rows]:
    """Give a sheet whose cell C3 is the one looked at, with the others good around it."""
    table, _, column = place.partition(".")
    row = {column: cell} | {key: text for key, text in FILLED[table].items() if key != column}
    return {BY_NAME[table].sheet: [[], [None, None, *row], [None, None, *row.values()]]}


@pytest.mark.parametrize(("place", "cell", "value"), GOOD)
def test_a_good_cell_is_loaded_as_its_value(
    con: duckdb.DuckDBPyConnection, place: str, cell: object, value: object
) -> None:
    reading = load_into(con, [upload(one_row(place, cell))])
    table, _, column = place.partition(".")
    assert reading.problems == ()
    assert con.execute(f'SELECT "{column}", _row FROM "{table}"').fetchall() == [(value, 3)]


@pytest.mark.parametrize(("place", "cell", "found", "expected"), BAD)
def test_a_bad_cell_is_a_problem_at_its_place(
    con: duckdb.DuckDBPyConnection, place: str, cell: object, found: str, expected: str
) -> None:
    (problem,) = load_into(con, [upload(one_row(place, cell))]).problems
    sheet = BY_NAME[place.partition(".")[0]].sheet
    assert (problem.file, problem.sheet, problem.cell) == ("book.xlsx", sheet, "C3")
    assert (problem.found, problem.expected, problem.level) == (found, expected, "error")
    assert problem.mend


@pytest.mark.parametrize(
    ("text", "value"),
    [("yes", True), ("TRUE", True), ("No", False), ("false", False), ("maybe", None), ("2", None)],
)
def test_yes_or_no_is_read_in_any_case(
    con: duckdb.DuckDBPyConnection, text: str, value: object
) -> None:
    sql = f"SELECT {typed(SETTINGS['sample'], 'text')} FROM (SELECT ? AS text)"
    assert con.execute(sql, [text]).fetchall() == [(value,)]


@pytest.mark.parametrize(
    ("sheet", "rows", "found"),
    [
        (
            "Workers",
            [
                ["employee_id", "unit", "hired_on", "left_on"],
                [1, "Sales", date(2026, 1, 2), date(2026, 1, 1)],
                [2, "Sales", date(2026, 1, 2), date(2026, 1, 2)],
                [3, "Sales", date(2026, 1, 2), None],
            ],
            [("D2", "'2026-01-01'", "no less than hired_on, which is '2026-01-02'")],
        ),
        (
            "Workers",
            [
                ["productive_on", "employee_id", "unit", "hired_on"],
                ["2025-12-31", 1, "Sales", "2026-01-01"],
            ],
            [("A2", "'2025-12-31'", "no less than hired_on, which is '2026-01-01'")],
        ),
        (
            "Requisitions",
            [
                ["requisition_id", "unit", "opened_on", "filled_on"],
                ["R1", "Sales", "2026-02-01", "2026-03-01"],
                ["R2", "Sales", "2026-02-01", "2026-01-01"],
            ],
            [("D3", "'2026-01-01'", "no less than opened_on, which is '2026-02-01'")],
        ),
        (
            "Assumptions",
            [["assumption", "low", "base", "high"], ["uplift", 0.2, 0.1, 0.05]],
            [
                ("C2", "'0.1'", "no less than low, which is '0.2'"),
                ("D2", "'0.05'", "no less than base, which is '0.1'"),
            ],
        ),
        ("Assumptions", [["assumption", "low", "base", "high"], ["uplift", 0.1, 0.1, 0.1]], []),
    ],
)
def test_what_must_ascend_is_named_where_it_falls(
    con: duckdb.DuckDBPyConnection, sheet: str, rows: Rows, found: list[tuple[str, str, str]]
) -> None:
    problems = load_into(con, [upload({sheet: rows})]).problems
    assert [(p.cell, p.found, p.expected) for p in problems] == found


@pytest.mark.parametrize(
    ("sheet", "rows", "found"),
    [
        (
            "Units",
            [["unit"], ["A"], ["B"], [], [" A "], ["A"]],
            [("A5", "'A' again"), ("A6", "'A' again")],
        ),
        (
            "Finance",
            [
                ["revenue", "unit", "month", "fte"],
                [1, "A", "2026-01-01", 1],
                [1, "A", "2026-01-31", 1],
                [1, "A", "2026-02-01", 1],
                [1, "B", "2026-01-01", 1],
            ],
            [("B3", "'A 2026-01-01' again")],
        ),
        ("Units", [["unit"], ["A"], ["a"]], []),
        ("Survey", [list(FILLED["survey"]), *[list(FILLED["survey"].values())] * 2], []),
    ],
)
def test_a_key_that_comes_again_is_named_each_time(
    con: duckdb.DuckDBPyConnection, sheet: str, rows: Rows, found: list[tuple[str, str]]
) -> None:
    problems = load_into(con, [upload({sheet: rows})]).problems
    assert [(problem.cell, problem.found) for problem in problems] == found


def test_a_key_that_comes_again_in_another_file_names_the_file_of_the_first(
    con: duckdb.DuckDBPyConnection,
) -> None:
    first = upload({"Units": [["unit"], ["A"], ["B"]]}, "a.xlsx")
    second = upload({"Units": [[], ["head", "unit"], ["Ana", "C"], ["Bo", "B"]]}, "b.xlsx")
    (problem,) = load_into(con, [second, first]).problems
    assert (problem.file, problem.cell, problem.found) == ("b.xlsx", "B4", "'B' again")
    assert "Units!A3" in problem.expected
    assert "a.xlsx" in problem.expected
