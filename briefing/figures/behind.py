"""Behind and follow: where a figure comes from, and its rows for who may see them while kept."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from briefing.access import Act, Person
from briefing.figures.kpi import measured
from briefing.figures.model import Figure
from briefing.figures.trace import Counts, SheetKey, TracedCells, trace
from briefing.privacy import ORGANISATION
from briefing.store.duck import read
from briefing.store.facts import Facts, Selection
from briefing.store.mart import Mart
from briefing.store.rows import Load
from briefing.store.snapshots import Home, Snapshot, SnapshotDamagedError

_DELETED = "The rows themselves are no longer kept; their counts are those kept with the figures."
_DAMAGED = "The file of rows is not the one that was published, so nothing is read from it."


@dataclass(frozen=True)
class Behind:
    """The rows behind a snapshot's figures, as one person may see them.

    `path` is None where they may not, or where there are none; `note` then says the latter.
    """

    mart: Mart
    person: Person
    path: Path | None
    note: str

    @classmethod
    def of(cls, home: Home, snapshot: Snapshot, mart: Mart, person: Person) -> "Behind":
        """Look whether the rows of a snapshot are there; that they are gone is no error."""
        if not home.facts(snapshot.id).exists():
            return cls(mart, person, None, _DELETED)
        if not person.may(Act.SEE_ROWS):
            return cls(mart, person, None, "")
        try:
            return cls(mart, person, home.verified_facts(snapshot), "")
        except SnapshotDamagedError:
            return cls(mart, person, None, _DAMAGED)

    def counts(self, figure: Figure) -> dict[SheetKey, Counts]:
        """Give what a measure makes of each sheet's rows; nothing for what is no measure."""
        if self.path is None:
            return {}
        with closing(read(self.path)) as con:
            facts = Facts(con)
            return {
                (load.load, load.sheet): _counts(
                    facts.count(load, selection),
                    selection,
                    whole=selection.units == self.mart.units_in(ORGANISATION),
                )
                for load, selection in self._selections(figure)
            }

    def rows(
        self, figure: Figure, load: Load, columns: list[str], place: int, page: int
    ) -> list[tuple[object, ...]]:
        """Give a page of a sheet's rows, each with its number first.

        `place` is that of `Counts.parts`; what is no measure has all its rows in the first.
        Raises NotAllowedError.
        """
        self.person.must(Act.SEE_ROWS)
        if self.path is None:
            return []
        chosen = next(
            (choice for one, choice in self._selections(figure) if one == load), Selection()
        )
        with closing(read(self.path)) as con:
            return Facts(con).rows(load, chosen, columns, place, page)

    def _selections(self, figure: Figure) -> Iterator[tuple[Load, Selection]]:
        """Give, for each sheet that a measure's value is worked out from, the rows it is about."""
        found = measured(self.mart, figure)
        if found is None:
            return
        kpi, cells = found
        units = self.mart.units_in(cells[0].scope)
        periods = tuple((cell.starts_on, cell.ends_on) for cell in cells)
        for reads in kpi.reads:
            for load in self.mart.loads:
                if load.table == reads.table:
                    yield load, Selection(reads.counting, kpi.key, units, periods)


@dataclass(frozen=True)
class Traced:
    """A figure followed to where it comes from: its cells, and when their files were loaded.

    `lines` says the latter, and what there is to say of rows that are no longer kept. `rests_on`
    are the keys of the figures that it is worked out from.
    """

    behind: Behind
    cells: tuple[TracedCells, ...]
    loaded: tuple[str, ...]
    rests_on: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """All there is to say in words."""
        return (*self.loaded, *filter(None, [self.behind.note]))


def follow(
    home: Home, snapshot: Snapshot, behind: Behind, figures: Mapping[str, Figure], key: str
) -> Traced:
    """Follow one of a snapshot's figures to its cells, as far as its rows may be seen."""
    figure = figures[key]
    cells = trace(figure, behind.mart.loads, behind.counts(figure))
    loaded = loaded_lines(home, snapshot, cells, behind.person)
    return Traced(
        behind, cells, tuple(loaded), tuple(one for one in figure.rests_on if one in figures)
    )


def _counts(numbers: list[int], selection: Selection, *, whole: bool) -> Counts:
    counted, *left_out, outside = numbers
    reasons = [words for _, words in selection.counting.omits]
    period = "the period" if len(selection.periods) == 1 else "both periods"
    return Counts(
        counted,
        tuple(zip(reasons, left_out, strict=True)),
        outside,
        period if whole else f"{period} or the unit",
    )


def loaded_lines(
    home: Home, snapshot: Snapshot, cells: Sequence[TracedCells], person: Person
) -> list[str]:
    """Say of each file that cells stand in when it was loaded, and in which snapshot.

    A table is the snapshot's own, or was carried over from one that it was built upon. Who
    loaded it is for those who may see the loads.
    """
    named = person.may(Act.SEE_LOADS)
    earlier = [act for act in home.ledger.entries() if act.position <= snapshot.position]
    undone = {act.payload["snapshot"] for act in earlier if act.kind == "undo"}
    upon = [one for one in home.history()
            if one.position <= snapshot.position and one.id not in undone]  # fmt: skip
    lines = []
    for one in cells:
        publish = next((s for s in (snapshot, *reversed(upon)) if one.table in s.tables), None)
        if publish:
            day = f"{datetime.fromisoformat(publish.at):%d %b %Y, %H:%M} UTC"
            who = f" by {publish.who}" if named else ""
            lines.append(f"{one.source.file} loaded{who}, {day}, snapshot {publish.id}")
    return list(dict.fromkeys(lines))
