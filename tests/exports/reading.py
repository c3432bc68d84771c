"""Reading a PDF back as a reader and a screen reader would: texts, boxes, fonts, tags."""

import ctypes
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium


@dataclass(frozen=True)
class Read:
    """What a PDF holds: each page's text in one line, its size in points, and the tags."""

    pages: tuple[str, ...]
    sizes: tuple[tuple[float, float], ...]
    outside: tuple[str, ...]
    """Characters that do not lie wholly on their page."""
    fonts: frozenset[tuple[str, bool]]
    """Name and whether it is embedded."""
    tagged: bool
    language: str
    title: str
    headings: tuple[tuple[str, ...], ...]
    """The heading tags of each page, in reading order: H1, H2 and so on."""
    alternatives: tuple[str, ...]

    @property
    def text(self) -> str:
        """All pages' texts."""
        return " ".join(self.pages)


def read_pdf(content: bytes) -> Read:
    """Read a PDF back."""
    with closing(pypdfium2.PdfDocument(content)) as document:
        pages = [document[number] for number in range(len(document))]
        elements = [list(_elements(page)) for page in pages]
        read = Read(
            pages=tuple(one_line(_text(page)) for page in pages),
            sizes=tuple(page.get_size() for page in pages),
            outside=tuple(char for page in pages for char in _outside(page)),
            fonts=frozenset(font for page in pages for font in _fonts(page)),
            tagged=bool(pdfium.FPDFCatalog_IsTagged(document)),
            language=_language(document),
            title=str(document.get_metadata_value("Title")),
            headings=tuple(
                tuple(kind for kind, _ in found if kind.startswith("H")) for found in elements
            ),
            alternatives=tuple(alt for found in elements for _, alt in found if alt),
        )
        for page in pages:
            page.close()
    return read


def one_line(text: str) -> str:
    """Give a text with every run of blanks and line ends as one blank."""
    return " ".join(text.replace("\ufffe", "-").split())


def _text(page: pypdfium2.PdfPage) -> str:
    with closing(page.get_textpage()) as read:
        return str(read.get_text_range())


def _outside(page: pypdfium2.PdfPage) -> Iterator[str]:
    width, height = page.get_size()
    with closing(page.get_textpage()) as read:
        for at in range(read.count_chars()):
            left, bottom, right, top = read.get_charbox(at)
            if left < 0 or bottom < 0 or right > width or top > height:
                yield str(read.get_text_range(at, 1))


def _fonts(page: pypdfium2.PdfPage) -> Iterator[tuple[str, bool]]:
    for one in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_TEXT,), max_depth=8):
        font = pdfium.FPDFTextObj_GetFont(one)
        name = ctypes.create_string_buffer(200)
        pdfium.FPDFFont_GetBaseFontName(font, name, 200)
        yield name.value.decode().rpartition("+")[2], pdfium.FPDFFont_GetIsEmbedded(font) == 1


def _language(document: pypdfium2.PdfDocument) -> str:
    room = (ctypes.c_ushort * 40)()
    pdfium.FPDFCatalog_GetLanguage(document, room, 80)
    return _wide(room)


def _elements(page: pypdfium2.PdfPage) -> Iterator[tuple[str, str]]:
    """Give kind and alternative text of each element of a page's structure, in order."""
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    try:
        for at in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            yield from _below(pdfium.FPDF_StructTree_GetChildAtIndex(tree, at))
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _below(element: object) -> Iterator[tuple[str, str]]:
    yield (
        _said(pdfium.FPDF_StructElement_GetType, element),
        _said(pdfium.FPDF_StructElement_GetAltText, element),
    )
    for at in range(pdfium.FPDF_StructElement_CountChildren(element)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, at)
        if child:
            yield from _below(child)


def _said(get: object, element: object) -> str:
    room = (ctypes.c_ushort * 1000)()
    get(element, room, 2000)  # type: ignore[operator]
    return _wide(room)


def _wide(room: "ctypes.Array[ctypes.c_ushort]") -> str:
    return bytes(room).decode("utf-16-le").partition("\0")[0]
