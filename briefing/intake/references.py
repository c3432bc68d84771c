"""Checks that span sheets: a unit that a row names must be one of the units."""

from collections.abc import Iterator

import duckdb

from briefing.intake.recognise import close_to
from briefing.problems import Problem
from briefing.tables import BY_NAME, TABLES


def reference_problems(con: duckdb.DuckDBPyConnection) -> Iterator[Problem]:
    """Find the cells that refer to a key which the table referred to does not have.

    A table without any rows is not there to refer to, and checks nothing.
    """
    for table in TABLES:
        for column in table.columns:
            if not column.refers_to:
                continue
            other = BY_NAME[column.refers_to]
            key = other.key[0]
            known = [
                row[0]
                for row in con.execute(f'SELECT "{key}" FROM "{other.name}" ORDER BY 1').fetchall()
            ]
            if not known:
                continue
            rows = con.execute(
                f"""SELECT file, sheet, columns['{column.name}'] || _row, "{column.name}"
                    FROM "{table.name}"
                    JOIN loads ON load = _load AND sheet = _sheet AND "table" = '{table.name}'
                    WHERE "{column.name}" IS NOT NULL AND NOT list_contains(?, "{column.name}")
                    ORDER BY file, sheet, _row""",
                [known],
            ).fetchall()
            hints = {name: close_to(name, known) for name in {row[3] for row in rows}}
            for file, sheet, cell, found in rows:
                yield Problem(
                    file=file,
                    sheet=sheet,
                    cell=cell,
                    found=f"'{found}'",
                    expected=f"one of the {other.sheet}: {', '.join(known)}",
                    mend=f"Use the name as it stands in {other.sheet}, or add it there."
                    f"{hints[found]}",
                )
