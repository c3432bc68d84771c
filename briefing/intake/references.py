"""Checks that span sheets: what a row refers to must be there."""

from collections.abc import Iterator, Sequence

import duckdb

from briefing.columns import Table
from briefing.intake.check import filled_tables, with_origin
from briefing.intake.corrections import word_correction
from briefing.intake.identifiers import lost_zero_problems
from briefing.intake.recognise import close_to
from briefing.problems import Level, Problem
from briefing.tables import BY_NAME, TABLES

_NAMES_OF_MEASURES = (
    ("asks", "kpi"),
    ("kpis", "kpi"),
    ("kpis", "linked_kpi"),
    ("pilots", "kpi"),
    ("roadmap", "gate_kpi"),
    ("stories", "kpi"),
)


def reference_problems(con: duckdb.DuckDBPyConnection) -> Iterator[Problem]:
    """Find the cells that refer to a key which the table referred to does not have.

    A table without any rows is not there to refer to, and checks nothing.
    """
    yield from lost_zero_problems(con)
    filled = filled_tables(con)
    for table in TABLES:
        for column in table.columns:
            if not {table.name, column.refers_to} <= filled:
                continue
            other = BY_NAME[column.refers_to]
            key = other.key[0]
            rows = con.execute(
                f"""SELECT file, sheet, columns['{column.name}'] || _row, "{column.name}"
                    FROM {with_origin(table.name)}
                    WHERE "{column.name}" IS NOT NULL
                      AND "{column.name}" NOT IN (SELECT "{key}" FROM "{other.name}"
                                                  WHERE "{key}" IS NOT NULL)
                    ORDER BY file, sheet, _row"""
            ).fetchall()
            if not rows:
                continue
            keys = con.execute(f'SELECT "{key}" FROM "{other.name}" ORDER BY 1').fetchall()
            known = tuple(row[0] for row in keys)
            # Forty thousand rows with one wrong unit are one question.
            answers = {found: _unknown(other, known, found) for found in {row[3] for row in rows}}
            for file, sheet, cell, found in rows:
                expected, mend, level = answers[found]
                sure = None if other.people else word_correction(cell, found, known)
                yield Problem(file, sheet, cell, f"'{found}'", expected, mend, level, sure)


def _unknown(other: Table, known: Sequence[str], found: str) -> tuple[str, str, Level]:
    """Say what was expected, how to mend it, and how bad it is.

    A learner who is not in Workers is an outsider, as contractors are: a warning, and no reason
    to print the staff list.
    """
    if other.people:
        mend = f"It counts for no unit. Add the person to {other.sheet} if they belong there."
        return f"one of the {other.sheet}", mend, Level.WARNING
    mend = f"Use the name as it stands in {other.sheet}, or add it there."
    expected = f"one of the {other.sheet}: {', '.join(known)}"
    return expected, f"{mend}{close_to(found, list(known))}", Level.ERROR


def _named(
    con: duckdb.DuckDBPyConnection, table: str, column: str, known: Sequence[str]
) -> list[str]:
    """Give the names in a column that are not known yet."""
    rows = con.execute(
        f'SELECT DISTINCT "{column}" FROM "{table}" WHERE "{column}" IS NOT NULL ORDER BY 1'
    ).fetchall()
    return [row[0] for row in rows if row[0] not in known]


def measure_problems(con: duckdb.DuckDBPyConnection, known: Sequence[str]) -> Iterator[Problem]:
    """Find the rows that name a measure which nobody works out, in every sheet that names one.

    `known` are the measures that ship; the sheet Measures adds its own. A pilot may also be
    judged by what is read of its teams alone.
    """
    shipped_and_own = [*known, *_named(con, "measures", "kpi", known)]
    readings = _named(con, "pilot_readings", "indicator", shipped_and_own)
    for table, column in _NAMES_OF_MEASURES:
        measures = [*shipped_and_own, *(readings if table == "pilots" else ())]
        rows = con.execute(
            f"""SELECT file, sheet, columns['{column}'] || _row, "{column}"
                FROM {with_origin(table)}
                WHERE NOT list_contains(?, "{column}") ORDER BY file, _row""",
            [measures],
        ).fetchall()
        for file, sheet, cell, found in rows:
            mend = f"It cannot be measured.{close_to(found, measures)}"
            expected = f"one of {', '.join(measures)}"
            yield Problem(file, sheet, cell, f"'{found}'", expected, mend, Level.WARNING)


def unit_name_problems(
    con: duckdb.DuckDBPyConnection, reserved: Sequence[str]
) -> Iterator[Problem]:
    """Find units whose name is taken, or differs from another's only in case or spacing."""
    rows = con.execute(
        rf"""WITH named AS (
              SELECT file, sheet, columns['unit'] || _row AS cell, unit,
                     regexp_replace(lower(unit), '[\s_]+', '_', 'g') AS plain
              FROM {with_origin("units")}
              WHERE unit IS NOT NULL)
            SELECT file, sheet, cell, unit FROM named
            WHERE list_contains(?, unit)
               OR plain IN (SELECT plain FROM named GROUP BY plain HAVING count(DISTINCT unit) > 1)
            ORDER BY file, sheet, cell""",
        [list(reserved)],
    ).fetchall()
    for file, sheet, cell, unit in rows:
        yield Problem(
            file=file,
            sheet=sheet,
            cell=cell,
            found=f"'{unit}'",
            expected="a name of its own, by more than case or spacing, and not "
            f"{' or '.join(reserved)}",
            mend="Give the unit another name, here and in the other sheets.",
        )
