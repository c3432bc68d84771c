"""The streams of benefit and the costs by kind: an organisation worked out by hand."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import pytest

from briefing.figures.model import Figure
from briefing.figures.streams import cost_figures, stream_figures
from briefing.store.mart import Mart
from briefing.store.snapshots import Home
from tests.organisation import ASSUMPTIONS, MONTHS, SHEETS, WORKERS, opened, view_of
from tests.workbooks import Rows

# Base, over 12 months: an improvement of 5% × 50% = 2.5% from month 1 on.
#
# stream           a year                        gross   netted            cash
# hiring           24 hires of 1,000, at 10%     1,200   600 (12 leavers)  600
# productivity of  12 newcomers × 10 days × 100    300   75 (25%)          90  (40%)
# compliance       12 incidents × 1,000            300   0                 150 (half)
# administration   12 × 200 hours × 10             600   600 (not stated)  0
STATED: Rows = [
    *ASSUMPTIONS,
    ["uplift_cost_per_hire", 0.1, 0.1, 0.1, 1],
    ["day_value", 100, 100, 100, 0.4],
    ["overlap_time_to_productivity", 0, 0.25, 1, None],
    ["incident_cost", 1_000, 1_000, 1_000, 0.5],
    ["administration_hourly_cost", 10, 10, 10, 1],
]


def productive(hired: object) -> date | None:
    """Give the day on which somebody gets there, ten days after they joined, if it was lately."""
    lately = isinstance(hired, date) and hired >= MONTHS[0]
    return hired + timedelta(days=10) if isinstance(hired, date) and lately else None


BUSY: dict[str, Sequence[Sequence[object]]] = {
    **SHEETS,
    "Assumptions": STATED,
    "Workers": [
        [*WORKERS[0], "productive_on"],
        *([*row, productive(row[2])] for row in WORKERS[1:]),
    ],
    "Requisitions": [
        ["requisition_id", "unit", "opened_on", "filled_on", "filled_from", "cost"],
        *(
            [f"{month:%Y%m}{which}", "Sales", month, month.replace(day=20), "external", 1_000]
            for month in MONTHS
            for which in "AB"
        ),
    ],
    "Incidents": [
        ["unit", "occurred_on", "kind", "cost"],
        *(["Sales", month.replace(day=10), "compliance", 900] for month in MONTHS),
    ],
    "Measures": [
        ["kpi", "unit", "month", "numerator", "denominator", "n"],
        *(["administration_hours", "Sales", month, 200, 100, 100] for month in MONTHS),
    ],
    "KPIs": [
        ["kpi", "title", "unit", "better"],
        ["administration_hours", "Hours a case", "hours", "down"],
    ],
}


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mart]:
    """Publish the organisation with all that feeds a stream."""
    with opened(Home(tmp_path_factory.mktemp("busy")), BUSY) as mart:
        yield mart


def streams(mart: Mart) -> dict[str, Figure]:
    return {figure.key: figure for figure in stream_figures(mart, view_of(mart))}


@pytest.mark.parametrize(
    ("kpi", "gross", "netted", "cashable", "cash"),
    [
        ("revenue_per_fte", 6_000, 0, 0.5, 3_000),
        ("voluntary_attrition", 3_000, 0, 1, 3_000),
        ("time_to_productivity", 300, 75, 0.4, 90),
        ("cost_per_hire", 1_200, 600, 1, 600),
        ("compliance_incidents", 300, 0, 0.5, 150),
        ("administration_hours", 600, 600, 1, 0),
    ],
)
def test_streams_by_hand(  # noqa: PLR0913, PLR0917 a row has all that a stream comes to
    busy: Mart, kpi: str, gross: float, netted: float, cashable: float, cash: float
) -> None:
    found = streams(busy)
    assert found[f"{kpi}.benefit.gross"].reason is None, found[f"{kpi}.benefit.gross"].reason
    values = [
        found[f"{kpi}.benefit.{key}"].value for key in ("gross", "netted", "cashable", "cash")
    ]
    assert values == pytest.approx([gross, netted, cashable, cash])


def test_the_money_is_the_sum_of_the_streams(busy: Mart) -> None:
    view = view_of(busy)
    assert view.economics
    cash = [one.value or 0 for key, one in streams(busy).items() if key.endswith(".cash")]
    assert view.economics.benefits_cash == pytest.approx(sum(cash))


def test_an_overlap_is_named(busy: Mart) -> None:
    found = streams(busy)
    assert "replace voluntary leavers" in found["cost_per_hire.benefit.netted"].formula
    assert "revenue per FTE" in found["time_to_productivity.benefit.netted"].formula
    assert found["voluntary_attrition.benefit.netted"].formula == "no other stream has any of it"


def test_a_stream_comes_from_its_own_cells(busy: Mart) -> None:
    sheets = {source.sheet for source in streams(busy)["compliance_incidents.benefit.cash"].sources}
    assert sheets == {"Assumptions", "Settings", "Incidents", "Workers"}


def test_what_is_not_priced_says_why(hand_made: Mart) -> None:
    found = streams(hand_made)
    assert found["time_to_productivity.benefit.cash"].value is None
    reasons = {
        "time_to_productivity": "time_to_productivity has no current trajectory",
        "compliance_incidents": "compliance_incidents has no current trajectory",
        "administration_hours": "administration_hours has no current trajectory",
    }
    for kpi, reason in reasons.items():
        assert found[f"{kpi}.benefit.gross"].text == reason


def test_costs_by_kind(hand_made: Mart) -> None:
    found = {figure.key: figure.value for figure in cost_figures(hand_made, view_of(hand_made))}
    # 24 × 50% = 12 learners at 50, and 12 × 10 hours at 19.
    assert found == {
        "costs.one_off": 930,
        "costs.per_learner": 600,
        "costs.per_month": 1_200,
        "costs.hours_per_learner": 2_280,
    }
