"""note_without_cell: what the organisation's numbers hold and no unit's cell does."""

from math import floor

from briefing.privacy import WITHOUT_CELL
from briefing.privacy.cells import KpiCells, Numbers, Place, Small

_CLOSE = 1e-9
_MONTHS_A_YEAR = 12


def note_without_cell(cells: KpiCells, minimum: int) -> None:
    """Add a hidden cell where a period of the organisation's is more than all units' cells.

    A unit has none where it has no denominator, or where some months of it are missing; the
    organisation less all that is shown would be that unit. As long as it is of few people it is
    small. What is not may be known, and hides nothing.
    """
    rounded = _rounds_people(cells)
    units: dict[tuple[int, int], list[Numbers]] = {}
    for place, of in cells.numbers.items():
        if not place.whole:
            units.setdefault((place.first, place.months), []).append(of)
    wholes = [(place, of) for place, of in cells.numbers.items() if place.whole]
    for place, whole in wholes:
        added = [sum(one) for one in zip(*units.get((place.first, place.months), ()), strict=True)]
        if not added:
            continue  # nobody has a cell, and the organisation's is all there is
        rest = Numbers(*(_rest(*pair) for pair in zip(whole, added, strict=True)))
        if not (rest.numerator or rest.denominator or (rest.n and not rounded)):
            continue
        where = Place(WITHOUT_CELL, place.first, place.months)
        cells.there |= {where}
        cells.numbers[where] = rest
        cells.hidden.add(where)
        small = Small.of(rest, minimum, counts_people=cells.counts_people)
        if small:
            cells.small[where] = small
        else:
            cells.fixed.add(where)


def _rest(whole: float, added: float) -> float:
    return 0.0 if abs(whole - added) <= _CLOSE * max(1.0, abs(whole)) else whole - added


def _rounds_people(cells: KpiCells) -> bool:
    """Say whether its people are full-time equivalents rounded down, which do not quite add up."""
    average = [(of.n, _MONTHS_A_YEAR * of.denominator / place.months)
               for place, of in cells.numbers.items()]  # fmt: skip
    down = all(n == floor(mean + _CLOSE) for n, mean in average)
    return down and any(n != mean for n, mean in average)
