"""What recognising a sheet has to tell: what was left out, taken for another, or is asked."""

from collections.abc import Sequence

from briefing.columns import Column, Table
from briefing.intake.header import Header
from briefing.intake.mapping import Confirmed
from briefing.intake.names import Match, asked_names, close_to
from briefing.intake.read import RawSheet, Upload
from briefing.problems import Level, Problem
from briefing.tables import TABLES

_SHOWN = 12
"""Headings that are quoted where a sheet is none of ours."""


def missing_column(
    sheet: RawSheet, column: Column, header: Header, likely: Sequence[str], table: Table
) -> Problem:
    """Say that a column is not there, and which headings may be it."""
    cell = f"{next(iter(sheet.column_letters), 'A')}{header.last_row}"
    may_be = ""
    if likely:
        quoted = " or ".join(f"'{text}'" for text in likely)
        may_be = f"{quoted} may be it; if so, {_map(likely[0], column.name, table)}. "
    return _at(
        sheet,
        cell,
        f"no column {column.name}",
        f"a heading {asked_names(column)} over {column.expectation}",
        f"{may_be}Add the column. {column.help}",
    )


def unknown_column(
    sheet: RawSheet, cell: str, heading: str, table: Table, likely: Sequence[Match]
) -> Problem:
    """Say that a column was left out, and ask where its heading may mean one of ours."""
    known = [column.name for column in table.columns]
    asked = close_to(heading.replace(" ", "_"), known)
    if likely:
        names = " or ".join(f"'{match.column}'" for match in likely[:3])
        asked = f" Did you mean {names}? If so, {_map(heading, likely[0].column, table)}."
    expected = f"one of {', '.join(known)}"
    return _warning(sheet, cell, f"a column '{heading}'", expected, f"It was left out.{asked}")


def taken_for(sheet: RawSheet, cell: str, heading: str, match: Match) -> Problem:
    """Say that a heading was read as a name that it is only like."""
    return _warning(
        sheet,
        cell,
        f"a column '{heading}'",
        f"{match.column}, to whose name '{match.name}' it is alike by {match.likeness:.0f}%",
        f"It was taken for {match.column}. Rename it if it is not.",
    )


def twice(sheet: RawSheet, cell: str, heading: str, column: str, first: str) -> Problem:
    """Say that a second heading means a column that is there already."""
    expected = f"one column for {column}, as '{first}' already is"
    return _at(sheet, cell, f"'{heading}'", expected, "Delete or rename one of the two.")


def set_aside(sheet: RawSheet, cell: str, heading: str, column: str, first: str) -> Problem:
    """Say that a column gave way to another that is surer, or that a person named."""
    expected = f"one column for {column}, which is '{first}'"
    return _warning(sheet, cell, f"'{heading}'", expected, "It was left out.")


def unnamed(sheet: RawSheet, cell: str) -> Problem:
    """Say that a column without a heading was left out."""
    found, mend = "a column without a heading", "It was left out. Write a heading over it."
    return _warning(sheet, cell, found, "a heading over each column", mend)


def beside(sheet: RawSheet, header: Header, indexes: Sequence[int]) -> Problem:
    """Say that a block of columns beside the table was left out."""
    first, last = (sheet.column_letters[at] for at in (indexes[0], indexes[-1]))
    place = f"column {first}" if first == last else f"columns {first} to {last}"
    return _warning(
        sheet,
        f"{first}{header.last_row}",
        f"a second block in {place}",
        "one table on a sheet",
        "It was left out. Move it next to the table, without a blank column between, or to a "
        "sheet of its own, to have it in.",
    )


def rows_left_out(sheet: RawSheet, what: str, first: int, mend: str) -> Problem:
    """Say which rows were left out, and how to have them in."""
    cell = f"{next(iter(sheet.column_letters), 'A')}{first}"
    return _warning(sheet, cell, what, "rows of data only", f"Left out. {mend}")


def ids_taken(sheet: RawSheet, cell: str, found: str, count: int, value: str) -> Problem:
    """Say that ids were taken out of texts that hold a name, too."""
    return _warning(
        sheet,
        cell,
        f"'{found}'" if count == 1 else f"'{found}' and {count - 1:,} more like it",
        "the id alone",
        f"The id in parentheses was taken: {value}.",
    )


def drifted(sheet: RawSheet, header: Header, known: Confirmed, changes: str) -> Problem:
    """Say what changed in an export since its mapping was confirmed."""
    who = f"{known.who} on {known.at[:10]}" if known.who else "earlier"
    return _warning(
        sheet,
        f"{next(iter(sheet.column_letters), 'A')}{header.last_row}",
        f"headings that changed ({changes})",
        f"those for which the mapping was confirmed by {who}",
        f"It is used for the headings still there. Confirm it again with --map and --table "
        f"{known.table}.",
    )


def not_asked(asked: Confirmed, seen: Sequence[str]) -> Problem:
    """Say that no sheet has the headings that a person mapped."""
    wanted = ", ".join(f"'{heading}'" for heading, _ in asked.columns)
    return Problem(
        file="",
        sheet="",
        cell="",
        found=f"no sheet with the headings {wanted}",
        expected=f"a sheet of {asked.table} that has them",
        mend=f"The headings seen are {_quoted(seen)}.",
    )


def no_headings(sheet: RawSheet, table: Table | None) -> Problem:
    """Say that a sheet is empty: an error where its name is a table's, which was to be filled."""
    errors = list(dict.fromkeys(text for _, _, text in sheet.error_cells))
    if table is None or errors:
        found = f"a sheet with nothing but errors ({', '.join(errors)})" if errors else (
            "an empty sheet"
        )  # fmt: skip
        level = Level.ERROR if table else Level.WARNING
        return Problem(sheet.upload.name, sheet.name, "", found, "headings and rows",
                       "It was left out.", level)  # fmt: skip
    required = ", ".join(column.name for column in table.columns if column.required)
    return _at(sheet, "A1", "no headings", f"the headings {required}", "Write them in row 1.")


def cover(sheet: RawSheet) -> Problem:
    """Say that a sheet of explanations was left out."""
    found, expected = "a sheet that explains", "headings and rows"
    mend = "It was left out. Name the sheet as the table it holds if it is one."
    return _warning(sheet, "", found, expected, mend)


def hidden(sheet: RawSheet) -> Problem:
    """Say that a hidden sheet was left out, and how to have it in."""
    return _warning(
        sheet,
        "",
        "a hidden sheet",
        "sheets that can be seen",
        f'It was left out. Unhide it in Excel and save, or load it with --sheet "{sheet.name}", '
        "to have it in.",
    )


def no_such_sheet(name: str, seen: Sequence[str]) -> Problem:
    """Say that no file has the sheet that a person asked for."""
    return Problem(
        file="",
        sheet=name,
        cell="",
        found=f"no sheet '{name}'",
        expected="a sheet of that name, which --sheet asks for",
        mend=f"The sheets are {_quoted(seen)}." if seen else "No sheet could be read.",
    )


def nothing_recognised(
    upload: Upload, sheets: Sequence[RawSheet], told: Sequence[Problem]
) -> Problem:
    """Say that no sheet of a file is ours, and what each of the first is instead.

    A hidden sheet with more rows than any that can be seen is likely the one that was meant.
    """
    seen = max((sheet.cells.num_rows for sheet in sheets if not sheet.hidden), default=0)
    larger = [one for one in sheets if one.hidden and one.cells.num_rows > seen]
    meant = max(larger, key=lambda one: one.cells.num_rows, default=None)
    said = [
        f"'{one.sheet}' is {one.found}."
        + (_why(one.mend) if len(told) == 1 or one.sheet == (meant and meant.name) else "")
        for one in told
    ]
    if meant:
        said.insert(0, f"The rows may be in the hidden sheet '{meant.name}': load it with --sheet "
                       f'"{meant.name}", or unhide it.')  # fmt: skip
    return Problem(
        file=upload.name,
        sheet="",
        cell="",
        found="no sheet that is one of ours",
        expected=f"one of {', '.join(table.sheet for table in TABLES)}",
        mend=" ".join([*said[:6], *([f"There are {len(said) - 6} more."] if said[6:] else [])])
        or "Name the sheet as the table it holds, and check its headings.",
    )


def _why(mend: str) -> str:
    return " " + mend.removeprefix("It was left out. ").removeprefix("It was left out.").strip()


def merged(sheet: RawSheet, spans: Sequence[str]) -> Problem:
    """Say that the value of merged cells was taken for every row that they span."""
    first = ", ".join(spans[:5])
    more = f" and {len(spans) - 5:,} more" if len(spans) > 5 else ""
    return _warning(
        sheet,
        spans[0].partition(":")[0],
        f"merged cells in {first}{more}",
        "a value in each cell",
        "The value was taken for each row and column that they span. Unmerge them and fill in "
        "the cells if it is not meant so.",
    )


def not_ours(
    sheet: RawSheet, headings: Sequence[str], nearest: tuple[Table, Sequence[str]] | None
) -> Problem:
    """Say that a sheet is none of ours, with what was seen and what it would need."""
    seen = [text for text in headings if text]
    if sheet.header_row == sheet.cells.num_rows:
        texts = [text for column in sheet.cells.columns if (text := column[-1].as_py())]
        return _warning(
            sheet,
            "",
            f"a sheet with one row alone ({_quoted(texts)})",
            "headings and rows",
            "It was left out. If it shows what another file holds, bring that file.",
        )
    said = f" Its headings are {_quoted(seen)}." if seen else " It has no row of headings."
    near = ""
    if nearest and nearest[1]:
        near = f" {nearest[0].sheet} comes nearest, and needs {', '.join(nearest[1])} as well."
    return _warning(
        sheet,
        "",
        "a sheet that is none of ours",
        f"one of {', '.join(table.sheet for table in TABLES)}",
        f"It was left out.{said}{near} Name the sheet as the table it holds, and check its "
        "headings.",
    )


def _map(heading: str, column: str, table: Table) -> str:
    return f'load it with --map "{heading}={column}" --table {table.name}'


def _quoted(headings: Sequence[str]) -> str:
    first = ", ".join(f"'{text}'" for text in headings[:_SHOWN])
    return f"{first} and {len(headings) - _SHOWN} more" if len(headings) > _SHOWN else first


def _warning(sheet: RawSheet, cell: str, found: str, expected: str, mend: str) -> Problem:
    return Problem(sheet.upload.name, sheet.name, cell, found, expected, mend, Level.WARNING)


def _at(sheet: RawSheet, cell: str, found: str, expected: str, mend: str) -> Problem:
    return Problem(sheet.upload.name, sheet.name, cell, found, expected, mend)
