"""The trajectory as it is drawn: unit line, axis and last value for each unit of measure."""

from collections.abc import Iterator

import pytest

from briefing.figures.trajectory import Trajectory, build_trajectory
from briefing.store.mart import Mart
from briefing.store.snapshots import Home
from tests.organisation import MONTHS, SHEETS, opened, table, view_of

# What never changes goes on as it is: unit of measure and value of each measure, by its name.
VALUES = {
    "share": ("share", 0.4),
    "days": ("days", 31),
    "hours": ("hours", 12.4),
    "fee": ("money", 5_250),
    "deal": ("money", 52_500),
    "points": ("points", 1_340),
    "score": ("score", 7.25),
    "rate": ("rate", 3.5),
}


@pytest.fixture(scope="module")
def mart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mart]:
    """Open the hand-made organisation's mart, with a measure for each unit of measure."""
    rows = [
        [kpi, "Sales", month, value * 20, 20, 20]
        for kpi, (_, value) in VALUES.items()
        for month in MONTHS
    ]
    sheets = {
        **SHEETS,
        "KPIs": table("kpi unit better", *([kpi, unit, "up"] for kpi, (unit, _) in VALUES.items())),
        "Incidents": table(
            "unit occurred_on kind", *(["Sales", month, "compliance"] for month in MONTHS)
        ),
        "Measures": table("kpi unit month numerator denominator n", *rows),
    }
    with opened(Home(tmp_path_factory.mktemp("units")), sheets) as mart:
        yield mart


@pytest.mark.parametrize(
    ("kpi", "unit_line", "axis_format", "drawn", "end"),
    [
        ("share", "%", ".1%", 0.4, "40.0%"),
        ("days", "days", ",.0f", 31, "31.0"),
        ("hours", "hours", ",.1f", 12.4, "12.40"),
        ("fee", "€", ",.0f", 5_250, "5,250"),
        ("deal", "€ thousand", ",.0f", 52.5, "52.5"),
        # A scale that the values went beyond is not theirs.
        ("points", "points", ",.0f", 1_340, "1,340"),
        ("score", "score", ",.1f", 7.25, "7.25"),
        ("rate", "rate", ",.1f", 3.5, "3.50"),
        # A year's, whatever the period: twelve incidents by 24 people.
        ("compliance_incidents", "a year", ",.1f", 50, "50.00"),
        ("revenue_per_fte", "€ thousand a year", ",.0f", 100, "100.0"),
        ("voluntary_attrition", "% a year", ".1%", 0.5, "50.0%"),
    ],
)
def test_each_unit_of_measure_is_drawn_in_its_own_way(  # noqa: PLR0913, PLR0917 a row is a drawing
    mart: Mart, kpi: str, unit_line: str, axis_format: str, drawn: float, end: str
) -> None:
    data = build_trajectory(mart, view_of(mart), kpi)
    assert isinstance(data, Trajectory)
    assert (data.unit_line, data.axis_format) == (unit_line, axis_format)
    assert data.actual == pytest.approx([drawn] * len(data.actual))
    assert data.as_we_are[-1] == pytest.approx(drawn)
    assert data.end_texts[0] == end
