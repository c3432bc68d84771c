"""place_labels: a side for each point's name, so that no name covers another or a point."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_CHARACTER = 0.56
"""Width of an average character of the text face, in its size."""
_GAP = 6.0

Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""


@dataclass(frozen=True)
class Spot:
    """A named point, in pixels from the exhibit's upper left corner."""

    name: str
    x: float
    y: float


@dataclass(frozen=True)
class Label:
    """Where a point's name stands: its anchor, how it is aligned there, and its extent."""

    name: str
    x: float
    y: float
    align: str
    box: Box


def place_labels(
    spots: Sequence[Spot],
    radius: float,
    size: float,
    extent: tuple[float, float],
    taken: Sequence[Box] = (),
) -> dict[str, Label]:
    """Place each name to the right of its point, else to the left, above, below, or further out.

    `radius` is the points', `size` the type's, `extent` the exhibit's width and height, all in
    pixels; `taken` are places that are in use already. Where none is free, the name goes where
    it touches least.
    """
    circles = [(s.x - radius, s.y - radius, s.x + radius, s.y + radius) for s in spots]
    placed: list[Label] = []
    for index, spot in enumerate(spots):
        others = [box for other, box in enumerate(circles) if other != index]
        others += [*taken, *(label.box for label in placed)]
        choices = list(_choices(spot, radius, size))
        inside = [choice for choice in choices if _overlap_count(choice.box, [], extent) == 0]
        placed.append(
            min(inside or choices, key=lambda choice: _overlap_count(choice.box, others, extent))
        )
    return {label.name: label for label in placed}


def along(start: tuple[float, float], end: tuple[float, float], pieces: int = 8) -> list[Box]:
    """Give small boxes that cover a line, for `taken`."""
    (x, y), (x2, y2) = start, end
    steps = [(x + (x2 - x) * n / pieces, y + (y2 - y) * n / pieces) for n in range(pieces + 1)]
    return [
        (min(left, right), min(top, low) - 1, max(left, right), max(top, low) + 1)
        for (left, top), (right, low) in pairwise(steps)
    ]


def _choices(spot: Spot, radius: float, size: float) -> list[Label]:
    text_width = len(spot.name) * size * _CHARACTER
    beside = radius + _GAP
    found = []
    rises = [side * size * step * 0.5 for step in range(16) for side in (1, -1)]
    for rise in rises:
        for align, x in (("left", spot.x + beside), ("right", spot.x - beside)):
            left = x if align == "left" else x - text_width
            y = spot.y + rise
            box = (left, y - size / 2, left + text_width, y + size / 2)
            found.append(Label(spot.name, x, y, align, box))
        y = spot.y + (radius + size * 0.8 + abs(rise)) * (-1 if rise <= 0 else 1)
        box = (spot.x - text_width / 2, y - size / 2, spot.x + text_width / 2, y + size / 2)
        found.append(Label(spot.name, spot.x, y, "center", box))
    return found


def _overlap_count(box: Box, others: Sequence[Box], extent: tuple[float, float]) -> int:
    outside = box[0] < 0 or box[1] < 0 or box[2] > extent[0] or box[3] > extent[1]
    return outside + sum(_overlap(box, other) for other in others)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
