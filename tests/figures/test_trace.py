"""Every figure leads to its cells, with how many rows count, and a load to its figures."""

import pytest

from briefing.figures.model import Figure, Source
from briefing.figures.money import money_view
from briefing.figures.registry import all_figures
from briefing.figures.trace import Counts, TracedCells, impact, trace
from briefing.forecast.scenario import shipped_scenarios
from briefing.store.mart import Mart
from briefing.store.snapshots import Home
from tests.workbooks import publish, upload

FINANCE: list[list[object]] = [["unit", "month", "revenue", "fte", "operating_cost"]]
FINANCE += [["Sales", f"2025-{month:02}-01", 1000, 10, 500 if month < 9 else None]
            for month in range(1, 13)]  # fmt: skip


@pytest.fixture(scope="session")
def figures(sample_mart: Mart) -> dict[str, Figure]:
    shipped = shipped_scenarios(
        sample_mart.assumptions(), sample_mart.costs(), sample_mart.settings.discount_rate
    )
    return all_figures(sample_mart, money_view(sample_mart, shipped["base"]))


def test_every_figure_of_the_sample_leads_to_cells(
    sample_mart: Mart, figures: dict[str, Figure]
) -> None:
    assert len(figures) > 500
    for figure in figures.values():
        cells = trace(figure, sample_mart.loads)
        assert cells, figure.key
        assert {one.source for one in cells} == set(figure.sources), figure.key
        assert all(one.rows >= 1 for one in cells)
        assert all(one.empty is None or 0 <= one.empty <= one.rows for one in cells), figure.key


def test_impact_is_the_way_back(sample_mart: Mart, figures: dict[str, Figure]) -> None:
    for load in sample_mart.loads:
        for named in (load.load, load.file):
            found = {figure.key for figure in impact(named, figures, sample_mart.snapshot)}
            assert found == {
                key
                for key, figure in figures.items()
                if any(named in {one.load, one.file} for one in figure.sources)
            }
    whole = impact(sample_mart.snapshot, figures, sample_mart.snapshot)
    assert [figure.key for figure in whole] == list(figures)
    assert impact("other.xlsx", figures, sample_mart.snapshot) == []


def test_every_figure_rests_on_the_loads_of_its_cells_and_no_other(
    sample_mart: Mart, figures: dict[str, Figure]
) -> None:
    rests = {load.load: {figure.key for figure in impact(load.load, figures, "")}
             for load in sample_mart.loads}  # fmt: skip
    for key, figure in figures.items():
        named = {one.source.load for one in trace(figure, sample_mart.loads)}
        assert named == {load for load, keys in rests.items() if key in keys}, key


def test_what_is_worked_out_from_other_figures_names_them(figures: dict[str, Figure]) -> None:
    priced = tuple(
        f"{kpi}.organisation.rolling12"
        for kpi in (
            "revenue_per_fte", "voluntary_attrition", "time_to_productivity", "cost_per_hire",
            "compliance_incidents", "administration_hours",
        )
    )  # fmt: skip
    assert figures["npv_cash"].rests_on == priced
    assert figures["engagement.horizon.as_we_are"].rests_on == (
        "engagement.organisation.rolling12",
    )
    assert figures["engagement.horizon.after_learning"].rests_on == (
        "engagement.organisation.rolling12", *priced,
    )  # fmt: skip
    for figure in figures.values():
        for key in figure.rests_on:
            assert set(figures[key].sources) <= set(figure.sources), figure.key


def test_rows_without_a_value_are_counted(home: Home) -> None:
    snapshot = publish(home, upload({"Finance": FINANCE}, "finance.xlsx"))
    mart = Mart(home.verified_mart(snapshot))
    (load,) = mart.loads
    assert (load.rows, load.filled["revenue"], load.filled["operating_cost"]) == (12, 12, 8)
    figure = next(one for one in all_figures(mart, money_view(mart, None)).values()
                  if one.key.startswith("revenue_per_fte"))  # fmt: skip
    lines = [str(one) for one in trace(figure, mart.loads)]
    assert "finance.xlsx › Finance!C2:C13, 12 rows" in lines


def test_a_line_says_rows_and_gaps() -> None:
    source = Source("1", "people.xlsx", "Workers", "F2:F13")
    assert str(TracedCells(source, "left_on", 12, 4)).endswith("F2:F13, 12 rows, 4 without left_on")
    assert str(TracedCells(source, "left_on", 12, None)).endswith("F2:F13, 12 rows")
    counts = Counts(5, (("no last day", 3), ("no unit", 0)), 4, "the period")
    traced = TracedCells(source, "left_on", 12, 4, "workers", counts)
    assert str(traced).endswith(
        "F2:F13, 12 rows: 5 counted, 3 left out: no last day, 4 outside the period"
    )
    assert str(Counts(0, (), 0, "the period")) == "0 counted"


def test_counts_of_people_are_not_in_the_mart(home: Home) -> None:
    head: list[object] = ["employee_id", "unit", "hired_on", "left_on", "level"]
    rows: list[list[object]] = [
        [f"A-{n}", "Sales", "2024-01-15", "2025-01-15" if n < 2 else None, "L1" if n < 6 else None]
        for n in range(12)
    ]
    snapshot = publish(home, upload({"Workers": [head, *rows]}))
    (load,) = Mart(home.verified_mart(snapshot)).loads
    # How many have left in all would give away a month that is hidden.
    assert load.filled == {}
