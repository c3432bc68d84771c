"""RawSheet: the cells of one sheet as text, each still at its own row and column."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import takewhile

import pyarrow as pa
from openpyxl.utils import get_column_letter

from briefing.intake.apart import read_apart, unpack_apart
from briefing.intake.archive import is_archive
from briefing.intake.cells import Cells
from briefing.intake.refusals import EMPTY, PASSWORD, WRONG_PASSWORD, Refusal
from briefing.problems import Problem

_READ = "an Excel workbook, an OpenDocument sheet, a text table, or a zip of these"


@dataclass(frozen=True)
class Upload:
    """A file as it was brought: its name and its bytes, and the password that opens it."""

    name: str
    content: bytes
    password: str = field(default="", repr=False)

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
    hidden: bool = False
    formula_cells: tuple[tuple[int, int], ...] = ()
    """(Excel row, index in `cells`) of each formula without a stored value: empty in `cells`."""
    merged: tuple[str, ...] = ()
    """The ranges that are merged into one cell, as Excel names them: "A1:C1"."""
    corrected: frozenset[str] = frozenset()
    """The letters of the columns in which an accepted correction was put in place."""

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
    """Read every sheet of a workbook, or say why it cannot be read.

    Of an archive, it reads the files in it, and says why the first of them cannot be read.
    """
    if not upload.content:
        return [], _problem(upload, EMPTY)
    files, problem = unpack(upload)
    if problem:
        return [], problem
    sheets: list[RawSheet] = []
    for file in files:
        read, refusal = read_apart(file.name, file.content, file.password)
        if refusal:
            return [], _problem(file, refusal)
        sheets += [_raw_sheet(file, cells) for cells in read]
    return sheets, None


def unpack(upload: Upload) -> tuple[list[Upload], Problem | None]:
    """Give the files in an archive, each named after both; any other file as it is."""
    if not is_archive(upload.name, upload.content):
        return [upload], None
    inside, refusal = unpack_apart(upload.name, upload.content)
    if refusal:
        return [], _problem(upload, refusal)
    files = [
        Upload(f"{upload.name} › {name}", content, upload.password) for name, content in inside
    ]
    return files, None


def wants_password(problem: Problem) -> bool:
    """Tell whether a file could be read with its password, which was not given or was wrong."""
    return problem.found in (PASSWORD.found, WRONG_PASSWORD.found)


def _raw_sheet(upload: Upload, cells: Cells) -> RawSheet:
    width = cells.batch.num_columns
    first = cells.first_column
    return RawSheet(
        upload=upload,
        name=cells.name,
        cells=cells.batch,
        column_letters=tuple(get_column_letter(first + index + 1) for index in range(width)),
        error_cells=cells.errors,
        hidden=cells.hidden,
        formula_cells=tuple(
            (row, column - first)
            for row, column in cells.marks.formulas
            if 0 <= column - first < width
        ),
        merged=cells.marks.merged,
    )


def _problem(upload: Upload, refusal: Refusal) -> Problem:
    return Problem(
        file=upload.name,
        sheet="",
        cell="",
        found=refusal.found,
        expected=_READ,
        mend=refusal.mend,
    )
