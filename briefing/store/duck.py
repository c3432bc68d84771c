"""DuckDB connections as this product wants them: nothing fetched, nothing loaded by itself."""

from pathlib import Path

import duckdb

_Config = dict[str, str | bool | int | float | list[str]]
_CLOSED: _Config = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}


def build(path: Path) -> duckdb.DuckDBPyConnection:
    """Open a new file to be written.

    One thread, because a sum of floating-point numbers depends on their order, and the same
    input must give the same figures to the last digit.
    """
    one_thread: _Config = {"threads": 1}
    con = duckdb.connect(str(path), config=_CLOSED | one_thread)
    # A bar would be printed among the JSON of the command line once a query takes two seconds.
    con.execute("SET enable_progress_bar = false")
    return con


def read(path: Path) -> duckdb.DuckDBPyConnection:
    """Open a finished file, read-only and shut off from everything outside it."""
    sealed: _Config = {"enable_external_access": "false", "lock_configuration": "true"}
    return duckdb.connect(str(path), read_only=True, config=_CLOSED | sealed)
