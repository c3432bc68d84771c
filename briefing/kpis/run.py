"""compute_cells: every KPI at every level shown, from the rows, inside one connection."""

from datetime import date
from pathlib import Path

import duckdb

from briefing.kpis.catalogue import CATALOGUE

ROLLING = "rolling12"
QUARTER = "quarter"
MONTH = "month"

_MOST_MONTHS = 120
"""History beyond ten years says nothing about the next three."""

_SHARED = Path(__file__).parent / "shared"
_SHARED_TABLES = ("spells", "moves", "people_months", "people_years", "learner_months")
"""What several KPIs rest on, each made from the ones before it."""

_CELLS_DDL = """CREATE OR REPLACE TEMP TABLE cells (
    kpi VARCHAR, scope VARCHAR, grain VARCHAR, starts_on DATE, ends_on DATE,
    numerator DOUBLE, denominator DOUBLE, n BIGINT, counts_people BOOLEAN,
    average BOOLEAN)"""


def compute_cells(con: duckdb.DuckDBPyConnection, as_of: date) -> None:
    """Fill the temporary table `cells` from the loaded rows and `scope_of` (unit, scope).

    Only complete months up to `as_of` count. A cell exists where its denominator is not 0, or
    somebody or something counts all the same: people who joined and left within a month.
    """
    _create_periods(con, as_of)
    for name in _SHARED_TABLES:
        con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {_shared(name)}")
    con.execute(_CELLS_DDL)
    for kpi in CATALOGUE.values():
        sql = f"SELECT '{kpi.key}' AS kpi, * FROM ({kpi.sql})"
        _insert(con, sql, counts_people=kpi.counts_people, average=kpi.average)
    _insert(con, _shared("measure_cells"), counts_people=False, average=False)


def _shared(name: str) -> str:
    return (_SHARED / f"{name}.sql").read_text(encoding="utf-8")


def _insert(
    con: duckdb.DuckDBPyConnection, sql: str, *, counts_people: bool, average: bool
) -> None:
    con.execute(
        f"""INSERT INTO cells
            SELECT kpi, found.scope, found.grain, found.starts_on, periods.ends_on,
                   numerator, denominator, n, ?, ?
            FROM ({sql}) AS found
            JOIN periods ON periods.grain = found.grain AND periods.starts_on = found.starts_on
            WHERE denominator > 0 OR n > 0 OR numerator <> 0
            ORDER BY kpi, found.scope, found.grain, found.starts_on""",
        [counts_people, average],
    )


def _create_periods(con: duckdb.DuckDBPyConnection, as_of: date) -> None:
    """Create `months` and `periods`: month, calendar quarter, and rolling 12 months.

    Promotions reach back to before anybody is known to have left, and count only from then on.
    """
    con.execute(
        """CREATE OR REPLACE TEMP TABLE months AS
           WITH seen AS (
               SELECT min(left_on) AS day FROM workers
               UNION ALL SELECT min(productive_on) FROM workers
               UNION ALL SELECT min(filled_on) FROM requisitions
               UNION ALL SELECT min(month) FROM finance
               UNION ALL SELECT min(answered_on) FROM survey
               UNION ALL SELECT min(happened_on) FROM learning
               UNION ALL SELECT min(occurred_on) FROM incidents
               UNION ALL SELECT min(month) FROM measures
               UNION ALL SELECT min(month) FROM protected_time),
           bounds AS (
               SELECT date_trunc('month', CAST(? AS DATE) + 1)::DATE - INTERVAL 1 MONTH AS last,
                      date_trunc('month', min(day)) AS first FROM seen)
           SELECT unnest(generate_series(
               greatest(first, last - to_months(?)), last, INTERVAL 1 MONTH))::DATE AS month
           FROM bounds""",
        [as_of, _MOST_MONTHS - 1],
    )
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE periods AS
            WITH candidates AS (
                SELECT '{MONTH}' AS grain, month AS starts_on, 1 AS months FROM months
                UNION ALL SELECT '{QUARTER}', month, 3 FROM months WHERE month(month) % 3 = 1
                UNION ALL SELECT '{ROLLING}', month, 12 FROM months)
            SELECT grain, starts_on, months,
                   (starts_on + to_months(months) - INTERVAL 1 DAY)::DATE AS ends_on
            FROM candidates
            WHERE starts_on + to_months(months) <= (SELECT max(month) FROM months) + to_months(1)"""
    )
