"""write_mart: the file that pages open, made of loaded tables without what may not be shown."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import duckdb

from briefing.clock import today
from briefing.columns import Table
from briefing.kpis.catalogue import CATALOGUE
from briefing.kpis.run import compute_cells
from briefing.privacy import SMALLER_UNITS
from briefing.privacy.earlier import as_of_in, pooled_in
from briefing.privacy.late import hold_back
from briefing.privacy.nested import Nesting
from briefing.privacy.scopes import create_scopes
from briefing.privacy.unprotected import Unprotected
from briefing.privacy.write_cells import write_cells
from briefing.store.mart import MART_DDL, MART_FORMAT, SMALL_TABLES, Settings, parse_settings
from briefing.tables import TABLES
from briefing.write_baselines import write_baselines

NESTINGS = tuple(Nesting(kpi.key, *within) for kpi in CATALOGUE.values() for within in kpi.within)
"""What the KPIs' heads say of numbers that are parts of others."""


def write_mart(
    con: duckdb.DuckDBPyConnection, path: Path, snapshot_id: str, earlier: Sequence[Path] = ()
) -> list[Unprotected]:
    """Write what may be shown of the loaded tables in `con` to a new file at `path`.

    `earlier` are the marts that were published before, the current one last: what they show
    is known. Gives what few people's numbers cannot be protected all the same.
    """
    quoted = str(path).replace("'", "''")
    con.execute(f"ATTACH '{quoted}' AS mart")
    con.execute(MART_DDL)
    settings = parse_settings(dict(con.execute("SELECT name, value FROM settings").fetchall()))
    as_of = settings.as_of or _latest_day(con)
    con.execute("INSERT INTO mart.meta VALUES (?, ?, ?)", [snapshot_id, as_of, MART_FORMAT])
    pooled_before = pooled_in(earlier[-1]) if earlier else []
    create_scopes(con, settings.minimum_group, as_of, pooled_before)
    for name in (*SMALL_TABLES, "scope_of"):
        con.execute(f'CREATE TABLE mart."{name}" AS FROM "{name}"')
    _hide_small_groups(con, settings)
    hold_back(con, settings.minimum_group, as_of_in(earlier[-1]) if earlier else None)
    compute_cells(con, as_of)
    unprotected = write_cells(con, settings.minimum_group, earlier, NESTINGS)
    write_baselines(con, settings)
    con.execute("CHECKPOINT mart")
    con.execute("DETACH mart")
    return unprotected


def _hide_small_groups(con: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """Take from HR's own sheets what speaks of fewer people than the minimum group."""
    minimum = settings.minimum_group
    # Of a unit in the pool, too: the pool's people less those of all but one are that one's.
    con.execute(
        "UPDATE mart.units SET headcount = NULL WHERE headcount < ? "
        "OR unit IN (SELECT unit FROM scope_of WHERE scope = ?)",
        [minimum, SMALLER_UNITS],
    )
    con.execute("UPDATE mart.pilot_teams SET size = NULL WHERE size < ?", [minimum])
    # How many rows have a value, of all periods together, is what hidden months add up to. Who may
    # see the rows has it from them.
    for table in TABLES:
        if table.people or table.name == "requisitions":
            _hide_counts_of_rows(con, table, minimum)
    # The average skill of a pooled unit is nearly that of its people; so is that of a unit of
    # which no other sheet says how large it is.
    con.execute(
        "DELETE FROM mart.skills WHERE unit NOT IN (SELECT unit FROM scope_of WHERE scope = unit)"
    )


def _hide_counts_of_rows(con: duckdb.DuckDBPyConnection, table: Table, minimum: int) -> None:
    """Take from a table's loads the values a column has, and of few people's sheets the rows."""
    numbered = any(column.name == "employee_id" for column in table.columns)
    con.execute('UPDATE mart.loads SET filled = MAP {} WHERE "table" = ?', [table.name])
    con.execute(
        f"""UPDATE mart.loads SET rows = NULL, last_row = NULL
            FROM (SELECT _load, _sheet FROM "{table.name}" GROUP BY _load, _sheet
                  HAVING count({"DISTINCT employee_id" if numbered else "*"}) < $minimum) AS few
            WHERE "table" = $name AND load = _load AND sheet = _sheet""",
        {"name": table.name, "minimum": minimum},
    )


def _latest_day(con: duckdb.DuckDBPyConnection) -> date:
    """Give the last day that the exports speak of, today at the latest."""
    found = con.execute(
        """SELECT max(day) FROM (
               SELECT max(hired_on) AS day FROM workers UNION ALL SELECT max(left_on) FROM workers
               UNION ALL SELECT max(filled_on) FROM requisitions
               UNION ALL SELECT last_day(max(month)) FROM finance
               UNION ALL SELECT max(answered_on) FROM survey
               UNION ALL SELECT max(happened_on) FROM learning
               UNION ALL SELECT max(occurred_on) FROM incidents
               UNION ALL SELECT last_day(max(month)) FROM measures
               UNION ALL SELECT last_day(max(month)) FROM protected_time
               UNION ALL SELECT max(as_of) FROM stakeholders)"""
    ).fetchall()[0][0]
    return min(found, today()) if found else today()
