"""The trajectory as a Dash callback: one lever, the same numbers, drawn by Plotly on each move.

The chart is the smallest that says the same: actual, both courses, the band, the bars and the
text at the line's end. Usage: dash_page.py PORT, with BRIEFING_HOME naming the snapshots.
"""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from dash import Dash, Input, Output, dcc, html

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from briefing.figures.levers import headlines  # noqa: E402
from briefing.figures.money import money_view  # noqa: E402
from briefing.figures.trajectory import (  # noqa: E402
    Trajectory,
    at_setting,
    build_trajectory,
    course_of,
)
from briefing.figures.words import Words  # noqa: E402
from briefing.forecast.bands import after, band  # noqa: E402
from briefing.forecast.draws import draw  # noqa: E402
from briefing.forecast.scenario import levers_for, shipped_scenarios  # noqa: E402
from briefing.forecast.simulation import outlook  # noqa: E402
from briefing.forecast.value import evaluate  # noqa: E402
from briefing.kpis.catalogue import catalogue_of  # noqa: E402
from briefing.store.mart import Mart  # noqa: E402
from briefing.store.snapshots import Home  # noqa: E402

KPI = "revenue_per_fte"


def main() -> None:
    """Serve the page."""
    home = Home.default()
    current = home.current()
    if current is None:
        message = "nothing is published"
        raise SystemExit(message)
    mart = Mart(home.verified_mart(current))
    shipped = shipped_scenarios(mart.assumptions(), mart.costs(), mart.settings.discount_rate)
    view = money_view(mart, shipped["base"])
    still = build_trajectory(mart, view, KPI)
    course = course_of(mart, catalogue_of(mart)[KPI])
    if view.basis is None or isinstance(still, str) or course is None:
        message = "the sample has no trajectory"
        raise SystemExit(message)
    basis, draws, words = view.basis, draw(view.basis), Words.of(mart.settings)
    lever = levers_for(shipped)[0]
    app = Dash(serve_locally=True)
    app.layout = html.Div([
        dcc.Slider(0, len(lever.track) - 1, 1, value=12, id="lever", updatemode="drag", marks=None),
        html.Div(id="worth"),
        dcc.Graph(id="chart", style={"width": 700, "height": 400}),
    ])  # fmt: skip

    def move(step: int) -> tuple[dict[str, Any], str]:
        scenario = replace(shipped["base"], uplift=lever.track[step], modified=True)
        economics = evaluate(basis, scenario)
        courses = (after(course, basis, scenario), *band(course, basis, scenario, draws))
        data = at_setting(
            mart, still, economics.payback_cash, courses, np.cumsum(economics.net_cash)
        )
        worth = headlines(words, outlook(basis, scenario, draws, economics))
        return _figure(data), " ".join(worth[0])

    shown = Output("chart", "figure"), Output("worth", "children")
    app.callback(*shown, Input("lever", "value"))(move)
    app.run(port=int(sys.argv[1]), debug=False)


def _figure(data: Trajectory) -> dict[str, Any]:
    course = data.after_learning
    ahead = list(range(1, len(course) + 1))
    back = list(range(-len(data.actual) + 1, 1))
    end = f"after learning {data.end_texts[1]}"
    lines = [
        {"x": ahead, "y": data.band[0], "mode": "lines", "line": {"width": 0}},
        {"x": ahead, "y": data.band[1], "mode": "lines", "line": {"width": 0}, "fill": "tonexty"},
        {"x": back, "y": data.actual, "mode": "lines"},
        {"x": ahead, "y": data.as_we_are, "mode": "lines", "line": {"dash": "dash"}},
        {"x": ahead, "y": course, "mode": "lines", "line": {"dash": "dash"}},
    ]
    bars = {"x": [0, *ahead], "y": data.net_so_far, "type": "bar", "yaxis": "y2"}
    low, high = min(data.level_room), max(data.level_room)
    return {
        "data": [*lines, bars],
        "layout": {
            "showlegend": False,
            "yaxis": {"domain": [0.4, 1], "range": [low * 0.95, high * 1.05]},
            "yaxis2": {"domain": [0, 0.35]},
            "annotations": [{"x": ahead[-1], "y": course[-1], "text": end, "showarrow": False}],
        },
    }


if __name__ == "__main__":
    main()
