"""Pooling of small units and suppression of small cells, applied when the mart is written."""

import duckdb

ORGANISATION = "Organisation"
SMALLER_UNITS = "Smaller units"


def create_scopes(con: duckdb.DuckDBPyConnection, minimum: int) -> None:
    """Create `scope_of` (unit, scope): each unit's own scope, and the organisation's.

    Units with fewer than `minimum` people share the scope "Smaller units"; where they come
    to fewer than `minimum` even together, the next smallest joins them. People are counted
    from the workers' rows, and where there are none, as finance's or planned headcount.
    """
    con.execute(
        """CREATE OR REPLACE TEMP TABLE scope_of AS
           WITH named AS (
               SELECT unit FROM units UNION SELECT unit FROM workers
               UNION SELECT unit FROM requisitions UNION SELECT unit FROM finance
               UNION SELECT unit FROM survey),
           employed AS (
               SELECT unit, count(*) AS people FROM workers WHERE left_on IS NULL GROUP BY unit),
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
           ranked AS (
               SELECT unit, people,
                      coalesce(sum(people) OVER (ORDER BY people, unit
                          ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS smaller,
                      min(people) OVER () AS smallest
               FROM sized)
           SELECT unit,
                  CASE WHEN people < $minimum OR (smallest < $minimum AND smaller < $minimum)
                       THEN $pool ELSE unit END AS scope
           FROM ranked
           UNION ALL SELECT unit, $organisation FROM ranked""",
        {"minimum": minimum, "pool": SMALLER_UNITS, "organisation": ORGANISATION},
    )


def write_cells(con: duckdb.DuckDBPyConnection, minimum: int) -> None:
    """Write `cells` into the mart's kpi_cells, with what may not be shown left out.

    A suppressed cell keeps its place and says why; its four numbers are NULL. Small cells
    go first; then the next smallest as well, until the hidden cells of a period are at least
    two and hold at least `minimum` people, so that subtracting the shown ones from the
    organisation's total gives none of them away.
    """
    con.execute(
        """INSERT INTO mart.kpi_cells
           WITH small AS (
               SELECT *, scope <> $organisation AS part,
                      n < $minimum AS few,
                      counts_people AND numerator > 0 AND numerator < $minimum AS few_of_them
               FROM cells),
           counted AS (
               SELECT *, few OR few_of_them AS hidden,
                      CASE WHEN counts_people THEN numerator ELSE n END AS people
               FROM small),
           -- From the smallest up: what is hidden before each cell, if it were hidden too.
           ordered AS (
               SELECT *, bool_or(hidden) OVER whole AS any_hidden,
                      count(*) OVER before AS cells_before,
                      coalesce(sum(people) OVER before, 0) AS people_before
               FROM counted
               WINDOW whole AS (PARTITION BY kpi, grain, starts_on, part),
                      before AS (PARTITION BY kpi, grain, starts_on, part
                                 ORDER BY hidden DESC, n, scope
                                 ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)),
           judged AS (
               SELECT *,
                      CASE WHEN few THEN 'fewer than ' || $minimum || ' people'
                           WHEN few_of_them THEN '1 to ' || ($minimum - 1) || ' people'
                           WHEN part AND any_hidden
                                AND (cells_before < 2 OR people_before < $minimum)
                           THEN 'it would give away a smaller unit' END AS reason
               FROM ordered)
           SELECT kpi, scope, grain, starts_on, ends_on,
                  CASE WHEN reason IS NULL THEN numerator END,
                  CASE WHEN reason IS NULL THEN denominator END,
                  CASE WHEN reason IS NULL THEN n END,
                  CASE WHEN reason IS NULL THEN numerator / denominator END,
                  reason
           FROM judged
           ORDER BY kpi, scope, grain, starts_on""",
        {"minimum": minimum, "organisation": ORGANISATION},
    )
