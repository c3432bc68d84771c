"""Whom a brief is for: what was typed beside who is meant, and what stands first for them."""

from collections.abc import Iterator, Sequence
from datetime import date

import pytest

from briefing.figures.audience import (
    Audience,
    Lead,
    audience_named,
    audience_names,
    build_lead,
)
from briefing.figures.registry import all_figures
from briefing.forecast.scenario import shipped_scenarios
from briefing.store.mart import Mart
from briefing.store.snapshots import Home
from tests.organisation import COSTS, FINANCE, MONTHS, SHEETS, opened, table, view_of
from tests.workbooks import Rows

ASKS_HEAD = "page request decider due_on kpi unit baseline target target_on"
DUE = date(2026, 7, 17)
# Audit and Legal are seven together, and so shown as one.
UNITS = table(
    "unit headcount", ["Sales", 60], ["Operations", 60], ["IT", 60], ["Audit", 3], ["Legal", 4]
)
NAMED: dict[str, Rows] = {
    "Units": UNITS,
    "Survey": table(
        "survey unit answered_on score",
        *(["enps", row[0], date(2026, 6, 10), 9] for row in UNITS[1:] for _ in range(6)),
    ),
}


def ask_about(unit: str | None, page: str = "brief") -> Rows:
    return table(ASKS_HEAD, [page, "Approve", "CEO", DUE, "time_to_hire", unit, 95, 80, DUE])


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mart]:
    """Open a mart with four shown scopes and an ask about Sales."""
    sheets = {**NAMED, "Asks": ask_about("Sales")}
    with opened(Home(tmp_path_factory.mktemp("named")), sheets) as mart:
        yield mart


@pytest.mark.parametrize(
    ("typed", "audience", "label"),
    [
        ("CEO", Audience("CEO"), "for the CEO"),
        (" cfo ", Audience("CFO"), "for the CFO"),
        # The role comes before a unit of that name.
        ("It", Audience("IT"), "for IT"),
        ("Sales", Audience("unit", "Sales"), "for Sales"),
        ("sALES", Audience("unit", "Sales"), "for Sales"),
        (" operations", Audience("unit", "Operations"), "for Operations"),
        ("UNIT", Audience("unit", "Sales"), "for Sales"),
        # Pooled, not a unit, not there.
        ("Audit", None, ""),
        ("Legal", None, ""),
        ("Smaller units", None, ""),
        ("Organisation", None, ""),
        ("Sale", None, ""),
        ("", None, ""),
    ],
)
def test_who_is_meant(named: Mart, typed: str, audience: Audience | None, label: str) -> None:
    found = audience_named(named, typed)
    assert found == audience
    assert (found.label if found else "") == label


@pytest.mark.parametrize(
    ("asks", "unit"),
    [
        (ask_about("Operations"), "Operations"),
        # The whole organisation's, a pooled unit's, another page's.
        (ask_about(None), None),
        (ask_about("Audit"), None),
        (ask_about("Sales", "pilot"), None),
    ],
)
def test_unit_is_the_one_that_the_ask_is_about(home: Home, asks: Rows, unit: str | None) -> None:
    with opened(home, {**NAMED, "Asks": asks}) as mart:
        found = audience_named(mart, "unit")
    assert (found.unit if found else None) == unit


def test_each_name_that_is_offered_is_understood_and_offered_once(named: Mart) -> None:
    names = audience_names(named)
    assert names == ["CEO", "CFO", "IT", "Operations", "Sales"]
    labels = [found.label for name in names if (found := audience_named(named, name))]
    assert labels == ["for the CEO", "for the CFO", "for IT", "for Operations", "for Sales"]


def lead(mart: Mart, name: str) -> Lead:
    audience = audience_named(mart, name)
    assert audience
    shipped = shipped_scenarios(mart.assumptions(), mart.costs(), mart.settings.discount_rate)
    return build_lead(mart, all_figures(mart, view_of(mart)), shipped, audience)


# As in test_money, over 12 months: 100 a month in cash for each percent of uplift, 930 paid at the
# start, 700 in month 1 and 100 in each of the others. By the checkpoint: 930 + 700 + 200.
#
# uplift                 4%       5%       6%
# deepest: −930 and    −300     −200     −100
# benefits 12 ×         400      500      600
def test_the_cfo_reads_what_is_paid_and_what_must_be_shown(hand_made: Mart) -> None:
    found = lead(hand_made, "CFO")
    (shown,) = found.tables
    assert found.heading.startswith("Cost and return: ")
    assert shown.title == "Over 12 months, in cash"
    assert shown.head == ("", "Conservative, 4%", "Base, 5%", "Stretch, 6%")
    assert shown.rows == (
        ("Paid by the 90-day checkpoint", "€1,830", "€1,830", "€1,830"),
        ("Deepest cash outlay", "€1,230", "€1,130", "€1,030"),
        ("Costs paid", "€2,730", "€2,730", "€2,730"),
        ("Benefits in cash", "€4,800", "€6,000", "€7,200"),
        ("Uplift the pilot must show", "2.3%", "2.3%", "2.3%"),
    )
    assert found.lines == (
        "Should the checkpoint fail, €1,830 has been paid, and nothing more need be.",
    )


def test_what_no_uplift_reaches_is_none_in_the_table(home: Home) -> None:
    dear = [*COSTS, ["Consultants", 50_000, None, None, None]]
    with opened(home, {**SHEETS, "Costs": dear}) as mart:
        (shown,) = lead(mart, "CFO").tables
    assert shown.rows[-1] == ("Uplift the pilot must show", "none", "none", "none")


@pytest.mark.parametrize(
    ("missing", "reason"),
    [
        ("Assumptions", "there is no sheet Assumptions"),
        ("Costs", "there is no sheet Costs"),
    ],
)
def test_without_money_each_lead_says_so(home: Home, missing: str, reason: str) -> None:
    sheets = {name: rows for name, rows in SHEETS.items() if name != missing}
    with opened(home, sheets) as mart:
        cfo, ceo = lead(mart, "CFO"), lead(mart, "CEO")
    assert (cfo.tables, cfo.lines) == ((), (f"It cannot be priced yet: {reason}.",))
    assert (ceo.tables, ceo.lines) == (
        (),
        ("No scenario can be worked out from the data that were loaded.",),
    )


PILOT_HEAD = "pilot title hypothesis kpi unit better design minimum_effect starts_on checkpoint_on"


def pilot(name: str, unit: str, begins: date) -> Sequence[object]:
    return [name, name, "Faster", "time_to_hire", unit, "down", "matched", 0.03, begins, DUE]


def test_the_cfo_reads_of_the_latest_pilot(home: Home) -> None:
    pilots = table(
        PILOT_HEAD,
        pilot("Old", "Sales", date(2025, 1, 1)),
        pilot("New", "Sales", date(2026, 4, 20)),
    )
    with opened(home, {**SHEETS, "Pilots": pilots}) as mart:
        lines = lead(mart, "CFO").lines
    assert [line.partition(":")[0] for line in lines[1:]] == ["Pilot New in Sales"]


# As in test_horizon: all people after a year, half of them learners, at 4 and at 6%.
def test_the_ceo_reads_the_business_with_learning_and_without(hand_made: Mart) -> None:
    found = lead(hand_made, "CEO")
    (shown,) = found.tables
    assert shown.title == "12 months to June 2027, in three scenarios"
    assert shown.head == ("", "as we are", "Conservative", "Base", "Stretch")
    assert [(*row[:3], row[4]) for row in shown.rows] == [
        ("Revenue per FTE", "€100,000", "€102,000", "€103,000"),
        ("Voluntary attrition", "50.0%", "49.0%", "48.5%"),
    ]
    assert found.lines == ()


def test_a_measure_that_ends_elsewhere_says_so_in_its_row(home: Home) -> None:
    # Finance was exported a month before Workers.
    with opened(home, {**SHEETS, "Finance": FINANCE[:-1]}) as mart:
        (shown,) = lead(mart, "CEO").tables
    assert shown.title == "12 months to May 2027, in three scenarios"
    assert [row[0] for row in shown.rows] == [
        "Revenue per FTE",
        "Voluntary attrition, 12 months to June 2027",
    ]


YEARS = [date(2024, month, 1) for month in range(7, 13)] + MONTHS
KPIS = table(
    "kpi title unit better linked_kpi",
    ["onboarding", "Customer onboarding", "days", "down", None],
    ["clicks", "Clicks", "rate", "up", "onboarding"],
)
# 22 days in the first of two years and 26 in the second; clicks double.
MEASURES = table(
    "kpi unit month numerator denominator n",
    *(
        [kpi, "Sales", month, 10 * (second if place >= 12 else first), 10, 10]
        for kpi, first, second in (("onboarding", 22, 26), ("clicks", 1, 2))
        for place, month in enumerate(YEARS)
    ),
)


def test_the_ceo_reads_no_vanity_number(home: Home) -> None:
    with opened(home, {"KPIs": KPIS, "Measures": MEASURES}) as mart:
        found = lead(mart, "CEO")
    (shown,) = found.tables
    assert shown.title == "How we stand with customers, 12 months to June 2026"
    assert shown.head == ("", "a year before", "now")
    assert shown.rows == (("Customer onboarding", "22 days", "26 days"),)
    assert found.lines == ("No scenario can be worked out from the data that were loaded.",)


def hires(unit: str) -> list[Sequence[object]]:
    """Give positions filled after 30 days in a second quarter, and after 45 in the next."""
    return [
        [f"{unit} {filled} {number}", unit, opened_on, filled]
        for opened_on, filled in (
            (date(2025, 3, 31), date(2025, 4, 30)),
            (date(2026, 4, 17), date(2026, 6, 1)),
        )
        for number in range(5)
    ]


DELIVERY: dict[str, Rows] = {
    "Units": table("unit headcount", ["Sales", 60], ["Operations", 60]),
    "KPIs": KPIS,
    "Measures": MEASURES,
    "Requisitions": table("requisition_id unit opened_on filled_on", *hires("Sales")),
    # Asked in the first quarter of each year.
    "Survey": table(
        "survey unit answered_on score",
        *(
            ["engagement", unit, answered, score]
            for unit in ("Sales", "Operations")
            for answered, score in ((date(2025, 1, 15), 8), (date(2026, 3, 15), 6))
            for _ in range(6)
        ),
    ),
    "Skills": table(
        "unit skill needed held critical",
        ["Sales", "Selling", 4.5, 2.6, "yes"],
        ["Operations", "Safety", 4, 3, "no"],
    ),
    "Pilots": table(PILOT_HEAD, pilot("Labs", "Sales", date(2026, 4, 20))),
}
LABS = "Pilot Labs in Sales: begun 20 April 2026, to be judged on time to hire on 17 July 2026."


@pytest.fixture(scope="module")
def delivery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mart]:
    """Open a mart of two units, one of them with a pilot."""
    with opened(Home(tmp_path_factory.mktemp("delivery")), DELIVERY) as mart:
        yield mart


def test_a_unit_reads_its_own_delivery_skills_and_pilot(delivery: Mart) -> None:
    found = lead(delivery, "sales")
    measures, skills = found.tables
    assert found.heading == "Sales: its own pilot, and its delivery"
    assert measures.title == "How the unit delivers, Q2 2026"
    assert measures.rows == (
        ("Customer onboarding", "22 days", "26 days"),
        ("Engagement, Q1 2026", "8.0", "6.0"),
        ("Time to hire", "30 days", "45 days"),
    )
    assert skills.rows == (("Selling", "4.5", "2.6"),)
    assert found.lines == (LABS,)


def test_a_unit_without_a_pilot_reads_of_another_s(delivery: Mart) -> None:
    found = lead(delivery, "Operations")
    assert found.heading == "Operations: its delivery"
    assert [(shown.title, shown.rows) for shown in found.tables] == [
        ("How the unit delivers, Q1 2026", (("Engagement", "8.0", "6.0"),))
    ]
    assert found.lines == ("No pilot has run in Operations yet.", LABS)


def test_a_unit_without_anything_reads_that_no_pilot_has_run(named: Mart) -> None:
    found = lead(named, "Sales")
    assert (found.tables, found.lines) == ((), ("No pilot has run in Sales yet.",))


STAYS = (
    "People's rows stay in one file on the machine that loads them; pages and documents are made "
    "from a second file that holds no person."
)


def test_it_reads_platforms_roadmap_and_its_gravest_risk(home: Home) -> None:
    sheets = {
        **NAMED,
        "Platforms": table("platform criterion weight score", ["Suite", "integration", 1, 4]),
        "Roadmap": table("phase starts_on ends_on budget", ["Pilot", DUE, DUE, 900]),
        "Risks": table(
            "risk likelihood impact owner status",
            ["It leaks", 2, 2, "Head of IT", "open"],
            ["It breaks", 5, 5, "Head of IT", "closed"],
        ),
    }
    with opened(home, sheets) as mart:
        found = lead(mart, "IT")
    assert [(shown.title, shown.rows) for shown in found.tables] == [
        ("Platforms, 0 to 5", (("Weighted score", "4.0"), ("Integration", "4"))),
        ("Roadmap", (("Pilot", "Jul 2026", "€900"),)),
    ]
    assert found.lines == (STAYS, "Gravest open risk: It leaks.")


def test_it_without_its_sheets_reads_where_the_data_stay(named: Mart) -> None:
    found = lead(named, "IT")
    assert (found.tables, found.lines) == ((), (STAYS,))
