"""Revenue per FTE: three units by hand, over a year, each on its own and altogether."""

from collections.abc import Iterator
from datetime import date

import duckdb
import pytest

from tests.kpis.hand import COMPANY, Counted, Place, computed, declared, insert

COLUMNS = "unit, month, revenue, fte"
MONTHS = [date(2025, month, 1) for month in range(1, 13)]
# Sales grows in July from 100 with 10 people to 130 with 13; Technology sells nothing.
FINANCE: list[tuple[str, date, float, float]] = [
    *(("Sales", month, *((100, 10) if month.month < 7 else (130, 13))) for month in MONTHS),
    *(("Operations", month, 60, 20) for month in MONTHS),
    *(("Technology", month, 0, 5.5) for month in MONTHS),
]
YEAR_END = date(2025, 12, 31)


@pytest.fixture(scope="module")
def found() -> Iterator[dict[Place, Counted]]:
    """Give the cells of the rows above."""
    with declared() as con:
        insert(con, "finance", COLUMNS, FINANCE)
        yield computed(con, "revenue_per_fte", YEAR_END)


@pytest.mark.parametrize(
    ("scope", "grain", "starts_on", "expected"),
    [
        # 100 ÷ (10 ÷ 12) = 120 a year
        ("Sales", "month", date(2025, 1, 1), Counted(100, 10 / 12, 10)),
        ("Operations", "month", date(2025, 1, 1), Counted(60, 20 / 12, 20)),
        # All who work there, Technology too: 10 + 20 + 5.5 = 35.5, of whom 35 are counted.
        (COMPANY, "month", date(2025, 1, 1), Counted(160, 35.5 / 12, 35)),
        ("Sales", "quarter", date(2025, 7, 1), Counted(390, 39 / 12, 13)),
        ("Operations", "quarter", date(2025, 7, 1), Counted(180, 60 / 12, 20)),
        (COMPANY, "quarter", date(2025, 7, 1), Counted(570, 115.5 / 12, 38)),
        # 6 × 100 + 6 × 130 = 1,380; 6 × 10 + 6 × 13 = 138 months, on average 11.5 people
        ("Sales", "rolling12", date(2025, 1, 1), Counted(1_380, 138 / 12, 11)),
        ("Operations", "rolling12", date(2025, 1, 1), Counted(720, 240 / 12, 20)),
        # 138 + 240 + 66 = 444 months, on average 37 people: 2,100 ÷ 37 = 56.76
        (COMPANY, "rolling12", date(2025, 1, 1), Counted(2_100, 444 / 12, 37)),
    ],
)
def test_by_hand(
    found: dict[Place, Counted], scope: str, grain: str, starts_on: date, expected: Counted
) -> None:
    assert found[scope, grain, starts_on] == pytest.approx(expected)


def test_a_unit_that_sells_nothing_has_no_cell(con: duckdb.DuckDBPyConnection) -> None:
    insert(con, "finance", COLUMNS, FINANCE)
    found = computed(con, "revenue_per_fte", YEAR_END)
    assert {scope for scope, _, _ in found} == {"Sales", "Operations", COMPANY}


def test_a_period_with_a_month_missing_has_no_cell(con: duckdb.DuckDBPyConnection) -> None:
    rows = [row for row in FINANCE if row[:2] != ("Sales", date(2025, 8, 1))]
    insert(con, "finance", COLUMNS, rows)
    found = computed(con, "revenue_per_fte", YEAR_END)
    assert ("Sales", "month", date(2025, 7, 1)) in found
    assert ("Sales", "quarter", date(2025, 4, 1)) in found
    assert ("Sales", "quarter", date(2025, 7, 1)) not in found
    assert ("Sales", "rolling12", date(2025, 1, 1)) not in found
