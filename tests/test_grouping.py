"""Checks that problems alike read as one line, and that those that differ stay apart."""

import time

import pytest

from briefing.grouping import column_of, grouped, row_of
from briefing.problems import Level, Problem

DATE = ("a date", "Write it as 2026-02-19.")
UNIT = "one of the Units: Sales, Office"


def problem(
    cell: str,
    found: str,
    expected: str = DATE[0],
    mend: str = DATE[1],
    level: Level = Level.ERROR,
) -> Problem:
    return Problem("w.xlsx", "Workers", cell, found, expected, mend, level)


CASES: list[tuple[list[Problem], list[str]]] = [
    ([], []),
    ([problem("C14", "'x'")], ["Workers!C14: found 'x', expected a date"]),
    (
        [problem(f"C{row}", "'31/02/2026'") for row in (14, 15, 22, 23)],
        ["Workers!C14, C15, C22 and 1 more: found '31/02/2026', expected a date"],
    ),
    (
        [problem(f"C{row}", f"'{row}/13'") for row in range(14, 19)],
        [
            (
                "Workers!C14, C15, C16 and 2 more: found '14/13', '15/13', '16/13' and 2 others, "
                "expected a date"
            )
        ],
    ),
    (
        [problem("C14", "'x'"), problem("C15", "nothing"), problem("D14", "'x'")],
        [
            "Workers!C14: found 'x', expected a date",
            "Workers!C15: found nothing, expected a date",
            "Workers!D14: found 'x', expected a date",
        ],
    ),
    (
        [problem("C14", "'x'", level=Level.WARNING), problem("C15", "'y'")],
        ["Workers!C15: found 'y', expected a date", "Workers!C14: found 'x', expected a date"],
    ),
    (
        [
            problem(f"A{row}", f"'{row}' again", f"each id once; it is in Workers!A{row - 1}", "X.")
            for row in (3, 5)
        ],
        ["Workers!A3, A5: found '3' again, '5' again, expected each id once; it is in Workers!A2"],
    ),
    (
        [
            problem("B2", "'Salse'", UNIT, "Use it. Did you mean 'Sales'?"),
            problem("B3", "'Ofice'", UNIT, "Use it. Did you mean 'Office'?"),
            problem("B4", "'Salse'", UNIT, "Use it. Did you mean 'Sales'?"),
        ],
        [
            f"Workers!B2, B4: found 'Salse', expected {UNIT}",
            f"Workers!B3: found 'Ofice', expected {UNIT}",
        ],
    ),
]


@pytest.mark.parametrize(("problems", "lines"), CASES)
def test_alike_problems_are_one_line(problems: list[Problem], lines: list[str]) -> None:
    groups = grouped(problems)
    assert [str(group) for group in groups] == [f"w.xlsx › {line}" for line in lines]
    assert sorted(p.cell for group in groups for p in group.problems) == sorted(
        p.cell for p in problems
    )


def test_a_problem_of_the_file_as_a_whole_names_the_file_alone() -> None:
    (group,) = grouped([Problem("w.xlsx", "", "", "an empty file", "a workbook", "Save it.")])
    assert str(group) == "w.xlsx: found an empty file, expected a workbook"
    assert (group.cells, group.where, group.count) == ((), "", 1)


def test_many_different_mends_are_one_line_with_what_they_share() -> None:
    (group,) = grouped(
        [problem(f"B{row}", f"'U{row}'", UNIT, f"Use it. Did you mean 'V{row}'?")
         for row in range(2, 42)]
    )  # fmt: skip
    assert (group.mend, group.count) == ("Use it.", 40)
    assert group.where == "Workers!B2, B3, B4 and 37 more"


def test_forty_thousand_are_grouped_at_once() -> None:
    problems = [problem(f"C{row}", f"'{row}/13/2026'") for row in range(2, 40_002)]
    began = time.monotonic()
    (group,) = grouped(problems)
    assert time.monotonic() - began < 5
    assert group.where == "Workers!C2, C3, C4 and 39,997 more"


@pytest.mark.parametrize(
    ("cell", "column", "row"), [("C14", "C", 14), ("XFD1048576", "XFD", 1048576), ("", "", 0)]
)
def test_a_cell_has_a_column_and_a_row(cell: str, column: str, row: int) -> None:
    assert (column_of(problem(cell, "")), row_of(problem(cell, ""))) == (column, row)
