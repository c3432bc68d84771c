"""The comparison: a panel for each scenario at one scale, the measure above, net benefit below."""

from collections.abc import Sequence
from typing import Any

import altair as alt

from briefing.charts import theme
from briefing.figures.trajectory import Trajectory

MOST_IN_A_ROW = 4
_PANEL = theme.Size(160, 120)
_BESIDE = 78
"""Room to the right of each panel for the values at its lines' ends."""
_BETWEEN = 34
_BARS = 64
_PADDING = {"left": 52, "right": 4, "top": 26, "bottom": 24}
_STEP = _PANEL.width + _BESIDE
_HEIGHT = _PANEL.height + _BETWEEN + _BARS
_LABEL_GAP = 18
_LINES: dict[str, dict[str, Any]] = {
    "as we are": {"color": theme.GREY, "strokeDash": [6, 4], "strokeWidth": 2},
    "after learning": {"color": theme.ACCENT, "strokeWidth": 3},
}
_WORDS: dict[str, dict[str, Any]] = {
    "name": {"align": "left", "fontWeight": "bold", "limit": _STEP - 12},
    "end": {"align": "left", "dx": 8, "fontWeight": "bold"},
    "left": {"align": "left"},
    "right": {"align": "right"},
}

_Rows = list[dict[str, Any]]


def comparison_charts(named: Sequence[tuple[str, Trajectory]]) -> list[dict[str, Any]]:
    """Draw scenarios by name side by side, at most four in a row, all rows at the same scale."""
    levels = [value for _, one in named for value in (*one.as_we_are, *one.after_learning)]
    room = (max(levels) - min(levels) or abs(max(levels)) or 1.0) * 0.12
    level = (min(levels) - room, max(levels) + room)
    nets = [0.0, *(value for _, one in named for value in one.net_so_far)]
    net = (min(nets), max(nets) if max(nets) > min(nets) else 1.0)
    rows = range(0, len(named), MOST_IN_A_ROW)
    return [_row(named[start : start + MOST_IN_A_ROW], level, net) for start in rows]


def _row(
    named: Sequence[tuple[str, Trajectory]], level: tuple[float, float], net: tuple[float, float]
) -> dict[str, Any]:
    width = len(named) * _STEP
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, width], nice=False), axis=None)
    above = alt.Scale(domain=list(level), range=[_PANEL.height, 0], nice=False, zero=False)
    axis = alt.Axis(title=None, tickCount=3, format=named[0][1].axis_format)
    below = alt.Scale(domain=list(net), range=[_HEIGHT, _HEIGHT - _BARS], nice=False)
    pixel = alt.Y("y:Q", scale=alt.Scale(domain=[0, _HEIGHT], range=[0, _HEIGHT]), axis=None)
    lines = [
        _named("lines", name)
        .mark_line(**style)
        .encode(x=x, y=alt.Y("y:Q", scale=above, axis=axis), detail="panel:N")
        for name, style in _LINES.items()
    ]
    bars = alt.Chart(alt.NamedData("bars")).mark_bar(orient="vertical", size=2.5)
    filled = alt.condition("datum.y >= 0", alt.value(theme.ACCENT), alt.value(theme.GREY))
    words = [
        _named("words", role)
        .mark_text(baseline="middle", fontSize=theme.TEXT_SIZE, **style)
        .encode(x=x, y=pixel, text="text:N", color=alt.Color("colour:N", scale=None))
        for role, style in _WORDS.items()
    ]
    chart = theme.layered(
        theme.layered(*lines),
        theme.layered(
            bars.encode(x=x, y=alt.Y("y:Q", scale=below, axis=None), color=filled),
            _named("rules", "zero")
            .mark_line(color=theme.INK, strokeWidth=1)
            .encode(x=x, y=alt.Y("y:Q", scale=below, axis=None), detail="panel:N"),
        ),
        theme.layered(*words),
    ).resolve_scale(y="independent")
    datasets: dict[str, _Rows] = {"lines": [], "bars": [], "rules": [], "words": []}
    for place, (name, data) in enumerate(named):
        for kept, rows in _panel(place, name, data, level, net).items():
            datasets[kept] += rows
    spec = theme.framed(chart.properties(width=width, height=_HEIGHT), _PADDING)
    return theme.written_in(named[0][1].locale, spec | {"datasets": datasets})


def _named(dataset: str, name: str) -> alt.Chart:
    return alt.Chart(alt.NamedData(dataset)).transform_filter(f"datum.name == '{name}'")


def _panel(
    place: int, name: str, data: Trajectory, level: tuple[float, float], net: tuple[float, float]
) -> dict[str, _Rows]:
    left = place * _STEP
    right = left + _PANEL.width
    drawn = {"as we are": data.as_we_are, "after learning": data.after_learning}
    return {
        "lines": [
            {"name": line, "panel": place, "x": x, "y": y}
            for line, path in drawn.items()
            for x, y in zip(_across(left, len(path)), path, strict=True)
        ],
        "bars": [
            {"panel": place, "x": x, "y": y}
            for x, y in zip(_across(left, len(data.net_so_far)), data.net_so_far, strict=True)
        ],
        "rules": [{"name": "zero", "panel": place, "x": x, "y": 0} for x in (left, right)],
        "words": _words(place, name, data, level, net),
    }


def _words(
    place: int, name: str, data: Trajectory, level: tuple[float, float], net: tuple[float, float]
) -> _Rows:
    """Give the texts of a panel; the first says what its lines and bars are."""
    left = place * _STEP
    right = left + _PANEL.width
    ends = _apart(
        _y(data.as_we_are[-1], level, _PANEL.height),
        _y(data.after_learning[-1], level, _PANEL.height),
    )
    last = data.net_so_far[-1]
    worth = _HEIGHT - _BARS + _y(last, net, _BARS)
    rows: list[tuple[str, float, float, str, str]] = [
        ("name", left, -14, name, theme.INK),
        ("end", right, ends[0], data.end_texts[0], theme.SOFT),
        ("end", right, ends[1], data.end_texts[1], theme.ACCENT),
        ("end", right, worth, data.money_texts[1], theme.ACCENT if last >= 0 else theme.SOFT),
        ("left", left, _HEIGHT + 14, "today", theme.SOFT),
        ("right", right, _HEIGHT + 14, f"{len(data.as_we_are)} months", theme.SOFT),
    ]
    if place == 0:
        drawn = (data.as_we_are, data.after_learning)
        higher = drawn[1][-1] >= drawn[0][-1]
        rows += [
            _beside(left, drawn[0], level, "as we are", theme.SOFT, above=not higher),
            _beside(left, drawn[1], level, "after learning", theme.ACCENT, above=higher),
            ("left", left, _PANEL.height + 16, data.money_title, theme.SOFT),
        ]
    return [
        {"name": role, "x": x, "y": y, "text": text, "colour": colour}
        for role, x, y, text, colour in rows
    ]


def _beside(  # noqa: PLR0913 where a text stands, and what it says
    left: float,
    path: Sequence[float],
    level: tuple[float, float],
    text: str,
    colour: str,
    *,
    above: bool,
) -> tuple[str, float, float, str, str]:
    """Place a line's name above or below it, on the side to which the line leads away from it."""
    rising = path[-1] >= path[0]
    before = rising == above
    at = round((len(path) - 1) * (0.6 if before else 0.4))
    x = _across(left, len(path))[at]
    y = _y(path[at], level, _PANEL.height) + (-12 if above else 12)
    return ("right" if before else "left", x, y, text, colour)


def _across(left: float, count: int) -> list[float]:
    """Spread so many months over a panel, from its left end to its right."""
    return [left + _PANEL.width * month / max(count - 1, 1) for month in range(count)]


def _y(value: float, domain: tuple[float, float], height: float) -> float:
    return (domain[1] - value) / (domain[1] - domain[0]) * height


def _apart(one: float, other: float) -> tuple[float, float]:
    """Push two heights apart until their texts do not touch."""
    push = max(0.0, _LABEL_GAP - abs(other - one)) / 2 * (1 if other > one else -1)
    return one - push, other + push
