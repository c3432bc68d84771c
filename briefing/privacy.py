"""Pooling of small units and suppression of small cells, applied when the mart is written."""

from datetime import date

import duckdb

ORGANISATION = "Organisation"
SMALLER_UNITS = "Smaller units"


def create_scopes(con: duckdb.DuckDBPyConnection, minimum: int, as_of: date) -> None:
    """Create `scope_of` (unit, scope): each unit's own scope, and the organisation's.

    Units with fewer than `minimum` people share the scope "Smaller units"; where they come
    to fewer than `minimum` even together, the next smallest joins them. People are counted
    from the workers' rows as of that day, and where there are none, as finance's or planned
    headcount.
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
        {
            "minimum": minimum,
            "pool": SMALLER_UNITS,
            "organisation": ORGANISATION,
            "as_of": as_of,
        },
    )


def write_cells(con: duckdb.DuckDBPyConnection, minimum: int) -> None:
    """Write `cells` into the mart's kpi_cells, with what may not be shown left out.

    A suppressed cell keeps its place and says why; its four numbers are NULL. The organisation
    and each part of it is shown for all periods of a grain or for none: where one is small,
    the others would give it away, since months add up to quarters and twelve months that move on
    by one differ by two months (so a part whose months are hidden has its twelve months once a
    year only). Then the next smallest parts are left out as well, until in
    every period the hidden ones are at least two and hold at least `minimum` people, so that
    subtracting the shown ones from the organisation's total gives none of them away.
    """
    con.execute(
        """INSERT INTO mart.kpi_cells
           WITH judged AS (
               SELECT *, scope <> $organisation AS part,
                      n < $minimum AS few,
                      counts_people AND numerator > 0 AND numerator < $minimum AS few_of_them,
                      CASE WHEN counts_people THEN numerator ELSE n END AS people
               FROM cells),
           series AS (
               SELECT kpi, grain, scope, bool_or(few OR few_of_them) AS small, sum(n) AS weight
               FROM judged GROUP BY kpi, grain, scope),
           ranked AS (
               SELECT *, bool_or(small) OVER (PARTITION BY kpi, grain) AS any_small,
                      row_number() OVER (PARTITION BY kpi, grain
                                         ORDER BY small DESC, weight, scope) AS nth
               FROM series WHERE scope <> $organisation),
           -- From the smallest up: what is hidden of each period before a part is hidden too.
           before AS (
               SELECT ranked.kpi, ranked.grain, ranked.scope, any_small,
                      count(*) OVER smaller AS parts,
                      coalesce(sum(people) OVER smaller, 0) AS people
               FROM judged
               JOIN ranked ON ranked.kpi = judged.kpi AND ranked.grain = judged.grain
                          AND ranked.scope = judged.scope
               WINDOW smaller AS (PARTITION BY judged.kpi, judged.grain, starts_on ORDER BY nth
                                  ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)),
           complements AS (
               SELECT kpi, grain, scope,
                      bool_or(any_small AND (parts < 2 OR people < $minimum)) AS needed
               FROM before GROUP BY kpi, grain, scope),
           reasoned AS (
               SELECT judged.*,
                      CASE WHEN few THEN 'fewer than ' || $minimum || ' people'
                           WHEN few_of_them THEN '1 to ' || ($minimum - 1) || ' people'
                           WHEN small THEN 'it would give away a smaller period'
                           WHEN needed THEN 'it would give away a smaller unit'
                           WHEN part AND judged.grain = 'rolling12' AND months_hidden
                                AND date_diff('month', starts_on, latest) % 12 <> 0
                           THEN 'it would give away a smaller period' END AS reason
               FROM judged
               LEFT JOIN (SELECT kpi, scope,
                                 bool_or(coalesce(needed, false) OR small) AS months_hidden
                          FROM series LEFT JOIN complements USING (kpi, grain, scope)
                          WHERE grain = 'month' GROUP BY kpi, scope) AS finest
                      ON finest.kpi = judged.kpi AND finest.scope = judged.scope
               LEFT JOIN (SELECT kpi, max(starts_on) AS latest FROM judged
                          WHERE grain = 'rolling12' GROUP BY kpi) AS last_year
                      ON last_year.kpi = judged.kpi
               LEFT JOIN series ON series.kpi = judged.kpi AND series.grain = judged.grain
                               AND series.scope = judged.scope
               LEFT JOIN complements ON complements.kpi = judged.kpi
                                    AND complements.grain = judged.grain
                                    AND complements.scope = judged.scope)
           SELECT kpi, scope, grain, starts_on, ends_on,
                  CASE WHEN reason IS NULL THEN numerator END,
                  CASE WHEN reason IS NULL THEN denominator END,
                  CASE WHEN reason IS NULL THEN n END,
                  CASE WHEN reason IS NULL THEN numerator / denominator END,
                  reason
           FROM reasoned
           ORDER BY kpi, scope, grain, starts_on""",
        {"minimum": minimum, "organisation": ORGANISATION},
    )
