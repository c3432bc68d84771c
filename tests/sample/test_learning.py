"""Checks that the sample's learning records are of people employed, and tell the story."""

from datetime import date

import pytest

from tests.sample.conftest import Ask


def yearly(ask: Ask, what: str) -> list[float]:
    """Give an aggregate of learning for the 24 complete months, a year each, for 100 people."""
    return [row[0] / 24 for row in ask(
        f"""SELECT {what} FROM learning
            WHERE happened_on BETWEEN '2024-11-01' AND '2026-10-31'
            GROUP BY happened_on >= '2025-11-01' ORDER BY happened_on >= '2025-11-01'"""
    )]  # fmt: skip


def test_learners_are_employed_on_the_day(ask: Ask) -> None:
    counted, strangers = ask(
        """SELECT count(*), count(*) FILTER (WHERE w.employee_id IS NULL OR happened_on < hired_on
                                             OR happened_on > coalesce(left_on, '9999-12-31'))
           FROM learning LEFT JOIN workers AS w USING (employee_id)"""
    )[0]
    assert strangers == 0
    assert 10_000 <= counted <= 15_000


def test_every_kind_of_learning_is_there_on_working_days(ask: Ask) -> None:
    rows = ask("SELECT kind, count(*), bool_and(isodow(happened_on) <= 5) FROM learning "
               "GROUP BY kind ORDER BY kind")  # fmt: skip
    assert [row[0] for row in rows] == ["coaching", "course", "lab", "micro-practice", "other"]
    assert all(row[1] > 100 and row[2] for row in rows)


def test_only_what_was_registered_is_completed_and_has_hours_if_it_was(ask: Ask) -> None:
    rows = ask("SELECT registered, completed, hours IS NOT NULL, count(*) FROM learning "
               "GROUP BY ALL ORDER BY ALL")  # fmt: skip
    assert [row[:3] for row in rows] == [
        (False, None, True), (True, False, False), (True, True, True),
    ]  # fmt: skip


def test_registrations_rise_while_hours_stay_few(ask: Ask) -> None:
    before, after = yearly(ask, "count(*) FILTER (WHERE registered)")
    assert 100 < before < after * 0.9
    share = yearly(ask, "24.0 * count(*) FILTER (WHERE completed) / "
                        "count(*) FILTER (WHERE registered)")  # fmt: skip
    assert 0.65 < share[0] < share[1] < 0.85
    hours = yearly(ask, "sum(hours)")
    assert hours[0] < hours[1] < 500  # five hours a person and year


def test_learning_fridays_are_on_fridays_in_product_since_october_2025(ask: Ask) -> None:
    rows = ask(
        """SELECT happened_on, count(*), min(hours), max(hours), bool_and(unit = 'Product')
           FROM learning JOIN workers USING (employee_id)
           WHERE activity = 'Learning Friday' GROUP BY happened_on ORDER BY happened_on"""
    )
    days = [row[0] for row in rows]
    assert (days[0], days[-1]) == (date(2025, 10, 3), date(2026, 11, 13))
    assert len(days) == 55  # of 59 Fridays; four are holidays
    for day, people, *hours, product in rows:
        assert day.isoweekday() == 5
        assert people >= 40
        assert hours == [1, 1]
        assert product


def test_no_more_is_on_record_in_product_than_hours_kept(ask: Ask) -> None:
    rows = ask(
        """SELECT p.month, hours_kept, sum(hours) FROM protected_time AS p
           JOIN learning ON date_trunc('month', happened_on) = p.month
                        AND activity = 'Learning Friday'
           WHERE unit = 'Product' GROUP BY ALL"""
    )
    assert len(rows) == 13
    assert all(recorded <= kept for _, kept, recorded in rows)


def test_product_keeps_most_of_its_hours_and_sales_loses_them_at_quarter_ends(ask: Ask) -> None:
    rows = ask(
        """SELECT unit, month(month) % 3 = 0 AS quarter_end,
                  sum(hours_kept) / sum(hours_planned) AS kept
           FROM protected_time GROUP BY ALL"""
    )
    kept = {(unit, end): share for unit, end, share in rows}
    assert kept["Product", True] == pytest.approx(0.9, abs=0.03)
    assert kept["Product", False] == pytest.approx(0.9, abs=0.03)
    assert kept["Sales", True] < 0.4
    assert kept["Sales", False] > 0.65
    (months,) = ask("SELECT count(DISTINCT month) FROM protected_time")[0]
    assert (months, len(kept)) == (18, 12)
    (wrong,) = ask("SELECT count(*) FROM protected_time WHERE hours_kept > hours_planned")[0]
    assert wrong == 0


def test_coaching_pairs_span_sites_and_units_and_their_sessions_are_on_record(ask: Ask) -> None:
    planned, held, pairs, mixed, first = ask(
        """SELECT sum(planned), sum(held), count(DISTINCT pair),
                  count(DISTINCT pair) FILTER (WHERE unit_a <> unit_b), min(month) FROM coaching"""
    )[0]
    assert (pairs, mixed, first) == (14, 6, date(2026, 1, 1))
    assert 0.7 < held / planned < 0.95
    (recorded,) = ask("SELECT count(*) FROM learning WHERE kind = 'coaching'")[0]
    assert recorded == 2 * held
    kept = ask("SELECT DISTINCT planned, held FROM coaching WHERE pair LIKE 'Regional head%'")
    assert kept == [(2, 2)]


def test_some_labs_replaced_no_meeting_and_some_were_not_debriefed(ask: Ask) -> None:
    labs, replaced, debriefed, lessons = ask(
        """SELECT count(*), count(meeting_replaced), count(*) FILTER (WHERE debriefed),
                  count(lesson) FROM labs"""
    )[0]
    assert labs > 50
    assert 0 < labs - replaced < replaced
    assert 0 < labs - debriefed < debriefed
    assert lessons <= debriefed
    assert ask("SELECT DISTINCT minutes FROM labs WHERE meeting_replaced IS NOT NULL") == [(30,)]
