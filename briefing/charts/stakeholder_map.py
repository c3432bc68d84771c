"""The influence/interest map, in the team's own form and in the form that the room sees."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import altair as alt
import pandas as pd

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
_TITLE_ROOM = 32
_LEAST_STEP = 18.0
_MOST_NAMED = 14
_PADDING = {"left": 28, "right": 12, "top": 12, "bottom": 32}
_CLOSELY = Quadrant.MANAGE_CLOSELY
_MARKS = {
    "with us": (theme.ACCENT, theme.ACCENT),
    "open": (theme.GREY, theme.GREY),
    "not yet": ("white", theme.WARNING),
    "not rated": ("white", theme.GREY),
}


class _Slot(NamedTuple):
    name: str
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
    labels = place_labels(spots, _RADIUS, _NAME_SIZE, (size.width, size.height), tail_boxes)
    deciding = [p.public for p in positions if p.public.quadrant is _CLOSELY]
    rows = []
    for position, spot, start in zip(positions, spots, before, strict=True):
        fill, stroke = _MARKS[position.standing]
        rows.append(
            {
                "name": spot.name,
                "x": spot.x,
                "y": spot.y,
                "x0": start[0],
                "y0": start[1],
                "fill": fill,
                "stroke": stroke,
            }
        )
    frame = pd.DataFrame(rows)
    base = alt.Chart(frame).encode(x=_pixels("x", size.width), y=_pixels("y", size.height))
    tails = base.mark_rule(strokeWidth=3, opacity=0.35, strokeCap="round").encode(
        x2="x0", y2="y0", color=alt.Color("stroke:N", scale=None)
    )
    points = base.mark_circle(size=3.14 * _RADIUS**2, opacity=1, strokeWidth=2.5).encode(
        fill=alt.Fill("fill:N", scale=None), stroke=alt.Stroke("stroke:N", scale=None)
    )
    # Among many only those who decide are named; the plan beside the map names them all.
    names = [
        _name(
            _short(label.name, size),
            label.x,
            label.y,
            size,
            strong=p.public in deciding,
            align=label.align,
        )
        for p in positions
        for label in [labels[p.public.stakeholder]]
        if len(positions) <= _MOST_NAMED or p.public in deciding
    ]
    shown = [standing for standing in _MARKS if any(p.standing == standing for p in positions)]
    return _finished(size, tails, points, *names, *_key(shown, size))


def public_map(positions: Sequence[PublicPosition], size: theme.Size = PAGE) -> dict[str, Any]:
    """List every stakeholder's name in their quadrant; where in it says nothing."""
    spots = [slot for quadrant in Quadrant for slot in _slots(positions, quadrant, size)]
    frame = pd.DataFrame(spots, columns=["name", "x", "y", "strong"])
    points = (
        alt.Chart(frame)
        .mark_circle(size=90, opacity=1)
        .encode(
            x=_pixels("x", size.width),
            y=_pixels("y", size.height),
            color=alt.condition("datum.strong", alt.value(theme.ACCENT), alt.value(theme.GREY)),
        )
    )
    names = [_name(row.name, row.x + 12, row.y, size, strong=row.strong) for row in spots]
    return _finished(size, points, *names)


def _slots(
    positions: Sequence[PublicPosition], quadrant: Quadrant, size: theme.Size
) -> list[_Slot]:
    """List the names of a quadrant from its top; what has no room is counted in the last line."""
    names = [_short(p.stakeholder, size) for p in positions if p.quadrant is quadrant]
    left, top = _corner(quadrant, size)
    room = size.height / 2 - _TITLE_ROOM
    lines = int(room // _LEAST_STEP)
    if len(names) > lines:
        names = [*names[: lines - 1], f"and {len(names) - lines + 1} more"]
    step = min(34.0, room / max(len(names), 1))
    first = top + (8 if top else _TITLE_ROOM)
    return [
        _Slot(name, left + 18, first + (line + 0.5) * step, quadrant is _CLOSELY)
        for line, name in enumerate(names)
    ]


def _short(name: str, size: theme.Size) -> str:
    """Cut a name that is wider than half the map."""
    most = int((size.width / 2 - 32) / (theme.TEXT_SIZE * 0.42))
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"


def _name(  # noqa: PLR0913 a place, its size and its weight
    name: str, x: float, y: float, size: theme.Size, *, strong: bool, align: str = "left"
) -> alt.Chart:
    return _text(
        name,
        x,
        y,
        align=align,
        fontSize=_NAME_SIZE if size == PAGE else theme.TEXT_SIZE,
        fontWeight="bold" if strong else "normal",
        color=theme.INK,
    )


def _finished(size: theme.Size, *layers: alt.Chart) -> dict[str, Any]:
    chart = theme.layered(*_ground(size), *layers)
    sized = chart.properties(width=size.width, height=size.height)
    return theme.framed(sized, _PADDING)


def _ground(size: theme.Size) -> list[alt.Chart]:
    """Draw the four fields with their names, and what the two directions mean."""
    middle_x, middle_y = _x(MIDDLE, size), _y(MIDDLE, size)
    fields = pd.DataFrame(
        [
            {
                "x": left,
                "y": top,
                "strong": strong,
                "x2": left + size.width / 2,
                "y2": top + size.height / 2,
            }
            for quadrant in Quadrant
            for left, top in [_corner(quadrant, size)]
            for strong in [quadrant is _CLOSELY]
        ]
    )
    rects = (
        alt.Chart(fields)
        .mark_rect(stroke=theme.LINE)
        .encode(
            x=_pixels("x", size.width),
            y=_pixels("y", size.height),
            x2="x2",
            y2="y2",
            fill=alt.condition("datum.strong", alt.value(theme.QUADRANT_TINT), alt.value("white")),
        )
    )
    titles = [
        _text(
            f"{quadrant.value}: {MEANING[quadrant]}" if size == PAGE else quadrant.value,
            size.width - _INSET if left else _INSET,
            top + 18 if not top else size.height - 16,
            align="right" if left else "left",
            color=theme.ACCENT if quadrant is _CLOSELY else theme.SOFT,
            fontWeight="bold" if quadrant is _CLOSELY else "normal",
        )
        for quadrant in Quadrant
        for left, top in [_corner(quadrant, size)]
    ]
    return [
        rects,
        *titles,
        _text("Interest →", middle_x, size.height + _KEY_DROP, align="center", color=theme.INK),
        _text("Influence →", -18, middle_y, align="center", color=theme.INK, angle=270),
    ]


def _key(standings: Sequence[str], size: theme.Size) -> list[alt.Chart]:
    """Explain the marks, below the map at its left."""
    layers: list[alt.Chart] = []
    x = 6.0
    for standing in standings:
        fill, stroke = _MARKS[standing]
        layers.append(
            alt.Chart(pd.DataFrame([{"x": x}]))
            .mark_circle(size=120, fill=fill, stroke=stroke, strokeWidth=2, opacity=1)
            .encode(x=alt.value(x), y=alt.value(size.height + _KEY_DROP))
        )
        layers.append(
            _text(standing, x + 12, size.height + _KEY_DROP, align="left", color=theme.SOFT)
        )
        x += 34 + len(standing) * 7
    return layers


def _text(text: str, x: float, y: float, **style: Any) -> alt.Chart:  # noqa: ANN401 Altair's own
    styled: dict[str, Any] = {"baseline": "middle", "fontSize": theme.TEXT_SIZE} | style
    marked = alt.Chart(pd.DataFrame([{"text": text}])).mark_text(**styled)
    placed: alt.Chart = marked.encode(x=alt.value(x), y=alt.value(y), text="text:N")
    return placed


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
