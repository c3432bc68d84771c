"""A measure of the organisation's own, from its workbook to figure, ask, title and trajectory."""

from collections.abc import Iterator, Sequence
from datetime import date

import pytest

from briefing.figures.asks import page_ask
from briefing.figures.basis import build_basis
from briefing.figures.messages import brief_message, success_looks, why_now
from briefing.figures.registry import all_figures
from briefing.figures.trajectory import Trajectory, build_trajectory
from briefing.forecast.basis import Basis
from briefing.kpis.catalogue import CATALOGUE, catalogue_of, outcomes_of
from briefing.privacy import ORGANISATION
from briefing.publish import prepare
from briefing.store.mart import Mart
from briefing.store.snapshots import Home
from tests.organisation import (
    ASSUMPTIONS,
    MONTHS,
    SHEETS,
    WORKERS,
    opened,
    settings,
    table,
    view_of,
)
from tests.workbooks import Sheets, upload

YEARS = [date(2024, month, 1) for month in range(7, 13)] + MONTHS
# Sales takes 20 days a case in the first year and 25 in the second; Operations 40, for few cases.
DAYS: Sequence[Sequence[object]] = [
    *(["onboarding", "Sales", month, 2_000 if place < 12 else 2_500, 100, 100]
      for place, month in enumerate(YEARS)),
    *(["onboarding", "Operations", month, 400, 10, 10] for month in YEARS),
    *(["clicks", "Sales", month, 900 - 10 * place, 100, 90] for place, month in enumerate(YEARS)),
]  # fmt: skip
OWN: Sheets = {
    **SHEETS,
    "Workers": [
        *WORKERS,
        *([f"works{number}", "Operations", MONTHS[0], None, None] for number in range(10)),
    ],
    "Units": table("unit", ["Sales"], ["Operations"]),
    "Assumptions": [*ASSUMPTIONS, ["uplift_onboarding", 0.08, 0.1, 0.12, None]],
    "KPIs": table(
        "kpi title unit better linked_kpi",
        ["onboarding", "Customer onboarding", "days", "down", None],
        ["clicks", None, "rate", "up", "onboarding"],
    ),
    "Measures": table("kpi unit month numerator denominator n", *DAYS),
    "Asks": table(
        "page request decider due_on kpi baseline target target_on",
        ["brief", "Do it", "CEO", date(2026, 7, 17), "onboarding", 30, 22, date(2027, 6, 30)],
    ),
}


@pytest.fixture(scope="module")
def mart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mart]:
    """Open the mart of the rows above."""
    with opened(Home(tmp_path_factory.mktemp("own")), OWN) as mart:
        yield mart


def test_the_mart_s_catalogue_has_them_besides_those_that_ship(mart: Mart) -> None:
    found = catalogue_of(mart)
    assert list(found) == [*CATALOGUE, "clicks", "onboarding"]
    assert (found["onboarding"].unit, found["onboarding"].better) == ("days", "down")
    assert found["clicks"].title == "Clicks"
    # Only a vanity number has an outcome that it should have moved.
    assert (found["clicks"].vanity, found["onboarding"].vanity) == (True, False)
    assert set(found) - set(outcomes_of(mart)) == {"clicks", "completions", "registrations"}


@pytest.mark.parametrize(
    ("key", "value", "text", "n", "period"),
    [
        # 2,500 + 400 of 110 cases: 26.4 days
        ("onboarding.organisation.month", 2_900 / 110, "26 days", 110, "June 2026"),
        ("onboarding.sales.quarter", 25, "25 days", 300, "Q2 2026"),
        (
            "onboarding.organisation.rolling12",
            2_900 / 110, "26 days", 1_320, "12 months to June 2026",
        ),
        (
            "onboarding.organisation.rolling12.change",
            500 / 110, "5 days", 1_320, "12 months to June 2026",
        ),
        ("clicks.sales.month", 670 / 100, "6.7", 90, "June 2026"),
    ],
)  # fmt: skip
def test_figures_by_hand(  # noqa: PLR0913, PLR0917 a row is a figure
    mart: Mart, key: str, value: float, text: str, n: int, period: str
) -> None:
    found = all_figures(mart, view_of(mart))[key]
    assert found.value == pytest.approx(value)
    assert (found.text, found.n, found.period, found.reason) == (text, n, period, None)
    assert found.vanity == key.startswith("clicks")
    assert {source.sheet for source in found.sources} == {"Measures"}


def test_pages_speak_of_it_as_of_any_measure(mart: Mart) -> None:
    figures = all_figures(mart, view_of(mart))
    ask = page_ask(mart, figures, "brief")
    assert ask.metric_line == "Customer onboarding: 26 days, target 22 by 30 June 2027"
    assert ask.progress == pytest.approx((2_900 / 110 - 30) / (22 - 30))
    title = brief_message(mart, figures, view_of(mart)).title
    assert title == "Customer onboarding: 26 days, 5 days more than a year ago"
    assert success_looks(mart, figures).startswith("Customer onboarding: 22 days by 30 June 2027.")


def test_vanity_numbers_are_no_reason_to_act_now(mart: Mart) -> None:
    # Clicks fell, too.
    figures = all_figures(mart, view_of(mart))
    change = figures["clicks.organisation.rolling12.change"].value
    assert change is not None
    assert change < 0
    assert why_now(mart, figures) == (
        "Our one measure got worse in a year: Customer onboarding, 22 days to 26 days."
    )


def test_it_has_a_trajectory_and_an_uplift_of_its_own(mart: Mart) -> None:
    data = build_trajectory(mart, view_of(mart), "onboarding")
    assert isinstance(data, Trajectory)
    assert (data.title, data.unit_line, data.axis_format) == ("Customer onboarding", "days", ",.0f")
    assert all(after < now for after, now in zip(data.after_learning, data.as_we_are, strict=True))
    basis = build_basis(mart)
    assert isinstance(basis, Basis)
    assert basis.own_uplifts == {"onboarding": (0.08, 0.1, 0.12)}


def test_a_vanity_number_has_no_trajectory(mart: Mart) -> None:
    assert mart.baseline("clicks", ORGANISATION).path == ()
    assert build_trajectory(mart, view_of(mart), "clicks") == (
        "Clicks counts activity and not what came of it: it has no trajectory"
    )


@pytest.mark.parametrize(
    ("kpis", "place"),
    [
        (["onboarding", "Days", None, "down", None], "KPIs!C2"),
        (["onboarding", "Days", "days", None, None], "KPIs!D2"),
    ],
)
def test_nothing_is_published_of_a_measure_without_unit_or_direction(
    home: Home, kpis: list[object], place: str
) -> None:
    sheets = {
        **OWN,
        "Settings": settings(),
        "KPIs": table(
            "kpi title unit better linked_kpi", kpis, ["clicks", None, "rate", "up", None]
        ),
    }
    candidate = prepare(home, [upload(sheets)])
    assert not candidate.publishable
    (problem,) = candidate.problems
    assert f"{problem.sheet}!{problem.cell}" == place


def test_nothing_is_published_of_a_measure_that_ships_already(home: Home) -> None:
    rows = [["employee_nps", "Sales", MONTHS[0], 5, 1, 9]]
    sheets = {
        **SHEETS,
        "Settings": settings(),
        "KPIs": table("kpi unit better", ["employee_nps", "points", "up"]),
        "Measures": table("kpi unit month numerator denominator n", *rows),
    }
    (problem,) = prepare(home, [upload(sheets)]).problems
    assert str(problem) == (
        "book.xlsx › Measures!A2: found 'employee_nps', expected a measure of your own; this one "
        "is worked out from Survey already"
    )
