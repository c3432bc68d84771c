"""find and links: figures by the text under which a page or a document prints them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefing.figures.kept import visible
from briefing.figures.model import Figure
from briefing.figures.words import Words, in_words
from briefing.kpis.run import QUARTER

BETWEEN = "|"
"""Stands between the keys of figures that are printed alike."""

_SPOKEN_OF = {"decision_makers": "decide"}
"""A word that speaks of a figure, beside its title."""

_CHANGE, _OVER_A_YEAR = ".change", ", change over a year"
_HORIZON, _LEAVERS = ".horizon.", "leavers_next_year"


@dataclass(frozen=True)
class Link:
    """The place of a number in a text, and the keys of the figures that it may be."""

    start: int
    end: int
    keys: tuple[str, ...]


def in_all_scenarios(
    figures: Mapping[str, Figure], scenarios: Mapping[str, Mapping[str, Figure]]
) -> dict[str, Figure]:
    """Add to figures those that scenarios move, by name, as tables set them side by side.

    Their keys name the scenario: npv_cash@stretch.
    """
    return dict(figures) | {
        f"{key}@{name}": figure
        for name, moved in scenarios.items()
        for key, figure in moved.items()
    }


def find(asked: str, figures: Mapping[str, Figure], words: Words) -> list[str]:
    """Give the keys of the figures that are meant by a key, by several, or by a printed text."""
    named = [key for key in asked.split(BETWEEN) if key in figures]
    if named:
        return named
    wanted = _folded(asked)
    found = [
        key for key in figures if wanted in {_folded(form) for form in _forms(key, figures, words)}
    ]
    return list(_each_once(found))


def names_of(figures: Mapping[str, Figure]) -> dict[str, tuple[str, ...]]:
    """Give the keys of figures by the words, in small letters, with which a sentence means them.

    A measure must be named, and so must another scenario; the programme's own money is meant
    without a word. What only the team may see is left out.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for key, figure in visible(figures).items():
        bare, _, scenario = key.partition("@")
        if _HORIZON in key:
            continue
        # A key without a full stop is the programme's, or counts stakeholders.
        if "." not in key and (figure.unit != "people" or bare == _LEAVERS):
            found[scenario].append(key)
        else:
            found[figure.title.removesuffix(_OVER_A_YEAR).casefold()].append(key)
        if bare in _SPOKEN_OF:
            found[_SPOKEN_OF[bare]].append(key)
    return {words: tuple(keys) for words, keys in found.items()}


def links(
    text: str,
    figures: Mapping[str, Figure],
    names: Mapping[str, tuple[str, ...]],
    words: Words,
    grain: str = QUARTER,
) -> list[Link]:
    """Find the numbers in a sentence that are figures, from left to right; a target is none.

    `names` is what `names_of` gives. Of a measure's periods that are printed alike those of `grain`
    are meant.
    """
    found: dict[tuple[int, int], list[str]] = {}
    for key in _spoken_of(text, names):
        if key not in figures:
            continue
        for form in _forms(key, figures, words, in_sentence=True):
            for start in _places(form, text):
                found.setdefault((start, start + len(form)), []).append(key)
    shown: list[Link] = []
    for (start, end), keys in sorted(found.items(), key=lambda one: (one[0][0], -one[0][1])):
        if not shown or start >= shown[-1].end:
            meant = [key for key in keys if f".{grain}" in key] or keys
            shown.append(Link(start, end, _each_once(meant)))
    return shown


def _each_once(keys: list[str]) -> tuple[str, ...]:
    """Leave out a figure of another scenario where that of the present one is printed alike."""
    return tuple(key for key in dict.fromkeys(keys)
                 if "@" not in key or key.partition("@")[0] not in keys)  # fmt: skip


def _spoken_of(text: str, names: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    said = text.casefold()
    spoken = [name for name in names if name in said]
    for name in spoken:
        # "Time to hire" is not meant where "Time to hire, Sales" is named.
        if not any(other.startswith(f"{name},") for other in spoken):
            yield from names[name]


def _forms(
    key: str, figures: Mapping[str, Figure], words: Words, *, in_sentence: bool = False
) -> Iterator[str]:
    """Give the texts under which a figure is printed; a change also as what there was before."""
    figure = figures[key]
    value = figure.value
    if value is None:
        return
    if key.endswith(_CHANGE):
        latest = figures[key.removesuffix(_CHANGE)].value
        yield words.difference(abs(value), figure.unit)
        if latest is not None:
            yield words.value(latest - value, figure.unit)
    else:
        yield f"{figure.text} people" if in_sentence and key == _LEAVERS else figure.text
    if figure.unit == "months":
        yield f"month {words.number(value)}"
    if not in_sentence:
        yield figure.text
        yield from _in_tables(figure, value, words)
    elif key in _SPOKEN_OF:
        yield in_words(round(value))
        yield in_words(round(value)).capitalize()


def _in_tables(figure: Figure, value: float, words: Words) -> Iterator[str]:
    """Give how a table writes it whose head names the unit."""
    if figure.unit == "money":
        yield words.in_units_of(value, 1e3)
        yield words.in_units_of(value, 1e6)
    elif figure.unit == "months":
        yield words.number(value)


def _places(form: str, text: str) -> Iterator[int]:
    """Find a whole number or word in a text; what is aimed at by a date is a target."""
    if form in text:
        pattern = rf"(?<![\w.,−€$£+-])(?<!target ){re.escape(form)}(?!\w|[.,]\d| by \d)"
        yield from (found.start() for found in re.finditer(pattern, text))


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold().replace("-", "−")
