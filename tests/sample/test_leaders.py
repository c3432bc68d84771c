"""Checks that the sample's small sheets show good and bad: skills, cards, committee, platforms."""

from datetime import date

import pytest

from data.sample_units import AS_OF
from tests.sample.conftest import Ask

LARGE = {"Sales", "Operations", "Customer Service", "Technology", "Product", "Corporate Services"}


def test_each_large_unit_has_four_to_seven_skills(ask: Ask) -> None:
    counts: dict[str, int] = dict(ask("SELECT unit, count(*) FROM skills GROUP BY unit"))
    assert set(counts) == LARGE
    assert all(4 <= count <= 7 for count in counts.values())


def test_some_skills_are_far_below_need_some_met_and_a_few_exceeded(ask: Ask) -> None:
    for unit in ("Sales", "Customer Service"):
        (wide,) = ask("SELECT count(*) FROM skills WHERE unit = ? AND critical "
                      "AND needed - held >= 1", unit)[0]  # fmt: skip
        assert wide >= 3, unit
    met, exceeded, counted = ask("SELECT count(*) FILTER (WHERE held = needed), "
                                 "count(*) FILTER (WHERE held > needed), count(*) "
                                 "FROM skills")[0]  # fmt: skip
    assert met >= 3
    assert 3 <= exceeded < counted / 4


def test_six_leaders_have_cards_of_the_last_year_good_and_bad(ask: Ask) -> None:
    leaders, first, last, cards = ask(
        "SELECT count(DISTINCT leader), min(made_on), max(made_on), count(*) FROM cards"
    )[0]
    assert (leaders, cards) == (6, 26)
    assert date(2025, 11, 14) <= first < last <= AS_OF
    bare = ask("SELECT leader FROM cards WHERE kind = 'what-i-tried' AND lesson IS NULL")
    assert bare == [("Head of IT",)]
    (unproven,) = ask("SELECT count(*) FROM cards WHERE lesson IS NOT NULL "
                      "AND evidence IS NULL")[0]  # fmt: skip
    assert unproven >= 2
    assert {row[0] for row in ask("SELECT DISTINCT kind FROM cards")} == {
        "commitment", "experiment", "what-i-tried",
    }  # fmt: skip


def test_some_commitments_are_followed_up_and_some_are_not(ask: Ask) -> None:
    rows = ask(
        """SELECT leader, (SELECT count(*) FROM cards AS later
                           WHERE later.leader = made.leader AND later.card = made.card
                             AND later.made_on > made.made_on) AS again
           FROM cards AS made WHERE kind = 'commitment' ORDER BY leader, made_on"""
    )
    assert rows == [
        ("Chief Product Officer", 2), ("Chief Sales Officer", 0),
        ("Head of Corporate Services", 0), ("Head of Corporate Services", 0),
        ("Head of Customer Service", 2), ("Head of IT", 1), ("Head of Regional Operations", 1),
    ]  # fmt: skip


def test_the_leader_s_cards_of_the_pilot_say_what_was_read(ask: Ask) -> None:
    (evidence,) = ask("SELECT evidence FROM cards WHERE card = 'First call ends with a date'")[0]
    before, since = ask(
        """SELECT avg(value) FILTER (WHERE period < '2026-08-10'),
                  avg(value) FILTER (WHERE period >= '2026-08-10' AND period < '2026-10-02')
           FROM pilot_readings JOIN pilot_teams USING (pilot, team)
           WHERE indicator = 'first_time_right' AND arm = 'pilot'"""
    )[0]
    assert f"{before:.0%} before" in evidence
    assert f"{since:.0%} since" in evidence


def test_the_card_on_coaching_says_how_many_sessions_were_held(ask: Ask) -> None:
    rows = ask("SELECT monthname(month), sum(held), sum(planned) FROM coaching GROUP BY month")
    held = {month: (held, planned) for month, held, planned in rows}
    (evidence,) = ask("SELECT evidence FROM cards WHERE card = 'What I tried: August'")[0]
    for month in ("August", "September"):
        assert f"{10 * held[month][0] / held[month][1]:.0f} in 10 in {month}" in evidence
    (april,) = ask("SELECT evidence FROM cards WHERE made_on = '2026-04-30'")[0]
    assert april == f"Sessions held: {held['April'][0]} of {held['April'][1]} in April"


def test_influences_are_among_the_stakeholders_and_not_upon_oneself(ask: Ask) -> None:
    rows = ask("SELECT stakeholder, influences, strength FROM influences")
    known = {row[0] for row in ask("SELECT DISTINCT stakeholder FROM stakeholders")}
    assert {name for row in rows for name in row[:2]} <= known
    assert all(who != whom for who, whom, _ in rows)
    assert {row[2] for row in rows} == {1, 2, 3}


def test_the_committee_is_whole_and_one_member_is_overdue(ask: Ask) -> None:
    roles = [row[0] for row in ask("SELECT role FROM committee")]
    assert roles == ["HR", "sponsor", "finance", "IT", "works council"]
    overdue = ask("SELECT member FROM committee WHERE last_update < $1 - 31", AS_OF)
    assert overdue == [("Head of IT",)]
    (pathless,) = ask("SELECT count(*) FROM committee WHERE escalates_to IS NULL "
                      "OR next_meeting <= $1", AS_OF)[0]  # fmt: skip
    assert pathless == 0


def test_the_risks_are_owned_and_it_has_those_of_integration_and_data(ask: Ask) -> None:
    rows = ask("SELECT risk, owner, mitigation, status FROM risks")
    assert 6 <= len(rows) <= 7
    assert all(all(row) for row in rows)
    assert sum(owner == "Head of IT" for _, owner, *_ in rows) == 2
    assert len({row[3] for row in rows}) >= 3


def test_three_platforms_are_judged_by_the_same_criteria(ask: Ask) -> None:
    criteria = ask("SELECT criterion, count(*), count(DISTINCT weight) FROM platforms GROUP BY 1")
    assert all((times, weights) == (3, 1) for _, times, weights in criteria)
    assert {row[0] for row in criteria} == {
        "integration", "data security", "administration time", "learner experience",
        "measurement", "cost",
    }  # fmt: skip
    rows = ask("SELECT platform, sum(weight * score) / sum(weight) FROM platforms GROUP BY 1")
    scores: dict[str, float] = dict(rows)
    assert max(scores, key=scores.__getitem__) == "Integrated suite"
    assert scores["Integrated suite"] == pytest.approx((3 * 5 + 3 * 4 + 2 * (5 + 4 + 4 + 3)) / 14)


def test_the_integrated_suite_saves_over_60_percent_of_administration(ask: Ask) -> None:
    (note,) = ask("SELECT note FROM platforms WHERE platform = 'Integrated suite' "
                  "AND criterion = 'administration time'")[0]  # fmt: skip
    assert "120 -> 45 hours a month" in note
    assert "over 60% (63%)" in note
    assert round(1 - 45 / 120, 3) == 0.625
