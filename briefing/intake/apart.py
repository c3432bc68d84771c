"""read_apart, unpack_apart: a file opened in a process of its own, which may abort or hang alone.

The process is a fresh one, never a fork: a server of many threads starts it. Nothing of a file is
inflated outside of it; what it hands over is bounded by `Limits.output`.
"""

import json
import os
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from briefing.intake.archive import read_members
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
_OUT_OF_TIME = -getattr(signal, "SIGXCPU", 0)


def read_apart(name: str, content: bytes, password: str = "") -> tuple[list[Cells], Refusal | None]:
    """Read a file's sheets, or say why not; whatever the file does to its reader."""
    answer, stopped = _answer(name, content, password, unpack=False)
    sheets, refusal = read_all(answer) or ([], stopped)
    return ([], refusal) if refusal else (sheets, None)


def unpack_apart(name: str, content: bytes) -> tuple[list[tuple[str, bytes]], Refusal | None]:
    """Give each file to read in an archive by its name, or say why not."""
    answer, stopped = _answer(name, content, "", unpack=True)
    files, refusal = read_members(answer) or ([], stopped)
    return ([], refusal) if refusal else (files, None)


def _answer(name: str, content: bytes, password: str, *, unpack: bool) -> tuple[bytes, Refusal]:
    """Give what the process answered, and what to say where that is not whole."""
    limits = limits_for(len(content))
    about = {"name": name, "password": password, "unpack": unpack, "limits": asdict(limits)}
    try:
        # Where its time is over, and on any exception here, the process is killed and waited for.
        done = subprocess.run(  # noqa: S603 our own words
            _COMMAND,
            cwd=_ROOT,
            env=os.environ | _LEAN,
            input=json.dumps(about).encode() + b"\n" + content,
            capture_output=True,
            timeout=limits.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return b"", too_slow(limits)
    said = done.stderr
    if done.returncode == _OUT_OF_TIME:
        return b"", too_slow(limits)
    if done.returncode == _KILLED or b"memory allocation of" in said or b"MemoryError" in said:
        return done.stdout, too_big(limits)
    return done.stdout, READER_STOPPED
