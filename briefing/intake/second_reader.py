"""Second readers: openpyxl for .xlsx, and one of our own for .ods, where fastexcel fails."""

from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from itertools import zip_longest
from typing import Any
from xml.etree.ElementTree import Element, iterparse

import openpyxl

from briefing.intake.cells import Cells, from_columns
from briefing.intake.limits import MOST_COLUMNS
from briefing.intake.refusals import RefusedError, unread
from briefing.intake.sniff import opened

_MOST_CELLS = 20_000_000

Row = list[str | None]


def read_xlsx(content: bytes) -> list[Cells]:
    """Read an .xlsx as openpyxl does, with the values that were stored for its formulas."""
    book = openpyxl.load_workbook(
        BytesIO(content), read_only=True, data_only=True, keep_links=False
    )
    return [_xlsx_sheet(sheet) for sheet in book.worksheets]


def read_ods(content: bytes) -> list[Cells]:
    """Read an .ods from its XML, leaving aside what else stands between its cells."""
    sheets = []
    with opened(content) as book, book.open("content.xml") as stream:
        # The package was looked through for a DTD before, without which XML is harmless.
        for _, element in iterparse(stream):  # noqa: S314
            if _tag(element) == "table":
                sheets.append(_ods_sheet(element))
                element.clear()
    return sheets


def _xlsx_sheet(sheet: Any) -> Cells:  # noqa: ANN401 openpyxl types this class as another
    # The dimension that a file states can be wrong; without it the cells themselves are taken.
    sheet.reset_dimensions()
    rows: list[Row] = []
    errors: list[tuple[int, int, str]] = []
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        row: Row = []
        for index, cell in enumerate(cells):
            if cell.data_type == "e":
                errors.append((number, index, str(cell.value)))
                row.append(None)
            else:
                row.append(_text(cell.value))
        rows.append(row)
    hidden = sheet.sheet_state != "visible"
    return _sheet(sheet.title, rows, errors=tuple(errors), hidden=hidden)


def _sheet(
    name: str,
    rows: list[Row],
    *,
    errors: tuple[tuple[int, int, str], ...] = (),
    hidden: bool = False,
) -> Cells:
    return from_columns(name, list(zip_longest(*rows)), errors=errors, hidden=hidden)


def _text(value: object) -> str | None:
    """Write a value as fastexcel would."""
    match value:
        case None | "":
            return None
        case bool():
            return str(value).lower()
        case float() if value.is_integer():
            return str(int(value))
        case datetime():
            return value.isoformat(" ", "seconds")
    return f"{value.isoformat()} 00:00:00" if isinstance(value, date) else str(value)


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _about(element: Element, name: str) -> str:
    return next((v for key, v in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _ods_sheet(table: Element) -> Cells:
    rows: list[Row] = []
    blank = 0
    for element in table.iter():
        if _tag(element) != "table-row":
            continue
        row = _ods_row(element)
        repeated = int(_about(element, "number-rows-repeated") or 1)
        if not row:
            # Blank rows fill a sheet to its end; they count only where something follows.
            blank += repeated
            continue
        if (len(rows) + blank + repeated) * max(len(row), 1) > _MOST_CELLS:
            raise RefusedError(unread(f"more than {_MOST_CELLS:,} cells"))
        rows += [[] for _ in range(blank)] + [row] * repeated
        blank = 0
    return _sheet(_about(table, "name"), rows)


def _ods_row(element: Element) -> Row:
    row: Row = []
    for cell, repeated in _ods_cells(element):
        row += [cell] * min(repeated, MOST_COLUMNS - len(row))
    while row and row[-1] is None:
        row.pop()
    return row


def _ods_cells(row: Element) -> Iterator[tuple[str | None, int]]:
    for cell in row:
        if _tag(cell) in ("table-cell", "covered-table-cell"):
            yield _ods_text(cell), int(_about(cell, "number-columns-repeated") or 1)


def _ods_text(cell: Element) -> str | None:
    match _about(cell, "value-type"):
        case "float" | "percentage" | "currency":
            return _text(float(_about(cell, "value")))
        case "date":
            value = _about(cell, "date-value").replace("T", " ")
            return value if " " in value else f"{value} 00:00:00"
        case "boolean":
            return _about(cell, "boolean-value")
    return "\n".join("".join(p.itertext()) for p in cell if _tag(p) == "p") or None
