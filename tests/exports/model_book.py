"""The CFO's workbook in tests: made of a mart, opened, and its cells found by their names."""

from collections.abc import Mapping
from io import BytesIO

import openpyxl
from openpyxl.cell import Cell
from openpyxl.workbook import Workbook

from briefing.exports.financial_model.workbook import financial_model
from briefing.figures.money import money_view
from briefing.forecast.scenario import Scenario, shipped_scenarios
from briefing.store.mart import Mart


def scenarios_of(mart: Mart) -> Mapping[str, Scenario]:
    """Give the scenarios that ship with a mart."""
    return shipped_scenarios(mart.assumptions(), mart.costs(), mart.settings.discount_rate)


def content_of(mart: Mart, scenario: Scenario) -> bytes:
    """Make the workbook of a scenario."""
    return financial_model(mart, money_view(mart, scenario))


def book_of(mart: Mart, scenario: Scenario, *, values: bool = False) -> Workbook:
    """Open the workbook of a scenario: its formulas, or the values that they were written with."""
    return openpyxl.load_workbook(BytesIO(content_of(mart, scenario)), data_only=values)


def cells(book: Workbook, sheet: str) -> list[Cell]:
    """Give the cells of a sheet."""
    return [cell for row in book[sheet].iter_rows() for cell in row if isinstance(cell, Cell)]


def named(book: Workbook, name: str) -> Cell:
    """Give the cell that a name stands for."""
    sheet, _, place = book.defined_names[name].attr_text.partition("!")
    found = book[sheet][place.replace("$", "")]
    assert isinstance(found, Cell)
    return found
