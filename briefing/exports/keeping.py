"""The commands that take people's rows away: erase for one person, retain for what is due."""

import sys
from argparse import ArgumentParser, Namespace, _SubParsersAction

from briefing.exports.outcome import OK, PROBLEMS, Outcome
from briefing.store.erase import Erasure, erase
from briefing.store.retention import Retention, retain
from briefing.store.snapshots import Home, user

_FROM_INPUT = "-"


def add_keeping(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """Add erase and retain to the command line; they give 0, or 1 where something is left to do."""
    one = commands.add_parser("erase", help="remove a person from every facts file")
    one.add_argument(
        "employee_id",
        metavar="EMPLOYEE_ID",
        help=f"the person's number; {_FROM_INPUT} reads it from standard input",
    )
    one.set_defaults(run=_erase)
    due = commands.add_parser("retain", help="delete the rows whose retention has ended")
    due.set_defaults(run=_retain)
    for command in (one, due):
        command.add_argument("--json", action="store_true", help="print the outcome as JSON")


def _erase(options: Namespace) -> int:
    named: str = options.employee_id
    # As an argument the number would stay in the shell's history.
    number = (sys.stdin.readline() if named == _FROM_INPUT else named).strip()
    home = Home.default()
    erasure = erase(home, number, user())
    unknown = None if erasure.done else f"No row that is kept has the employee number '{number}'."
    if options.json:
        current = home.current()
        more = {
            "erased": {
                snapshot: [change.as_dict() for change in changes]
                for snapshot, changes in erasure.touched.items()
            },
            "discarded": erasure.discarded,
            "unsearched": erasure.unsearched,
            "finished": erasure.finished,
            "quoted": erasure.quoted,
            "alike": erasure.alike,
            "unread": erasure.unread,
            "stuck": erasure.stuck,
        }
        print(Outcome(current.id if current else None, error=unknown, more=more).as_json())
    else:
        for line in ([unknown] if unknown else []) + _erasure_lines(erasure):
            print(line)
    return PROBLEMS if unknown or erasure.unread or erasure.stuck else OK


def _erasure_lines(erasure: Erasure) -> list[str]:
    """Say in words what an erasure did and left, a line each."""
    done = [
        *(
            f"{snapshot}: {'; '.join(map(str, changes))}."
            for snapshot, changes in erasure.touched.items()
        ),
        *(f"{one}: an erasure that was interrupted is ended." for one in erasure.finished),
        *(f"{one}: was not published, and is discarded." for one in erasure.discarded),
        *(
            f"{one}: was begun and not finished, and is deleted, whoever was in it."
            for one in erasure.unsearched
        ),
    ]
    if erasure.touched:
        done.append("What is shown stays; the next load carries nobody over who was erased.")
    return [
        *done,
        *(f"Left as it is, look at it: {place} quotes the number." for place in erasure.quoted),
        *(f"There is '{one}', too: erase it where it is the same person." for one in erasure.alike),
        *(f"{one}: its facts are damaged and were not searched." for one in erasure.unread),
        *map(_stuck_line, erasure.stuck),
    ]


def _retain(options: Namespace) -> int:
    home = Home.default()
    retention = retain(home, user())
    if options.json:
        current = home.current()
        more = {
            "months": retention.months,
            "deleted": retention.deleted,
            "kept": [one.as_dict() for one in retention.kept],
            "stuck": retention.stuck,
            "swept": retention.swept,
            "damaged": retention.damaged,
        }
        print(Outcome(current.id if current else None, more=more).as_json())
    else:
        for line in _retention_lines(retention):
            print(line)
    return PROBLEMS if retention.stuck or retention.damaged else OK


def _retention_lines(retention: Retention) -> list[str]:
    months = f"{retention.months} month{'' if retention.months == 1 else 's'}"
    return [
        f"Loaded rows are kept for {months} after their publish.",
        *(f"{one}: its rows are deleted; its figures stay." for one in retention.deleted),
        *(f"{one.snapshot}: {one}." for one in retention.kept),
        *(f"{name}: was never published, and is deleted." for name in retention.swept),
        *(
            f"{one}: its mart is damaged; take it back, or load it again."
            for one in filter(None, [retention.damaged])
        ),
        *map(_stuck_line, retention.stuck),
    ]


def _stuck_line(name: str) -> str:
    return f"{name} is open elsewhere and is still there."
