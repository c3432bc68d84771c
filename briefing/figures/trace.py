"""Trace: the cells that a figure rests on, with how many rows count, and the way back."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from briefing.figures.model import Figure, Source
from briefing.store.rows import Load


@dataclass(frozen=True)
class TracedCells:
    """A range of cells that a figure rests on: its rows, and those of them without a value.

    `column` is the name under which the cells are declared, "" where they are one row's; `empty`
    is None where it would speak of fewer people than the minimum group.
    """

    source: Source
    column: str
    rows: int
    empty: int | None

    def __str__(self) -> str:
        """Say it in a line: "people.xlsx › Workers!F2:F1840, 1,839 rows, 30 without left_on"."""
        place = f"{self.source.file} › {self.source.sheet}!{self.source.cells}"
        rows = f"{self.rows:,} row{'' if self.rows == 1 else 's'}"
        if self.empty is None:
            return f"{place}, {rows}, some without {self.column} or with it: too few to say"
        without = f", {self.empty:,} without {self.column}" if self.empty else ""
        return f"{place}, {rows}{without}"

    def as_dict(self) -> dict[str, object]:
        """Give the fields by name, as the command line's JSON has them."""
        counts = {"column": self.column, "rows": self.rows, "empty": self.empty}
        return asdict(self.source) | counts


def trace(figure: Figure, loads: Iterable[Load]) -> tuple[TracedCells, ...]:
    """Give the cells that a figure rests on, each range once, in the order of its formula."""
    known = {(load.load, load.sheet): load for load in loads}
    return tuple(
        _traced(source, known[source.load, source.sheet])
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


def _traced(source: Source, load: Load) -> TracedCells:
    first, _, last = source.cells.partition(":")
    letters = first.rstrip("0123456789")
    if last.rstrip("0123456789") != letters:
        # Cells of one row, beside each other.
        return TracedCells(source, "", 1, 0)
    column = next(name for name, letter in load.columns.items() if letter == letters)
    filled = load.filled.get(column)
    return TracedCells(source, column, load.rows, None if filled is None else load.rows - filled)
