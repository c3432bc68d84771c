"""financial_model: a scenario's money as a workbook in live formulas, each with its value."""

from io import BytesIO

from xlsxwriter import Workbook

from briefing.exports.financial_model.assumptions import write_assumptions
from briefing.exports.financial_model.breakeven import write_breakeven
from briefing.exports.financial_model.content import Content, gather
from briefing.exports.financial_model.inputs import write_baseline, write_costs
from briefing.exports.financial_model.look import Look
from briefing.exports.financial_model.monthly import write_model
from briefing.exports.financial_model.notes import write_notes
from briefing.exports.financial_model.sheet import Sheet
from briefing.exports.financial_model.summary import write_summary
from briefing.figures.money import MoneyView
from briefing.store.mart import Mart

FILE_NAME = "financial-model.xlsx"
SHEETS = ("Summary", "Assumptions", "Costs", "Baseline", "Model", "Notes")


class NoModelError(Exception):
    """Raised where a scenario cannot be put into money, and so there is nothing to write."""


def financial_model(mart: Mart, view: MoneyView) -> bytes:
    """Make the workbook of a snapshot under a scenario. Raises NoModelError with what is missing.

    XlsxWriter and not openpyxl: it writes a formula with its value, so that what only shows
    workbooks, such as a mail's preview, has no empty cells; and Excel works all out on opening.
    """
    content = gather(mart, view)
    if isinstance(content, str):
        message = f"There is no model to write: {content}."
        raise NoModelError(message)
    made = BytesIO()
    with Workbook(made, {"in_memory": True}) as book:
        _write(book, content)
    return made.getvalue()


def _write(book: Workbook, content: Content) -> None:
    settings = content.mart.settings
    book.set_properties({
        "title": "Financial model", "author": "Briefing", "company": settings.organisation,
        "comments": f"Snapshot {content.mart.snapshot}",
    })  # fmt: skip
    look = Look(book, content.words)
    summary, assumptions, costs, baseline, model, notes = (
        Sheet.add(book, look, title) for title in SHEETS
    )
    write_assumptions(assumptions, content)
    write_costs(costs, content)
    lines = write_model(model, content, write_baseline(baseline, content))
    write_summary(summary, content, lines, write_breakeven(lines, content))
    write_notes(notes, content)
    summary.page.activate()
