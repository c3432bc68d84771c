"""The commands that bring files in: load, which publishes them, and diff, which only compares."""

import os
from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from briefing.access import at_this_machine
from briefing.candidate import Candidate
from briefing.exports.annotate import annotated
from briefing.exports.commands import save, xlsx
from briefing.exports.outcome import (
    OK,
    PROBLEMS,
    UNREADABLE,
    Outcome,
    change_lines,
    problem_lines,
)
from briefing.exports.view import UnknownNameError
from briefing.figures.dry_run import dry_run
from briefing.intake.mapping import UnknownMappingError, asked_mapping
from briefing.intake.read import Upload
from briefing.intake.said import Said
from briefing.problems import Problem
from briefing.publish import commit, discard, prepare
from briefing.store.mart import Mart
from briefing.store.snapshots import Home, user


def add_loading(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """Add load and diff to the command line."""
    load = commands.add_parser("load", help="check workbooks and publish them")
    load.add_argument("files", nargs="+", type=Path, metavar="FILE")
    load.add_argument("--check", action="store_true", help="only check, publish nothing")
    load.add_argument(
        "--annotate",
        type=xlsx,
        metavar="OUT.xlsx",
        help="give the workbook back with every problem at its cell",
    )
    load.add_argument(
        "--accept-corrections",
        action="store_true",
        help="read cells as the corrections offered by --check say",
    )
    load.add_argument("--json", action="store_true", help="print the outcome as JSON")
    _add_reading(load)
    load.set_defaults(run=_load)

    diff = commands.add_parser("diff", help="say what a load would change, and publish nothing")
    diff.add_argument("files", nargs="+", type=Path, metavar="FILE")
    diff.add_argument("--json", action="store_true", help="print the outcome as JSON")
    _add_reading(diff)
    diff.set_defaults(run=_diff)


def _add_reading(command: ArgumentParser) -> None:
    """Add what a person may have to say for a file to be read."""
    command.add_argument(
        "--map", action="append", metavar="HEADING=column", help="say what a heading means"
    )
    command.add_argument("--table", help="the table to which --map belongs")
    command.add_argument(
        "--sheet", action="append", metavar="NAME", default=[],
        help="have this sheet in although it is hidden",
    )  # fmt: skip
    command.add_argument(
        "--password-env", metavar="NAME", help="the environment variable with the files' password"
    )


def _password(options: Namespace) -> str:
    """Take the files' password from the environment. Raises UnknownNameError."""
    if not options.password_env:
        return ""
    if options.password_env not in os.environ:
        message = f"There is no environment variable {options.password_env}."
        raise UnknownNameError(message)
    return os.environ[options.password_env]


def _load(options: Namespace) -> int:
    if options.annotate and any(_same_file(options.annotate, path) for path in options.files):
        message = f"{options.annotate} is to be read; give the annotated workbook another name."
        raise UnknownNameError(message)
    said, uploads, missing = _brought(options)
    if missing:
        return _report(Outcome(problems=missing), UNREADABLE, as_json=options.json)
    home = Home.default()
    candidate = prepare(home, uploads, said)
    offered = tuple(problem for problem in candidate.problems if problem.correction)
    if options.accept_corrections and offered:
        discard(home, candidate)
        candidate = prepare(home, uploads, replace(said, accepted=offered))
    published = None
    try:
        if options.annotate:
            save(options.annotate, annotated(uploads, candidate.problems))
        if candidate.publishable and not options.check:
            published = commit(home, candidate, at_this_machine(user())).id
    finally:
        if published is None:
            discard(home, candidate)
    outcome = Outcome(published, candidate.tables, candidate.problems)
    status = _report(outcome, _status(candidate), as_json=options.json)
    if options.check and candidate.confirmed and not options.json:
        print("The mapping is not remembered by a check; publishing the file remembers it.")
    return status


def _brought(options: Namespace) -> tuple[Said, list[Upload], list[Problem]]:
    """Give what is said of the files, the files, and a problem for each that is not there."""
    return _said(options), *_read_files(options.files, _password(options))


def _same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _diff(options: Namespace) -> int:
    said, uploads, missing = _brought(options)
    if missing:
        return _report(Outcome(problems=missing), UNREADABLE, as_json=options.json)
    home = Home.default()
    candidate = prepare(home, uploads, said)
    try:
        current = home.current()
        if current:
            with closing(Mart(home.verified_mart(current))) as now:
                changes = dry_run(home, candidate, now)
        else:
            changes = dry_run(home, candidate, None)
    finally:
        discard(home, candidate)
    outcome = Outcome(None, candidate.tables, candidate.problems, changes)
    return _report(outcome, _status(candidate), as_json=options.json)


def _said(options: Namespace) -> Said:
    """Gather what the person who calls says of the files."""
    sheets = tuple(options.sheet)
    if options.map and options.table:
        return Said((asked_mapping(options.map, options.table),), sheets=sheets)
    if options.map or options.table:
        message = "--map and --table belong together: --map HEADING=column --table TABLE."
        raise UnknownMappingError(message)
    return Said(sheets=sheets)


def _status(candidate: Candidate) -> int:
    if candidate.publishable:
        return OK
    return UNREADABLE if candidate.unreadable else PROBLEMS


def _read_files(paths: Sequence[Path], password: str) -> tuple[list[Upload], list[Problem]]:
    uploads, missing = [], []
    for path in paths:
        try:
            uploads.append(Upload(path.name, path.read_bytes(), password))
        except OSError as error:
            found = error.strerror.lower() if error.strerror else "a file that cannot be opened"
            missing.append(
                Problem(
                    file=str(path),
                    sheet="",
                    cell="",
                    found=found,
                    expected="an Excel workbook",
                    mend="Check the name, and that you may read it.",
                )
            )
    return uploads, missing


def _report(outcome: Outcome, status: int, *, as_json: bool) -> int:
    """Print how a load or its dry run ended, and give its exit status."""
    if as_json:
        print(outcome.as_json())
        return status
    for line in problem_lines(outcome.problems):
        print(line)
    if outcome.changes.figures:
        for line in change_lines(outcome.changes):
            print(line)
    else:
        for table, rows in outcome.tables.items():
            print(f"{table}: {rows:,} rows")
    if outcome.published:
        print(f"Published as snapshot {outcome.published}.")
    else:
        print("Clean; nothing was published." if status == OK else "Nothing was published.")
    return status
