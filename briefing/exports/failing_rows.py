"""copy_failing_rows: of a large or foreign file, the rows with a problem under their numbers."""

import re
from collections.abc import Sequence

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook

from briefing.exports.look import QUIET
from briefing.exports.problem_sheet import Places, put_text
from briefing.grouping import column_of, row_of
from briefing.intake.read import RawSheet, Upload, read_workbook
from briefing.problems import Problem

MOST_ROWS = 10_000
_MOST_COLUMNS = 200
_NOT_IN_A_TITLE = re.compile(r"[\[\]:*?/\\']")
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]+)?")


def copy_failing_rows(
    book: Workbook, uploads: Sequence[Upload], problems: Sequence[Problem]
) -> Places:
    """Copy the first rows with a problem from each sheet, and say where each cell went.

    A copied row begins with its number in the file; the first line has the columns' letters.
    """
    wanted: dict[tuple[str, str], set[int]] = {}
    for problem in problems:
        if problem.cell:
            wanted.setdefault((problem.file, problem.sheet), set()).add(row_of(problem))
    places: dict[tuple[str, str, str], tuple[str, str]] = {}
    for upload in uploads:
        # The files in an archive are named after it and after themselves.
        if not any(f"{file} ›".startswith(f"{upload.name} ›") for file, _ in wanted):
            continue
        sheets, _ = read_workbook(upload)
        for raw in sheets:
            rows = wanted.get((raw.upload.name, raw.name))
            if rows:
                title, lines, columns = _copy(book, raw, sorted(rows)[:MOST_ROWS])
                _place(places, problems, raw, title, lines, columns)
    return places


def _copy(
    book: Workbook, raw: RawSheet, rows: Sequence[int]
) -> tuple[str, dict[int, int], dict[str, int]]:
    """Write the rows to a sheet of their own; give its title, and where rows and columns went."""
    title = _free_title(book, raw.name)
    sheet = book.create_sheet(title)
    letters = raw.column_letters[:_MOST_COLUMNS]
    for column, text in enumerate(("Row", *letters), start=1):
        cell = sheet.cell(1, column, text)
        cell.font = QUIET
    head = raw.header_row
    # What the columns are called is wanted, too, where the heading is no failing row itself.
    numbers = sorted({*rows, *([head] if head else [])})
    lines = {}
    for line, row in enumerate(numbers, start=2):
        lines[row] = line
        sheet.cell(line, 1, row).font = QUIET
        if not 0 < row <= raw.cells.num_rows:
            continue
        for index in range(len(letters)):
            text = raw.cells.column(index)[row - 1].as_py()
            if text is not None:
                _put(sheet.cell(line, index + 2), str(text))
    sheet.freeze_panes = "B3" if head else "B2"
    return title, lines, {letter: index + 2 for index, letter in enumerate(letters)}


def _put(cell: object, text: str) -> None:
    if not isinstance(cell, Cell):
        return
    if _NUMBER.fullmatch(text) and str(float(text)).removesuffix(".0") == text:
        cell.value = float(text)
    else:
        put_text(cell, text)


def _place(  # noqa: PLR0913, PLR0917 where the cells stood and where they stand now
    places: dict[tuple[str, str, str], tuple[str, str]],
    problems: Sequence[Problem],
    raw: RawSheet,
    title: str,
    lines: dict[int, int],
    columns: dict[str, int],
) -> None:
    for problem in problems:
        if (problem.file, problem.sheet) != (raw.upload.name, raw.name):
            continue
        line, column = lines.get(row_of(problem)), columns.get(column_of(problem))
        if line and column:
            at = f"{get_column_letter(column)}{line}"
            places[problem.file, problem.sheet, problem.cell] = title, at


def _free_title(book: Workbook, name: str) -> str:
    plain = _NOT_IN_A_TITLE.sub("_", name).strip() or "Sheet"
    taken = {sheet.title.casefold() for sheet in book.worksheets}
    titles = (plain[:31], *(f"{plain[:26]} {number}" for number in range(2, 10_000)))
    return next(title for title in titles if title.casefold() not in taken)
