"""Header: the row or rows in which a sheet's headings stand, whatever is written above them."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from briefing.columns import Table
from briefing.intake.names import folded, names, shown, spellings
from briefing.intake.read import RawSheet
from briefing.tables import TABLES

LOOKED_AT = 60
"""Rows from the first filled one on in which the headings are looked for."""
_BELOW = 12
"""Rows under a row that say whether it heads anything."""
_LONGEST = 80
"""Characters of the longest heading; what is longer is a sentence."""
_VALUE = re.compile(r"[\W\d_]*\d[\W\d_]*|\d{4}-\d\d-\d\dT[\d:.]+Z?|true|false", re.IGNORECASE)

Row = Sequence[str]


@dataclass(frozen=True)
class Heading:
    """What stands over one column: its own text, and the group heading above it, if any."""

    text: str
    group: str = ""
    joined: bool = False
    """Whether the text alone does not say which column is meant, so that its group belongs."""

    @property
    def shown(self) -> str:
        """The heading as people read it."""
        return _join(self.group, self.text) if self.joined else self.text

    @property
    def readings(self) -> tuple[str, ...]:
        """The texts under which it is looked up, the fullest first."""
        if not self.group:
            return (self.text,)
        return tuple(text for text in (_join(self.group, self.text), self.text) if text)


@dataclass(frozen=True)
class Header:
    """The headings of a sheet, one a column, in Excel's rows `first_row` to `last_row`."""

    first_row: int
    last_row: int
    headings: tuple[Heading, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The headings as shown, "" where a column has none."""
        return tuple(heading.shown for heading in self.headings)


def find_header(sheet: RawSheet, more: Collection[str] = ()) -> Header | None:
    """Find a sheet's headings; None where it is empty or nothing in it looks like headings.

    `more` are headings that are known beside the declared ones, from a person's mapping.
    """
    start = sheet.header_row
    if not start:
        return None
    rows = head(sheet, start)
    known = _all_names() | {folded(name) for name in more}
    filled = [index for index, row in enumerate(rows) if any(row)]
    scores = {index: _score(rows, index, known) for index in filled}
    best = max(scores, key=lambda index: (scores[index], -index))
    if _values(rows[best]) * 2 >= sum(map(bool, rows[best])):
        return None
    return _joined(rows, best, start)


def head(sheet: RawSheet, start: int) -> list[tuple[str, ...]]:
    """Give the texts of the rows in which headings are looked for, from Excel's row `start`."""
    cells = sheet.cells.slice(start - 1, LOOKED_AT)
    columns = [column.to_pylist() for column in cells.columns]
    return [tuple(shown(text) for text in row) for row in zip(*columns, strict=True)]


@cache
def _all_names() -> frozenset[str]:
    return frozenset(name for table in TABLES for name in _names(table))


def _names(table: Table) -> Collection[str]:
    return names(table).keys()


def is_value(text: str) -> bool:
    """Tell whether a text is a number, a date or a truth value rather than a word."""
    return _VALUE.fullmatch(text) is not None


def _values(row: Row) -> int:
    return sum(is_value(text) for text in row if text)


def _score(rows: Sequence[Row], index: int, known: Collection[str]) -> float:
    """Say how much a row looks like headings: short words, known ones, over other things."""
    row = rows[index]
    below = [other for other in rows[index + 1 : index + 1 + _BELOW] if any(other)]
    filled = sum(map(bool, row))
    fuller = sum(sum(map(bool, other)) >= filled for other in rows[:index])
    seen: set[str] = set()
    # Nothing as full as the headings stands above them: a row far down is a row of data.
    score = -0.4 * min(fuller, 10)
    for column, text in enumerate(row):
        under = [other[column] for other in below if other[column]]
        if not text:
            score -= 0.3 if under else 0
            continue
        if is_value(text) or len(text) > _LONGEST:
            score -= 1
            continue
        score += 1 if text not in seen else 0.5
        seen.add(text)
        score += 0.5 if under else -0.5
        score += 0.5 if under and sum(map(is_value, under)) * 2 > len(under) else 0
        if any(form in known for form in spellings(text)):
            score += 2
        elif text in under:
            # A word that comes again below it is a value, as the headings are not.
            score -= 0.5
    return score


def _joined(rows: Sequence[Row], best: int, start: int) -> Header:
    """Put group headings, which stand above and left of what they group, over their columns."""
    first = best
    own = list(rows[best])
    groups = [""] * len(own)
    while first > 0 and best - first < 3 and _is_group(rows[first - 1]):
        if first < best and not _alike(own, groups):
            break
        first -= 1
        groups = [_join(*pair) for pair in zip(_spread(rows[first], own), groups, strict=True)]
    named = [text for text in own if text]
    ambiguous = {text for text in named if named.count(text) > 1}
    headings = []
    needed = False
    for text, group in zip(own, groups, strict=True):
        joined = bool(group) and (
            not text or text in ambiguous or text[0].islower() or group.endswith("-")
        )
        needed |= joined
        headings.append(Heading(text, group, joined))
    return Header(start + (first if needed or _matches(headings) else best), start + best,
                  tuple(headings))  # fmt: skip


def _alike(own: Row, groups: Row) -> bool:
    """Tell whether some columns are still called the same, or nothing, under their groups."""
    full = [pair for pair in zip(groups, own, strict=True) if any(pair)]
    return len(set(full)) < len(full) or not all(text for _, text in full)


def _matches(headings: Sequence[Heading]) -> bool:
    """Tell whether some heading is a declared name only together with its group."""
    return any(
        heading.group and any(form in _all_names() for form in spellings(heading.readings[0]))
        for heading in headings
    )


def _is_group(row: Row) -> bool:
    """Tell a row of group headings from a title or an export stamp: several words, no value."""
    words = [text for text in row if text]
    return (
        len(words) >= 2 and not _values(row) and all(len(text) <= _LONGEST for text in words)
        and not words[0].endswith((":", "\uff1a"))
    )  # fmt: skip


def _spread(row: Row, own: Row) -> list[str]:
    """Give each column its group: merged cells keep only their first, the rest are blank."""
    group, spread = "", []
    for text, below in zip(row, own, strict=True):
        group = text or group
        spread.append(group if below or text else "")
    return spread


def _join(upper: str, lower: str) -> str:
    if upper.endswith("-") and lower[:1].islower():
        return upper[:-1] + lower
    return f"{upper} {lower}".strip()
