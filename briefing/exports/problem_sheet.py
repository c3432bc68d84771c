"""write_problem_sheet: the list of problems in front of a workbook, with links to the cells."""

import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from briefing.exports.look import BODY, LINK, QUIET, SECTION, as_heading
from briefing.grouping import Group, grouped
from briefing.problems import REPORT_TITLE, Level, Problem

Places: TypeAlias = Mapping[tuple[str, str, str], tuple[str, str]]
"""For file, sheet and cell of a problem: the sheet and cell in which it stands here."""

_ALIKE = 50
"""Alike problems that are listed one by one; the rest is one line."""
_HEAD = ("Level", "File", "Cell", "Found", "Expected", "How to mend it", "Certain correction")
_WIDTHS = (11, 24, 24, 34, 48, 60, 26)
_LONGEST = 2_000
_RUNS = frozenset("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""What a text begins with that a program may run, full-width signs as in Japan among them."""
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write_problem_sheet(
    book: Workbook, problems: Sequence[Problem], places: Places, notes: Sequence[str]
) -> None:
    """Put the list in front: errors before warnings, each with a link to its cell."""
    taken = {sheet.title.casefold() for sheet in book.worksheets}
    names = ("Problems", *(f"Problems {number}" for number in range(2, 1000)))
    sheet = book.create_sheet(next(n for n in names if n.casefold() not in taken), 0)
    errors = sum(problem.level is Level.ERROR for problem in problems)
    summary = f"{errors:,} errors, {len(problems) - errors:,} warnings. Errors stop the publish."
    for row, (text, font) in enumerate(
        ((REPORT_TITLE, SECTION), (" ".join([summary, *notes]), QUIET)), start=1
    ):
        put_text(sheet.cell(row, 1), text)
        sheet.cell(row, 1).font = font
        sheet.cell(row, 1).alignment = Alignment(wrap_text=False)
    for column, (text, width) in enumerate(zip(_HEAD, _WIDTHS, strict=True), start=1):
        as_heading(sheet.cell(4, column, text), required=True)
        sheet.column_dimensions[get_column_letter(column)].width = width
    row = 5
    for group in grouped(problems):
        for problem in group.problems[:_ALIKE]:
            where = f"{problem.sheet}!{problem.cell}" if problem.cell else problem.sheet
            texts = (problem.level, problem.file, where, problem.found, problem.expected)
            sure = problem.correction.described if problem.correction else ""
            _line(sheet, row, (*texts, problem.mend, sure))
            place = places.get((problem.file, problem.sheet, problem.cell))
            if place:
                _link(sheet.cell(row, 3), *place)
            row += 1
        if group.count > _ALIKE:
            _line(sheet, row, _rest(group))
            row += 1
    sheet.freeze_panes = "A5"
    sheet.auto_filter.ref = f"A4:{get_column_letter(len(_HEAD))}{max(row - 1, 4)}"
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is sheet
    book.active = 0


def put_text(cell: Cell | MergedCell, text: str) -> None:
    """Write a text that no program will run, here or after an export to .csv."""
    safe = _ILLEGAL.sub("", text)[:_LONGEST]
    cell.value = f"'{safe}" if safe[:1] in _RUNS else safe
    if isinstance(cell, Cell):
        cell.data_type = "s"


def _line(sheet: Worksheet, row: int, texts: Sequence[str]) -> None:
    for column, text in enumerate(texts, start=1):
        cell = sheet.cell(row, column)
        put_text(cell, str(text))
        cell.font = BODY
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _link(cell: Cell | MergedCell, sheet: str, at: str) -> None:
    quoted = sheet.replace("'", "''")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!{at}")
    cell.font = LINK


def _rest(group: Group) -> tuple[str, ...]:
    rest = f"and {group.count - _ALIKE:,} more in {group.sheet}!{group.column}"
    return group.level, group.file, rest, group.found, group.expected, group.mend
