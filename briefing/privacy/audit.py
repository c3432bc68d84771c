"""audit: what a mart gives away of its hidden small cells, worked out as anybody could."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import duckdb

from briefing.privacy.bounds import Bounds, ContradictoryError
from briefing.privacy.cells import KpiCells, Place, published_cells
from briefing.privacy.nested import Joint, Nesting, joints


@dataclass(frozen=True)
class Finding:
    """A small cell that lies between `low` and `high`, which is too near."""

    quantity: str
    place: Place
    low: float
    high: float

    def __str__(self) -> str:
        """Say it in a line."""
        return (
            f"{self.quantity} of {self.place.scope}, {self.place.grain} from "
            f"{self.place.starts_on}, is {self.low:g} to {self.high:g} by what is shown"
        )


@dataclass(frozen=True)
class Audit:
    """What an audit looked at, and what it found."""

    hidden: int
    small: int
    bounded: int
    findings: tuple[Finding, ...]


def audit(  # noqa: PLR0913, PLR0917 what is known of the KPIs that a mart does not say
    mart: duckdb.DuckDBPyConnection,
    minimum: int,
    counting_people: Collection[str],
    signed: Collection[str],
    nobody: Collection[str],
    averages: Collection[str],
    nestings: Iterable[Nesting] = (),
) -> Audit:
    """Bound each small cell by all cells that an open mart shows.

    `counting_people` are the KPIs whose numerator is a number of people, `signed` those whose
    numerator may be below 0, `nobody` those that have cells without anybody behind them, and
    `averages` those whose n is the people on average.
    Raises ContradictoryError where the cells do not add up.
    """
    cells = published_cells(mart, counting_people, signed, nobody, averages)
    return audit_cells(cells, minimum, nestings)


def audit_cells(cells: Sequence[KpiCells], minimum: int, nestings: Iterable[Nesting] = ()) -> Audit:
    """Bound each small cell by all that is shown of these. Raises ContradictoryError."""
    every = [one for joint in joints(cells, nestings) for one in _bounds(joint, minimum)]
    return Audit(
        hidden=sum(len(one.hidden) for one in cells),
        small=sum(len(one.small) for one in cells),
        bounded=sum(len(bounds.small) for _, bounds in every),
        findings=tuple(found for joint, bounds in every for found in _findings(joint, bounds)),
    )


def _bounds(joint: Joint, minimum: int) -> list[tuple[Joint, Bounds]]:
    """Bound quantities together, or each alone where together they cannot all be true."""
    try:
        return [(joint, Bounds(joint, minimum))]
    except ContradictoryError:
        if len(joint.quantities) == 1:
            raise
        return [(alone, Bounds(alone, minimum)) for alone in joint.alone()]


def _findings(joint: Joint, bounds: Bounds) -> Iterator[Finding]:
    for nth, (of, place) in enumerate(bounds.small):
        if narrow := bounds.narrow(nth):
            yield Finding(joint.quantities[of].name, place, narrow.low, narrow.high)
