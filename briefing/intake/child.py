"""The process that reads one file: limits upon itself, a file in, its cells or a refusal out."""

import json
import os
import sys
from typing import BinaryIO

# pyarrow and openpyxl would import numpy, which takes longer than most files do, and is not used.
sys.modules["numpy"] = None  # type: ignore[assignment]

from briefing.intake.cells import write_cells, write_end  # noqa: E402
from briefing.intake.delimited import read_text  # noqa: E402
from briefing.intake.limits import Limits  # noqa: E402
from briefing.intake.refusals import (  # noqa: E402
    PASSWORD,
    READER_STOPPED,
    Refusal,
    RefusedError,
    too_big,
    too_much,
)
from briefing.intake.sniff import Kind, kind_of  # noqa: E402
from briefing.intake.unlock import unlocked  # noqa: E402
from briefing.intake.workbook import read_book  # noqa: E402


class _Output:
    """What is written, as long as it is no more than may come out of one file."""

    def __init__(self, file: BinaryIO, limits: Limits) -> None:
        self._file, self._limits, self._written = file, limits, 0
        self.closed = False

    def write(self, data: bytes | memoryview) -> int:
        size = memoryview(data).nbytes
        self._written += size
        if self._written > self._limits.output:
            raise RefusedError(too_much(self._limits))
        self._file.write(data)
        return size


def main() -> None:
    """Read the file that standard input brings after a line of JSON about it."""
    about = json.loads(sys.stdin.buffer.readline())
    limits = Limits(**about["limits"])
    _limit(limits)
    # Libraries that print would spoil what is handed over.
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    refusal: Refusal | None = None
    try:
        _read(_Output(out, limits), about["name"], sys.stdin.buffer.read(), about["password"])
    except RefusedError as error:
        refusal = error.refusal
    except MemoryError:
        refusal = too_big(limits)
    except BaseException as error:  # noqa: BLE001 a panic of a reader is not an Exception
        print(repr(error), file=sys.stderr)  # noqa: T201 seen by who looks for the reason
        refusal = READER_STOPPED
    write_end(out, refusal)
    out.flush()
    # A reader's threads may be stuck; nothing is left to be done.
    os._exit(0)


def _read(out: _Output, name: str, content: bytes, password: str) -> None:
    kind = kind_of(name, content)
    if kind is Kind.LOCKED:
        content = unlocked(content, password)
        kind = kind_of(name, content)
    if kind is Kind.TEXT:
        write_cells(out, read_text(name, content))
        return
    try:
        for cells in read_book(kind, content):
            write_cells(out, cells)
    except RefusedError as error:
        if error.refusal != PASSWORD or not password:
            raise
        for cells in read_book(kind, unlocked(content, password)):
            write_cells(out, cells)


def _limit(limits: Limits) -> None:
    if sys.platform == "win32":
        # There the one who started this process holds the time; memory has no limit.
        return
    import resource  # noqa: PLC0415

    for kind, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, 2 * limits.seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (allowed, allowed))


if __name__ == "__main__":
    main()
