"""The trajectory: as we are against after learning, and below it the net benefit so far.

The drawing is the same for every setting of the levers and only its data differ, so a moved
lever costs neither the server nor the browser a new drawing. Its `live` form has a text input
beside it, which Streamlit draws and the look hides: what is put there takes the place of all
that levers move, so that a drag needs no server.
"""

import math
from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import Any

import altair as alt

from briefing.charts import theme, trajectory_rows
from briefing.charts.trajectory_rows import (
    BARS_SHARE,
    BETWEEN,
    LEVEL,
    MONEY,
    Rows,
    bars_top,
    drawn,
    height,
    level_domain,
)
from briefing.figures.trajectory import Trajectory

PAGE = trajectory_rows.PAGE
BRIEF = theme.Size(250, 134)
BANDS = "bands: 8 in 10 outcomes"
"""What the bands show, in the words of a title."""

SHOWN = "shown"
"""The name of the live drawing's input."""
_PADDING = {"left": 44, "right": 152, "top": 4, "bottom": 28}
_STRONG = 16
_ZIGZAG = "M-1,0L-0.4,-0.8L0.4,0.8L1,0"
_LINES: dict[str, dict[str, Any]] = {
    "as we are": {"color": theme.GREY, "strokeDash": [7, 5], "strokeWidth": 2.5},
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
_HALVES, _TEXTS = "|", "~"
_COLOURS = {name: theme.LIGHT[name] for name in ("ink", "soft", "accent", "warn")} | {
    "unseen": trajectory_rows.UNSEEN
}
_NAMES = {colour: name for name, colour in _COLOURS.items()}
_PARAMS: tuple[dict[str, Any], ...] = (
    {"name": SHOWN, "value": "", "bind": {"input": "text", "name": SHOWN}},
    # What moves names its colours, so that it is the same in the light and in the dark.
    {"name": "colours", "value": _COLOURS},
    {"name": "halves", "expr": f"split({SHOWN}, '{_HALVES}')"},
    {"name": "texts", "expr": f"[split(halves[1], '{_TEXTS}'), split(halves[2], '{_TEXTS}')]"},
    {"name": "numbers", "expr": "[split(texts[0][0], ' '), split(texts[1][0], ' ')]"},
)
_FOLLOWS = "datum.kind == halves[0]"
_NUMBER = "toNumber(numbers[datum.half][datum.{at}])"
_TEXT = "texts[datum.half][datum.{at}]"


@dataclass(frozen=True)
class Moving:
    """All that levers move in one setting, as text: of the lines, and of the bars.

    Both are numbers, then texts with their colours, in the order of the drawing's rows.
    """

    kind: str
    level: str
    money: str

    @property
    def text(self) -> str:
        """The whole, as the input takes it."""
        return _HALVES.join((self.kind, self.level, self.money))


def size_within(whole: theme.Size) -> theme.Size:
    """Give the plotting area of an exhibit that is to fill so many pixels with all its words."""
    upright = whole.height - _PADDING["top"] - _PADDING["bottom"] - BETWEEN
    width = whole.width - _PADDING["left"] - _PADDING["right"]
    return theme.Size(width, int(upright / (1 + BARS_SHARE)))


def axis_start(data: Trajectory) -> float:
    """Give where the lines' axis starts: 0, or higher where from 0 the gap would not be seen."""
    return level_domain(data)[0]


def exhibit_title(data: Trajectory) -> str:
    """Say what the lines are: the measure, its unit, and where a broken axis starts."""
    start = axis_start(data)
    broken = f" (axis from {data.on_axis(start)})" if start > 0 else ""
    return f"{data.title}, {data.unit_line}{broken}"


def trajectory_chart(
    data: Trajectory, size: theme.Size = PAGE, *, live: bool = False
) -> dict[str, Any]:
    """Draw actual solid and dark, forecasts dashed, names at the lines' ends; bars from zero.

    `live` is for the screen: the drawing follows what `moving` gives.
    """
    datasets = drawn(data, size).datasets
    if live:
        _number(datasets, _kind(data))
    drawing = _drawing(size, data.axis_format, live=live) | {"datasets": datasets}
    return theme.written_in(data.locale, drawing)


def moving(data: Trajectory, size: theme.Size = PAGE) -> Moving:
    """Give what the live drawing takes to show a setting of the levers."""
    rows = drawn(data, size)
    return Moving(
        _kind(data),
        _written(rows.datasets, LEVEL, _digits(rows.domains[LEVEL], size.height)),
        _written(rows.datasets, MONEY, _digits(rows.domains[MONEY], size.height)),
    )


def _kind(data: Trajectory) -> str:
    """Name the drawing that a text fits: one for another measure must change nothing."""
    return f"{data.kpi} {len(data.as_we_are)}"


def _digits(domain: tuple[float, float], pixels: int) -> int:
    """Give the decimals that a tenth of a pixel needs: finer than that nobody sees."""
    return max(0, math.ceil(math.log10(10 * pixels / (domain[1] - domain[0]))))


def _written(datasets: dict[str, Rows], half: int, digits: int) -> str:
    """Write the numbers of the rows that move, then their texts and the names of their colours."""
    moved = [row for rows in datasets.values() for row in rows if row["moves"]]
    own = [row for row in moved if row["half"] == half]
    numbers = [
        f"{row[field]:.{1 if 'text' in row else digits}f}"
        for row in own
        for field in ("y", "y2")
        if field in row
    ]
    texts = [part for row in own if "text" in row for part in (row["text"], _NAMES[row["colour"]])]
    return _TEXTS.join((" ".join(numbers), *texts))


def _number(datasets: dict[str, Rows], kind: str) -> None:
    """Tell each row that moves which numbers and texts of the input are its own."""
    numbers, texts = (count(), count()), (count(1), count(1))
    for rows in datasets.values():
        for row in rows:
            half, moves = row["half"], row["moves"]
            row["kind"] = kind if moves else "stays"
            row["at"] = next(numbers[half]) if moves else 0
            if moves and "y2" in row:
                row["at2"] = next(numbers[half])
            if "text" in row:
                row["says"] = next(texts[half]) if moves else 0
                row["inks"] = next(texts[half]) if moves else 0


@cache
def _drawing(size: theme.Size, axis_format: str, *, live: bool) -> dict[str, Any]:
    """Give the specification without its data. Nobody may change it: it is kept."""
    top, whole = bars_top(size), height(size)
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
    net = alt.Y("y:Q", scale=alt.Scale(range=[whole, top], nice=False, padding=0), axis=None)
    pixel = alt.Y("y:Q", scale=alt.Scale(domain=[0, whole], range=[0, whole]), axis=None)
    lines = [
        _named("lines", "name", name, live=live).mark_line(**style).encode(x=x, y=level)
        for name, style in _LINES.items()
    ]
    band = _named("band", live=live).mark_area(color=theme.ACCENT_TINT, opacity=0.75)
    # Hatched, so that it is told from the band of what learning brings without its colour.
    hatched = _named("current", live=live).mark_rule(color=theme.GREY, opacity=0.55)
    bars = _named("bars", live=live).mark_bar(
        orient="vertical", size=size.width * 0.014, strokeWidth=1.2
    )
    filled = alt.condition("datum.y >= 0", alt.value(theme.ACCENT_TINT), alt.value(theme.FIELD))
    outlined = alt.condition("datum.y >= 0", alt.value(theme.ACCENT), alt.value(theme.SOFT))
    reach = _named("lines", "name", "reach", live=live).mark_point(opacity=0)
    zero = _named("lines", "name", "frame", live=live).mark_rule(color=theme.INK, aria=False)
    ink = alt.Color("colour:N", scale=None)
    words = [
        _named("words", "role", role, live=live)
        .mark_text(**(_PLAIN | style))
        .encode(x=x, y=pixel, text="text:N", color=ink)
        for role, style in _WORDS.items()
    ]
    broken = _named("words", "role", "broken", live=live).mark_point(
        shape=_ZIGZAG, size=90, strokeWidth=1.5
    )
    chart = theme.layered(
        theme.layered(*(part.encode(x=x, y=level, y2="y2:Q") for part in (hatched, band)), *lines),
        theme.layered(
            bars.encode(x=x, y=net, fill=filled, stroke=outlined),
            reach.encode(x=x, y=net),
            zero.encode(y=alt.datum(0)),
        ),
        theme.layered(*words, broken.encode(x=x, y=pixel, color=ink)),
    ).resolve_scale(y="independent")
    spec = theme.framed(chart.properties(width=size.width, height=whole), _PADDING)
    return spec | {"params": [*_PARAMS]} if live else spec


def _named(dataset: str, field: str = "", value: str = "", *, live: bool) -> alt.Chart:
    """Start a chart on a named dataset, on the rows only whose field has the value."""
    chart = alt.Chart(alt.NamedData(dataset))
    chart = chart.transform_filter(f"datum.{field} == '{value}'") if field else chart
    if not live or dataset == "current":
        return chart
    moved = {"y": _NUMBER.format(at="at")}
    if dataset == "band":
        moved["y2"] = _NUMBER.format(at="at2")
    if dataset == "words":
        moved |= {"text": _TEXT.format(at="says"), "colour": f"colours[{_TEXT.format(at='inks')}]"}
    for name, found in moved.items():
        chart = chart.transform_calculate(**{name: f"{_FOLLOWS} ? {found} : datum.{name}"})
    return chart
