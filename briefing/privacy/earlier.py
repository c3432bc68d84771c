"""What earlier snapshots have shown: as_of_in, pooled_in, note_earlier and told_by_changes."""

from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

import duckdb

from briefing.privacy import ORGANISATION, SMALLER_UNITS
from briefing.privacy.cells import KpiCells, Place, Small
from briefing.privacy.unprotected import Unprotected
from briefing.store.duck import read
from briefing.store.mart import parse_settings

# The scopes of an earlier snapshot whose units are all in one of the present scopes.
_HOLDS = """
    SELECT earlier.scope AS earlier_scope, min(present.scope) AS scope
    FROM earlier_scope_of AS earlier
    JOIN scope_of AS present ON present.unit = earlier.unit
    WHERE (earlier.scope = $whole) = (present.scope = $whole)
    GROUP BY earlier.scope
    HAVING count(DISTINCT present.scope) = 1
"""

_STILL_TRUE = f"""
    WITH holds AS ({_HOLDS}),
    said AS (
        SELECT kpi, holds.scope, grain, starts_on,
               sum(numerator) AS numerator, sum(denominator) AS denominator, sum(n) AS n
        FROM earlier_cells
        JOIN holds ON holds.earlier_scope = earlier_cells.scope
        WHERE reason IS NULL
        GROUP BY kpi, holds.scope, grain, starts_on)
    SELECT kpi, scope, grain, starts_on FROM cells
    JOIN said USING (kpi, scope, grain, starts_on)
    WHERE cells.n = said.n
      AND abs(cells.numerator - said.numerator) <= 1e-9 * greatest(1, abs(cells.numerator))
      AND abs(cells.denominator - said.denominator) <= 1e-9 * greatest(1, cells.denominator)
"""

# An earlier snapshot speaks of the same rows where at least half of what it showed of a KPI holds.
_SAME_ROWS = """
    SELECT kpi FROM cells
    JOIN earlier_cells AS earlier USING (kpi, scope, grain, starts_on)
    WHERE earlier.reason IS NULL
    GROUP BY kpi
    HAVING 2 * count(*) FILTER (
        cells.n = earlier.n
        AND abs(cells.numerator - earlier.numerator) <= 1e-9 * greatest(1, abs(cells.numerator))
    ) >= count(*)
"""

# What an earlier snapshot hid, of a scope that has a unit in one of the present scopes.
_HIDDEN_BEFORE = f"""
    WITH same AS ({_SAME_ROWS}),
    touched AS (
        SELECT DISTINCT earlier.scope AS earlier_scope, present.scope
        FROM earlier_scope_of AS earlier
        JOIN scope_of AS present ON present.unit = earlier.unit
        WHERE (earlier.scope = $whole) = (present.scope = $whole))
    SELECT cells.kpi, any_value(earlier.small), cells.scope, cells.grain, cells.starts_on
    FROM earlier_cells AS earlier
    SEMI JOIN same ON same.kpi = earlier.kpi
    JOIN touched ON touched.earlier_scope = earlier.scope
    JOIN cells ON cells.kpi = earlier.kpi AND cells.scope = touched.scope
              AND cells.grain = earlier.grain AND cells.starts_on = earlier.starts_on
    WHERE earlier.reason IS NOT NULL
    GROUP BY cells.kpi, cells.scope, cells.grain, cells.starts_on
"""

# Units of the last snapshot that are gone, where what was theirs was hidden: a number that is
# shown in both and differs by few people tells it.
_TOLD_BY_CHANGES = f"""
    WITH same AS ({_SAME_ROWS}),
    went AS (
        SELECT unit, scope FROM earlier_scope_of
        ANTI JOIN scope_of USING (unit)
        WHERE scope <> $whole),
    theirs AS (
        SELECT kpi, grain, starts_on, list(DISTINCT unit ORDER BY unit) AS units
        FROM earlier_cells JOIN went USING (scope)
        WHERE reason IS NOT NULL OR scope = $pool
        GROUP BY kpi, grain, starts_on)
    SELECT kpi, units, scope, grain, starts_on FROM cells
    JOIN mart.kpi_cells AS shown USING (kpi, scope, grain, starts_on)
    JOIN earlier_cells AS earlier USING (kpi, scope, grain, starts_on)
    JOIN theirs USING (kpi, grain, starts_on)
    SEMI JOIN same USING (kpi)
    WHERE earlier.reason IS NULL AND shown.reason IS NULL
      AND (abs(cells.n - earlier.n) BETWEEN 1 AND $minimum - 1
           OR (counts_people
               AND abs(cells.numerator - earlier.numerator) BETWEEN 1 AND $minimum - 1))
"""

# A pool that has kept some units and lost or gained others: the one less the other are those
# that moved, in every period that both speak of.
_OTHER_POOL = """
    WITH moved AS (
        SELECT count(*) AS units,
               count(*) FILTER (present.unit IS NOT NULL AND earlier.unit IS NOT NULL) AS stayed
        FROM (FROM scope_of WHERE scope = $pool) AS present
        FULL JOIN (FROM earlier_scope_of WHERE scope = $pool) AS earlier
               ON present.unit = earlier.unit)
    SELECT kpi, scope, grain, starts_on FROM cells, moved
    WHERE scope = $pool AND stayed BETWEEN 1 AND units - 1
      AND starts_on <= (SELECT max(ends_on) FROM earlier_cells WHERE scope = $pool)
"""


def as_of_in(mart: Path) -> date:
    """Give the day as of which an earlier mart was made."""
    with closing(read(mart)) as con:
        day: date = con.execute("SELECT as_of FROM meta").fetchall()[0][0]
    return day


def pooled_in(mart: Path) -> list[str]:
    """Give the units that an earlier mart has in the pool."""
    with closing(read(mart)) as con:
        rows = con.execute(
            "SELECT unit FROM scope_of WHERE scope = ? ORDER BY unit", [SMALLER_UNITS]
        ).fetchall()
    return [unit for (unit,) in rows]


def note_earlier(
    con: duckdb.DuckDBPyConnection,
    cells: Sequence[KpiCells],
    marts: Iterable[Path],
    minimum: int,
) -> None:
    """Mark what earlier marts have shown and still holds, and hide the past of a pool that changed.

    What they hid stays hidden, and small what was small: the number of then is told by what was
    hidden with it. One with a larger minimum hid more than that. Reads the temporary tables
    `cells` and `scope_of`. A present scope is known as well where it is the sum of earlier ones.
    """
    by_kpi = {one.kpi: one for one in cells}
    hidden_before: list[tuple[str, str | None, Place]] = []
    for path in marts:
        minimum_then = _register(con, path)
        if minimum_then <= minimum:
            rows = con.execute(_HIDDEN_BEFORE, {"whole": ORGANISATION}).fetchall()
            hidden_before += [(kpi, small, Place.of(*place)) for kpi, small, *place in rows]
        known = con.execute(_STILL_TRUE, {"whole": ORGANISATION}).fetchall()
        for kpi, *place in known:
            by_kpi[kpi].fixed.add(Place.of(*place))
        for kpi, *place in con.execute(_OTHER_POOL, {"pool": SMALLER_UNITS}).fetchall():
            by_kpi[kpi].hidden.add(Place.of(*place))
            by_kpi[kpi].small.setdefault(Place.of(*place), Small.PEOPLE)
        _unregister(con)
    for kpi, small, where in hidden_before:
        if where in by_kpi[kpi].there - by_kpi[kpi].fixed:
            by_kpi[kpi].hidden.add(where)
            if small:
                by_kpi[kpi].small.setdefault(where, Small(small))
    for one in cells:
        one.hidden -= one.fixed - set(one.small)


def told_by_changes(con: duckdb.DuckDBPyConnection, mart: Path, minimum: int) -> list[Unprotected]:
    """Give the numbers that, set against the last mart's, tell those of units that are gone.

    Reads the temporary tables `cells` and `scope_of`, and the new mart's `kpi_cells`.
    """
    _register(con, mart)
    rows = con.execute(
        _TOLD_BY_CHANGES, {"whole": ORGANISATION, "pool": SMALLER_UNITS, "minimum": minimum}
    ).fetchall()
    _unregister(con)
    return [Unprotected(kpi, Place.of(*place), tuple(units)) for kpi, units, *place in rows]


def _register(con: duckdb.DuckDBPyConnection, path: Path) -> int:
    """Make an earlier mart's `earlier_cells` and `earlier_scope_of` readable; give its minimum."""
    with closing(read(path)) as mart:
        con.register("earlier_cells", mart.sql("FROM kpi_cells").to_arrow_table())
        con.register("earlier_scope_of", mart.sql("FROM scope_of").to_arrow_table())
        settings = mart.execute("SELECT name, value FROM settings").fetchall()
    return parse_settings(dict(settings)).minimum_group


def _unregister(con: duckdb.DuckDBPyConnection) -> None:
    con.unregister("earlier_cells")
    con.unregister("earlier_scope_of")
