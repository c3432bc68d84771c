"""Checks the warnings against the last load: numbers off by a factor, and exports cut short."""

from collections.abc import Callable
from datetime import date

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.intake.compared import comparable, compared_problems, written
from briefing.intake.load import load_into
from briefing.problems import Problem
from briefing.publish import prepare
from briefing.store.snapshots import Home
from tests.workbooks import Rows, Sheets, publish, upload

Compare = Callable[[Sheets, Sheets], list[Problem]]
MONTHS = [date(2025, month, 1) for month in range(1, 13)]


@pytest.fixture
def compare(con: duckdb.DuckDBPyConnection, last: Callable[[Sheets], None]) -> Compare:
    """Give what compares a load with the last one."""

    def compared(before: Sheets, now: Sheets) -> list[Problem]:
        last(before)
        tables = load_into(con, [upload(now, "now.xlsx")]).tables
        return list(compared_problems(con, comparable(con, tables)))

    return compared


def finance(revenue: float, fte: float = 40, units: int = 3) -> Rows:
    return [
        ["month", "unit", "revenue", "fte"],
        *(
            [month, f"U{unit}", revenue + 1_000 * month.month * unit, fte]
            for unit in range(units)
            for month in MONTHS
        ),
    ]


def test_revenue_in_thousands_is_said_once_with_both_medians(compare: Compare) -> None:
    rows: Rows = [
        [cell / 1_000 if isinstance(cell, (int, float)) and at == 2 else cell
         for at, cell in enumerate(row)] for row in finance(4_250_000)
    ]  # fmt: skip
    (problem,) = compare({"Finance": finance(4_250_000)}, {"Finance": [[], *rows]})
    assert str(problem) == (
        "now.xlsx › Finance!C2: found a median revenue of 4,256, expected about 4,256,500, as in "
        "the last load; it is 1,000 times smaller"
    )
    assert problem.mend == "Check the unit: single ones, thousands or millions; 5% is 0.05."
    assert problem.level == "warning"


@pytest.mark.parametrize(
    ("factor", "told"),
    [
        (1, None), (2, None), (10, None), (60, None), (90, "100 times larger"),
        (100, "100 times larger"), (120, "100 times larger"), (300, None),
        (1_000, "1,000 times larger"), (0.01, "100 times smaller"), (0.02, None),
        (0.001, "1,000 times smaller"), (1_000_000, "1,000,000 times larger"),
    ],
)  # fmt: skip
def test_only_a_ratio_near_a_factor_is_told(
    compare: Compare, factor: float, told: str | None
) -> None:
    problems = compare({"Finance": finance(5e5, 40)}, {"Finance": finance(5e5, 40 * factor)})
    assert [problem.expected.split("it is ")[1] for problem in problems] == ([told] if told else [])


def test_what_is_as_good_as_nothing_has_no_ratio(compare: Compare) -> None:
    assert compare({"Finance": finance(5e5, 40)}, {"Finance": finance(5e5, 5e-324)}) == []


def measures(**numerators: float) -> Rows:
    return [
        ["kpi", "unit", "month", "numerator", "denominator", "n"],
        *(
            [kpi, unit, month, value * month.month, 80, 80]
            for kpi, value in numerators.items()
            for unit in ("Sales", "Office")
            for month in MONTHS
        ),
    ]


def test_one_measure_that_is_off_among_several_is_named_at_its_first_row(
    compare: Compare,
) -> None:
    problems = compare(
        {"Measures": measures(cycle=20, calls=7, margin=0.1)},
        {"Measures": measures(cycle=20, calls=7, margin=10)},
    )
    assert [(problem.cell, problem.found) for problem in problems] == [
        ("D50", "a median numerator of 'margin' of 65")
    ]


def test_an_assumption_is_compared_with_itself(compare: Compare) -> None:
    head = ["assumption", "low", "base", "high"]
    before: Rows = [head, ["hourly_cost", 18, 19, 20], ["replacement_cost", 1e4, 1e4, 1e4]]
    now: Rows = [head, ["hourly_cost", 18, 19, 20], ["replacement_cost", 10, 10, 10]]
    problems = compare({"Assumptions": before}, {"Assumptions": now})
    assert [(problem.cell, problem.found) for problem in problems] == [
        ("B3", "a median low of 'replacement_cost' of 10"),
        ("C3", "a median base of 'replacement_cost' of 10"),
        ("D3", "a median high of 'replacement_cost' of 10"),
    ]


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [(240, 119, True), (240, 120, False), (20, 9, True), (19, 1, False), (9, 240, False)],
)
def test_an_export_of_less_than_half_the_rows_looks_like_a_part(
    compare: Compare, before: int, now: int, *, told: bool
) -> None:
    def answers(count: int) -> Sheets:
        rows = ([f"U{row}", "2025-03-01", "safety"] for row in range(count))
        return {"Incidents": [["unit", "occurred_on", "kind"], *rows]}

    problems = compare(answers(before), answers(now))
    said = (
        f"now.xlsx › Incidents: found {now} rows, where the last load had {before}, "
        "expected at least half as many"
    )
    assert [str(problem) for problem in problems] == [said] * told


def test_own_rows_are_not_compared_with_the_sample(compare: Compare) -> None:
    sample: Rows = [["name", "value"], ["sample", "yes"]]
    before = {"Settings": sample, "Finance": finance(1e6)}
    assert compare(before, {"Finance": finance(1e9)}) == []


def test_the_first_load_and_tables_that_were_not_there_have_nothing_to_be_compared_with(
    compare: Compare,
) -> None:
    assert compare({"Units": [["unit"], ["U1"]]}, {"Finance": finance(1e9)}) == []


def test_a_load_is_compared_with_the_snapshot_in_force_and_may_be_published(home: Home) -> None:
    units: Rows = [["unit"], ["U0"], ["U1"], ["U2"]]
    publish(home, upload({"Units": units, "Finance": finance(1e6)}))
    candidate = prepare(home, [upload({"Finance": finance(1e9)})])
    assert [problem.cell for problem in candidate.problems] == ["C1"]
    assert candidate.publishable
    # What is only carried over is not compared with itself.
    assert prepare(home, [upload({"Units": units})]).problems == ()


def test_every_warning_that_a_person_would_raise_reaches_the_analyst(home: Home) -> None:
    """One load that has each of them: they are warnings, and it may be published."""

    def people(unit: str, count: int) -> Rows:
        return [
            ["employee_id", "unit", "hired_on"],
            *([f"E{row}", unit, MONTHS[row % 12]] for row in range(count)),
        ]

    def answers(*comments: str) -> Rows:
        rows = (["enps", "A", MONTHS[row % 12], 8, one] for row, one in enumerate(comments))
        return [["survey", "unit", "answered_on", "score", "comment"], *rows]

    publish(
        home, upload({"Workers": people("A", 60), "Finance": finance(1e6), "Survey": answers("x")})
    )
    now: Sheets = {
        "Settings": [["name", "value"], ["as_of", "2099-01-01"]],
        "Workers": [*people("B", 25), ["e-1", "B", MONTHS[1]]],
        "Finance": [row for row in finance(1e6, 40_000) if row[0] not in (MONTHS[4], MONTHS[11])],
    }
    comments = [f"Write to p{row}@example.com" for row in range(12)]
    uploads = [
        upload(now),
        upload({"Survey": answers(*comments)}, "a.xlsx"),
        upload({"Survey": answers(*comments, "x")}, "b.xlsx"),
    ]
    candidate = prepare(home, uploads)
    assert candidate.publishable
    assert {
        (one.sheet, one.found) for one in candidate.problems if "reads like" not in one.found
    } == {
        ("Finance", "a median fte of 40,000"),
        ("Finance", "nothing after 2025-11"),
        *(("Finance", f"no row of 'U{unit}' for '2025-05' before it") for unit in range(3)),
        ("Settings", "'2099-01-01'"),
        ("Survey", "12 of 12 rows that are in a.xlsx › Survey as well"),
        ("Survey", "an answer that came after '2025-01' was shown"),
        ("Workers", "26 people employed in all, where the last load had 60"),
        ("Workers", "26 rows, where the last load had 60"),
        ("Workers", "'e-1' beside 'E1' in Workers!A3, hired on one day; only its form differs"),
    }


@given(st.floats(1e-6, 1e15))
def test_a_number_is_written_so_that_its_size_can_be_read(number: float) -> None:
    assert float(written(number).replace(",", "")) == pytest.approx(number, rel=1e-3)
