"""Measures of the organisation's own: a year of cases by hand, in each unit and altogether."""

from collections.abc import Iterator
from datetime import date

import duckdb
import pytest

from tests.kpis.hand import COMPANY, Counted, Place, computed, declared, insert

COLUMNS = "kpi, unit, month, numerator, denominator, n"
YEAR_END = date(2025, 12, 31)
MONTHS = [date(2025, month, 1) for month in range(1, 13)]
# Days and cases: Sales takes 30 days each until June and then 20; Operations has few cases, and
# in February none at all.
ROWS: list[tuple[str, str, date, float, float, int | None]] = [
    *(("days", "Sales", month, *((300, 10) if month.month < 7 else (200, 10)), 10)
      for month in MONTHS),
    *(("days", "Operations", month, *((0, 0) if month.month == 2 else (80, 2)), 2)
      for month in MONTHS),
    ("loss", "Sales", MONTHS[0], -50, 100, 7),
]  # fmt: skip


@pytest.fixture(scope="module")
def found() -> Iterator[dict[Place, Counted]]:
    """Give the cells of the days above."""
    with declared() as con:
        insert(con, "measures", COLUMNS, ROWS)
        yield computed(con, "days", YEAR_END)


@pytest.mark.parametrize(
    ("scope", "grain", "starts_on", "expected"),
    [
        ("Sales", "month", date(2025, 1, 1), Counted(300, 10, 10)),
        ("Operations", "month", date(2025, 1, 1), Counted(80, 2, 2)),
        # 380 ÷ 12 = 31.7, not the mean of the units' 30 and 40.
        (COMPANY, "month", date(2025, 1, 1), Counted(380, 12, 12)),
        (COMPANY, "month", date(2025, 2, 1), Counted(300, 10, 12)),
        ("Operations", "quarter", date(2025, 1, 1), Counted(160, 4, 6)),
        (COMPANY, "quarter", date(2025, 4, 1), Counted(900 + 240, 36, 36)),
        # 6 × 300 + 6 × 200 = 3,000
        ("Sales", "rolling12", date(2025, 1, 1), Counted(3_000, 120, 120)),
        (COMPANY, "rolling12", date(2025, 1, 1), Counted(3_000 + 880, 142, 144)),
    ],
)
def test_by_hand(
    found: dict[Place, Counted], scope: str, grain: str, starts_on: date, expected: Counted
) -> None:
    assert found[scope, grain, starts_on] == pytest.approx(expected)


def test_a_month_without_a_case_has_no_value(found: dict[Place, Counted]) -> None:
    assert ("Operations", "month", date(2025, 2, 1)) not in found


def test_measures_do_not_mix_and_may_be_negative(con: duckdb.DuckDBPyConnection) -> None:
    insert(con, "measures", COLUMNS, ROWS)
    assert computed(con, "loss", YEAR_END) == {
        (scope, "month", MONTHS[0]): Counted(-50, 100, 7) for scope in ("Sales", COMPANY)
    }


def test_a_hole_in_one_unit_takes_the_longer_periods_that_hold_it(
    con: duckdb.DuckDBPyConnection,
) -> None:
    insert(con, "measures", COLUMNS, [r for r in ROWS if r[1:3] != ("Operations", MONTHS[7])])
    found = computed(con, "days", YEAR_END)
    assert found["Sales", "quarter", MONTHS[6]] == pytest.approx((600, 30, 30))
    assert found[COMPANY, "month", MONTHS[7]] == pytest.approx((200, 10, 10))
    for scope in ("Operations", COMPANY):
        assert (scope, "quarter", MONTHS[6]) not in found
        assert (scope, "rolling12", MONTHS[0]) not in found
        assert (scope, "quarter", MONTHS[9]) in found


def test_without_n_nobody_is_behind_it(con: duckdb.DuckDBPyConnection) -> None:
    insert(con, "measures", COLUMNS, [(*row[:5], None) for row in ROWS])
    found = computed(con, "days", YEAR_END)
    assert found["Sales", "month", MONTHS[0]] == pytest.approx((300, 10, 0))
