"""members: the files in a zip archive, and how they come over from the process that read them."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 named as an error is

from briefing.intake.cells import Out
from briefing.intake.limits import MOST_MEMBERS
from briefing.intake.package import check_sizes
from briefing.intake.refusals import (
    DAMAGED_ZIP,
    NESTED_ZIP,
    NO_MEMBER,
    TOO_MANY_MEMBERS,
    Refusal,
    RefusedError,
)
from briefing.intake.sniff import Kind, is_member, kind_of, opened, plain


def is_archive(name: str, content: bytes) -> bool:
    """Tell whether a file is a zip of files, and not a workbook, which is a zip inside too."""
    if not content.startswith(b"PK"):
        return False
    try:
        return kind_of(name, content) is Kind.ARCHIVE
    except RefusedError:
        return False


def members(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Give each file to read in an archive by its name; RefusedError where that is not safe.

    Whatever a name says, nothing is written to a disk.
    """
    with opened(content) as archive:
        check_sizes(archive, len(content))
        names = archive.namelist()
        if any(plain(name).endswith(".zip") for name in names):
            raise RefusedError(NESTED_ZIP)
        wanted = [name for name in names if is_member(name)]
        if not wanted:
            raise RefusedError(NO_MEMBER)
        if len(wanted) > MOST_MEMBERS:
            raise RefusedError(TOO_MANY_MEMBERS)
        for name in wanted:
            inside = _read(archive, name)
            if is_archive(name, inside):
                raise RefusedError(NESTED_ZIP)
            yield _shown(name), inside


def write_member(out: Out, name: str, content: bytes) -> None:
    """Write a file after a line of JSON about it."""
    out.write(json.dumps({"name": name, "size": len(content)}).encode() + b"\n")
    out.write(content)


def write_end(out: Out, refusal: Refusal | None) -> None:
    """Write that all was unpacked, or why it was not."""
    out.write(json.dumps({"refusal": asdict(refusal) if refusal else {}}).encode())


def read_members(data: bytes) -> tuple[list[tuple[str, bytes]], Refusal | None] | None:
    """Read what was written; None where the writer did not come to its end."""
    source = BytesIO(data)
    files: list[tuple[str, bytes]] = []
    try:
        while line := source.readline():
            about = json.loads(line)
            if "refusal" in about:
                return files, Refusal(**about["refusal"]) if about["refusal"] else None
            files.append((about["name"], source.read(about["size"])))
    except ValueError:
        return None
    return None


def _read(archive: ZipFile, name: str) -> bytes:
    try:
        return archive.read(name)
    except (BadZipFile, ZlibError, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise RefusedError(DAMAGED_ZIP) from error


def _shown(name: str) -> str:
    return str(PurePosixPath(name.replace("\\", "/")))
