"""Checks that a load either becomes the current snapshot as a whole or changes nothing."""

import os
import time
from contextlib import closing
from datetime import date

import pytest

from briefing.access import NotAllowedError, Role
from briefing.figures.money import money_view
from briefing.figures.registry import all_figures
from briefing.forecast.scenario import shipped_scenarios
from briefing.intake.read import Upload
from briefing.kpis.run import MONTH
from briefing.privacy import ORGANISATION
from briefing.publish import commit, discard, prepare
from briefing.store.duck import read
from briefing.store.ledger import LedgerMovedError
from briefing.store.mart import Mart
from briefing.store.snapshots import Home, Snapshot, SnapshotDamagedError
from tests.conftest import SAMPLE
from tests.people import ANA, BO, one
from tests.workbooks import Rows, Sheets, Typed, excel_error, plain_text, publish, upload

UNITS: Rows = [["unit", "headcount"], ["Sales", 40], ["Operations", 60]]


def finance(factor: float) -> Rows:
    """Give two months in which revenue per full-time equivalent is `factor` times 100 a year."""
    months = [date(2025, 11, 1), date(2025, 12, 1)]
    return [
        ["unit", "month", "revenue", "fte"],
        *(
            [unit, month, factor * 1000, 120]
            for unit in ("Sales", "Operations")
            for month in months
        ),
    ]


def files(home: Home) -> list[str]:
    return sorted(path.name for path in home.snapshots.iterdir())


def revenue(home: Home) -> float | None:
    """Give the current snapshot's revenue per full-time equivalent, in its last month."""
    current = home.current()
    assert current
    with closing(Mart(home.verified_mart(current))) as mart:
        return mart.cells("revenue_per_fte", ORGANISATION, MONTH)[-1].value


def every_number(home: Home, snapshot: Snapshot) -> list[object]:
    """Give all figures, cells and trajectories, digit by digit."""
    with closing(Mart(home.verified_mart(snapshot))) as mart:
        scenarios = shipped_scenarios(mart.assumptions(), mart.costs(), mart.settings.discount_rate)
        figures = [
            repr(figure)
            for scenario in scenarios.values()
            for figure in all_figures(mart, money_view(mart, scenario)).values()
        ]
    with closing(read(home.mart(snapshot.id))) as con:
        tables = [con.execute(f"FROM {name}").fetchall() for name in ("kpi_cells", "baselines")]
    return [*figures, *map(repr, tables)]


def test_the_same_input_gives_the_same_figures_to_the_last_digit(
    home: Home, sample_home: Home
) -> None:
    uploads = [Upload(path.name, path.read_bytes()) for path in SAMPLE]
    first = sample_home.current()
    assert first
    second = publish(home, *reversed(uploads))
    numbers = every_number(sample_home, first)
    assert len(numbers) > 50
    assert every_number(home, second) == numbers


def test_a_table_that_is_loaded_replaces_and_the_others_are_carried_over(home: Home) -> None:
    first = publish(home, upload({"Units": UNITS, "Finance": finance(1)}, "all.xlsx"))
    second = publish(home, upload({"Finance": finance(2)}, "finance.xlsx"))
    assert (first.tables, second.tables) == ({"finance": 4, "units": 2}, {"finance": 4})
    assert second.files == ("finance.xlsx",)
    assert revenue(home) == 200
    with closing(Mart(home.mart(second.id))) as mart:
        assert [(load.file, load.table, load.rows) for load in mart.loads] == [
            ("all.xlsx", "units", 2),
            ("finance.xlsx", "finance", 4),
        ]
    with closing(read(home.facts(second.id))) as con:
        assert con.execute("SELECT count(*), sum(_row) FROM units").fetchall() == [(2, 5)]
        assert con.execute("SELECT count(*) FROM finance").fetchall() == [(4,)]


def test_what_is_carried_over_is_checked_against_what_is_new(home: Home) -> None:
    publish(home, upload({"Units": UNITS, "Finance": finance(1)}, "all.xlsx"))
    candidate = prepare(home, [upload({"Units": UNITS[:2]}, "units.xlsx")])
    assert not candidate.publishable
    assert {(p.file, p.sheet, p.found) for p in candidate.problems} == {
        ("all.xlsx", "Finance", "'Operations'")
    }


def test_a_load_over_an_undone_one_builds_on_the_one_before(home: Home) -> None:
    publish(home, upload({"Units": UNITS, "Finance": finance(1)}))
    publish(home, upload({"Finance": finance(2)}))
    home.undo(BO)
    publish(home, upload({"Settings": [["name", "value"], ["organisation", "Ours"]]}))
    assert revenue(home) == 100


def test_undo_returns_to_the_one_before_and_at_last_to_none(home: Home) -> None:
    first = publish(home, upload({"Finance": finance(1)}))
    publish(home, upload({"Finance": finance(2)}))
    assert revenue(home) == 200
    _, now = home.undo(BO)
    assert (now and now.id, revenue(home)) == (first.id, 100)
    _, now = home.undo(BO)
    assert (now, home.current()) == (None, None)
    # What was taken back stays readable, and the next load starts from nothing.
    assert publish(home, upload({"Units": UNITS})).tables == {"units": 2}
    with pytest.raises(IndexError):
        revenue(home)


BAD: list[Sheets] = [
    {"Units": [["unit", "headcount"], ["Sales", -1]]},
    {"Units": [["unit"], ["Sales"], ["Sales"]]},
    {"Units": [["unit", "head"], ["Sales", excel_error("#N/A")]]},
    {"Units": [["head"], ["Ana"]]},
    {"Units": []},
    {"Notes": [["a"], [1]]},
    {"Settings": [["name", "value"], ["minimum_group", 1]]},
    {"Assumptions": [["assumption", "low", "base", "high"], ["uplift", 3, 3, 3]]},
    {"Units": [["unit"], ["Sales"]], "Finance": finance(1)},
]


@pytest.mark.parametrize("sheets", BAD)
def test_errors_publish_nothing_and_leave_no_file_behind(home: Home, sheets: Sheets) -> None:
    candidate = prepare(home, [upload(sheets)])
    assert (candidate.publishable, candidate.unreadable) == (False, False)
    assert files(home) == []
    with pytest.raises(ValueError, match="a load with errors cannot be published"):
        commit(home, candidate, ANA)
    assert (home.history(), home.position()) == ([], 0)


def test_a_file_that_is_no_workbook_publishes_nothing(home: Home) -> None:
    candidate = prepare(home, [upload({"Units": UNITS}), Upload("letter.docx", b"Dear board")])
    assert (candidate.publishable, candidate.unreadable) == (False, True)
    assert (files(home), home.position()) == ([], 0)


def test_a_warning_does_not_stop_a_publish(home: Home) -> None:
    candidate = prepare(home, [upload({"Units": [["unit", "zzz"], ["Sales", 1]]})])
    assert [problem.level for problem in candidate.problems] == ["warning"]
    assert commit(home, candidate, ANA).id == candidate.id


def test_a_load_that_is_not_wanted_is_discarded(home: Home) -> None:
    candidate = prepare(home, [upload({"Units": UNITS})])
    assert len(files(home)) == 3
    discard(home, candidate)
    assert (files(home), home.position()) == ([], 0)


def test_what_the_ledger_has_stands_whatever_fails_afterwards(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    candidate = prepare(home, [upload({"Units": UNITS})])

    def refuse(_id: str) -> None:
        raise PermissionError(13, "not now")

    monkeypatch.setattr(home, "forget_waiting", refuse)
    snapshot = commit(home, candidate, ANA)
    assert home.current() == snapshot
    assert not snapshot.waiting
    assert home.verified_mart(snapshot).exists()
    assert home.verified_facts(snapshot).exists()


@pytest.mark.parametrize("act", ["publish", "undo"])
def test_who_prepared_before_somebody_else_acted_cannot_commit(home: Home, act: str) -> None:
    publish(home, upload({"Finance": finance(1)}))
    mine = prepare(home, [upload({"Finance": finance(3)})])
    if act == "publish":
        theirs = prepare(home, [upload({"Finance": finance(2)})])
        assert theirs.after == mine.after
        commit(home, theirs, BO)
    else:
        home.undo(BO)
    before = (home.ledger.entries(), home.current())
    with pytest.raises(LedgerMovedError):
        commit(home, mine, ANA)
    assert (home.ledger.entries(), home.current()) == before
    assert act == "undo" or revenue(home) == 200


@pytest.mark.parametrize("role", [Role.VIEWER, Role.SPONSOR, Role.PRESENTER])
def test_only_an_analyst_publishes_or_takes_back(role: Role, home: Home) -> None:
    first = publish(home, upload({"Units": UNITS}))
    candidate = prepare(home, [upload({"Finance": finance(1)})])
    with pytest.raises(NotAllowedError, match="You may not publish or take back"):
        commit(home, candidate, one(role))
    with pytest.raises(NotAllowedError, match="You may not publish or take back"):
        home.undo(one(role), first.id)
    assert (home.current(), home.position()) == (first, 1)
    assert commit(home, candidate, one(Role.ANALYST)).who == "Ada"
    home.undo(one(role, Role.ANALYST))
    assert [act.who for act in home.ledger.entries()] == ["Ana", "Ada", "Ada"]


def test_a_load_cannot_be_committed_twice(home: Home) -> None:
    candidate = prepare(home, [upload({"Units": UNITS})])
    commit(home, candidate, ANA)
    with pytest.raises(LedgerMovedError):
        commit(home, candidate, ANA)
    (snapshot,) = home.history()
    assert home.verified_mart(snapshot).exists()
    assert home.verified_facts(snapshot).exists()


def test_a_load_whose_files_were_swept_cannot_become_current(home: Home) -> None:
    publish(home, upload({"Finance": finance(1)}))
    candidate = prepare(home, [upload({"Finance": finance(2)})])
    # Somebody thinks for two hours before publishing, and another process starts meanwhile.
    then = time.time() - 2 * 3600
    for path in (home.facts(candidate.id), home.mart(candidate.id)):
        os.utime(path, (then, then))
    Home(home.root).sweep()
    with pytest.raises(SnapshotDamagedError):
        commit(home, candidate, ANA)
    assert revenue(home) == 100


def test_nothing_is_built_on_a_damaged_snapshot(home: Home) -> None:
    first = publish(home, upload({"Units": UNITS}))
    home.facts(first.id).write_bytes(b"not what it was")
    before = files(home)
    with pytest.raises(SnapshotDamagedError):
        prepare(home, [upload({"Finance": finance(1)})])
    assert (files(home), home.position()) == (before, 1)


@pytest.mark.parametrize(
    ("file", "sheet", "unit"),
    [
        ("a'b;--.xlsx", "O'Brien", "'); DROP TABLE units; --"),
        ("../../etc/passwd", 'x"y', "$1"),
        ("<script>%s{0}.xlsx", "=東京", plain_text("=cmd|' /C calc'!A0")),
    ],
)
def test_names_and_cells_that_look_like_commands_do_no_harm(
    home: Home, file: str, sheet: str, unit: object
) -> None:
    text = unit.value if isinstance(unit, Typed) else unit
    headings = ["unit", "month", "revenue", "fte"]
    book: Sheets = {
        sheet: [headings, [unit, date(2025, 1, 1), 1000, 120]],
        "Units": [["unit"], [unit]],
    }
    snapshot = publish(home, upload(book, file))
    assert (snapshot.files, snapshot.tables) == ((file,), {"finance": 1, "units": 1})
    with closing(Mart(home.verified_mart(snapshot))) as mart:
        assert {(load.file, load.sheet) for load in mart.loads} == {(file, sheet), (file, "Units")}
    with closing(read(home.verified_mart(snapshot))) as con:
        assert con.execute("SELECT unit FROM units").fetchall() == [(text,)]
    # The carry-over reads these names back.
    publish(home, upload({"Settings": [["name", "value"], ["organisation", unit]]}, file))
    assert revenue(home) == 100


def test_a_home_whose_path_looks_like_sql_is_a_home(home: Home) -> None:
    odd = Home(home.root / "O'Brien; DROP --")
    publish(odd, upload({"Finance": finance(1)}))
    publish(odd, upload({"Units": UNITS}))
    assert revenue(odd) == 100


@pytest.mark.parametrize(
    ("settings", "sheets", "as_of"),
    [
        ([["as_of", date(2025, 6, 30)]], {"Finance": finance(1)}, date(2025, 6, 30)),
        ([["currency", "EUR"]], {"Finance": finance(1)}, date(2025, 12, 31)),
        (
            [],
            {"Incidents": [["unit", "occurred_on", "kind"], ["Sales", date(2026, 1, 9), "safety"]]},
            date(2026, 1, 9),
        ),
        (
            [],
            {
                "Learning": [
                    ["employee_id", "happened_on", "activity", "kind"],
                    ["E1", date(2026, 1, 8), "Lab", "lab"],
                ]
            },
            date(2026, 1, 8),
        ),
        (
            [],
            {
                "Protected time": [
                    ["unit", "month", "hours_planned", "hours_kept"],
                    ["Sales", date(2026, 2, 1), 9, 9],
                ]
            },
            date(2026, 2, 28),
        ),
        (
            [],
            {
                "KPIs": [["kpi", "unit", "better"], ["days", "days", "down"]],
                "Measures": [
                    ["kpi", "unit", "month", "numerator", "denominator", "n"],
                    ["days", "Sales", date(2026, 2, 1), 9, 1, 1],
                ],
            },
            date(2026, 2, 28),
        ),
        ([["as_of", "1900-01-01"]], {"Finance": finance(1)}, date(1900, 1, 1)),
        ([["as_of", "2199-12-31"]], {"Finance": finance(1)}, date(2199, 12, 31)),
    ],
)
def test_a_snapshot_is_as_of_its_setting_or_of_its_last_day(
    home: Home, settings: Rows, sheets: Sheets, as_of: date
) -> None:
    rows = [["name", "value"], ["organisation", "Ours"], *settings]
    snapshot = publish(home, upload({**sheets, "Settings": rows}))
    with closing(Mart(home.verified_mart(snapshot))) as mart:
        assert mart.as_of == as_of


def test_a_sheet_with_headings_only_empties_nothing(home: Home) -> None:
    publish(home, upload({"Units": [["unit"], ["Sales"]]}))
    snapshot = publish(home, upload({"Units": [["unit"]], "Costs": [["item"], ["Design"]]}))
    with closing(read(home.facts(snapshot.id))) as con:
        assert con.execute("SELECT unit FROM units").fetchall() == [("Sales",)]


@pytest.mark.parametrize(
    "names", [["Organisation"], ["Smaller units"], ["Sales East", "sales_east"]]
)
def test_units_need_names_of_their_own(home: Home, names: list[str]) -> None:
    candidate = prepare(home, [upload({"Units": [["unit"], *([name] for name in names)]})])
    assert [problem.found for problem in candidate.problems] == [f"'{name}'" for name in names]
    assert not candidate.publishable
