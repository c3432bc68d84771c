"""Engagement: answers by hand, over a year, in each unit and altogether."""

from collections.abc import Iterator
from datetime import date

import pytest

from tests.kpis.hand import COMPANY, Counted, Place, computed, declared, insert

COLUMNS = "survey, unit, answered_on, score"
ANSWERS = [
    *(("engagement", "Sales", date(2025, 1, 10), score) for score in (8, 7, 6)),  # 21
    *(("engagement", "Operations", date(2025, 3, 1), score) for score in (5, 9)),  # 14
    *(("engagement", "Sales", date(2025, 12, 31), score) for score in (10, 0)),  # 10
    *(("enps", "Sales", date(2026, 1, 10), score) for score in (1, 1)),
]


@pytest.fixture(scope="module")
def found() -> Iterator[dict[Place, Counted]]:
    """Give the cells of the rows above."""
    with declared() as con:
        insert(con, "survey", COLUMNS, ANSWERS)
        yield computed(con, "engagement", date(2026, 1, 31))


@pytest.mark.parametrize(
    ("scope", "grain", "starts_on", "expected"),
    [
        ("Sales", "month", date(2025, 1, 1), Counted(21, 3, 3)),
        ("Operations", "month", date(2025, 3, 1), Counted(14, 2, 2)),
        # 35 ÷ 5 = 7.0, and 45 ÷ 7 = 6.4
        (COMPANY, "quarter", date(2025, 1, 1), Counted(35, 5, 5)),
        ("Sales", "quarter", date(2025, 10, 1), Counted(10, 2, 2)),
        ("Sales", "rolling12", date(2025, 1, 1), Counted(31, 5, 5)),
        (COMPANY, "rolling12", date(2025, 1, 1), Counted(45, 7, 7)),
    ],
)
def test_by_hand(
    found: dict[Place, Counted], scope: str, grain: str, starts_on: date, expected: Counted
) -> None:
    assert found[scope, grain, starts_on] == pytest.approx(expected)


def test_no_cell_without_an_answer_nor_over_months_after_the_last(
    found: dict[Place, Counted],
) -> None:
    assert (COMPANY, "month", date(2025, 2, 1)) not in found
    # February 2025 to January 2026 would take a month in which nobody was asked for a low one.
    assert (COMPANY, "rolling12", date(2025, 2, 1)) not in found
