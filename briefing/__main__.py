"""The command line: bring in, look at, print and take back what the board's pages rest on."""

import argparse
import io
import os
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from briefing.access import at_this_machine
from briefing.exports.auditing import add_auditing
from briefing.exports.commands import CannotWriteError, add_commands
from briefing.exports.decisions import add_decisions
from briefing.exports.figures import add_figures
from briefing.exports.keeping import add_keeping
from briefing.exports.loading import add_loading
from briefing.exports.modelling import add_modelling
from briefing.exports.outcome import OK, PROBLEMS, USAGE, Outcome, problem_lines
from briefing.exports.tracing import add_tracing
from briefing.exports.view import NothingPublishedError, UnknownNameError
from briefing.intake.mapping import UnknownMappingError
from briefing.intake.read import Upload
from briefing.publish import commit, discard, prepare
from briefing.store.ledger import LedgerMovedError
from briefing.store.retention import keep_house
from briefing.store.snapshots import (
    FactsDeletedError,
    Home,
    NoRoomError,
    NothingToUndoError,
    NoTurnError,
    SnapshotDamagedError,
    user,
)

_ROOT = Path(__file__).parents[1]
_TOLD = (
    CannotWriteError, LedgerMovedError, NoRoomError, NothingPublishedError, NoTurnError,
    SnapshotDamagedError, UnknownMappingError, UnknownNameError,
)  # fmt: skip
"""What can go wrong without anybody's mistake in the program: told in a sentence."""


class _UsageError(Exception):
    """Raised where the command was not written as the program understands it."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        said = f"{self.format_usage()}{self.prog}: error: {message}"
        raise _UsageError(said)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give the exit status: 0 done, 1 problems, 2 usage, 3 unreadable."""
    given = sys.argv[1:] if arguments is None else arguments
    as_json = "--json" in given
    try:
        options = _parser().parse_args(given)
        status: int = options.run(options)
    except _UsageError as error:
        print(error, file=sys.stderr)
        if as_json:
            print(Outcome(error=str(error)).as_json())
        raise SystemExit(USAGE) from None
    except _TOLD as error:
        status = USAGE if isinstance(error, (UnknownMappingError, UnknownNameError)) else PROBLEMS
        _say(_explain(error), as_json=as_json)
    except Exception as error:  # noqa: BLE001 the person gets a sentence, the log the reason
        status = PROBLEMS
        _say(_unforeseen(error), as_json=as_json)
    return status


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m briefing", description=__doc__)
    commands: argparse._SubParsersAction[argparse.ArgumentParser]
    commands = parser.add_subparsers(required=True, metavar="COMMAND", parser_class=_Parser)

    add_loading(commands)
    add_figures(commands)
    for name, help_text, run in (
        ("history", "list what was published", _history),
        ("undo", "take the last publish back", _undo),
    ):
        command = commands.add_parser(name, help=help_text)
        command.add_argument("--json", action="store_true", help="print the outcome as JSON")
        command.set_defaults(run=run)
    add_commands(commands)
    add_modelling(commands)
    add_tracing(commands)
    add_auditing(commands)
    add_keeping(commands)
    add_decisions(commands)
    sample = commands.add_parser("sample", help="publish the sample where nothing is published")
    sample.set_defaults(run=_sample)
    start = commands.add_parser("start", help="publish the sample if need be, and start the app")
    start.add_argument("--port", default="8501")
    start.set_defaults(run=_start)
    return parser


def _history(options: argparse.Namespace) -> int:
    home = Home.default()
    current, publishes = home.current(), home.history()
    states = {
        snapshot.id: "taken back" if snapshot.undone
        else "current" if current and snapshot.id == current.id else ""
        for snapshot in publishes
    }  # fmt: skip
    broken = home.ledger.first_broken()
    error = f"The ledger was altered: entry {broken} is not as it was written." if broken else None
    if options.json:
        listed = [
            {"id": s.id, "at": s.at, "who": s.who, "files": s.files, "tables": s.tables,
             "state": states[s.id]}
            for s in publishes
        ]  # fmt: skip
        published = current.id if current else None
        print(Outcome(published, error=error, more={"history": listed}).as_json())
        return PROBLEMS if error else OK
    for s in publishes:
        rows, files = sum(s.tables.values()), ", ".join(s.files)
        print(f"{s.id}  {s.at}  {s.who}  {rows:,} rows  {files}  {states[s.id]}")
    if error:
        print(error)
    return PROBLEMS if error else OK


def _undo(options: argparse.Namespace) -> int:
    try:
        taken_back, now = Home.default().undo(at_this_machine(user()))
    except NothingToUndoError:
        return _say("There is nothing to take back.", as_json=options.json)
    if options.json:
        published = now.id if now else None
        print(Outcome(published, more={"taken_back": taken_back.id}).as_json())
        return OK
    print(f"Snapshot {taken_back.id} was taken back.")
    print(f"Snapshot {now.id} is current again." if now else "No snapshot is current.")
    return OK


def _sample(_options: argparse.Namespace) -> int:
    home = Home.default()
    keep_house(home)
    if home.current():
        return OK
    paths = sorted((_ROOT / "data" / "sample").glob("*.xlsx"))
    candidate = prepare(home, [Upload(path.name, path.read_bytes()) for path in paths])
    if not candidate.publishable:
        for line in problem_lines(candidate.problems):
            print(line)
        return PROBLEMS
    try:
        snapshot = commit(home, candidate, at_this_machine(user()))
    except (NoRoomError, LedgerMovedError):
        discard(home, candidate)
        raise
    print(f"Published the sample as snapshot {snapshot.id}.")
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
    print(Outcome(error=message).as_json() if as_json else message)
    return PROBLEMS


def _explain(error: Exception) -> str:
    if isinstance(error, LedgerMovedError):
        return "Somebody else published in the meantime. Nothing was published; load it again."
    if isinstance(error, SnapshotDamagedError) and not isinstance(error, FactsDeletedError):
        return f"The snapshot cannot be opened: {error}. Undo goes back to the one before."
    return str(error)


def _unforeseen(error: Exception) -> str:
    """Keep what nobody foresaw in a file of its own, and say where."""
    reason = "".join(traceback.format_exception(error))
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", prefix="briefing-", suffix=".log", delete=False
    ) as log:
        log.write(reason)
    return f"This could not be done, and nothing was published. The reason is in {log.name}."


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Where output goes to a file, Windows would take an encoding without the minus sign.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        sys.exit(main())
    except BrokenPipeError:
        # Whoever read the output has read enough; there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(OK)
