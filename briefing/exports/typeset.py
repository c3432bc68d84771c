"""Typeset: a Typst template and its data become a tagged PDF or a picture, with our own fonts."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import typst
import vl_convert

from briefing.problems import Problem

_FOLDER = Path(__file__).parent
_FONTS = _FOLDER / "fonts"
_NO_SIGN = re.compile(r'the text `"(.*?)"` could not be displayed')


class Paper(StrEnum):
    """The sheets that a document is made for, by Typst's names."""

    A4 = "a4"
    LETTER = "us-letter"


_LETTER_TERRITORIES = ("US", "CA", "MX", "PH", "CL", "CO", "VE")


@dataclass(frozen=True)
class Document:
    """A finished PDF, or why there is none: exactly one of the two is not empty."""

    pdf: bytes
    problems: tuple[Problem, ...]


class UnwritableError(Exception):
    """Raised where a text has signs that the project's fonts lack; `signs` are these."""

    def __init__(self, signs: str) -> None:
        """Keep the signs."""
        super().__init__(f"no font of ours has {signs}")
        self.signs = signs


def usual_paper(locale: str) -> Paper:
    """Give the sheet that is usual where a locale such as en_US is at home."""
    territory = locale.rpartition("_")[2]
    return Paper.LETTER if territory in _LETTER_TERRITORIES else Paper.A4


def room(template: str, content: Mapping[str, Any]) -> dict[str, Any]:
    """Lay a document out and give what its template says under <room>."""
    found = json.loads(_compiler(template, content).query("<room>", field="value"))
    first: dict[str, Any] = found[0]
    return first


def pdf(template: str, content: Mapping[str, Any], made_on: date) -> bytes:
    """Make the PDF, tagged for screen readers (PDF/UA-1); the same content gives the same bytes.

    Raises UnwritableError for signs that the fonts lack.
    """
    stamp = datetime.combine(made_on, time(), UTC)
    try:
        made = _compiler(template, content).compile(
            format="pdf", pdf_standards="ua-1", timestamp=stamp
        )
    except typst.TypstError as error:
        signs = "".join(dict.fromkeys(_NO_SIGN.findall(error.diagnostic)))
        if not signs:
            raise
        raise UnwritableError(signs) from error
    if not isinstance(made, bytes):
        message = f"{template} gave no single PDF"
        raise TypeError(message)
    return made


def png(template: str, content: Mapping[str, Any], pixels_an_inch: float) -> bytes:
    """Make a picture of a template's one page; the same content gives the same bytes."""
    made = _compiler(template, content).compile(format="png", ppi=pixels_an_inch)
    if not isinstance(made, bytes):
        message = f"{template} gave no single picture"
        raise TypeError(message)
    return made


def svg(spec: dict[str, Any]) -> str:
    """Draw a Vega-Lite specification with the project's own fonts."""
    _register_fonts()
    drawn: str = vl_convert.vegalite_to_svg(spec)
    return drawn


def _compiler(template: str, content: Mapping[str, Any]) -> typst.Compiler:
    return typst.Compiler(
        str(_FOLDER / template),
        root=str(_FOLDER),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(content, ensure_ascii=False)},
    )


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(_FONTS)]
    )


@cache
def _register_fonts() -> None:
    vl_convert.register_font_directory(str(_FONTS))
