"""How far a scenario's value lies apart, and what decides it, in figures and in words."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from briefing.figures.model import Figure
from briefing.figures.money import money_view
from briefing.figures.uncertainty import Tornado, build_tornado, uncertainty_figures
from briefing.store.mart import Mart
from briefing.store.snapshots import Home
from tests.organisation import ASSUMPTIONS, SHEETS, opened, view_of


def figures_of(mart: Mart) -> dict[str, Figure]:
    return {figure.key: figure for figure in uncertainty_figures(mart, view_of(mart))}


@pytest.fixture(scope="module")
def uncertain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mart]:
    """Open the hand-made organisation with a margin that is known less well than the uplift."""
    rows = [["margin", 0.05, 0.1, 0.15, 0.5] if row[0] == "margin" else row for row in ASSUMPTIONS]
    with opened(
        Home(tmp_path_factory.mktemp("uncertain")), {**SHEETS, "Assumptions": rows}
    ) as mart:
        yield mart


def test_p10_lies_below_the_base_case_and_p90_above(uncertain: Mart) -> None:
    found = figures_of(uncertain)
    low, high = found["npv_cash_low"].value, found["npv_cash_high"].value
    base = view_of(uncertain).economics
    assert low is not None
    assert high is not None
    assert base is not None
    assert low < base.npv_cash < high
    assert "PERT" in found["npv_cash_low"].formula
    assert "4,096" in found["loss_chance"].formula


def test_the_title_names_the_two_that_matter_most(uncertain: Mart) -> None:
    data = build_tornado(uncertain, view_of(uncertain))
    assert isinstance(data, Tornado)
    assert [row.title for row in data.rows[:2]] == ["Margin", "Uplift"]
    assert data.title.startswith("Margin and uplift decide most of the value: Margin alone takes")
    assert data.rows[0].low_text.startswith("5%: ")
    assert data.rows[0].high_text.startswith("15%: ")


def test_each_end_is_a_figure_with_the_cells_of_its_range(uncertain: Mart) -> None:
    found = figures_of(uncertain)["npv_cash.margin.at_low"]
    assert found.title == "Net present value, cash only, Margin at 5%"
    assert found.sources[0].sheet == "Assumptions"
    assert {source.sheet for source in found.sources} > {"Assumptions", "Costs"}


def test_without_a_range_nothing_is_said_to_matter(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    rows = [
        ["uplift", 0.05, 0.05, 0.05, None] if row[0] == "uplift" else row for row in ASSUMPTIONS
    ]
    home = Home(tmp_path_factory.mktemp("certain"))
    with opened(home, {**SHEETS, "Assumptions": rows}) as mart:
        view = view_of(mart)
        assert view.basis is not None
        sure = tuple(replace(one, spread=one.spread * 0.0) for one in view.basis.streams)
        view = replace(view, basis=replace(view.basis, streams=sure))
        found = {figure.key: figure for figure in uncertainty_figures(mart, view)}
        assert set(found) == {"npv_cash_low", "npv_cash_high", "loss_chance"}
        assert found["npv_cash_low"].value == pytest.approx(found["npv_cash_high"].value)
        assert found["loss_chance"].text in {"under 1%", "over 99%"}
        assert build_tornado(mart, view) == (
            "No assumption that cash rests on has a low apart from its high"
        )


def test_without_a_scenario_there_is_a_reason(sample_mart: Mart) -> None:
    view = money_view(sample_mart, None)
    found = {figure.key: figure for figure in uncertainty_figures(sample_mart, view)}
    assert found["loss_chance"].value is None
    assert found["loss_chance"].reason == "Assumptions has no levers"
    assert build_tornado(sample_mart, view) == "Assumptions has no levers"


def test_the_sample_s_case_is_uncertain(sample_mart: Mart) -> None:
    found = figures_of(sample_mart)
    chance = found["loss_chance"].value
    assert chance is not None
    assert 0 < chance < 1
    assert replace(found["loss_chance"], value=None).text.endswith("%")
