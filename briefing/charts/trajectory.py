"""The trajectory: as we are against after learning, and below it the net benefit so far.

The drawing is the same for every setting of the levers and only its data differ, so a moved
lever costs neither the server nor the browser a new drawing.
"""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

import altair as alt

from briefing.charts import theme
from briefing.figures.trajectory import Trajectory

PAGE = theme.Size(500, 216)
BRIEF = theme.Size(250, 134)
_BARS_SHARE = 0.48
"""The bars' height against the lines'."""
_BETWEEN = 46
_PADDING = {"left": 44, "right": 152, "top": 4, "bottom": 28}
_LABEL_GAP = 19
"""Least distance between two names at the lines' ends, in pixels."""
_STRONG = 16
_ZIGZAG = "M-1,0L-0.4,-0.8L0.4,0.8L1,0"
_LINES: dict[str, dict[str, Any]] = {
    "as we are": {"color": theme.SOFT, "strokeDash": [7, 5], "strokeWidth": 2.5},
    "after learning": {"color": theme.ACCENT, "strokeDash": [7, 5], "strokeWidth": 3.5},
    "actual": {"color": theme.INK, "strokeWidth": 3},
    "today": {"color": theme.INK, "strokeWidth": 1},
    "frame": {"opacity": 0},
}
_PLAIN: dict[str, Any] = {"baseline": "middle", "fontSize": theme.TEXT_SIZE}
_WORDS: dict[str, dict[str, Any]] = {
    "end": {"align": "left", "dx": 8, "fontSize": _STRONG, "fontWeight": "bold"},
    "actual": {"align": "right", "fontSize": _STRONG, "fontWeight": "bold"},
    "beside": {"align": "right", "dx": -8},
    "heading": {"align": "left"},
    "payback": {"align": "right"},
}

_Rows = list[dict[str, Any]]


def size_within(whole: theme.Size) -> theme.Size:
    """Give the plotting area of an exhibit that is to fill so many pixels with all its words."""
    height = whole.height - _PADDING["top"] - _PADDING["bottom"] - _BETWEEN
    width = whole.width - _PADDING["left"] - _PADDING["right"]
    return theme.Size(width, int(height / (1 + _BARS_SHARE)))


def axis_start(data: Trajectory) -> float:
    """Give where the lines' axis starts: 0, or higher where from 0 the gap would not be seen."""
    return _domain(data)[0]


def exhibit_title(data: Trajectory) -> str:
    """Say what the lines are: the measure, its unit, and where a broken axis starts."""
    start = axis_start(data)
    broken = f" (axis from {start:{data.axis_format}})" if start > 0 else ""
    return f"{data.title}, {data.unit_line}{broken}"


def trajectory_chart(data: Trajectory, size: theme.Size = PAGE) -> dict[str, Any]:
    """Draw actual solid and dark, forecasts dashed, names at the lines' ends; bars from zero."""
    datasets = {
        "lines": _lines(data),
        "band": _band(data),
        "bars": [
            {"x": x, "y": net, "gain": net >= 0}
            for x, net in zip(_ahead(data, len(data.net_so_far)), data.net_so_far, strict=True)
        ],
        "words": _words(data, size),
    }
    return _drawing(size, data.axis_format) | {"datasets": datasets}


@cache
def _drawing(size: theme.Size, axis_format: str) -> dict[str, Any]:
    """Give the specification without its data. Nobody may change it: it is kept."""
    top, height = _bars_top(size), _height(size)
    x = alt.X(
        "x:Q",
        # Vega would widen the domain for bars, and the two parts would no longer agree.
        scale=alt.Scale(nice=False, zero=False, padding=0),
        axis=alt.Axis(tickMinStep=1, format="d", title=None, grid=False, labelPadding=8),
    )
    level = alt.Y(
        "y:Q",
        scale=alt.Scale(range=[size.height, 0], nice=False, zero=False),
        axis=alt.Axis(title=None, tickCount=4, format=axis_format),
    )
    net = alt.Y("y:Q", scale=alt.Scale(range=[height, top], nice=False, padding=0), axis=None)
    pixel = alt.Y("y:Q", scale=alt.Scale(domain=[0, height], range=[0, height]), axis=None)
    lines = [
        _named("lines", "name", name).mark_line(**style).encode(x=x, y=level)
        for name, style in _LINES.items()
    ]
    band = _named("band").mark_area(color=theme.ACCENT_TINT, opacity=0.75)
    bars = _named("bars").mark_bar(orient="vertical", size=size.width * 0.014, strokeWidth=1.2)
    filled = alt.condition("datum.gain", alt.value(theme.ACCENT_TINT), alt.value("white"))
    outlined = alt.condition("datum.gain", alt.value(theme.ACCENT), alt.value(theme.SOFT))
    zero = _named("lines", "name", "frame").mark_rule(color=theme.INK)
    words = [
        _named("words", "role", role)
        .mark_text(**(_PLAIN | style))
        .encode(x=x, y=pixel, text="text:N", color=alt.Color("colour:N", scale=None))
        for role, style in _WORDS.items()
    ]
    broken = _named("words", "role", "broken").mark_point(
        shape=_ZIGZAG, size=90, color=theme.SOFT, strokeWidth=1.5
    )
    chart = theme.layered(
        theme.layered(band.encode(x=x, y=level, y2="y2:Q"), *lines),
        theme.layered(
            bars.encode(x=x, y=net, fill=filled, stroke=outlined), zero.encode(y=alt.datum(0))
        ),
        theme.layered(*words, broken.encode(x=x, y=pixel)),
    ).resolve_scale(y="independent")
    return theme.framed(chart.properties(width=size.width, height=height), _PADDING)


def _named(dataset: str, field: str = "", value: str = "") -> alt.Chart:
    """Start a chart on a named dataset, on the rows only whose field has the value."""
    chart = alt.Chart(alt.NamedData(dataset))
    return chart.transform_filter(f"datum.{field} == '{value}'") if field else chart


def _lines(data: Trajectory) -> _Rows:
    start, end = _domain(data)
    months = [_when(day) for day in data.actual_months]
    ahead = _ahead(data, len(data.as_we_are) + 1)
    last = data.actual[-1]
    paths = {
        "frame": ([months[0], ahead[-1]], [start, end]),
        "today": ([months[-1], months[-1]], [start, end]),
        "actual": (months, data.actual),
        "as we are": (ahead, [last, *data.as_we_are]),
        "after learning": (ahead, [last, *data.after_learning]),
    }
    return [
        {"name": name, "x": x, "y": y}
        for name, (xs, ys) in paths.items()
        for x, y in zip(xs, ys, strict=True)
    ]


def _band(data: Trajectory) -> _Rows:
    cautious, stretch = data.band
    last = data.actual[-1]
    return [
        {"x": x, "y": low, "y2": high}
        for x, low, high in zip(
            _ahead(data, len(cautious) + 1), [last, *cautious], [last, *stretch], strict=True
        )
    ]


def _words(data: Trajectory, size: theme.Size) -> _Rows:
    """Give every text of the exhibit with its place: x as on the axis, y in pixels."""
    domain = _domain(data)
    first, now = _when(data.actual_months[0]), _when(data.actual_months[-1])
    last = _ahead(data, len(data.as_we_are) + 1)[-1]
    ends = _apart(
        _y(data.as_we_are[-1], domain, size.height),
        _y(data.after_learning[-1], domain, size.height),
    )
    named = round((len(data.actual) - 1) * 0.8)
    rising = data.actual[named] >= data.actual[0]
    actual = _y(data.actual[named], domain, size.height) + (-12 if rising else 20)
    heading = _bars_top(size) - 18
    paid = data.payback_month is not None
    net, lowest = data.net_so_far[-1], min(data.net_so_far)
    rows = [
        ("end", last, ends[0], f"as we are {data.end_texts[0]}", theme.SOFT),
        ("end", last, ends[1], f"after learning {data.end_texts[1]}", theme.ACCENT),
        ("actual", _when(data.actual_months[named]), actual, "actual", theme.INK),
        ("beside", now, 6, "today", theme.INK),
        ("heading", first, heading, data.money_title, theme.SOFT),
        ("end", last, _bar_y(data, net, size), data.money_texts[1], _gain(net)),
    ]
    if lowest < 0:
        rows.append(("beside", now, _bar_y(data, lowest, size), data.money_texts[0], theme.SOFT))
    if size == PAGE:
        colour = theme.ACCENT if paid else theme.WARNING
        rows.append(("payback", last, heading, data.payback_text, colour))
    if domain[0] > 0:
        rows.append(("broken", first, size.height + 8, "", theme.SOFT))
    return [
        {"role": role, "x": x, "y": y, "text": text, "colour": colour}
        for role, x, y, text, colour in rows
    ]


def _apart(one: float, other: float) -> tuple[float, float]:
    """Push two heights apart until their names do not touch."""
    gap = other - one
    push = max(0.0, _LABEL_GAP - abs(gap)) / 2 * (1 if gap > 0 else -1)
    return one - push, other + push


def _domain(data: Trajectory) -> tuple[float, float]:
    values = [*data.actual, *data.as_we_are, *data.after_learning, *data.band[0], *data.band[1]]
    low, high = min(values), max(values)
    room = (high - low or abs(high) or 1.0) * 0.12
    # From zero the gap must still be seen: else the axis is broken, and says so.
    seen = low >= 0 and high - low > 0.35 * high
    start = low - room if low < 0 else max(0.0, low - room)
    return (0.0 if seen else start, high + room)


def _gain(value: float) -> str:
    return theme.ACCENT if value >= 0 else theme.SOFT


def _bars_top(size: theme.Size) -> int:
    return size.height + _BETWEEN


def _height(size: theme.Size) -> int:
    return _bars_top(size) + round(size.height * _BARS_SHARE)


def _when(day: date) -> float:
    """Give the end of a date's month as a year and its fraction: no time zone can shift it."""
    return day.year + day.month / 12


def _ahead(data: Trajectory, months: int) -> Sequence[float]:
    start = _when(data.actual_months[-1])
    return [start + month / 12 for month in range(months)]


def _y(value: float, domain: tuple[float, float], height: int) -> float:
    return (domain[1] - value) / (domain[1] - domain[0]) * height


def _bar_y(data: Trajectory, value: float, size: theme.Size) -> float:
    low, high = min(0.0, *data.net_so_far), max(0.0, *data.net_so_far)
    if high == low:
        return float(_height(size))
    return _bars_top(size) + _y(value, (low, high), round(size.height * _BARS_SHARE))
