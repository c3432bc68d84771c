"""A small organisation whose every number can be worked out in the head, as workbook sheets.

Twenty-four people work in Sales, as many at the start of each month as at its end: somebody
leaves of their own accord in the middle of each, and somebody joins. So attrition is
12 ÷ 24 = 50% a year, month for month. Sales earns 200,000 a month: 100,000 a year for each
full-time equivalent. Both go on as they are.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date

from briefing.figures.money import MoneyView, money_view
from briefing.forecast.scenario import shipped_scenarios
from briefing.kpis.catalogue import Kpi, outcomes_of
from briefing.kpis.run import ROLLING
from briefing.privacy import ORGANISATION
from briefing.store.mart import Mart
from briefing.store.snapshots import Home
from tests.workbooks import Sheets, publish, upload

AS_OF = date(2026, 6, 30)
MONTHS = [date(2025 + month // 12, month % 12 + 1, 1) for month in range(18)]
_LONG_AGO = date(2020, 1, 1)

SETTINGS: dict[str, object] = {
    "organisation": "Hand-made",
    "currency": "EUR",
    "locale": "en_GB",
    "as_of": "2026-06-30",
    "horizon_months": 12,
    "discount_rate": 0,
}

WORKERS: Sequence[Sequence[object]] = [
    ["employee_id", "unit", "hired_on", "left_on", "leave_type"],
    *(["stays" + str(number), "Sales", _LONG_AGO, None, None] for number in range(23)),
    # One chain: each leaves in the month in which the next one joins.
    *(
        [
            "leaves" + str(number),
            "Sales",
            MONTHS[number - 1].replace(day=15) if number else _LONG_AGO,
            month.replace(day=15),
            "voluntary",
        ]
        for number, month in enumerate(MONTHS)
    ),
    ["last", "Sales", MONTHS[-1].replace(day=15), None, None],
]
FINANCE: Sequence[Sequence[object]] = [
    ["unit", "month", "revenue", "fte"],
    *(["Sales", month, 200_000, 24] for month in MONTHS),
]
ASSUMPTIONS: Sequence[Sequence[object]] = [
    ["assumption", "low", "base", "high", "cashable"],
    ["uplift", 0.04, 0.05, 0.06, None],
    ["adoption", 0.5, 0.5, 0.5, None],
    ["ramp_months", 1, 1, 1, None],
    ["margin", 0.1, 0.1, 0.1, 0.5],
    ["replacement_cost", 10_000, 10_000, 10_000, 1],
    ["hourly_cost", 19, 19, 19, None],
]
COSTS: Sequence[Sequence[object]] = [
    ["item", "one_off", "per_learner", "per_month", "hours_per_learner"],
    ["Design", 930, None, None, None],
    ["Licence", None, 50, None, None],
    ["Platform", None, None, 100, 10],
]
SHEETS: Sheets = {
    "Workers": WORKERS,
    "Finance": FINANCE,
    "Assumptions": ASSUMPTIONS,
    "Costs": COSTS,
}


def settings(**changes: object) -> Sequence[Sequence[object]]:
    """Give the Settings sheet with some of them changed."""
    return [["name", "value"], *([name, value] for name, value in (SETTINGS | changes).items())]


def table(head: str, *rows: Sequence[object]) -> Sequence[Sequence[object]]:
    """Give a sheet from its headings, written as words, and its rows."""
    return [head.split(), *rows]


@contextmanager
def opened(home: Home, sheets: Sheets, **changes: object) -> Iterator[Mart]:
    """Publish sheets and Settings as one workbook, and open the mart that they make."""
    snapshot = publish(home, upload({"Settings": settings(**changes), **sheets}))
    with closing(Mart(home.verified_mart(snapshot))) as mart:
        yield mart


def fed_by(mart: Mart) -> dict[str, Kpi]:
    """Give the outcomes that a mart has over twelve months; the sample has no fewer than these."""
    found = {
        key: kpi for key, kpi in outcomes_of(mart).items() if mart.cells(key, ORGANISATION, ROLLING)
    }
    assert {"revenue_per_fte", "voluntary_attrition", "internal_promotion"} <= found.keys()
    return found


def view_of(mart: Mart, scenario: str = "base") -> MoneyView:
    """Work out a shipped scenario in money, if there is one."""
    return money_view(
        mart,
        shipped_scenarios(mart.assumptions(), mart.costs(), mart.settings.discount_rate).get(
            scenario
        ),
    )
