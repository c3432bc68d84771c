"""The comparison: one scale for all panels, names as text, and no legend."""

from dataclasses import replace
from typing import Any

import pytest

from briefing.charts.comparison import MOST_IN_A_ROW, comparison_charts
from briefing.figures.trajectory import Trajectory
from tests.charts.specs import Spec, is_valid, marks, rows, texts
from tests.charts.test_trajectory import MADE

BETTER = replace(
    MADE,
    after_learning=[176.0, 182.0, 190.0],
    end_texts=("175.4", "190.0"),
    net_so_far=[-100.0, 50.0, 300.0, 700.0],
    money_texts=("−100", "+700"),
)


def scales(spec: Spec, channel: str) -> list[Any]:
    """Give the scales of one direction, however much is drawn at each."""
    found: list[Any] = []
    for layer in marks(spec):
        scale = layer["encoding"][channel]["scale"]
        if scale not in found:
            found.append(scale)
    return found


@pytest.mark.parametrize("count", [1, 3, MOST_IN_A_ROW, MOST_IN_A_ROW + 1, 9])
def test_all_panels_share_one_scale_in_rows_of_four(count: int) -> None:
    named = [(f"Scenario {at}", BETTER if at % 2 else MADE) for at in range(count)]
    charts = comparison_charts(named)
    assert len(charts) == -(-count // MOST_IN_A_ROW)
    assert all(is_valid(chart) for chart in charts)
    assert all(scales(chart, "y") == scales(charts[0], "y") for chart in charts)
    # Across, a unit is a pixel, and a row is as wide as its panels.
    across = [{"domain": [0, chart["width"]], "nice": False} for chart in charts]
    assert [scales(chart, "x") for chart in charts] == [[one] for one in across]
    shown = [row["text"] for chart in charts for row in texts(chart) if row["name"] == "name"]
    assert shown == [name for name, _ in named]


def test_every_value_of_each_scenario_is_drawn_in_its_own_panel() -> None:
    (spec,) = comparison_charts([("Base", MADE), ("Sam’s", BETTER)])
    lines = [row for layer in marks(spec, "line") for row in rows(spec, layer)]
    for panel, data in enumerate((MADE, BETTER)):
        mine = [row for row in lines if row["panel"] == panel]
        drawn = {name: [row["y"] for row in mine if row["name"] == name] for name in
                 ("as we are", "after learning")}  # fmt: skip
        assert drawn == {"as we are": data.as_we_are, "after learning": data.after_learning}
        bars = [row["y"] for row in spec["datasets"]["bars"] if row["panel"] == panel]
        assert bars == data.net_so_far
    ends = [max(row["x"] for row in lines if row["panel"] == panel) for panel in (0, 1)]
    starts = [min(row["x"] for row in lines if row["panel"] == panel) for panel in (0, 1)]
    assert ends[0] < starts[1]


def test_lines_are_named_beside_them_and_no_legend_is_drawn() -> None:
    (spec,) = comparison_charts([("Base", MADE), ("Sam’s", BETTER)])
    shown = [row["text"] for row in texts(spec)]
    assert shown.count("as we are") == shown.count("after learning") == 1
    assert {"175.4", "180.0", "190.0", "+90", "+700"} <= set(shown)
    assert "legend" not in str(spec).replace("'legend': None", "")
    colours = [layer["encoding"]["color"] for layer in marks(spec, "text")]
    assert all(colour["scale"] is None for colour in colours)


def test_a_name_is_text_and_never_a_filter() -> None:
    name = "zero' || true || '<b>"
    (spec,) = comparison_charts([(name, MADE)])
    assert name in [row["text"] for row in texts(spec)]
    assert name not in str(spec["layer"])


@pytest.mark.parametrize("level", [0.0, 5.0])
def test_scenarios_that_change_nothing_are_drawn_too(level: float) -> None:
    flat: Trajectory = replace(
        MADE, as_we_are=[level] * 3, after_learning=[level] * 3, net_so_far=[0.0] * 4
    )
    (spec,) = comparison_charts([("Flat", flat)])
    ends = [row["y"] for row in texts(spec) if row["name"] == "end"]
    assert abs(ends[0] - ends[1]) >= 18
    assert is_valid(spec)
