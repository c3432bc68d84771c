"""Fixtures that tests share: an empty home, the sample's home, and a bare DuckDB."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from briefing.intake.load import create_tables
from briefing.intake.read import Upload
from briefing.store.duck import build
from briefing.store.mart import Mart
from briefing.store.snapshots import Home
from tests.workbooks import publish

SAMPLE = sorted((Path(__file__).parents[1] / "data" / "sample").glob("*.xlsx"))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Give a home of its own for each test, with nothing published."""
    return Home(tmp_path / "home")


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Give the home in which the sample is published, once for all tests: only read from it."""
    sample = Home(tmp_path_factory.mktemp("sample"))
    publish(sample, *(Upload(path.name, path.read_bytes()) for path in SAMPLE))
    return sample


@pytest.fixture(scope="session")
def sample_mart(sample_home: Home) -> Iterator[Mart]:
    """Open the mart of the sample."""
    current = sample_home.current()
    assert current
    with closing(Mart(sample_home.verified_mart(current))) as mart:
        yield mart


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a DuckDB in memory with every declared table, empty."""
    with closing(build(Path(":memory:"))) as connection:
        create_tables(connection)
        yield connection
