"""The rows that a trace counts are those that the measure counts, and only some may see them."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from briefing.access import NotAllowedError, Person, Role, at_this_machine
from briefing.figures.behind import Behind, loaded_lines
from briefing.figures.kpi import kpi_figures, measured
from briefing.figures.model import Figure
from briefing.figures.registry import all_figures
from briefing.figures.trace import Counts, trace
from briefing.kpis.catalogue import CATALOGUE
from briefing.store.mart import Mart
from briefing.store.rows import Cell, Load
from briefing.store.snapshots import Home, Snapshot
from tests.figures.test_trace import FINANCE
from tests.organisation import view_of
from tests.people import BO, one
from tests.workbooks import publish, upload

ANALYST = at_this_machine("Ana")
VIEWER = Person("Vic", frozenset({Role.VIEWER, Role.SPONSOR, Role.PRESENTER}))

AGREES = {
    "completions": {"learning": "denominator", "workers": "n"},
    "registrations": {"learning": "numerator"},
    "compliance_incidents": {"incidents": "numerator"},
    "cost_per_hire": {"requisitions": "n"},
    "internal_mobility": {"requisitions": "n"},
    "time_to_hire": {"requisitions": "n"},
    "customer_nps": {"survey": "n"},
    "employee_nps": {"survey": "n"},
    "engagement": {"survey": "n"},
    "time_to_productivity": {"workers": "n"},
}
"""By measure and table: which number of its cell is the number of rows that count."""


def expected(cell: Cell, table: str) -> float | None:
    number: float | None = getattr(cell, AGREES[cell.kpi][table])
    # A hundred people are the measure's unit.
    return number and number / (100 if table == "incidents" else 1)


@pytest.fixture
def behind(sample_home: Home, sample_mart: Mart) -> Behind:
    return Behind.of(sample_home, published(sample_home), sample_mart, ANALYST)


def published(home: Home) -> Snapshot:
    snapshot = home.current()
    assert snapshot
    return snapshot


def sheets(figure: Figure, behind: Behind) -> Iterator[tuple[Load, Counts]]:
    for key, counts in behind.counts(figure).items():
        yield next(one for one in behind.mart.loads
                   if (one.load, one.sheet) == key), counts  # fmt: skip


@pytest.mark.parametrize("kpi", AGREES)
def test_the_rows_that_count_are_those_of_the_measure(kpi: str, behind: Behind) -> None:
    compared = 0
    for figure in kpi_figures(behind.mart):
        found = measured(behind.mart, figure)
        if found is None or found[0].key != kpi or len(found[1]) > 1 or figure.value is None:
            continue
        for load, counts in sheets(figure, behind):
            if load.table in AGREES[kpi]:
                assert counts.counted == expected(found[1][0], load.table), figure.key
                compared += 1
    assert compared > 1


def test_every_row_of_a_sheet_is_counted_left_out_or_outside(behind: Behind) -> None:
    seen = set()
    for kpi in CATALOGUE:
        for figure in kpi_figures(behind.mart):
            if figure.key.startswith((f"{kpi}.sales.quarter", f"{kpi}.organisation.rolling12")):
                for load, counts in sheets(figure, behind):
                    assert sum(number for _, number in counts.parts()) == load.rows, figure.key
                    seen.add(kpi)
    assert seen == set(CATALOGUE)


def test_an_own_measure_counts_its_own_rows(behind: Behind) -> None:
    figure = next(one for one in kpi_figures(behind.mart)
                  if one.key.endswith(".organisation.rolling12")
                  and one.key.split(".")[0] not in CATALOGUE)  # fmt: skip
    ((load, counts),) = sheets(figure, behind)
    rows = behind.rows(figure, load, ["kpi"], 0, 0)
    assert {kpi for _, kpi in rows} == {figure.key.split(".")[0]}
    assert dict(counts.parts())["left out: of another measure"] > 0


def test_a_change_counts_the_rows_of_both_periods(behind: Behind) -> None:
    found = {figure.key: figure for figure in kpi_figures(behind.mart)}
    key = "employee_nps.organisation.quarter"
    ((_, now),) = sheets(found[key], behind)
    ((_, both),) = sheets(found[f"{key}.change"], behind)
    cells = measured(behind.mart, found[f"{key}.change"])
    assert cells
    assert both.counted == sum(cell.n or 0 for cell in cells[1]) > now.counted
    assert both.outside_of == "both periods"


def test_rows_come_page_by_page_with_their_numbers(behind: Behind) -> None:
    figure = next(one for one in kpi_figures(behind.mart)
                  if one.key == "employee_nps.organisation.quarter")  # fmt: skip
    ((load, counts),) = sheets(figure, behind)
    columns = ["survey", "answered_on"]
    pages = [behind.rows(figure, load, columns, 0, page) for page in range(20)]
    rows = [row for page in pages for row in page]
    assert len(pages[0]) == 50
    assert len(rows) == len({row[0] for row in rows}) == counts.counted
    assert {survey for _, survey, _ in rows} == {"enps"}
    assert all(isinstance(day, date) and day.month in {7, 8, 9} for _, _, day in rows)


def test_what_is_no_measure_has_all_rows_of_a_sheet(behind: Behind) -> None:
    figure = all_figures(behind.mart, view_of(behind.mart))["npv_cash"]
    assert behind.counts(figure) == {}
    load = next(one for one in behind.mart.loads if one.table == "assumptions")
    assert len(behind.rows(figure, load, ["assumption"], 0, 0)) == load.rows


def test_who_may_not_see_rows_has_the_mart_s_counts(
    sample_home: Home, sample_mart: Mart, behind: Behind
) -> None:
    figure = next(iter(kpi_figures(sample_mart)))
    load, _ = next(sheets(figure, behind))
    refused = Behind.of(sample_home, published(sample_home), sample_mart, VIEWER)
    assert (refused.path, refused.note, refused.counts(figure)) == (None, "", {})
    with pytest.raises(NotAllowedError, match="see the rows behind a number"):
        refused.rows(figure, load, ["unit"], 0, 0)


@pytest.mark.parametrize("person", [ANALYST, VIEWER])
def test_rows_that_are_no_longer_kept_are_no_error(
    person: Person, sample_home: Home, sample_mart: Mart, tmp_path: Path
) -> None:
    shutil.copytree(sample_home.root, tmp_path / "home")
    home = Home(tmp_path / "home")
    snapshot = published(home)
    home.facts(snapshot.id).unlink()
    without = Behind.of(home, snapshot, sample_mart, person)
    figure = next(iter(kpi_figures(sample_mart)))
    assert without.counts(figure) == {}
    assert without.note.startswith("The rows themselves are no longer kept")
    assert trace(figure, sample_mart.loads, without.counts(figure))


def test_nothing_is_read_from_a_file_that_was_changed(
    sample_home: Home, sample_mart: Mart, tmp_path: Path
) -> None:
    shutil.copytree(sample_home.root, tmp_path / "home")
    home = Home(tmp_path / "home")
    snapshot = published(home)
    with home.facts(snapshot.id).open("ab") as file:
        file.write(b"x")
    without = Behind.of(home, snapshot, sample_mart, ANALYST)
    assert without.path is None
    assert "not the one that was published" in without.note


def test_a_file_was_loaded_by_whoever_brought_its_table(home: Home) -> None:
    first = publish(home, upload({"Finance": FINANCE}, "finance.xlsx"), who="Ana")
    publish(home, upload({"Finance": FINANCE[:-1]}, "short.xlsx"), who="Bob")
    home.undo(BO)
    last = publish(home, upload({"Units": [["unit"], ["Sales"]]}, "units.xlsx"), who="Cem")
    mart = Mart(home.verified_mart(last))
    figure = next(one for one in kpi_figures(mart) if one.key.startswith("revenue_per_fte"))
    cells = trace(figure, mart.loads)
    (line,) = loaded_lines(home, last, cells, ANALYST)
    assert line.startswith("finance.xlsx loaded by Ana, ")
    assert line.endswith(f" UTC, snapshot {first.id}")
    # A viewer has no business with who it was.
    (line,) = loaded_lines(home, last, cells, one(Role.VIEWER))
    assert line.startswith("finance.xlsx loaded, ")
