"""The commands that write documents: brief, engagement, template and dictionary."""

import argparse
import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from briefing.columns import Table
from briefing.exports.brief import brief_document
from briefing.exports.dictionary import dictionary
from briefing.exports.engagement import engagement_document
from briefing.exports.settings import SCENARIO_HELP
from briefing.exports.template import template
from briefing.exports.typeset import Document, Paper, usual_paper
from briefing.exports.view import UnknownNameError, opened
from briefing.figures.audience import Audience, audience_named, audience_names
from briefing.figures.words import listed
from briefing.store.mart import Mart
from briefing.store.snapshots import Home
from briefing.tables import TABLES

_PAPERS = {"a4": Paper.A4, "letter": Paper.LETTER}


class CannotWriteError(Exception):
    """Raised where a document cannot be written as it was asked for, or to where."""


def add_commands(commands: "argparse._SubParsersAction[ArgumentParser]") -> None:
    """Add the commands to the command line; they give 0, or raise CannotWriteError."""
    brief = _printed(commands, "brief", "write the one-page brief as PDF", _brief)
    brief.add_argument("--for", dest="reader", metavar="WHO", help="CEO, CFO, IT, unit, or a unit")
    brief.add_argument("--team", action="store_true", help="with the team's own map, confidential")
    plan = _printed(commands, "engagement", "write the engagement plan as PDF", _engagement)
    plan.add_argument("--team", action="store_true", help="with concern and stance, confidential")
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


def _printed(
    commands: "argparse._SubParsersAction[ArgumentParser]",
    name: str,
    help_text: str,
    run: Callable[[Namespace], int],
) -> ArgumentParser:
    """Add a command that writes a PDF of the current snapshot under a scenario."""
    command = commands.add_parser(name, help=help_text)
    command.add_argument("--out", type=Path, required=True, metavar="FILE.pdf")
    command.add_argument("--scenario", default="base", help=SCENARIO_HELP)
    command.add_argument("--paper", choices=_PAPERS, help="otherwise as the locale has it")
    command.set_defaults(run=run)
    return command


def _brief(options: Namespace) -> int:
    with opened(Home.default(), options.scenario) as view:
        reader = _reader(view.mart, options.reader) if options.reader else None
        made = brief_document(
            view.mart, view.figures, view.money, _paper(view.mart, options), reader,
            team=options.team,
        )  # fmt: skip
    return _keep(options.out, made)


def _engagement(options: Namespace) -> int:
    with opened(Home.default(), options.scenario) as view:
        paper = _paper(view.mart, options)
        made = engagement_document(view.mart, view.figures, view.money, paper, team=options.team)
    return _keep(options.out, made)


def _reader(mart: Mart, name: str) -> Audience:
    """Find the reader that was named. Raises UnknownNameError with those there are."""
    reader = audience_named(mart, name)
    if reader is None:
        there_are = listed(audience_names(mart))
        message = f"There is no brief for '{name}'; there are those for {there_are}."
        raise UnknownNameError(message)
    return reader


def _paper(mart: Mart, options: Namespace) -> Paper:
    return _PAPERS[options.paper] if options.paper else usual_paper(mart.settings.locale)


def _keep(path: Path, made: Document) -> int:
    """Write a finished document. Raises CannotWriteError with each text it had no room for."""
    if made.problems:
        lines = [f"{problem}. {problem.mend}" for problem in made.problems]
        raise CannotWriteError("\n".join(["Nothing was written.", *lines]))
    save(path, made.pdf)
    return 0


def _template(options: Namespace) -> int:
    save(options.file, template(options.tables))
    return 0


def _dictionary(options: Namespace) -> int:
    if options.out:
        save(options.out, dictionary().encode())
    else:
        sys.stdout.write(dictionary())
    return 0
