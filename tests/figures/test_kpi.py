"""The KPIs' figures: keys, titles, texts, the change over a year, and what may not be shown."""

from collections.abc import Sequence
from datetime import date

import pytest

from briefing.figures.kpi import kpi_figures, kpi_key
from briefing.figures.model import Figure
from briefing.store.mart import Mart
from briefing.store.snapshots import Home
from tests.organisation import MONTHS, opened, table
from tests.workbooks import Rows

UNITS = table("unit headcount", ["Sales", 60], ["Operations", 60])


def hired(unit: str, month: date, *days: int) -> list[Sequence[object]]:
    """Give a filled position for each number of days, all filled on the 28th."""
    return [
        [f"{unit} {month} {place}", unit, date.fromordinal(month.toordinal() + 27 - took),
         month.replace(day=28)]
        for place, took in enumerate(days)
    ]  # fmt: skip


def figures(home: Home, *rows: list[Sequence[object]], units: Rows = UNITS) -> dict[str, Figure]:
    flat = [row for some in rows for row in some]
    sheets = {
        "Units": units,
        "Requisitions": table("requisition_id unit opened_on filled_on", *flat),
    }
    with opened(home, sheets) as mart:
        return {figure.key: figure for figure in kpi_figures(mart)}


@pytest.mark.parametrize(
    ("kpi", "scope", "grain", "key"),
    [
        ("time_to_hire", "Sales", "quarter", "time_to_hire.sales.quarter"),
        ("employee_nps", "Customer Service", "month", "employee_nps.customer_service.month"),
        ("employee_nps", "Organisation", "rolling12", "employee_nps.organisation.rolling12"),
    ],
)
def test_keys(kpi: str, scope: str, grain: str, key: str) -> None:
    assert kpi_key(kpi, scope, grain) == key


@pytest.fixture(scope="module")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Figure]:
    """Give the figures of Sales's and Operations's second quarters of 2025 and of 2026."""
    april, may, june = MONTHS[15:]
    return figures(
        Home(tmp_path_factory.mktemp("two-years")),
        hired("Sales", april.replace(year=2025), *[40] * 5),
        hired("Sales", june.replace(year=2025), *[40] * 5),
        hired("Sales", april, *[50] * 5),
        hired("Sales", may, *[50] * 5),
        hired("Sales", june, *[60] * 5),
        hired("Operations", may, *[20] * 6),
    )


@pytest.mark.parametrize(
    ("key", "value", "text", "n", "period"),
    [
        ("time_to_hire.sales.month", 60, "60 days", 5, "June 2026"),
        # Ten positions of 50 and five of 60: 800 ÷ 15 = 53.3
        ("time_to_hire.sales.quarter", 160 / 3, "53 days", 15, "Q2 2026"),
        ("time_to_hire.sales.rolling12", 160 / 3, "53 days", 15, "12 months to June 2026"),
        # Six of 20 more: 920 ÷ 21 = 43.8
        ("time_to_hire.organisation.quarter", 920 / 21, "44 days", 21, "Q2 2026"),
        # A year before ten of 40, five of them in June.
        ("time_to_hire.sales.quarter.change", 160 / 3 - 40, "13 days", 15, "Q2 2026"),
        ("time_to_hire.sales.month.change", 60 - 40, "20 days", 5, "June 2026"),
    ],
)
def test_by_hand(  # noqa: PLR0913, PLR0917 a row is a figure
    two_years: dict[str, Figure], key: str, value: float, text: str, n: int, period: str
) -> None:
    found = two_years[key]
    assert found.value == pytest.approx(value)
    assert (found.text, found.n, found.period) == (text, n, period)
    assert (found.unit, found.reason) == ("days", None)


@pytest.mark.parametrize(
    ("sales", "operations", "key", "text"),
    [
        (4, 9, "sales", "not shown (protects fewer than 5 people)"),
        (4, 9, "operations", "not shown (protects fewer than 5 people)"),
        (5, 9, "sales", "50 days"),
    ],
)
def test_what_may_not_be_shown_says_why(
    home: Home, sales: int, operations: int, key: str, text: str
) -> None:
    june = MONTHS[-1]
    made = figures(
        home, hired("Sales", june, *[50] * sales), hired("Operations", june, *[50] * operations)
    )
    found, change = made[f"time_to_hire.{key}.month"], made[f"time_to_hire.{key}.month.change"]
    assert found.text == text
    assert (found.value is None) == (found.reason is not None) == (found.n is None)
    assert change.value is None
    assert change.text == "not shown (no value a year before)"


def test_a_change_from_a_hidden_value_is_hidden(home: Home) -> None:
    june = MONTHS[-1]
    found = figures(
        home,
        hired("Sales", june.replace(year=2025), *[40] * 3),
        hired("Operations", june.replace(year=2025), *[40] * 9),
        hired("Sales", june, *[50] * 5),
    )
    change = found["time_to_hire.sales.month.change"]
    # Sales' small June of 2025 takes its other months with it: one grain is shown whole or not.
    assert found["time_to_hire.sales.month"].value is None
    assert change.value is None
    assert change.reason == "protects fewer than 5 people"
    assert change.n is None


def test_small_units_have_their_figures_together(home: Home) -> None:
    june = MONTHS[-1]
    units = [*UNITS, ["Audit", 4], ["Board", 3]]
    hires = hired("Sales", june, *[50] * 5), hired("Audit", june, *[20] * 5)
    found = figures(home, *hires, units=units)
    assert found["time_to_hire.smaller_units.month"].text == "20 days"
    assert "time_to_hire.audit.month" not in found


def test_shares_change_by_percentage_points(hand_made: Mart) -> None:
    found = {figure.key: figure for figure in kpi_figures(hand_made)}
    year = found["voluntary_attrition.organisation.rolling12"]
    assert (year.text, year.n) == ("50.0%", 24)  # on average
    assert year.period == "12 months to June 2026"
    # A month's leaver is one person: too few.
    assert (
        found["voluntary_attrition.organisation.month"].text
        == "not shown (protects fewer than 5 people)"
    )
    assert found["revenue_per_fte.organisation.rolling12"].text == "€100,000"
    assert found["revenue_per_fte.organisation.month.change"].text == "€0"


def test_the_organisation_has_its_own_titles(home: Home) -> None:
    sheets = {
        "Units": UNITS,
        "KPIs": table("kpi title", ["time_to_hire", "Days to fill"]),
        "Requisitions": table(
            "requisition_id unit opened_on filled_on", *hired("Sales", MONTHS[-1], *[50] * 5)
        ),
    }
    with opened(home, sheets) as mart:
        titles = {figure.key: figure.title for figure in kpi_figures(mart)}
    assert titles["time_to_hire.organisation.month"] == "Days to fill"
    assert titles["time_to_hire.sales.month"] == "Days to fill, Sales"
    assert titles["time_to_hire.sales.month.change"] == "Days to fill, Sales, change over a year"


def test_no_data_no_figures(home: Home) -> None:
    with opened(home, {"Units": UNITS}) as mart:
        assert list(kpi_figures(mart)) == []
