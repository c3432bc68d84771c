"""Checks which table a sheet is taken for, and where its columns are found."""

import pytest

from briefing.intake.read import read_workbook
from briefing.intake.recognise import Layout, close_to, recognise
from briefing.problems import Level, Problem
from briefing.tables import TABLES
from tests.workbooks import Rows, upload

FINANCE = ["unit", "month", "revenue", "fte"]


def recognised(name: str, rows: Rows) -> tuple[Layout | None, list[Problem]]:
    sheets, problem = read_workbook(upload({name: rows}))
    assert problem is None
    return recognise(sheets[0])


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_each_table_is_recognised_by_its_name_and_its_columns(table: object) -> None:
    declared = next(known for known in TABLES if known == table)
    headings = [column.name for column in declared.columns]
    layout, problems = recognised(declared.sheet, [headings, [1] * len(headings)])
    assert problems == []
    assert layout
    assert layout.table is declared
    assert layout.indexes == {name: index for index, name in enumerate(headings)}


@pytest.mark.parametrize("name", ["Finance", "finance", "FINANCE", " Finance ", "finance!"])
def test_a_sheets_name_is_read_without_regard_to_case_and_marks(name: str) -> None:
    layout, problems = recognised(name, [FINANCE, ["Sales", "2026-01-01", 1, 1]])
    assert layout
    assert (layout.table.name, problems) == ("finance", [])


@pytest.mark.parametrize(
    ("headings", "table"),
    [
        (FINANCE, "finance"),
        (["FTEs", "Net Revenue", "Fiscal Period", "Business Unit"], "finance"),
        (["Worker ID", "Department", "Hire Date"], "workers"),
        (["Req ID", "Division", "Open Date", "Fill Date"], "requisitions"),
        (["Survey Name", "Department", "Recorded Date", "Rating"], "survey"),
        (["assumption", "low", "base", "high"], "assumptions"),
    ],
)
def test_a_sheet_of_another_name_is_recognised_by_its_headings(
    headings: list[str], table: str
) -> None:
    layout, problems = recognised("Export 2026", [headings, [1] * len(headings)])
    assert layout
    assert (layout.table.name, problems) == (table, [])


@pytest.mark.parametrize(
    ("headings", "letters"),
    [
        (FINANCE, "ABCD"),
        (["fte", "revenue", "month", "unit"], "DCBA"),
        ([None, "UNIT", None, " Month ", "net-revenue", "Full-Time Equivalents"], "BDEF"),
        (["Cost Center Name", "Period", "Sales", "Average FTE"], "ABCD"),
    ],
)
def test_columns_are_found_under_any_of_their_headings_in_any_order(
    headings: list[str | None], letters: str
) -> None:
    row = [None if heading is None else 1 for heading in headings]
    layout, problems = recognised("Finance", [[], headings, row])
    assert layout
    assert problems == []
    assert "".join(layout.letter(name) for name in FINANCE) == letters


@pytest.mark.parametrize(
    ("name", "rows", "found"),
    [
        (
            "Units",
            [["unit", "headcout"], ["Sales", 1]],
            (
                "B1",
                "a column 'headcout'",
                "It was taken for headcount. Rename it if it is not.",
                Level.WARNING,
            ),
        ),
        (
            "Units",
            [["unit", "zzz"], ["Sales", 1]],
            ("B1", "a column 'zzz'", "It was left out.", Level.WARNING),
        ),
        (
            "Units",
            [[], [], [None, "unit", "unit"], [None, "A", "B"]],
            ("C3", "'unit'", "Delete or rename one of the two.", Level.ERROR),
        ),
        (
            "Units",
            [["Department", "Unit"], ["A", "B"]],
            ("B1", "'Unit'", "Delete or rename one of the two.", Level.ERROR),
        ),
        (
            "Units",
            [[], [None, "head"], [None, "Ana"]],
            ("B2", "no column unit", "The unit's name.", Level.ERROR),
        ),
        (
            "Costs",
            [["per_month"], [1]],
            ("A1", "no column item", "What is paid for.", Level.ERROR),
        ),
    ],
)
def test_a_column_that_is_wrong_is_named_at_its_heading(
    name: str, rows: Rows, found: tuple[str, str, str, Level]
) -> None:
    _, (problem,) = recognised(name, rows)
    cell, text, mend, level = found
    assert (problem.cell, problem.found, problem.level) == (cell, text, level)
    assert problem.mend.endswith(mend)


def test_of_two_columns_alike_the_first_is_taken() -> None:
    layout, problems = recognised("Units", [["Department", "unit"], ["A", "B"]])
    assert layout
    assert layout.letter("unit") == "A"
    assert problems[0].expected == "one column for unit, as 'Department' already is"


def test_every_missing_column_is_named_with_its_other_headings() -> None:
    layout, problems = recognised("Finance", [["revenue"], [1]])
    assert layout
    assert [problem.found for problem in problems] == [
        "no column unit",
        "no column month",
        "no column fte",
    ]
    assert problems[1].expected == (
        "a heading 'month' or 'Period' or 'Fiscal Period' over a month (any date in it)"
    )


@pytest.mark.parametrize(
    ("name", "rows", "place", "found", "level"),
    [
        ("Finance", [], "A1", "no headings", Level.ERROR),
        ("Notes", [], "", "an empty sheet", Level.WARNING),
        ("Notes", [["a"], [1]], "", "a sheet that is none of ours", Level.WARNING),
        ("Notes", [["month", "fte"], [1, 2]], "", "a sheet that is none of ours", Level.WARNING),
    ],
)
def test_a_sheet_that_is_no_table_is_left_out_with_a_reason(
    name: str, rows: Rows, place: str, found: str, level: Level
) -> None:
    layout, (problem,) = recognised(name, rows)
    assert layout is None
    assert (problem.sheet, problem.cell, problem.found, problem.level) == (
        name,
        place,
        found,
        level,
    )


@pytest.mark.parametrize(
    "headings",
    [
        ["Department", "Comment", "Asked by"],
        ["item", "count", "shelf"],
        # An export of finance that lacks fte must not replace the units.
        ["Department", "Period", "Net Revenue"],
    ],
)
def test_one_common_heading_does_not_make_a_sheet_ours(headings: list[str]) -> None:
    layout, problems = recognised("Notes", [headings, ["Sales", 1, 2]])
    assert layout is None
    assert [problem.found for problem in problems] == ["a sheet that is none of ours"]


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("Salse", " Did you mean 'Sales'?"),
        ("operation", " Did you mean 'Operations'?"),
        ("Zürich", ""),
        ("", ""),
    ],
)
def test_a_near_word_is_offered(word: str, hint: str) -> None:
    assert close_to(word, ["Operations", "Sales"]) == hint
