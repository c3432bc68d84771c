"""write_years and write_streams_total: the model's lines summed by year, and by stream."""

import numpy as np

from briefing.exports.financial_model.content import Content
from briefing.exports.financial_model.months import monthly
from briefing.exports.financial_model.sheet import Lines, Sheet


def write_years(sheet: Sheet, content: Content, model: Lines, row: int, column: int) -> int:
    """Write cash by year; give the row below it."""
    flows = monthly(content.basis, content.scenario).flows
    horizon = content.basis.horizon
    months = np.arange(horizon + 1)
    sheet.text(row, column, "By year, scenario in use", "section")
    sheet.text(row + 1, column, "Year", "head")
    heads = ("Benefits in cash", "Costs paid", "Net cash", "Net in full")
    sheet.texts(row + 1, column + 1, heads, "head", "right")
    row += 2
    lines = (
        ("benefits_cash", flows.cash + flows.paid),
        ("paid", flows.paid),
        ("net_cash", flows.cash),
        ("net_full", flows.full),
    )
    for first in range(1, horizon + 1, 12):
        year, last = first // 12 + 1, min(first + 11, horizon)
        label = f"Year {year}" + (f" (to month {last})" if last - first < 11 else "")
        sheet.text(row, column, label if year > 1 else "Start and year 1", "row")
        start = first if year > 1 else 0
        inside = (months >= start) & (months <= last)
        when = model.full_range("month")
        for place, (key, values) in enumerate(lines, start=column + 1):
            formula = f'SUMIFS({model.full_range(key)},{when},">={start}",{when},"<={last}")'
            sheet.formula(row, place, formula, float(values[inside].sum()), "row", "money")
        row += 1
    sheet.text(row, column, "All", "total")
    for place, (key, values) in enumerate(lines, start=column + 1):
        sheet.formula(row, place, model.total(key), float(values.sum()), "total", "money")
    return row + 1


def write_streams_total(sheet: Sheet, content: Content, model: Lines, row: int, column: int) -> int:
    """Write what each stream brings over the horizon; give the row below it."""
    values = content.economics[content.chosen].streams
    sheet.text(row, column, "By stream, scenario in use", "section")
    sheet.text(row + 1, column, "Stream", "head")
    heads = ("Gross", "Overlap netted", "In full", "In cash")
    sheet.texts(row + 1, column + 1, heads, "head", "right")
    row += 2
    for part in content.basis.streams:
        kpi = part.stream.kpi
        value = values[kpi]
        of = {key: model.total(f"{kpi}_{key}") for key in ("gross", "netted", "cash")}
        sheet.text(row, column, part.stream.title, "row")
        amounts = (
            (of["gross"], value.gross),
            (f"{of['gross']}-{of['netted']}", value.netted),
            (of["netted"], value.gross - value.netted),
            (of["cash"], value.cash),
        )
        for place, (formula, amount) in enumerate(amounts, start=column + 1):
            sheet.formula(row, place, formula, amount, "row", "money")
        row += 1
    return row
