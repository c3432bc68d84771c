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
