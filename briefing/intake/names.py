"""Headings as people and systems write them, set beside the names that are declared."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz, process

from briefing.columns import Column, Table

CERTAIN = 92
"""At this likeness in percent a heading is taken for a declared name, and a notice says so.

One wrong letter in a word of eight is 94; 'Created On' for 'Rated On', 'Rehire Date' for
'Hire Date' and 'Fire Date' for 'Hire Date' are 90 or less.
"""
ASKED = 75
"""From this likeness on a person is asked; below it, two names have nothing in common."""
_NEAR = 60
"""From this likeness on another word is offered where one was mistyped."""
_APART = 3
"""Two fields as like as that to one heading are both offered, and neither is taken."""

_FOOTNOTE_MARKS = re.compile(r"[\u00b9\u00b2\u00b3\u2070-\u2079*\u2020\u2021\u00a7]+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u200b\ufeff]")
_IN_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NOTE_DIGIT = re.compile(r"(?<=[^\W\d_]{4})\d$")
_NUMBER_WORDS = {"no": "number", "nr": "number", "num": "number"}


@dataclass(frozen=True)
class Match:
    """A declared column for a heading, with the name that it is like and how like, in percent."""

    column: str
    name: str
    likeness: float

    @property
    def exact(self) -> bool:
        """Whether the heading is the declared name itself, folded."""
        return self.likeness >= 100


def shown(heading: str | None) -> str:
    """Give a heading as it is shown to people: on one line, without NULs or letter-spacing."""
    if not heading:
        return ""
    text = _CONTROL.sub("", heading)
    words = re.split(r"\s{2,}|\n", text.strip())
    letters = [word for word in text.split() if len(word) == 1]
    if len(letters) >= 3 and len(letters) > len(text.split()) / 2:
        # "K E Y   D A T A": words stand further apart than letters.
        return " ".join(word.replace(" ", "") for word in words if word)
    return " ".join(text.split())


def folded(heading: str) -> str:
    """Give a heading's letters and digits in lower case, without accents, joined by _."""
    text = _FOOTNOTE_MARKS.sub("", shown(heading))
    text = text.replace("#", " number ").replace("%", " percent ")
    text = unicodedata.normalize("NFKD", text).casefold()
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return "_".join(_NUMBER_WORDS.get(word, word) for word in re.findall(r"[^\W_]+", text))


@cache
def spellings(heading: str) -> tuple[str, ...]:
    """Give the foldings of a heading, from as it stands to its unit and footnote taken off."""
    text = shown(heading)
    bare = _IN_BRACKETS.sub("", text) or text
    forms = (text, bare, _HUMP.sub(" ", bare), _NOTE_DIGIT.sub("", bare))
    return tuple(dict.fromkeys(form for form in map(folded, forms) if form))


@cache
def names(table: Table) -> Mapping[str, str]:
    """Give the column for every folded name of a table's columns.

    A column's own name wins over another column's other heading.
    """
    others = {folded(name): column.name for column in table.columns for name in column.headings}
    return others | {folded(column.name): column.name for column in table.columns}


def exact(heading: str, table: Table) -> str | None:
    """Give the column of which the heading is a declared name, whatever its marks and units."""
    known = names(table)
    return next((known[form] for form in spellings(heading) if form in known), None)


def candidates(heading: str, table: Table) -> list[Match]:
    """Give the columns that a heading may mean, the likest first, each once.

    Numbers must agree, short words must be exact, and what only puts letters in front of a
    name (unregistered, rehire date) may be its opposite, and is never certain.
    """
    if column := exact(heading, table):
        return [Match(column, heading, 100)]
    best: dict[str, Match] = {}
    known = names(table)
    for form in spellings(heading):
        for name, likeness in _like(form, tuple(known)):
            column = known[name]
            if column not in best or likeness > best[column].likeness:
                best[column] = Match(column, name.replace("_", " "), likeness)
    return sorted(best.values(), key=lambda match: -match.likeness)


def certain(matches: Sequence[Match]) -> Match | None:
    """Give the first match, if it is like enough and no other comes near it."""
    if not matches or matches[0].likeness < CERTAIN:
        return None
    if len(matches) > 1 and matches[0].likeness - matches[1].likeness < _APART:
        return None
    return matches[0]


def asked_names(column: Column) -> str:
    """Give the first names under which a column is found, as a question shows them."""
    return " or ".join(f"'{name}'" for name in (column.name, *column.headings[:2]))


def close_to(word: str, known: Iterable[str]) -> str:
    """Give " Did you mean 'X'?" where one of the known words is near, else nothing."""
    near = process.extractOne(
        word, list(known), scorer=fuzz.ratio, processor=str.casefold, score_cutoff=_NEAR
    )
    return f" Did you mean '{near[0]}'?" if near and word else ""


@cache
def _like(form: str, known: tuple[str, ...]) -> list[tuple[str, float]]:
    if len(form) < 5:
        return []
    found = []
    words = form.replace("_", " ")
    for name in known:
        if len(name) < 5 or re.findall(r"\d+", form) != re.findall(r"\d+", name):
            continue
        other = name.replace("_", " ")
        likeness = max(fuzz.ratio(words, other), fuzz.token_sort_ratio(words, other))
        if words.endswith(other) or other.endswith(words):
            likeness = min(likeness, CERTAIN - 1)
        if likeness >= ASKED:
            found.append((name, min(likeness, 99.0)))
    return found
