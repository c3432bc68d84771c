"""Fixtures of the intake's tests: bare tables again and again, without a new DuckDB each time."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from briefing.intake.load import create_tables, load_into
from briefing.store.duck import build
from tests.workbooks import Sheets, upload


@pytest.fixture(scope="session")
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    """Start one DuckDB; starting it takes longer than most of these tests."""
    with closing(build(Path(":memory:"))) as connection:
        yield connection


@pytest.fixture
def con(database: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a connection to every declared table, empty, in a database of its own."""
    with closing(database.cursor()) as connection:
        connection.execute("ATTACH ':memory:' AS fresh; USE fresh")
        create_tables(connection)
        yield connection
        connection.execute("USE memory; DETACH DATABASE IF EXISTS parent; DETACH fresh")


@pytest.fixture
def last(con: duckdb.DuckDBPyConnection) -> Callable[[Sheets], None]:
    """Give what loads sheets as the last load, with which `con` is compared."""

    def load(sheets: Sheets) -> None:
        con.execute("ATTACH ':memory:' AS parent; USE parent")
        create_tables(con)
        load_into(con, [upload(sheets, "last.xlsx")])
        con.execute("USE fresh")

    return load
