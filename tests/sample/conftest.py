"""Fixtures for the sample's tests: its loaded rows, as they were published."""

from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any, TypeAlias

import duckdb
import pytest

from briefing.store.duck import read
from briefing.store.snapshots import Home

Ask: TypeAlias = Callable[..., list[tuple[Any, ...]]]
"""Gives the rows of a query against the published rows."""


@pytest.fixture(scope="session")
def facts(sample_home: Home) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the file of the sample's loaded rows."""
    current = sample_home.current()
    assert current
    with closing(read(sample_home.facts(current.id))) as con:
        yield con


@pytest.fixture(scope="session")
def ask(facts: duckdb.DuckDBPyConnection) -> Ask:
    """Give a query's rows."""

    def rows(sql: str, *values: object) -> list[tuple[Any, ...]]:
        return facts.execute(sql, list(values)).fetchall()

    return rows
