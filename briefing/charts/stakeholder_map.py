"""The influence/interest map, in the team's own form and in the form that the room sees.

The drawing is the same for everybody's stakeholders and only its data differ: Altair takes a
third of a second to build one that has a layer for each text.
"""

from collections.abc import Sequence
from functools import cache
from textwrap import wrap
from typing import Any, NamedTuple

import altair as alt

from briefing.charts import theme
from briefing.charts.labels import Spot, along, place_labels
from briefing.figures.stakeholders import MEANING, MIDDLE, Position, PublicPosition, Quadrant

PAGE = theme.Size(556, 372)
BRIEF = theme.Size(310, 236)
_RADIUS = 10
_TOP = 10.0
_INSET = 9
_NAME_SIZE = 17
_KEY_DROP = 20
_TITLE_ROOM = 30
_LEAST_STEP = 16.0
_MOST_STEP = 34.0
_MOST_LINES = 2
_LINE = 16
_MOST_NAMED = 14
_PADDING = {"left": 28, "right": 12, "top": 12, "bottom": 32}
_CLOSELY = Quadrant.MANAGE_CLOSELY
_MARKS = {
    "with us": (theme.ACCENT, theme.ACCENT),
    "open": (theme.GREY, theme.GREY),
    "not yet": (theme.FIELD, theme.WARNING),
    "not rated": (theme.FIELD, theme.GREY),
}

_Rows = list[dict[str, Any]]


class _Slot(NamedTuple):
    name: str
    lines: tuple[str, ...]
    x: float
    y: float
    strong: bool


def size_within(whole: theme.Size) -> theme.Size:
    """Give the plotting area of a map that is to fill so many pixels with all its words."""
    return theme.Size(
        whole.width - _PADDING["left"] - _PADDING["right"],
        whole.height - _PADDING["top"] - _PADDING["bottom"],
    )


def team_map(positions: Sequence[Position], size: theme.Size = PAGE) -> dict[str, Any]:
    """Draw every stakeholder at their rating, filled as they stand, with a tail to the last one.

    Confidential: the spec holds ratings and stances.
    """
    spots = [
        Spot(p.public.stakeholder, _x(p.interest, size), _y(p.influence, size)) for p in positions
    ]
    before = [
        (_x(interest, size), _y(influence, size))
        for p in positions
        for interest, influence in [p.before or (p.interest, p.influence)]
    ]
    tail_boxes = [
        box
        for spot, start in zip(spots, before, strict=True)
        for box in along(start, (spot.x, spot.y))
    ]
    labels = place_labels(spots, _RADIUS, _name_size(size), (size.width, size.height), tail_boxes)
    deciding = [p.public for p in positions if p.public.quadrant is _CLOSELY]
    points = [
        {
            "name": spot.name,
            "x": spot.x,
            "y": spot.y,
            "x0": start[0],
            "y0": start[1],
            "fill": _MARKS[position.standing][0],
            "stroke": _MARKS[position.standing][1],
        }
        for position, spot, start in zip(positions, spots, before, strict=True)
    ]
    # Among many only those who decide are named; the plan beside the map names them all.
    names = [
        _word(
            label.name,
            label.x,
            label.y,
            align=label.align,
            size=_name_size(size),
            strong=p.public in deciding,
        )
        for p in positions
        for label in [labels[p.public.stakeholder]]
        if len(positions) <= _MOST_NAMED or p.public in deciding
    ]
    shown = [standing for standing in _MARKS if any(p.standing == standing for p in positions)]
    key, key_words = _key(shown, size)
    return _finished(size, 3.14 * _RADIUS**2, points, [*names, *key_words], key)


def public_map(positions: Sequence[PublicPosition], size: theme.Size = PAGE) -> dict[str, Any]:
    """List every stakeholder's name in their quadrant; where in it says nothing."""
    slots = [slot for quadrant in Quadrant for slot in _slots(positions, quadrant, size)]
    points = [
        {
            "name": slot.name,
            "x": slot.x,
            "y": slot.y,
            "x0": slot.x,
            "y0": slot.y,
            "fill": theme.ACCENT if slot.strong else theme.GREY,
            "stroke": theme.ACCENT if slot.strong else theme.GREY,
        }
        for slot in slots
    ]
    names = [
        _word(line, slot.x + 12, slot.y + at * _LINE, size=_name_size(size), strong=slot.strong)
        for slot in slots
        for at, line in enumerate(slot.lines)
    ]
    return _finished(size, 60, points, names)


def _slots(
    positions: Sequence[PublicPosition], quadrant: Quadrant, size: theme.Size
) -> list[_Slot]:
    """List the names of a quadrant from its top; what has no room is counted in the last line."""
    broken = [_broken(p.stakeholder, size) for p in positions if p.quadrant is quadrant]
    names = [p.stakeholder for p in positions if p.quadrant is quadrant]
    left, top = _corner(quadrant, size)
    room = size.height / 2 - _TITLE_ROOM
    lines = int(room // _LEAST_STEP)
    if sum(map(len, broken)) > lines:
        kept = next(
            count for count in range(len(broken), -1, -1) if sum(map(len, broken[:count])) < lines
        )
        more = f"and {len(names) - kept} more"
        names, broken = [*names[:kept], more], [*broken[:kept], (more,)]
    # The lines of one name stand close; the names share what is left.
    further = [len(lines) - 1 for lines in broken]
    step = min(_MOST_STEP, (room - _LINE * sum(further)) / max(len(broken), 1))
    first = top + (8 if top else _TITLE_ROOM)
    return [
        _Slot(
            name,
            text,
            left + 18,
            first + (at + 0.5) * step + _LINE * sum(further[:at]),
            quadrant is _CLOSELY,
        )
        for at, (name, text) in enumerate(zip(names, broken, strict=True))
    ]


def _broken(name: str, size: theme.Size) -> tuple[str, ...]:
    """Break a name that is wider than half the map into two lines; what is longer is cut with …."""
    most = int((size.width / 2 - 34) / (_name_size(size) * 0.5))
    return tuple(wrap(name, most, max_lines=_MOST_LINES, placeholder="…"))


def _name_size(size: theme.Size) -> int:
    return _NAME_SIZE if size == PAGE else theme.TEXT_SIZE


def _finished(
    size: theme.Size, area: float, points: _Rows, words: _Rows, key: Sequence[dict[str, Any]] = ()
) -> dict[str, Any]:
    datasets = {
        "fields": _fields(size),
        "points": points,
        "key": list(key),
        "words": [*_ground_words(size, beside_key=bool(key)), *words],
    }
    if not key:
        del datasets["key"]
    return _drawing(size, area, keyed=bool(key)) | {"datasets": datasets}


@cache
def _drawing(size: theme.Size, area: float, *, keyed: bool) -> dict[str, Any]:
    """Give the specification without its data. Nobody may change it: it is kept."""
    x, y = _pixels("x", size.width), _pixels("y", size.height)
    fill, stroke = alt.Fill("fill:N", scale=None), alt.Stroke("stroke:N", scale=None)
    fields = (
        _named("fields").mark_rect(stroke=theme.LINE).encode(x=x, y=y, x2="x2", y2="y2", fill=fill)
    )
    tails = (
        _named("points")
        .mark_rule(strokeWidth=3, opacity=0.35, strokeCap="round")
        .encode(x=x, y=y, x2="x0", y2="y0", color=alt.Color("stroke:N", scale=None))
    )
    marks = [
        _named(name)
        .mark_circle(size=extent, opacity=1, strokeWidth=2.5)
        .encode(x=x, y=y, fill=fill, stroke=stroke)
        for name, extent in (("points", area), *([("key", 120)] if keyed else []))
    ]
    words = (
        _named("words")
        .mark_text(
            baseline="middle",
            align=alt.expr("datum.align"),
            angle=alt.expr("datum.angle"),
            fontSize=alt.expr("datum.size"),
            fontWeight=alt.expr("datum.weight"),
        )
        .encode(x=x, y=y, text="text:N", color=alt.Color("colour:N", scale=None))
    )
    chart = theme.layered(fields, tails, *marks, words)
    return theme.framed(chart.properties(width=size.width, height=size.height), _PADDING)


def _named(dataset: str) -> alt.Chart:
    return alt.Chart(alt.NamedData(dataset))


def _fields(size: theme.Size) -> _Rows:
    return [
        {
            "x": left,
            "y": top,
            "x2": left + size.width / 2,
            "y2": top + size.height / 2,
            "fill": theme.QUADRANT_TINT if quadrant is _CLOSELY else theme.FIELD,
        }
        for quadrant in Quadrant
        for left, top in [_corner(quadrant, size)]
    ]


def _ground_words(size: theme.Size, *, beside_key: bool) -> _Rows:
    """Name the four fields, and say what the two directions mean."""
    titles = [
        _word(
            f"{quadrant.value}: {MEANING[quadrant]}" if size == PAGE else quadrant.value,
            size.width - _INSET if left else _INSET,
            top + 18 if not top else size.height - 16,
            align="right" if left else "left",
            colour=theme.ACCENT if quadrant is _CLOSELY else theme.SOFT,
            strong=quadrant is _CLOSELY,
        )
        for quadrant in Quadrant
        for left, top in [_corner(quadrant, size)]
    ]
    align, x = ("right", size.width) if beside_key else ("center", _x(MIDDLE, size))
    return [
        *titles,
        _word("Interest →", x, size.height + _KEY_DROP, align=align),
        _word("Influence →", -18, _y(MIDDLE, size), align="center", angle=270),
    ]


def _key(standings: Sequence[str], size: theme.Size) -> tuple[_Rows, _Rows]:
    """Explain the marks, below the map at its left: the marks, and their words."""
    marks, words = [], []
    x, y = 6.0, size.height + _KEY_DROP
    for standing in standings:
        fill, stroke = _MARKS[standing]
        marks.append({"x": x, "y": y, "fill": fill, "stroke": stroke})
        words.append(_word(standing, x + 12, y, colour=theme.SOFT))
        x += 34 + len(standing) * 7
    return marks, words


def _word(  # noqa: PLR0913 a text, its place and its look
    text: str,
    x: float,
    y: float,
    *,
    align: str = "left",
    angle: int = 0,
    size: int = theme.TEXT_SIZE,
    colour: str = theme.INK,
    strong: bool = False,
) -> dict[str, Any]:
    weight = "bold" if strong else "normal"
    return {
        "text": text, "x": x, "y": y, "align": align, "angle": angle, "size": size,
        "colour": colour, "weight": weight,
    }  # fmt: skip


def _pixels(field: str, extent: int) -> dict[str, Any]:
    """Encode a field that is already in pixels."""
    return {
        "field": field,
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [0, extent], "range": [0, extent], "nice": False},
    }


def _corner(quadrant: Quadrant, size: theme.Size) -> tuple[float, float]:
    right = quadrant in (Quadrant.MANAGE_CLOSELY, Quadrant.KEEP_INFORMED)
    low = quadrant in (Quadrant.KEEP_INFORMED, Quadrant.MONITOR)
    return (size.width / 2 if right else 0.0, size.height / 2 if low else 0.0)


def _x(interest: float, size: theme.Size) -> float:
    return interest / _TOP * size.width


def _y(influence: float, size: theme.Size) -> float:
    return (1 - influence / _TOP) * size.height
