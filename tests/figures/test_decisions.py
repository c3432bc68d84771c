"""What became of decisions: states, the page's title and ask, and 30, 60 and 90 days after."""

from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta

import pytest

from briefing.figures.decisions import (
    State,
    checkpoints,
    decisions_ask,
    decisions_message,
    due_on,
    log_table,
    next_date,
    promise_table,
    state_of,
)
from briefing.figures.words import Words
from briefing.store.decisions import Asked, Choice, Decision, FollowUp, Seen
from briefing.store.mart import Mart
from briefing.store.snapshots import Home
from tests.organisation import SHEETS, opened

WORDS = Words("en_GB", "EUR")
NOW = date(2026, 5, 20)
ASKED = Asked(
    "Release 9", "CFO", date(2026, 3, 1), "revenue_per_fte", None, 95_000, 105_000, date(2026, 6, 9)
)


def one(  # noqa: PLR0913 what of a decision the tests vary
    position: int = 2,
    next_on: date = NOW,
    followed: str = "",
    *,
    asked: Asked = ASKED,
    at: str = "2026-03-01T10:00:00+00:00",
    wording: str = "Release 9",
) -> Decision:
    came = FollowUp("78 days", "Bo", f"{followed}T10:00:00+00:00") if followed else None
    seen = Seen("trajectory", "", "20260301-aaaaaa", 1, None, asked, ())
    return Decision(
        seen, Choice.APPROVED, "CFO", wording, next_on, "", position, at, "Ana", came
    )  # fmt: skip


LATE = date(2026, 5, 3)


def test_a_follow_up_is_overdue_from_the_day_after_its_date() -> None:
    assert state_of(one(), NOW) is State.DUE
    assert state_of(one(), NOW + timedelta(days=1)) is State.OVERDUE
    assert state_of(one(next_on=LATE, followed="2026-05-19"), NOW) is State.DONE


def test_the_usual_next_date_is_the_target_s_or_in_90_days() -> None:
    assert next_date(ASKED, NOW) == date(2026, 6, 9)
    assert next_date(ASKED, date(2026, 6, 10)) == date(2026, 9, 8)


@pytest.mark.parametrize(
    ("found", "title"),
    [
        ([], "No decision has been written down yet"),
        ([one()], "The one decision is on its way"),
        ([one(next_on=LATE)], "The one decision is overdue since 3 May"),
        ([one(followed="2026-05-01")], "The one decision is done"),
        ([one(), one(3)], "Both decisions are on their way"),
        ([one()] * 3, "All three decisions are on their way"),
        ([one(followed="2026-05-01")] * 2, "Both decisions are done"),
        (
            [one(), one(3, LATE), one(4)],
            "Two of three decisions are on the way; one is overdue since 3 May",
        ),
        (
            [one(), one(3, LATE), one(4, date(2026, 5, 9))],
            "One of three decisions is on the way; two are overdue, the first since 3 May",
        ),
        ([one(3, LATE)] * 2, "Both decisions are overdue, the first since 3 May"),
    ],
)
def test_the_title_counts_and_dates(found: list[Decision], title: str) -> None:
    assert decisions_message(found, WORDS, NOW).title == title


def test_the_ask_is_the_follow_up_that_is_overdue_longest() -> None:
    found = [one(), one(3, LATE, wording="Name <b>one</b>"), one(4, date(2026, 5, 9)),
             one(5, NOW, "2026-05-20"), one(6, LATE, "2026-05-04")]  # fmt: skip
    ask = decisions_ask(found, WORDS, NOW)
    assert ask.request == "Follow up: Name <b>one</b>"
    assert ask.decision_line == "CFO decided; overdue since 3 May"
    assert ask.metric_line == "Decisions followed up in time: 1 of 4, target all of them"
    assert ask.progress == pytest.approx(0.25)


def test_without_decisions_or_with_all_done_the_ask_is_the_next_decision() -> None:
    empty = decisions_ask([], WORDS, NOW)
    assert (empty.request, empty.progress) == ("Take the first decision", None)
    done = decisions_ask([one(followed="2026-05-01")], WORDS, NOW)
    assert (done.request, done.progress) == ("Take the next decision", 1.0)
    due = decisions_ask([one(wording="word " * 60)], WORDS, NOW)
    assert due.decision_line == "CFO decided; due by 20 May"
    assert len(due.request) < 130
    assert due.request.endswith(" …")


def test_the_log_has_the_last_decision_first_and_names_what_was_altered() -> None:
    table = log_table([one(2, LATE), one(5, followed="2026-05-01")], WORDS, NOW, [2])
    assert table.rows[0][-1] == "done: 78 days"
    assert table.rows[1] == (
        "2", "1 March 2026", "Trajectory", "approved", "CFO", "Release 9", "3 May 2026",
        "overdue; altered since",
    )  # fmt: skip


def test_due_is_on_the_straight_line_and_the_target_afterwards() -> None:
    assert due_on(one(), date(2026, 3, 1)) == pytest.approx(95_000)
    # 100 days from 95,000 to 105,000.
    assert due_on(one(), date(2026, 3, 31)) == pytest.approx(98_000)
    assert due_on(one(), date(2026, 9, 1)) == pytest.approx(105_000)
    past = replace(ASKED, target_on=date(2026, 1, 1))
    assert due_on(one(asked=past), date(2026, 3, 1)) == pytest.approx(105_000)


def test_what_came_is_the_latest_month_that_ended_since(home: Home) -> None:
    with opened(home, SHEETS) as mart:
        first, second, third = checkpoints(mart, one(), NOW) or []
        assert (first.day, first.period, first.value) == (date(2026, 3, 31), "March 2026", 100_000)
        assert (second.day, second.period) == (date(2026, 4, 30), "April 2026")
        assert second.due == pytest.approx(101_000)
        assert (third.day, third.value, third.reason) == (date(2026, 5, 30), None, "not yet")
        row = promise_table(mart, [one()], NOW).rows[0]
    assert row == (
        "2: Release 9, approved",
        "Revenue per FTE",
        "€95,000 to €105,000 by 9 June 2026",
        "€100,000 (March 2026), as promised; due €98,000",
        "€100,000 (April 2026), short; due €101,000",
        "not yet; due €104,000",
        "20 May 2026, due",
    )


def test_what_is_hidden_not_measured_or_no_measure_is_said(home: Home) -> None:
    late = one(3, at="2026-06-29T10:00:00+00:00")
    hidden = one(4, asked=replace(ASKED, kpi="voluntary_attrition", baseline=0.6, target=0.5))
    counted = one(5, asked=replace(ASKED, kpi="decision_makers_with_us"))
    with opened(home, SHEETS) as mart:
        rows = promise_table(mart, [late, hidden, counted], date(2027, 1, 1), team=True).rows
        assert checkpoints(mart, counted, NOW) is None
    assert rows[0][3:6] == ("not shown", "", "")
    assert rows[1][3] == "not shown (protects fewer than 5 people); due 57.0%"
    # The last month that is known ended on the day after the decision.
    assert rows[2][4] == "€100,000 (June 2026), short; due €105,000"
    with opened(home, SHEETS) as mart:
        (row,) = promise_table(mart, [one(at="2026-07-01T10:00:00+00:00")], date(2027, 1, 1)).rows
    assert row[3] == "nothing measured since; due €105,000"


def test_the_team_s_count_is_for_the_team(sample_home: Home) -> None:
    current = sample_home.current()
    assert current
    counted = one(asked=replace(ASKED, kpi="decision_makers_with_us"))
    with closing(Mart(sample_home.verified_mart(current))) as mart:
        (room,) = promise_table(mart, [counted], NOW).rows
        (team,) = promise_table(mart, [counted], NOW, team=True).rows
    assert room[3] == "not shown"
    assert "at the latest rating" in team[3]
