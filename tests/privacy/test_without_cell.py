"""What the organisation's numbers hold and no unit's cell does is as small as any unit."""

from datetime import date

import duckdb
import pytest

from briefing.kpis.run import compute_cells
from briefing.privacy import ORGANISATION, WITHOUT_CELL
from briefing.privacy.audit import audit
from briefing.privacy.cells import KpiCells, Numbers, Place
from briefing.privacy.scopes import create_scopes
from briefing.privacy.without_cell import note_without_cell
from briefing.privacy.write_cells import write_cells
from briefing.store.mart import MART_DDL

MINIMUM = 5
ATTRITION = {"voluntary_attrition"}
JUNE = date(2026, 6, 1)


def months(whole: Numbers, **units: Numbers) -> KpiCells:
    """Give the cells of one month."""
    named = {ORGANISATION: whole, **units}
    numbers = {Place(scope, 2026 * 12 + 5, 1): of for scope, of in named.items()}
    return KpiCells("k", counts_people=False, there=frozenset(numbers), numbers=numbers)


@pytest.mark.parametrize(
    ("whole", "rest", "small"),
    [
        (Numbers(30, 3, 30), None, False),
        # As much as floating-point numbers do not add up to.
        (Numbers(30 + 1e-12, 3, 30), None, False),
        (Numbers(34, 3, 34), Numbers(4, 0, 4), True),
        (Numbers(30, 3, 31), Numbers(0, 0, 1), True),
        (Numbers(40, 3.5, 40), Numbers(10, 0.5, 10), False),
    ],
)
def test_the_organisation_less_its_units(
    whole: Numbers, rest: Numbers | None, *, small: bool
) -> None:
    of = months(whole, A=Numbers(10, 1, 10), B=Numbers(20, 2, 20))
    note_without_cell(of, MINIMUM)
    place = Place(WITHOUT_CELL, 2026 * 12 + 5, 1)
    assert of.numbers.get(place) == rest
    assert (place in of.small) == small
    # What is not small hides nothing: it may be known.
    assert (place in of.fixed) == (rest is not None and not small)


def test_full_time_equivalents_that_are_rounded_down_add_up() -> None:
    of = months(Numbers(900, 21.2 / 12, 21), A=Numbers(500, 10.6 / 12, 10),
                B=Numbers(400, 10.6 / 12, 10))  # fmt: skip
    note_without_cell(of, MINIMUM)
    assert of.hidden == set()


@pytest.fixture
def mart(con: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """Give the bare DuckDB with a mart attached."""
    con.execute("ATTACH ':memory:' AS mart")
    con.execute(MART_DDL)
    return con


def shown(con: duckdb.DuckDBPyConnection, kpi: str) -> set[str]:
    rows = con.execute(
        "SELECT scope FROM mart.kpi_cells WHERE kpi = ? AND grain = 'month' AND starts_on = ? "
        "AND reason IS NULL",
        [kpi, JUNE],
    ).fetchall()
    return {scope for (scope,) in rows}


def written(con: duckdb.DuckDBPyConnection) -> None:
    create_scopes(con, 0, date(2026, 6, 30))
    compute_cells(con, date(2026, 6, 30))
    write_cells(con, MINIMUM)
    con.execute("USE mart")
    assert audit(con, MINIMUM, ATTRITION, (), (), ATTRITION).findings == ()
    con.execute("USE memory")


def test_a_unit_whose_people_joined_and_left_within_the_month_is_not_told(
    mart: duckdb.DuckDBPyConnection,
) -> None:
    """Fair has no average headcount in June, and two people in the organisation's number."""
    people = [*[("A", "2020-01-01", None)] * 40, *[("B", "2020-01-01", None)] * 20,
              *[("B", "2020-01-01", "2026-06-10")] * 6,
              *[("Fair", "2026-06-02", "2026-06-20")] * 2]  # fmt: skip
    mart.executemany(
        "INSERT INTO workers (employee_id, unit, hired_on, left_on, leave_type) "
        "VALUES (?, ?, ?, ?, 'voluntary')",
        [(str(nth), *row) for nth, row in enumerate(people)],
    )
    written(mart)
    assert shown(mart, "voluntary_attrition") == {"A", ORGANISATION}


def test_a_unit_without_revenue_is_not_told_by_the_others(mart: duckdb.DuckDBPyConnection) -> None:
    """Legal sells nothing and has no cell; the organisation less the others has its three."""
    mart.executemany(
        "INSERT INTO finance (unit, month, revenue, fte) VALUES (?, ?, ?, ?)",
        [("A", JUNE, 9000, 40), ("B", JUNE, 4000, 20), ("Legal", JUNE, 0, 3)],
    )
    written(mart)
    assert shown(mart, "revenue_per_fte") == {"A", ORGANISATION}
    rows = mart.execute(
        "SELECT DISTINCT scope, ends_on, small FROM mart.kpi_cells WHERE scope = ?",
        [WITHOUT_CELL],
    ).fetchall()
    assert rows == [(WITHOUT_CELL, date(2026, 6, 30), "people")]
