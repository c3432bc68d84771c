"""Checks that a measure of the organisation's own has a name, a unit and a direction."""

from collections.abc import Sequence

import duckdb
import pytest

from briefing.intake.load import load_into
from briefing.intake.named import named_value_problems
from briefing.intake.own_measures import own_measure_problems
from briefing.intake.references import measure_problems, reference_problems
from tests.workbooks import Rows, Sheets, upload

TAKEN = {"time_to_hire": "Requisitions", "decision_makers_engaged": "Stakeholders"}
HEAD = ["kpi", "unit", "month", "numerator", "denominator", "n"]
KPIS: Rows = [["kpi", "unit", "better"], ["days", "days", "down"]]

Found = tuple[str, str, str, str, str]


def measures(*names: str, n: int | None = 9) -> Rows:
    """Give the sheet Measures with two months of each measure."""
    return [
        HEAD,
        *([name, "Sales", f"2026-0{month}-01", 30, 2, n] for name in names for month in (1, 2)),
    ]


def problems(con: duckdb.DuckDBPyConnection, sheets: Sheets) -> list[Found]:
    load_into(con, [upload(sheets)])
    found = own_measure_problems(con, TAKEN)
    return [(p.sheet, p.cell, p.found, p.expected, p.level) for p in found]


@pytest.mark.parametrize(
    ("sheets", "found"),
    [
        ({"Measures": measures("days"), "KPIs": KPIS}, []),
        # A KPI that ships needs neither.
        ({"KPIs": [["kpi", "target"], ["time_to_hire", 40]]}, []),
        (
            {
                "Measures": measures("days", "time_to_hire", "decision_makers_engaged"),
                "KPIs": KPIS,
            },
            [
                (
                    "Measures", "A4", "'time_to_hire'",
                    "a measure of your own; this one is worked out from Requisitions already",
                    "error",
                ),
                (
                    "Measures", "A6", "'decision_makers_engaged'",
                    "a measure of your own; this one is worked out from Stakeholders already",
                    "error",
                ),
            ],
        ),
        (
            {
                "Measures": measures("days", "hits"),
                "KPIs": [
                    [],
                    ["kpi", "better", "unit"],
                    ["hits", "up", None],
                    ["time_to_hire", None, None],
                    ["days", None, "days"],
                ],
            },
            [
                (
                    "KPIs", "C3", "nothing",
                    ("the unit of measure of 'hits', one of share, days, hours, money, points, "
                     "people, score, rate"),
                    "error",
                ),
                (
                    "KPIs", "B5", "nothing",
                    "the direction that is good of 'days', one of up, down",
                    "error",
                ),
            ],
        ),
        # A column that is not there at all is missing at the measure's name.
        (
            {"Measures": measures("days"), "KPIs": [["kpi", "unit"], ["days", "days"]]},
            [
                (
                    "KPIs", "A2", "nothing",
                    "the direction that is good of 'days', one of up, down",
                    "error",
                )
            ],
        ),
        (
            {"Measures": measures("days", "hits")},
            [
                (
                    "Measures", cell, name,
                    "a row in KPIs that says its unit and which direction is good",
                    "error",
                )
                for cell, name in (("A2", "'days'"), ("A4", "'hits'"))
            ],
        ),
        (
            {"Measures": measures("days", n=None), "KPIs": KPIS},
            [
                (
                    "Measures", "F2", "nothing",
                    "how many people or cases are behind 'days'",
                    "warning",
                )
            ],
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_at_its_cell(
    con: duckdb.DuckDBPyConnection, sheets: Sheets, found: Sequence[Found]
) -> None:
    assert problems(con, sheets) == found


def test_a_measure_that_kpis_leaves_out_is_found_by_the_check_of_references(
    con: duckdb.DuckDBPyConnection,
) -> None:
    assert problems(con, {"Measures": measures("hits"), "KPIs": KPIS}) == []
    found = [(p.sheet, p.cell, p.found, p.level) for p in reference_problems(con)]
    assert found == [("Measures", f"A{row}", "'hits'", "error") for row in (2, 3)]


@pytest.mark.parametrize(
    ("linked", "mends"),
    [
        (None, []),
        ("time_to_hire", []),
        ("days", []),
        ("time_to_hier", ["It cannot be measured. Did you mean 'time_to_hire'?"]),
    ],
)
def test_a_vanity_number_is_linked_to_a_measure_that_is_worked_out(
    con: duckdb.DuckDBPyConnection, linked: str | None, mends: list[str]
) -> None:
    kpis: Rows = [
        ["kpi", "unit", "better", "linked_kpi"],
        ["days", "days", "down", None],
        ["clicks", "rate", "up", linked],
    ]
    load_into(con, [upload({"Measures": measures("days", "clicks"), "KPIs": kpis})])
    found = list(measure_problems(con, list(TAKEN)))
    assert [(p.sheet, p.cell, p.found, p.level, p.mend) for p in found] == [
        ("KPIs", "D3", f"'{linked}'", "warning", mend) for mend in mends
    ]


def test_a_measure_may_have_an_uplift_of_its_own_whatever_its_name(
    con: duckdb.DuckDBPyConnection,
) -> None:
    assumptions: Rows = [
        ["assumption", "low", "base", "high"],
        ["uplift_customers' days", 0.01, 0.02, 0.9],
        ["uplift_nights", 0.01, 0.02, 0.03],
    ]
    load_into(con, [upload({"Measures": measures("customers' days"), "Assumptions": assumptions})])
    found = [(p.cell, p.found, p.level) for p in named_value_problems(con)]
    assert found == [("A3", "'uplift_nights'", "warning"), ("D2", "'0.9'", "error")]
