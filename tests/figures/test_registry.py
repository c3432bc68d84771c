"""Every figure of the sample: it is whole, and its cells are really in the sample's workbooks."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from briefing.figures.model import Figure, Source
from briefing.figures.money import money_view
from briefing.figures.registry import all_figures, mart_figures
from briefing.forecast.scenario import moved, shipped_scenarios
from briefing.kpis.catalogue import CATALOGUE
from briefing.store.mart import Mart
from briefing.tables import BY_NAME, TABLES
from tests.organisation import fed_by, view_of

SAMPLE = Path(__file__).parents[2] / "data" / "sample"
UNITS = {"share", "days", "months", "hours", "money", "points", "people", "score", "rate"}
Sheets = dict[tuple[str, str], Worksheet]


@pytest.fixture(scope="module")
def figures(sample_mart: Mart) -> dict[str, Figure]:
    return all_figures(sample_mart, view_of(sample_mart))


@pytest.fixture(scope="module")
def sheets() -> Iterator[Sheets]:
    """Give the sample's sheets by file and name."""
    with ExitStack() as stack:
        books = {
            path.name: stack.enter_context(closing(openpyxl.load_workbook(path)))
            for path in SAMPLE.glob("*.xlsx")
        }
        yield {(file, sheet.title): sheet for file, book in books.items() for sheet in book}


def headings(table: str, column: str) -> set[str]:
    declared = BY_NAME[table].column(column)
    return {declared.name, *declared.headings}


def test_the_sample_has_every_kind_of_figure(figures: dict[str, Figure], sample_mart: Mart) -> None:
    keys = {
        *(f"{kpi}.organisation.rolling12" for kpi in fed_by(sample_mart)),
        "time_to_productivity.sales.quarter",
        "time_to_hire.smaller_units.rolling12.change",
        "npv_cash", "payback_cash", "delay_cost_cash", "leavers_next_year",
        "decision_makers", "decision_makers_with_us", "decision_makers_engaged",
    }  # fmt: skip
    assert keys <= figures.keys()
    assert len(figures) > 100


def test_every_figure_is_whole(figures: dict[str, Figure]) -> None:
    for key, figure in figures.items():
        assert figure.key == key
        assert figure.title, key
        assert figure.unit in UNITS, key
        assert figure.period, key
        assert figure.as_of == date(2026, 11, 14), key
        assert figure.formula, key
        assert figure.text, key
        assert figure.sources, key


def test_there_is_a_value_or_a_reason_never_both(figures: dict[str, Figure]) -> None:
    for key, figure in figures.items():
        assert (figure.value is None) == (figure.reason is not None), key
        if figure.reason:
            assert figure.reason in figure.text, key
            assert figure.n is None, key
    assert {figure.value is None for figure in figures.values()} == {True, False}


def test_no_figure_is_of_too_few_people(figures: dict[str, Figure]) -> None:
    kpis = tuple(CATALOGUE)
    small = {key: f.n for key, f in figures.items() if key.startswith(kpis) and f.n and f.n < 5}
    assert small == {}


def test_no_two_figures_have_the_same_title_and_period(figures: dict[str, Figure]) -> None:
    keys = defaultdict(list)
    for key, figure in figures.items():
        keys[figure.title, figure.period].append(key)
    assert {place: found for place, found in keys.items() if len(found) > 1} == {}


def test_every_source_is_a_range_of_cells_that_exists(
    figures: dict[str, Figure], sheets: Sheets
) -> None:
    sources = {source for figure in figures.values() for source in figure.sources}
    assert len(sources) > 20
    for source in sources:
        sheet = sheets[source.file, source.sheet]
        left, top, right, bottom = range_boundaries(source.cells)
        assert left and top and right and bottom, source  # noqa: PT018 none of the four is None
        assert 2 <= top <= bottom <= sheet.max_row, source
        assert left <= right <= sheet.max_column, source


def test_a_kpi_s_sources_are_the_columns_it_reads_from_the_first_row_to_the_last(
    figures: dict[str, Figure], sheets: Sheets, sample_mart: Mart
) -> None:
    for key, kpi in fed_by(sample_mart).items():
        found = figures[f"{key}.organisation.rolling12"].sources
        columns = [(reads.table, column) for reads in kpi.reads for column in reads.columns]
        for source, (table, column) in zip(found, columns, strict=True):
            sheet = sheets[source.file, source.sheet]
            left, top, right, bottom = range_boundaries(source.cells)
            assert (left, top, bottom) == (right, 2, sheet.max_row)
            assert left
            assert sheet.cell(1, left).value in headings(table, column)


def heads(sheet: Worksheet, source: Source) -> list[object]:
    """Give the headings above a range's first and last column."""
    left, _, right, _ = range_boundaries(source.cells)
    assert left
    assert right
    return [sheet.cell(1, left).value, sheet.cell(1, right).value]


def test_the_money_s_sources_are_the_rows_of_assumptions_and_the_columns_of_costs(
    figures: dict[str, Figure], sheets: Sheets, sample_mart: Mart
) -> None:
    found = figures["npv_cash"].sources
    sheet = sheets["briefing.xlsx", "Assumptions"]
    rows = [source for source in found if source.sheet == "Assumptions"]
    assert {tuple(heads(sheet, source)) for source in rows} == {("low", "high")}
    tops = [range_boundaries(source.cells)[1] for source in rows]
    named = {sheet.cell(top, 1).value: top for top in tops if top}
    assert set(named) == set(sample_mart.assumptions())
    for name, row in sample_mart.assumptions().items():
        values = [sheet.cell(named[str(name)], column).value for column in (2, 3, 4)]
        assert values == pytest.approx([row.low, row.base, row.high])
    costs = [source for source in found if source.sheet == "Costs"]
    assert [heads(sheets["briefing.xlsx", "Costs"], source)[0] for source in costs] == [
        "one_off", "per_learner", "per_month", "hours_per_learner",
    ]  # fmt: skip


def test_loads_say_under_which_letter_each_column_stands(sample_mart: Mart, sheets: Sheets) -> None:
    assert {load.table for load in sample_mart.loads} == {table.name for table in TABLES}
    for load in sample_mart.loads:
        sheet = sheets[load.file, load.sheet]
        assert load.last_row == sheet.max_row
        for column, letter in load.columns.items():
            assert sheet[f"{letter}{load.header_row}"].value in headings(load.table, column)


def test_levers_move_the_money_and_nothing_else(sample_mart: Mart) -> None:
    base = shipped_scenarios(
        sample_mart.assumptions(), sample_mart.costs(), sample_mart.settings.discount_rate
    )["base"]
    before = all_figures(sample_mart, money_view(sample_mart, base))
    after = all_figures(sample_mart, money_view(sample_mart, moved(base, {"uplift": 0.05})))
    changed = {key for key in before if before[key].value != after[key].value}
    assert {"npv_cash", "npv_full", "return_cash", "payback_cash"} <= changed
    assert changed.isdisjoint(mart_figures(sample_mart))


def test_as_dict_is_what_json_can_say(figures: dict[str, Figure]) -> None:
    found = figures["npv_cash"].as_dict()
    assert found["as_of"] == "2026-11-14"
    assert found["key"] == "npv_cash"
    assert set(found) >= {"title", "value", "unit", "text", "period", "formula", "sources"}
