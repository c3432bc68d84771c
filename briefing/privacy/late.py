"""hold_back and late_problems: answers that came after their month was shown, too few to count."""

from collections.abc import Iterator
from datetime import date

import duckdb

from briefing.privacy import ORGANISATION
from briefing.problems import Level, Problem

_ANSWER = ("survey", "unit", "answered_on", "score", "comment")
"""What makes two answers the same: they have no number of their own."""

_SAME = " AND ".join(f"now.{name} IS NOT DISTINCT FROM before.{name}" for name in (*_ANSWER, "nth"))
_NTH = f"""row_number() OVER (PARTITION BY {", ".join(_ANSWER)} ORDER BY _load, _sheet, _row)"""


def hold_back(con: duckdb.DuckDBPyConnection, minimum: int, shown_until: date | None) -> None:
    """Take late answers out of what is counted, where they are too few to be counted now.

    Fills `held_back` with their rows, and where there are any, makes a temporary `survey` without
    them that stands before the loaded one. Late is what the last snapshot, as of `shown_until`,
    did not count in a month that was over. Fewer than `minimum` of a survey, a scope and a month
    wait until there are more: the numbers before and after them would say what they answered.
    `parent` has the last snapshot's rows, if they are kept.
    """
    if shown_until is None or not _has_rows(con, "survey"):
        return
    counted = "SELECT * FROM parent.survey"
    if _has_rows(con, "held_back"):
        counted += " ANTI JOIN parent.held_back USING (_load, _sheet, _row)"
    con.execute(
        f"""INSERT INTO held_back BY NAME
            WITH now AS (
                SELECT *, date_trunc('month', answered_on) AS month, {_NTH} AS nth FROM survey
                WHERE last_day(answered_on) <= $shown_until),
            before AS (
                SELECT *, date_trunc('month', answered_on) AS month, {_NTH} AS nth
                FROM ({counted})),
            -- Of a month whose answers were replaced nothing was added.
            continued AS (
                SELECT before.survey, before.month
                FROM before LEFT JOIN now ON {_SAME}
                GROUP BY before.survey, before.month HAVING 2 * count(now.nth) >= count(*)),
            grown AS (
                SELECT survey, month, scope, count(*) FILTER (here = 1) AS now,
                       count(*) FILTER (here = 0) AS before
                FROM (SELECT survey, month, unit, 1 AS here FROM now
                      UNION ALL SELECT survey, month, unit, 0 FROM before) AS either
                JOIN scope_of ON scope_of.unit = either.unit AND scope <> $whole
                GROUP BY survey, month, scope),
            -- Answers that moved from one unit to another came for neither.
            added AS (
                SELECT survey, month FROM grown
                GROUP BY survey, month HAVING min(now - before) >= 0),
            late AS (
                SELECT now.*, grown.now - grown.before AS many,
                       row_number() OVER (PARTITION BY survey, scope, month
                                          ORDER BY now._row DESC, now._load, now._sheet) AS last
                FROM (SELECT now.* FROM now ANTI JOIN before ON {_SAME}) AS now
                JOIN scope_of USING (unit)
                JOIN continued USING (survey, month)
                JOIN added USING (survey, month)
                JOIN grown USING (survey, month, scope)
                WHERE grown.before > 0)
            SELECT _load, _sheet, _row, {", ".join(_ANSWER)} FROM late
            WHERE many < $minimum AND last <= many""",
        {"shown_until": shown_until, "whole": ORGANISATION, "minimum": minimum},
    )
    if con.execute("SELECT count(*) FROM held_back").fetchall() != [(0,)]:
        con.execute(
            "CREATE TEMP TABLE survey AS "
            "FROM survey ANTI JOIN held_back USING (_load, _sheet, _row)"
        )


def late_problems(con: duckdb.DuckDBPyConnection) -> Iterator[Problem]:
    """Warn of each answer that was held back, at its cell."""
    rows = con.execute(
        """SELECT file, sheet, columns['answered_on'] || _row, answered_on
           FROM held_back
           JOIN loads ON load = _load AND sheet = _sheet AND "table" = 'survey'
           ORDER BY file, sheet, _row"""
    ).fetchall()
    for file, sheet, cell, day in rows:
        yield Problem(
            file=file,
            sheet=sheet,
            cell=cell,
            found=f"an answer that came after '{day:%Y-%m}' was shown",
            expected="enough of them, of a unit and a month, not to be told apart",
            mend="It is kept and not counted until there are more: the number before and after it "
            "would say what few people answered.",
            level=Level.WARNING,
        )


def _has_rows(con: duckdb.DuckDBPyConnection, table: str) -> bool:
    """Say whether the last snapshot has a table."""
    rows = con.execute(
        "SELECT count(*) FROM duckdb_tables() WHERE database_name = 'parent' AND table_name = ?",
        [table],
    ).fetchall()
    return rows != [(0,)]
