"""Checks of every cell against its declaration, in bulk, as SQL made from the declaration."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

import duckdb

from briefing.columns import Column, Example, Kind, Table
from briefing.intake.corrections import word_correction
from briefing.intake.recognise import Layout
from briefing.problems import Correction, Problem
from briefing.tables import TABLES

_NUMBER = r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?"
_LARGEST = 1e15
YES = ("yes", "y", "true", "t", "1", "1.0", "x", "✓", "ja", "j", "oui", "si", "sí")
NO = ("no", "n", "false", "f", "0", "0.0", "nein", "non")
_AS_EXCEL_HAS_IT = ("____-__-__", "____-__-__ 00:00:00")
_DATE = r"(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}([ T][0-9:.]+)?"


def with_origin(table: str) -> str:
    """Give the SQL of a loaded table joined to its loads: file, sheet and the columns' letters."""
    return f'"{table}" JOIN loads ON load = _load AND sheet = _sheet AND "table" = \'{table}\''


def filled_tables(con: duckdb.DuckDBPyConnection) -> set[str]:
    """Give the declared tables that have rows: of the others nothing needs to be asked."""
    asked = " UNION ALL ".join(
        f"SELECT '{table.name}' WHERE EXISTS (FROM \"{table.name}\")" for table in TABLES
    )
    return {name for (name,) in con.execute(asked).fetchall()}


def typed(column: Column, text: str) -> str:
    """Give the SQL that turns a cell's text into the column's type, or NULL if it is none.

    `text` is a SQL expression. What one cell cannot settle (the order of day and month, what a
    comma means) is not read here: that is a matter of the whole column, for `settle`. DuckDB's
    own casts also take 'nan', 'infinity' and '1_000', which no spreadsheet means, hence the
    patterns.
    """
    match column.kind:
        case Kind.ID:
            # A numeric column that a program wrote as decimals: 1001.0 is the person 1001.
            whole = f"{text} LIKE '%.0' AND regexp_full_match({text}, '[0-9]+[.]0')"
            return f"CASE WHEN {whole} THEN left({text}, length({text}) - 2) ELSE {text} END"
        case Kind.TEXT:
            return text
        case Kind.CHOICE:
            return _choice(column, text)
        case Kind.YES_NO:
            truths = {"true": YES, "false": NO}
            plain = " ".join(
                f"WHEN lower({text}) IN ({_words(truths[t])}) THEN {t}" for t in truths
            )
            return f"CASE {plain} {_others(column, text, {'yes': 'true', 'no': 'false'})} END"
        case Kind.DATE | Kind.MONTH:
            date = f"TRY_CAST(left({text}, 10) AS DATE)"
            if column.kind is Kind.MONTH:
                date = f"CAST(date_trunc('month', {date}) AS DATE)"
            written = " OR ".join(f"{text} LIKE '{form}'" for form in _AS_EXCEL_HAS_IT)
            # Nearly all are written so, and a pattern costs more than all the rest.
            plain = f"({written}) AND year({date}) BETWEEN 1900 AND 2199"
            return (
                f"CASE WHEN {plain} THEN {date} "
                f"WHEN regexp_full_match({text}, '{_DATE}') THEN {date} END"
            )
        case Kind.WHOLE | Kind.NUMBER | Kind.SHARE:
            number = counted(column, f"TRY_CAST({text} AS DOUBLE)")
            return f"CASE WHEN regexp_full_match({text}, '{_NUMBER}') THEN {number} END"


def counted(column: Column, number: str) -> str:
    """Give the SQL that keeps a DOUBLE which the column can hold, and NULL for any other."""
    # Nothing that people count comes near the bound; 1e999 would be infinite.
    number = f"CASE WHEN abs({number}) <= {_LARGEST} THEN {number} END"
    if column.kind is Kind.WHOLE:
        return f"CASE WHEN {number} % 1 = 0 THEN TRY_CAST({number} AS BIGINT) END"
    return number


def _choice(column: Column, text: str) -> str:
    """Take a declared word as it is, and only what is left through folding and synonyms."""
    exact = f"lower({text}) IN ({_words(column.choices)})"
    words = {word: f"'{word}'" for word in column.choices}
    others = f"WHEN {text} IS NULL THEN NULL {_others(column, text, words)}"
    return f"CASE WHEN {exact} THEN lower({text}) {others} END"


def _others(column: Column, text: str, meant: Mapping[str, str]) -> str:
    """Give the WHENs for other ways of writing a word; `meant` has the SQL of each."""
    folded = {re.sub(r"[\s_-]+", "", word): word for word in meant} | dict(column.synonyms)
    plain = f"regexp_replace(lower({text}), '[\\s_-]+', '', 'g')"
    said = {word: [other for other in folded if folded[other] == word] for word in meant}
    return " ".join(f"WHEN {plain} IN ({_words(said[w])}) THEN {sql}" for w, sql in meant.items())


def _words(words: Sequence[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)


def fails(column: Column, text: str, value: str) -> str:
    """Give the SQL condition under which a cell breaks its declaration."""
    broken = [f"({text} IS NOT NULL AND {value} IS NULL)"]
    if column.required:
        broken.append(f"{text} IS NULL")
    if column.low is not None:
        broken.append(f"{value} < {column.low}")
    if column.longest is not None:
        broken.append(f"length({text}) > {column.longest}")
    if column.high is not None:
        broken.append(f"{value} > {column.high}")
    return " OR ".join(broken)


def is_example(table: Table, names: Collection[str]) -> str:
    """Give the SQL condition under which a row of `staged` still is the table's example.

    It is judged by the columns there are, `names`; without all that must be there, by none.
    """
    if any(column.required and column.name not in names for column in table.columns):
        return "false"
    return " AND ".join(
        f'"{column.name}#" IS NULL'
        if value is None
        else f'"{column.name}" IS NOT DISTINCT FROM {typed(column, _literal(value))}'
        for column, value in zip(table.columns, table.example, strict=True)
        if column.name in names
    )


def cell_problems(
    con: duckdb.DuckDBPyConnection, layout: Layout, asked: Collection[str] = ()
) -> Iterator[Problem]:
    """Find the cells of `staged` that break their declaration, errors of Excel included.

    `staged` has, for each column found, its text as "name#" and its value as "name", and
    the Excel row as `_row`. In the columns `asked`, the texts in the table of that name wait
    for one answer at the heading, and are not told again one by one.
    """
    excel_errors = {(row, index): text for row, index, text in layout.sheet.error_cells}
    never = {
        (row, index)
        for row, index in layout.sheet.formula_cells
        if row > layout.header_row and row not in layout.skipped
    }
    excel_errors |= dict.fromkeys(never, "a formula that was never calculated")
    for name, index in layout.indexes.items():
        column = layout.table.column(name)
        condition = fails(column, f'"{name}#"', f'"{name}"')
        if name in asked:
            waiting = f"SELECT text FROM asked WHERE name = '{name}'"
            condition = f'({condition}) AND ("{name}#" IS NULL OR "{name}#" NOT IN ({waiting}))'
        broken = con.execute(
            f'SELECT _row, "{name}#" FROM staged WHERE {condition} ORDER BY _row'
        ).fetchall()
        seen = {row for row, _ in broken}
        broken += [(row, None) for row, at in excel_errors if at == index and row not in seen]
        for row, text in sorted(broken, key=lambda cell: cell[0]):
            quoted = f"'{_short(text)}'" if text is not None else "nothing"
            cell = f"{layout.letter(name)}{row}"
            calculate = "Open the file in Excel, which calculates it, and save it."
            yield Problem(
                file=layout.sheet.upload.name,
                sheet=layout.sheet.name,
                cell=cell,
                found=excel_errors.get((row, index), quoted),
                expected=column.expectation,
                mend=calculate if (row, index) in never else column.mend_of(text or ""),
                correction=word_correction(cell, text, column.choices) if text else None,
            )


def order_problems(con: duckdb.DuckDBPyConnection, layout: Layout) -> Iterator[Problem]:
    """Find the rows in which a date or number comes before one that it must not precede."""
    for names in layout.table.ascending:
        present = [name for name in names if name in layout.indexes]
        for earlier, later in pairwise(present):
            rows = con.execute(
                f'SELECT _row, "{later}#", "{earlier}#" FROM staged '
                f'WHERE "{later}" < "{earlier}" ORDER BY _row'
            ).fetchall()
            for row, found, bound in rows:
                yield Problem(
                    file=layout.sheet.upload.name,
                    sheet=layout.sheet.name,
                    cell=f"{layout.letter(later)}{row}",
                    found=f"'{_short(found)}'",
                    expected=f"no less than {earlier}, which is '{_short(bound)}'",
                    mend=f"Correct {later} or {earlier}.",
                )


def key_problems(con: duckdb.DuckDBPyConnection, table: Table) -> Iterator[Problem]:
    """Find the rows of a loaded table whose key another row already has, across its files."""
    if not table.key:
        return
    key = ", ".join(f'"{name}"' for name in table.key)
    shown = " || ' ' || ".join(f'CAST("{name}" AS VARCHAR)' for name in table.key)
    same = "row(" + ", ".join(f't."{column.name}"' for column in table.columns) + ")"
    rows = con.execute(
        f"""WITH repeated AS (SELECT {key} FROM "{table.name}" GROUP BY {key} HAVING count(*) > 1),
            numbered AS (
              SELECT l.file, l.sheet, l.columns ->> '$.{table.key[0]}' AS letter, t._row,
                     {shown} AS shown,
                     row_number() OVER same_key AS nth, l.columns,
                     {same} = first_value({same}) OVER same_key AS same,
                     first_value(l.file) OVER same_key AS first_file,
                     first_value(l.sheet || '!' || letter || t._row) OVER same_key AS first_cell
              FROM (SELECT * FROM "{table.name}" JOIN repeated USING ({key})) AS t
              JOIN loads AS l ON l.load = t._load AND l.sheet = t._sheet
                             AND l."table" = '{table.name}'
              WINDOW same_key AS (PARTITION BY {key} ORDER BY l.file, l.sheet, t._row))
            SELECT file, sheet, letter, _row, shown, CASE WHEN same THEN map_values(columns) END,
                   CASE WHEN file = first_file THEN first_cell
                        ELSE first_file || ' › ' || first_cell END
            FROM numbered
            WHERE nth > 1 AND shown IS NOT NULL ORDER BY file, sheet, _row"""
    ).fetchall()
    for file, sheet, letter, row, shown_key, letters, first_cell in rows:
        yield Problem(
            file=file,
            sheet=sheet,
            cell=f"{letter}{row}",
            found=f"'{shown_key}' again",
            expected=f"each {' and '.join(table.key)} once; it is in {first_cell} already",
            mend="Delete the row that is out of date.",
            # A row that says the same in every column says nothing.
            correction=Correction(shown_key, "", tuple((f"{at}{row}", "") for at in letters))
            if letters
            else None,
        )


def _literal(value: Example) -> str:
    """Give an example's cell as the SQL text that reading the sheet would give."""
    text = str(value).replace("'", "''")
    return f"'{text}'"


def _short(text: str) -> str:
    return text.removesuffix(" 00:00:00")
