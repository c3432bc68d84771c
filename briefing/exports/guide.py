"""The template's first sheet: how it is filled in, which sheets there are, and who has them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openpyxl.styles import Font
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from briefing.columns import Column, Table
from briefing.exports import look
from briefing.exports.wording import holds
from briefing.named_values import ASSUMPTIONS, SETTINGS

_WIDTHS = {"A": 3.0, "B": 27.0, "C": 58.0, "D": 46.0, "E": 28.0, "F": 16.0}
_FIRST, _LAST = 2, 6
_BEGIN = ("settings", "units", "workers", "finance", "stakeholders", "assumptions", "costs", "asks")

_DARK, _PALE, _GREY = "Dark heading", "Pale heading", "Grey row"
_NOTES = (
    (_DARK, "The column must be filled in on every row."),
    (_PALE, "The column may be left empty."),
    (_GREY, ("Row 2 of each sheet shows how a row looks. Leave it, overwrite it or delete it: as "
     "long as it is grey it is not loaded.")),
    ("Headings", ("Point at one to read what its cells hold, and by which other names it is known. "
     "Columns may stand in any order.")),
    ("Dates and months", ("Write 2026-02-19, or use a cell with a date format. A month is any date "
     "in it.")),
    ("Shares", "Write 3% or 0.03."),
    ("Money, numbers", ("Digits only, without a unit. Money is in the one currency that Settings "
     "names.")),
    ("Exports", ("Paste them under the headings as values, or bring the export as a file of its "
     "own: a sheet is known by its name, or else by its headings.")),
    ("Sheets you do not need", "Leave them as they are, or delete them: they change nothing."),
    ("Sheets you fill in", "They replace all the rows of that sheet that were loaded before."),
    ("Rows about people", ("Sheets so marked hold rows about single persons. The board's pages "
     "never open them, and small units are pooled.")),
    ("To load it", ("Bring the file to the page Data, or run: python -m briefing load FILE. Each "
     "problem is named by its cell, and with an error nothing is published.")),
)  # fmt: skip


@dataclass(frozen=True)
class Names:
    """Where the names that a sheet may give are listed, as ranges for Excel's checks."""

    cells: Mapping[str, str]
    """By table: "'Start here'!$B$60:$B$68"."""


def write_guide(sheet: Worksheet, tables: Sequence[Table]) -> Names:
    """Write the sheet that explains these tables."""
    for letter, width in _WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    sheet.sheet_view.showGridLines = False
    sheet.sheet_properties.tabColor = look.TAB
    look.for_print(sheet, heads=False)
    _title(sheet, 2, "The workbook of the briefing", look.TITLE, 30)
    row = _write_notes(sheet, 4, tables)
    row = _write_tables(sheet, row + 1, tables)
    cells = {}
    for name, title, declared in (
        ("settings", "Names for the sheet Settings", SETTINGS),
        ("assumptions", "Names for the sheet Assumptions", ASSUMPTIONS),
    ):
        if any(table.name == name for table in tables):
            first = row + 3
            row = _write_names(sheet, row + 1, title, list(declared.values()))
            cells[name] = f"'{sheet.title}'!$B${first}:$B${first + len(declared) - 1}"
    return Names(cells)


def _write_notes(sheet: Worksheet, row: int, tables: Sequence[Table]) -> int:
    _title(sheet, row, "How to fill it in", look.SECTION, 24)
    begin = [table.sheet for table in tables if table.name in _BEGIN]
    notes = list(_NOTES)
    if len(begin) > 1:
        first = f"{', '.join(begin[:-1])} and {begin[-1]} carry the case. Any sheets will do: fill "
        notes.insert(0, ("Begin with", f"{first}in those that you have, and bring others later."))
    wide = sum(width for letter, width in _WIDTHS.items() if letter in "CDEF")
    for at, (name, text) in enumerate(notes, start=row + 1):
        label = sheet.cell(at, _FIRST)
        look.put(label, name, look.EXAMPLE_LABEL if name == _GREY else look.STRONG)
        if name in {_DARK, _PALE}:
            look.as_heading(label, required=name == _DARK)
        sheet.merge_cells(start_row=at, end_row=at, start_column=_FIRST + 1, end_column=_LAST)
        look.put(sheet.cell(at, _FIRST + 1), text)
        sheet.row_dimensions[at].height = look.height([(text, wide)])
    return row + len(notes) + 1


def _write_tables(sheet: Worksheet, row: int, tables: Sequence[Table]) -> int:
    _title(sheet, row, "The sheets", look.SECTION, 24)
    heads = ("Sheet", "What it holds", "What it feeds", "Who usually has it", "About people")
    _headings(sheet, row + 1, heads)
    for at, table in enumerate(tables, start=row + 2):
        people = "People's rows" if table.people else ""
        texts = (table.sheet, table.help, _sentence(table.feeds), _sentence(table.held_by), people)
        _line(sheet, at, texts)
        link = sheet.cell(at, _FIRST)
        link.hyperlink = Hyperlink(link.coordinate, location=f"'{table.sheet}'!A1")
        link.font = look.LINK
        sheet.cell(at, _LAST).font = look.PEOPLE
    return row + 2 + len(tables)


def _write_names(sheet: Worksheet, row: int, title: str, columns: Sequence[Column]) -> int:
    _title(sheet, row, title, look.SECTION, 24)
    _headings(sheet, row + 1, ("Name", "What it is", "What its value must be"))
    for at, column in enumerate(columns, start=row + 2):
        _line(sheet, at, (column.name, column.help, _sentence(holds(column))))
    return row + 2 + len(columns)


def _title(sheet: Worksheet, row: int, text: str, font: Font, height: float) -> None:
    cell = sheet.cell(row, _FIRST)
    look.put(cell, text, font)
    cell.alignment = look.NOT_WRAPPED
    sheet.row_dimensions[row].height = height


def _headings(sheet: Worksheet, row: int, texts: Sequence[str]) -> None:
    for place, text in enumerate(texts, start=_FIRST):
        look.put(sheet.cell(row, place), text)
        look.as_heading(sheet.cell(row, place), required=True)
    sheet.row_dimensions[row].height = 20


def _line(sheet: Worksheet, row: int, texts: Sequence[str]) -> None:
    widths = list(_WIDTHS.values())[1:]
    for place, text in enumerate(texts, start=_FIRST):
        look.put(
            sheet.cell(row, place), text or None, look.STRONG if place == _FIRST else look.BODY
        )
        look.underline(sheet.cell(row, place))
    sheet.row_dimensions[row].height = look.height(list(zip(texts, widths, strict=False)))


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
