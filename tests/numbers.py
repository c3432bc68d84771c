"""sample_numbers, numbers_in: the sample's employees by their numbers, wherever these stand."""

import re
from functools import cache
from pathlib import Path

import openpyxl

from tests.exports.reading import read_pdf

_WORKERS = Path(__file__).parents[1] / "data" / "sample" / "workers.xlsx"
_LIKE_ONE = re.compile(rb"E0[0-9]{4}")
"""Numbers of six signs that begin alike: none is a year, an amount or a part of one.

No word's end is asked for, since Arrow writes the texts of a column one behind the other.
"""


@cache
def sample_numbers() -> frozenset[str]:
    """Give the number of everybody who has a row in the sample's Workers."""
    book = openpyxl.load_workbook(_WORKERS, read_only=True)
    cells = (row[0] for row in book["Workers"].iter_rows(min_row=2, max_col=1, values_only=True))
    found = frozenset(str(cell) for cell in cells if cell)
    book.close()
    assert all(_LIKE_ONE.fullmatch(number.encode()) for number in found)
    return found


def numbers_in(part: bytes | str) -> set[str]:
    """Give the employees' numbers that stand in bytes or a text, whatever is beside them.

    Of a PDF it is what is read and heard, since its texts are compressed, or stand in hex digits,
    some of which look like a number.
    """
    content = part.encode() if isinstance(part, str) else part
    if content.startswith(b"%PDF"):
        read = read_pdf(content)
        content = " ".join((read.title, read.text, *read.alternatives)).encode()
    return {one.decode() for one in _LIKE_ONE.findall(content)} & sample_numbers()
