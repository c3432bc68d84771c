"""RowChange: how many rows of a table a load would add, change and remove, told by their key."""

from collections.abc import Iterable
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb

from briefing.columns import Table
from briefing.store.duck import build
from briefing.tables import BY_NAME

FIRST_KEYS = 5


@dataclass(frozen=True)
class RowChange:
    """What would become of one table. Without a key of its own a table has counts alone.

    The keys are the first few, in their order.
    """

    table: str
    before: int
    after: int
    added: int | None = None
    changed: int | None = None
    removed: int | None = None
    added_keys: tuple[str, ...] = ()
    changed_keys: tuple[str, ...] = ()
    removed_keys: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Give the counts in words: "2 added, 1 changed, 0 removed"."""
        if self.added is None:
            return f"{self.before:,} rows before, {self.after:,} after"
        return f"{self.added:,} added, {self.changed:,} changed, {self.removed:,} removed"

    def as_dict(self) -> dict[str, object]:
        """Give the counts and first keys by name, as the command line's JSON has them."""
        return {name: value for name, value in asdict(self).items() if name != "table"}


def row_changes(before: Path | None, after: Path, tables: Iterable[str]) -> tuple[RowChange, ...]:
    """Compare the named tables of two files of facts; `before` is None at the first load."""
    with closing(build(Path(":memory:"))) as con:
        con.execute("SET threads = 2")
        # What does not fit into memory would lie where the program was started, and stay there.
        con.execute(f"SET temp_directory = '{_quoted(after)}.diff.tmp'")
        _attach(con, after, "later")
        if before:
            _attach(con, before, "earlier")
        return tuple(_change(con, BY_NAME[name]) for name in tables)


def _attach(con: duckdb.DuckDBPyConnection, path: Path, name: str) -> None:
    con.execute(f"ATTACH '{_quoted(path)}' AS {name} (READ_ONLY)")


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _change(con: duckdb.DuckDBPyConnection, table: Table) -> RowChange:
    """Count one table's rows. Columns that only one side has are left out of the comparison."""
    sides = [_columns(con, side, table.name) for side in ("earlier", "later")]
    before = _rows(con, "earlier", table.name) if sides[0] else 0
    after = _rows(con, "later", table.name)
    if not table.key:
        return RowChange(table.name, before, after)
    shown = " || ' · ' || ".join(
        f"""coalesce(CAST(k."{name}" AS VARCHAR), '')""" for name in table.key
    )
    if not sides[0]:
        con.execute(
            f"CREATE OR REPLACE TEMP TABLE told AS SELECT 1 AS kind, {shown} AS shown "
            f'FROM later."{table.name}" AS k'
        )
    else:
        both = [name for name in sides[1] if name in sides[0] and name not in table.key]
        same = " AND ".join(f'a."{name}" IS NOT DISTINCT FROM b."{name}"' for name in table.key)
        differ = " OR ".join(f'a."{name}" IS DISTINCT FROM b."{name}"' for name in both) or "false"
        key = ", ".join(f'"{name}": coalesce(b."{name}", a."{name}")' for name in table.key)
        con.execute(
            f"""CREATE OR REPLACE TEMP TABLE told AS SELECT kind, {shown} AS shown FROM (
                SELECT CASE WHEN a._row IS NULL THEN 1 WHEN b._row IS NULL THEN 3
                            WHEN {differ} THEN 2 ELSE 0 END AS kind, {{{key}}} AS k
                FROM earlier."{table.name}" AS a FULL JOIN later."{table.name}" AS b ON {same})
                WHERE kind > 0"""
        )
    numbers = dict(con.execute("SELECT kind, count(*) FROM told GROUP BY kind").fetchall())
    keys = [_first_keys(con, kind) for kind in (1, 2, 3)]
    return RowChange(
        table.name,
        before,
        after,
        *(numbers.get(kind, 0) for kind in (1, 2, 3)),
        *keys,
    )


def _first_keys(con: duckdb.DuckDBPyConnection, kind: int) -> tuple[str, ...]:
    rows = con.execute(
        "SELECT shown FROM told WHERE kind = ? ORDER BY shown LIMIT ?", [kind, FIRST_KEYS]
    ).fetchall()
    return tuple(row[0] for row in rows)


def _columns(con: duckdb.DuckDBPyConnection, side: str, table: str) -> list[str]:
    """Give the declared columns that a file has of a table; none where it has no such table."""
    rows = con.execute(
        "SELECT column_name FROM duckdb_columns() WHERE database_name = ? AND table_name = ? "
        "AND NOT starts_with(column_name, '_') ORDER BY column_index",
        [side, table],
    ).fetchall()
    return [row[0] for row in rows]


def _rows(con: duckdb.DuckDBPyConnection, side: str, table: str) -> int:
    count: int = con.execute(f'SELECT count(*) FROM {side}."{table}"').fetchall()[0][0]
    return count
