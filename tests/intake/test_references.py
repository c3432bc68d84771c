"""Checks that a unit or measure which a row names is there, wherever it was loaded from."""

import duckdb
import pytest

from briefing.intake.load import load_into
from briefing.intake.references import measure_problems, reference_problems
from tests.workbooks import Rows, Sheets, upload

UNITS = [["unit"], ["Sales"], ["Operations"]]
ASK = ["page", "request", "decider", "due_on", "kpi", "unit", "baseline", "target", "target_on"]


def ask(unit: str | None) -> list[object]:
    return ["brief", "Do it", "CEO", "2026-03-01", "enps", unit, 1, 2, "2026-12-01"]


@pytest.mark.parametrize(
    ("sheets", "found"),
    [
        (
            {
                "Finance": [
                    [],
                    [],
                    [None, "month", "unit", "revenue", "fte"],
                    [None, "2026-01-01", "Sales", 1, 1],
                    [],
                    [None, "2026-01-01", "Salse", 1, 1],
                    [None, "2026-01-01", "Zürich", 1, 1],
                ],
                "Units": UNITS,
            },
            [("Finance", "C6", "'Salse'"), ("Finance", "C7", "'Zürich'")],
        ),
        (
            {"Units": UNITS, "Asks": [ASK, ask("sales")]},
            [("Asks", "F2", "'sales'")],
        ),
        ({"Units": UNITS, "Asks": [ASK, ask(None)]}, []),
        ({"Asks": [ASK, ask("Anything")]}, []),
        (
            {
                "Units": UNITS,
                "Workers": [["employee_id", "unit", "hired_on"], [1, " Sales ", "2026-01-01"]],
            },
            [],
        ),
        (
            {
                "Units": [["unit"], ["O'Brien; --"]],
                "Requisitions": [
                    ["requisition_id", "unit", "opened_on"],
                    [1, "O'Brien; --", "2026-01-01"],
                    [2, "'); DROP TABLE units; --", "2026-01-01"],
                ],
            },
            [("Requisitions", "B3", "''); DROP TABLE units; --'")],
        ),
    ],
)
def test_a_unit_that_does_not_exist_is_named_at_its_cell(
    con: duckdb.DuckDBPyConnection, sheets: Sheets, found: list[tuple[str, str, str]]
) -> None:
    load_into(con, [upload(sheets)])
    problems = list(reference_problems(con))
    assert [(problem.sheet, problem.cell, problem.found) for problem in problems] == found
    assert {problem.level for problem in problems} <= {"error"}


@pytest.mark.parametrize(
    ("unit", "hint"),
    [("Salse", " Did you mean 'Sales'?"), ("Operation", " Did you mean 'Operations'?"), ("X", "")],
)
def test_the_nearest_unit_is_offered(con: duckdb.DuckDBPyConnection, unit: str, hint: str) -> None:
    survey: Rows = [["survey", "unit", "answered_on", "score"], ["enps", unit, "2026-01-01", 9]]
    load_into(con, [upload({"Units": UNITS, "Survey": survey})])
    (problem,) = reference_problems(con)
    assert problem.expected == "one of the Units: Operations, Sales"
    assert problem.mend == f"Use the name as it stands in Units, or add it there.{hint}"


def test_units_and_rows_may_come_in_different_files(con: duckdb.DuckDBPyConnection) -> None:
    finance: Rows = [["unit", "month", "revenue", "fte"], ["Slaes", "2026-01-01", 1, 1]]
    load_into(con, [upload({"Finance": finance}, "f.xlsx"), upload({"Units": UNITS}, "u.xlsx")])
    (problem,) = reference_problems(con)
    assert str(problem) == (
        "f.xlsx › Finance!A2: found 'Slaes', expected one of the Units: Operations, Sales"
    )


LEARNING = ["employee_id", "happened_on", "activity", "kind"]


@pytest.mark.parametrize(
    ("learners", "workers", "found"),
    [
        (["E1", "E2"], ["E1", "E2"], []),
        # A row of the header, then E1, X1 and E3.
        (["E1", "X1", "E3"], ["E1", "E2"], [("A3", "'X1'"), ("A4", "'E3'")]),
        # Nobody to compare with.
        (["E1", "X1"], [], []),
    ],
)
def test_a_learner_from_outside_is_a_warning_that_lists_nobody(
    con: duckdb.DuckDBPyConnection,
    learners: list[str],
    workers: list[str],
    found: list[tuple[str, str]],
) -> None:
    sheets: dict[str, Rows] = {
        "Learning": [LEARNING, *([one, "2026-01-08", "Lab", "lab"] for one in learners)]
    }
    if workers:
        staff = ([one, "Sales", "2020-01-01"] for one in workers)
        sheets["Workers"] = [["employee_id", "unit", "hired_on"], *staff]
    load_into(con, [upload(sheets)])
    problems = list(reference_problems(con))
    assert [(problem.cell, problem.found) for problem in problems] == found
    for problem in problems:
        assert (problem.sheet, problem.level) == ("Learning", "warning")
        assert problem.expected == "one of the Workers"
        assert problem.mend == (
            "It counts for no unit. Add the person to Workers if they belong there."
        )


@pytest.mark.parametrize(
    ("measure", "mends"),
    [
        ("employee_nps", []),
        ("employee_mps", ["It cannot be measured. Did you mean 'employee_nps'?"]),
        ("zzz", ["It cannot be measured."]),
    ],
)
def test_a_measure_that_nobody_works_out_is_a_warning(
    con: duckdb.DuckDBPyConnection, measure: str, mends: list[str]
) -> None:
    asks: Rows = [ASK, [measure if cell == "enps" else cell for cell in ask(None)]]
    kpis: Rows = [["target", "kpi"], [1, measure]]
    load_into(con, [upload({"Asks": asks, "KPIs": kpis})])
    problems = list(measure_problems(con, ["employee_nps", "time_to_hire"]))
    assert [(p.sheet, p.cell, p.found, p.level, p.mend) for p in problems] == [
        (sheet, cell, f"'{measure}'", "warning", mend)
        for mend in mends
        for sheet, cell in (("Asks", "E2"), ("KPIs", "B2"))
    ]


SHEETS_THAT_NAME_A_MEASURE: list[tuple[str, Rows, str]] = [
    # A sheet with one row that names {}, and the cell in which it does.
    (
        "Pilots",
        [
            ["pilot", "title", "hypothesis", "better", "design", "minimum_effect", "starts_on",
             "checkpoint_on", "kpi"],
            ["labs", "Labs", "Faster", "down", "matched", 0.03, "2026-03-01", "2026-06-01", "{}"],
        ],
        "I2",
    ),
    (
        "Roadmap",
        [["phase", "gate_kpi", "starts_on", "ends_on"],
         ["Pilot", "{}", "2026-03-01", "2026-06-01"]],
        "B2",
    ),
    ("Stories", [["kpi", "story", "change"], ["{}", "Fridays", "An hour"]], "A2"),
]  # fmt: skip


@pytest.mark.parametrize(("sheet", "rows", "cell"), SHEETS_THAT_NAME_A_MEASURE)
@pytest.mark.parametrize(
    ("measure", "mend"),
    [
        ("employee_nps", None),
        ("decision_makers_with_us", None),
        ("days_to_first_use", None),
        ("employee_mps", "It cannot be measured. Did you mean 'employee_nps'?"),
        ("days_to_last_use", "It cannot be measured. Did you mean 'days_to_first_use'?"),
        ("zzz", "It cannot be measured."),
    ],
)
def test_programme_sheets_name_measures_that_are_worked_out(  # noqa: PLR0913, PLR0917 a row's words
    con: duckdb.DuckDBPyConnection,
    sheet: str,
    rows: Rows,
    cell: str,
    measure: str,
    mend: str | None,
) -> None:
    head, row = rows
    sheets: Sheets = {
        sheet: [head, [measure if value == "{}" else value for value in row]],
        "Measures": [
            ["kpi", "unit", "month", "numerator", "denominator", "n"],
            ["days_to_first_use", "Sales", "2026-01-01", 1, 1, 9],
        ],
    }
    load_into(con, [upload(sheets)])
    problems = list(measure_problems(con, ["employee_nps", "decision_makers_with_us"]))
    assert [(p.sheet, p.cell, p.found, p.level, p.mend) for p in problems] == (
        [(sheet, cell, f"'{measure}'", "warning", mend)] if mend else []
    )


@pytest.mark.parametrize(("sheet", "rows", "cell"), SHEETS_THAT_NAME_A_MEASURE)
def test_what_is_read_of_teams_judges_a_pilot_and_nothing_else(
    con: duckdb.DuckDBPyConnection, sheet: str, rows: Rows, cell: str
) -> None:
    head, row = rows
    readings: Rows = [
        ["pilot", "team", "indicator", "period", "value", "n", "role"],
        ["labs", "Sales 1", "cases_solved", "2026-03-02", 4, 9, "leading"],
    ]
    named = [head, ["cases_solved" if value == "{}" else value for value in row]]
    load_into(con, [upload({sheet: named, "Pilot readings": readings})])
    found = [problem.cell for problem in measure_problems(con, ["employee_nps"])]
    assert found == ([] if sheet == "Pilots" else [cell])


@pytest.mark.parametrize(("sheet", "rows"), [row[:2] for row in SHEETS_THAT_NAME_A_MEASURE[1:]])
def test_a_gate_or_a_story_may_be_without_a_measure(
    con: duckdb.DuckDBPyConnection, sheet: str, rows: Rows
) -> None:
    head, row = rows
    reading = load_into(
        con, [upload({sheet: [head, [None if value == "{}" else value for value in row]]})]
    )
    assert list(reading.tables.values()) == [1]
    assert list(measure_problems(con, ["employee_nps"])) == []
