"""Checks what a mart gives of one snapshot, and that nothing else can be had from its file."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import date

import duckdb
import pytest

from briefing.kpis.run import MONTH, ROLLING
from briefing.privacy import ORGANISATION, SMALLER_UNITS
from briefing.store.duck import read
from briefing.store.mart import SMALL_TABLES, Mart, Settings, parse_settings
from briefing.store.programme import (
    Objection,
    Phase,
    Pilot,
    PilotTeam,
    PlatformScore,
    Risk,
    Skill,
    Story,
)
from briefing.store.rows import AskRow, Assumption, Cost, KpiRow, Origin, Stakeholder
from briefing.store.snapshots import Home
from briefing.tables import TABLES
from tests.workbooks import Sheets, publish, upload

SHEETS: Sheets = {
    "Settings": [["name", "value"], ["organisation", "Ours"], ["minimum_group", 5]],
    "Units": [["unit", "headcount"], ["Sales", 40], ["Office", 2]],
    "KPIs": [["kpi", "target", "benchmark_source"], ["employee_nps", 30, "Our own"]],
    "Stakeholders": [
        [],
        [None, "stakeholder", "as_of", "influence", "interest", "stance", "owner"],
        [None, "CFO", date(2026, 3, 1), 9, 6.5, -1, "Ana"],
        [None, "CFO", date(2026, 1, 1), 9, 5, -2, "Ana"],
        [None, "CEO", date(2026, 2, 1), 10, 5, None, None],
    ],
    "Assumptions": [["assumption", "low", "base", "high"], ["uplift", 0.05, 0.1, 0.2]],
    "Costs": [["item", "one_off", "per_month"], ["Platform", 1000, 50], ["Coach", None, 10]],
    "Asks": [
        ["page", "request", "decider", "due_on", "kpi", "baseline", "target", "target_on"],
        ["Brief", "Do it", "CEO", "2026-03-01", "employee_nps", 10, 30, "2026-12-01"],
    ],
    "Finance": [
        ["unit", "month", "revenue", "fte"],
        *(["Sales", date(2025, month, 1), 1000 * month, 120] for month in range(1, 13)),
    ],
}


@pytest.fixture(scope="module")
def small_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("small"))
    publish(home, upload(SHEETS))
    return home


@pytest.fixture(scope="module")
def mart(small_home: Home) -> Iterator[Mart]:
    with closing(Mart(small_home.mart(small_home.history()[0].id))) as mart:
        yield mart


@pytest.mark.parametrize(
    ("values", "changed"),
    [
        ({}, {}),
        ({"organisation": "Ours", "sample": "yes"}, {"organisation": "Ours"}),
        ({"currency": "EUR", "locale": "de_DE"}, {"currency": "EUR", "locale": "de_DE"}),
        ({"as_of": "2026-02-19 00:00:00"}, {"as_of": date(2026, 2, 19)}),
        ({"meeting_on": "2026-02-19"}, {"meeting_on": date(2026, 2, 19)}),
        ({"horizon_months": "24"}, {"horizon_months": 24}),
        (
            {"horizon_months": "24.0", "minimum_group": "1e1"},
            {"horizon_months": 24, "minimum_group": 10},
        ),
        ({"retention_months": "6"}, {"retention_months": 6}),
        ({"oldest_days": "90.0"}, {"oldest_days": 90}),
        ({"discount_rate": "0.1"}, {"discount_rate": 0.1}),
        ({"minimum_comments": "20"}, {"minimum_comments": 20}),
        ({"privacy": "strict"}, {"minimum_group": 11, "minimum_comments": 11}),
        ({"privacy": "strict", "minimum_group": "8"}, {"minimum_group": 8, "minimum_comments": 11}),
        ({"privacy": "standard"}, {}),
        ({"zzz": "1"}, {}),
    ],
)
def test_settings_are_their_texts_with_defaults_where_silent(
    values: dict[str, str], changed: dict[str, object]
) -> None:
    assert parse_settings(values) == replace(Settings(), **changed)  # type: ignore[arg-type]


def test_small_tables_come_back_as_values_with_their_origin(mart: Mart) -> None:
    load = mart.loads[0].load
    assert mart.settings == Settings(organisation="Ours", minimum_group=5)
    assert mart.as_of == date(2026, 3, 1)
    assert mart.stakeholders() == [
        Stakeholder(
            *("CEO", date(2026, 2, 1), None, 10.0, 5.0, None, None),
            *(None, None, None, None, None, Origin(load, "Stakeholders", 5)),
        ),
        Stakeholder(
            *("CFO", date(2026, 1, 1), None, 9.0, 5.0, -2, None),
            *(None, None, "Ana", None, None, Origin(load, "Stakeholders", 4)),
        ),
        Stakeholder(
            *("CFO", date(2026, 3, 1), None, 9.0, 6.5, -1, None),
            *(None, None, "Ana", None, None, Origin(load, "Stakeholders", 3)),
        ),
    ]
    assert mart.assumptions() == {
        "uplift": Assumption(
            *("uplift", 0.05, 0.1, 0.2, None, None, None, None, None, None),
            Origin(load, "Assumptions", 2),
        )
    }
    assert mart.costs() == [
        Cost("Coach", None, None, 10.0, None, Origin(load, "Costs", 3)),
        Cost("Platform", 1000.0, None, 50.0, None, Origin(load, "Costs", 2)),
    ]
    assert mart.kpi_rows() == {
        "employee_nps": KpiRow(
            *("employee_nps", None, None, None, 30.0, None, "Our own", None),
            Origin(load, "KPIs", 2),
        )
    }
    assert mart.asks() == {
        "brief": AskRow(
            *("brief", "Do it", "CEO", date(2026, 3, 1), "employee_nps", None, 10.0, 30.0),
            *(date(2026, 12, 1), Origin(load, "Asks", 2)),
        )
    }


BEGINS, LATER, ENDS = date(2026, 3, 1), date(2026, 4, 1), date(2026, 6, 30)
PILOT_HEAD = [
    "pilot", "title", "hypothesis", "kpi", "unit", "better", "design", "minimum_effect",
    "starts_on", "checkpoint_on", "sponsor",
]  # fmt: skip
PROGRAMME: Sheets = {
    "Settings": SHEETS["Settings"],
    "Units": [
        ["unit", "head", "headcount"],
        ["Sales", "CSO", 40],
        ["Operations", "COO", 40],
        ["Product", None, 40],
    ],
    "Pilots": [
        PILOT_HEAD,
        ["b", "B", "H", "engagement", "Sales", "up", "matched", 0.03, BEGINS, ENDS, "CSO"],
        ["a", "A", "H", "engagement", None, "up", "staggered", 0.1, BEGINS, ENDS, None],
        ["c", "C", "H", "engagement", None, "up", "randomised", 0.1, LATER, ENDS, None],
    ],
    "Pilot teams": [
        ["pilot", "team", "arm", "size", "starts_on"],
        ["b", "T2", "pilot", 12, None],
        ["b", "T1", "pilot", 5, LATER],
        ["b", "T3", "control", 4, None],
        ["a", "T9", "pilot", 9, None],
    ],
    "Roadmap": [
        ["phase", "starts_on", "ends_on", "budget", "gate_kpi", "gate_value"],
        ["Then", LATER, ENDS, None, None, None],
        ["First", BEGINS, LATER, 100, "engagement", 7.5],
        ["And", LATER, ENDS, None, None, None],
    ],
    "Risks": [
        ["risk", "likelihood", "impact", "mitigation", "owner", "status"],
        ["Six", 2, 3, None, None, None],
        ["Twelve, too", 4, 3, "Work", "IT", "open"],
        ["Twelve", 3, 4, None, None, "closed"],
    ],
    "Stories": [
        ["story", "change", "kpi", "before", "after", "months", "unit", "benefit"],
        ["Z", "More", "engagement", 7, 7.5, 9, "Sales", "Joy"],
        ["A", "Less", None, None, None, None, None, None],
    ],
    "Objections": [["objection", "answer", "figure"], ["Z", "No.", "npv_cash"], ["A", "So?", None]],
    "Platforms": [
        ["platform", "criterion", "weight", "score", "note"],
        ["Z", "reach", 2, 4.5, "Tried"],
        ["A", "cost", 1, 0, None],
    ],
    "Skills": [
        ["unit", "skill", "needed", "held", "critical"],
        ["Sales", "Even", 3, 3, None],
        # 1.4 three times: not quite the same in binary.
        ["Sales", "Pricing", 4.5, 3.1, "no"],
        ["Sales", "Closing", 4.2, 2.8, "yes"],
        ["Operations", "Safety", 4, 2.6, "yes"],
    ],
}


@pytest.fixture(scope="module")
def programme(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mart]:
    home = Home(tmp_path_factory.mktemp("programme"))
    snapshot = publish(home, upload(PROGRAMME))
    with closing(Mart(home.mart(snapshot.id))) as mart:
        yield mart


def test_the_programme_s_rows_come_back_as_values_in_their_order(programme: Mart) -> None:
    load = programme.loads[0].load

    def at(sheet: str, row: int) -> Origin:
        return Origin(load, sheet, row)

    # The latest first, then by name.
    assert [pilot.pilot for pilot in programme.pilots()] == ["c", "a", "b"]
    assert programme.pilots()[2] == Pilot(
        *("b", "B", "H", "engagement", "Sales", "up", "matched", 0.03, BEGINS, ENDS, "CSO"),
        at("Pilots", 2),
    )
    # By pilot, arm and team; four people are too few.
    assert programme.pilot_teams() == [
        PilotTeam("a", "T9", "pilot", None, 9, at("Pilot teams", 5)),
        PilotTeam("b", "T3", "control", None, None, at("Pilot teams", 4)),
        PilotTeam("b", "T1", "pilot", LATER, 5, at("Pilot teams", 3)),
        PilotTeam("b", "T2", "pilot", None, 12, at("Pilot teams", 2)),
    ]
    assert programme.roadmap() == [
        Phase("First", BEGINS, LATER, 100.0, "engagement", 7.5, at("Roadmap", 3)),
        Phase("And", LATER, ENDS, None, None, None, at("Roadmap", 4)),
        Phase("Then", LATER, ENDS, None, None, None, at("Roadmap", 2)),
    ]
    assert programme.risks() == [
        Risk("Twelve", 3, 4, None, None, "closed", at("Risks", 4)),
        Risk("Twelve, too", 4, 3, "Work", "IT", "open", at("Risks", 3)),
        Risk("Six", 2, 3, None, None, None, at("Risks", 2)),
    ]
    # As they were written.
    assert programme.stories() == [
        Story("Z", "Sales", "More", "engagement", 7.0, 7.5, 9, "Joy", at("Stories", 2)),
        Story("A", None, "Less", None, None, None, None, None, at("Stories", 3)),
    ]
    assert programme.objections() == [
        Objection("Z", "No.", "npv_cash", at("Objections", 2)),
        Objection("A", "So?", None, at("Objections", 3)),
    ]
    assert programme.platforms() == [
        PlatformScore("Z", "reach", 2.0, 4.5, "Tried", at("Platforms", 2)),
        PlatformScore("A", "cost", 1.0, 0.0, None, at("Platforms", 3)),
    ]
    # The widest gap first, then by unit and name.
    assert programme.skills() == [
        Skill("Operations", "Safety", 4.0, 2.6, critical=True, origin=at("Skills", 5)),
        Skill("Sales", "Closing", 4.2, 2.8, critical=True, origin=at("Skills", 4)),
        Skill("Sales", "Pricing", 4.5, 3.1, critical=False, origin=at("Skills", 3)),
        Skill("Sales", "Even", 3.0, 3.0, critical=None, origin=at("Skills", 2)),
    ]
    assert programme.unit_heads() == {"Operations": "COO", "Sales": "CSO"}


def test_a_sheet_that_was_not_loaded_has_no_rows(mart: Mart) -> None:
    readers = (
        mart.pilots, mart.pilot_teams, mart.roadmap, mart.risks, mart.stories, mart.objections,
        mart.platforms, mart.skills, mart.unit_heads,
    )  # fmt: skip
    assert [len(reader()) for reader in readers] == [0] * 9


def test_rows_of_several_sheets_stand_one_sheet_after_the_other(home: Home) -> None:
    head = ["objection", "answer"]
    first: Sheets = {"Objections": [head, ["A1", "No."], ["A2", "No."]]}
    second: Sheets = {"Objections": [head, ["B1", "No."], ["B2", "No."]]}
    snapshot = publish(home, upload(first, "a.xlsx"), upload(second, "b.xlsx"))
    with closing(Mart(home.mart(snapshot.id))) as mart:
        found = [row.objection for row in mart.objections()]
    assert found in (["A1", "A2", "B1", "B2"], ["B1", "B2", "A1", "A2"])


def test_cells_come_oldest_first_with_their_numbers(mart: Mart) -> None:
    months = mart.cells("revenue_per_fte", ORGANISATION, MONTH)
    assert [cell.starts_on for cell in months] == [date(2025, m, 1) for m in range(1, 13)]
    assert [cell.value for cell in months] == [100.0 * month for month in range(1, 13)]
    (year,) = mart.cells("revenue_per_fte", ORGANISATION, ROLLING)
    assert (year.starts_on, year.ends_on) == (date(2025, 1, 1), date(2025, 12, 31))
    assert year.numerator == 78_000
    assert mart.cells("revenue_per_fte", "x' OR 1=1 --", MONTH) == []


@pytest.mark.parametrize(
    ("unit", "scope"),
    [
        (None, ORGANISATION),
        ("", ORGANISATION),
        ("Office", SMALLER_UNITS),
        ("Nowhere", "Nowhere"),
    ],
)
def test_a_unit_is_shown_as_itself_or_as_part_of_the_pool(
    mart: Mart, unit: str | None, scope: str
) -> None:
    assert mart.scope_of(unit, ORGANISATION) == scope


def test_the_samples_units_have_scopes_of_their_own(sample_mart: Mart) -> None:
    scopes = sample_mart.scopes()
    assert scopes == sorted(scopes)
    assert ORGANISATION in scopes
    for scope in scopes:
        if scope not in (ORGANISATION, SMALLER_UNITS):
            assert sample_mart.scope_of(scope, ORGANISATION) == scope


def test_a_mart_holds_nothing_about_single_people(sample_home: Home) -> None:
    current = sample_home.current()
    assert current
    with closing(read(sample_home.verified_mart(current))) as con:
        rows = con.execute(
            "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal"
        ).fetchall()
    assert {table for table, _ in rows} == {
        *SMALL_TABLES,
        "meta",
        "kpi_cells",
        "baselines",
        "baseline_checks",
        "scope_of",
    }
    assert not {table for table, _ in rows} & {table.name for table in TABLES if table.people}
    assert not {column for _, column in rows} & {"employee_id", "manager_id", "comment"}


def test_a_small_units_headcount_is_left_out(small_home: Home) -> None:
    with closing(read(small_home.mart(small_home.history()[0].id))) as con:
        rows = con.execute("SELECT unit, headcount FROM units ORDER BY unit").fetchall()
    assert rows == [("Office", None), ("Sales", None)]


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM units",
        "CREATE TABLE more (a INT)",
        "COPY units TO 'units.csv'",
        "FROM read_csv('/etc/passwd')",
        "FROM read_text('/etc/hostname')",
        "ATTACH 'other.duckdb'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
    ],
)
def test_a_finished_file_is_sealed(small_home: Home, sql: str) -> None:
    with (
        closing(read(small_home.mart(small_home.history()[0].id))) as con,
        pytest.raises(duckdb.Error),
    ):
        con.execute(sql)


@pytest.mark.parametrize(
    ("loads", "mark"),
    [
        (["own"], ""),
        (["sample"], "Sample organisation"),
        (["own", "sample"], "Partly sample data"),
        (["sample", "own"], "Partly sample data"),
        (["sample", "own all"], ""),
    ],
)
def test_invented_numbers_are_marked(home: Home, loads: list[str], mark: str) -> None:
    books: dict[str, Sheets] = {
        "own": {"Costs": SHEETS["Costs"]},
        "sample": {"Settings": [["name", "value"], ["sample", "yes"]], "Units": SHEETS["Units"]},
        "own all": {"Settings": SHEETS["Settings"], "Units": SHEETS["Units"]},
    }
    snapshots = [publish(home, upload(books[load])) for load in loads]
    with closing(Mart(home.mart(snapshots[-1].id))) as mart:
        assert mart.sample == mark


def test_threads_share_a_mart(sample_mart: Mart) -> None:
    kpi = "revenue_per_fte"
    alone = sample_mart.cells(kpi, ORGANISATION, MONTH)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: sample_mart.cells(kpi, ORGANISATION, MONTH), range(12)))
    assert alone
    assert found == [alone] * 12
