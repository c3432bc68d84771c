"""Warnings of a day in Settings on which the exports cannot have been taken."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta

import duckdb

from briefing.intake.check import typed, with_origin
from briefing.intake.periods import DATED
from briefing.named_values import SETTINGS
from briefing.problems import Level, Problem
from briefing.tables import BY_NAME


def as_of_problems(
    con: duckdb.DuckDBPyConnection, loaded: Collection[str], today: date
) -> Iterator[Problem]:
    """Find an `as_of` that is still to come, or after whose month a loaded export has rows.

    `today` is the day in UTC. What an export has of days to come, such as booked courses, does
    not make it newer. Settings that are loaded are compared with all exports there are.
    """
    stated = con.execute(
        f"""SELECT file, sheet, columns['value'] || _row, {typed(SETTINGS["as_of"], "value")} AS day
            FROM {with_origin("settings")} WHERE name = 'as_of' AND day IS NOT NULL"""
    ).fetchall()
    for file, sheet, cell, day in stated:
        # Where the sun rises first, it is tomorrow already.
        if day > today + timedelta(days=1):
            mend = "Write the day on which the exports were taken, or leave it out."
            expected = f"a day up to today, {today}"
            yield Problem(file, sheet, cell, f"'{day}'", expected, mend, Level.WARNING)
            continue
        for table, column in DATED:
            if "settings" not in loaded and table not in loaded:
                continue
            newest = con.execute(
                f"""SELECT max("{column}") FROM "{table}"
                    WHERE "{column}" <= $today AND "{column}" > last_day($day)""",
                {"today": today, "day": day},
            ).fetchall()[0][0]
            if newest is not None:
                yield Problem(
                    file=file,
                    sheet=sheet,
                    cell=cell,
                    found=f"'{day}'",
                    expected=f"no day before {newest:%Y-%m}, up to which {BY_NAME[table].sheet} has"
                    " rows",
                    mend="No figure counts a later month. Write the day of the newest export.",
                    level=Level.WARNING,
                )
