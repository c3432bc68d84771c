"""Scenarios saved with their forecasts, had again by name, and set beside what happened."""

from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest

from briefing.access import Person, Role
from briefing.figures.look_back import LookBack, look_back
from briefing.figures.saving import all_scenarios, save_scenario
from briefing.forecast.scenario import moved, shipped_scenarios
from briefing.store.mart import Mart
from briefing.store.saved import Forecast, NotSavedError, Saved
from briefing.store.snapshots import Home
from tests.organisation import SHEETS, settings
from tests.workbooks import publish, upload

SAM = Person("Sam", frozenset({Role.SPONSOR}))


def test_a_forecast_is_stored_beside_base_for_every_measure(home: Home) -> None:
    snapshot = publish(home, upload({"Settings": settings(), **SHEETS}))
    with closing(Mart(home.verified_mart(snapshot))) as mart:
        shipped = shipped_scenarios(mart.assumptions(), mart.costs(), 0)
        own = moved(shipped["base"], {"uplift": 0.08})
        made = save_scenario(home, mart, own, "Sam’s", Role.SPONSOR, SAM)
        again = all_scenarios(home, shipped, "SAM’S")
    assert (made.snapshot, made.role, made.who) == (snapshot.id, Role.SPONSOR, "Sam")
    assert again == shipped | {"sam’s": replace(own, name="Sam’s", modified=False)}
    revenue = made.forecasts["revenue_per_fte"]
    assert revenue.known_until == date(2026, 6, 30)
    assert len(revenue.own) == len(revenue.base) == 12
    # 8% and 5% × half of the people from the first month on, felt in full after twelve.
    assert revenue.own[-1] == pytest.approx(104_000)
    assert revenue.base[-1] == pytest.approx(102_500)
    # The first of twelve months is better.
    assert revenue.own[0] == pytest.approx(100_000 * (1 + 0.04 / 12))
    assert made.forecasts["voluntary_attrition"].own[-1] == pytest.approx(0.5 * 0.96)


def test_without_money_there_is_no_forecast_to_save(home: Home) -> None:
    sheets = {name: rows for name, rows in SHEETS.items() if name != "Costs"}
    snapshot = publish(home, upload({"Settings": settings(), **sheets}))
    with closing(Mart(home.verified_mart(snapshot))) as mart:
        base = shipped_scenarios(mart.assumptions(), mart.costs(), 0)["base"]
        with pytest.raises(NotSavedError, match="no forecast to save: there is no sheet Costs"):
            save_scenario(home, mart, base, "Sam’s", Role.SPONSOR, SAM)


def saved(own: tuple[float, ...], base: tuple[float, ...], until: date) -> Saved:
    forecasts = {"voluntary_attrition": Forecast(until, own, base)}
    return Saved("Sam’s", Role.SPONSOR, "20260401-abcdef", {}, frozenset(), forecasts)


@pytest.mark.parametrize(
    ("own", "base", "title"),
    [
        (0.49, 0.52, "Sam’s came nearer"),
        (0.46, 0.52, "HR’s Base came nearer"),
        (0.5, 0.5, "Sam’s and HR’s Base were equally near"),
    ],
)
def test_what_happened_stands_beside_both_forecasts(
    own: float, base: float, title: str, hand_made: Mart
) -> None:
    ahead = 9
    forecast = saved(
        (0.499, 0.498, own, *[0.45] * ahead), (0.5, 0.5, base, *[0.47] * ahead), date(2026, 3, 31)
    )
    found = look_back(hand_made, forecast, "voluntary_attrition")
    assert isinstance(found, LookBack)
    assert title in found.message.title
    own_text, base_text = f"{100 * own:.2f}%", f"{100 * base:.2f}%"
    assert found.message.subtitle == (
        f"12 months to June 2026: 50.00%, where Sam’s said {own_text} and HR’s Base {base_text}"
    )
    assert found.table.head == ("", "What happened", "Sam’s", "HR’s Base of that day")
    assert found.table.rows == (
        ("12 months to April 2026", "50.00%", "49.90%", "50.00%"),
        ("12 months to May 2026", "50.00%", "49.80%", "50.00%"),
        ("12 months to June 2026", "50.00%", own_text, base_text),
        ("12 months to March 2027", "not yet known", "45.00%", "47.00%"),
    )


def test_before_a_month_is_measured_it_is_not_known(hand_made: Mart) -> None:
    forecast = saved((0.49,) * 24, (0.5,) * 24, date(2026, 6, 30))
    found = look_back(hand_made, forecast, "voluntary_attrition")
    assert isinstance(found, LookBack)
    assert "is not known yet" in found.message.title
    assert [row[:2] for row in found.table.rows] == [
        ("12 months to June 2027", "not yet known"),
        ("12 months to June 2028", "not yet known"),
    ]


def test_a_measure_that_was_not_forecast_says_so(hand_made: Mart) -> None:
    forecast = saved((0.49,), (0.5,), date(2026, 5, 31))
    assert look_back(hand_made, forecast, "revenue_per_fte") == (
        "Revenue per FTE had no forecast when Sam’s was saved"
    )
    assert look_back(hand_made, forecast, "gone") == "gone had no forecast when Sam’s was saved"
