"""Checks of the sheets whose rows are named values: Settings and Assumptions."""

from collections.abc import Iterator, Mapping

import duckdb
from babel.localedata import locale_identifiers
from babel.numbers import list_currencies

from briefing.columns import Column
from briefing.intake.check import fails, typed, with_origin
from briefing.intake.recognise import close_to
from briefing.named_values import ASSUMPTIONS, SETTINGS, own_uplift
from briefing.problems import Level, Problem


def named_value_problems(con: duckdb.DuckDBPyConnection) -> Iterator[Problem]:
    """Find settings and assumptions that are unknown, or whose value is out of its range."""
    yield from _unknown_names(con, "settings", "name", SETTINGS)
    yield from _out_of_range(con, "settings", "name", ("value",), SETTINGS)
    yield from _unwritable(con)
    own = con.execute("SELECT DISTINCT kpi FROM measures WHERE kpi IS NOT NULL ORDER BY 1")
    uplifts = {column.name: column for (kpi,) in own.fetchall() for column in [own_uplift(kpi)]}
    assumptions = ASSUMPTIONS | uplifts
    yield from _unknown_names(con, "assumptions", "assumption", assumptions)
    yield from _out_of_range(con, "assumptions", "assumption", ("low", "base", "high"), assumptions)


def _unknown_names(
    con: duckdb.DuckDBPyConnection, table: str, key: str, declared: Mapping[str, Column]
) -> Iterator[Problem]:
    rows = con.execute(
        f"""SELECT file, sheet, columns['{key}'] || _row, "{key}"
            FROM {with_origin(table)}
            WHERE NOT list_contains(?, "{key}") ORDER BY file, _row""",
        [list(declared)],
    ).fetchall()
    for file, sheet, cell, name in rows:
        mend = f"It is not used.{close_to(name, list(declared))}"
        expected = f"one of {', '.join(declared)}"
        yield Problem(file, sheet, cell, f"'{name}'", expected, mend, Level.WARNING)


def _out_of_range(
    con: duckdb.DuckDBPyConnection,
    table: str,
    key: str,
    columns: tuple[str, ...],
    declared: Mapping[str, Column],
) -> Iterator[Problem]:
    # To plan the question for every declared name would take longer than to answer it.
    named = [one for (one,) in con.execute(f'SELECT DISTINCT "{key}" FROM "{table}"').fetchall()]
    asked = [one for one in declared.values() if one.name in named]
    for column in columns if asked else ():
        text = f'CAST("{column}" AS VARCHAR)'
        broken = " OR ".join(
            f'("{key}" = {_quoted(one.name)} AND ({fails(one, text, typed(one, text))}))'
            for one in asked
        )
        rows = con.execute(
            f"""SELECT file, sheet, columns['{column}'] || _row, "{key}", {text}
                FROM {with_origin(table)}
                WHERE "{column}" IS NOT NULL AND ({broken})
                ORDER BY file, _row"""
        ).fetchall()
        for file, sheet, cell, name, found in rows:
            expected, mend = declared[name].expectation, declared[name].mend_of(found)
            yield Problem(file, sheet, cell, f"'{found}'", expected, mend)


def _quoted(text: str) -> str:
    """Give SQL for a text: a measure's name is whatever the workbook says."""
    return "'" + text.replace("'", "''") + "'"


def _unwritable(con: duckdb.DuckDBPyConnection) -> Iterator[Problem]:
    """Find a locale or currency in which nothing could be written."""
    rows = con.execute(
        f"""SELECT file, sheet, columns['value'] || _row, name, value
            FROM {with_origin("settings")}
           WHERE name IN ('locale', 'currency') AND value IS NOT NULL ORDER BY _row"""
    ).fetchall()
    for file, sheet, cell, name, value in rows:
        known = locale_identifiers() if name == "locale" else list_currencies()
        if value not in known:
            example = "a locale such as en_GB" if name == "locale" else "a currency such as EUR"
            mend = f"Write it as in the example.{close_to(value, sorted(known))}"
            yield Problem(file, sheet, cell, f"'{value}'", example, mend)
