"""Trace: the cells that a figure rests on, with how many rows count, and the way back."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from briefing.figures.model import Figure, Source
from briefing.store.rows import Load

SheetKey = tuple[str, str]
"""Load and sheet: a sheet is one table."""


@dataclass(frozen=True)
class Counts:
    """What a figure makes of the rows of a sheet; `outside_of` says of what the others are."""

    counted: int
    left_out: tuple[tuple[str, int], ...]
    outside: int
    outside_of: str

    def parts(self) -> list[tuple[str, int]]:
        """Give each kind of row in words, with how many there are; the first are those counted."""
        reasons = [(f"left out: {reason}", number) for reason, number in self.left_out]
        return [("counted", self.counted), *reasons, (f"outside {self.outside_of}", self.outside)]

    def __str__(self) -> str:
        """Say it in a line: "212 counted, 3 left out: no productive date, 9 outside the period"."""
        first, *others = self.parts()
        return ", ".join(f"{number:,} {words}" for words, number in (first, *others)
                         if number or words == first[0])  # fmt: skip


@dataclass(frozen=True)
class TracedCells:
    """A range of cells that a figure rests on: its rows, and those of them without a value.

    `column` is the name under which the cells are declared, "" where they are one row's; `rows`
    is None where they are of few people, and `empty` where it would be a number of people.
    `counts` is None where nobody looked at the rows themselves.
    """

    source: Source
    column: str
    rows: int | None
    empty: int | None
    table: str = ""
    counts: Counts | None = None

    @property
    def sheet(self) -> SheetKey:
        """The sheet whose cells they are."""
        return self.source.load, self.source.sheet

    def __str__(self) -> str:
        """Say it in a line: "people.xlsx › Workers!F2:F1840, 1,839 rows, 30 without left_on"."""
        place = f"{self.source.file} › {self.source.sheet}!{self.source.cells}"
        rows = f"{how_many(self.rows)} row{'' if self.rows == 1 else 's'}"
        if self.counts:
            return f"{place}, {rows}: {self.counts}"
        without = f", {self.empty:,} without {self.column}" if self.empty else ""
        return f"{place}, {rows}{without}"

    def as_dict(self) -> dict[str, object]:
        """Give the fields by name, as the command line's JSON has them."""
        numbers = {"column": self.column, "rows": self.rows, "empty": self.empty}
        return asdict(self.source) | numbers | {"counts": self.counts and asdict(self.counts)}


def how_many(rows: int | None) -> str:
    """Print a number of rows, "few" where they are of fewer people than may be told."""
    return "few" if rows is None else f"{rows:,}"


def trace(
    figure: Figure, loads: Iterable[Load], counts: Mapping[SheetKey, Counts] | None = None
) -> tuple[TracedCells, ...]:
    """Give the cells that a figure rests on, each range once, in the order of its formula.

    `counts` has what somebody who may see the rows learnt of them.
    """
    known = {(load.load, load.sheet): load for load in loads}
    return tuple(
        _traced(source, known[source.load, source.sheet], counts or {})
        for source in dict.fromkeys(figure.sources)
    )


def impact(named: str, figures: Mapping[str, Figure], snapshot: str) -> list[Figure]:
    """Give the figures that rest on a load: by its id, its file's name, or the snapshot's id."""
    if named == snapshot:
        return [figure for figure in figures.values() if figure.sources]
    return [
        figure
        for figure in figures.values()
        if any(named in {source.load, source.file} for source in figure.sources)
    ]


def _traced(source: Source, load: Load, counts: Mapping[SheetKey, Counts]) -> TracedCells:
    counted = counts.get((load.load, load.sheet))
    first, _, last = source.cells.partition(":")
    letters = first.rstrip("0123456789")
    if last.rstrip("0123456789") != letters:
        # Cells of one row, beside each other.
        return TracedCells(source, "", 1, 0, load.table, counted)
    column = next(name for name, letter in load.columns.items() if letter == letters)
    filled = load.filled.get(column)
    empty = None if filled is None or load.rows is None else load.rows - filled
    return TracedCells(source, column, load.rows, empty, load.table, counted)
