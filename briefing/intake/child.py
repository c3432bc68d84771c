"""The process that opens one file: limits upon itself, a file in, its cells or a refusal out.

Of an archive that is to be unpacked, its files come out.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator
from typing import BinaryIO

# pyarrow and openpyxl would import numpy, which takes longer than most files do, and is not used.
sys.modules["numpy"] = None  # type: ignore[assignment]

from briefing.intake import archive, cells  # noqa: E402
from briefing.intake.delimited import read_text  # noqa: E402
from briefing.intake.limits import MOST_COLUMNS, Limits  # noqa: E402
from briefing.intake.package import check_package  # noqa: E402
from briefing.intake.refusals import (  # noqa: E402
    READER_STOPPED,
    Refusal,
    RefusedError,
    too_big,
    too_full,
    too_much,
    too_wide,
)
from briefing.intake.sniff import Kind, kind_of, opened  # noqa: E402
from briefing.intake.unlock import is_locked, unlocked  # noqa: E402
from briefing.intake.unlock_ods import is_locked_ods, unlocked_ods  # noqa: E402
from briefing.intake.workbook import read_book  # noqa: E402


class _Room:
    """How much may still come out of a file: counted before anything of it is written."""

    def __init__(self, limits: Limits) -> None:
        self._limits, self._left = limits, limits.output

    def take(self, size: int, refused: Callable[[Limits], Refusal]) -> None:
        """Count bytes that are to be written; RefusedError where they are too many."""
        self._left -= size
        if self._left < 0:
            raise RefusedError(refused(self._limits))


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
        content = sys.stdin.buffer.read()
        if about["unpack"]:
            _unpack(out, _Room(limits), content)
        else:
            _read(out, _Room(limits), about["name"], content, about["password"])
    except RefusedError as error:
        refusal = error.refusal
    except MemoryError:
        refusal = too_big(limits)
    except BaseException as error:  # noqa: BLE001 a panic of a reader is not an Exception
        print(repr(error), file=sys.stderr)  # noqa: T201 seen by who looks for the reason
        refusal = READER_STOPPED
    write_end = archive.write_end if about["unpack"] else cells.write_end
    write_end(out, refusal)
    out.flush()
    # A reader's threads may be stuck; nothing is left to be done.
    os._exit(0)


def _unpack(out: BinaryIO, room: _Room, content: bytes) -> None:
    for name, inside in archive.members(content):
        room.take(len(inside), too_full)
        archive.write_member(out, name, inside)


def _read(out: BinaryIO, room: _Room, name: str, content: bytes, password: str) -> None:
    for sheet in _sheets(name, content, password):
        if sheet.first_column + sheet.batch.num_columns > MOST_COLUMNS:
            raise RefusedError(too_wide(sheet.name))
        room.take(sheet.batch.nbytes, too_much)
        cells.write_cells(out, sheet)


def _sheets(name: str, content: bytes, password: str) -> Iterator[cells.Cells]:
    kind = kind_of(name, content)
    if kind is Kind.LOCKED:
        content = unlocked(content, password)
        kind = kind_of(name, content)
    if kind is Kind.TEXT:
        yield read_text(name, content)
        return
    if kind is Kind.XLS and is_locked(content):
        content = unlocked(content, password)
    if kind is Kind.ODS:
        content = _open_ods(content, password)
    yield from read_book(kind, content)


def _open_ods(content: bytes, password: str) -> bytes:
    with opened(content) as book:
        check_package(book, len(content))
        return unlocked_ods(book, password) if is_locked_ods(book) else content


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
        # The hard limit stays: reaching it would kill at once, and not tell time from memory.
        resource.setrlimit(kind, (allowed, hard))


if __name__ == "__main__":
    main()
