"""The blocks of columns on a sheet: which is the table, and which stands beside it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from briefing.intake.header import Header
from briefing.intake.read import RawSheet

_SHORT = 0.5
"""A block with less than that share of the table's rows is a summary beside it."""
_FEW_ROWS = 4
"""Below so many rows, lengths say nothing."""


@dataclass(frozen=True)
class Block:
    """Columns without a blank one between them, by their index in the cells."""

    indexes: tuple[int, ...]
    rows: int
    """The cells filled under the headings in its fullest column."""


def blocks(sheet: RawSheet, header: Header) -> list[Block]:
    """Split a sheet's columns where one has neither a heading nor a value."""
    found: list[list[int]] = [[]]
    rows = [_rows(sheet, index, header) for index in range(sheet.cells.num_columns)]
    for index, heading in enumerate(header.headings):
        if heading.shown or rows[index]:
            found[-1].append(index)
        elif found[-1]:
            found.append([])
    return [Block(tuple(run), max(rows[at] for at in run)) for run in found if run]


def beside(
    parts: Collection[Block],
    fields: Mapping[int, str],
    likely: Collection[int],
    required: Collection[str],
) -> list[Block]:
    """Give the blocks that are no part of the table.

    `fields` are the columns found, by index; `likely` the indexes of headings that may mean
    one. The block with the most fields is the table; another belongs to it where it has
    fields, too, and is about as long, or has one that the table needs.
    """
    if len(parts) < 2:
        return []
    main = max(parts, key=lambda block: sum(at in fields for at in block.indexes))
    has = {fields[at] for at in main.indexes if at in fields}
    apart = []
    for block in parts:
        if block is main:
            continue
        own = {fields[at] for at in block.indexes if at in fields}
        maybe = any(at in likely for at in block.indexes)
        short = main.rows >= _FEW_ROWS and block.rows < main.rows * _SHORT
        needed = (own - has) & set(required)
        if not needed and (short or not (own or maybe)):
            apart.append(block)
        else:
            has |= own
    return apart


def _rows(sheet: RawSheet, index: int, header: Header) -> int:
    column = sheet.cells.column(index).slice(header.last_row)
    return int(len(column) - column.null_count)
