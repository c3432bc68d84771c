"""Runs the command line on a disk that is full: a process, forked once a case, with real limits.

Each line of standard input is a case in JSON: home, most bytes a file may have, arguments. Each
line of output is its outcome: exit status, output, errors. One process for all cases, because
its imports take longer than what is tested.
"""

import json
import os
import resource
import signal
import sys
import traceback
from pathlib import Path
from typing import NoReturn

from briefing.__main__ import main


def _run_limited(home: str, limit: int, arguments: list[str], out: int, err: int) -> NoReturn:
    os.dup2(out, sys.stdout.fileno())
    os.dup2(err, sys.stderr.fileno())
    os.environ["BRIEFING_HOME"] = home
    # Without the signal a write beyond the limit fails as on a full disk.
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    status = 1
    try:
        status = main(arguments)
    except BaseException:  # noqa: BLE001 what is left is to be seen, not handled
        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def _outcome(home: str, limit: int, arguments: list[str]) -> tuple[int, str, str]:
    out, err = os.pipe(), os.pipe()
    child = os.fork()
    if not child:
        _run_limited(home, limit, arguments, out[1], err[1])
    os.close(out[1])
    os.close(err[1])
    said = [Path(f"/dev/fd/{pipe[0]}").read_text(encoding="utf-8") for pipe in (out, err)]
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), said[0], said[1]


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(_outcome(*json.loads(line))), flush=True)  # noqa: T201
