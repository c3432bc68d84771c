"""The short way from a few typed rows to the KPIs' cells, on a real DuckDB."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date
from typing import NamedTuple

import duckdb

from briefing.intake.load import create_tables
from briefing.kpis.run import compute_cells
from briefing.privacy.scopes import create_scopes

COMPANY = "Organisation"


class Counted(NamedTuple):
    """What a cell is made of: numerator, denominator, and n."""

    numerator: float
    denominator: float
    n: int


Place = tuple[str, str, date]
"""Scope, grain, and the period's first day."""


@contextmanager
def declared() -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a DuckDB in memory with every declared table, empty."""
    with closing(duckdb.connect()) as con:
        create_tables(con)
        yield con


def insert(
    con: duckdb.DuckDBPyConnection, table: str, columns: str, rows: Sequence[Sequence[object]]
) -> None:
    """Put rows into a declared table; the other columns stay empty."""
    marks = ", ".join("?" for _ in columns.split(","))
    con.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)


def computed(con: duckdb.DuckDBPyConnection, kpi: str, as_of: date) -> dict[Place, Counted]:
    """Compute a KPI's values for every unit on its own and for the organisation, none hidden."""
    create_scopes(con, 0, as_of)
    compute_cells(con, as_of)
    rows = con.execute(
        "SELECT scope, grain, starts_on, numerator, denominator, n FROM cells "
        "WHERE kpi = ? AND denominator > 0",
        [kpi],
    ).fetchall()
    return {(scope, grain, day): Counted(*numbers) for scope, grain, day, *numbers in rows}


def ends(con: duckdb.DuckDBPyConnection) -> dict[tuple[str, date], date]:
    """Give each period's last day by grain and first day, as the cells have it."""
    rows = con.execute("SELECT DISTINCT grain, starts_on, ends_on FROM cells").fetchall()
    return {(grain, starts_on): ends_on for grain, starts_on, ends_on in rows}
