"""Employee NPS: thirteen answers by hand, over a year, in each unit and altogether."""

from collections.abc import Iterator
from datetime import date

import duckdb
import pytest

from tests.kpis.hand import COMPANY, Counted, Place, computed, declared, insert

COLUMNS = "survey, unit, answered_on, score"
# 9 and 10 count for it, 0 to 6 against it.
ANSWERS = [
    *(("enps", "Sales", date(2025, 1, 31), score) for score in (10, 9, 8, 6, 0)),  # 2 − 2 = 0
    *(("enps", "Operations", date(2025, 1, 1), score) for score in (9, 7)),  # 1 − 0 = 1
    *(("enps", "Sales", date(2025, 3, 15), score) for score in (10, 10, 5)),  # 2 − 1 = 1
    *(("enps", "Operations", date(2025, 10, 6), score) for score in (0, 0, 6)),  # 0 − 3 = −3
    # Customers and engagement are other surveys.
    *(("cnps", "Sales", date(2025, 1, 20), 0) for _ in range(4)),
    *(("engagement", "Operations", date(2025, 3, 20), 10) for _ in range(4)),
]


@pytest.fixture(scope="module")
def found() -> Iterator[dict[Place, Counted]]:
    """Give the cells of the rows above."""
    with declared() as con:
        insert(con, "survey", COLUMNS, ANSWERS)
        yield computed(con, "employee_nps", date(2025, 12, 31))


@pytest.mark.parametrize(
    ("scope", "grain", "starts_on", "expected"),
    [
        ("Sales", "month", date(2025, 1, 1), Counted(0, 5, 5)),
        ("Operations", "month", date(2025, 1, 1), Counted(100 * 1, 2, 2)),
        (COMPANY, "month", date(2025, 1, 1), Counted(100 * 1, 7, 7)),
        (COMPANY, "month", date(2025, 10, 1), Counted(100 * -3, 3, 3)),
        # 0 + 1 of 5 + 3 answers: 12.5 points
        ("Sales", "quarter", date(2025, 1, 1), Counted(100 * 1, 8, 8)),
        ("Operations", "quarter", date(2025, 10, 1), Counted(100 * -3, 3, 3)),
        # 0 + 1 + 1 of 10 answers: 20 points
        (COMPANY, "quarter", date(2025, 1, 1), Counted(100 * 2, 10, 10)),
        ("Sales", "rolling12", date(2025, 1, 1), Counted(100 * 1, 8, 8)),
        # 1 − 3 of 5 answers: −40 points
        ("Operations", "rolling12", date(2025, 1, 1), Counted(100 * -2, 5, 5)),
        # 1 − 2 of 13 answers: −7.7 points
        (COMPANY, "rolling12", date(2025, 1, 1), Counted(100 * -1, 13, 13)),
    ],
)
def test_by_hand(
    found: dict[Place, Counted], scope: str, grain: str, starts_on: date, expected: Counted
) -> None:
    assert found[scope, grain, starts_on] == pytest.approx(expected)


def test_what_an_answer_counts(con: duckdb.DuckDBPyConnection) -> None:
    # A unit for each score, named by it.
    rows = [("enps", str(score), date(2025, 1, 1), score) for score in range(11)]
    insert(con, "survey", COLUMNS, rows)
    cells = computed(con, "employee_nps", date(2025, 1, 31))
    worth = [cells[str(score), "month", date(2025, 1, 1)].numerator for score in range(11)]
    assert worth == [*[-100] * 7, 0, 0, 100, 100]


def test_no_cell_without_an_answer_or_before_the_first(con: duckdb.DuckDBPyConnection) -> None:
    insert(con, "survey", COLUMNS, ANSWERS)
    insert(con, "survey", COLUMNS, [("cnps", "Sales", date(2024, 2, 1), 3)])
    found = computed(con, "employee_nps", date(2025, 12, 31))
    assert (COMPANY, "month", date(2025, 2, 1)) not in found
    assert min(day for _, _, day in found) == date(2025, 1, 1)
