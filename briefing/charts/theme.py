"""The look that all exhibits share: colours, type, numbers on axes and the bare frame."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import altair as alt
from babel import Locale

PAPER = "#fcfbf8"
INK = "#16202e"
SOFT = "#5b6675"
LINE = "#d9d6ce"
ACCENT = "#0b6b63"
WARNING = "#b4531f"
GREY = "#848c98"
ACCENT_TINT = "#cfe3df"
QUADRANT_TINT = "#eef4f2"
FIELD = "#ffffff"
WASH = "#eef0ec"

LIGHT: Mapping[str, str] = {
    "paper": PAPER,
    "ink": INK,
    "soft": SOFT,
    "line": LINE,
    "accent": ACCENT,
    "warn": WARNING,
    "grey": GREY,
    "accent-tint": ACCENT_TINT,
    "quadrant-tint": QUADRANT_TINT,
    "field": FIELD,
    "wash": WASH,
    "bar": INK,
    "bar-ink": FIELD,
    "bar-soft": "#c3cad4",
    "bar-accent": "#9fd0c8",
    "bar-line": "#3a4656",
    "way": "#6cc5b7",
}
"""Every colour, by its name in the style sheets."""

DARK: Mapping[str, str] = {
    "paper": "#11171e",
    "ink": "#ebe8e1",
    "soft": "#b3bbc5",
    "line": "#36414d",
    "accent": "#58c4b4",
    "warn": "#f09a5f",
    "grey": "#6f7a87",
    "accent-tint": "#1d4a46",
    "quadrant-tint": "#152a2a",
    "field": "#182029",
    "wash": "#212a34",
    "bar": "#22303f",
    "bar-ink": "#ffffff",
    "bar-soft": "#c3cad4",
    "bar-accent": "#9fd0c8",
    "bar-line": "#445263",
    "way": "#6cc5b7",
}
"""The same for a dark room: paper and ink change places, and accents are as much lighter."""

_DARKER = {LIGHT[name]: colour for name, colour in DARK.items() if not name.startswith("bar")}

SANS = "Briefing Sans, 'Source Sans 3', sans-serif"
"""The page's own name for the type that documents call Source Sans 3."""
TEXT_SIZE = 15
"""In the exhibit's own pixels: 1/48 of a 720-line screen, above the smallest that is read."""


@dataclass(frozen=True)
class Size:
    """An exhibit's plotting area, in its own pixels; names and axes stand outside it."""

    width: int
    height: int


def in_dark(drawn: Any) -> Any:  # noqa: ANN401 whatever JSON holds
    """Give a spec, or a part of one, with each colour of ours as it is in a dark room."""
    if isinstance(drawn, str):
        return _DARKER.get(drawn, drawn)
    if isinstance(drawn, dict):
        return {name: in_dark(part) for name, part in drawn.items()}
    if isinstance(drawn, list | tuple):
        return [in_dark(part) for part in drawn]
    return drawn


@cache
def numbers(locale: str) -> Mapping[str, Any]:
    """Give how the numbers on axes are written in a locale, as Vega takes it."""
    known = Locale.parse(locale)
    signs = known.number_symbols["latn"]
    percent = known.percent_formats[None].pattern.strip("#,0.")
    return {
        "number": {
            "decimal": signs["decimal"],
            "thousands": signs["group"],
            "grouping": [3],
            "currency": ["", ""],
            "percent": percent,
        }
    }


def written_in(locale: str, spec: Mapping[str, Any]) -> dict[str, Any]:
    """Give a finished spec with the numbers on its axes written as in a locale."""
    return {**spec, "config": {**spec["config"], "locale": numbers(locale)}}


def layered(*layers: alt.Chart | alt.LayerChart) -> alt.LayerChart:
    """Lay charts over each other."""
    chart = alt.layer(*layers)
    if not isinstance(chart, alt.LayerChart):
        message = "a facet cannot be part of an exhibit"
        raise TypeError(message)
    return chart


def framed(chart: alt.LayerChart, padding: dict[str, int]) -> dict[str, Any]:
    """Finish an exhibit: no frame, no grid but faint lines, our type; as a Vega-Lite spec."""
    axis = alt.Axis(
        labelFont=SANS,
        labelFontSize=TEXT_SIZE,
        labelColor=SOFT,
        titleFont=SANS,
        titleFontSize=TEXT_SIZE,
        titleColor=SOFT,
        titleFontWeight="normal",
        domain=False,
        ticks=False,
        gridColor=LINE,
        gridOpacity=0.6,
    ).to_dict()
    finished = chart.configure(background="transparent", font=SANS).configure_view(stroke=None)
    spec: dict[str, Any] = finished.to_dict()
    spec["padding"] = padding
    # Fitting would shrink the drawing to make room for its labels: its pixels are its own.
    spec["autosize"] = {"type": "none"}
    spec["config"]["axis"] = axis
    spec["config"]["text"] = {"font": SANS, "fontSize": TEXT_SIZE}
    return spec
