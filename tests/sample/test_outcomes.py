"""Checks that what the sample's units achieve fits what they do about learning."""

from datetime import date

import pytest

from data.sample_units import MONTHS, month_start
from tests.sample.conftest import Ask

LAST_QUARTER_BEFORE = (date(2025, 10, 1), date(2025, 12, 31))
LATEST_QUARTER = (date(2026, 7, 1), date(2026, 9, 30))


def incidents(ask: Ask, unit: str, kind: str, first: date, last: date) -> int:
    """Count a unit's incidents of a kind from the first day to the last."""
    (found,) = ask("SELECT count(*) FROM incidents WHERE unit = ? AND kind = ? "
                   "AND occurred_on BETWEEN ? AND ?", unit, kind, first, last)[0]  # fmt: skip
    return int(found)


def measure(ask: Ask, kpi: str, unit: str, first: date, last: date) -> float:
    """Give a business metric over some months."""
    (found,) = ask("SELECT sum(numerator) / sum(denominator) FROM measures WHERE kpi = ? "
                   "AND unit = ? AND month BETWEEN ? AND ?", kpi, unit, first, last)[0]  # fmt: skip
    return float(found)


def engagement(ask: Ask, first: date, last: date) -> float:
    """Give the mean engagement in Operations."""
    (found,) = ask("SELECT avg(score) FROM survey WHERE survey = 'engagement' "
                   "AND unit = 'Operations' AND answered_on BETWEEN ? AND ?",
                   first, last)[0]  # fmt: skip
    return float(found)


@pytest.mark.parametrize("unit", ["Operations", "Corporate Services"])
def test_compliance_incidents_rise_a_little_where_regulation_presses(ask: Ask, unit: str) -> None:
    before = incidents(ask, unit, "compliance", date(2024, 5, 1), date(2025, 4, 30))
    after = incidents(ask, unit, "compliance", date(2025, 11, 1), date(2026, 10, 31))
    assert before < after < 2 * before


def test_errors_are_repeated_less_once_the_coaching_network_runs(ask: Ask) -> None:
    before = incidents(ask, "Operations", "customer", *LAST_QUARTER_BEFORE)
    after = incidents(ask, "Operations", "customer", *LATEST_QUARTER)
    year_before = incidents(ask, "Operations", "customer", date(2025, 1, 1), date(2025, 12, 31))
    assert (before, after) == (26, 17)  # as the story says
    assert after < 0.75 * year_before / 4
    elsewhere = [incidents(ask, "Customer Service", "customer", *quarter)
                 for quarter in (LAST_QUARTER_BEFORE, LATEST_QUARTER)]  # fmt: skip
    assert elsewhere[1] > 0.9 * elsewhere[0]


def test_incidents_cost_something_where_the_cost_is_known(ask: Ask) -> None:
    rows = ask("SELECT kind, count(*), count(cost), min(cost), median(cost) FROM incidents "
               "GROUP BY kind ORDER BY kind")  # fmt: skip
    assert [row[0] for row in rows] == ["compliance", "customer", "safety"]
    for _, counted, known, lowest, usual in rows:
        assert counted > 100
        assert 0.85 * counted < known < counted
        assert lowest > 0
        assert usual > 800


@pytest.mark.parametrize(
    ("kpi", "units"),
    [
        ("customer_onboarding_days", ["Customer Service", "Sales"]),
        ("product_cycle_time", ["Product", "Technology"]),
    ],
)
def test_each_business_metric_has_every_complete_month(
    ask: Ask, kpi: str, units: list[str]
) -> None:
    rows = ask("SELECT unit, list(month ORDER BY month), bool_and(denominator = n), min(n) "
               "FROM measures WHERE kpi = ? GROUP BY unit ORDER BY unit", kpi)  # fmt: skip
    assert [row[0] for row in rows] == units
    for _, months, same, fewest in rows:
        assert months == [month_start(month) for month in range(MONTHS)]
        assert same
        assert fewest > 30


def test_onboarding_gets_longer_and_product_gets_faster_with_its_fridays(ask: Ask) -> None:
    first, last = (date(2024, 5, 1), date(2025, 4, 1)), (date(2025, 11, 1), date(2026, 10, 1))
    for unit in ("Customer Service", "Sales"):
        before = measure(ask, "customer_onboarding_days", unit, *first)
        assert before < measure(ask, "customer_onboarding_days", unit, *last) < 1.12 * before
    since = (date(2026, 7, 1), date(2026, 9, 1))
    until = (date(2025, 7, 1), date(2025, 9, 1))
    change = {
        unit: measure(ask, "product_cycle_time", unit, *since)
        / measure(ask, "product_cycle_time", unit, *until)
        for unit in ("Product", "Technology")
    }
    assert change["Product"] < 0.95
    assert 0.97 < change["Technology"] < 1.05


def test_there_are_answers_enough_for_each_quarter(ask: Ask) -> None:
    rows = ask(
        """SELECT survey, unit, min(answers), count(*) FROM (
               SELECT survey, unit, date_trunc('quarter', answered_on) AS quarter,
                      count(*) AS answers
               FROM survey WHERE survey <> 'enps' AND answered_on BETWEEN '2024-07-01'
                 AND '2026-09-30' AND unit IN ('Sales', 'Operations', 'Customer Service',
                     'Technology', 'Product', 'Corporate Services') GROUP BY ALL)
           GROUP BY ALL ORDER BY ALL"""
    )
    assert [row[1] for row in rows if row[0] == "cnps"] == [
        "Customer Service", "Operations", "Sales",
    ]  # fmt: skip
    assert len([row for row in rows if row[0] == "engagement"]) == 6
    for survey, unit, fewest, quarters in rows:
        assert fewest >= 15, (survey, unit)
        assert quarters == 9


def test_the_pulse_of_employees_is_what_it_was(ask: Ask) -> None:
    """The rows of the first release, in their order, in one number."""
    rows = ask("SELECT unit, answered_on, score, comment FROM survey WHERE survey = 'enps' "
               "ORDER BY _row")  # fmt: skip
    assert len(rows) == 7_165
    (digest,) = ask("SELECT md5(string_agg(concat_ws('|', unit, answered_on, score, comment), "
                    "';' ORDER BY _row)) FROM survey WHERE survey = 'enps'")[0]  # fmt: skip
    assert digest == "125dba9c5d1f5c4fe4073815b8150616"


def test_comments_are_few_and_name_nobody(ask: Ask) -> None:
    for survey, said, answers in ask(
        "SELECT survey, count(comment), count(*) FROM survey GROUP BY survey"
    ):
        assert 0.02 < said / answers < 0.06, survey
    comments = {row[0] for row in ask("SELECT DISTINCT comment FROM survey "
                                      "WHERE comment IS NOT NULL")}  # fmt: skip
    assert len(comments) == 31
    for comment in comments:  # a name would be a capital inside of a sentence
        words = [word for sentence in comment.split(". ") for word in sentence.split()[1:]]
        assert all(word == "I" or word.islower() for word in words), comment


def test_the_stories_bear_the_facts_of_their_units(ask: Ask) -> None:
    fridays, coaching = ask(
        """SELECT unit, kpi, before, after, months, "change" || ' ' || benefit
           FROM stories ORDER BY unit DESC"""
    )
    assert fridays[:2] == ("Product", "voluntary_attrition")
    assert fridays[3] / fridays[2] == pytest.approx(1 - 0.18)
    assert fridays[4] == 12
    for fact in ("60 minutes every Friday", "taught each other", "mistake of her own", "18%",
                 "Promotions from within rose", "cycle time improved"):  # fmt: skip
        assert fact in fridays[5]
    assert coaching[:2] == ("Operations", "engagement")
    assert coaching[2] == pytest.approx(engagement(ask, *LAST_QUARTER_BEFORE), abs=0.1)
    assert coaching[3] == pytest.approx(engagement(ask, *LATEST_QUARTER), abs=0.1)
    assert coaching[4] == 9
    for fact in ("across sites", "two sessions a month himself", "'What I tried'",
                 "repeated errors fell", "26 to 17", "engagement rose"):  # fmt: skip
        assert fact in coaching[5]
