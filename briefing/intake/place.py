"""place: each column of a table at its heading, by a person's word, its name or its likeness."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from briefing.columns import Table
from briefing.intake import told
from briefing.intake.fit import fit
from briefing.intake.header import Header
from briefing.intake.mapping import LEFT_OUT, Confirmed
from briefing.intake.names import Match, candidates, certain, exact, folded
from briefing.intake.read import RawSheet
from briefing.problems import Problem

_YIELDING = frozenset({"worker", "employee", "learner", "user", "associate", "person"})
"""Headings under which some systems export the id, and others the name beside the id."""
_FITS = 0.5
"""The share of values that must look right before a heading is taken for what it is like."""


@dataclass
class Placed:
    """The columns' indexes in the cells, and what there was to say on the way."""

    indexes: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    likely: dict[str, list[str]] = field(default_factory=dict)
    """By column: the headings that may mean it."""


def place(
    sheet: RawSheet,
    header: Header,
    table: Table,
    known: Confirmed | None,
    apart: Collection[int],
) -> Placed:
    """Find the columns of a table under a sheet's headings, but for the indexes set apart.

    A person's mapping wins, then a declared name; a name that is only like one comes last.
    """
    at_cell = dict(_cells(sheet, header))
    said = known.by_heading if known else {}
    placed = Placed()
    open_ones: dict[int, str] = {}
    by_name: dict[int, str] = {}
    for at, heading in enumerate(header.headings):
        if at in apart:
            continue
        if not heading.shown:
            if sheet.cells.column(at).slice(header.last_row).null_count < _rows(sheet, header):
                placed.problems.append(told.unnamed(sheet, at_cell[at]))
            continue
        column = said.get(folded(heading.shown))
        if column == LEFT_OUT:
            continue
        if column and column not in placed.indexes:
            placed.indexes[column] = at
        elif found := next((c for text in heading.readings if (c := exact(text, table))), None):
            by_name[at] = found
        else:
            open_ones[at] = heading.shown
    mapped = set(placed.indexes)
    _by_name(sheet, header, at_cell, placed, by_name, mapped)
    _by_likeness(sheet, header, table, at_cell, placed, open_ones)
    for wanted in table.columns:
        if wanted.required and wanted.name not in placed.indexes:
            likely = placed.likely.get(wanted.name, [])
            placed.problems.append(told.missing_column(sheet, wanted, header, likely, table))
    return placed


def _by_name(  # noqa: PLR0913, PLR0917 what is known of a sheet so far belongs together
    sheet: RawSheet,
    header: Header,
    at_cell: Mapping[int, str],
    placed: Placed,
    by_name: Mapping[int, str],
    mapped: Collection[str],
) -> None:
    texts = header.texts
    # "Worker" has the id where there is nothing better, and the name where there is.
    last = sorted(by_name, key=lambda at: folded(texts[at]) in _YIELDING)
    for at in last:
        column = by_name[at]
        first = placed.indexes.get(column)
        if first is None:
            placed.indexes[column] = at
        elif column in mapped or folded(texts[at]) in _YIELDING:
            placed.problems.append(
                told.set_aside(sheet, at_cell[at], texts[at], column, texts[first])
            )
        else:
            placed.problems.append(told.twice(sheet, at_cell[at], texts[at], column, texts[first]))


def _by_likeness(  # noqa: PLR0913, PLR0917 what is known of a sheet so far belongs together
    sheet: RawSheet,
    header: Header,
    table: Table,
    at_cell: Mapping[int, str],
    placed: Placed,
    open_ones: Mapping[int, str],
) -> None:
    likenesses = {at: _free(candidates(text, table), placed) for at, text in open_ones.items()}
    sure = {
        at: match
        for at, matches in likenesses.items()
        if (match := certain(matches))
        and fit(sheet, header.last_row, at, table.column(match.column)) >= _FITS
    }
    for at in open_ones:
        match = sure.get(at)
        rivals = [other for other in sure if match and sure[other].column == match.column]
        if match and len(rivals) == 1:
            placed.indexes[match.column] = at
            placed.problems.append(told.taken_for(sheet, at_cell[at], open_ones[at], match))
            continue
        matches = _free(likenesses[at], placed)
        for one in matches:
            placed.likely.setdefault(one.column, []).append(open_ones[at])
        placed.problems.append(
            told.unknown_column(sheet, at_cell[at], open_ones[at], table, matches)
        )


def _free(matches: Collection[Match], placed: Placed) -> list[Match]:
    return [match for match in matches if match.column not in placed.indexes]


def _rows(sheet: RawSheet, header: Header) -> int:
    return max(int(sheet.cells.num_rows) - header.last_row, 0)


def _cells(sheet: RawSheet, header: Header) -> list[tuple[int, str]]:
    return [(at, f"{letter}{header.last_row}") for at, letter in enumerate(sheet.column_letters)]
