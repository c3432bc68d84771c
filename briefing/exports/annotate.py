"""annotated: the analyst's own workbook given back, each problem at its cell and in a list."""

import re
import warnings
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import openpyxl
from openpyxl.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from briefing.exports.failing_rows import copy_failing_rows
from briefing.exports.problem_sheet import Places, write_problem_sheet
from briefing.intake.read import Upload
from briefing.problems import REPORT_TITLE, Level, Problem

MOST_CELLS = 200_000
"""Larger workbooks are given back as their failing rows alone: writing them takes too long."""
_MOST_BYTES = 60_000_000
_MOST_COMMENTS = 5_000
"""Excel is slow to open a sheet with more; the cells beyond are coloured all the same."""
_AUTHOR = "Briefing"
_FILLS = {
    Level.ERROR: PatternFill("solid", fgColor="F6C7B4"),
    Level.WARNING: PatternFill("solid", fgColor="FBE7B2"),
}
_CELL = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")


@dataclass(frozen=True)
class _Opened:
    """A workbook that can be given back whole, and what is lost from it all the same."""

    book: Workbook
    notes: tuple[str, ...]


def annotated(uploads: Sequence[Upload], problems: Sequence[Problem]) -> bytes:
    """Give one workbook with a list of the problems in front, and the cells coloured.

    One .xlsx or .xlsm of at most MOST_CELLS cells comes back whole. Otherwise, and for several
    files, a new workbook has the rows with a problem alone, under their row numbers.
    """
    opened = _open(uploads[0]) if len(uploads) == 1 else None
    if opened:
        book, notes = opened.book, opened.notes
        places = _places(book, problems)
    else:
        book, notes = Workbook(), ("The rows with a problem alone are given back here.",)
        book.remove(book.worksheets[0])
        places = copy_failing_rows(book, uploads, problems)
    _mark(book, problems, places)
    write_problem_sheet(book, problems, places, notes)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _open(upload: Upload) -> _Opened | None:
    """Open a workbook that is small and harmless enough; None where it is not."""
    notes = _looked_into(upload)
    if notes is None:
        return None
    try:
        with warnings.catch_warnings(record=True) as lost:
            warnings.simplefilter("always")
            book = openpyxl.load_workbook(BytesIO(upload.content), rich_text=True)
    except Exception:  # noqa: BLE001 openpyxl raises whatever it stumbles over in a stranger's file
        return None
    if not book.worksheets:
        return None
    for sheet in list(book.worksheets):
        # The list of an earlier time would stand beside the new one.
        if sheet.title.startswith("Problems") and sheet["A1"].value == REPORT_TITLE:
            book.remove(sheet)
    if any("will be removed" in str(warning.message) for warning in lost):
        notes = (*notes, "Checks or formats that only a newer Excel knows were left out.")
    if not book.worksheets:
        return None
    if book.calculation:
        book.calculation.fullCalcOnLoad = True
    return _Opened(book, notes)


def _looked_into(upload: Upload) -> tuple[str, ...] | None:
    """Say what will be lost from a workbook; None where it is too large, hostile, or no .xlsx."""
    cells = unpacked = 0
    try:
        with zipfile.ZipFile(BytesIO(upload.content)) as package:
            names = package.namelist()
            for name in names:
                if not name.endswith((".xml", ".rels")):
                    continue
                with package.open(name) as part:
                    while chunk := part.read(1 << 20):
                        unpacked += len(chunk)
                        cells += chunk.count(b"<c ") if "worksheets/" in name else 0
                        hostile = b"<!DOCTYPE" in chunk or b"<!ENTITY" in chunk
                        if hostile or unpacked > _MOST_BYTES or cells > MOST_CELLS:
                            return None
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return None
    if "xl/workbook.xml" not in names:
        return None
    macros = any(name.endswith("vbaProject.bin") for name in names)
    return ("The macros were left out.",) if macros else ()


def _places(book: Workbook, problems: Sequence[Problem]) -> Places:
    """Say where each problem's cell stands in its own workbook; merged cells at their first."""
    merged = {
        sheet.title: [area.bounds for area in sheet.merged_cells.ranges]
        for sheet in book.worksheets
    }
    places: dict[tuple[str, str, str], tuple[str, str]] = {}
    for problem in problems:
        if problem.sheet not in merged or not _CELL.fullmatch(problem.cell):
            continue
        cell = problem.cell
        if merged[problem.sheet]:
            at = book[problem.sheet][cell]
            for left, top, right, bottom in merged[problem.sheet]:
                if left <= at.column <= right and top <= at.row <= bottom:
                    cell = book[problem.sheet].cell(top, left).coordinate
        places[problem.file, problem.sheet, problem.cell] = problem.sheet, cell
    return places


def _mark(book: Workbook, problems: Sequence[Problem], places: Places) -> None:
    """Colour the cells, errors over warnings, and say in a comment what is wrong."""
    comments = 0
    ours: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        place = places.get((problem.file, problem.sheet, problem.cell))
        if place:
            ours.setdefault(place, []).append(problem)
    for (title, at), found in ours.items():
        sheet = book[title]
        cell = sheet[at] if isinstance(sheet, Worksheet) else None
        if not isinstance(cell, Cell) or isinstance(cell, MergedCell):
            continue
        is_error = any(problem.level is Level.ERROR for problem in found)
        cell.fill = _FILLS[Level.ERROR if is_error else Level.WARNING]
        if comments < _MOST_COMMENTS:
            comments += 1
            _comment(cell, found)


def _comment(cell: Cell, problems: Sequence[Problem]) -> None:
    told = [
        f"Found {p.found[:300]}, expected {p.expected[:400]}. {p.mend[:300]}"
        + (f" Certain: {p.correction.described}." if p.correction else "")
        for p in problems
    ]
    before = cell.comment
    if before and before.author != _AUTHOR:
        told.insert(0, before.text)
    text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", "\n\n".join(told))
    cell.comment = Comment(text, _AUTHOR, height=120, width=320)
