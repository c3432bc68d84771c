"""The look that all exhibits share: colours, type and the bare frame."""

from dataclasses import dataclass
from typing import Any

import altair as alt

PAPER = "#fcfbf8"
INK = "#16202e"
SOFT = "#5b6675"
LINE = "#d9d6ce"
ACCENT = "#0b6b63"
WARNING = "#b4531f"
GREY = "#9aa1ac"
ACCENT_TINT = "#cfe3df"
QUADRANT_TINT = "#eef4f2"

SANS = "Source Sans, Source Sans 3, sans-serif"
TEXT_SIZE = 15
"""In the exhibit's own pixels: 1/48 of a 720-line screen, above the smallest that is read."""


@dataclass(frozen=True)
class Size:
    """An exhibit's plotting area, in its own pixels; names and axes stand outside it."""

    width: int
    height: int


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
