"""Kind: what a file is by its first bytes and its parts, whatever its name says."""

from enum import Enum, auto
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile

from briefing.intake.limits import MOST_PARTS
from briefing.intake.refusals import (
    DAMAGED_ZIP,
    EMPTY,
    EMPTY_ZIP,
    EXCEL_2003_XML,
    LOCK_FILE,
    NO_MEMBER,
    TOO_MANY_PARTS,
    WEB_PAGE,
    Refusal,
    RefusedError,
    no_part,
    other_format,
    too_old,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_LOCK_BYTES = 165
"""Excel's lock files are of this size, under whatever name a mail program sent them on."""

_LISTED_PART = b"PK\x01\x02"
"""What each line of a zip's list of its parts begins with."""

_FIRST_BYTES = {
    b"\x09\x00\x04\x00": too_old("Excel 2.0"),
    b"\x09\x02\x06\x00": too_old("Excel 3.0"),
    b"\x09\x04\x06\x00": too_old("Excel 4.0"),
    b"%PDF": other_format("a PDF"),
    b"\x89PNG": other_format("a picture (PNG)"),
    b"\xff\xd8\xff": other_format("a picture (JPEG)"),
    b"GIF8": other_format("a picture (GIF)"),
    b"{\\rtf": other_format("a document (RTF)"),
    b"\x00\x00\x02\x00": other_format("a worksheet of Lotus 1-2-3 or Quattro Pro"),
    b"\x00\x00\x1a\x00": other_format("a worksheet of Lotus 1-2-3"),
    b"\x1f\x8b": other_format("a gzip archive"),
    b"7z\xbc\xaf": other_format("a 7-Zip archive"),
    b"Rar!": other_format("a RAR archive"),
    b"PAR1": other_format("a Parquet file"),
    b"SQLite format 3": other_format("an SQLite database"),
    b"\x04\x22\x4d\x18": other_format("an LZ4 archive"),
}
_OLE_STREAMS = (
    ("WordDocument", other_format("a Word document")),
    ("PowerPoint Document", other_format("a PowerPoint presentation")),
    ("NativeContent_MAIN", other_format("a Quattro Pro notebook")),
    ("PerfectOffice_MAIN", other_format("a WordPerfect Office document")),
    ("__properties_version1.0", other_format("an Outlook message")),
    ("VisioDocument", other_format("a Visio drawing")),
)
_ZIP_PARTS = (
    ("word/", other_format("a Word document")),
    ("ppt/", other_format("a PowerPoint presentation")),
    ("visio/", other_format("a Visio drawing")),
    ("index/document.iwa", other_format("an Apple Numbers or Pages document")),
    ("index.zip", other_format("an Apple Numbers or Pages document")),
)
MEMBERS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".tsv", ".txt")
"""How the names of an archive's members end that are read."""


class Kind(Enum):
    """What a file is, and so which reader it needs."""

    XLSX = auto()
    XLSB = auto()
    ODS = auto()
    XLS = auto()
    LOCKED = auto()
    TEXT = auto()
    ARCHIVE = auto()


def kind_of(name: str, content: bytes) -> Kind:
    """Tell what a file is; RefusedError where it is none that is read."""
    if not content:
        raise RefusedError(EMPTY)
    if name.startswith("~$") or ("~$" in name and len(content) == _LOCK_BYTES):
        raise RefusedError(LOCK_FILE)
    if content.startswith(_ZIP):
        return _kind_of_zip(opened(content))
    if content.startswith(OLE):
        return _kind_of_ole(content)
    if content[:2] == b"\x09\x08":
        return Kind.XLS
    for start, refusal in _FIRST_BYTES.items():
        if content.startswith(start):
            raise RefusedError(refusal)
    if markup := _kind_of_markup(content[:4096]):
        raise RefusedError(markup)
    return Kind.TEXT


def opened(content: bytes) -> ZipFile:
    """Open a zip, unless its list of parts is damaged or too long to be looked at."""
    # What the zip itself says of the list's length can lie, and the list is read whole.
    if content.count(_LISTED_PART) > MOST_PARTS:
        raise RefusedError(TOO_MANY_PARTS)
    try:
        return ZipFile(BytesIO(content))
    except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise RefusedError(DAMAGED_ZIP) from error


def plain(part: str) -> str:
    """Give a part's name as readers compare it: some writers use backslashes."""
    return part.replace("\\", "/").lstrip("/").lower()


def _kind_of_zip(book: ZipFile) -> Kind:
    parts = {plain(name) for name in book.namelist()}
    if not parts:
        raise RefusedError(EMPTY_ZIP)
    if any(part.startswith("xl/") for part in parts):
        return Kind.XLSB if "xl/workbook.bin" in parts else Kind.XLSX
    # LibreOffice from 24.8 on locks the package as a whole.
    if "content.xml" in parts or "encrypted-package" in parts:
        return Kind.ODS
    for start, refusal in _ZIP_PARTS:
        if any(part.startswith(start) for part in parts):
            raise RefusedError(refusal)
    if "[content_types].xml" in parts:
        raise RefusedError(no_part("xl/workbook.xml"))
    if any(is_member(name) or plain(name).endswith(".zip") for name in book.namelist()):
        return Kind.ARCHIVE
    raise RefusedError(NO_MEMBER)


def is_member(name: str) -> bool:
    """Tell whether an archive's member is a file to read, and none of a system's own."""
    path = PurePosixPath(plain(name))
    hidden = path.name.startswith((".", "~$")) or "__macosx" in path.parts
    return path.suffix in MEMBERS and not hidden


def _kind_of_ole(content: bytes) -> Kind:
    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in content

    if has("EncryptedPackage"):
        return Kind.LOCKED
    if has("Workbook") or has("Book"):
        return Kind.XLS
    for stream, refusal in _OLE_STREAMS:
        if has(stream):
            raise RefusedError(refusal)
    return Kind.XLS


def _kind_of_markup(start: bytes) -> Refusal | None:
    text = start.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in text or b"excel.sheet" in text:
        return EXCEL_2003_XML
    if text.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<head")):
        return WEB_PAGE
    if b"<html" in text and text.startswith(b"<"):
        return WEB_PAGE
    if text.startswith(b"mime-version:"):
        return WEB_PAGE
    if text.startswith(b"<?xml"):
        return other_format("an XML file")
    return other_format("a JSON file") if text.startswith((b"{", b"[{")) else None
