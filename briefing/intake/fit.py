"""fit: whether what stands under a heading looks like what a column holds."""

from briefing.columns import Column, Kind
from briefing.intake.read import RawSheet

_LOOKED_AT = 40
_WITH_DIGITS = {Kind.DATE, Kind.MONTH, Kind.NUMBER, Kind.SHARE, Kind.WHOLE}
_ANSWERS = {"yes", "no", "true", "false", "y", "n", "1", "0", "completed", "not completed"}


def fit(sheet: RawSheet, header_row: int, index: int, column: Column) -> float:
    """Give the share of the first values that could be the column's; 1 where there is none.

    It is a look, not a check: a date, a month or a number has a digit, a choice is one of its
    words, and anything may be a name or an id.
    """
    cells = sheet.cells.column(index).slice(header_row, _LOOKED_AT).to_pylist()
    texts = [text.strip().casefold() for text in cells if text and text.strip()]
    if not texts:
        return 1
    if column.kind in _WITH_DIGITS:
        hits = sum(any(letter.isdigit() for letter in text) for text in texts)
    elif column.kind is Kind.CHOICE:
        hits = sum(text in column.choices for text in texts)
    elif column.kind is Kind.YES_NO:
        hits = sum(text in _ANSWERS for text in texts)
    else:
        hits = len(texts)
    return hits / len(texts)
