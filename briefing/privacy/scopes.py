"""create_scopes: each unit's scope, small units pooled into one."""

from collections.abc import Collection
from datetime import date

import duckdb

from briefing.privacy import ORGANISATION, SMALLER_UNITS


def create_scopes(
    con: duckdb.DuckDBPyConnection,
    minimum: int,
    as_of: date,
    pooled_before: Collection[str] = (),
) -> None:
    """Create `scope_of` (unit, scope): each unit's own scope, and the organisation's.

    Units with fewer than `minimum` people share the scope "Smaller units"; where they come
    to fewer than `minimum` even together, the next smallest joins them. Whoever is in the pool
    stays in it until it has twice as many: what a pool loses and gains from load to load would
    tell of the units that come and go. People are counted from the workers' rows as of that day,
    and where there are none, as finance's or planned headcount.
    """
    con.execute(
        """CREATE OR REPLACE TEMP TABLE scope_of AS
           WITH named AS (
               SELECT unit FROM units UNION SELECT unit FROM workers
               UNION SELECT unit FROM requisitions UNION SELECT unit FROM finance
               UNION SELECT unit FROM survey UNION SELECT unit FROM incidents
               UNION SELECT unit FROM measures UNION SELECT unit FROM protected_time),
           employed AS (
               SELECT unit, count(*) AS people FROM workers
               WHERE hired_on <= $as_of AND (left_on IS NULL OR left_on > $as_of) GROUP BY unit),
           latest_fte AS (SELECT unit, max_by(fte, month) AS people FROM finance GROUP BY unit),
           sized AS (
               SELECT named.unit,
                      CASE WHEN (SELECT count(*) FROM workers) > 0 THEN coalesce(e.people, 0)
                           ELSE coalesce(f.people, u.headcount, 0) END AS people
               FROM named
               LEFT JOIN employed AS e ON e.unit = named.unit
               LEFT JOIN latest_fte AS f ON f.unit = named.unit
               LEFT JOIN units AS u ON u.unit = named.unit
               WHERE named.unit IS NOT NULL),
           judged AS (
               SELECT *, people < $minimum
                         OR (unit IN $pooled_before AND people < 2 * $minimum) AS small
               FROM sized),
           ranked AS (
               SELECT unit, small,
                      coalesce(sum(people) OVER (ORDER BY small DESC, people, unit
                          ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS smaller,
                      bool_or(small) OVER () AS any_small
               FROM judged)
           SELECT unit,
                  CASE WHEN small OR (any_small AND smaller < $minimum)
                       THEN $pool ELSE unit END AS scope
           FROM ranked
           UNION ALL SELECT unit, $organisation FROM ranked""",
        {
            "minimum": minimum,
            "pool": SMALLER_UNITS,
            "organisation": ORGANISATION,
            "as_of": as_of,
            "pooled_before": list(pooled_before),
        },
    )
