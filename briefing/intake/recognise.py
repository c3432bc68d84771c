"""Layout: which declared table a sheet is, and in which of its columns each field stands."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from briefing.columns import Table
from briefing.intake import told
from briefing.intake.blocks import beside, blocks
from briefing.intake.fit import fit
from briefing.intake.header import Header, find_header
from briefing.intake.mapping import Confirmed, drift
from briefing.intake.merged import spread
from briefing.intake.names import candidates, certain, close_to, exact, folded, shown
from briefing.intake.place import place
from briefing.intake.read import RawSheet
from briefing.intake.rows import left_out_rows, named
from briefing.intake.said import NOTHING_SAID, Said
from briefing.problems import REPORT_TITLE, Problem
from briefing.tables import GUIDE_SHEET, TABLES

__all__ = ["Layout", "close_to", "recognise"]

_COVER_NAMES = frozenset(
    {"how_to_use", "cover", "cover_page", "contents", "read_me", "readme", "instructions",
     "legend", "guide", "about", "help", "index", "definitions", "data_definitions", "glossary"}
)  # fmt: skip


@dataclass(frozen=True)
class Layout:
    """A sheet understood: its table, its header row, and each column's index in the cells.

    `header_row` is the last of the rows with headings; `skipped` are the rows below it, as
    Excel numbers them, that are none of data; `confirmed` is what a person now said of it.
    """

    sheet: RawSheet
    table: Table
    header_row: int
    indexes: Mapping[str, int]
    skipped: frozenset[int] = field(default=frozenset())
    confirmed: Confirmed | None = None

    def letter(self, column: str) -> str:
        """Give the column's letter in Excel."""
        return self.sheet.column_letters[self.indexes[column]]


def recognise(sheet: RawSheet, said: Said = NOTHING_SAID) -> tuple[Layout | None, list[Problem]]:
    """Find a sheet's table by a person's mapping, its name or its headings; place its columns.

    A hidden sheet is left out unless a person asked for it: whoever brings the file may not
    know what it holds.
    """
    hidden = sheet.hidden and not said.asks_for_sheet(sheet.name)
    if hidden or _is_report(sheet):
        return None, [told.hidden(sheet)] if hidden else []
    by_name = next(
        (t for t in TABLES if folded(sheet.name) in (folded(t.name), folded(t.sheet))), None
    )
    if not sheet.header_row:
        return None, [told.no_headings(sheet, by_name)]
    header = find_header(sheet, said.headings)
    if header is None:
        if by_name:
            return None, [told.no_headings(sheet, by_name)]
        return None, [told.not_ours(sheet, (), None)]
    asked = said.asked_for(header.texts)
    known = asked or said.known_for(header.texts)
    by_mapping = next((t for t in TABLES if known and t.name == known.table), None)
    table = by_mapping or by_name or _by_headings(sheet, header)
    if table is None:
        return None, _left_out(sheet, header)
    mine = known if known and known.table == table.name else None
    return _laid_out(sheet, header, table, mine, asked=asked is not None)


def _laid_out(
    sheet: RawSheet, header: Header, table: Table, known: Confirmed | None, *, asked: bool
) -> tuple[Layout, list[Problem]]:
    apart = _beside(sheet, header, table, known)
    placed = place(sheet, header, table, known, [at for block in apart for at in block])
    problems = list(_drifted(sheet, header, known, asked=asked))
    problems += placed.problems
    problems += [told.beside(sheet, header, block) for block in apart]
    sheet, merged = spread(sheet, header.last_row, placed.indexes.values())
    problems += merged
    skipped: set[int] = set()
    for left in left_out_rows(sheet, table, header.last_row, placed.indexes):
        problems.append(told.rows_left_out(sheet, f"{left.what} in {named(left.rows)}",
                                           left.rows[0], left.mend))  # fmt: skip
        skipped |= set(left.rows)
    confirmed = None
    if asked and known:
        confirmed = replace(known, headings=tuple(text for text in header.texts if text))
    errors = tuple(cell for cell in sheet.error_cells
                   if cell[0] > header.last_row and cell[0] not in skipped)  # fmt: skip
    # What stands in a total row is no cell of the table, whatever is wrong with it.
    kept = sheet if len(errors) == len(sheet.error_cells) else replace(sheet, error_cells=errors)
    layout = Layout(kept, table, header.last_row, placed.indexes, frozenset(skipped), confirmed)
    return layout, problems


def _beside(
    sheet: RawSheet, header: Header, table: Table, known: Confirmed | None
) -> list[tuple[int, ...]]:
    fields: dict[int, str] = {}
    likely: set[int] = set()
    by_heading = known.by_heading if known else {}
    for at, heading in enumerate(header.headings):
        column = by_heading.get(folded(heading.shown)) or next(
            (found for text in heading.readings if (found := exact(text, table))), None
        )
        if column:
            fields[at] = column
        elif heading.shown and candidates(heading.shown, table):
            likely.add(at)
    required = [column.name for column in table.columns if column.required]
    apart = beside(blocks(sheet, header), fields, likely, required)
    return [block.indexes for block in apart]


def _drifted(
    sheet: RawSheet, header: Header, known: Confirmed | None, *, asked: bool
) -> Iterator[Problem]:
    """Say what changed since a mapping was confirmed that is used for this sheet."""
    if known is None or asked:
        return
    if changes := str(drift(known.headings, header.texts)):
        yield told.drifted(sheet, header, known, changes)


def _by_headings(sheet: RawSheet, header: Header) -> Table | None:
    """Give the table all of whose required columns the sheet has; the fullest, if several.

    More than half of the headings must be the table's, or three that it needs by name: one
    word in common says nothing. Of two tables alike, the values say which.
    """
    seen = [(at, heading) for at, heading in enumerate(header.headings) if heading.shown]

    def known(table: Table) -> dict[int, tuple[str, bool]]:
        found: dict[int, tuple[str, bool]] = {}
        for at, heading in seen:
            column = next((c for text in heading.readings if (c := exact(text, table))), None)
            if column:
                found[at] = column, True
            elif match := certain(candidates(heading.shown, table)):
                found[at] = match.column, False
        return found

    fits: list[tuple[tuple[int, float], Table]] = []
    for table in TABLES:
        found = known(table)
        required = {column.name for column in table.columns if column.required}
        by_name = {column for column, is_exact in found.values() if is_exact} & required
        enough = len(found) > len(seen) / 2 or (len(required) >= 3 and by_name == required)
        if required <= {column for column, _ in found.values()} and enough:
            columns = {at: table.column(column) for at, (column, _) in found.items()}
            likeness = sum(fit(sheet, header.last_row, at, c) for at, c in columns.items())
            fits.append(((len({column for column, _ in found.values()}), likeness), table))
    best = max(fits, key=lambda one: one[0], default=None)
    return best[1] if best else None


def _left_out(sheet: RawSheet, header: Header) -> list[Problem]:
    if folded(sheet.name) == folded(GUIDE_SHEET):
        return []
    if _is_cover(sheet, header.texts):
        return [told.cover(sheet)]
    return [told.not_ours(sheet, header.texts, _nearest(header.texts))]


def _is_report(sheet: RawSheet) -> bool:
    """Tell the list of problems that was put in front of a workbook given back annotated."""
    return sheet.header_row == 1 and REPORT_TITLE in {text for text in sheet.headings if text}


def _is_cover(sheet: RawSheet, headings: Sequence[str]) -> bool:
    """Tell a sheet of sentences from one of rows."""
    return folded(sheet.name) in _COVER_NAMES and sum(map(bool, headings)) <= 3


def _nearest(headings: Sequence[str]) -> tuple[Table, list[str]] | None:
    """Give the table with the most headings in common, two at least, and what it lacks."""
    found = {
        table.name: {column for text in headings if (column := exact(shown(text), table))}
        for table in TABLES
    }
    table = max(TABLES, key=lambda one: len(found[one.name]))
    if len(found[table.name]) < 2:
        return None
    return table, [c.name for c in table.columns if c.required and c.name not in found[table.name]]
