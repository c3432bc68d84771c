"""write_summary: the page for the board: the message, the results, the years and the chart."""

from briefing.exports.financial_model.assumptions import scenario_titles
from briefing.exports.financial_model.content import OWN, Content
from briefing.exports.financial_model.results import RESULTS, formulas, shown
from briefing.exports.financial_model.sentences import (
    Sentence,
    evidence_sentence,
    headline,
    inputs_check,
)
from briefing.exports.financial_model.sheet import Lines, Sheet
from briefing.exports.financial_model.years import write_streams_total, write_years
from briefing.figures.measures import MEASURES

TITLE = "Summary"
LEFT, RIGHT = 1, 7
_SCENARIO_ROW, _RESULTS_ROW = 3, 6
_LAST_COLUMN = 11
_TITLES = {measure.key: measure.title for measure in MEASURES}
_ROW_HEIGHT = 19.5


def write_summary(sheet: Sheet, content: Content, model: Lines, breakeven: str) -> None:
    """Write the results in use, each beside its value as it was published, and all scenarios."""
    sheet.widths(2, 40, 17, 17, 17, 17, 3, 24, 15, 15, 15, 15)
    sheet.page.fit_to_pages(1, 1)
    sheet.page.set_default_row(_ROW_HEIGHT)
    sheet.name("scenario", _SCENARIO_ROW, 2)
    published = _RESULTS_ROW + len(RESULTS) + 3
    _write_results(sheet, content, model, breakeven, published)
    _write_published(sheet, content, published)
    _sentence(sheet, 0, headline(content), "title", "wrap", height=44)
    settings, words = content.mart.settings, content.words
    sample = f"{content.mart.sample}. " if content.mart.sample != settings.organisation else ""
    sheet.text(1, LEFT, f"{settings.organisation}, as of {words.full_day(content.mart.as_of)}. "
               f"{sample}{content.basis.horizon} months, cash first, nominal, before tax; money in "
               f"{settings.currency or 'the organisation’s currency'}.", "quiet")  # fmt: skip
    sheet.text(_SCENARIO_ROW, LEFT, "Scenario in use (choose one)", "bold")
    sheet.text(_SCENARIO_ROW, 2, content.chosen, "input")
    sheet.page.data_validation(_SCENARIO_ROW, 2, _SCENARIO_ROW, 2, {
        "validate": "list", "source": f"={scenario_titles(len(content.titles))}",
        "error_title": "No such scenario",
        "error_message": f"Choose one of {', '.join(content.titles)}.",
    })  # fmt: skip
    _sentence(sheet, 4, evidence_sentence(content), "quiet", height=20)
    _chart(sheet, content, model)
    below = write_years(sheet, content, model, published - 1, RIGHT)
    write_streams_total(sheet, content, model, below + 1, RIGHT)
    _sentence(sheet, published + len(RESULTS) + 2, inputs_check(model), "quiet", height=20)


def _sentence(sheet: Sheet, row: int, sentence: Sentence, *style: str, height: float) -> None:
    """Write a sentence that follows the inputs across the whole page."""
    sheet.page.merge_range(row, LEFT, row, _LAST_COLUMN, "", sheet.look.style(*style))
    sheet.formula(row, LEFT, sentence.formula, sentence.text, *style)
    sheet.page.set_row_pixels(row, round(height * 4 / 3))


def _write_results(
    sheet: Sheet, content: Content, model: Lines, breakeven: str, published: int
) -> None:
    heads = ("Result", "In use", "As published", "Difference")
    sheet.texts(_RESULTS_ROW, LEFT, heads[:1], "head")
    sheet.texts(_RESULTS_ROW, LEFT + 1, heads[1:], "head", "right")
    titles, live = scenario_titles(len(content.titles)), formulas(model, breakeven)
    for row, result in enumerate(RESULTS, start=_RESULTS_ROW + 1):
        value, style = shown(result.key, content.economics[content.chosen]), result.style
        strong = ("row", "bold") if row == _RESULTS_ROW + 1 else ("row",)
        sheet.text(row, LEFT, _TITLES[result.key], *strong)
        sheet.formula(row, 2, live[result.key], value, *strong, style,
                      "right")  # fmt: skip
        sheet.name(result.key, row, 2)
        there = published + 1 + row - _RESULTS_ROW
        last = "BCDEFGH"[len(content.titles)]
        of = f"INDEX($C${there}:${last}${there},MATCH(scenario,{titles},0))"
        sheet.formula(row, 3, of, value, "row", "quiet", style, "right")
        here = row + 1
        difference = (
            f"IF(AND(ISNUMBER(C{here}),ISNUMBER(D{here})),ROUND(C{here}-D{here},"
            f'{result.decimals}),IF(C{here}=D{here},0,"differs"))'
        )
        share = "fine_share" if style in {"share", "fine_share"} else "fine"
        sheet.formula(row, 4, difference, 0, "row", share, "right")


def _write_published(sheet: Sheet, content: Content, row: int) -> None:
    """Write each scenario's results as they were published: what the others are held against."""
    published = content.words.full_day(content.mart.as_of)
    sheet.text(row - 1, LEFT, f"Scenarios side by side, as published (data of {published})",
               "section")  # fmt: skip
    sheet.text(row, LEFT, "Result", "head")
    for place, title in enumerate(content.titles, start=2):
        sheet.text(row, place, f"{title} (as Base)" if title == OWN else title, "head", "right")
        for below, result in enumerate(RESULTS, start=row + 1):
            sheet.text(below, LEFT, _TITLES[result.key], "row")
            value = shown(result.key, content.economics[title])
            if isinstance(value, str):
                sheet.text(below, place, value, "row", "right")
            else:
                sheet.number(below, place, value, "row", result.style, "right")


def _chart(sheet: Sheet, content: Content, model: Lines) -> None:
    look = sheet.look
    chart = sheet.book.add_chart({"type": "scatter", "subtype": "straight"})
    chart.add_series({
        "name": "Net cash so far",
        "categories": f"={model.full_range('month')}",
        "values": f"={model.full_range('so_far_cash')}",
        "line": {"color": look.accent, "width": 2.5},
    })  # fmt: skip
    font = {"name": "Calibri", "size": 10, "color": look.ink}
    sign = content.words.money_sign
    chart.set_title({
        "name": f"Net cash so far, {f'{sign} ' if sign else ''}thousand, scenario in use",
        "name_font": font | {"size": 12, "bold": True}, "overlay": False,
        "layout": {"x": 0.02, "y": 0.03},
    })  # fmt: skip
    chart.set_legend({"none": True})
    chart.set_x_axis({
        "name": "Months from today", "name_font": font | {"bold": False}, "num_font": font,
        "min": 0, "max": model.horizon, "major_unit": 6, "label_position": "low",
        "line": {"color": look.ink}, "major_gridlines": {"visible": False},
    })  # fmt: skip
    chart.set_y_axis({
        "num_format": '#,##0,;"−"#,##0,;0', "num_font": font, "line": {"none": True},
        "major_gridlines": {"visible": True, "line": {"color": look.line, "width": 0.75}},
    })  # fmt: skip
    chart.set_chartarea({"border": {"none": True}})
    chart.set_size({"width": 640, "height": round(_ROW_HEIGHT / 0.75) * (len(RESULTS) + 2)})
    sheet.page.insert_chart(_RESULTS_ROW, RIGHT, chart, {
        "description": "Line: net cash so far by month, in the scenario in use.",
        "object_position": 2,
    })  # fmt: skip
