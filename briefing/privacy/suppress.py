"""suppress: hide small cells, and as many others as it takes that nothing gives them away."""

from collections.abc import Iterable, Sequence

from briefing.privacy import WITHOUT_CELL
from briefing.privacy.bounds import Bounds, ContradictoryError, Narrow
from briefing.privacy.cells import KpiCells, Place
from briefing.privacy.nested import Cell, Joint, Nesting, joints
from briefing.privacy.unprotected import Unprotected

_SHORT = (1, 3)
"""The periods that are rather given up than a year's: a month, and a quarter."""


def suppress(
    cells: Sequence[KpiCells], minimum: int, nestings: Iterable[Nesting] = ()
) -> list[Unprotected]:
    """Hide cells in place until no small one can be worked out from those that are shown.

    What gives one away is the cell that costs least among those that tell it: a month before a
    year, and a small unit before a large one. Gives what cannot be protected, since an earlier
    snapshot has shown what tells it.
    """
    for one in cells:
        for months in _SHORT:
            _hide_series(one, months, minimum)
        _hide_between_years(one)
    every = joints(cells, nestings)
    judged: list[list[Cell]] = [[] for _ in every]
    told: list[list[Unprotected]] = [[] for _ in every]
    # A small cell that another measure shows is none to protect, until that is hidden, too.
    while waiting := [nth for nth, one in enumerate(every) if one.small() != judged[nth]]:
        for nth in waiting:
            judged[nth] = every[nth].small()
            told[nth] = _protect(every[nth], minimum)
    return sorted({one for of_joint in told for one in of_joint})


def _hide_series(cells: KpiCells, months: int, minimum: int) -> None:
    """Hide all short periods of a part of which one is hidden, and those of the next smallest.

    Subtracting what is shown from the organisation's leaves two of them at least, and `minimum`
    people in each period. This is where nearly all that must be hidden is, and the same units
    give it in every period.
    """
    series: dict[str, list[Place]] = {}
    for place in sorted(cells.there):
        if place.months == months and not place.whole and place.scope != WITHOUT_CELL:
            series.setdefault(place.scope, []).append(place)
    small = {scope for scope, places in series.items() if not cells.hidden.isdisjoint(places)}
    if not small:
        return
    size = {scope: sum(cells.numbers[place].n for place in places)
            for scope, places in series.items()}  # fmt: skip
    apart: dict[int, list[float]] = {}
    for scope in sorted(series, key=lambda scope: (scope not in small, size[scope], scope)):
        places = series[scope]
        needed = any(
            len(hidden) < 2 or sum(hidden) < minimum
            for place in places
            if (hidden := apart.get(place.first))
        )
        if scope not in small and not needed:
            continue
        for place in places:
            if place not in cells.fixed:
                of = cells.numbers[place]
                cells.hidden.add(place)
                apart.setdefault(place.first, []).append(
                    of.numerator if cells.counts_people else of.n
                )


def _hide_between_years(cells: KpiCells) -> None:
    """Show the twelve months of a part whose months are hidden once a year, from the latest back.

    Twelve months that move on by one differ by two months, and all of them leave little room.
    """
    hidden = {place.scope for place in cells.hidden if place.months == 1 and not place.whole}
    years = [place for place in cells.there if place.months == 12]
    latest = max((place.first for place in years), default=0)
    cells.hidden |= {
        place
        for place in years
        if place.scope in hidden and (latest - place.first) % 12 and place not in cells.fixed
    }


def _protect(joint: Joint, minimum: int) -> list[Unprotected]:
    """Hide what gives a small cell of a joint away; of other quantities it only hides more."""
    weight = _weights(joint)
    try:
        bounds = Bounds(joint, minimum)
        while (told := _pass(joint, bounds, minimum, weight)) is None:
            bounds.build()
    except ContradictoryError:
        if len(joint.quantities) > 1:
            return [told for alone in joint.alone() for told in _protect(alone, minimum)]
        # Parts that do not make the whole cannot be judged: none of them is shown.
        (quantity,) = joint.quantities
        for place in quantity.parts:
            quantity.hide(place)
        return []
    return [
        Unprotected(one.cells.kpi, cell.place)
        for cell in told
        for one in joint.quantities[cell.nth].measured
        if one.cells.small.get(cell.place) in one.guards
    ]


def _pass(
    joint: Joint, bounds: Bounds, minimum: int, weight: dict[str, float]
) -> list[Cell] | None:
    """Hide what it takes for each small cell, and give those that nothing protects.

    None where all has to be looked at once more.
    """
    new_unknowns: set[Place] = set()
    told: list[Cell] = []
    for nth, cell in enumerate(bounds.small):
        # What was hidden for another may already give this one room.
        while narrow := bounds.narrow(nth):
            others = {other.place for other in _other_parts(joint, narrow)}
            if not new_unknowns.isdisjoint(others):
                break
            among = _candidates(joint, narrow)
            if not among:
                told.append(cell)
                break
            chosen = _cheapest(joint, narrow, among, minimum, weight)
            joint.quantities[chosen.nth].hide(chosen.place)
            if not bounds.free(chosen.place):
                new_unknowns.add(chosen.place)
                break
    return None if new_unknowns else told


def _weights(joint: Joint) -> dict[str, float]:
    """Give each scope's size: what all of its shown and hidden cells hold together."""
    weight: dict[str, float] = {}
    for one in (one for quantity in joint.quantities for one in quantity.measured):
        for place, of in one.cells.numbers.items():
            weight[place.scope] = weight.get(place.scope, 0.0) + of.n
    return weight


def _candidates(joint: Joint, narrow: Narrow) -> set[Cell]:
    """Give the shown cells without which a hidden one might have room.

    They are the parts' own longer periods that tell it; where only the organisation's do, the
    other parts of these periods.
    """
    parts = {told for told in narrow.told_by if not told.place.whole}
    for among in (parts, _other_parts(joint, narrow), set(narrow.told_by)):
        found = {cell for cell in among if _can_be_hidden(joint, cell)}
        if found:
            return found
    return set()


def _other_parts(joint: Joint, narrow: Narrow) -> set[Cell]:
    """Give the parts of the organisation's periods that tell a hidden cell."""
    found: set[Cell] = set()
    for nth, told in narrow.told_by:
        if told.whole:
            parts = joint.quantities[nth].parts
            scopes = {place.scope for place in parts}
            same = (Place(scope, told.first, told.months) for scope in scopes)
            found |= {Cell(nth, place) for place in same if place in parts}
    return found


def _can_be_hidden(joint: Joint, cell: Cell) -> bool:
    return joint.shown(cell) is not None and not joint.quantities[cell.nth].fixed(cell.place)


def _cheapest(
    joint: Joint,
    narrow: Narrow,
    among: Iterable[Cell],
    minimum: int,
    weight: dict[str, float],
) -> Cell:
    """Give the cell whose hiding gives room and costs least."""
    people = joint.quantities[narrow.cell.nth].people
    needed = minimum - (narrow.high - narrow.low) if people else 0.0

    def cost(cell: Cell) -> tuple[bool, int, bool, float, Place, int]:
        place = cell.place
        gives = (joint.shown(cell) or 0.0) >= needed
        size = weight.get(place.scope, 0.0)
        return place.whole, place.months, not gives, size, place, cell.nth

    return min(among, key=cost)
