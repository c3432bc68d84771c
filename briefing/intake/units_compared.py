"""Warnings of units that are not what they were in the last load: halved, doubled, or renamed."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import duckdb
from rapidfuzz import fuzz

from briefing.columns import Table
from briefing.intake.check import with_origin
from briefing.intake.compared import sheet_of
from briefing.problems import Level, Problem

_HALVED, _DOUBLED = 0.5, 2.0
_FEWEST_MOVED = 10
"""Of fewer people a small unit may lose half in a good quarter, and it says nothing."""

_MOSTLY = 0.5
_FEWEST_IN_COMMON = 5
_ALIKE = 85
"""Per cent by which the names of a unit gone and of a new one must be alike, without people."""


@dataclass(frozen=True)
class _Size:
    """How many people a unit had in the last load and has now."""

    unit: str
    before: int
    now: int

    @property
    def jumped(self) -> bool:
        out_of_proportion = self.now <= self.before * _HALVED or self.now >= self.before * _DOUBLED
        return out_of_proportion and abs(self.now - self.before) >= _FEWEST_MOVED


def unit_problems(con: duckdb.DuckDBPyConnection, tables: Collection[Table]) -> Iterator[Problem]:
    """Find units that look renamed, and headcounts that halved or doubled since the last load.

    `parent` is the last load's facts; `tables` are those that both loads have. A unit that was
    renamed is told as such alone, in the first of its tables.
    """
    renamed: dict[str, str] = {}
    by_people = {table.name: table for table in tables}.get("workers")
    if by_people:
        for old, new, common, people in _same_people(con):
            renamed[old] = new
            said = f"{common:,} of its {people:,} people are in it now"
            yield _renamed(con, by_people, old, new, said)
    for table in tables:
        if any(column.name == "unit" and column.refers_to for column in table.columns) or (
            table.name == "units"
        ):
            for old, new, alike in _alike_by_name(con, table):
                if old not in renamed and new not in renamed.values():
                    renamed[old] = new
                    yield _renamed(con, table, old, new, f"the names are alike by {alike}%")
    if by_people:
        yield from _headcounts(con, by_people, {*renamed, *renamed.values()})


def _same_people(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str, int, int]]:
    """Give units gone and the new ones in which most of their people are: old, new, counts."""
    return con.execute(
        """WITH gone AS (SELECT unit FROM parent.workers EXCEPT SELECT unit FROM workers),
                fresh AS (SELECT unit FROM workers EXCEPT SELECT unit FROM parent.workers),
                old AS (FROM parent.workers WHERE unit IN (FROM gone)),
                new AS (FROM workers WHERE unit IN (FROM fresh)),
                sizes AS (SELECT unit, count(*) AS people FROM old GROUP BY unit),
                moved AS (SELECT old.unit AS old_unit, new.unit AS new_unit, count(*) AS common
                          FROM old JOIN new USING (employee_id) GROUP BY ALL)
           SELECT old_unit, new_unit, common, people
           FROM moved JOIN sizes ON old_unit = sizes.unit
           WHERE common >= $fewest AND common > people * $mostly
           ORDER BY old_unit, new_unit""",
        {"fewest": _FEWEST_IN_COMMON, "mostly": _MOSTLY},
    ).fetchall()


def _alike_by_name(con: duckdb.DuckDBPyConnection, table: Table) -> Iterator[tuple[str, str, int]]:
    """Give units gone from a table and the new one in it whose name is most like each: old, new."""
    now, before = (f'SELECT unit FROM {place}"{table.name}"' for place in ("", "parent."))
    gone, fresh = (
        [
            name
            for (name,) in con.execute(f"{some} EXCEPT {others} ORDER BY 1").fetchall()
            if name is not None
        ]
        for some, others in ((before, now), (now, before))
    )
    for old in gone:
        scores = [(fuzz.ratio(old.lower(), new.lower()), new) for new in fresh]
        best, new = max(scores, default=(0, ""))
        if best >= _ALIKE:
            yield old, new, round(best)


def _renamed(con: duckdb.DuckDBPyConnection, table: Table, old: str, new: str, why: str) -> Problem:
    return _at_unit(
        con,
        table,
        new,
        f"'{new}', and '{old}' of the last load is gone: {why}",
        f"'{old}', if it was only renamed",
        "A unit's history goes by its name. Use the new one in Units and in all sheets of one "
        "load, or keep the old one.",
    )


def _headcounts(
    con: duckdb.DuckDBPyConnection, workers: Table, known: Collection[str]
) -> Iterator[Problem]:
    """Compare the people employed in all, and where that is in proportion, in each unit."""
    sizes = [
        _Size(*row)
        for row in con.execute(
            """SELECT unit, count_if(NOT here), count_if(here) FROM (
                   SELECT unit, false AS here FROM parent.workers WHERE left_on IS NULL
                   UNION ALL SELECT unit, true FROM workers WHERE left_on IS NULL)
               WHERE unit IS NOT NULL GROUP BY unit ORDER BY unit"""
        ).fetchall()
    ]
    both = _Size("", sum(size.before for size in sizes), sum(size.now for size in sizes))
    if both.jumped:
        file, sheet, _ = sheet_of(con, workers, "unit")
        found, expected, mend = _jumped(both, "in all")
        yield Problem(file, sheet, "", found, expected, mend, Level.WARNING)
        return
    for size in sizes:
        # A unit that is new is no more than that; the sheet that names it says whether it is known.
        if size.jumped and size.before and size.unit not in known:
            yield _at_unit(con, workers, size.unit, *_jumped(size, f"in '{size.unit}'"))


def _jumped(size: _Size, where: str) -> tuple[str, str, str]:
    return (
        f"{size.now:,} people employed {where}, where the last load had {size.before:,}",
        "more than half and less than twice as many",
        "Check that the export has everybody, and only once. If it is so, publish it.",
    )


def _at_unit(  # noqa: PLR0913, PLR0917 what a problem is made of
    con: duckdb.DuckDBPyConnection, table: Table, unit: str, found: str, expected: str, mend: str
) -> Problem:
    """Give a warning at the first row of a unit, or at the column's heading where it has none."""
    rows = con.execute(
        f"""SELECT file, sheet, columns['unit'] || _row FROM {with_origin(table.name)}
            WHERE unit = ? ORDER BY file, sheet, _row LIMIT 1""",
        [unit],
    ).fetchall()
    file, sheet, cell = rows[0] if rows else sheet_of(con, table, "unit")
    return Problem(file, sheet, cell, found, expected, mend, Level.WARNING)
