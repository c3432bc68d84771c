"""What HR's own sheets say of small groups stays out of the mart."""

from contextlib import closing
from datetime import date

import pytest

from briefing.figures.kpi import kpi_figures
from briefing.figures.trace import trace
from briefing.privacy import ORGANISATION, SMALLER_UNITS
from briefing.store.duck import read
from briefing.store.mart import Mart
from briefing.store.snapshots import Home
from tests.workbooks import Sheets, publish, upload


def test_small_headcounts_are_not_in_the_mart(home: Home) -> None:
    book = upload(
        {
            "Settings": [["name", "value"], ["minimum_group", 8]],
            "Units": [["unit", "headcount"], ["Sales", 20], ["Audit", 7], ["Board", 8]],
        }
    )
    snapshot = publish(home, book)
    with closing(read(home.mart(snapshot.id))) as con:
        rows = con.execute("SELECT unit, headcount FROM units ORDER BY unit").fetchall()
    # Board is shown with Audit alone: of both, 15, its own 8 would leave Audit's 7.
    assert rows == [("Audit", None), ("Board", None), ("Sales", 20)]


def test_the_settings_set_the_minimum(home: Home) -> None:
    sizes = {"Sales": 20, "Operations": 10, "Audit": 7, "Board": 4}
    answers = [
        ["enps", unit, date(2026, 6, 10), 9] for unit, size in sizes.items() for _ in range(size)
    ]
    book = upload(
        {
            "Settings": [["name", "value"], ["minimum_group", 8], ["as_of", "2026-06-30"]],
            "Units": [["unit", "headcount"], *([unit, size] for unit, size in sizes.items())],
            "Survey": [["survey", "unit", "answered_on", "score"], *answers],
        }
    )
    snapshot = publish(home, book)
    with closing(read(home.mart(snapshot.id))) as con:
        rows = con.execute("SELECT scope, n FROM kpi_cells WHERE grain = 'month' ORDER BY scope")
        assert rows.fetchall() == [
            ("Operations", 10),
            (ORGANISATION, 41),
            ("Sales", 20),
            (SMALLER_UNITS, 11),
        ]


# With Sales 20, Operations 10, Audit 7 and Board 4, and eight people at least: Audit and Board
# are shown as one.
TEAMS_AND_SKILLS: Sheets = {
    "Settings": [["name", "value"], ["minimum_group", 8]],
    "Units": [
        ["unit", "headcount"], ["Sales", 20], ["Operations", 10], ["Audit", 7], ["Board", 4],
    ],
    "Pilot teams": [
        ["pilot", "team", "arm", "size"],
        ["labs", "Sales 1", "pilot", 12],
        ["labs", "Sales 2", "pilot", 8],
        ["labs", "Sales 3", "control", 7],
        ["labs", "Sales 4", "control", 1],
    ],
    "Skills": [
        ["unit", "skill", "needed", "held"],
        ["Sales", "Selling", 4, 3],
        ["Operations", "Safety", 4, 3],
        ["Audit", "Sampling", 4, 3],
        ["Board", "Strategy", 4, 3],
    ],
}  # fmt: skip


def test_sizes_of_small_teams_and_skills_of_pooled_units_are_not_in_the_mart(home: Home) -> None:
    snapshot = publish(home, upload(TEAMS_AND_SKILLS))
    with closing(read(home.mart(snapshot.id))) as con:
        teams = con.execute("SELECT team, size FROM pilot_teams ORDER BY team").fetchall()
        skills = con.execute("SELECT unit FROM skills ORDER BY unit").fetchall()
    assert teams == [("Sales 1", 12), ("Sales 2", 8), ("Sales 3", None), ("Sales 4", None)]
    assert skills == [("Operations",), ("Sales",)]
    # Whoever holds the facts has them still.
    with closing(read(home.facts(snapshot.id))) as con:
        assert con.execute("SELECT count(size) FROM pilot_teams").fetchall() == [(4,)]
        assert con.execute("SELECT count(*) FROM skills").fetchall() == [(4,)]


@pytest.mark.parametrize(
    ("sheets", "kept"),
    [
        # Nobody says how large Sales is, or how large "sales" is.
        ({}, []),
        ({"Finance": [["unit", "month", "revenue", "fte"],
                      ["sales", date(2026, 1, 1), 9, 20]]}, []),
        ({"Finance": [["unit", "month", "revenue", "fte"],
                      ["Sales", date(2026, 1, 1), 9, 20]]}, ["Sales"]),
    ],
)  # fmt: skip
def test_skills_of_a_unit_of_unknown_size_are_not_in_the_mart(
    home: Home, sheets: Sheets, kept: list[str]
) -> None:
    skills: Sheets = {"Skills": [["unit", "skill", "needed", "held"], ["Sales", "Selling", 4, 3]]}
    snapshot = publish(home, upload({**skills, **sheets}))
    with closing(read(home.mart(snapshot.id))) as con:
        found = con.execute("SELECT unit FROM skills").fetchall()
    assert [row[0] for row in found] == kept


def workers(unit: str, people: int) -> Sheets:
    head = ["employee_id", "unit", "hired_on", "left_on"]
    rows = [[f"{unit}-{n}", unit, "2020-01-15", "2026-05-31" if n == 0 else None]
            for n in range(people)]  # fmt: skip
    return {"Workers": [head, *rows]}


def test_how_many_rows_few_people_have_is_not_in_the_mart(home: Home) -> None:
    """A file of one small unit alone would say how many it has."""
    three: Sheets = {
        **workers("Audit", 3),
        # Ten records of two of them are of two people.
        "Learning": [["employee_id", "happened_on", "activity", "kind", "hours"],
                     *([f"Audit-{n % 2}", date(2026, 5, 1 + n), "Lab", "lab", 1]
                       for n in range(10))],
        "Settings": [["name", "value"], ["as_of", "2026-06-30"]],
    }  # fmt: skip
    snapshot = publish(
        home, upload(workers("Sales", 20), "sales.xlsx"), upload(three, "audit.xlsx")
    )
    mart = Mart(home.verified_mart(snapshot))
    assert {(load.file, load.table): (load.rows, load.last_row) for load in mart.loads} == {
        ("sales.xlsx", "workers"): (20, 21),
        ("audit.xlsx", "workers"): (None, None),
        ("audit.xlsx", "learning"): (None, None),
        ("audit.xlsx", "settings"): (1, 2),
    }
    figure = next(one for one in kpi_figures(mart) if one.key.startswith("voluntary_attrition"))
    lines = [str(one) for one in trace(figure, mart.loads)]
    assert "audit.xlsx › Workers!B:B, few rows" in lines
    assert "sales.xlsx › Workers!B2:B21, 20 rows" in lines
    # Whoever holds the facts has them still.
    with closing(read(home.facts(snapshot.id))) as con:
        rows = con.execute("SELECT rows FROM loads WHERE file = 'audit.xlsx' ORDER BY rows")
        assert rows.fetchall() == [(1,), (3,), (10,)]
