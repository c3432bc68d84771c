"""settle: reads the cells of a column that are not plain, or asks once what they mean."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import duckdb
import numpy as np
import pyarrow as pa

from briefing.columns import Column, Kind
from briefing.intake.check import typed
from briefing.intake.dates import read_dates
from briefing.intake.numbers import doubt_thousands, read_numbers
from briefing.intake.recognise import Layout
from briefing.intake.remarks import WAITING_DDL, Remarks
from briefing.intake.shares import read_shares
from briefing.named_values import SETTINGS
from briefing.problems import Problem, counted_cells

_MARKS = ("-", "--", "\u2013", "\u2014", "n/a", "n.a.", "n.a", "#n/a", "null", "(blank)")
_NO_VALUE = (*_MARKS, "none", "(none)", "tbc", "tbd", "tba", "unk", "unknown", "k.a.", "not known")
_NO_NUMBER = (*_NO_VALUE, "na", "nan", "nil", "?", "not available", "not applicable", "not set")
_LONGEST = max(len(word) for word in _NO_NUMBER)
# "None" may be the answer to a question, and NA the unit of North America.
_MISSING = {Kind.TEXT: _MARKS, Kind.ID: _NO_VALUE}

_NUMBERS = {Kind.WHOLE, Kind.NUMBER, Kind.SHARE}
_DATES = {Kind.DATE, Kind.MONTH}

_ODD_BYTES = (b"\x00", b"\t", b"\n", b"\r", b"\xc2\xa0", b"\xe2\x80", b"\xef\xbb\xbf")
_BLANKS = "\u00a0\u2007\u2009\u202f"
_NOTHING = "\u0000\u200b\ufeff"


@dataclass(frozen=True)
class Settled:
    """What there is to say about the columns, and the names of those with texts that wait."""

    problems: tuple[Problem, ...]
    asked: frozenset[str]


def tidied(name: str, cells: pa.Array) -> str:
    """Give the SQL of a column's texts without blanks around them, NULL where nothing is left.

    Blanks of other widths become plain ones, and what has no width goes. Few columns have any,
    and looking through their bytes is faster than having each text rewritten.
    """
    text = f'"{name}"'
    if any(_is_odd(buffer) for buffer in cells.buffers()[2:] if buffer):
        chars = " || ".join(f"chr({ord(char)})" for char in _BLANKS + _NOTHING)
        plain = " " * len(_BLANKS)
        text = f"trim(translate({text}, {chars}, '{plain}'), ' ' || chr(9) || chr(10) || chr(13))"
        return f"nullif({text}, '')"
    return f"nullif(trim({text}), '')" if _has_blanks(cells) else text


def _has_blanks(cells: pa.Array) -> bool:
    """Say whether some text begins or ends with a blank, or is empty."""
    offsets = np.frombuffer(cells.buffers()[1], dtype=np.int32)[cells.offset :][: len(cells) + 1]
    octets = np.frombuffer(cells.buffers()[2] or b"", dtype=np.uint8)
    starts, ends = offsets[:-1], offsets[1:]
    filled = ends > starts
    if filled.sum() + cells.null_count < len(cells):
        return True
    starts, ends = starts[filled], ends[filled]
    return bool((octets[starts] == ord(" ")).any() or (octets[ends - 1] == ord(" ")).any())


def _is_odd(buffer: pa.Buffer) -> bool:
    """Say whether some text of an Arrow buffer holds more than plain blanks between its words."""
    octets = np.frombuffer(buffer, dtype=np.uint8)
    # The least and the greatest are found at once; few buffers have anything beyond plain ASCII.
    if not octets.size or (octets.min() >= ord(" ") and octets.max() < 128):
        return False
    text = octets.tobytes()
    return any(odd in text for odd in _ODD_BYTES)


@dataclass(frozen=True)
class Stated:
    """What Settings states for all that columns leave open; "" where it states nothing."""

    date_order: str = ""
    decimal_mark: str = ""

    def over(self, other: "Stated") -> "Stated":
        """Give what this one states, and the other's where it states nothing."""
        return Stated(self.date_order or other.date_order, self.decimal_mark or other.decimal_mark)


def stated(con: duckdb.DuckDBPyConnection, settings: str = "settings") -> Stated:
    """Give what the rows of Settings in a table state."""
    found = {}
    for name in ("date_order", "decimal_mark"):
        said = typed(SETTINGS[name], "value")
        rows = con.execute(f"SELECT {said} FROM {settings} WHERE name = ?", [name]).fetchall()
        found[name] = next((word for (word,) in rows if word), "")
    return Stated(**found)


def settle_settings(
    con: duckdb.DuckDBPyConnection, layout: Layout, others: Stated
) -> Iterator[Problem]:
    """Read the values in `staged`, a sheet of Settings, as columns of their kinds would be.

    What is read is written back as the text that the declaration asks for.
    """
    if not {"name", "value"} <= set(layout.indexes):
        return
    con.execute(WAITING_DDL)
    con.execute("CREATE OR REPLACE TEMP TABLE whole_sheet AS FROM staged")
    says = stated(con, "whole_sheet").over(others)
    for setting in SETTINGS.values():
        if setting.kind not in _NUMBERS | _DATES:
            continue
        column = replace(setting, name="value")
        con.execute(
            f"""CREATE OR REPLACE TEMP TABLE staged AS
                SELECT _row, value AS "value#", {typed(column, "value")} AS value
                FROM whole_sheet WHERE name = ? AND value IS NOT NULL""",
            [setting.name],
        )
        yield from _settle_columns(con, layout, [column], says).problems
        con.execute(
            """UPDATE whole_sheet SET value = CAST(staged.value AS VARCHAR) FROM staged
               WHERE staged._row = whole_sheet._row AND staged.value IS NOT NULL"""
        )
    con.execute("CREATE OR REPLACE TEMP TABLE staged AS FROM whole_sheet ORDER BY _row")
    con.execute("DROP TABLE whole_sheet")


def settle(con: duckdb.DuckDBPyConnection, layout: Layout, says: Stated) -> Settled:
    """Read the cells of `staged` that their text alone did not settle, column by column.

    Columns of plain cells are only counted. What a column leaves open is asked about once, at its
    heading; what somebody should know of how it was read is a warning there.
    """
    columns = [layout.table.column(name) for name in layout.indexes]
    if not columns:
        return Settled((), frozenset())
    con.execute(WAITING_DDL)
    return _settle_columns(con, layout, columns, says)


def _settle_columns(
    con: duckdb.DuckDBPyConnection, layout: Layout, columns: Sequence[Column], says: Stated
) -> Settled:
    counts = ", ".join(f"{_odd(column)}, {_in_threes(column)}" for column in columns)
    counted = con.execute(f"SELECT {counts} FROM staged").fetchall()[0]
    problems: list[Problem] = []
    asked = set()
    for column, odd, in_threes in zip(columns, counted[::2], counted[1::2], strict=True):
        remarks = Remarks(layout, column.name)
        if odd:
            _take_out_missing(con, remarks, column)
        if odd and column.kind in _DATES:
            read_dates(con, remarks, column, says.date_order)
        decided = (
            odd
            and column.kind in _NUMBERS
            and read_numbers(con, remarks, column, says.decimal_mark)
        )
        if in_threes and not decided:
            doubt_thousands(con, remarks, column, says.decimal_mark)
        if column.kind is Kind.SHARE:
            read_shares(con, remarks, column)
        problems += remarks.problems
        if remarks.waits:
            asked.add(column.name)
    return Settled(tuple(problems), frozenset(asked))


def _odd(column: Column) -> str:
    """Give the SQL that counts the cells to look at: unread, or a word for nothing."""
    name = column.name
    if column.kind in {Kind.TEXT, Kind.ID}:
        return f"count_if({_is_missing(column)})"
    return f'count("{name}#") - count("{name}")'


def _in_threes(column: Column) -> str:
    """Give the SQL that counts numbers with three digits behind the point, where all are so."""
    if column.kind not in {Kind.NUMBER, Kind.SHARE}:
        return "0"
    text = f'"{column.name}#"'
    threes = f"count_if({text} LIKE '%.___')"
    return f"CASE WHEN {threes} = count_if(contains({text}, '.')) THEN {threes} ELSE 0 END"


def _is_missing(column: Column) -> str:
    words = ", ".join(f"'{word}'" for word in _MISSING.get(column.kind, _NO_NUMBER))
    text = f'"{column.name}#"'
    # Most cells are told apart by their length, which is cheap.
    return f"length({text}) <= {_LONGEST} AND lower({text}) IN ({words})"


def _take_out_missing(con: duckdb.DuckDBPyConnection, remarks: Remarks, column: Column) -> None:
    """Empty the cells that say in words that there is nothing; one that must be filled stays."""
    name = column.name
    unread = "" if column.kind in {Kind.TEXT, Kind.ID} else f'"{name}" IS NULL AND '
    missing = f"{unread}{_is_missing(column)}"
    if column.required:
        con.execute(f'UPDATE staged SET "{name}" = NULL WHERE {missing}')
        return
    cells, words, rows = con.execute(
        f"""SELECT count(*), list(DISTINCT "{name}#"), list(_row ORDER BY _row)[:4]
            FROM staged WHERE {missing}"""
    ).fetchall()[0]
    if not cells:
        return
    con.execute(f'UPDATE staged SET "{name}#" = NULL, "{name}" = NULL WHERE {missing}')
    remarks.warn(
        f"{_listed(words)} in {counted_cells(cells)}: {remarks.cells(rows)}",
        f"{column.expectation}, or an empty cell",
        "They were read as empty. Leave a cell empty where nothing is known.",
    )


def _listed(words: Collection[str]) -> str:
    return " and ".join(f"'{word}'" for word in sorted(words)[:3])
