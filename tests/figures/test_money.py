"""The money's figures: one organisation worked out by hand, and the reasons for no number."""

from collections.abc import Sequence

import pytest

from briefing.figures.money import money_figures, money_view
from briefing.forecast.scenario import moved, shipped_scenarios
from briefing.store.mart import Mart
from briefing.store.snapshots import Home
from tests.organisation import ASSUMPTIONS, COSTS, FINANCE, SHEETS, WORKERS, opened, view_of

# Base, over 12 months at no discount; the ramp is a month long, so all is there from month 1:
#   productivity  200,000 × 10% margin × 5% uplift × 50% adoption = 500 a month, half of it cash
#   replacement   50% × 24 people ÷ 12 × 10,000 × 5% × 50%        = 250 a month, all of it cash
#   learners      24 × 50% = 12: 12 × 50 = 600 paid in month 1, 12 × 10 hours × 19 = 2,280
#
# month             0       1      2 to 12
# cash           −930    −200         +400     500 − 100 − 600, then 500 − 100
# in full        −930  −2,230         +650     750 − 100 − 600 − 2,280, then 750 − 100
#
# so far in cash: −930 −1,130 −730 −330 +70; in full −930 −3,160 −2,510 −1,860 −1,210 −560 +90


@pytest.mark.parametrize(
    ("key", "value", "text"),
    [
        ("npv_cash", -930 - 200 + 11 * 400, "€3,270"),
        ("npv_full", -930 - 2_230 + 11 * 650, "€3,990"),
        # Paid: 930 + 600 + 12 × 100 = 2,730; with the hours 5,010.
        ("return_cash", 3_270 / 2_730, "119.8%"),
        ("return_full", 3_990 / 5_010, "79.6%"),
        ("payback_cash", 4, "4 months"),
        ("payback_full", 6, "6 months"),
        # 6,000 a year at 5%: 2,730 at 5% × 2,730 ÷ 6,000.
        ("breakeven_uplift_cash", 0.02275, "2.3%"),
        # Eleven months' 500 less 930, 600 and 1,100: 2,870; 3,270 − 2,870.
        ("delay_cost_cash", 400, "€400"),
        # Twelve times 250 from each of the two.
        ("benefits_cash", 6_000, "€6,000"),
        ("costs_cash", 2_730, "€2,730"),
        # 930 at the start, 600 for the learners, three months' platform.
        ("checkpoint_cash", 930 + 600 + 3 * 100, "€1,830"),
        # At the end of month 1.
        ("peak_funding_cash", 1_130, "€1,130"),
        ("leavers_next_year", 12, "12"),
        ("replacement_next_year", 120_000, "€120,000"),
    ],
)
def test_by_hand(hand_made: Mart, key: str, value: float, text: str) -> None:
    found = {figure.key: figure for figure in money_figures(hand_made, view_of(hand_made))}[key]
    assert found.value == pytest.approx(value)
    assert found.reason is None
    assert found.text == text


def test_periods_say_horizon_and_scenario(hand_made: Mart) -> None:
    base = shipped_scenarios(
        hand_made.assumptions(), hand_made.costs(), hand_made.settings.discount_rate
    )["base"]
    shipped = next(money_figures(hand_made, money_view(hand_made, base)))
    other = money_view(hand_made, moved(base, {"uplift": 0.06}))
    changed = next(money_figures(hand_made, other))
    assert shipped.period == "12 months, scenario Base"
    assert changed.period == "12 months, scenario modified from Base"


def without(sheet: str) -> dict[str, Sequence[Sequence[object]]]:
    return {name: rows for name, rows in SHEETS.items() if name != sheet}


def lacking(*names: str) -> dict[str, Sequence[Sequence[object]]]:
    return {**SHEETS, "Assumptions": [row for row in ASSUMPTIONS if row[0] not in names]}


@pytest.mark.parametrize(
    ("sheets", "reason"),
    [
        (without("Assumptions"), "there is no sheet Assumptions"),
        (lacking("adoption"), "Assumptions has no row adoption"),
        (without("Costs"), "there is no sheet Costs"),
        (without("Workers"), "Workers does not cover 12 months with leavers"),
        (lacking("margin", "replacement_cost"), "no benefit has both a 12-month KPI and its price"),
        (
            lacking("hourly_cost"),
            "Costs has hours for each learner, and Assumptions has no row hourly_cost",
        ),
    ],
)
def test_what_is_missing_is_named(
    home: Home, sheets: dict[str, Sequence[Sequence[object]]], reason: str
) -> None:
    with opened(home, sheets) as mart:
        view = view_of(mart)
        found = list(money_figures(mart, view))
    assert view.economics is None
    assert view.reason is not None
    assert view.reason.startswith(reason)
    assert {figure.value for figure in found} == {None}
    assert {figure.text for figure in found} == {view.reason}


@pytest.mark.parametrize(
    ("sheets", "benefit"),
    [
        # Twelve months' cash: 250 from productivity and 250 from replacement.
        (without("Finance"), 3_000),
        (lacking("replacement_cost"), 3_000),
        # A benefit of which nobody said that it is cash is none.
        ({**SHEETS, "Assumptions": [row[:4] for row in ASSUMPTIONS]}, 0),
    ],
)
def test_each_benefit_counts_where_it_can_be_priced(
    home: Home, sheets: dict[str, Sequence[Sequence[object]]], benefit: float
) -> None:
    with opened(home, sheets) as mart:
        economics = view_of(mart).economics
    assert economics
    assert economics.npv_cash == pytest.approx(benefit - 2_730)


def test_a_loss_is_shown_as_one_and_no_payback_says_why(home: Home) -> None:
    dear = [*COSTS, ["Consultants", 50_000, None, None, None]]
    with opened(home, {**SHEETS, "Costs": dear}) as mart:
        found = {figure.key: figure for figure in money_figures(mart, view_of(mart))}
    assert found["npv_cash"].text == "−€46,700"
    assert found["return_cash"].value is not None
    assert found["return_cash"].value < 0
    assert found["payback_cash"].value is None
    assert found["payback_cash"].text == "it does not pay back within the horizon"
    # 5% × 52,730 ÷ 6,000 = 44%: beyond the lever's track.
    assert found["breakeven_uplift_cash"].value is None
    assert found["breakeven_uplift_cash"].text == "no uplift on the lever's track breaks even"


def test_without_costs_there_is_no_return(home: Home) -> None:
    free = [COSTS[0], ["Platform", None, None, 0, None]]
    with opened(home, {**SHEETS, "Costs": free}) as mart:
        found = {figure.key: figure for figure in money_figures(mart, view_of(mart))}
    assert found["return_cash"].value is None
    assert found["return_cash"].text == "there are no costs to set it against"
    assert found["payback_cash"].value == 0
    for key in ("costs_cash", "checkpoint_cash", "peak_funding_cash"):
        assert (found[key].value, found[key].text) == (0, "€0"), key


@pytest.mark.parametrize(
    ("rate", "ramp", "checkpoint", "peak"),
    [
        (0, 1, 1_830, 1_130),
        # Not discounted: the same at any rate.
        (0.5, 1, 1_830, 1_130),
        # Over six months, two learners join in each, 100 a month, and the benefit grows by
        # 500 ÷ 6: 930 + 3 × 200. So far: −930 −1,047 −1,080 −1,030.
        (0, 6, 1_530, 1_080),
        # Over 24 months half a learner joins in each, 25 a month: 930 + 3 × 125. The benefit
        # grows by 500 ÷ 24 and covers the 125 in month 6: (1 + 2 + ... + 6) × 500 ÷ 24 so far.
        (0, 24, 1_305, 930 + 6 * 125 - 500 / 24 * 21),
    ],
)
def test_what_is_paid_before_it_turns(
    home: Home, rate: float, ramp: int, checkpoint: float, peak: float
) -> None:
    assumptions = [
        ["ramp_months", ramp, ramp, ramp, None] if row[0] == "ramp_months" else row
        for row in ASSUMPTIONS
    ]
    with opened(home, {**SHEETS, "Assumptions": assumptions}, discount_rate=rate) as mart:
        found = {figure.key: figure.value for figure in money_figures(mart, view_of(mart))}
    assert found["checkpoint_cash"] == pytest.approx(checkpoint)
    assert found["peak_funding_cash"] == pytest.approx(peak)


def test_sources_are_the_sheets_that_the_money_rests_on(hand_made: Mart) -> None:
    sources = next(money_figures(hand_made, view_of(hand_made))).sources
    found = {(source.sheet, source.cells) for source in sources}
    # Low, base and high of margin stand in row 5; the exports' columns from row 2 to the last.
    assert ("Assumptions", "B5:D5") in found
    assert ("Costs", "B2:B4") in found
    assert ("Finance", f"C2:C{len(FINANCE)}") in found
    assert ("Workers", f"D2:D{len(WORKERS)}") in found
