"""Where a measure stands at the horizon: its two values by hand, and the cells they come from."""

import pytest

from briefing.figures.horizon import AFTER_LEARNING, AS_WE_ARE, horizon_figures, horizon_key
from briefing.figures.kpi import kpi_sources
from briefing.figures.model import Figure
from briefing.figures.money import money_view
from briefing.forecast.scenario import moved, shipped_scenarios
from briefing.kpis.catalogue import CATALOGUE, catalogue_of
from briefing.store.mart import Mart
from briefing.store.snapshots import Home
from tests.organisation import FINANCE, SHEETS, opened, view_of

INTERVAL = ("low_80", "high_80", "low_95", "high_95")


def found(mart: Mart, scenario: str = "base") -> dict[str, Figure]:
    return {figure.key: figure for figure in horizon_figures(mart, view_of(mart, scenario))}


# Revenue per FTE stays at 100,000, attrition at 50%; the horizon is 12 months. All have adopted
# from month 1 on, half of the people: an uplift of 4 or 6% is 2 or 3% after a year.
@pytest.mark.parametrize(
    ("key", "scenario", "value", "text"),
    [
        ("revenue_per_fte.horizon.as_we_are", "base", 100_000, "€100,000"),
        ("revenue_per_fte.horizon.as_we_are", "stretch", 100_000, "€100,000"),
        ("revenue_per_fte.horizon.after_learning", "conservative", 102_000, "€102,000"),
        ("revenue_per_fte.horizon.after_learning", "stretch", 103_000, "€103,000"),
        ("voluntary_attrition.horizon.as_we_are", "base", 0.5, "50.0%"),
        ("voluntary_attrition.horizon.after_learning", "conservative", 0.49, "49.0%"),
        ("voluntary_attrition.horizon.after_learning", "stretch", 0.485, "48.5%"),
    ],
)
def test_by_hand(hand_made: Mart, key: str, scenario: str, value: float, text: str) -> None:
    figure = found(hand_made, scenario)[key]
    assert figure.value == pytest.approx(value)
    assert (figure.text, figure.period) == (text, "12 months to June 2027")


def test_titles_say_what_is_assumed(hand_made: Mart) -> None:
    base = shipped_scenarios(
        hand_made.assumptions(), hand_made.costs(), hand_made.settings.discount_rate
    )["base"]
    view = money_view(hand_made, moved(base, {"uplift": 0.08}))
    titles = [figure.title for figure in horizon_figures(hand_made, view)]
    assert titles == [
        f"{kpi}, {says}"
        for kpi in ("Revenue per FTE", "Voluntary attrition")
        for says in (
            "if nothing changes",
            "if nothing changes, low end of the 80% interval",
            "if nothing changes, high end of the 80% interval",
            "if nothing changes, low end of the 95% interval",
            "if nothing changes, high end of the 95% interval",
            "after learning, scenario modified from Base, uplift beyond the evidence",
        )
    ]


def test_each_measure_ends_so_many_months_after_its_own_last(home: Home) -> None:
    # Finance was exported a month before Workers.
    with opened(home, {**SHEETS, "Finance": FINANCE[:-1]}) as mart:
        periods = {figure.key.partition(".")[0]: figure.period for figure in found(mart).values()}
    assert periods == {
        "revenue_per_fte": "12 months to May 2027",
        "voluntary_attrition": "12 months to June 2027",
    }


def test_a_figure_comes_from_its_own_measure_and_only_after_learning_from_the_assumptions(
    hand_made: Mart,
) -> None:
    sheets = {
        key: {source.sheet for source in figure.sources}
        for key, figure in found(hand_made).items()
        if not key.endswith(INTERVAL)
    }
    assumed = {"Assumptions", "Costs", "Settings", "Workers", "Finance"}
    assert sheets == {
        "revenue_per_fte.horizon.as_we_are": {"Finance"},
        "revenue_per_fte.horizon.after_learning": assumed,
        "voluntary_attrition.horizon.as_we_are": {"Workers"},
        "voluntary_attrition.horizon.after_learning": assumed,
    }


def test_the_sample_s_measures_that_no_benefit_counts_have_their_sources_too(
    sample_mart: Mart,
) -> None:
    figures = found(sample_mart)
    catalogue = catalogue_of(sample_mart)
    measures = {key.partition(".")[0] for key in figures}
    assert {"time_to_productivity", "customer_nps", "customer_onboarding_days"} <= measures
    for key, figure in figures.items():
        own = set(kpi_sources(sample_mart, catalogue[key.partition(".")[0]]))
        assert own, key
        assert own <= set(figure.sources), key
        assert len(set(figure.sources)) == len(figure.sources), key


def test_a_vanity_number_has_no_horizon(sample_mart: Mart) -> None:
    vain = {key for key, kpi in CATALOGUE.items() if kpi.vanity}
    figures = found(sample_mart)
    assert vain
    assert figures
    assert not vain & {key.partition(".")[0] for key in figures}


@pytest.mark.parametrize("missing", ["Assumptions", "Costs", "Workers"])
def test_there_are_none_where_the_money_cannot_be_had(home: Home, missing: str) -> None:
    sheets = {name: rows for name, rows in SHEETS.items() if name != missing}
    with opened(home, sheets) as mart:
        assert found(mart) == {}


def test_none_of_a_measure_with_too_short_a_history(home: Home) -> None:
    # Sixteen months are five values of twelve.
    with opened(home, {**SHEETS, "Finance": [FINANCE[0], *FINANCE[3:]]}) as mart:
        figures = found(mart)
    assert {key for key in figures if not key.endswith(INTERVAL)} == {
        horizon_key("voluntary_attrition", course) for course in (AS_WE_ARE, AFTER_LEARNING)
    }


def test_as_we_are_comes_with_the_ends_of_its_intervals(sample_mart: Mart) -> None:
    figures = found(sample_mart)
    key = horizon_key("revenue_per_fte", AS_WE_ARE)
    baseline = sample_mart.baseline("revenue_per_fte", "Organisation")
    last = sample_mart.settings.horizon_months - 1
    for end in INTERVAL:
        figure = figures[f"{key}.{end}"]
        assert figure.value == getattr(baseline, end)[last]
        assert (figure.formula, figure.sources) == (figures[key].formula, figures[key].sources)
    assert "exponential smoothing" in figures[key].formula
    assert "80%" not in figures[key].title
