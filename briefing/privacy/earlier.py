"""What earlier snapshots have shown: as_of_in, pooled_in, and note_earlier for what follows."""

from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

import duckdb

from briefing.privacy import ORGANISATION, SMALLER_UNITS
from briefing.privacy.cells import KpiCells, Place, Small
from briefing.store.duck import read

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
    con: duckdb.DuckDBPyConnection, cells: Sequence[KpiCells], marts: Iterable[Path]
) -> None:
    """Mark what earlier marts have shown and still holds, and hide the past of a pool that changed.

    Reads the temporary tables `cells` and `scope_of`. A present scope is known as well where it
    is the sum of earlier ones.
    """
    by_kpi = {one.kpi: one for one in cells}
    for path in marts:
        with closing(read(path)) as mart:
            earlier_cells = mart.sql("FROM kpi_cells").to_arrow_table()
            earlier_scope_of = mart.sql("FROM scope_of").to_arrow_table()
        con.register("earlier_cells", earlier_cells)
        con.register("earlier_scope_of", earlier_scope_of)
        known = con.execute(_STILL_TRUE, {"whole": ORGANISATION}).fetchall()
        for kpi, *place in known:
            by_kpi[kpi].fixed.add(Place.of(*place))
        for kpi, *place in con.execute(_OTHER_POOL, {"pool": SMALLER_UNITS}).fetchall():
            by_kpi[kpi].hidden.add(Place.of(*place))
            by_kpi[kpi].small.setdefault(Place.of(*place), Small.PEOPLE)
        con.unregister("earlier_cells")
        con.unregister("earlier_scope_of")
    for one in cells:
        one.hidden -= one.fixed - set(one.small)
