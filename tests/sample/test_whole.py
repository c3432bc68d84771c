"""Checks that the sample fills every sheet, loads without a problem, and keeps to its calendar."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from briefing.declared.kept import PAGES
from briefing.figures.registry import all_figures
from briefing.intake.read import Upload
from briefing.kpis.catalogue import CATALOGUE
from briefing.problems import Level
from briefing.publish import discard, prepare
from briefing.store.mart import Mart
from briefing.store.snapshots import Home
from briefing.tables import TABLES
from data.sample_briefing import COSTS, KPIS
from data.sample_units import AS_OF
from tests.organisation import view_of
from tests.sample.conftest import Ask

SAMPLE = sorted((Path(__file__).parents[2] / "data" / "sample").glob("*.xlsx"))
COMING = {  # measures that the sample's KPIs name
    "customer_nps", "engagement", "cost_per_hire", "internal_mobility", "internal_promotion",
    "compliance_incidents", "learning_hours", "follow_through", "registrations", "completions",
    "customer_onboarding_days", "product_cycle_time",
}  # fmt: skip


def test_nothing_is_found_wrong_but_measures_that_nobody_works_out_yet(home: Home) -> None:
    candidate = prepare(home, [Upload(path.name, path.read_bytes()) for path in SAMPLE])
    discard(home, candidate)
    others = [
        str(problem)
        for problem in candidate.problems
        if problem.level is not Level.WARNING or problem.found.strip("'") not in COMING
    ]
    assert others == []


@pytest.mark.parametrize("table", [table.name for table in TABLES])
def test_every_sheet_has_rows_and_none_is_the_template_s_example(table: str, ask: Ask) -> None:
    declared = next(found for found in TABLES if found.name == table)
    columns = ", ".join(f'"{column.name}"' for column in declared.columns)
    rows = ask(f'SELECT {columns} FROM "{table}"')
    assert rows
    example = tuple({"yes": True, "no": False}.get(str(cell), cell) for cell in declared.example)
    assert example not in rows


def test_the_workbooks_stay_small() -> None:
    sizes = {path.name: path.stat().st_size for path in SAMPLE}
    assert sizes["learning.xlsx"] < 700 * 1024
    assert sum(sizes.values()) < 1_500 * 1024


def test_no_export_speaks_of_a_day_after_the_exports_were_taken(ask: Ask) -> None:
    days = {
        "survey": "answered_on", "learning": "happened_on", "incidents": "occurred_on",
        "measures": "month", "cards": "made_on", "labs": "held_on", "coaching": "month",
        "protected_time": "month", "pilot_readings": "period", "committee": "last_update",
    }  # fmt: skip
    for table, column in days.items():
        latest = ask(f'SELECT max("{column}") FROM "{table}"')[0][0]
        assert latest <= AS_OF, table


def test_every_kpi_says_what_the_board_needs_and_vanity_is_tied_to_an_outcome() -> None:
    keys = [row[0] for row in KPIS]
    assert set(keys) >= COMING
    assert len(set(keys)) == len(keys)
    linked = {row[0]: row[7] for row in KPIS if row[7]}
    assert linked == {"registrations": "learning_hours", "completions": "time_to_productivity"}
    for _, title, unit, better, target, benchmark, source, _ in KPIS:
        assert all((title, unit, better, target, benchmark)), title
        assert source == "Invented for the sample"


def test_a_kpi_of_the_sheet_has_the_unit_and_direction_that_it_is_worked_out_in() -> None:
    rows = {str(row[0]): (row[2], row[3]) for row in KPIS}
    worked_out = {key: (kpi.unit, kpi.better) for key, kpi in CATALOGUE.items()}
    shared = rows.keys() & worked_out.keys()
    assert {key: rows[key] for key in shared} == {key: worked_out[key] for key in shared}


def test_every_page_has_one_ask(ask: Ask) -> None:
    rows = ask("SELECT page, request, due_on, target_on, baseline, target, minutes FROM asks")
    assert [row[0] for row in rows] == list(PAGES)
    for page, request, due, target_on, baseline, target, minutes in rows:
        assert len(request) <= 160, page
        assert AS_OF < due < target_on, page
        assert baseline != target, page
        if page not in {"stakeholders", "trajectory", "brief"}:
            assert 1 <= minutes <= 4, page


def test_the_first_three_asks_stand_as_they_stood(ask: Ask) -> None:
    rows = ask("SELECT page, request, decider, kpi, unit, baseline, target, minutes FROM asks "
               "WHERE page IN ('stakeholders', 'trajectory', 'brief')")  # fmt: skip
    assert rows == [
        ("stakeholders", "Name the CFO as co-sponsor of the onboarding pilot", "CEO",
         "decision_makers_engaged", None, 1, 4, 4),
        ("trajectory", "Release €180,000 for a 90-day onboarding pilot in Sales", "CFO",
         "time_to_productivity", "Sales", 95, 80, 8),
        ("brief", "Approve the 90-day onboarding pilot in Sales, with the CFO as co-sponsor", "CEO",
         "time_to_productivity", "Sales", 95, 80, 8),
    ]  # fmt: skip


def test_the_roadmap_spends_what_costs_say(ask: Ask) -> None:
    rows = ask("SELECT starts_on, ends_on, budget, gate_kpi, gate_value FROM roadmap "
               "ORDER BY starts_on")  # fmt: skip
    keys = {row[0] for row in KPIS}
    assert len(rows) == 4
    assert rows[0] == (date(2026, 12, 7), date(2027, 3, 7), 180_000, "time_to_productivity", 80)
    assert (rows[0][1] - rows[0][0]).days == 90
    for earlier, later in pairwise(rows):
        assert AS_OF < earlier[1] < later[0]
    assert {row[3] for row in rows} <= keys
    # 70% of 2,400 people; 32 months of platform and team after the pilot.
    one_off, learner, month = (sum(float(str(row[at] or 0)) for row in COSTS) for at in (1, 2, 3))
    assert (one_off, learner, month) == (215_000, 380, 19_500)
    assert sum(row[2] for row in rows) == 215_000 + 0.7 * 2_400 * 380 + 32 * 19_500


def test_each_objection_is_answered_by_a_figure_that_there_is(ask: Ask, sample_mart: Mart) -> None:
    figures = all_figures(sample_mart, view_of(sample_mart))
    rows = ask("SELECT objection, answer, figure FROM objections")
    assert [row[0] for row in rows] == [
        "Training is expensive and hard to measure", "Managers won't support it",
        "We tried this before",
    ]  # fmt: skip
    for _, answer, figure in rows:
        assert len(answer) <= 400
        assert figures[figure].value is not None
