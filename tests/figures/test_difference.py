"""What a load would change: figures before and after beside the moves."""

from dataclasses import replace
from datetime import date

import pytest

from briefing.figures.difference import Move, moves
from briefing.figures.model import Figure

DAYS = Figure(
    key="time_to_hire.sales.quarter",
    title="Time to hire, Sales",
    value=48.0,
    unit="days",
    text="48 days",
    period="Q2 2026",
    as_of=date(2026, 6, 30),
    n=12,
    formula="days ÷ positions",
    sources=(),
)
HIDDEN = replace(DAYS, value=None, text="not shown (fewer than 5 people)", reason="fewer than 5")
OTHER = replace(DAYS, key="other", title="Other")


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        (DAYS, DAYS, None),
        # Where it comes from is no move, nor who is behind it.
        (DAYS, replace(DAYS, n=13, as_of=date(2026, 7, 31)), None),
        (DAYS, replace(DAYS, value=52.0, text="52 days"), ("48 days", "52 days")),
        # What moves by less than is printed does not move on the board's pages.
        (DAYS, replace(DAYS, value=48.2), None),
        (DAYS, replace(DAYS, period="Q3 2026"), ("48 days", "48 days")),
        (DAYS, HIDDEN, ("48 days", HIDDEN.text)),
        (HIDDEN, DAYS, (HIDDEN.text, "48 days")),
        (HIDDEN, replace(HIDDEN, reason="1 to 4", text="not shown (1 to 4 people)"),
         (HIDDEN.text, "not shown (1 to 4 people)")),
        (HIDDEN, HIDDEN, None),
        (None, DAYS, ("", "48 days")),
        (DAYS, None, ("48 days", "")),
    ],
)  # fmt: skip
def test_one_figure(
    before: Figure | None, after: Figure | None, shown: tuple[str, str] | None
) -> None:
    found = moves({"k": before} if before else {}, {"k": after} if after else {})
    assert [(move.before, move.after) for move in found] == ([shown] if shown else [])


def test_moves_name_the_figure_as_it_will_be() -> None:
    later = replace(DAYS, title="Days to hire, Sales", period="Q3 2026", value=50, text="50 days")
    assert moves({"k": DAYS}, {"k": later}) == [
        Move("k", "Days to hire, Sales", "Q3 2026", "48 days", "50 days")
    ]


def test_order_is_that_of_after_and_then_what_went_away() -> None:
    before = {"gone": OTHER, "b": DAYS, "a": DAYS}
    after = {"a": replace(DAYS, text="1 day"), "new": OTHER, "b": replace(DAYS, text="2 days")}
    assert [move.key for move in moves(before, after)] == ["a", "new", "b", "gone"]


def test_nothing_to_nothing() -> None:
    assert moves({}, {}) == []
