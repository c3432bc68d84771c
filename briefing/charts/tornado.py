"""The tornado: what each input alone moves the value by, the widest bar on top.

As with the other exhibits only the data differ: everything is placed in the exhibit's own pixels.
"""

from functools import cache
from typing import Any

import altair as alt

from briefing.charts import theme
from briefing.figures.uncertainty import Tornado

PAGE = theme.Size(640, 300)
_PADDING = {"left": 250, "right": 10, "top": 30, "bottom": 26}
_END_ROOM = 150
"""Pixels beside the bars for what stands at their ends."""
_THICK = 0.62
"""A bar's height against its row's."""
_LEAST_BAR = 1.0
_TICK = 5
_PLAIN: dict[str, Any] = {"baseline": "middle", "fontSize": theme.TEXT_SIZE}
_WORDS: dict[str, dict[str, Any]] = {
    "name": {"align": "right", "dx": -10},
    "left": {"align": "right", "dx": -7},
    "right": {"align": "left", "dx": 7},
    "base": {"align": "center", "fontWeight": "bold"},
    "zero": {"align": "center"},
}

_Rows = list[dict[str, Any]]


def size_within(whole: theme.Size) -> theme.Size:
    """Give the plotting area of an exhibit that is to fill so many pixels with all its words."""
    width = whole.width - _PADDING["left"] - _PADDING["right"]
    return theme.Size(width, whole.height - _PADDING["top"] - _PADDING["bottom"])


def tornado_chart(data: Tornado, size: theme.Size = PAGE) -> dict[str, Any]:
    """Draw a bar from the base case to each end: filled where it is worth more, hollow where less.

    Each end says the input's value there and the present value that it makes.
    """
    place = _Scale(data, size)
    datasets = {
        "bars": _bars(data, place),
        "lines": _lines(data, place, size),
        "words": _words(data, place, size),
    }
    return _drawing(size) | {"datasets": datasets}


@cache
def _drawing(size: theme.Size) -> dict[str, Any]:
    """Give the specification without its data. Nobody may change it: it is kept."""

    def pixel(field: str, end: int) -> dict[str, Any]:
        scale = alt.Scale(domain=[0, end], range=[0, end], nice=False, zero=False)
        return {"shorthand": f"{field}:Q", "scale": scale, "axis": None}

    x, y = alt.X(**pixel("x", size.width)), alt.Y(**pixel("y", size.height))
    filled = alt.condition("datum.gain", alt.value(theme.ACCENT_TINT), alt.value(theme.FIELD))
    outlined = alt.condition("datum.gain", alt.value(theme.ACCENT), alt.value(theme.SOFT))
    bars = alt.Chart(alt.NamedData("bars")).mark_rect(strokeWidth=1.4)
    lines = alt.Chart(alt.NamedData("lines")).mark_rule()
    words = [
        alt.Chart(alt.NamedData("words"))
        .transform_filter(f"datum.role == '{role}'")
        .mark_text(**(_PLAIN | style))
        .encode(x=x, y=y, text="text:N", color=alt.Color("colour:N", scale=None))
        for role, style in _WORDS.items()
    ]
    chart = theme.layered(
        bars.encode(x=x, x2="x2:Q", y=y, y2="y2:Q", fill=filled, stroke=outlined),
        lines.encode(
            x=x,
            y=y,
            y2="y2:Q",
            color=alt.Color("colour:N", scale=None),
            strokeDash=alt.StrokeDash("dash:N", scale=None),
        ),
        *words,
    )
    return theme.framed(chart.properties(width=size.width, height=size.height), _PADDING)


class _Scale:
    """Where a present value and a row stand, in pixels."""

    def __init__(self, data: Tornado, size: theme.Size) -> None:
        values = [data.base, *(end for row in data.rows for end in (row.npv_low, row.npv_high))]
        self._low, self._high = min(values), max(values)
        self._from, self._to = _END_ROOM, size.width - _END_ROOM
        self._row = size.height / len(data.rows)
        self.base = self.x(data.base)

    def x(self, value: float) -> float:
        """Give a present value's place."""
        share = (value - self._low) / ((self._high - self._low) or 1.0)
        return self._from + share * (self._to - self._from)

    @property
    def zero(self) -> float | None:
        """Where a loss begins; None where no bar comes near it."""
        return self.x(0.0) if self._low <= 0 <= self._high else None

    def y(self, row: int) -> tuple[float, float, float]:
        """Give a row's top, middle and bottom."""
        middle = (row + 0.5) * self._row
        half = self._row * _THICK / 2
        return middle - half, middle, middle + half


def _bars(data: Tornado, place: _Scale) -> _Rows:
    rows = []
    for index, row in enumerate(data.rows):
        top, _, bottom = place.y(index)
        for end in (row.npv_low, row.npv_high):
            gain, far = end >= data.base, place.x(end)
            if abs(far - place.base) < _LEAST_BAR:
                far = place.base + (_LEAST_BAR if gain else -_LEAST_BAR)
            near, far = sorted((place.base, far))
            rows.append({"x": near, "x2": far, "y": top, "y2": bottom, "gain": gain})
    return rows


def _lines(data: Tornado, place: _Scale, size: theme.Size) -> _Rows:
    """Give the base case's line, and where a loss begins: in bars that reach it, and below."""
    rows = [(place.base, 0.0, float(size.height), theme.INK, [1, 0])]
    if place.zero is not None:
        crossed = [
            place.y(index)
            for index, row in enumerate(data.rows)
            if min(row.npv_low, row.npv_high) <= 0 <= max(row.npv_low, row.npv_high)
        ]
        ends = [(top, bottom) for top, _, bottom in crossed]
        # No line through the texts at the bars' ends.
        ends.append((size.height, size.height + _TICK))
        rows += [(place.zero, top, bottom, theme.WARNING, [3, 3]) for top, bottom in ends]
    return [
        {"x": x, "y": top, "y2": bottom, "colour": colour, "dash": dash}
        for x, top, bottom, colour, dash in rows
    ]


def _words(data: Tornado, place: _Scale, size: theme.Size) -> _Rows:
    """Give every text of the exhibit with its place."""
    rows: list[tuple[str, float, float, str, str]] = [
        ("base", place.base, -16, f"base {data.base_text}", theme.INK)
    ]
    if place.zero is not None:
        rows.append(("zero", place.zero, size.height + 14, "a loss to the left", theme.WARNING))
    for index, row in enumerate(data.rows):
        _, middle, _ = place.y(index)
        rows.append(("name", 0, middle, row.title, theme.INK))
        low, high = (row.npv_low, row.low_text), (row.npv_high, row.high_text)
        (left, left_text), (right, right_text) = sorted((low, high))
        rows.append(("left", min(place.x(left), place.base), middle, left_text, theme.SOFT))
        rows.append(("right", max(place.x(right), place.base), middle, right_text, theme.ACCENT))
    return [
        {"role": role, "x": x, "y": y, "text": text, "colour": colour}
        for role, x, y, text, colour in rows
    ]
