"""The commands that write documents: template and dictionary."""

import argparse
import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from contextlib import suppress
from pathlib import Path

from briefing.columns import Table
from briefing.exports.dictionary import dictionary
from briefing.exports.template import template
from briefing.tables import TABLES


class CannotWriteError(Exception):
    """Raised where a document cannot be written to the place that was asked for."""


def add_commands(commands: "argparse._SubParsersAction[ArgumentParser]") -> None:
    """Add the commands to the command line; they give 0, or raise CannotWriteError."""
    blank = commands.add_parser("template", help="write an empty workbook to fill in")
    blank.add_argument("file", type=xlsx, metavar="FILE.xlsx")
    blank.add_argument(
        "--tables",
        type=tables_named,
        default=TABLES,
        metavar="TABLES",
        help="only the sheets of these, such as workers,finance",
    )
    blank.set_defaults(run=_template)
    columns = commands.add_parser("dictionary", help="say what every sheet and column holds")
    columns.add_argument("--out", type=Path, metavar="FILE", help="write it there, as Markdown")
    columns.set_defaults(run=_dictionary)


def xlsx(text: str) -> Path:
    """Give the path of a workbook to be written; Excel opens it only as .xlsx."""
    path = Path(text)
    if path.suffix.lower() != ".xlsx":
        message = f"'{text}' must end in .xlsx"
        raise ArgumentTypeError(message)
    return path


def tables_named(text: str) -> tuple[Table, ...]:
    """Give the tables that a list such as "workers,Pilot teams" names, in our own order."""
    wanted = {name.strip().casefold() for name in text.split(",")} - {""}
    tables = tuple(t for t in TABLES if wanted & {t.name, t.sheet.casefold()})
    known = {word for t in TABLES for word in (t.name, t.sheet.casefold())}
    if not wanted or wanted - known:
        found = ", ".join(sorted(wanted - known)) or "nothing"
        message = f"{found} is none of {', '.join(t.name for t in TABLES)}"
        raise ArgumentTypeError(message)
    return tables


def save(path: Path, content: bytes) -> None:
    """Write a document, over what was there. Raises CannotWriteError."""
    was_there = os.path.lexists(path)
    try:
        path.write_bytes(content)
    except OSError as error:
        if not was_there:
            # Half a workbook would only open as a damaged one.
            with suppress(OSError):
                path.unlink()
        reason = (error.strerror or "it cannot be opened").lower()
        message = f"{path} cannot be written: {reason}. Check the folder, its room and your rights."
        raise CannotWriteError(message) from error


def _template(options: Namespace) -> int:
    save(options.file, template(options.tables))
    return 0


def _dictionary(options: Namespace) -> int:
    if options.out:
        save(options.out, dictionary().encode())
    else:
        sys.stdout.write(dictionary())
    return 0
