"""Runs the command line and kills it at its n-th step that others can see, in a fork a case.

A step is to rename or delete a file, to write to the ledger, or to have written to it. Each line of
standard input is a case in JSON: home, n, arguments. Each line of output is the exit status, KILLED
if it came so far. One process for all cases, because its imports take longer than what is tested.
"""

import json
import os
import sys
from collections.abc import Mapping
from typing import NoReturn

from briefing.__main__ import main
from briefing.store.ledger import Entry, Ledger

KILLED = 77
_STEPS = {"os.rename", "os.remove", "shutil.rmtree", "ledger.append"}


def _run_killed(home: str, step: int, arguments: list[str]) -> NoReturn:
    os.environ["BRIEFING_HOME"] = home
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    left = step

    def watch(event: str, _arguments: object) -> None:
        nonlocal left
        if event in _STEPS:
            left -= 1
            if left == 0:
                os._exit(KILLED)

    append = Ledger.append

    def watched(
        self: Ledger, kind: str, payload: Mapping[str, object], who: str, after: int
    ) -> Entry:
        sys.audit("ledger.append")
        entry = append(self, kind, payload, who, after)
        sys.audit("ledger.append")
        return entry

    Ledger.append = watched  # type: ignore[method-assign]
    sys.addaudithook(watch)
    os._exit(main(arguments))


def _status(home: str, step: int, arguments: list[str]) -> int:
    child = os.fork()
    if not child:
        _run_killed(home, step, arguments)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    for line in sys.stdin:
        print(_status(*json.loads(line)), flush=True)  # noqa: T201
