"""Warnings of personal data in free text: e-mail addresses, telephone and employee numbers."""

from collections.abc import Collection, Iterator

import duckdb

from briefing.columns import Kind
from briefing.intake.check import with_origin
from briefing.problems import Level, Problem
from briefing.tables import TABLES

_EMAIL = r"[\w.%+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}"
_PHONES = (
    r"(?:\+|\b00)[1-9](?:[ ()./-]{0,2}[0-9]){8,13}\b",  # from abroad: +49 (0)30 1234-567
    r"\b0[1-9][0-9](?:[ ()/-]{0,2}[0-9]){6,9}\b",  # at home: 030 1234567, and no date
    r"\b0[1-9](?: [0-9]{2}){4}\b",  # in France: 01 23 45 67 89
    r"\b[2-9][0-9]{2}\)?[ .-][0-9]{3}[ .-][0-9]{4}\b",  # in the United States: 212 555-0123
)
_IDENTIFIER = r"[\w-]*[0-9][\w-]*"
_TELLING = (
    "length(token) >= 7 OR (length(token) >= 4 AND NOT regexp_full_match(token, '[1-9][0-9]*'))"
)
"""What an identifier must be like: 1250 and 48000 in a sentence are years and money."""

_SIGNS = ("an e-mail address", "a telephone number", "an employee's number")


def personal_problems(con: duckdb.DuckDBPyConnection, loaded: Collection[str]) -> Iterator[Problem]:
    """Find the texts in loaded tables that say who somebody is; none of them is repeated.

    An employee's number is one that Workers has, in a text of several words: a single word may be
    the code of a team.
    """
    columns = [
        (table.name, column.name)
        for table in TABLES
        if table.name in loaded
        for column in table.columns
        if column.kind is Kind.TEXT
    ]
    if not columns:
        return
    texts = " UNION ALL ".join(
        f"""SELECT DISTINCT '{table}' AS "table", '{column}' AS "column", "{column}" AS text
            FROM "{table}" WHERE "{column}" IS NOT NULL"""
        for table, column in columns
    )
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE personal AS
            WITH texts AS ({texts}),
            tokens AS (
                SELECT text, upper(unnest(regexp_extract_all(text, '{_IDENTIFIER}'))) AS token
                FROM texts WHERE contains(text, ' ')),
            numbered AS (
                SELECT DISTINCT text FROM tokens JOIN workers ON token = upper(employee_id)
                WHERE {_TELLING}),
            signs AS (
                SELECT *, contains(text, '@') AND regexp_matches(text, '{_EMAIL}') AS email,
                       regexp_matches(text, '{"|".join(_PHONES)}') AS phone,
                       text IN (FROM numbered) AS number
                FROM texts)
            FROM signs WHERE email OR phone OR number"""
    )
    for table, column in con.execute(
        'SELECT DISTINCT "table", "column" FROM personal ORDER BY 1, 2'
    ).fetchall():
        yield from _cells(con, table, column)
    con.execute("DROP TABLE personal")


def _cells(con: duckdb.DuckDBPyConnection, table: str, column: str) -> Iterator[Problem]:
    rows = con.execute(
        f"""SELECT file, sheet, columns[$column] || _row, email, phone, number
            FROM {with_origin(table)}
            JOIN personal ON text = "{column}"
                         AND personal."table" = $table AND personal."column" = $column
            ORDER BY file, sheet, _row""",
        {"table": table, "column": column},
    ).fetchall()
    for file, sheet, cell, *there in rows:
        signs = [sign for sign, is_there in zip(_SIGNS, there, strict=True) if is_there]
        yield Problem(
            file=file,
            sheet=sheet,
            cell=cell,
            found=f"what reads like {' and '.join(signs)}",
            expected="text that does not say who somebody is",
            mend="Take it out, or write a role. It is kept with the snapshot as it stands.",
            level=Level.WARNING,
        )
