"""Nesting and joints: quantities of which one is at most another, to be bounded together."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from briefing.privacy.cells import KpiCells, Place
from briefing.privacy.quantities import Quantity, quantities


class Nesting(NamedTuple):
    """One number of a KPI is at most one of another's, or of its own, wherever both have a cell.

    The kinds are "numerator", "denominator" and "people".
    """

    kpi: str
    kind: str
    within_kpi: str
    within_kind: str


class Cell(NamedTuple):
    """A place of one of a joint's quantities, which is the `nth`."""

    nth: int
    place: Place


@dataclass(frozen=True)
class Joint:
    """Quantities that bound one another. Of each pair in `within` the first is at most the second.

    Pairs are numbers of `quantities`.
    """

    quantities: tuple[Quantity, ...]
    within: tuple[tuple[int, int], ...] = ()

    def alone(self) -> Iterator["Joint"]:
        """Give each that hides something by itself, as if nothing were known of the others."""
        return (Joint((one,)) for one in self.quantities if one.hides)

    def shown(self, cell: Cell) -> float | None:
        """Give a value, if any KPI shows it or has shown it."""
        return self.quantities[cell.nth].shown(cell.place)

    def small(self) -> list[Cell]:
        """Give the hidden places at which a quantity must not be worked out."""
        return [Cell(nth, place) for nth, one in enumerate(self.quantities)
                for place in one.small()]  # fmt: skip


def joints(cells: Iterable[KpiCells], nestings: Iterable[Nesting] = ()) -> list[Joint]:
    """Give every quantity that hides something, each once and with those that it is nested in.

    A nesting that names a KPI without cells says nothing.
    """
    found = quantities(cells)
    pairs = sorted(set(_pairs(found, nestings)))
    apart = list(range(len(found)))
    for low, high in pairs:
        old, new = apart[high], apart[low]
        apart = [new if one == old else one for one in apart]
    return [
        Joint(
            tuple(found[nth] for nth in members),
            tuple((members.index(low), members.index(high)) for low, high in pairs
                  if low in members),
        )
        for group in sorted(set(apart))
        if (members := [nth for nth, one in enumerate(apart) if one == group])
        and any(found[nth].hides for nth in members)
    ]  # fmt: skip


def _pairs(found: Sequence[Quantity], nestings: Iterable[Nesting]) -> Iterator[tuple[int, int]]:
    for one in nestings:
        low = _find(found, one.kpi, one.kind)
        high = _find(found, one.within_kpi, one.within_kind)
        if low is not None and high is not None and low != high:
            yield low, high


def _find(found: Sequence[Quantity], kpi: str, kind: str) -> int | None:
    """Give which quantity a KPI's number is; a denominator that counts people is these people."""
    for wanted in (kind, "people") if kind == "denominator" else (kind,):
        for nth, quantity in enumerate(found):
            for one in quantity.measured:
                if one.cells.kpi == kpi and one.kind == wanted:
                    return nth
    return None
