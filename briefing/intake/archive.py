"""members: the files in a zip archive, inflated within its limits."""

from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 named as an error is

from briefing.intake.limits import MOST_MEMBERS
from briefing.intake.package import check_sizes
from briefing.intake.refusals import (
    DAMAGED_ZIP,
    NESTED_ZIP,
    NO_MEMBER,
    TOO_MANY_MEMBERS,
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


def members(content: bytes) -> list[tuple[str, bytes]]:
    """Give each file to read in an archive by its name; RefusedError where that is not safe."""
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
        return [(_shown(name), _read(archive, name)) for name in wanted]


def _read(archive: ZipFile, name: str) -> bytes:
    try:
        return archive.read(name)
    except (BadZipFile, ZlibError, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise RefusedError(DAMAGED_ZIP) from error


def _shown(name: str) -> str:
    return str(PurePosixPath(name.replace("\\", "/")))
