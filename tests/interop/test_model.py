"""Checks that LibreOffice, from the CFO's workbook alone, comes to Python's numbers to the cent."""

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from io import BytesIO
from typing import TypeAlias

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from briefing.exports.financial_model.results import RESULTS, Result
from briefing.exports.financial_model.workbook import SHEETS
from briefing.figures.money import money_view
from briefing.forecast.scenario import GUARDRAILS, Scenario
from briefing.store.mart import Mart
from briefing.store.snapshots import Home
from tests.exports.model_book import book_of, cells, content_of, named, scenarios_of
from tests.interop.calc import recalculated
from tests.organisation import ASSUMPTIONS, COSTS, opened
from tests.organisation import SHEETS as HAND_MADE
from tests.workbooks import Rows

Expected: TypeAlias = float | str | None
ALL = frozenset(GUARDRAILS)

MOVED: Mapping[str, dict[str, object]] = {
    "no uplift": {"uplift": 0.0, "discount_rate": 0.0},
    "below the low": {"uplift": 0.0125, "ramp_months": 7.5},
    "between": {"uplift": 0.0375, "start_delay": 3},
    "beyond the high": {"uplift": 0.09, "ramp_months": 48.0},
    "a year late": {"start_delay": 12, "ramp_months": 1.0},
    "nobody": {"adoption": 0.0},
    "free": {"cost_per_learner": 0.0, "hours_per_learner": 0.0, "discount_rate": 0.2},
    "confidence": {"guardrails": frozenset({"confidence"})},
    "evidence": {"guardrails": frozenset({"evidence"})},
    "first year, late": {"guardrails": frozenset({"first_year"}), "start_delay": 4,
                         "ramp_months": 2.5},
    "all guardrails": {"guardrails": ALL, "start_delay": 5, "uplift": 0.06},
}  # fmt: skip
"""Settings of the levers, each from the sample's Base."""


TYPED = {
    "margin_base": 0.2,
    "margin_cashable": 0.9,
    "replacement_cost_base": 12_345.67,
    "uplift_base": 0.055,
    "adoption_base": 0.45,
    "hourly_cost_base": 17.5,
}
"""What is typed over in the hand-made organisation's workbook, by the cell's name."""

DESIGN = 1_900.5


def as_typed() -> dict[str, Rows]:
    """Give the sheets of an organisation that had assumed just that."""
    head = [str(name) for name in ASSUMPTIONS[0]]
    rows = []
    for row in ASSUMPTIONS[1:]:
        said = {of: TYPED.get(f"{row[0]}_{of}", cell) for of, cell in zip(head, row, strict=True)}
        low, base, high = (float(str(said[end])) for end in ("low", "base", "high"))
        rows.append([*(said | {"low": min(low, base), "high": max(base, high)}).values()])
    design, *others = COSTS[1:]
    return {
        "Assumptions": [head, *rows],
        "Costs": [COSTS[0], [design[0], DESIGN, *design[2:]], *others],
    }


ZERO: Rows = [COSTS[0], ["Design", 0, None, None, None]]


@dataclass(frozen=True)
class Case:
    """A workbook worked out anew, and the scenario in Python that it must agree with."""

    written: Workbook
    found: Workbook
    expected: Mapping[str, Expected]


@pytest.fixture(scope="session")
def cases(sample_mart: Mart, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Case]:
    """Make every workbook, and have LibreOffice work all of them out in one run."""
    shipped = scenarios_of(sample_mart)
    base = shipped["base"]
    books: dict[str, bytes] = {}
    expected: dict[str, Mapping[str, Expected]] = {}

    def add(name: str, content: bytes, mart: Mart, scenario: Scenario) -> None:
        books[name], expected[name] = content, worked_out(mart, scenario)

    for title, scenario in shipped.items():
        add(title, content_of(sample_mart, scenario), sample_mart, scenario)
    chosen = book_of(sample_mart, base)
    named(chosen, "scenario").value = "Stretch"
    add("stretch chosen", saved(chosen), sample_mart, shipped["stretch"])
    for title, change in MOVED.items():
        scenario = replace(base, **change, modified=True)  # type: ignore[arg-type]
        add(title, content_of(sample_mart, scenario), sample_mart, scenario)
    with ExitStack() as marts:

        def made(rows: Mapping[str, Rows]) -> Mart:
            home = Home(tmp_path_factory.mktemp("home"))
            sheets = {**HAND_MADE, **rows}
            return marts.enter_context(opened(home, sheets, discount_rate=0.08, horizon_months=30))

        original, changed = made({}), made(as_typed())
        book = book_of(original, scenarios_of(original)["base"])
        for name, value in TYPED.items():
            named(book, name).value = value
        book["Costs"]["B5"].value = DESIGN
        add("typed", saved(book), changed, scenarios_of(changed)["base"])
        nothing = made({"Costs": ZERO})
        still = replace(scenarios_of(nothing)["base"], uplift=0.0, modified=True)
        add("nothing moves", content_of(nothing, still), nothing, still)
    found = recalculated(tmp_path_factory.mktemp("interop"), books)
    return {
        name: Case(openpyxl.load_workbook(BytesIO(content), data_only=True), found[name],
                   expected[name])
        for name, content in books.items()
    }  # fmt: skip


def worked_out(mart: Mart, scenario: Scenario) -> dict[str, Expected]:
    """Give each result as Python has it."""
    economics = money_view(mart, scenario).economics
    assert economics
    return {result.key: getattr(economics, result.key) for result in RESULTS}


def saved(book: Workbook) -> bytes:
    content = BytesIO()
    book.save(content)
    return content.getvalue()


AS_WRITTEN = ("conservative", "base", "stretch", *MOVED, "nothing moves")
NAMES = (*AS_WRITTEN, "stretch chosen", "typed")


@pytest.mark.parametrize("name", NAMES)
def test_it_agrees_with_python_to_the_cent(name: str, cases: Mapping[str, Case]) -> None:
    case = cases[name]
    for result in RESULTS:
        cell = named(case.written, result.key)
        found = case.found["Summary"][cell.coordinate].value
        expected = case.expected[result.key]
        if isinstance(expected, float | int):
            assert found == pytest.approx(expected, abs=tolerance(result), rel=0), result.key
        else:
            assert isinstance(found, str), result.key


@pytest.mark.parametrize("name", NAMES)
def test_no_cell_is_an_error(name: str, cases: Mapping[str, Case]) -> None:
    for sheet in SHEETS:
        errors = [cell.coordinate for cell in cells(cases[name].found, sheet)
                  if cell.data_type == "e"]  # fmt: skip
        assert errors == [], sheet


@pytest.mark.parametrize("name", AS_WRITTEN)
def test_each_cell_was_written_with_the_value_it_has(name: str, cases: Mapping[str, Case]) -> None:
    case = cases[name]
    for sheet in SHEETS:
        for cell in cells(case.written, sheet):
            found = case.found[sheet][cell.coordinate].value
            if isinstance(cell.value, float | int):
                assert found == pytest.approx(cell.value, abs=0.005, rel=0), cell.coordinate
            else:
                assert (found or "") == (cell.value or ""), (sheet, cell.coordinate)


def test_an_input_that_was_changed_shows_as_a_difference(cases: Mapping[str, Case]) -> None:
    case = cases["typed"]
    row = named(case.written, "npv_cash").row
    now, published, difference = (case.found["Summary"].cell(row, c).value for c in (3, 4, 5))
    assert isinstance(now, float)
    assert isinstance(published, float)
    assert difference == pytest.approx(now - published, abs=0.006)
    assert abs(now - published) > 100


def tolerance(result: Result) -> float:
    """Give half of the last decimal to which a result is told."""
    return 0.5 * float(10**-result.decimals)
