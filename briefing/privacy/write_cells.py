"""write_cells: the KPIs' cells in the mart, without those that must not be shown."""

from collections.abc import Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from briefing.privacy import WITHOUT_CELL
from briefing.privacy.cells import KpiCells, computed_cells
from briefing.privacy.earlier import note_earlier, told_by_changes
from briefing.privacy.nested import Nesting
from briefing.privacy.suppress import suppress
from briefing.privacy.unprotected import Unprotected
from briefing.privacy.without_cell import note_without_cell


def write_cells(
    con: duckdb.DuckDBPyConnection,
    minimum: int,
    earlier: Sequence[Path] = (),
    nestings: Sequence[Nesting] = (),
) -> list[Unprotected]:
    """Write the temporary table `cells` into the mart's kpi_cells.

    `earlier` are the marts that were published before, and `nestings` the numbers of KPIs that are
    parts of others'. A hidden cell keeps its place and has NULL for its numbers. The reason is one
    and the same for a small cell and for one that would give it away, since to tell them apart
    would say which is small. Gives the small cells that nothing protects.
    """
    cells = computed_cells(con, minimum)
    note_earlier(con, cells, earlier, minimum)
    for one in cells:
        note_without_cell(one, minimum)
    unprotected = suppress(cells, minimum, nestings)
    reason = f"protects fewer than {minimum} people"
    con.register("hidden", _hidden(cells))
    con.execute(
        """INSERT INTO mart.kpi_cells
           SELECT cells.kpi, cells.scope, cells.grain, cells.starts_on, cells.ends_on,
                  CASE WHEN hidden.kpi IS NULL THEN numerator END,
                  CASE WHEN hidden.kpi IS NULL THEN denominator END,
                  CASE WHEN hidden.kpi IS NULL THEN n END,
                  CASE WHEN hidden.kpi IS NULL THEN numerator / denominator END,
                  CASE WHEN hidden.kpi IS NOT NULL THEN $reason END,
                  hidden.small
           FROM cells
           LEFT JOIN hidden ON hidden.kpi = cells.kpi AND hidden.scope = cells.scope
                           AND hidden.grain = cells.grain AND hidden.starts_on = cells.starts_on
           WHERE cells.denominator > 0 OR hidden.kpi IS NOT NULL
           ORDER BY cells.kpi, cells.scope, cells.grain, cells.starts_on""",
        {"reason": reason},
    )
    con.execute(
        """INSERT INTO mart.kpi_cells BY NAME
           SELECT kpi, scope, grain, starts_on, ends_on, $reason AS reason, small FROM hidden
           JOIN (SELECT DISTINCT grain, starts_on, ends_on FROM cells) USING (grain, starts_on)
           WHERE scope = $without ORDER BY kpi, grain, starts_on""",
        {"reason": reason, "without": WITHOUT_CELL},
    )
    con.unregister("hidden")
    return unprotected + (told_by_changes(con, earlier[-1], minimum) if earlier else [])


def _hidden(cells: Sequence[KpiCells]) -> pa.Table:
    """Give the hidden cells, each with what of it is small, if anything."""
    rows = [(one.kpi, place, one.small.get(place)) for one in cells for place in one.hidden]
    return pa.table(
        {
            "kpi": pa.array([kpi for kpi, _, _ in rows], pa.string()),
            "scope": pa.array([place.scope for _, place, _ in rows], pa.string()),
            "grain": pa.array([place.grain for _, place, _ in rows], pa.string()),
            "starts_on": pa.array([place.starts_on for _, place, _ in rows], pa.date32()),
            "small": pa.array([small for _, _, small in rows], pa.string()),
        }
    )
