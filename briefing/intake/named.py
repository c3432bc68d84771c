"""Checks of the sheets whose rows are named values: Settings and Assumptions."""

from collections.abc import Iterator, Mapping

import duckdb
from babel.localedata import locale_identifiers
from babel.numbers import list_currencies

from briefing.columns import Column
from briefing.intake.check import fails, typed
from briefing.intake.recognise import close_to
from briefing.named_values import ASSUMPTIONS, SETTINGS
from briefing.problems import Level, Problem


def named_value_problems(con: duckdb.DuckDBPyConnection) -> Iterator[Problem]:
    """Find settings and assumptions that are unknown, or whose value is out of its range."""
    yield from _unknown_names(con, "settings", "name", SETTINGS)
    for declared in SETTINGS.values():
        yield from _out_of_range(con, "settings", "name", "value", declared)
    yield from _unwritable(con)
    yield from _unknown_names(con, "assumptions", "assumption", ASSUMPTIONS)
    for declared in ASSUMPTIONS.values():
        for column in ("low", "base", "high"):
            yield from _out_of_range(con, "assumptions", "assumption", column, declared)


def _unknown_names(
    con: duckdb.DuckDBPyConnection, table: str, key: str, declared: Mapping[str, Column]
) -> Iterator[Problem]:
    rows = con.execute(
        f"""SELECT file, sheet, columns['{key}'] || _row, "{key}"
            FROM "{table}" JOIN loads ON load = _load AND sheet = _sheet AND "table" = '{table}'
            WHERE NOT list_contains(?, "{key}") ORDER BY file, _row""",
        [list(declared)],
    ).fetchall()
    for file, sheet, cell, name in rows:
        mend = f"It was left out.{close_to(name, list(declared))}"
        expected = f"one of {', '.join(declared)}"
        yield Problem(file, sheet, cell, f"'{name}'", expected, mend, Level.WARNING)


def _out_of_range(
    con: duckdb.DuckDBPyConnection, table: str, key: str, column: str, declared: Column
) -> Iterator[Problem]:
    text = f'CAST("{column}" AS VARCHAR)'
    rows = con.execute(
        f"""SELECT file, sheet, columns['{column}'] || _row, {text}
            FROM "{table}" JOIN loads ON load = _load AND sheet = _sheet AND "table" = '{table}'
            WHERE "{key}" = ? AND "{column}" IS NOT NULL
              AND ({fails(declared, text, typed(declared, text))})
            ORDER BY file, _row""",
        [declared.name],
    ).fetchall()
    for file, sheet, cell, found in rows:
        yield Problem(file, sheet, cell, f"'{found}'", declared.expectation, declared.mend)


def _unwritable(con: duckdb.DuckDBPyConnection) -> Iterator[Problem]:
    """Find a locale or currency in which nothing could be written."""
    rows = con.execute(
        """SELECT file, sheet, columns['value'] || _row, name, value
           FROM settings JOIN loads ON load = _load AND sheet = _sheet AND "table" = 'settings'
           WHERE name IN ('locale', 'currency') AND value IS NOT NULL ORDER BY _row"""
    ).fetchall()
    for file, sheet, cell, name, value in rows:
        known = locale_identifiers() if name == "locale" else list_currencies()
        if value not in known:
            example = "a locale such as en_GB" if name == "locale" else "a currency such as EUR"
            mend = f"Write it as in the example.{close_to(value, sorted(known))}"
            yield Problem(file, sheet, cell, f"'{value}'", example, mend)
