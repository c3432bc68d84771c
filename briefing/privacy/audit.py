"""audit: what a mart gives away of its hidden small cells, worked out as anybody could."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import duckdb

from briefing.privacy.bounds import Bounds
from briefing.privacy.cells import KpiCells, Place, published_cells
from briefing.privacy.quantities import quantities


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


def audit(
    mart: duckdb.DuckDBPyConnection,
    minimum: int,
    counting_people: Collection[str],
    signed: Collection[str],
    nobody: Collection[str],
) -> Audit:
    """Bound each small cell by all cells that an open mart shows.

    `counting_people` are the KPIs whose numerator is a number of people, `signed` those whose
    numerator may be below 0, and `nobody` those that have cells without anybody behind them.
    Raises ContradictoryError where the cells do not add up.
    """
    return audit_cells(published_cells(mart, counting_people, signed, nobody), minimum)


def audit_cells(cells: Sequence[KpiCells], minimum: int) -> Audit:
    """Bound each small cell by all that is shown of these. Raises ContradictoryError."""
    findings: list[Finding] = []
    bounded = 0
    for quantity in quantities(cells):
        bounds = Bounds(quantity, minimum)
        bounded += len(bounds.small)
        findings += [
            Finding(quantity.name, narrow.place, narrow.low, narrow.high)
            for nth in range(len(bounds.small))
            if (narrow := bounds.narrow(nth))
        ]
    return Audit(
        hidden=sum(len(one.hidden) for one in cells),
        small=sum(len(one.small) for one in cells),
        bounded=bounded,
        findings=tuple(findings),
    )
