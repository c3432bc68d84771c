"""write_costs and write_baseline: what the programme costs, and where each KPI is heading."""

from briefing.exports.financial_model.content import Content
from briefing.exports.financial_model.sheet import Lines, Sheet
from briefing.figures.model import row_source

_COLUMNS = ("one_off", "per_learner", "per_month", "hours_per_learner")
_NAMES = ("one_off", "planned_cost_per_learner", "per_month", "planned_hours_per_learner")


def write_costs(sheet: Sheet, content: Content) -> None:
    """Write each item of cost, and the sums, which have the names that formulas use."""
    sheet.widths(36, 16, 16, 16, 18, 46)
    sheet.text(0, 0, "Costs", "title")
    sheet.text(1, 0, "As planned; cost_overrun on Assumptions comes on top.", "quiet")
    heads = ("Item", "One-off", "Per learner", "Per month", "Hours per learner", "Where it stands")
    sheet.text(3, 0, heads[0], "head")
    sheet.texts(3, 1, heads[1:5], "head", "right")
    sheet.text(3, 5, heads[5], "head", "indent")
    for row, cost in enumerate(content.costs, start=4):
        sheet.text(row, 0, cost.item, "row")
        for column, name in enumerate(_COLUMNS, start=1):
            style = "hours" if name.startswith("hours") else "money"
            sheet.number(row, column, getattr(cost, name), "input", style)
        source = row_source(content.mart.loads, "costs", cost.origin, list(_COLUMNS))
        sheet.text(
            row, 5, f"{source.file}, {source.sheet}!{source.cells}", "row", "wrapped", "quiet"
        )
    end = 4 + len(content.costs)
    sheet.text(end, 0, "All", "total")
    for column, (of, name) in enumerate(zip(_COLUMNS, _NAMES, strict=True), start=1):
        letter = "ABCDE"[column]
        value = sum(getattr(cost, of) or 0 for cost in content.costs)
        style = "hours" if of.startswith("hours") else "money"
        sheet.formula(end, column, f"SUM({letter}5:{letter}{end})", value, "total", style)
        sheet.name(name, end, column)
    sheet.page.freeze_panes(4, 1)


def write_baseline(sheet: Sheet, content: Content) -> Lines:
    """Write each stream's KPI month by month if nothing changes; give the lines by KPI."""
    sheet.text(0, 0, "Current trajectory of each KPI, if nothing changes", "title")
    sheet.text(1, 0, "Yearly terms: the 12 months that end with each.", "quiet")
    lines = Lines(sheet, content.basis.horizon, row=3)
    months = range(content.basis.horizon + 1)
    lines.numbers("month", "Month", "", [*months], "months", "head")
    for part in content.basis.streams:
        path = part.path[: content.basis.horizon]
        small = abs(float(path.max())) < 10
        kpi = part.stream.kpi
        title = content.title_of(part)
        lines.numbers(kpi, title, "", [None, *path], "factor" if small else "number", "input")
    lines.widths()
    return lines
