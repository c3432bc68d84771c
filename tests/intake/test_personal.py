"""Checks that personal data in free text is told, and that numbers of the business are not."""

import duckdb
import pytest

from briefing.grouping import grouped
from briefing.intake.load import load_into
from briefing.intake.personal import personal_problems
from briefing.problems import Problem
from tests.workbooks import Rows, plain_text, upload

EMAIL, PHONE, NUMBER = "an e-mail address", "a telephone number", "an employee's number"
IDS = ["1250", "48000", "7654321", "E-1250", "a77b", "0042", "O'Brien"]


def comments(con: duckdb.DuckDBPyConnection, *texts: str) -> list[Problem]:
    """Load texts as the comments of a survey, with a few people, and give the problems."""
    survey: Rows = [
        ["comment", "survey", "unit", "answered_on", "score"],
        *([plain_text(text), "enps", "Sales", "2026-01-01", 8] for text in texts),
    ]
    workers: Rows = [
        ["employee_id", "unit", "hired_on", "team"],
        *([plain_text(one), "Sales", "2020-01-01", one] for one in IDS),
    ]
    tables = load_into(con, [upload({"Survey": survey, "Workers": workers})]).tables
    return list(personal_problems(con, tables))


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Ask ana.li+hr@mail.example.com first", EMAIL),
        ("ANA_LI@EXAMPLE.ORG", EMAIL),
        ("Call me: +49 (0)30 1234-567", PHONE),
        ("0049 30 12345678 in the morning", PHONE),
        ("030/1234567", PHONE),
        ("01 23 45 67 89", PHONE),
        ("(212) 555-0123 is mine", PHONE),
        ("Person 7654321 never helps", NUMBER),
        ("My lead (e-1250) helps", NUMBER),
        ("Thanks to A77B!", NUMBER),
        ("Thanks to 0042!", NUMBER),
        ("ana@example.com or +44 20 7946 0958", f"{EMAIL} and {PHONE}"),
    ],
)
def test_what_says_who_somebody_is_is_told_and_not_repeated(
    con: duckdb.DuckDBPyConnection, text: str, sign: str
) -> None:
    (problem,) = comments(con, "All fine", text)
    assert str(problem) == (
        f"book.xlsx › Survey!A3: found what reads like {sign}, expected text that does not say "
        "who somebody is"
    )
    assert problem.level == "warning"
    assert text not in problem.mend


@pytest.mark.parametrize(
    "text",
    [
        "More time for learning helps", "See you @ lunch", "a@b", "In 1250 days we saved 48000",
        "Revenue +12 000 000 since 2026-01-02", "On 01/02/2026 10:30 and 01-02-2026 11:45",
        "From 100 000 000 to 4.250.000.000", "Version 10.0.12.1, 99.5% of 1,200,000", "O'Brien's",
        "Since 20260101 it is better", "7654321", "Score 0.123456789", "Room 9999 and E-1251",
    ],
)  # fmt: skip
def test_numbers_of_the_business_and_single_codes_are_not(
    con: duckdb.DuckDBPyConnection, text: str
) -> None:
    assert comments(con, text) == []


def test_a_column_of_them_reads_as_one_line(con: duckdb.DuckDBPyConnection) -> None:
    texts = [f"write to p{row}@example.com" for row in range(50)]
    (group,) = grouped(comments(con, *texts, *texts))
    assert (group.where, group.count) == ("Survey!A2, A3, A4 and 97 more", 100)


def test_every_free_text_of_every_loaded_sheet_is_looked_at(con: duckdb.DuckDBPyConnection) -> None:
    stories: Rows = [["story", "change", "benefit"], ["One", "Ask b@c.org", "a@b.org"]]
    rated: Rows = [
        ["stakeholder", "as_of", "influence", "interest", "concern"],
        ["CFO", "2026-01-01", 5, 5, "call +44 20 7946 0958"],
    ]
    tables = load_into(con, [upload({"Stories": stories, "Stakeholders": rated})]).tables
    found = [(one.sheet, one.cell) for one in personal_problems(con, tables)]
    assert sorted(found) == [("Stakeholders", "E2"), ("Stories", "B2"), ("Stories", "C2")]
    # What was carried over was looked at when it was loaded.
    assert list(personal_problems(con, [])) == []
