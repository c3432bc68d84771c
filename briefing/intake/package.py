"""check_package: what must hold of a zip before anything in it is inflated to be read."""

from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812 named as an error is

from briefing.intake.limits import BOMB_BYTES, BOMB_RATIO, MB, MOST_INFLATED, MOST_PARTS
from briefing.intake.refusals import (
    DAMAGED_ZIP,
    DTD,
    OVERLAPPING,
    TOO_MANY_PARTS,
    ZIP_PASSWORD,
    RefusedError,
    bomb,
    no_part,
    same_part,
)
from briefing.intake.sniff import plain

_PROLOG = 64 * 1024
"""Where in a part its root element must have begun."""

_SMALL = MB
"""Parts up to this size are read whole, to see whether their checksums hold."""


def check_package(book: ZipFile, size: int) -> None:
    """Refuse a zip that is damaged, ambiguous, or made to grow when it is read."""
    check_sizes(book, size)
    seen: set[str] = set()
    for part in book.infolist():
        name = plain(part.filename)
        if name in seen:
            raise RefusedError(same_part(part.filename))
        seen.add(name)
    checked = 0
    for part in book.infolist():
        is_xml = plain(part.filename).endswith((".xml", ".rels", ".vml"))
        whole = part.file_size <= _SMALL and checked < 8 * _SMALL
        if whole or is_xml:
            start = _start(book, part, whole=whole)
            checked += len(start)
            if is_xml and _has_dtd(start[:_PROLOG]):
                raise RefusedError(DTD)


def check_sizes(book: ZipFile, size: int) -> None:
    """Refuse a zip by its list of parts alone."""
    parts = book.infolist()
    inflated = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS:
        raise RefusedError(TOO_MANY_PARTS)
    if inflated > MOST_INFLATED or inflated > max(BOMB_BYTES, BOMB_RATIO * size):
        raise RefusedError(bomb(inflated, size))
    if sum(part.compress_size for part in parts) > size:
        raise RefusedError(OVERLAPPING)
    if any(part.flag_bits & 1 for part in parts):
        raise RefusedError(ZIP_PASSWORD)


def missing_part(book: ZipFile) -> None:
    """Refuse a workbook that could not be read because one of its parts is not there."""
    parts = {plain(name) for name in book.namelist()}
    for part in ("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"):
        if plain(part) not in parts:
            raise RefusedError(no_part(part))


def _start(book: ZipFile, part: ZipInfo, *, whole: bool) -> bytes:
    try:
        with book.open(part) as stream:
            return stream.read() if whole else stream.read(_PROLOG)
    except (BadZipFile, ZlibError, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise RefusedError(DAMAGED_ZIP) from error


def _has_dtd(start: bytes) -> bool:
    """Tell whether a document type is declared where XML lets it: before the root element."""
    text = start.replace(b"\x00", b"")
    at = 0
    while (at := text.find(b"<", at)) >= 0:
        if text.startswith(b"<?", at):
            end = b"?>"
        elif text.startswith(b"<!--", at):
            end = b"-->"
        else:
            return text.startswith(b"<!", at)
        at = text.find(end, at)
        if at < 0:
            # What hides its root so deep hides something.
            return len(text) >= _PROLOG
    return False
