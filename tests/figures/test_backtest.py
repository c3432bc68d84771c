"""How often a measure's interval held: in a sentence, as figures, and why it is not known."""

import pytest

from briefing.figures.backtest import backtest_figures, backtest_key, backtest_text
from briefing.figures.trajectory import Trajectory, build_trajectory
from briefing.store.mart import Mart
from briefing.store.snapshots import Home
from tests.organisation import FINANCE, SHEETS, opened, view_of

TOO_SHORT = "not enough history for a backtest: 23 months in a row are needed"


def test_the_sample_s_are_counted(sample_mart: Mart) -> None:
    check = sample_mart.baseline_check("revenue_per_fte", "Organisation")
    assert check
    figures = {figure.key: figure for figure in backtest_figures(sample_mart)}
    for level, held in ((80, check.held_80), (95, check.held_95)):
        figure = figures[backtest_key("revenue_per_fte", level)]
        assert held is not None
        assert figure.value == pytest.approx(held / 91)
        assert figure.text == f"{held} of 91 times"
        assert figure.rests_on == ("revenue_per_fte.organisation.rolling12",)
        assert {source.sheet for source in figure.sources} == {"Finance"}
    assert backtest_text(sample_mart, "revenue_per_fte") == (
        f"The 80% and 95% intervals held {check.held_80} and {check.held_95} of 91 times before."
    )


def test_a_short_history_says_so(hand_made: Mart) -> None:
    figures = list(backtest_figures(hand_made))
    assert {figure.key for figure in figures} == {
        backtest_key(kpi, level)
        for kpi in ("revenue_per_fte", "voluntary_attrition")
        for level in (80, 95)
    }
    assert {(figure.value, figure.reason) for figure in figures} == {(None, TOO_SHORT)}
    assert {figure.text for figure in figures} == {f"not known ({TOO_SHORT})"}
    assert backtest_text(hand_made, "revenue_per_fte") == f"N{TOO_SHORT[1:]}."
    assert backtest_text(hand_made, "engagement") == (
        "Not enough history: 17 months in a row are needed."
    )


def test_the_trajectory_brings_interval_and_backtest(sample_mart: Mart) -> None:
    data = build_trajectory(sample_mart, view_of(sample_mart), "revenue_per_fte")
    assert isinstance(data, Trajectory)
    lowest, highest = (ends[-1] for ends in data.as_we_are_95)
    ends, told = data.backtest_text.split(" (95%), which ")
    assert ends.endswith(f", {lowest:.1f} to {highest:.1f}")
    assert told == backtest_text(sample_mart, "revenue_per_fte").removeprefix(
        "The 80% and 95% intervals "
    )
    months = sample_mart.settings.horizon_months
    baseline = sample_mart.baseline("revenue_per_fte", "Organisation")
    # Drawn in thousands.
    assert data.as_we_are_80[0] == pytest.approx(
        [value / 1000 for value in baseline.low_80[:months]]
    )
    for low, high in (data.as_we_are_80, data.as_we_are_95):
        assert len(low) == len(high) == len(data.as_we_are) == months
        assert all(a < b < c for a, b, c in zip(low, data.as_we_are, high, strict=True))


def test_a_trajectory_that_is_missing_has_the_stored_reason(home: Home) -> None:
    with opened(home, {**SHEETS, "Finance": [FINANCE[0], *FINANCE[3:]]}) as mart:
        found = build_trajectory(mart, view_of(mart), "revenue_per_fte")
    assert found == ("Revenue per FTE has not enough history: 17 months in a row are needed")
