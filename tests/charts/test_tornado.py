"""The tornado's exhibit: bars, names and ends beside the rows that they are drawn from."""

import json
from dataclasses import replace
from typing import Any

import pytest

from briefing.charts import theme
from briefing.charts.tornado import PAGE, tornado_chart
from briefing.figures.uncertainty import Tornado, TornadoRow, build_tornado
from briefing.store.mart import Mart
from tests.charts.specs import Spec, is_valid, marks, rows, texts
from tests.organisation import view_of

MADE = Tornado(
    title="Uplift and ramp decide most of the value",
    subtitle="Net present value, cash only",
    base=100.0,
    base_text="€100",
    rows=[
        TornadoRow("Uplift", -50.0, 300.0, "2%: −€50", "5%: €300"),
        # More months are worth less: the high end lies on the left.
        TornadoRow("Ramp", 150.0, 60.0, "6 months: €150", "15 months: €60"),
        TornadoRow("Margin", 99.9, 100.1, "29%: €99.9", "31%: €100"),
    ],
)


def bars(spec: Spec) -> list[tuple[float, float, bool]]:
    layer = next(marks(spec, "rect"))
    return [(row["x"], row["x2"], row["gain"]) for row in rows(spec, layer)]


def text(spec: Spec, start: str) -> dict[str, Any]:
    (found,) = [row for row in texts(spec) if str(row["text"]).startswith(start)]
    return found


def test_the_sample_s_drawing_is_valid(sample_mart: Mart) -> None:
    data = build_tornado(sample_mart, view_of(sample_mart))
    assert isinstance(data, Tornado)
    spec = tornado_chart(data)
    assert is_valid(spec)
    assert json.dumps(spec, allow_nan=False)


def test_bars_meet_at_the_base_case() -> None:
    spec = tornado_chart(MADE)
    line = rows(spec, next(marks(spec, "rule")))[0]
    drawn = bars(spec)
    assert len(drawn) == 2 * len(MADE.rows)
    for left, right, gain in drawn:
        assert (left if gain else right) == pytest.approx(line["x"])


def test_widths_are_in_proportion_to_what_they_stand_for() -> None:
    drawn = bars(tornado_chart(MADE))
    uplift_loss, uplift_gain, ramp_gain, ramp_loss = (right - left for left, right, _ in drawn[:4])
    assert uplift_gain / uplift_loss == pytest.approx(200 / 150)
    assert ramp_gain / ramp_loss == pytest.approx(50 / 40)
    assert uplift_loss / ramp_loss == pytest.approx(150 / 40)
    # What moves next to nothing can still be seen.
    assert all(right - left >= 0.99 for left, right, _ in drawn)


def test_gains_are_filled_and_losses_hollow() -> None:
    spec = tornado_chart(MADE)
    assert [gain for _, _, gain in bars(spec)] == [False, True, True, False, False, True]
    fill = next(marks(spec, "rect"))["encoding"]["fill"]
    assert fill["condition"] == {"test": "datum.gain", "value": theme.ACCENT_TINT}
    assert fill["value"] == theme.FIELD


def test_names_stand_at_their_rows_and_values_at_their_ends() -> None:
    spec = tornado_chart(MADE)
    heights = [text(spec, row.title)["y"] for row in MADE.rows]
    assert heights == sorted(heights)
    assert text(spec, "15 months")["role"] == "left"
    assert text(spec, "6 months")["role"] == "right"
    assert text(spec, "2%")["x"] == bars(spec)[0][0]
    assert text(spec, "base €100")


@pytest.mark.parametrize(("base", "shown"), [(100.0, True), (1_000.0, False)])
def test_zero_is_marked_where_a_bar_reaches_it(base: float, shown: bool) -> None:  # noqa: FBT001
    moved = [
        replace(row, npv_low=row.npv_low + base - 100, npv_high=row.npv_high + base - 100)
        for row in MADE.rows
    ]
    spec = tornado_chart(replace(MADE, base=base, rows=moved))
    found = [row for row in texts(spec) if row["role"] == "zero"]
    assert bool(found) is shown


def test_everything_lies_within_the_exhibit() -> None:
    for size in (PAGE, theme.Size(400, 200)):
        for left, right, _ in bars(tornado_chart(MADE, size)):
            assert 0 <= left <= right <= size.width
