"""The rows of a sheet that are no rows of data: totals, repeated headings, notes and legends."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from briefing.columns import Kind, Table
from briefing.intake.read import RawSheet

_TOTAL = re.compile(
    r"(grand |overall |sub[- ]?)?totals?:?|sum:?|average:?|gesamt:?|summe:?|total g[eé]n[eé]ral:?",
    re.IGNORECASE,
)
_MAY_BE_TOTAL = r"(?i)\btotal|subtotal|^\s*(sum|average|gesamt|summe)\b"
_NOTE = re.compile(
    r"\s*([*†‡§¹²³•©]|\(?\d{1,2}[).]\s|notes?\b|source|legend|key\b|footnote|exported|generated|"
    r"confidential|printed|created|report\b|disclaimer|please|as (of|at)\b|page \d|end of)",
    re.IGNORECASE,
)
_WORDS_OF_A_NOTE = 4
_MOST_NOTES = 200
"""More rows than that below a table are no notes."""

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class LeftOut:
    """Rows of one sort that are left out: what they are, which, and how to have them in."""

    what: str
    rows: tuple[int, ...]
    mend: str


def left_out_rows(
    sheet: RawSheet, table: Table, header_row: int, indexes: Mapping[str, int]
) -> list[LeftOut]:
    """Find the rows under the headings that are none of data, as Excel numbers them."""
    cells = sheet.cells.slice(header_row)
    if not indexes or not cells.num_rows:
        return []
    filled = {name: _filled(cells.column(index)) for name, index in indexes.items()}
    for row, index, _ in sheet.error_cells:
        for name, at in indexes.items():
            if at == index and row > header_row:
                filled[name][row - header_row - 1] = True
    totals = _totals(cells, table, indexes)
    repeated = _repeated(sheet, header_row, indexes) - totals
    notes = _notes(cells, table, indexes, filled) - totals - repeated
    sections = _sections(cells, table, indexes, filled) - totals - repeated
    found = (
        (
            "totals",
            totals,
            "Give such a row another name than total if it is one of data.",
        ),
        ("the headings again", repeated, "Change a word in the row if it is one of data."),
        (
            "headings of sections",
            sections,
            "Fill in the columns that the table needs if it is a row of data.",
        ),
        (
            "notes below the table",
            notes,
            "Fill in the columns that the table needs, without a blank row above, to have them in.",
        ),
    )
    return [
        LeftOut(what, tuple(sorted(header_row + 1 + at for at in rows)), mend)
        for what, rows, mend in found
        if rows
    ]


def named(rows: Sequence[int]) -> str:
    """Give rows as people say them: "row 7", "rows 7, 9 and 2 more"."""
    if len(rows) == 1:
        return f"row {rows[0]}"
    first = ", ".join(str(row) for row in rows[:5])
    return f"rows {first} and {len(rows) - 5:,} more" if len(rows) > 5 else f"rows {first}"


def _filled(column: pa.Array) -> Mask:
    mask: Mask = column.is_valid().to_numpy(zero_copy_only=False).copy()
    return mask


def _totals(cells: pa.RecordBatch, table: Table, indexes: Mapping[str, int]) -> set[int]:
    """Find rows whose first cell or key says that they add up others.

    "North Total" does so where North stands in the same column, as Excel's subtotals are.
    """
    labels = {min(indexes.values())} | {
        indexes[column.name]
        for column in table.columns
        if column.name in indexes and column.kind is Kind.ID
    }
    found: set[int] = set()
    for index in labels:
        column = cells.column(index)
        places = pc.indices_nonzero(
            pc.fill_null(pc.match_substring_regex(column, _MAY_BE_TOTAL), fill_value=False)
        ).to_pylist()
        suspects = {at: str(column[at].as_py()).strip() for at in places}
        groups = {
            at: re.sub(r"\s+totals?$|^totals?\s+(of\s+|for\s+)?", "", text, flags=re.IGNORECASE)
            for at, text in suspects.items()
        }
        there = _present(column, {name for at, name in groups.items() if name != suspects[at]})
        found |= {
            at for at, text in suspects.items() if _TOTAL.fullmatch(text) or groups[at] in there
        }
    return found


def _present(column: pa.Array, texts: Collection[str]) -> set[str]:
    if not texts:
        return set()
    wanted = pa.array(sorted(texts), column.type)
    hits = column.filter(pc.is_in(column, value_set=wanted))
    return set(pc.unique(hits).to_pylist())


def _repeated(sheet: RawSheet, header_row: int, indexes: Mapping[str, int]) -> set[int]:
    """Find rows that repeat the headings, as exports with pages have them."""
    cells = sheet.cells
    same: pa.Array | None = None
    for index in indexes.values():
        heading = cells.column(index)[header_row - 1].as_py()
        if heading is None:
            return set()
        equal = pc.fill_null(pc.equal(cells.column(index).slice(header_row), heading),
                             fill_value=False)  # fmt: skip
        same = equal if same is None else pc.and_(same, equal)
        if not pc.any(same).as_py():
            return set()
    # One heading alone, such as unit, may well be a value.
    return set(pc.indices_nonzero(same).to_pylist()) if len(indexes) > 1 else set()


def _notes(
    cells: pa.RecordBatch,
    table: Table,
    indexes: Mapping[str, int],
    filled: Mapping[str, Mask],
) -> set[int]:
    """Find what stands below the last row that has at least half of what the table needs."""
    required = [c.name for c in table.columns if c.required and c.name in indexes]
    any_cell = np.any([_filled(column) for column in cells.columns], axis=0)
    counts = np.sum([filled[name] for name in required or list(indexes)], axis=0)
    enough = max(1, (len(required) + 1) // 2)
    whole = np.flatnonzero(counts >= enough)
    if len(required) < 2:
        near = map(int, whole[-_MOST_NOTES:])
        whole = np.array([at for at in near if any_cell[at - 1] or not _is_note(cells, at, 1)])
    if not whole.size:
        return set()
    below = np.flatnonzero(any_cell[whole[-1] + 1 :]) + int(whole[-1]) + 1
    if not below.size or below.size > _MOST_NOTES:
        return set()
    apart = False
    notes: set[int] = set()
    last = int(whole[-1])
    for at in map(int, below):
        apart |= at > last + 1
        last = at
        if apart and (len(required) > 1 or _is_note(cells, at, len(required))):
            notes.add(at)
        elif len(required) > 1 and _is_note(cells, at, len(required)):
            notes.add(at)
            apart = True
    return notes


def _sections(
    cells: pa.RecordBatch,
    table: Table,
    indexes: Mapping[str, int],
    filled: Mapping[str, Mask],
) -> set[int]:
    """Find words in a row of their own, above rows that have all that the table needs.

    A text with a digit is left for the check: it may be an id whose row was left unfinished.
    """
    required = [c.name for c in table.columns if c.required and c.name in indexes]
    if len(required) < 2:
        return set()
    counts = np.sum([_filled(column) for column in cells.columns], axis=0)
    whole = np.all([filled[name] for name in required], axis=0)
    rows = np.flatnonzero(counts > 0)
    found: set[int] = set()
    # From below: a section may have others under it before its first row.
    for place in np.flatnonzero(counts[rows[:-1]] == 1)[::-1]:
        at, below = int(rows[place]), int(rows[place + 1])
        if (whole[below] or below in found) and _is_words(cells, at):
            found.add(at)
    return found


def _is_words(cells: pa.RecordBatch, at: int) -> bool:
    """Tell whether the one text of a row is of words, without a digit."""
    text = next((text for column in cells.columns if (text := column[at].as_py())), "")
    return any(letter.isalpha() for letter in text) and not any(map(str.isdigit, text))


def _is_note(cells: pa.RecordBatch, at: int, required: int) -> bool:
    """Tell a sentence in a row of its own from a row of data that lacks the rest."""
    texts = [text for column in cells.columns if (text := (column[at].as_py() or "").strip())]
    if len(texts) != 1 or cells.num_columns < 2:
        return False
    words = len(texts[0].split())
    return (_NOTE.match(texts[0]) is not None and words > 1) or (
        required > 1 and words >= _WORDS_OF_A_NOTE
    )
