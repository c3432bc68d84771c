"""read_book: the sheets of a workbook, by fastexcel, and by a second reader where it cannot."""

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from zipfile import ZipFile

import fastexcel

from briefing.intake.cells import Cells
from briefing.intake.marks import marks_by_sheet
from briefing.intake.package import check_package, missing_part
from briefing.intake.refusals import NESTED_ZIP, UNKNOWN_CIPHER, RefusedError, unread
from briefing.intake.sniff import Kind, opened

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


def read_book(kind: Kind, content: bytes) -> Iterator[Cells]:
    """Read a workbook's sheets in its order; RefusedError where no reader can."""
    if kind is Kind.ARCHIVE:
        raise RefusedError(NESTED_ZIP)
    book = None if kind is Kind.XLS else opened(content)
    if book:
        check_package(book, len(content))
    try:
        yield from _first(content, book if kind is Kind.XLSX else None)
    except (fastexcel.FastExcelError, ValueError) as error:
        reason = str(error).splitlines()[0].removeprefix("calamine error: ")
    else:
        return
    if "password protected" in reason:
        raise RefusedError(UNKNOWN_CIPHER)
    if book and kind is Kind.XLSX:
        missing_part(book)
    yield from _second(kind, content, reason)


def _first(content: bytes, book: ZipFile | None) -> list[Cells]:
    reader = fastexcel.read_excel(content)
    with ThreadPoolExecutor(1) as beside:
        # fastexcel works without Python's lock, so that this costs no time of its own.
        marks = beside.submit(marks_by_sheet, book) if book else None
        sheets = [_sheet(reader, name) for name in reader.sheet_names]
        found = marks.result() if marks else {}
    return [
        replace(cells, marks=found[cells.name]) if cells.name in found else cells
        for cells in sheets
    ]


def _sheet(reader: fastexcel.ExcelReader, name: str) -> Cells:
    # skip_rows=0 keeps blank rows at the top, so that the row's number is Excel's own.
    sheet = reader.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
    batch, found = sheet.to_arrow_with_errors()
    columns = sheet.available_columns()
    errors = tuple(
        (error.position[0] + 1, error.position[1], _excel_error(error.detail))
        for error in (found.errors if found else ())
    )
    return Cells(
        name=name,
        batch=batch,
        first_column=columns[0].absolute_index if columns else 0,
        errors=errors,
        hidden=sheet.visible != "visible",
    )


def _excel_error(detail: str) -> str:
    code = detail.rpartition("Error(")[2].split(")")[0]
    return EXCEL_ERRORS.get(code, f"an error ({code})")


def _second(kind: Kind, content: bytes, reason: str) -> list[Cells]:
    # Imported only here: most files need no second reader, and starting one takes time.
    from briefing.intake import second_reader  # noqa: PLC0415

    readers: dict[Kind, Callable[[bytes], list[Cells]]] = {
        Kind.XLSX: second_reader.read_xlsx,
        Kind.ODS: second_reader.read_ods,
    }
    if kind not in readers:
        raise RefusedError(unread(reason))
    try:
        return readers[kind](content)
    except (RefusedError, MemoryError):
        raise
    except Exception as error:
        # A reader of damaged files fails in any way; what the first one said is told.
        raise RefusedError(unread(reason)) from error
