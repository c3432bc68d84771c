"""Checks the CFO's workbook as it is written: live formulas, names, formats, texts and words."""

import re
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from briefing.__main__ import main
from briefing.exports.financial_model.look import money_format
from briefing.exports.financial_model.results import RESULTS
from briefing.exports.financial_model.workbook import SHEETS, NoModelError, financial_model
from briefing.figures.words import Words
from briefing.forecast.scenario import GUARDRAILS, LEVERS, Scenario
from briefing.store.mart import Mart
from briefing.store.snapshots import Home
from tests.exports.model_book import book_of, cells, content_of, named, scenarios_of
from tests.exports.test_texts_that_run import RUNS
from tests.organisation import ASSUMPTIONS, opened, view_of
from tests.organisation import SHEETS as HAND_MADE
from tests.workbooks import plain_text

KNOWN = {
    "ABS", "AND", "COUNT", "EDATE", "FIXED", "IF", "IFERROR", "INDEX", "IRR", "ISNUMBER", "MATCH",
    "MAX", "MIN", "N", "NPV", "OR", "ROUND", "SIGN", "SUM", "SUMIFS", "SUMPRODUCT",
}  # fmt: skip
"""What both Excel 2016 and LibreOffice have, and work out without being told of an array."""

CHECK = "Check the folder, its room and your rights."


@pytest.fixture(scope="module")
def book(sample_mart: Mart) -> Workbook:
    """Open the sample's workbook under Base, as formulas."""
    return book_of(sample_mart, scenarios_of(sample_mart)["base"])


@pytest.fixture(scope="module")
def values(sample_mart: Mart) -> Workbook:
    """Open the same workbook as the values that its formulas have."""
    return book_of(sample_mart, scenarios_of(sample_mart)["base"], values=True)


def test_it_has_the_sheets_in_their_order_and_nothing_that_runs(sample_mart: Mart) -> None:
    content = content_of(sample_mart, scenarios_of(sample_mart)["base"])
    assert tuple(openpyxl.load_workbook(BytesIO(content)).sheetnames) == SHEETS
    with zipfile.ZipFile(BytesIO(content)) as package:
        names = package.namelist()
    assert not [name for name in names if "vba" in name.lower() or "external" in name.lower()]
    assert [name for name in names if "charts/chart" in name] == ["xl/charts/chart1.xml"]


def test_every_result_is_a_formula_with_its_value(book: Workbook, values: Workbook) -> None:
    for result in RESULTS:
        assert named(book, result.key).data_type == "f", result.key
        assert named(values, result.key).value is not None, result.key
    model = book["Model"]
    written = [cell for cell in cells(book, "Model") if cell.column > 2 and cell.row > 4]
    constants = [cell.coordinate for cell in written if isinstance(cell.value, int | float)]
    assert constants == []
    assert sum(cell.data_type == "f" for cell in written) > 30 * 37
    # The months themselves are the only numbers.
    assert [cell.value for cell in model[4][3:]] == list(range(37))


def test_a_program_that_only_shows_has_no_empty_cell(book: Workbook, values: Workbook) -> None:
    for sheet in SHEETS:
        formulas = [cell for cell in cells(book, sheet) if cell.data_type == "f"]
        shown = {cell.coordinate: cell.value for cell in cells(values, sheet)}
        crossings = 4 if sheet == "Model" else 0
        empty = [cell.coordinate for cell in formulas if shown[cell.coordinate] is None]
        assert len(empty) == crossings, (sheet, empty)
        assert not [value for value in shown.values() if str(value).startswith("#")]


def test_the_values_are_those_of_the_screen(sample_mart: Mart, values: Workbook) -> None:
    economics = view_of(sample_mart).economics
    assert economics
    for result in RESULTS:
        row = named(values, result.key).row
        in_use, published, difference = (
            values["Summary"].cell(row, column).value for column in (3, 4, 5)
        )
        expected = getattr(economics, result.key)
        assert in_use == published == pytest.approx(expected), result.key
        assert difference == 0


def test_formulas_read_by_names_that_there_are(book: Workbook) -> None:
    for sheet in SHEETS:
        for cell in cells(book, sheet):
            if cell.data_type != "f":
                continue
            formula = re.sub(r'"[^"]*"', "", str(cell.value))
            functions = set(re.findall(r"([A-Z]+)\(", formula))
            assert functions <= KNOWN, cell.value
            names = set(re.findall(r"(?<![A-Za-z!$])([a-z][a-z0-9_]+)(?![a-z0-9_(])", formula))
            assert names <= book.defined_names.keys(), (sheet, cell.coordinate, formula)


def test_every_input_that_counts_has_a_name(sample_mart: Mart, book: Workbook) -> None:
    names = set(book.defined_names)
    assert {lever.key for lever in LEVERS} <= names
    assert {f"guardrail_{key}" for key in GUARDRAILS} <= names
    for name in sample_mart.assumptions():
        assert {f"{name}_{of}" for of in ("low", "base", "high", "confidence")} <= names
    assert {"one_off", "per_month", "headcount", "scenario", "cost_overrun_base"} <= names


def test_the_scenario_is_chosen_from_those_there_are(sample_mart: Mart) -> None:
    base = scenarios_of(sample_mart)["base"]
    moved = replace(base, uplift=0.04, guardrails=frozenset({"first_year"}), modified=True)
    cases: Sequence[tuple[Scenario, str, str]] = (
        (base, "Base", "Your own"),
        (moved, "Modified from Base", "Modified from Base"),
    )
    for scenario, chosen, last in cases:
        book = book_of(sample_mart, scenario)
        cell = named(book, "scenario")
        assert cell.value == chosen
        checks = book["Summary"].data_validations.dataValidation
        (check,) = (one for one in checks if cell.coordinate in one.sqref)
        assert check.type == "list"
        titles = [one.value for row in book["Assumptions"]["D5:G5"] for one in row]
        assert titles == ["Conservative", "Base", "Stretch", last]
        assert str(check.formula1).endswith("Assumptions!$D$5:$G$5")
    # What was moved is typed; all else of the column follows the scenario that it starts from.
    column = {str(row[0].value): row[6].value for row in book["Assumptions"]["A6:G15"]}
    assert column["Uplift"] == 0.04
    assert column["Adoption"] == "=E7"
    assert column["Guardrail: first-year benefits only"] == "on"


@pytest.mark.parametrize(
    ("scenario", "words"),
    [
        ("conservative", r"Conservative: a loss of €\d+ thousand in cash over 36 months, not paid"),
        ("base", r"Base: a gain of €\d+ thousand in cash over 36 months, paid back in month \d+; "),
        ("stretch", r"Stretch: a gain of €\d\.\d\d million in cash over 36 months, paid back in"),
    ],
)
def test_the_message_says_a_loss_is_a_loss(scenario: str, words: str, sample_mart: Mart) -> None:
    book = book_of(sample_mart, scenarios_of(sample_mart)[scenario], values=True)
    assert re.match(words, str(book["Summary"]["B1"].value))
    assert "is within the evidence" in str(book["Summary"]["B5"].value)


def test_an_uplift_beyond_the_evidence_is_said_to_be(sample_mart: Mart) -> None:
    scenario = replace(scenarios_of(sample_mart)["base"], uplift=0.08, modified=True)
    said = str(book_of(sample_mart, scenario, values=True)["Summary"]["B5"].value)
    assert said.startswith("The uplift of 8% is beyond the evidence, which goes to 5%")


@pytest.mark.parametrize(
    ("locale", "currency", "form"),
    [
        ("en_GB", "EUR", '"€"#,##0'),
        ("de_DE", "EUR", '#,##0 "€"'),
        ("en_US", "USD", '"$"#,##0'),
        ("de_CH", "CHF", '"CHF" #,##0'),
        ("en_GB", "CHF", '"CHF" #,##0'),
        ("en_GB", "", "#,##0"),
        ("de_DE", "", "#,##0"),
    ],
)
def test_money_is_written_as_the_locale_has_it(locale: str, currency: str, form: str) -> None:
    assert money_format(Words(locale, currency)) == f'{form};"−"{form};{form}'


@pytest.mark.parametrize("text", RUNS)
def test_a_text_that_a_program_would_run_stays_text(home: Home, text: str) -> None:
    head = [*ASSUMPTIONS[0], "source", "owner"]
    rows = [[*row, plain_text(text), plain_text(text)] for row in ASSUMPTIONS[1:]]
    with opened(home, {**HAND_MADE, "Assumptions": [head, *rows]}) as mart:
        source = mart.assumptions()["margin"].source
        book = book_of(mart, scenarios_of(mart)["base"])
    written = [cell for cell in cells(book, "Assumptions") if cell.value == source]
    assert len(written) == 2 * len(rows)
    assert {cell.data_type for cell in written} == {"s"}


def test_what_cannot_be_put_into_money_is_refused_in_words(home: Home) -> None:
    sheets = {name: rows for name, rows in HAND_MADE.items() if name != "Costs"}
    with opened(home, sheets) as mart, pytest.raises(NoModelError) as refused:
        financial_model(mart, view_of(mart))
    assert str(refused.value) == "There is no model to write: there is no sheet Costs."


def test_the_command_writes_it_over_what_was_there(
    sample_home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_HOME", str(sample_home.root))
    out = tmp_path / "model.xlsx"
    out.write_bytes(b"what was there")
    assert main(["model", "--out", str(out), "--scenario", "Stretch"]) == 0
    assert named(openpyxl.load_workbook(out), "scenario").value == "Stretch"


def test_the_command_says_what_is_in_its_way(
    sample_home: Home, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    out = str(tmp_path / "model.xlsx")
    monkeypatch.setenv("BRIEFING_HOME", str(home.root))
    assert main(["model", "--out", out]) == 1
    monkeypatch.setenv("BRIEFING_HOME", str(sample_home.root))
    assert main(["model", "--out", out, "--scenario", "rosy"]) == 2
    nowhere = str(tmp_path / "nowhere" / "model.xlsx")
    assert main(["model", "--out", nowhere]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "Nothing is published yet: load a workbook first.",
        "There is no scenario 'rosy'; there are conservative, base, stretch.",
        f"{nowhere} cannot be written: no such file or directory. {CHECK}",
    ]
    assert not Path(out).exists()
