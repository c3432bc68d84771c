"""read_apart: a file read in a process of its own, which may abort or hang and takes nothing along.

The process is a fresh one, never a fork: a server of many threads starts it.
"""

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from briefing.intake.cells import Cells, read_all
from briefing.intake.limits import limits_for
from briefing.intake.refusals import READER_STOPPED, Refusal, too_big, too_slow

_ROOT = Path(__file__).parents[2]
_COMMAND = (sys.executable, "-m", "briefing.intake.child")
_LEAN = {
    # Each keeps address space that is never used, which the limit of memory would count.
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "MALLOC_ARENA_MAX": "2",
    "RAYON_NUM_THREADS": "2",
}
_KILLED = -9


def read_apart(name: str, content: bytes, password: str = "") -> tuple[list[Cells], Refusal | None]:
    """Read a file's sheets, or say why not; whatever the file does to its reader."""
    limits = limits_for(len(content))
    about = {"name": name, "password": password, "limits": asdict(limits)}
    request = json.dumps(about).encode() + b"\n" + content
    with subprocess.Popen(  # noqa: S603 our own words
        _COMMAND,
        cwd=_ROOT,
        env=os.environ | _LEAN,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        try:
            answer, said = process.communicate(request, timeout=limits.seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            return [], too_slow(limits)
    if read := read_all(answer):
        sheets, refusal = read
        return ([], refusal) if refusal else (sheets, None)
    if process.returncode == _KILLED or b"memory allocation of" in said or b"MemoryError" in said:
        return [], too_big(limits)
    return [], READER_STOPPED
