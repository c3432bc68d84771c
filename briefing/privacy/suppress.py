"""suppress: hide small cells, and as many others as it takes that nothing gives them away."""

from collections.abc import Iterable, Sequence

from briefing.privacy.bounds import Bounds, ContradictoryError, Narrow
from briefing.privacy.cells import KpiCells, Place
from briefing.privacy.quantities import Quantity, quantities

_SHORT = (1, 3)
"""The periods that are rather given up than a year's: a month, and a quarter."""


def suppress(cells: Sequence[KpiCells], minimum: int) -> None:
    """Hide cells in place until no small one can be worked out from those that are shown.

    What gives one away is the cell that costs least among those that tell it: a month before a
    year, and a small unit before a large one.
    """
    for one in cells:
        for months in _SHORT:
            _hide_series(one, months, minimum)
        _hide_between_years(one)
    for quantity in quantities(cells):
        _protect(quantity, minimum)


def _hide_series(cells: KpiCells, months: int, minimum: int) -> None:
    """Hide all short periods of a part of which one is hidden, and those of the next smallest.

    Subtracting what is shown from the organisation's leaves two of them at least, and `minimum`
    people in each period. This is where nearly all that must be hidden is, and the same units
    give it in every period.
    """
    series: dict[str, list[Place]] = {}
    for place in sorted(cells.there):
        if place.months == months and not place.whole:
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


def _protect(quantity: Quantity, minimum: int) -> None:
    """Hide what gives a small cell of one quantity away; of others it only hides more."""
    weight = _weights(quantity)
    try:
        bounds = Bounds(quantity, minimum)
        while _pass(quantity, bounds, minimum, weight):
            bounds.build()
    except ContradictoryError:
        # Parts that do not make the whole cannot be judged: none of them is shown.
        for place in quantity.parts:
            quantity.hide(place)


def _pass(quantity: Quantity, bounds: Bounds, minimum: int, weight: dict[str, float]) -> bool:
    """Hide what it takes for each small cell; say whether all has to be looked at once more."""
    new_unknowns: set[Place] = set()
    for nth in range(len(bounds.small)):
        # What was hidden for another may already give this one room.
        while narrow := bounds.narrow(nth):
            if not new_unknowns.isdisjoint(_other_parts(quantity, narrow)):
                break
            among = _candidates(quantity, narrow)
            if not among:
                break
            chosen = _cheapest(quantity, narrow, among, minimum, weight)
            quantity.hide(chosen)
            if not bounds.free(chosen):
                new_unknowns.add(chosen)
                break
    return bool(new_unknowns)


def _weights(quantity: Quantity) -> dict[str, float]:
    """Give each scope's size: what all of its shown and hidden cells hold together."""
    weight: dict[str, float] = {}
    for one in quantity.measured:
        for place, of in one.cells.numbers.items():
            weight[place.scope] = weight.get(place.scope, 0.0) + of.n
    return weight


def _candidates(quantity: Quantity, narrow: Narrow) -> set[Place]:
    """Give the shown places without which a hidden one might have room.

    They are the parts' own longer periods that tell it; where only the organisation's do, the
    other parts of these periods.
    """
    parts = {told for told in narrow.told_by if not told.whole}
    for among in (parts, _other_parts(quantity, narrow), set(narrow.told_by)):
        found = {place for place in among if _can_be_hidden(quantity, place)}
        if found:
            return found
    return set()


def _other_parts(quantity: Quantity, narrow: Narrow) -> set[Place]:
    """Give the parts of the organisation's periods that tell a hidden cell."""
    scopes = {place.scope for place in quantity.parts}
    return {
        place
        for told in narrow.told_by
        if told.whole
        for scope in scopes
        if (place := Place(scope, told.first, told.months)) in quantity.parts
    }


def _can_be_hidden(quantity: Quantity, place: Place) -> bool:
    return quantity.shown(place) is not None and not quantity.fixed(place)


def _cheapest(
    quantity: Quantity,
    narrow: Narrow,
    among: Iterable[Place],
    minimum: int,
    weight: dict[str, float],
) -> Place:
    """Give the place whose hiding gives room and costs least."""
    needed = minimum - (narrow.high - narrow.low) if quantity.people else 0.0

    def cost(place: Place) -> tuple[bool, int, bool, float, Place]:
        gives = (quantity.shown(place) or 0.0) >= needed
        return place.whole, place.months, not gives, weight.get(place.scope, 0.0), place

    return min(among, key=cost)
