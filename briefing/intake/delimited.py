"""read_text: the cells of a text file, with its encoding and its delimiter found out."""

import codecs
import csv
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO, StringIO
from itertools import zip_longest
from pathlib import PurePath

import pyarrow as pa
import pyarrow.csv

from briefing.intake.cells import Cells, from_columns
from briefing.intake.refusals import NO_COLUMNS, NO_TEXT, UNCLOSED, RefusedError

_DELIMITERS = ",;\t|"
_LOOKED_AT = 200
_LONGEST_CELL = 10_000_000
_ADDED = "\x1f"
_MANY_COLUMNS = 2_000
"""Arrow keeps a buffer of its own for each, which are more than there is room for."""


def read_text(name: str, content: bytes) -> Cells:
    """Read a text table; RefusedError where it is no text, or has no columns."""
    text = _decoded(content)
    hint, text = _told_delimiter(text)
    try:
        delimiter = hint or _delimiter(text)
        if not delimiter:
            if not name.lower().endswith((".csv", ".tsv", ".txt")):
                raise RefusedError(NO_COLUMNS)
            delimiter = ","
        cells = _cells(PurePath(name.rpartition("›")[2].strip()).stem, text, delimiter)
        unclosed = _unclosed(cells, text, delimiter)
    except csv.Error:
        # A cell of more characters than any has, which a quotation mark holds together.
        unclosed = True
    if unclosed:
        raise RefusedError(UNCLOSED)
    return cells


def _cells(sheet: str, text: str, delimiter: str) -> Cells:
    if len(next(iter(_rows(text, delimiter)), [])) <= _MANY_COLUMNS:
        with suppress(pa.ArrowInvalid):
            return Cells(sheet, _even(text, delimiter))
    return _uneven(sheet, text, delimiter)


def _unclosed(cells: Cells, text: str, delimiter: str) -> bool:
    """Tell whether a quotation mark that is never closed has taken all lines behind it along."""
    last = [column[-1].as_py() or "" for column in cells.batch.columns if len(column)]
    if not any("\n" in cell or "\r" in cell for cell in last):
        return False
    # Then it takes a line that is added along, too.
    (*_, added) = _rows(f"{text}\n{_ADDED}", delimiter)
    return added != [_ADDED]


def _decoded(content: bytes) -> str:
    for mark, encoding in (
        # That of UTF-16 begins like this one.
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    start = content[:2000]
    for encoding, zeros in (("utf-16-le", start[1::2]), ("utf-16-be", start[::2])):
        # Without a mark, text in the alphabets of Europe shows by a zero in every other byte.
        if len(start) > 3 and zeros.count(0) > 0.4 * len(start) / 2 and start.count(0) < len(start):
            return content.decode(encoding, errors="replace")
    if any(byte < 9 or 13 < byte < 27 for byte in start):
        raise RefusedError(NO_TEXT)
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _told_delimiter(text: str) -> tuple[str, str]:
    """Take off the line "sep=;" by which a file tells Excel its delimiter."""
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.rstrip("\r")) == 5:
        return first[4], rest
    return "", text


def _delimiter(text: str) -> str:
    """Give the character that cuts most of the first lines into equally many cells, more than 1."""
    best, best_score = "", 0.0
    for delimiter in _DELIMITERS:
        widths = [
            len(row) for _, row in zip(range(_LOOKED_AT), _rows(text, delimiter), strict=False)
        ]
        widths = [width for width in widths if width]
        if len(widths) < 2:
            continue
        usual = max(set(widths), key=lambda width: (widths.count(width), width))
        score = widths.count(usual) / len(widths) * (1 - 1 / usual)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(_LONGEST_CELL)
    return csv.reader(StringIO(text, newline=""), delimiter=delimiter)


def _even(text: str, delimiter: str) -> pa.RecordBatch:
    """Read rows that are all equally long, which almost all are, at Arrow's speed."""
    width = len(next(iter(_rows(text, delimiter)), []))
    names = [str(index) for index in range(width)]
    table = pa.csv.read_csv(
        BytesIO(text.encode(errors="replace")),
        read_options=pa.csv.ReadOptions(column_names=names, block_size=16 * 1024**2),
        parse_options=pa.csv.ParseOptions(
            delimiter=delimiter, newlines_in_values=True, ignore_empty_lines=False
        ),
        convert_options=pa.csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()),
            null_values=[""],
            strings_can_be_null=True,
        ),
    )
    return table.combine_chunks().to_batches()[0]


def _uneven(sheet: str, text: str, delimiter: str) -> Cells:
    rows = [[cell or None for cell in row] for row in _rows(text, delimiter)]
    return from_columns(sheet, list(zip_longest(*rows)))
