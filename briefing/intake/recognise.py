"""Layout: which declared table a sheet is, and in which of its columns each field stands."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from briefing.columns import Column, Table
from briefing.intake.read import RawSheet
from briefing.problems import Level, Problem
from briefing.tables import GUIDE_SHEET, TABLES


@dataclass(frozen=True)
class Layout:
    """A sheet understood: its table, its header row, and each column's index in the cells."""

    sheet: RawSheet
    table: Table
    header_row: int
    indexes: Mapping[str, int]

    def letter(self, column: str) -> str:
        """Give the column's letter in Excel."""
        return self.sheet.column_letters[self.indexes[column]]


def recognise(sheet: RawSheet) -> tuple[Layout | None, list[Problem]]:
    """Find a sheet's table by its name, else by its headings, and place its columns."""
    header_row = sheet.header_row
    by_name = next((t for t in TABLES if _plain(sheet.name) in (t.name, _plain(t.sheet))), None)
    if not header_row:
        return None, [_no_headings(sheet, by_name)]
    table = by_name or _by_headings(sheet)
    if table is None:
        is_guide = _plain(sheet.name) == _plain(GUIDE_SHEET)
        return None, [] if is_guide else [_not_ours(sheet)]
    indexes, problems = _place(sheet, table, header_row)
    return Layout(sheet, table, header_row, indexes), problems


def close_to(word: str, known: list[str]) -> str:
    """Give "; did you mean 'X'?" where one of the known words is near, else nothing."""
    near = get_close_matches(word, known, n=1)
    return f" Did you mean '{near[0]}'?" if near else ""


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", text.casefold()).strip("_")


def _names(column: Column) -> set[str]:
    return {_plain(name) for name in (column.name, *column.headings)}


def _by_headings(sheet: RawSheet) -> Table | None:
    """Give the table all of whose required columns the sheet has; the fullest, if several.

    More than half of the headings must be the table's: one word in common says nothing.
    """
    seen = {_plain(heading) for heading in sheet.headings if heading}

    def known(table: Table) -> int:
        return sum(any(heading in _names(c) for c in table.columns) for heading in seen)

    fits = [
        table
        for table in TABLES
        if all(_names(c) & seen for c in table.columns if c.required)
        and known(table) > len(seen) / 2
    ]
    return max(fits, key=known, default=None)


def _place(sheet: RawSheet, table: Table, header_row: int) -> tuple[dict[str, int], list[Problem]]:
    indexes: dict[str, int] = {}
    problems: list[Problem] = []
    wanted = {name: column.name for column in table.columns for name in _names(column)}
    # A column's own name wins over another column's other heading.
    wanted |= {column.name: column.name for column in table.columns}
    for index, heading in enumerate(sheet.headings):
        cell = f"{sheet.column_letters[index]}{header_row}"
        field = wanted.get(_plain(heading))
        if field in indexes:
            first = sheet.headings[indexes[field]]
            problems.append(
                _at(
                    sheet,
                    cell,
                    f"'{heading}'",
                    f"one column for {field}, as '{first}' already is",
                    "Delete or rename one of the two.",
                )
            )
        elif field:
            indexes[field] = index
        elif heading:
            problems.append(_unknown_column(sheet, cell, heading, table))
    problems += [
        _missing_column(sheet, column, header_row)
        for column in table.columns
        if column.required and column.name not in indexes
    ]
    return indexes, problems


def _at(  # noqa: PLR0913, PLR0917 a problem's place, finding, expectation and mend belong together
    sheet: RawSheet,
    cell: str,
    found: str,
    expected: str,
    mend: str,
    level: Level = Level.ERROR,
) -> Problem:
    return Problem(sheet.upload.name, sheet.name, cell, found, expected, mend, level)


def _missing_column(sheet: RawSheet, column: Column, header_row: int) -> Problem:
    cell = f"{next(iter(sheet.column_letters), 'A')}{header_row}"
    names = " or ".join(f"'{name}'" for name in (column.name, *column.headings[:2]))
    return _at(
        sheet,
        cell,
        f"no column {column.name}",
        f"a heading {names} over {column.expectation}",
        f"Add the column. {column.help}",
    )


def _unknown_column(sheet: RawSheet, cell: str, heading: str, table: Table) -> Problem:
    known = [column.name for column in table.columns]
    return _at(
        sheet,
        cell,
        f"a column '{heading}'",
        f"one of {', '.join(known)}",
        f"It was left out.{close_to(_plain(heading), known)}",
        Level.WARNING,
    )


def _no_headings(sheet: RawSheet, table: Table | None) -> Problem:
    """Say that a sheet is empty: an error where its name is a table's, which was to be filled."""
    if table is None:
        return _at(
            sheet, "", "an empty sheet", "headings and rows", "It was left out.", Level.WARNING
        )
    required = ", ".join(column.name for column in table.columns if column.required)
    return _at(sheet, "A1", "no headings", f"the headings {required}", "Write them in row 1.")


def _not_ours(sheet: RawSheet) -> Problem:
    return _at(
        sheet,
        "",
        "a sheet that is none of ours",
        f"one of {', '.join(table.sheet for table in TABLES)}",
        "It was left out. Name the sheet as the table it holds, and check its headings.",
        Level.WARNING,
    )
