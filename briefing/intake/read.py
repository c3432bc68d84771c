"""RawSheet: the cells of one sheet as text, each still at its own row and column."""

import hashlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

import fastexcel
import pyarrow as pa
from openpyxl.utils import get_column_letter

from briefing.problems import Problem

# What it could not read is found and told cell by cell; its own log would only repeat it.
logging.getLogger("fastexcel").setLevel(logging.ERROR)

# fastexcel names error cells by its own enumeration; people know them by Excel's.
EXCEL_ERRORS = {
    "NA": "#N/A",
    "Div0": "#DIV/0!",
    "Ref": "#REF!",
    "Name": "#NAME?",
    "Null": "#NULL!",
    "Num": "#NUM!",
    "Value": "#VALUE!",
    "GettingData": "#GETTING_DATA",
}


@dataclass(frozen=True)
class Upload:
    """A file as it was brought: its name and its bytes."""

    name: str
    content: bytes

    @cached_property
    def load_id(self) -> str:
        """Eight digits that stand for exactly these bytes."""
        return hashlib.sha256(self.content).hexdigest()[:8]


@dataclass(frozen=True)
class RawSheet:
    """A sheet's cells as text. `cells` starts at Excel's row 1, whatever is blank above."""

    upload: Upload
    name: str
    cells: pa.RecordBatch
    column_letters: tuple[str, ...]
    error_cells: tuple[tuple[int, int, str], ...]
    """(Excel row, index in `cells`, text as Excel shows it) of each cell holding an error."""

    @property
    def header_row(self) -> int:
        """Excel's number of the first row with anything in it; 0 where the sheet is empty."""
        blank = takewhile(lambda row: not any(row), self._rows())
        above = sum(1 for _ in blank)
        return above + 1 if above < self.cells.num_rows else 0

    @property
    def headings(self) -> tuple[str, ...]:
        """The header row's texts, "" where a heading is missing."""
        row = self.header_row
        return tuple((column[row - 1].as_py() or "").strip() for column in self.cells.columns)

    def _rows(self) -> Iterator[tuple[str | None, ...]]:
        columns = self.cells.columns
        for row in range(self.cells.num_rows):
            yield tuple(column[row].as_py() for column in columns)


def read_workbook(upload: Upload) -> tuple[list[RawSheet], Problem | None]:
    """Read every sheet of a workbook, or say why it cannot be read."""
    if not upload.content:
        return [], _unreadable(upload, "an empty file of 0 bytes")
    try:
        book = fastexcel.read_excel(upload.content)
        return [_read_sheet(upload, book, name) for name in book.sheet_names], None
    except fastexcel.FastExcelError as error:
        return [], _unreadable(upload, f"no workbook ({str(error).splitlines()[0]})")


def _read_sheet(upload: Upload, book: fastexcel.ExcelReader, name: str) -> RawSheet:
    # skip_rows=0 keeps blank rows at the top, so that the row's number is Excel's own.
    sheet = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
    cells, found = sheet.to_arrow_with_errors()
    letters = tuple(
        get_column_letter(column.absolute_index + 1) for column in sheet.available_columns()
    )
    errors = tuple(
        (error.position[0] + 1, error.position[1], _excel_error(error.detail))
        for error in (found.errors if found else ())
    )
    return RawSheet(upload, name, cells, letters, errors)


def _excel_error(detail: str) -> str:
    code = detail.rpartition("Error(")[2].split(")")[0]
    return EXCEL_ERRORS.get(code, f"an error ({code})")


def _unreadable(upload: Upload, found: str) -> Problem:
    return Problem(
        file=upload.name,
        sheet="",
        cell="",
        found=found,
        expected="an Excel workbook",
        mend="Open it in Excel, check that it shows what you expect, and save it as .xlsx.",
    )
