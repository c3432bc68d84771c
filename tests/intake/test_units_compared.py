"""Checks the warnings of units that look renamed, and of headcounts that halved or doubled."""

from collections.abc import Callable, Mapping

import duckdb
import pytest

from briefing.intake.compared import comparable
from briefing.intake.load import load_into
from briefing.intake.units_compared import unit_problems
from briefing.problems import Problem
from tests.workbooks import Sheets, upload

Compare = Callable[[Sheets, Sheets], list[Problem]]
HEAD = ["employee_id", "unit", "hired_on", "left_on"]


@pytest.fixture
def compare(con: duckdb.DuckDBPyConnection, last: Callable[[Sheets], None]) -> Compare:
    """Give what compares a load with the last one."""

    def compared(before: Sheets, now: Sheets) -> list[Problem]:
        last(before)
        tables = load_into(con, [upload(now, "now.xlsx")]).tables
        return list(unit_problems(con, comparable(con, tables)))

    return compared


def people(units: Mapping[str, range], left: int = 0) -> Sheets:
    """Give people by unit, each range of numbers a unit's; the first `left` of all have left."""
    rows = [[f"E{one}", unit, "2020-01-01"] for unit, numbers in units.items() for one in numbers]
    return {"Workers": [HEAD, *(row + ["2025-05-01"] * (at < left) for at, row in enumerate(rows))]}


def said(problems: list[Problem]) -> list[tuple[str, str]]:
    assert {problem.level for problem in problems} <= {"warning"}
    return [(problem.cell, problem.found) for problem in problems]


def test_a_unit_with_mostly_the_same_people_was_renamed(compare: Compare) -> None:
    (problem,) = compare(
        people({"Sales": range(40), "Office": range(40, 60)}),
        people({"Office": range(40, 60), "Markets": range(3, 45)}),
    )
    assert str(problem) == (
        "now.xlsx › Workers!B22: found 'Markets', and 'Sales' of the last load is gone: 37 of its "
        "40 people are in it now, expected 'Sales', if it was only renamed"
    )
    assert problem.mend == (
        "A unit's history goes by its name. Use the new one in Units and in all sheets of one "
        "load, or keep the old one."
    )


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        # Split in two halves, joined with another, or new with strangers: not renamed.
        ({"A": range(20)}, {"B": range(10), "C": range(10, 20)}, []),
        ({"A": range(20)}, {"B": range(11), "C": range(11, 20)}, ["11 of its 20"]),
        ({"A": range(20), "B": range(20, 40)}, {"B": range(40)}, []),
        ({"A": range(20)}, {"B": range(100, 120)}, []),
        # Four people are too few to tell.
        ({"A": range(4)}, {"B": range(4)}, []),
        ({"A": range(5)}, {"B": range(5)}, ["5 of its 5"]),
        # Two units become one.
        ({"A": range(9), "B": range(9, 18)}, {"C": range(18)}, ["9 of its 9", "9 of its 9"]),
    ],
)
def test_when_a_unit_counts_as_renamed(
    compare: Compare, before: dict[str, range], now: dict[str, range], told: list[str]
) -> None:
    problems = [one for one in compare(people(before), people(now)) if "is gone" in one.found]
    assert [problem.found.split(": ")[1].split(" people")[0] for problem in problems] == told


@pytest.mark.parametrize(
    ("new", "alike"), [("Operation", 95), ("operations", 100), ("Office", None), ("O'; --", None)]
)
def test_without_people_a_name_that_is_alike_tells_it(
    compare: Compare, new: str, alike: int | None
) -> None:
    def finance(unit: str) -> Sheets:
        return {
            "Units": [["head", "unit"], ["CEO", "Sales"], ["COO", unit]],
            "Finance": [["unit", "month", "revenue", "fte"], [unit, "2026-01-01", 5, 5]],
        }

    assert said(compare(finance("Operations"), finance(new))) == [
        ("B3", f"'{new}', and 'Operations' of the last load is gone: the names are alike by {n}%")
        for n in (alike,)
        if n
    ]


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        (40, 20, True), (40, 21, False), (40, 80, True), (40, 79, False), (40, 0, True),
        # Small units come and go.
        (10, 1, False), (10, 0, True), (9, 0, False), (9, 18, False), (10, 20, True),
        # One that is new is no more than that.
        (0, 60, False),
    ],
)  # fmt: skip
def test_when_a_headcount_counts_as_halved_or_doubled(
    compare: Compare, before: int, now: int, *, told: bool
) -> None:
    others = range(1_000, 1_200)
    problems = compare(
        people({"Office": others, "Sales": range(before)}),
        people({"Office": others, "Sales": range(now)}),
    )
    found = f"{now} people employed in 'Sales', where the last load had {before}"
    assert said(problems) == [("B202" if now else "B1", found)] * told


def test_a_headcount_that_halved_in_all_is_said_once_and_without_those_who_left(
    compare: Compare,
) -> None:
    units = {"Sales": range(40), "Office": range(40, 80)}
    (problem,) = compare(people(units), people(units, left=60))
    assert (problem.sheet, problem.cell) == ("Workers", "")
    assert problem.found == "20 people employed in all, where the last load had 80"
    assert problem.expected == "more than half and less than twice as many"
