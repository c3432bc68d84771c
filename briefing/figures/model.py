"""Figure and Source: a number with its unit, period, formula and the cells it comes from."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date

from briefing.store.rows import Load, Origin


@dataclass(frozen=True)
class Source:
    """Cells that a figure rests on: a range such as F2:F2401 in a sheet of a loaded file."""

    load: str
    file: str
    sheet: str
    cells: str


@dataclass(frozen=True)
class Figure:
    """A number somebody may be held to. `value` is None where `reason` says why.

    `unit` is one of share (1 = 100%), days, months, hours, money, points, people, score,
    rate; `text` is how it is printed, everywhere. `rests_on` are the keys of the figures that it
    is worked out from, beside the cells of `sources`. `team_only` marks what must not be seen by
    those it is about, `vanity` what counts activity and not what came of it.
    """

    key: str
    title: str
    value: float | None
    unit: str
    text: str
    period: str
    as_of: date
    n: int | None
    formula: str
    sources: tuple[Source, ...]
    reason: str | None = None
    team_only: bool = False
    vanity: bool = False
    rests_on: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """Give the fields by name, dates as text, as the command line's JSON has them."""
        return asdict(self) | {"as_of": self.as_of.isoformat()}


@dataclass(frozen=True)
class FigureTable:
    """Figures as they are printed in rows: a title that names unit and period, heads, and texts.

    The first column of each row says what the row is. `keys`, where there are any, has for each
    cell the key of its figure, "" for what is none.
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    keys: tuple[tuple[str, ...], ...] = ()


def column_sources(loads: Iterable[Load], table: str, columns: Iterable[str]) -> list[Source]:
    """Give the cell ranges of some columns of a table, in every file it was loaded from."""
    names = list(columns)
    return [
        Source(
            load.load,
            load.file,
            load.sheet,
            _cells(load, load.columns[name]),
        )
        for load in loads
        if load.table == table and load.rows != 0
        for name in names
        if name in load.columns
    ]


def _cells(load: Load, letter: str) -> str:
    """Give a column's cells, the whole column where its last row would say how few there are."""
    if load.last_row is None:
        return f"{letter}:{letter}"
    return f"{letter}{load.header_row + 1}:{letter}{load.last_row}"


def row_source(loads: Iterable[Load], table: str, origin: Origin, columns: list[str]) -> Source:
    """Give the cells of one row of a small sheet, from the first to the last column named."""
    load = next(
        load
        for load in loads
        if (load.load, load.sheet, load.table) == (origin.load, origin.sheet, table)
    )
    letters = [load.columns[name] for name in columns if name in load.columns]
    cells = f"{letters[0]}{origin.row}"
    if len(letters) > 1:
        cells += f":{letters[-1]}{origin.row}"
    return Source(load.load, load.file, load.sheet, cells)
