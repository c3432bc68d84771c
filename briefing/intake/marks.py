"""marks_by_sheet: formulas without a stored value and merged ranges of an .xlsx, from its XML."""

import re
from collections.abc import Iterator
from posixpath import normpath
from xml.etree.ElementTree import ParseError, iterparse
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812 named as an error is

from briefing.intake.cells import Marks
from briefing.intake.sniff import plain

_CHUNK, _OVERLAP = 2**20, 2**15
"""A part is looked at piece by piece; a cell with the longest formula fits the overlap."""

_MOST = 200_000
"""Formulas of one sheet that are told; with so many, the first say enough."""

_FORMULA = re.compile(
    rb"<(\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</\1?f>)\s*(<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*"
    rb"</(?:\w+:)?c>"
)
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*)>\s*$")
_PLACE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z0-9:]+)"')


def marks_by_sheet(book: ZipFile) -> dict[str, Marks]:
    """Give each sheet's marks by its name; none for a sheet that cannot be looked at."""
    try:
        parts = dict(_sheet_parts(book))
    except (ParseError, KeyError, OSError, ValueError, BadZipFile, ZlibError):
        return {}
    # A zip read by another thread needs no lock: the parts are read by this one alone.
    return {name: _marks(book, part) for name, part in parts.items()}


def _sheet_parts(book: ZipFile) -> Iterator[tuple[str, ZipInfo]]:
    by_name = {plain(part.filename): part for part in book.infolist()}
    targets = {}
    for tag, about in _elements(book, by_name["xl/_rels/workbook.xml.rels"]):
        if tag == "Relationship":
            target = about["Target"]
            inside = target if target.startswith("/") else f"xl/{target}"
            targets[about["Id"]] = plain(normpath(inside))
    for tag, about in _elements(book, by_name["xl/workbook.xml"]):
        if tag == "sheet":
            link = next((value for key, value in about.items() if key.endswith("}id")), "")
            if part := by_name.get(targets.get(link, "")):
                yield about["name"], part


def _elements(book: ZipFile, part: ZipInfo) -> Iterator[tuple[str, dict[str, str]]]:
    with book.open(part) as stream:
        # The package was looked through for a DTD before, without which XML is harmless.
        for _, element in iterparse(stream):  # noqa: S314
            yield element.tag.rpartition("}")[2], element.attrib


def _marks(book: ZipFile, part: ZipInfo) -> Marks:
    formulas: dict[tuple[int, int], None] = {}
    merged: dict[str, None] = {}
    kept = b""
    try:
        with book.open(part) as stream:
            while piece := stream.read(_CHUNK):
                text = kept + piece
                if (b"<f" in text or b":f" in text) and len(formulas) < _MOST:
                    formulas.update(dict.fromkeys(_formulas(text)))
                if b"mergeCell" in text:
                    merged.update(dict.fromkeys(m.decode() for m in _MERGED.findall(text)))
                kept = text[-_OVERLAP:]
    except (OSError, ValueError, EOFError, BadZipFile, ZlibError):
        return Marks()
    return Marks(tuple(formulas), tuple(merged))


def _formulas(text: bytes) -> Iterator[tuple[int, int]]:
    for match in _FORMULA.finditer(text):
        opening = text.rfind(b"<", 0, match.start())
        cell = _CELL.match(text, opening, match.start())
        place = _PLACE.search(cell[1]) if cell else None
        # A formula whose result is an empty text has its stored value: that text.
        if not cell or not place or (match[2] and b't="str"' in cell[1]):
            continue
        column = 0
        for letter in place[1]:
            column = column * 26 + letter - 64
        yield int(place[2]), column - 1
