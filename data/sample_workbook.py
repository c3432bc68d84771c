"""The writer of the sample's workbooks: declared sheets with headings, formats and widths."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import TypeAlias
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from briefing.columns import Column, Kind, Table

Cell: TypeAlias = str | int | float | date | None
Row: TypeAlias = Sequence[Cell]

WRITTEN_AT = (2026, 11, 14, 18, 0, 0)  # in the file too, so that a run repeats byte for byte
DATE_FORMAT = "yyyy-mm-dd"
WIDEST = 60


class Percent(float):
    """A share that the sheet shows as a percentage."""


def write_workbook(
    path: Path, sheets: Iterable[tuple[Table, Sequence[Row]]], *, export: bool
) -> None:
    """Write the rows, in the declared order of columns, a sheet a table.

    An `export` has the headings of the system that it comes from, not the declared names.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    for table, rows in sheets:
        sheet = book.create_sheet(table.sheet)
        sheet.append([_heading(column, export=export) for column in table.columns])
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        for row in rows:
            sheet.append(list(row))
        sheet.freeze_panes = "A2"
        for place, column in enumerate(table.columns, start=1):
            cells = next(sheet.iter_cols(place, place, min_row=1))
            for cell, row in zip(cells[1:], rows, strict=True):
                cell.number_format = _number_format(column, row[place - 1])
            longest = max(len(_shown(cell.value)) for cell in cells)
            sheet.column_dimensions[get_column_letter(place)].width = min(longest + 3, WIDEST)
    _save(book, path)


def _heading(column: Column, *, export: bool) -> str:
    return column.headings[0] if export and column.headings else column.name


def _number_format(column: Column, value: Cell) -> str:
    if value is None:
        return "General"
    if isinstance(value, date):
        return "mmm yyyy" if column.kind is Kind.MONTH else DATE_FORMAT
    if isinstance(value, Percent):
        return "0%" if round(value * 100, 6).is_integer() else "0.0%"
    if column.unit == "FTE":
        return "#,##0.0"
    if column.unit == "currency" or (isinstance(value, int | float) and value >= 1_000):
        return "#,##0"
    return "General"


def _shown(value: object) -> str:
    return value.strftime("%Y-%m-%d") if isinstance(value, date) else str(value or "")


def _save(book: Workbook, path: Path) -> None:
    """Save the workbook with one fixed time stamp throughout."""
    book.properties.creator = "Sample organisation"
    book.properties.created = book.properties.modified = datetime(*WRITTEN_AT)  # noqa: DTZ001
    draft = BytesIO()
    ExcelWriter(book, ZipFile(draft, "w", ZIP_DEFLATED)).save()
    with ZipFile(draft) as source, ZipFile(path, "w") as target:
        for name in source.namelist():
            entry = ZipInfo(name, WRITTEN_AT)
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, source.read(name))
