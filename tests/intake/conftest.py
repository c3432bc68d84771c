"""Fixtures of the intake's tests: bare tables again and again, without a new DuckDB each time."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from briefing.intake.load import create_tables
from briefing.store.duck import build


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
        connection.execute("USE memory; DETACH fresh")
