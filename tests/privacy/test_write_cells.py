"""Small units and small cells: what is pooled, what is hidden, and that nothing gives it away."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from typing import NamedTuple

import duckdb
import pytest

from briefing.kpis.run import compute_cells
from briefing.privacy import ORGANISATION, SMALLER_UNITS
from briefing.privacy.scopes import create_scopes
from briefing.privacy.write_cells import write_cells
from briefing.store.duck import read
from briefing.store.mart import MART_DDL
from briefing.store.snapshots import Home

MINIMUM = 5
POOL = SMALLER_UNITS
JUNE = date(2026, 6, 1)
AS_OF = date(2026, 6, 30)


class Made(NamedTuple):
    """A cell before it is judged: whose, its numerator, and the people behind it."""

    scope: str
    numerator: float
    n: int


@pytest.fixture
def people(con: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """Give the bare DuckDB with a mart attached."""
    con.execute("ATTACH ':memory:' AS mart")
    con.execute(MART_DDL)
    return con


def employ(con: duckdb.DuckDBPyConnection, sizes: dict[str, int]) -> None:
    con.executemany(
        "INSERT INTO workers (employee_id, unit, hired_on) VALUES (?, ?, '2020-01-01')",
        [(f"{unit}{number}", unit) for unit, size in sizes.items() for number in range(size)],
    )


def test_totals_count_every_row_the_pooled_too(people: duckdb.DuckDBPyConnection) -> None:
    employ(people, {"A": 10, "B": 6, "C": 4, "D": 3})
    people.executemany(
        "INSERT INTO requisitions (unit, opened_on, filled_on) VALUES (?, '2026-06-01', ?)",
        [(unit, date(2026, 6, 1 + days)) for unit, days in
         [*[("A", 20)] * 6, *[("B", 10)] * 5, *[("C", 4)] * 4, *[("D", 2)] * 3]],
    )  # fmt: skip
    create_scopes(people, MINIMUM, AS_OF)
    compute_cells(people, date(2026, 6, 30))
    write_cells(people, MINIMUM)
    rows = people.execute(
        "SELECT scope, numerator, denominator, n, value FROM mart.kpi_cells "
        "WHERE kpi = 'time_to_hire' AND grain = 'month'"
    ).fetchall()
    assert {scope: numbers for scope, *numbers in rows} == {
        "A": [120, 6, 6, 20],
        "B": [50, 5, 5, 10],
        POOL: [4 * 4 + 3 * 2, 7, 7, pytest.approx(22 / 7)],
        ORGANISATION: [120 + 50 + 22, 18, 18, pytest.approx(192 / 18)],
    }


REASON = "protects fewer than 5 people"


def hidden_of(con: duckdb.DuckDBPyConnection, made: list[Made], *, counts_people: bool) -> set[str]:
    """Write cells of one period into the mart and give the scopes that are hidden."""
    con.execute(
        "CREATE TEMP TABLE cells (kpi VARCHAR, scope VARCHAR, grain VARCHAR, starts_on DATE, "
        "ends_on DATE, numerator DOUBLE, denominator DOUBLE, n BIGINT, counts_people BOOLEAN, "
        "average BOOLEAN)"
    )
    con.executemany(
        "INSERT INTO cells VALUES ('k', ?, 'month', ?, ?, ?, ?, ?, ?, false)",
        [(c.scope, JUNE, JUNE, c.numerator, c.n, c.n, counts_people) for c in made],
    )
    write_cells(con, MINIMUM)
    rows = con.execute("SELECT scope, reason FROM mart.kpi_cells").fetchall()
    assert {reason for _, reason in rows} <= {None, REASON}
    return {scope for scope, reason in rows if reason}


@pytest.mark.parametrize(
    ("sizes", "hidden"),
    [
        ({"A": 10, "B": 7}, set()),
        ({"A": 10, "B": 5}, set()),
        # One small: the other would be the total less it.
        ({"A": 10, "B": 4}, {"B", "A"}),
        ({"A": 10, "B": 7, "C": 4}, {"C", "B"}),
        # Two small are enough, if they are five people together.
        ({"A": 10, "B": 7, "C": 4, "D": 3}, {"C", "D"}),
        # Neither is empty, so that of 4 and 1 each has 1 to 4.
        ({"A": 10, "B": 7, "C": 4, "D": 1}, {"C", "D", "B"}),
        ({"A": 10, "B": 7, "C": 2, "D": 2}, {"C", "D", "B"}),
        ({"A": 10, "B": 7, "C": 1, "D": 1, "E": 1}, {"C", "D", "E",
                                                    "B"}),
        ({"A": 4}, {"A", ORGANISATION}),
        ({"A": 2, "B": 2}, {"A", "B", ORGANISATION}),
        # Of six in two units, neither empty, one has 1 to 5: too little room.
        ({"A": 3, "B": 3}, {"A", "B", ORGANISATION}),
    ],
)  # fmt: skip
def test_cells_of_few_people_are_hidden(
    people: duckdb.DuckDBPyConnection, sizes: dict[str, int], hidden: set[str]
) -> None:
    made = [Made(unit, 100, size) for unit, size in sizes.items()]
    made.append(Made(ORGANISATION, 100 * len(sizes), sum(sizes.values())))
    assert hidden_of(people, made, counts_people=False) == hidden


@pytest.mark.parametrize(
    ("leavers", "hidden"),
    [
        ({"A": 10, "B": 5, "C": 9}, set()),
        # Nobody is a number that says nothing of anybody.
        ({"A": 10, "B": 0, "C": 9}, set()),
        ({"A": 10, "B": 4, "C": 3}, {"B", "C"}),
        # All units are of one size: C, the last by name, stays to be seen.
        ({"A": 10, "B": 4, "C": 9}, {"B", "A"}),
        # A's nobody hides nothing: B's 4 would be the total less C's 9.
        ({"A": 0, "B": 4, "C": 9}, {"B", "A", "C"}),
        ({"A": 1, "B": 1, "C": 9}, {"A", "B", "C"}),
        ({"A": 1, "B": 0, "C": 0}, {"A", "B", "C",
                                    ORGANISATION}),
    ],
)  # fmt: skip
def test_small_numbers_of_leavers_are_hidden(
    people: duckdb.DuckDBPyConnection, leavers: dict[str, int], hidden: set[str]
) -> None:
    made = [Made(unit, number, 100) for unit, number in leavers.items()]
    made.append(Made(ORGANISATION, sum(leavers.values()), 100 * len(leavers)))
    assert hidden_of(people, made, counts_people=True) == hidden


def test_all_but_a_few_are_few_others(people: duckdb.DuckDBPyConnection) -> None:
    """Of 100 people 96 left: the other 4 are as few as 4 who leave."""
    left = {"A": 96, "B": 40, "C": 20}
    made = [Made(unit, number, 100) for unit, number in left.items()]
    made.append(Made(ORGANISATION, sum(left.values()), 300))
    assert hidden_of(people, made, counts_people=True) == {"A", "B"}


@pytest.mark.parametrize("number", [95, 100])
def test_enough_others_or_none_are_not_few(people: duckdb.DuckDBPyConnection, number: int) -> None:
    made = [Made("A", number, 100), Made("B", 40, 100), Made(ORGANISATION, number + 40, 200)]
    assert hidden_of(people, made, counts_people=True) == set()


def test_an_amount_may_be_small(people: duckdb.DuckDBPyConnection) -> None:
    # Three points, or three days, are no three people.
    made = [Made("A", 3, 50), Made("B", 2, 50), Made(ORGANISATION, 5, 100)]
    assert hidden_of(people, made, counts_people=False) == set()


@pytest.fixture(scope="session")
def sample_file(sample_home: Home) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the file of the sample's mart itself."""
    current = sample_home.current()
    assert current
    with closing(read(sample_home.mart(current.id))) as con:
        yield con


def test_the_sample_hides_something(sample_file: duckdb.DuckDBPyConnection) -> None:
    reasons = sample_file.execute("SELECT DISTINCT reason FROM kpi_cells").fetchall()
    assert {row[0] for row in reasons} == {None, REASON}


def test_a_hidden_cell_has_no_number(sample_file: duckdb.DuckDBPyConnection) -> None:
    mixed = sample_file.execute(
        "SELECT * FROM kpi_cells WHERE reason IS NOT NULL "
        "AND coalesce(numerator, denominator, n, value) IS NOT NULL"
    ).fetchall()
    bare = sample_file.execute(
        "SELECT * FROM kpi_cells WHERE reason IS NULL AND (numerator IS NULL "
        "OR denominator IS NULL OR n IS NULL OR value IS NULL)"
    ).fetchall()
    assert (mixed, bare) == ([], [])


def test_what_is_shown_is_of_enough_people(sample_file: duckdb.DuckDBPyConnection) -> None:
    small = sample_file.execute(
        "SELECT * FROM kpi_cells WHERE n < 5 "
        "OR (kpi = 'voluntary_attrition' AND numerator BETWEEN 0.5 AND 4.5)"
    ).fetchall()
    assert small == []


def test_subtraction_gives_no_small_cell_away(sample_file: duckdb.DuckDBPyConnection) -> None:
    """Take the shown units from the organisation: the rest is two cells at least, of five."""
    rows = sample_file.execute(
        """SELECT kpi, grain, starts_on,
                  count(*) FILTER (scope <> $whole AND reason IS NOT NULL) AS hidden,
                  count(*) FILTER (scope <> $whole AND small = 'people') AS few,
                  sum(n) FILTER (scope = $whole) - coalesce(sum(n) FILTER (scope <> $whole), 0),
                  sum(numerator) FILTER (scope = $whole)
                  - coalesce(sum(numerator) FILTER (scope <> $whole), 0)
           FROM kpi_cells GROUP BY ALL
           HAVING count(*) FILTER (scope <> $whole AND small IS NOT NULL) > 0""",
        {"whole": ORGANISATION},
    ).fetchall()
    assert len({(kpi, grain) for kpi, grain, *_ in rows}) > 5
    for kpi, grain, starts_on, hidden, few, people_left, numerator_left in rows:
        place = (kpi, grain, starts_on)
        if people_left is None:  # the organisation's own cell is hidden
            continue
        assert hidden >= 2, place
        if few:
            assert people_left >= MINIMUM, place
        elif kpi == "voluntary_attrition":
            assert numerator_left >= MINIMUM, place


def test_people_stay_out_of_the_mart(sample_file: duckdb.DuckDBPyConnection) -> None:
    tables = sample_file.execute("SELECT table_name FROM duckdb_tables()").fetchall()
    columns = sample_file.execute(
        "SELECT column_name FROM duckdb_columns() WHERE NOT internal "
        "AND table_name <> 'platforms'"  # whose score is a platform's, not a person's
    ).fetchall()
    assert {"workers", "survey", "requisitions"} & {row[0] for row in tables} == set()
    assert {"employee_id", "manager_id", "comment", "score"} & {row[0] for row in columns} == set()


def test_a_unit_that_is_hidden_has_no_trajectory(sample_file: duckdb.DuckDBPyConnection) -> None:
    given_away = sample_file.execute(
        "SELECT DISTINCT kpi, scope FROM baselines SEMI JOIN kpi_cells USING (kpi, scope) "
        "WHERE EXISTS (FROM kpi_cells AS c WHERE c.kpi = baselines.kpi "
        "AND c.scope = baselines.scope AND c.grain = 'rolling12' AND c.reason IS NOT NULL)"
    ).fetchall()
    assert given_away == []
