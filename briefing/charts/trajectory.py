"""The trajectory: as we are against after learning, and below it the net benefit so far."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

import altair as alt
import pandas as pd

from briefing.charts import theme
from briefing.figures.trajectory import Trajectory

PAGE = theme.Size(500, 216)
BRIEF = theme.Size(250, 124)
_BARS_SHARE = 0.48
"""The bars' height against the lines'."""
_BETWEEN = 46
_PADDING = {"left": 44, "right": 152, "top": 4, "bottom": 28}
_LABEL_GAP = 19
"""Least distance between two names at the lines' ends, in pixels."""


def axis_start(data: Trajectory) -> float:
    """Give where the lines' axis starts: 0, or higher where from 0 the gap would not be seen."""
    return _domain(data)[0]


def trajectory_chart(data: Trajectory, size: theme.Size = PAGE) -> dict[str, Any]:
    """Draw actual solid and dark, forecasts dashed, names at the lines' ends; bars from zero."""
    parts = theme.layered(_lines(data, size), _bars(data, size)).resolve_scale(y="independent")
    height = size.height + _BETWEEN + round(size.height * _BARS_SHARE)
    return theme.framed(parts.properties(width=size.width, height=height), _PADDING)


def _lines(data: Trajectory, size: theme.Size) -> alt.LayerChart:
    start, end = _domain(data)
    scale = alt.Scale(domain=[start, end], range=[size.height, 0], nice=False, zero=False)
    axis = alt.Axis(title=None, tickCount=4, format=data.axis_format)
    today = _when(data.actual_months[-1])
    last = [data.actual[-1]]
    frames = {
        "actual": _frame([_when(day) for day in data.actual_months], data.actual),
        "as we are": _frame(_ahead(today, len(data.as_we_are) + 1), [*last, *data.as_we_are]),
        "after learning": _frame(
            _ahead(today, len(data.after_learning) + 1), [*last, *data.after_learning]
        ),
    }

    def encoded(chart: alt.Chart) -> alt.Chart:
        return chart.encode(x=_x_axis(data), y=alt.Y("y:Q", scale=scale, axis=axis))

    cautious, stretch = data.band
    band = _frame(_ahead(today, len(cautious) + 1), [*last, *cautious])
    band["y2"] = [*last, *stretch]
    layers = [
        encoded(alt.Chart(band).mark_area(color=theme.ACCENT_TINT, opacity=0.75)).encode(y2="y2:Q")
    ]
    for name, colour, dash, width in (
        ("as we are", theme.SOFT, [7, 5], 2.5),
        ("after learning", theme.ACCENT, [7, 5], 3.5),
        ("actual", theme.INK, [1, 0], 3),
    ):
        layers.append(
            encoded(
                alt.Chart(frames[name]).mark_line(color=colour, strokeDash=dash, strokeWidth=width)
            )
        )
    layers += _names(data, (start, end), size.height)
    layers.append(
        alt.Chart(pd.DataFrame({"x": [today]}))
        .mark_rule(color=theme.INK)
        .encode(x=_x_axis(data), y=alt.value(0), y2=alt.value(size.height))
    )
    layers.append(
        alt.Chart(pd.DataFrame({"x": [today]}))
        .mark_text(text="today", align="right", dx=-6, fontSize=theme.TEXT_SIZE, color=theme.INK)
        .encode(x=_x_axis(data), y=alt.value(6))
    )
    if start > 0:
        layers += _broken_axis(size.height)
    return theme.layered(*layers)


def _names(data: Trajectory, domain: tuple[float, float], height: int) -> list[alt.Chart]:
    """Name the lines at their ends, kept apart where the ends are close."""
    end_x = _ahead(_when(data.actual_months[-1]), len(data.as_we_are) + 1)[-1]
    ends = [_y(data.as_we_are[-1], domain, height), _y(data.after_learning[-1], domain, height)]
    gap = ends[1] - ends[0]
    if abs(gap) < _LABEL_GAP:
        push = (_LABEL_GAP - abs(gap)) / 2 * (1 if gap > 0 else -1)
        ends = [ends[0] - push, ends[1] + push]
    names = [
        alt.Chart(pd.DataFrame({"x": [end_x], "text": [f"{name} {text}"]}))
        .mark_text(
            align="left", baseline="middle", dx=8, fontSize=16, fontWeight="bold", color=colour
        )
        .encode(x=_x_axis(data), y=alt.value(y), text="text:N")
        for name, text, colour, y in (
            ("as we are", data.end_texts[0], theme.SOFT, ends[0]),
            ("after learning", data.end_texts[1], theme.ACCENT, ends[1]),
        )
    ]
    middle = round((len(data.actual) - 1) * 0.8)
    rising = data.actual[middle] >= data.actual[0]
    actual = (
        alt.Chart(pd.DataFrame({"x": [_when(data.actual_months[middle])], "text": ["actual"]}))
        .mark_text(
            align="right" if rising else "left", fontSize=16, fontWeight="bold", color=theme.INK
        )
        .encode(
            x=_x_axis(data),
            y=alt.value(_y(data.actual[middle], domain, height) - 12),
            text="text:N",
        )
    )
    return [*names, actual]


def _bars(data: Trajectory, size: theme.Size) -> alt.LayerChart:
    net = data.net_so_far
    start = _when(data.actual_months[-1])
    frame = pd.DataFrame({"x": _ahead(start, len(net)), "y": list(net)})
    frame["gain"] = frame.y >= 0
    low, high = min(0.0, *net), max(0.0, *net)
    top = size.height + _BETWEEN
    scale = alt.Scale(
        domain=[low, high] if high > low else [0, 1],
        range=[top + round(size.height * _BARS_SHARE), top],
        nice=False,
    )
    y = alt.Y("y:Q", scale=scale, axis=None)
    bars = (
        alt.Chart(frame)
        .mark_bar(size=7, strokeWidth=1.2)
        .encode(
            x=_x_axis(data),
            y=y,
            fill=alt.condition("datum.gain", alt.value(theme.ACCENT_TINT), alt.value("white")),
            stroke=alt.condition("datum.gain", alt.value(theme.ACCENT), alt.value(theme.SOFT)),
        )
    )
    zero = alt.Chart(pd.DataFrame({"y": [0]})).mark_rule(color=theme.INK).encode(y=y)
    lowest = min(net)
    layers: list[alt.Chart] = [bars, zero]
    last = alt.Chart(_frame([frame.x.iloc[-1]], [net[-1]])).mark_text(
        text=data.money_texts[1],
        align="left",
        dx=12,
        fontSize=16,
        fontWeight="bold",
        color=theme.ACCENT if net[-1] >= 0 else theme.SOFT,
    )
    layers.append(last.encode(x=_x_axis(data), y=y))
    if lowest < 0:
        deepest = alt.Chart(_frame([start], [lowest])).mark_text(
            text=data.money_texts[0], align="right", dx=-10, fontSize=16, color=theme.SOFT
        )
        layers.append(deepest.encode(x=_x_axis(data), y=y))
    heading = (
        alt.Chart(pd.DataFrame({"text": [data.money_title]}))
        .mark_text(align="left", fontSize=theme.TEXT_SIZE, color=theme.SOFT)
        .encode(x=alt.value(0), y=alt.value(top - 14), text="text:N")
    )
    layers.append(heading)
    layers.append(_payback(data, frame, y))
    return theme.layered(*layers)


def _payback(data: Trajectory, frame: pd.DataFrame, y: alt.Y) -> alt.Chart:
    """Say when it pays back, under the zero line where the bars have risen above it."""
    month = data.payback_month if data.payback_month is not None else len(frame) - 1
    late = month > len(frame) * 0.6
    paid = data.payback_month is not None
    words = alt.Chart(_frame([frame.x.iloc[month]], [0.0])).mark_text(
        text=data.payback_text,
        align="right" if late and not paid else "left",
        dx=2,
        dy=14 if paid else -14,
        fontSize=theme.TEXT_SIZE,
        color=theme.ACCENT if paid else theme.WARNING,
    )
    placed: alt.Chart = words.encode(x=_x_axis(data), y=y)
    return placed


def _broken_axis(height: int) -> list[alt.Chart]:
    """Draw the zigzag that says that the axis does not start at zero."""
    bottom = height + 7
    corners = [(-4, bottom), (0, bottom - 5), (6, bottom + 5), (10, bottom)]
    return [
        alt.Chart(pd.DataFrame([{}], index=[0]))
        .mark_rule(color=theme.SOFT, strokeWidth=1.5)
        .encode(x=alt.value(x), y=alt.value(y), x2=alt.value(x2), y2=alt.value(y2))
        for (x, y), (x2, y2) in pairwise(corners)
    ]


def _domain(data: Trajectory) -> tuple[float, float]:
    values = [*data.actual, *data.as_we_are, *data.after_learning, *data.band[0], *data.band[1]]
    low, high = min(values), max(values)
    room = (high - low or abs(high) or 1.0) * 0.12
    start = low - room
    # From zero the gap must still be seen: else the axis is broken, and says so.
    if low >= 0 and (high - low) > 0.35 * high:
        start = 0.0
    return (start, high + room)


def _x_axis(data: Trajectory) -> alt.X:
    first = _when(data.actual_months[0])
    last = _ahead(_when(data.actual_months[-1]), len(data.as_we_are) + 1)[-1]
    years = list(range(int(first) + 1, int(last) + 1))
    return alt.X(
        "x:Q",
        # Vega would widen the domain for bars, and the two parts would no longer agree.
        scale=alt.Scale(domain=[first, last], nice=False, zero=False, padding=0),
        axis=alt.Axis(values=years, format="d", title=None, grid=False, labelPadding=8),
    )


def _when(day: date) -> float:
    """Give the end of a date's month as a year and its fraction: no time zone can shift it."""
    return day.year + day.month / 12


def _ahead(start: float, months: int) -> list[float]:
    return [start + month / 12 for month in range(months)]


def _frame(x: Sequence[float], y: Sequence[float]) -> pd.DataFrame:
    return pd.DataFrame({"x": list(x), "y": list(y)})


def _y(value: float, domain: tuple[float, float], height: int) -> float:
    return (domain[1] - value) / (domain[1] - domain[0]) * height
