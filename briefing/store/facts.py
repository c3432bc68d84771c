"""Facts: how many loaded rows a measure's cell counts, why others do not, and the rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from briefing.store.rows import Load
from briefing.tables import BY_NAME

ROWS_A_PAGE = 50


@dataclass(frozen=True)
class Counting:
    """Which rows of a table a measure counts, in SQL, and in words why it does not count others.

    `counts` is a predicate over a row and its period, from starts_on to ends_on: false outside of
    the period, NULL where the row does not say when it was. `omits` has predicates, each with the
    reason why a row that is not outside is left out; the first that holds is given. Both may read
    the row's unit, and `measure`, the measure's key.
    """

    counts: str
    omits: tuple[tuple[str, str], ...] = ()


ALL_ROWS = Counting("true")
"""What is worked out from the whole of a sheet."""


@dataclass(frozen=True)
class Selection:
    """The rows of one table that a figure may count: of these units, in any of these periods.

    `units` is None where it is not asked of which unit a row is.
    """

    counting: Counting = ALL_ROWS
    measure: str = ""
    units: tuple[str, ...] | None = None
    periods: tuple[tuple[date, date], ...] = ((date.min, date.max),)


class Facts:
    """Reads loaded rows; people's rows are among them."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        """Read from an open file, such as duck.read gives."""
        self._con = con

    def count(self, load: Load, selection: Selection) -> list[int]:
        """Give how many rows of a sheet are counted, left out for each reason, and outside."""
        rows = self._put(load, selection, "SELECT place, count(*) FROM placed GROUP BY place")
        found = dict(rows)
        return [found.get(place, 0) for place in range(len(selection.counting.omits) + 2)]

    def rows(
        self, load: Load, selection: Selection, columns: Sequence[str], place: int, page: int
    ) -> list[tuple[object, ...]]:
        """Give a page of the rows in one of the places that `count` counts.

        Each has its number in the sheet first, then the columns. The first page is 0.
        """
        names = ", ".join(f'"{name}"' for name in ("_row", *columns))
        table = f'"{load.table}"'
        return self._put(
            load,
            selection,
            f"SELECT {names} FROM placed JOIN {table} USING (_row) "
            f"WHERE place = $place AND {table}._load = $load AND {table}._sheet = $sheet "
            f"ORDER BY _row LIMIT {ROWS_A_PAGE} OFFSET $start",
            place=place,
            start=page * ROWS_A_PAGE,
        )

    def _put(
        self, load: Load, selection: Selection, query: str, **values: object
    ) -> list[tuple[Any, ...]]:
        """Put a query to `placed`, which has the place of each row of a sheet.

        A row that counts in one of several periods counts.
        """
        counting = selection.counting
        reasons = " ".join(
            f"WHEN {holds} THEN {place}" for place, (holds, _) in enumerate(counting.omits, start=1)
        )
        outside = len(counting.omits) + 1
        elsewhere = "false"
        if selection.units is not None:
            elsewhere = "unit IS NOT NULL AND NOT list_contains($units::VARCHAR[], unit)"
            values["units"] = list(selection.units)
        return self._con.execute(
            f"""WITH periods AS (
                    SELECT unnest($starts::DATE[]) AS starts_on, unnest($ends::DATE[]) AS ends_on,
                           $measure AS measure),
                placed AS (
                    SELECT _row, min(CASE WHEN {elsewhere} OR NOT ({counting.counts}) THEN {outside}
                                          {reasons}
                                          WHEN {counting.counts} THEN 0 ELSE {outside} END) AS place
                    FROM {_with_unit(load.table)} CROSS JOIN periods
                    WHERE _load = $load AND _sheet = $sheet GROUP BY _row)
                {query}""",
            {
                "starts": [start for start, _ in selection.periods],
                "ends": [end for _, end in selection.periods],
                "measure": selection.measure,
                "load": load.load,
                "sheet": load.sheet,
                **values,
            },
        ).fetchall()


def _with_unit(table: str) -> str:
    """Give a table whose rows have a unit, if only that of their person in Workers."""
    columns = {column.name for column in BY_NAME[table].columns}
    if "unit" in columns or "employee_id" not in columns:
        return f'"{table}"'
    return (
        f'(SELECT rows.*, workers.unit FROM "{table}" AS rows '
        "LEFT JOIN workers ON workers.employee_id = rows.employee_id)"
    )
