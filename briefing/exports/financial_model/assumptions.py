"""write_assumptions: levers by scenario, every assumption with its evidence, and the streams."""

from collections.abc import Mapping

from xlsxwriter.utility import xl_rowcol_to_cell

from briefing.exports.financial_model.content import Content, nameable
from briefing.exports.financial_model.sheet import Sheet
from briefing.exports.financial_model.streams import write_streams
from briefing.figures.model import row_source
from briefing.forecast.scenario import CONSERVATIVE_BAND, GUARDRAILS, LEVERS, Lever, Scenario
from briefing.store.rows import Assumption

TITLE = "Assumptions"
SCENARIOS_ROW, FIRST_SCENARIO = 4, 3
"""Where the scenarios' titles stand, by row and first column."""

_ENDS = {"Conservative": ("low", "high"), "Base": ("base", "base"), "Stretch": ("high", "low")}
"""By scenario: which end it takes of what is better high, and of what is better low."""

_LIMITS = {"start_delay": (0, 12), "ramp_months": (1, 60)}
"""Where a lever's setting must lie; shares from 0 to 100%, all else from 0."""

_STYLES = {"share": "fine_share", "months": "number", "hours": "hours", "money": "money"}


def scenario_titles(count: int) -> str:
    """Give the cells of the scenarios' titles."""
    last = chr(ord("A") + FIRST_SCENARIO + count - 1)
    first = chr(ord("A") + FIRST_SCENARIO)
    row = SCENARIOS_ROW + 1
    return f"{TITLE}!${first}${row}:${last}${row}"


def write_assumptions(sheet: Sheet, content: Content) -> None:
    """Write the sheet; all that a formula of the other sheets takes from it has a name."""
    sheet.widths(44, 15, 15, 15, 15, 15, 15, 15, 44, 24, 12, 36)
    sheet.text(0, 0, "Assumptions", "title")
    sheet.text(1, 0, "Blue on yellow: change it, and every sheet follows.", "quiet")
    row = _write_levers(sheet, content)
    row = _write_rows(sheet, content, row + 1)
    row = _write_givens(sheet, content, row + 1)
    write_streams(sheet, content, row + 1)
    sheet.page.freeze_panes(SCENARIOS_ROW + 1, 1)


def _write_levers(sheet: Sheet, content: Content) -> int:
    """Write each lever's setting in every scenario, and that of the chosen one, which counts."""
    sheet.text(SCENARIOS_ROW - 1, 0, "Levers, by scenario", "section")
    heads = ("Lever", "Unit", "In use", *content.titles)
    sheet.texts(SCENARIOS_ROW, 0, heads[:2], "head")
    sheet.texts(SCENARIOS_ROW, 2, heads[2:], "head", "right")
    sheet.page.set_row(SCENARIOS_ROW, 32)
    row, last = SCENARIOS_ROW + 1, FIRST_SCENARIO + len(content.titles) - 1
    for lever in LEVERS:
        style = _STYLES[lever.unit]
        settings = {title: float(getattr(one, lever.key))
                    for title, one in content.scenarios.items()}  # fmt: skip
        _in_use(sheet, content, row, lever.key, settings[content.chosen], style)
        sheet.texts(row, 0, (lever.title, _unit(content, lever)), "row")
        for place, (title, setting) in enumerate(settings.items()):
            column = FIRST_SCENARIO + place
            own = column == last
            formula = _from(content, row, setting, settings) if own else _planned(title, lever)
            if formula:
                sheet.formula(row, column, formula, setting, "input" if own else "row", style)
            else:
                sheet.number(row, column, setting, "input", style)
        _check(sheet, row, lever, last)
        row += 1
    for key, words in GUARDRAILS.items():
        switches = {title: _switch(one, key) for title, one in content.scenarios.items()}
        _in_use(sheet, content, row, f"guardrail_{key}", switches[content.chosen], "right")
        sheet.texts(row, 0, (f"Guardrail: {words}", "on or off"), "row")
        for place, switch in enumerate(switches.values()):
            column = FIRST_SCENARIO + place
            sheet.text(row, column, switch, "input", "right")
            sheet.page.data_validation(row, column, row, column,
                                       {"validate": "list", "source": ["on", "off"]})  # fmt: skip
        row += 1
    return row


def _in_use(  # noqa: PLR0913, PLR0917 a cell, its name and its value
    sheet: Sheet, content: Content, row: int, name: str, value: float | str, style: str
) -> None:
    titles = scenario_titles(len(content.titles))
    cells = titles.replace(f"{TITLE}!", "").replace(f"${SCENARIOS_ROW + 1}", str(row + 1))
    sheet.formula(row, 2, f"INDEX({cells},MATCH(scenario,{titles},0))", value, "row", "bold", style)
    sheet.name(name, row, 2)


def _from(content: Content, row: int, setting: float, settings: Mapping[str, float]) -> str:
    """Give the formula of a lever that was not moved from the scenario it starts from; else ""."""
    if setting != settings[content.starts_from]:
        return ""
    column = FIRST_SCENARIO + content.titles.index(content.starts_from)
    return str(xl_rowcol_to_cell(row, column))


def _planned(title: str, lever: Lever) -> str:
    """Give the formula of a lever in a scenario that ships: what the inputs say of it."""
    better, worse = _ENDS[title]
    match lever.key:
        case "uplift" | "adoption":
            return f"{lever.key}_{better}"
        case "ramp_months":
            return f"ramp_months_{worse}"
        case "start_delay":
            return "0"
        case _:
            return f"planned_{lever.key}"


def _check(sheet: Sheet, row: int, lever: Lever, column: int) -> None:
    """Have Excel refuse what the formulas cannot take: a delay of half a month, say."""
    low, high = _LIMITS.get(lever.key, (0, 1 if lever.unit == "share" else 10**9))
    whole = lever.key == "start_delay"
    ends = f"from {low:,} to {'100%' if high == 1 else f'{high:,}'}"
    sheet.page.data_validation(row, column, row, column, {
        "validate": "integer" if whole else "decimal",
        "criteria": "between", "minimum": low, "maximum": high,
        "error_title": f"{lever.title} does not fit",
        "error_message": f"Expected a {'whole number' if whole else 'number'} {ends}.",
    })  # fmt: skip


def _switch(scenario: Scenario, key: str) -> str:
    return "on" if key in scenario.guardrails else "off"


def _unit(content: Content, lever: Lever) -> str:
    return content.words.money_sign or "money" if lever.unit == "money" else lever.unit


def _write_rows(sheet: Sheet, content: Content, row: int) -> int:
    sheet.text(row, 0, "What they and the prices rest on", "section")
    sheet.text(row + 1, 0, "Assumption", "head")
    numbers = ("Low", "Base", "High", "Confidence", "Cashable")
    sheet.texts(row + 1, 1, numbers, "head", "right")
    texts = ("Evidence", "Unit", "Source", "Owner", "Date", "Where it stands")
    sheet.texts(row + 1, 6, texts, "head", "indent")
    row += 2
    for name, one in content.assumptions.items():
        _write_row(sheet, content, row, name, one)
        row += 1
    return row


def _write_row(sheet: Sheet, content: Content, row: int, name: str, one: Assumption) -> None:
    sheet.text(row, 0, name.replace("_", " ").capitalize(), "row")
    share = abs(max(one.low, one.base, one.high)) <= 1
    for column, of in enumerate(("low", "base", "high", "confidence", "cashable"), start=1):
        style = "share" if column > 3 else "fine_share" if share else "number"
        sheet.number(row, column, getattr(one, of), "input", style)
    words = (one.evidence, one.unit, one.source, one.owner)
    for column, text in enumerate(words, start=6):
        sheet.text(row, column, text or "", "row", "wrapped")
    sheet.day(row, 10, one.as_of, "row", "left", "indent", "date")
    sheet.text(row, 11, _place(content, one), "row", "wrapped", "quiet")
    sheet.height(row, (one.source, 44), (one.owner, 24), (one.unit, 15))
    if nameable(name):
        for column, of in enumerate(("low", "base", "high", "confidence", "cashable", "evidence",
                                     "unit", "source"), start=1):  # fmt: skip
            sheet.name(f"{name}_{of}", row, column)


def _place(content: Content, one: Assumption) -> str:
    if not one.origin.load:
        return ""
    source = row_source(content.mart.loads, "assumptions", one.origin, ["low", "base", "high"])
    return f"{source.file}, {source.sheet}!{source.cells}"


def _write_givens(sheet: Sheet, content: Content, row: int) -> int:
    """Write what comes from Settings and the exports."""
    sheet.text(row, 0, "Taken from settings and exports", "section")
    sheet.text(row + 1, 0, "Name", "head")
    sheet.text(row + 1, 1, "Value", "head", "right")
    row += 2
    basis, settings, evidence = content.basis, content.mart.settings, content.evidence
    for name, words, value, style in (
        ("planned_discount_rate", "Discount rate, a year", settings.discount_rate, "fine_share"),
        ("headcount", "People, mean of the last 12 months", basis.headcount, "number"),
        ("leavers_last_year", "Leavers of their own accord, last 12 months", content.leavers,
         "number"),
        ("conservative_band_high", "Uplift: the conservative band goes to",
         CONSERVATIVE_BAND[1], "fine_share"),
        ("pilot_high", "Uplift: a pilot's estimate goes to",
         evidence.pilot[2] if evidence.pilot else None, "fine_share"),
    ):  # fmt: skip
        sheet.text(row, 0, words, "row")
        sheet.number(row, 1, value, "input", style)
        sheet.name(name, row, 1)
        row += 1
    rate = (1 + content.scenario.discount_rate) ** (1 / 12) - 1
    sheet.text(row, 0, "Discount rate in use, a month", "row")
    sheet.formula(row, 1, "(1+discount_rate)^(1/12)-1", rate, "row", "fine_share")
    sheet.name("monthly_rate", row, 1)
    row += 1
    sheet.text(row, 0, "Month 0: the last that the KPIs have", "row")
    sheet.day(row, 1, content.last_actual, "input", "month")
    sheet.name("first_month", row, 1)
    return row + 1
