"""Real .xlsx files made in the test, and the short way from their cells to a snapshot."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

import openpyxl

from briefing.access import at_this_machine
from briefing.intake.read import Upload
from briefing.publish import commit, prepare
from briefing.store.snapshots import Home, Snapshot

Rows = Sequence[Sequence[object]]
Sheets = Mapping[str, Rows]


@dataclass(frozen=True)
class Typed:
    """A cell whose type or format the value alone does not give.

    Types are Excel's: "s" text, "n" number, "e" error, "f" formula.
    """

    value: object
    data_type: str = ""
    number_format: str = ""


def excel_error(text: str) -> Typed:
    """Give a cell that holds one of Excel's errors, such as #N/A."""
    return Typed(text, data_type="e")


def plain_text(text: str) -> Typed:
    """Give a cell of text that openpyxl would otherwise take for a formula or an error."""
    return Typed(text, data_type="s")


def percent(value: float) -> Typed:
    """Give a number that Excel shows as a percentage: 0.03 as 3%."""
    return Typed(value, number_format="0%")


def workbook(sheets: Sheets) -> bytes:
    """Make a workbook of sheets by name; None leaves a cell out, so [] is a blank row."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row, column, value in _cells(rows):
            cell = sheet.cell(row, column)
            if not isinstance(value, Typed):
                cell.value = value
                continue
            cell.value = value.value
            if value.data_type:
                cell.data_type = value.data_type
            if value.number_format:
                cell.number_format = value.number_format
    content = BytesIO()
    book.save(content)
    book.close()
    return content.getvalue()


def upload(sheets: Sheets, name: str = "book.xlsx") -> Upload:
    """Make a workbook as it was brought under a name."""
    return Upload(name, workbook(sheets))


def publish(home: Home, *uploads: Upload, who: str = "Ana") -> Snapshot:
    """Publish files that have no errors; any error fails the test with its text."""
    candidate = prepare(home, uploads)
    assert candidate.publishable, [str(problem) for problem in candidate.problems]
    return commit(home, candidate, at_this_machine(who))


def _cells(rows: Rows) -> Iterator[tuple[int, int, object]]:
    for row, values in enumerate(rows, start=1):
        for column, value in enumerate(values, start=1):
            if value is not None:
                yield row, column, value
