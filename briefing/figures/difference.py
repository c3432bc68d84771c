"""Move: a figure that a load would change, from what to what."""

from collections.abc import Mapping
from dataclasses import dataclass

from briefing.figures.model import Figure


@dataclass(frozen=True)
class Move:
    """One figure before and after, as printed; "" where it is not there at all."""

    key: str
    title: str
    period: str
    before: str
    after: str


def moves(before: Mapping[str, Figure], after: Mapping[str, Figure]) -> list[Move]:
    """Give the figures that would be printed otherwise, in the order of `after`.

    One that moves by less than is printed does not move on the board's pages.
    """
    found = []
    for key in [*after, *(key for key in before if key not in after)]:
        old, new = before.get(key), after.get(key)
        if old and new and (old.text, old.period) == (new.text, new.period):
            continue
        shown = new or old
        if shown is None:
            continue
        found.append(
            Move(key, shown.title, shown.period, old.text if old else "", new.text if new else "")
        )
    return found
