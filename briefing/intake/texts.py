"""raw_texts: the rows of a sheet as texts under its table's names, each with Excel's number."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from briefing.intake import told
from briefing.intake.recognise import Layout
from briefing.problems import Problem

_NAME_AND_ID = r"^\s*\pL[^()]*\(\s*(?P<id>[A-Za-z]{0,4}-?[0-9]{2,})\s*\)\s*$"
"""As Workday writes a person: "Family, Given (1001)"; only this pattern is certain."""


def raw_texts(layout: Layout) -> tuple[pa.Table, list[Problem]]:
    """Give the rows of data, `_row` first, without those that were left out."""
    cells = layout.sheet.cells.slice(layout.header_row)
    names = list(layout.indexes)
    rows = np.arange(cells.num_rows) + layout.header_row + 1
    columns = [cells.column(layout.indexes[name]) for name in names]
    problems: list[Problem] = []
    for at, name in enumerate(names):
        if layout.table.column(name).person:
            columns[at], found = _ids(layout, name, columns[at])
            problems += found
    texts = pa.table([pa.array(rows), *columns], names=["_row", *names])
    if layout.skipped:
        texts = texts.filter(pa.array(~np.isin(rows, list(layout.skipped))))
    return texts, problems


def _ids(layout: Layout, name: str, column: pa.Array) -> tuple[pa.Array, Iterator[Problem]]:
    """Take the id out of "Family, Given (1001)" wherever a cell is written so."""
    # Looking for a parenthesis first is quick, and nearly all columns have none.
    if not pc.any(pc.match_substring(column, "(")).as_py():
        return column, iter(())
    taken = pc.struct_field(pc.extract_regex(column, _NAME_AND_ID), [0])
    places = np.flatnonzero(pc.is_valid(taken).to_numpy(zero_copy_only=False))
    if not places.size:
        return column, iter(())
    first = int(places[0])
    cell = f"{layout.letter(name)}{layout.header_row + 1 + first}"
    notice = told.ids_taken(
        layout.sheet, cell, column[first].as_py(), int(places.size), taken[first].as_py()
    )
    return pc.coalesce(taken, column), iter((notice,))
