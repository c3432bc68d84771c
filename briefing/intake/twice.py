"""Warnings of what seems to count twice: answers in two files, people under two numbers."""

from collections.abc import Collection, Iterator

import duckdb

from briefing.columns import Table
from briefing.intake.check import with_origin
from briefing.problems import Level, Problem
from briefing.tables import BY_NAME

_SAME = 0.95
_FEWEST_SAME = 10
"""Of fewer rows chance alone may make as many alike."""

_PLAIN = "ltrim(regexp_replace(upper(employee_id), '[^A-Z0-9]', '', 'g'), '0')"
_OF_ONE_PERSON = ("promoted_on", "moved_on", "productive_on", "left_on")
_SHARED_DAYS = 2
"""Of these, two with the hiring and the place make one person: a class of trainees has none."""


def overlap_problems(con: duckdb.DuckDBPyConnection, loaded: Collection[str]) -> Iterator[Problem]:
    """Find sheets whose rows, on the days that both have, stand in another sheet as well.

    Answers and incidents have no key: nothing else tells that one is counted twice.
    """
    for name in loaded:
        if not BY_NAME[name].key:
            yield from _overlaps(con, BY_NAME[name])


def same_person_problems(con: duckdb.DuckDBPyConnection) -> Iterator[Problem]:
    """Find the rows of Workers that are the same person as another row with another number."""
    one_form = con.execute(
        "SELECT min(length(employee_id)) = max(length(employee_id)) FROM workers"
    ).fetchall()[0][0]
    # Numbers of one length hardly differ in their zeros and hyphens alone.
    if not one_form:
        yield from _again(
            con,
            f"hired_on, unit, {_PLAIN}",
            "hired_on IS NOT NULL",
            "hired on one day; only its form differs",
        )
    others = [column.name for column in BY_NAME["workers"].columns if column.name != "employee_id"]
    days = " + ".join(f'("{day}" IS NOT NULL)::INTEGER' for day in _OF_ONE_PERSON)
    yield from _again(
        con,
        ", ".join(f'"{name}"' for name in others),
        f"hired_on IS NOT NULL AND team IS NOT NULL AND {days} >= {_SHARED_DAYS}",
        "with the same place and the same days throughout",
    )


def _overlaps(con: duckdb.DuckDBPyConnection, table: Table) -> Iterator[Problem]:
    names = [column.name for column in table.columns]
    day = next(name for name in names if name.endswith("_on"))
    row = ", ".join(f'"{name}"' for name in names)
    sources = con.execute('SELECT count(*) FROM loads WHERE "table" = ?', [table.name]).fetchall()[
        0
    ][0]
    if sources < 2:
        return
    rows = con.execute(
        f"""WITH places AS (
                SELECT row_number() OVER (ORDER BY file, sheet) AS place, load, file, sheet,
                       columns['{day}'] AS letter
                FROM loads WHERE "table" = $table),
            placed AS (
                SELECT place, _row, "{day}" AS day, hash({row}) AS row
                FROM "{table.name}" JOIN places ON load = _load AND sheet = _sheet
                WHERE "{day}" IS NOT NULL),
            counted AS (SELECT place, row, count(*) AS times FROM placed GROUP BY place, row),
            common AS (
                SELECT a.place AS one, b.place AS other, sum(least(a.times, b.times)) AS same
                FROM counted AS a JOIN counted AS b ON a.place < b.place AND a.row = b.row
                GROUP BY ALL
                HAVING same >= $fewest),
            daily AS (SELECT place, day, count(*) AS times FROM placed GROUP BY ALL),
            shared AS (
                SELECT one, other, any_value(same) AS same,
                       least(sum(a.times), sum(b.times)) AS of_rows
                FROM common JOIN daily AS a ON a.place = one
                            JOIN daily AS b ON b.place = other AND b.day = a.day
                GROUP BY one, other),
            firsts AS (SELECT place, min(_row) AS first FROM placed GROUP BY place)
            SELECT n.file, n.sheet, n.letter || first, m.file, m.sheet, same, of_rows
            FROM shared JOIN places AS n ON n.place = other JOIN places AS m ON m.place = one
                        JOIN firsts ON firsts.place = other
            WHERE same >= $same * of_rows ORDER BY n.file, n.sheet, m.file, m.sheet""",
        {"table": table.name, "fewest": _FEWEST_SAME, "same": _SAME},
    ).fetchall()
    for file, sheet, cell, other_file, other_sheet, count, of_rows in rows:
        yield Problem(
            file=file,
            sheet=sheet,
            cell=cell,
            found=f"{count:,} of {of_rows:,} rows that are in {other_file} › {other_sheet} as well",
            expected="each row in one sheet; on the days that both have, these count twice",
            mend="Export without the days that the other has, or load one of them alone.",
            level=Level.WARNING,
        )


def _again(
    con: duckdb.DuckDBPyConnection, alike: str, condition: str, why: str
) -> Iterator[Problem]:
    """Warn of each two people who are alike; three or more are a class and no person."""
    rows = con.execute(
        f"""WITH pairs AS (
                SELECT min(rowid) AS first, max(rowid) AS second FROM workers
                WHERE {condition} GROUP BY hash({alike}) HAVING count(*) = 2),
            placed AS (
                SELECT workers.rowid AS place, file, sheet, _row, employee_id,
                       columns['employee_id'] || _row AS cell
                FROM {with_origin("workers")}
                WHERE workers.rowid IN (SELECT unnest([first, second]) FROM pairs))
            SELECT b.file, b.sheet, b.cell, b.employee_id, a.employee_id,
                   CASE WHEN a.file <> b.file THEN a.file || ' › ' ELSE '' END
                   || a.sheet || '!' || a.cell
            FROM pairs JOIN placed AS a ON a.place = first JOIN placed AS b ON b.place = second
            WHERE a.employee_id <> b.employee_id ORDER BY b.file, b.sheet, b._row"""
    ).fetchall()
    for file, sheet, cell, found, other, there in rows:
        yield Problem(
            file=file,
            sheet=sheet,
            cell=cell,
            found=f"'{found}' beside '{other}' in {there}, {why}",
            expected="each person under one number",
            mend="If it is one person, delete one of the rows: they count as two.",
            level=Level.WARNING,
        )
