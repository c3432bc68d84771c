"""Customer NPS: answers by hand, over a year, in each unit and altogether."""

from collections.abc import Iterator
from datetime import date

import duckdb
import pytest

from tests.kpis.hand import COMPANY, Counted, Place, computed, declared, insert

COLUMNS = "survey, unit, answered_on, score"
# 9 and 10 count for it, 0 to 6 against it.
ANSWERS = [
    *(("cnps", "Sales", date(2025, 1, 31), score) for score in (10, 9, 7, 6)),  # 2 − 1 = 1
    *(("cnps", "Operations", date(2025, 2, 1), score) for score in (9, 8)),  # 1
    *(("cnps", "Sales", date(2025, 12, 5), score) for score in (0, 3)),  # −2
    # Employees are another survey, asked earlier and later.
    *(("enps", "Sales", day, 0) for day in (date(2024, 12, 1), date(2026, 2, 1))),
]
AS_OF = date(2026, 2, 28)


@pytest.fixture(scope="module")
def found() -> Iterator[dict[Place, Counted]]:
    """Give the cells of the rows above."""
    with declared() as con:
        insert(con, "survey", COLUMNS, ANSWERS)
        yield computed(con, "customer_nps", AS_OF)


@pytest.mark.parametrize(
    ("scope", "grain", "starts_on", "expected"),
    [
        ("Sales", "month", date(2025, 1, 1), Counted(100 * 1, 4, 4)),
        (COMPANY, "month", date(2025, 12, 1), Counted(100 * -2, 2, 2)),
        ("Operations", "quarter", date(2025, 1, 1), Counted(100 * 1, 2, 2)),
        # 1 + 1 of 4 + 2 answers: 33.3 points
        (COMPANY, "quarter", date(2025, 1, 1), Counted(100 * 2, 6, 6)),
        ("Sales", "rolling12", date(2025, 1, 1), Counted(100 * -1, 6, 6)),
        (COMPANY, "rolling12", date(2025, 1, 1), Counted(0, 8, 8)),
    ],
)
def test_by_hand(
    found: dict[Place, Counted], scope: str, grain: str, starts_on: date, expected: Counted
) -> None:
    assert found[scope, grain, starts_on] == pytest.approx(expected)


def test_no_period_reaches_beyond_the_first_or_the_last_answer(
    found: dict[Place, Counted],
) -> None:
    # The survey of employees goes on to February; customers answered last in December.
    assert {day for _, grain, day in found if grain == "rolling12"} == {date(2025, 1, 1)}
    assert max(day for _, _, day in found) == date(2025, 12, 1)


def test_other_surveys_alone_give_no_cell(con: duckdb.DuckDBPyConnection) -> None:
    insert(con, "survey", COLUMNS, [row for row in ANSWERS if row[0] == "enps"])
    assert computed(con, "customer_nps", AS_OF) == {}
