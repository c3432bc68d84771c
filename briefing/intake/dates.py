"""Dates as people write them: the one order of day and month that a column's values decide."""

from dataclasses import dataclass

import duckdb

from briefing.columns import Column, Kind
from briefing.intake.date_readings import readings
from briefing.intake.remarks import Remarks
from briefing.problems import Correction, counted_cells

_FEWEST_DATES, _FEWEST_DAYS = 10, 5
"""Ten dates fall on the 12th or before by chance once in ten thousand times."""

DAY_FIRST, MONTH_FIRST = "day first", "month first"


@dataclass(frozen=True)
class _Found:
    """How many cells of a column have only one reading, only the other, or two."""

    day_only: int
    month_only: int
    either: int
    year_too: int
    parted: int


def read_dates(
    con: duckdb.DuckDBPyConnection, remarks: Remarks, column: Column, order: str
) -> None:
    """Read what is left of a date column, in `order` or in the one that its values decide.

    A value whose parts could be day and month either way is read only where another value of
    the column, or the setting, says which comes first. Otherwise it waits for an answer.
    """
    con.execute(f"CREATE OR REPLACE TEMP TABLE written AS {readings(column)}")
    row = con.execute(
        """SELECT coalesce(sum(cells) FILTER (day_first IS NOT NULL AND month_first IS NULL), 0),
                  coalesce(sum(cells) FILTER (month_first IS NOT NULL AND day_first IS NULL), 0),
                  coalesce(sum(cells) FILTER (day_first <> month_first), 0),
                  coalesce(sum(cells) FILTER (year_first IS NOT NULL), 0),
                  coalesce(sum(cells) FILTER (day_first IS NOT NULL OR month_first IS NOT NULL), 0)
           FROM written"""
    ).fetchall()[0]
    found = _Found(*row)
    settled = order or _settle(con, remarks, found)
    open_still = "day_first <> month_first OR (day_first IS NULL) <> (month_first IS NULL)"
    if settled:
        reading = (
            "coalesce(exact, day_first)" if settled == DAY_FIRST else "coalesce(exact, month_first)"
        )
    elif found.year_too and found.year_too == found.parted:
        reading = "exact"
        open_still = "year_first IS NOT NULL"
    else:
        reading = "coalesce(exact, CASE WHEN day_first = month_first THEN day_first END)"
    _write(con, column, reading)
    if found.parted and not settled:
        remarks.wait_for_answer(con, open_still)
    _tell_coarse(con, remarks, column)
    if not order:
        _tell_swapped(con, remarks, column, settled)


def _settle(con: duckdb.DuckDBPyConnection, remarks: Remarks, found: _Found) -> str:
    """Give the order that the values decide, "" where they leave it open, which is asked about."""
    if found.year_too and found.year_too == found.parted:
        _ask_year(con, remarks)
        return ""
    if found.day_only and found.month_only:
        _ask_mixed(con, remarks)
        return ""
    if not found.day_only and not found.month_only:
        if found.either:
            _ask_either(con, remarks, found)
        return ""
    settled = DAY_FIRST if found.day_only else MONTH_FIRST
    if found.either and found.day_only + found.month_only == 1:
        only = "day_first IS NULL OR month_first IS NULL"
        text, cell = _example(
            con, remarks, f"coalesce(day_first, month_first) IS NOT NULL AND ({only})"
        )
        remarks.warn(
            f"{found.either + 1} dates whose order only '{text}' in {cell} decides",
            f"dates with the {settled.split()[0]} first, as which they were read",
            "If that one is a slip, correct it; dates as 2026-02-19 leave no doubt.",
        )
    return settled


def _ask_either(con: duckdb.DuckDBPyConnection, remarks: Remarks, found: _Found) -> None:
    text, cell = _example(con, remarks, "day_first <> month_first")
    day, month = con.execute(
        "SELECT day_first, month_first FROM written WHERE text = ?", [text]
    ).fetchall()[0]
    remarks.ask(
        f"'{text}' in {cell}, {counted_cells(found.either)} in all, none with a part above 12",
        f"an order that is certain: day first it is {day}, month first {month}",
        _HOW,
    )


def _ask_mixed(con: duckdb.DuckDBPyConnection, remarks: Remarks) -> None:
    day, at = _example(con, remarks, "day_first IS NOT NULL AND month_first IS NULL")
    month, other = _example(con, remarks, "month_first IS NOT NULL AND day_first IS NULL")
    remarks.ask(
        f"two orders: '{day}' in {at} has the day first, '{month}' in {other} the month",
        "one order of day and month in the whole column",
        _HOW,
    )


def _ask_year(con: duckdb.DuckDBPyConnection, remarks: Remarks) -> None:
    text, cell = _example(con, remarks, "year_first IS NOT NULL")
    year, last = con.execute(
        "SELECT year_first, coalesce(day_first, month_first) FROM written WHERE text = ?", [text]
    ).fetchall()[0]
    remarks.ask(
        f"'{text}' in {cell}, in which any part may be the year",
        f"years of four digits: with the year first it is {year}, with the year last {last}",
        _HOW,
    )


_HOW = (
    "Write dates as 2026-02-19, or add a row to Settings: date_order, with 'day first' or "
    "'month first'."
)


def _example(con: duckdb.DuckDBPyConnection, remarks: Remarks, condition: str) -> tuple[str, str]:
    text, row = con.execute(
        f"SELECT text, first_row FROM written WHERE {condition} ORDER BY first_row LIMIT 1"
    ).fetchall()[0]
    return text, remarks.cell(row)


def _write(con: duckdb.DuckDBPyConnection, column: Column, reading: str) -> None:
    name = column.name
    if column.kind is Kind.MONTH:
        reading = f"CAST(date_trunc('month', {reading}) AS DATE)"
    con.execute(
        f'UPDATE staged SET "{name}" = said FROM (SELECT text, {reading} AS said FROM written) '
        f'WHERE "{name}#" = text AND "{name}" IS NULL AND said IS NOT NULL'
    )


def _tell_coarse(con: duckdb.DuckDBPyConnection, remarks: Remarks, column: Column) -> None:
    """Say where a longer time stands for its first day or month, which somebody should know."""
    whole = "month" if column.kind is Kind.MONTH else "day"
    rows = con.execute(
        """SELECT coarse, sum(cells)::BIGINT, arg_min(text, first_row), min(first_row) FROM written
           WHERE coarse IS NOT NULL AND exact IS NOT NULL GROUP BY coarse ORDER BY coarse"""
    ).fetchall()
    for coarse, cells, text, row in rows:
        if coarse != whole:
            remarks.warn(
                f"'{text}' in {remarks.cell(row)}, {counted_cells(cells)} in all",
                f"a {whole}, not a {coarse}",
                f"The first {whole} of each {coarse} was taken. Write the {whole} if it matters.",
            )


def _tell_swapped(
    con: duckdb.DuckDBPyConnection, remarks: Remarks, column: Column, settled: str
) -> None:
    """Say where Excel took text in the other order for dates: all its days are 12 at most.

    What it could not take, having no 13th month, it left as text. Where the texts have one order,
    that is what Excel swapped, and to swap the dates back is offered.
    """
    name = column.name
    if remarks.layout.letter(name) in remarks.layout.sheet.corrected:
        return
    dates, days, highest = con.execute(
        f"""SELECT count(*), count(DISTINCT day("{name}")), max(day("{name}")) FROM staged
            WHERE "{name}" IS NOT NULL AND "{name}#" NOT IN (SELECT text FROM written)"""
    ).fetchall()[0]
    texts, either = con.execute(
        """SELECT coalesce(sum(cells), 0), count(*) FILTER (day_first <> month_first) FROM written
           WHERE coalesce(day_first, month_first) IS NOT NULL"""
    ).fetchall()[0]
    # Firsts of a month are no sign of it, and two or three dates may be so by chance.
    if either or texts < 2 or dates < 3 or days < 2 or highest > 12 or column.kind is Kind.MONTH:
        return
    text, cell = _example(con, remarks, "coalesce(day_first, month_first) IS NOT NULL")
    remarks.warn(
        f"{dates} dates that all fall on the 12th or before, and {texts} texts that do not, "
        f"such as '{text}' in {cell}",
        "dates in which a program has not taken the day for the month",
        "Excel may have swapped day and month where it could. Export it anew as text or CSV.",
        _swapped_back(con, remarks, name)
        if settled and dates >= _FEWEST_DATES and days >= _FEWEST_DAYS
        else None,
    )


def _swapped_back(con: duckdb.DuckDBPyConnection, remarks: Remarks, name: str) -> Correction:
    rows = con.execute(
        f"""SELECT _row, "{name}"::VARCHAR,
                   make_date(year("{name}"), day("{name}"), month("{name}"))
            FROM staged WHERE "{name}" IS NOT NULL AND "{name}#" NOT IN (SELECT text FROM written)
            ORDER BY _row"""
    ).fetchall()
    cells = tuple((remarks.cell(row), after.isoformat()) for row, _, after in rows)
    return Correction(rows[0][1], cells[0][1], cells)
