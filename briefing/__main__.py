"""The command line: load and figures, documents, history and undo, sample and start."""

import argparse
import io
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from briefing.exports.commands import CannotWriteError, add_commands
from briefing.exports.view import NothingPublishedError, UnknownNameError, opened
from briefing.intake.mapping import Confirmed, UnknownMappingError, asked_mapping
from briefing.intake.read import Upload
from briefing.problems import Problem
from briefing.publish import Candidate, commit, discard, prepare
from briefing.store.ledger import LedgerMovedError
from briefing.store.snapshots import (
    Home,
    NoRoomError,
    NothingToUndoError,
    Snapshot,
    SnapshotDamagedError,
    user,
)

OK, PROBLEMS, USAGE, UNREADABLE = 0, 1, 2, 3
_ROOT = Path(__file__).parents[1]
_TOLD = (
    CannotWriteError, LedgerMovedError, NoRoomError, NothingPublishedError, SnapshotDamagedError,
    UnknownMappingError, UnknownNameError,
)  # fmt: skip
"""What can go wrong without anybody's mistake in the program: told in a sentence."""

_PRINTED_ALIKE = 20
"""Problems of one column that are printed one by one; the JSON has all of them."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give the exit status: 0 done, 1 problems, 2 usage, 3 unreadable."""
    options = _parser().parse_args(arguments)
    try:
        status: int = options.run(options)
    except _TOLD as error:
        as_json = getattr(options, "json", False)
        status = USAGE if isinstance(error, (UnknownMappingError, UnknownNameError)) else PROBLEMS
        _say(_explain(error), as_json=as_json)
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m briefing", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    load = commands.add_parser("load", help="check workbooks and publish them")
    load.add_argument("files", nargs="+", type=Path, metavar="FILE")
    load.add_argument("--check", action="store_true", help="only check, publish nothing")
    load.add_argument("--json", action="store_true", help="print the outcome as JSON")
    load.add_argument(
        "--map", action="append", metavar="HEADING=column", help="say what a heading means"
    )
    load.add_argument("--table", help="the table to which --map belongs")
    load.add_argument(
        "--password-env", metavar="NAME", help="the environment variable with the files' password"
    )
    load.set_defaults(run=_load)

    figures = commands.add_parser("figures", help="print every figure of the current snapshot")
    figures.add_argument("--json", action="store_true", help="print them as JSON")
    figures.add_argument("--scenario", default="base", help="conservative, base or stretch")
    figures.set_defaults(run=_figures)

    commands.add_parser("history", help="list what was published").set_defaults(run=_history)
    commands.add_parser("undo", help="take the last publish back").set_defaults(run=_undo)
    add_commands(commands)
    sample = commands.add_parser("sample", help="publish the sample where nothing is published")
    sample.set_defaults(run=_sample)
    start = commands.add_parser("start", help="publish the sample if need be, and start the app")
    start.add_argument("--port", default="8501")
    start.set_defaults(run=_start)
    return parser


def _load(options: argparse.Namespace) -> int:
    mapping = _mapping(options)
    password = os.environ.get(options.password_env) if options.password_env else ""
    if password is None:
        _say(f"There is no environment variable {options.password_env}.", as_json=options.json)
        return USAGE
    uploads, missing = _read_files(options.files, password)
    if missing:
        return _report_load(None, missing, {}, UNREADABLE, as_json=options.json)
    home = Home.default()
    candidate = prepare(home, uploads, mapping)
    if options.check or not candidate.publishable:
        if candidate.publishable:
            discard(home, candidate)
        return _report_load(
            None, candidate.problems, candidate.tables, _status(candidate), as_json=options.json
        )
    snapshot = _commit(home, candidate)
    return _report_load(snapshot.id, candidate.problems, candidate.tables, OK, as_json=options.json)


def _mapping(options: argparse.Namespace) -> Confirmed | None:
    if options.map and options.table:
        return asked_mapping(options.map, options.table)
    if options.map or options.table:
        message = "--map and --table belong together: --map HEADING=column --table TABLE."
        raise UnknownMappingError(message)
    return None


def _commit(home: Home, candidate: Candidate) -> Snapshot:
    try:
        return commit(home, candidate, user())
    except (NoRoomError, LedgerMovedError):
        discard(home, candidate)
        raise


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


def _report_load(
    published: str | None,
    problems: Sequence[Problem],
    tables: dict[str, int],
    status: int,
    *,
    as_json: bool,
) -> int:
    if as_json:
        outcome = {
            "published": published,
            "tables": tables,
            "problems": [problem.as_dict() for problem in problems],
        }
        print(json.dumps(outcome, ensure_ascii=False, indent=2))
        return status
    _print_problems(problems)
    for table, rows in tables.items():
        print(f"{table}: {rows:,} rows")
    if published:
        print(f"Published as snapshot {published}.")
    else:
        print("Clean; nothing was published." if status == OK else "Nothing was published.")
    return status


def _print_problems(problems: Sequence[Problem]) -> None:
    def alike(problem: Problem) -> tuple[str, str, str, str]:
        return problem.file, problem.sheet, problem.cell.rstrip("0123456789"), problem.expected

    for _, group in groupby(problems, alike):
        same = list(group)
        for problem in same[:_PRINTED_ALIKE]:
            print(f"{problem}  [{problem.level}] {problem.mend}")
        if len(same) > _PRINTED_ALIKE:
            print(f"  and {len(same) - _PRINTED_ALIKE:,} more in the same column")


def _figures(options: argparse.Namespace) -> int:
    with opened(Home.default(), options.scenario) as view:
        snapshot, figures = view.mart.snapshot, view.figures.values()
    if options.json:
        outcome = {"snapshot": snapshot, "figures": [figure.as_dict() for figure in figures]}
        print(json.dumps(outcome, ensure_ascii=False, indent=2))
        return OK
    for figure in figures:
        mark = " [vanity]" if figure.vanity else ""
        print(f"{figure.key}: {figure.text} ({figure.title}, {figure.period}){mark}")
    return OK


def _history(_options: argparse.Namespace) -> int:
    home = Home.default()
    current = home.current()
    for snapshot in home.history():
        state = "taken back" if snapshot.undone else ""
        if current and snapshot.id == current.id:
            state = "current"
        rows = sum(snapshot.tables.values())
        files = ", ".join(snapshot.files)
        print(f"{snapshot.id}  {snapshot.at}  {snapshot.who}  {rows:,} rows  {files}  {state}")
    if (broken := home.ledger.first_broken()) is not None:
        print(f"The ledger was altered: entry {broken} is not as it was written.")
        return PROBLEMS
    return OK


def _undo(_options: argparse.Namespace) -> int:
    try:
        taken_back, now = Home.default().undo(user())
    except NothingToUndoError:
        return _say("There is nothing to take back.", as_json=False)
    print(f"Snapshot {taken_back.id} was taken back.")
    print(f"Snapshot {now.id} is current again." if now else "No snapshot is current.")
    return OK


def _sample(_options: argparse.Namespace) -> int:
    home = Home.default()
    home.sweep()
    if home.current():
        return OK
    paths = sorted((_ROOT / "data" / "sample").glob("*.xlsx"))
    candidate = prepare(home, [Upload(path.name, path.read_bytes()) for path in paths])
    if not candidate.publishable:
        _print_problems(candidate.problems)
        return PROBLEMS
    print(f"Published the sample as snapshot {_commit(home, candidate).id}.")
    return OK


def _start(options: argparse.Namespace) -> int:
    if status := _sample(options):
        return status
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", options.port]
    try:
        return subprocess.run(command, cwd=_ROOT, env=os.environ, check=False).returncode  # noqa: S603 our own words
    except KeyboardInterrupt:
        return OK


def _say(message: str, *, as_json: bool) -> int:
    print(json.dumps({"error": message}, ensure_ascii=False) if as_json else message)
    return PROBLEMS


def _explain(error: Exception) -> str:
    if isinstance(error, LedgerMovedError):
        return "Somebody else published in the meantime. Nothing was published; load it again."
    if isinstance(error, SnapshotDamagedError):
        return f"The snapshot cannot be opened: {error}. Undo goes back to the one before."
    return str(error)


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Where output goes to a file, Windows would take an encoding without the minus sign.
            stream.reconfigure(encoding="utf-8")
    try:
        sys.exit(main())
    except BrokenPipeError:
        # Whoever read the output has read enough; there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(OK)
