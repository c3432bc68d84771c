"""The trajectory's exhibit: lines, names, bars and axis beside the numbers they are drawn from."""

import json
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from briefing.charts import theme
from briefing.charts.trajectory import BRIEF, PAGE, axis_start, moving, trajectory_chart
from briefing.figures.money import money_view
from briefing.figures.trajectory import Trajectory, build_trajectory
from briefing.forecast.scenario import moved, shipped_scenarios
from briefing.store.mart import Mart
from tests.charts.specs import Spec, is_valid, marks, rows, texts
from tests.organisation import fed_by

SIZES = [PAGE, BRIEF]
MADE = Trajectory(
    kpi="revenue_per_fte",
    title="Revenue per FTE",
    unit_line="€ thousand a year",
    scale=1000.0,
    period="12 months to June 2026",
    axis_format=",.0f",
    actual_months=[date(2026, month, 28) for month in range(1, 7)],
    actual=[170.0, 171.0, 172.0, 172.5, 173.0, 174.0],
    as_we_are=[174.5, 175.0, 175.4],
    as_we_are_80=([174.0, 173.6, 173.2], [175.0, 176.4, 177.6]),
    as_we_are_95=([173.7, 172.6, 171.8], [175.3, 177.4, 179.0]),
    after_learning=[175.0, 177.0, 180.0],
    band=([174.8, 176.0, 178.0], [175.5, 178.0, 183.0]),
    end_texts=("175.4", "180.0"),
    net_so_far=[-200.0, -150.0, -20.0, 90.0],
    money_title="Net benefit so far, cash only, € thousand",
    money_texts=("−200", "+90"),
    payback_month=3,
    payback_text="pays back in month 3",
    backtest_text="As we are: 9 to 10 (80%), 8 to 11 (95%), held 36 and 43 of 45 times.",
)


def line(spec: Spec, values: list[float]) -> dict[str, Any]:
    """Give the style of the line that draws these values."""
    found = [
        layer["mark"]
        for layer in marks(spec, "line")
        if [row["y"] for row in rows(spec, layer)] == values
    ]
    assert len(found) == 1
    style: dict[str, Any] = found[0]
    return style


def dashed(style: dict[str, Any]) -> bool:
    dash = style.get("strokeDash", [1, 0])
    return len(dash) > 1 and dash[1] > 0


def text_at(spec: Spec, start: str) -> dict[str, Any]:
    """Give the one text that begins so."""
    found = [row for row in texts(spec) if row["text"].startswith(start)]
    assert len(found) == 1
    return found[0]


def sample_trajectory(mart: Mart, kpi: str, **settings: float) -> Trajectory:
    base = shipped_scenarios(mart.assumptions(), mart.costs(), mart.settings.discount_rate)["base"]
    found = build_trajectory(mart, money_view(mart, moved(base, settings)), kpi)
    assert isinstance(found, Trajectory)
    return found


@pytest.mark.parametrize(
    ("kpi", "size"),
    [("revenue_per_fte", PAGE), ("voluntary_attrition", BRIEF), ("employee_nps", PAGE)],
)
def test_the_sample_s_drawings_are_valid(sample_mart: Mart, kpi: str, size: theme.Size) -> None:
    assert is_valid(trajectory_chart(sample_trajectory(sample_mart, kpi), size))


@pytest.mark.parametrize(
    "settings",
    [{}, {"uplift": 0.0}, {"uplift": 0.1, "adoption": 1.0, "ramp_months": 1.0}],
)
def test_every_measure_and_setting_can_be_sent_to_a_browser(
    sample_mart: Mart, settings: dict[str, float]
) -> None:
    for kpi in fed_by(sample_mart):
        spec = trajectory_chart(sample_trajectory(sample_mart, kpi, **settings))
        # JSON has no word for a number that is none.
        assert json.dumps(spec, allow_nan=False), kpi


@pytest.mark.parametrize("size", SIZES)
def test_actual_is_solid_and_forecasts_are_dashed(size: theme.Size) -> None:
    spec = trajectory_chart(MADE, size)
    # Both forecasts begin where the actual ends.
    assert not dashed(line(spec, [170.0, 171.0, 172.0, 172.5, 173.0, 174.0]))
    assert dashed(line(spec, [174.0, 174.5, 175.0, 175.4]))
    assert dashed(line(spec, [174.0, 175.0, 177.0, 180.0]))


def test_forecasts_go_on_month_by_month_from_today() -> None:
    spec = trajectory_chart(MADE)
    ahead = next(
        rows(spec, layer)
        for layer in marks(spec, "line")
        if [row["y"] for row in rows(spec, layer)] == [174.0, 175.0, 177.0, 180.0]
    )
    # The end of June is the half of the year.
    assert [row["x"] for row in ahead] == pytest.approx(
        [2026.5, 2026.5 + 1 / 12, 2026.5 + 2 / 12, 2026.75]
    )


def test_the_band_lies_between_the_cautious_and_the_stretched() -> None:
    spec = trajectory_chart(MADE)
    area = next(marks(spec, "area"))
    assert [(row["y"], row["y2"]) for row in rows(spec, area)] == [
        (174.0, 174.0), (174.8, 175.5), (176.0, 178.0), (178.0, 183.0),
    ]  # fmt: skip


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("as_we_are", "after"),
    [(175.4, 180.0), (175.4, 175.4), (175.4, 175.5), (175.5, 175.4), (180.0, 175.4)],
)
def test_names_at_the_ends_are_kept_apart(size: theme.Size, as_we_are: float, after: float) -> None:
    data = replace(MADE, as_we_are=[174.5, 175.0, as_we_are], after_learning=[175.0, 177.0, after])
    spec = trajectory_chart(data, size)
    current, improved = text_at(spec, "as we are"), text_at(spec, "after learning")
    # The names are written 16 pixels high.
    assert abs(current["y"] - improved["y"]) >= 18
    if as_we_are != after:
        assert (improved["y"] < current["y"]) == (after > as_we_are)


@pytest.mark.parametrize("size", SIZES)
def test_names_carry_the_last_values(size: theme.Size) -> None:
    spec = trajectory_chart(MADE, size)
    assert text_at(spec, "as we are")["text"] == "as we are 175.4"
    assert text_at(spec, "after learning")["text"] == "after learning 180.0"
    shown = {row["text"] for row in texts(spec)}
    assert {"actual", "today", "−200", "+90", MADE.money_title} <= shown


def test_a_case_that_never_loses_has_no_lowest_value() -> None:
    data = replace(MADE, net_so_far=[0.0, 10.0, 40.0, 90.0], money_texts=("0", "+90"))
    assert "0" not in {row["text"] for row in texts(trajectory_chart(data))}


@pytest.mark.parametrize(
    "net",
    [
        [-200.0, -150.0, -20.0, 90.0],
        [-200.0, -190.0, -180.0, -170.0],
        [100.0, 110.0, 120.0, 130.0],
        [0.0, 0.0, 0.0, 0.0],
    ],
)
def test_bars_start_from_zero(net: list[float]) -> None:
    spec = trajectory_chart(replace(MADE, net_so_far=net))
    bars = next(marks(spec, "bar"))
    assert [row["y"] for row in rows(spec, bars)] == net
    for channel in ("fill", "stroke"):
        assert bars["encoding"][channel]["condition"]["test"] == "datum.y >= 0"
    y = bars["encoding"]["y"]
    assert y.get("stack", "zero") in ("zero", True)
    assert y["scale"].get("zero", True)
    low, high = y["scale"].get("domain", (0, 0))
    assert low <= 0 <= high


@pytest.mark.parametrize(
    ("values", "starts"),
    [
        # From zero the gap of 170 to 183 would not be seen.
        ([170.0, 175.0, 183.0], "above zero"),
        ([10.0, 14.0, 16.0], "at zero"),
        ([0.0, 0.1, 0.2], "at zero"),
        ([-12.0, -5.0, 4.0], "below the lowest"),
        ([8.0, 8.0, 8.0], "above zero"),
    ],
)
def test_the_axis_starts_at_zero_or_says_that_it_does_not(values: list[float], starts: str) -> None:
    first, middle, last = values
    data = replace(
        MADE,
        actual=[first] * 6,
        as_we_are=[first, middle, middle],
        as_we_are_80=([first, middle, middle], [first, middle, middle]),
        after_learning=[first, middle, last],
        band=([first, middle, middle], [first, middle, last]),
    )
    start, spec = axis_start(data), trajectory_chart(data)
    broken = [
        row
        for layer in marks(spec, "point")
        for row in rows(spec, layer)
        if row.get("role") == "broken" and row["colour"] != "transparent"
    ]
    if starts == "at zero":
        assert start == 0
        assert broken == []
    elif starts == "above zero":
        assert 0 < start < min(values)
        assert len(broken) == 1
    else:
        assert start < min(values)
        assert broken == []


def test_all_that_is_drawn_lies_on_the_axis(sample_mart: Mart) -> None:
    for kpi in fed_by(sample_mart):
        data = sample_trajectory(sample_mart, kpi)
        start = axis_start(data)
        for values in (data.actual, data.as_we_are, data.after_learning, *data.band):
            assert min(values) >= start, kpi


@pytest.mark.parametrize(
    ("month", "text"), [(3, "pays back in month 3"), (None, "not paid back within 3 months")]
)
def test_the_page_says_whether_it_pays_back(month: int | None, text: str) -> None:
    spec = trajectory_chart(replace(MADE, payback_month=month, payback_text=text))
    colour = theme.WARNING if month is None else theme.ACCENT
    assert text_at(spec, text)["colour"] == colour


def test_the_live_drawing_numbers_all_that_moves_in_the_order_it_is_written() -> None:
    spec = trajectory_chart(MADE, live=True)
    assert is_valid({key: part for key, part in spec.items() if key != "datasets"})
    (colours,) = (param["value"] for param in spec["params"] if param["name"] == "colours")
    halves = [half.split("~") for half in moving(MADE).text.split("|")[1:]]
    assert "#" not in moving(MADE).text, "the same in the light and in the dark"
    numbers = [[float(number) for number in half[0].split()] for half in halves]
    followed = [row for rows in spec["datasets"].values() for row in rows if row["moves"]]
    assert {row["kind"] for row in followed} == {"revenue_per_fte 3"}
    for row in followed:
        assert numbers[row["half"]][row["at"]] == pytest.approx(row["y"], abs=0.06)
        if "y2" in row:
            assert numbers[row["half"]][row["at2"]] == pytest.approx(row["y2"], abs=0.06)
        if "text" in row:
            assert halves[row["half"]][row["says"]] == row["text"]
            assert colours[halves[row["half"]][row["inks"]]] == row["colour"]
    # Nothing is sent that no row takes.
    assert sum(map(len, numbers)) == len(followed) + sum("y2" in row for row in followed)


def test_settings_that_move_one_half_share_the_other() -> None:
    dearer = replace(MADE, net_so_far=[-300.0, -250.0, -120.0, -10.0])
    assert moving(dearer).level == moving(MADE).level
    assert moving(dearer).money != moving(MADE).money


def test_one_drawing_does_not_change_another() -> None:
    first = trajectory_chart(MADE)
    before = json.dumps(first)
    trajectory_chart(replace(MADE, actual=[1.0] * 6, net_so_far=[5.0, 6.0, 7.0, 8.0]))
    assert json.dumps(first) == before


def test_learning_is_drawn_on_the_better_side(sample_mart: Mart) -> None:
    for key, kpi in fed_by(sample_mart).items():
        data = sample_trajectory(sample_mart, key)
        gaps = [after - as_we_are for after, as_we_are in zip(data.after_learning, data.as_we_are,
                                                              strict=True)]  # fmt: skip
        better = 1 if kpi.better == "up" else -1
        assert all(gap * better > 0 for gap in gaps), key
        grown = [abs(gap / path) for gap, path in zip(gaps, data.as_we_are, strict=True)]
        assert all(later >= earlier - 1e-12 for earlier, later in pairwise(grown)), key
