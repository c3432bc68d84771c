"""spread: the value of merged cells in every row and column of data that they span."""

from collections.abc import Collection
from dataclasses import replace

import pyarrow as pa
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange

from briefing.intake import told
from briefing.intake.read import RawSheet
from briefing.problems import Problem


def spread(
    sheet: RawSheet, header_row: int, indexes: Collection[int]
) -> tuple[RawSheet, list[Problem]]:
    """Fill merged cells below `header_row` from their first, in the columns at `indexes`.

    A row in which nothing else stands is left as it is: it is a title, a heading or a note
    that was merged for its looks, and filling it would make a row of data of it.
    """
    at_letter = {letter: at for at, letter in enumerate(sheet.column_letters)}
    filled: dict[int, list[str | None]] = {}
    texts = {at: sheet.cells.column(at) for at in indexes}
    spans: list[str] = []
    areas = sorted(map(CellRange, sheet.merged), key=lambda area: (area.min_row, area.min_col))
    for area in areas:
        top, bottom = area.min_row, area.max_row
        inside = [
            at_letter.get(get_column_letter(column))
            for column in range(area.min_col, area.max_col + 1)
        ]
        mine = [at for at in inside if at is not None and at in texts]
        if top <= header_row or not mine or inside[0] != mine[0]:
            continue
        value = texts[mine[0]][top - 1].as_py()
        if not (value or "").strip():
            continue
        others = [texts[at] for at in texts if at not in mine]
        rows = [
            row
            for row in range(top - 1, min(bottom, sheet.cells.num_rows))
            if any((column[row].as_py() or "").strip() for column in others)
        ]
        blank = [(row, at) for row in rows for at in mine if not texts[at][row].as_py()]
        for row, at in blank:
            filled.setdefault(at, texts[at].to_pylist())[row] = value
        if blank:
            spans.append(area.coord)
    if not spans:
        return sheet, []
    columns = [
        pa.array(filled[at], column.type) if at in filled else column
        for at, column in enumerate(sheet.cells.columns)
    ]
    cells = pa.RecordBatch.from_arrays(columns, schema=sheet.cells.schema)
    return replace(sheet, cells=cells), [told.merged(sheet, spans)]
