"""too_long and unwritable: texts that a document cannot hold, as problems at their cells."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from briefing.figures.model import Source, row_source
from briefing.problems import Problem
from briefing.store.mart import Mart
from briefing.store.rows import Origin

_LIMIT = "85% of the usual size"
_NAMES = {
    "title": "the title",
    "summary": "the summary",
    "frame-0": "Why now",
    "frame-1": "Risk of inaction",
    "frame-2": "How success looks",
    "chart": "an exhibit's title",
    "evidence": "what the uplift rests on",
    "request": "the decision request",
    "decision": "who decides",
    "metric": "the success metric",
    "head": "the organisation's name",
    "lead": "what stands first for this reader",
    "plan": "the engagement plan",
}


def too_long(mart: Mart, slots: Sequence[Mapping[str, Any]]) -> Iterator[Problem]:
    """Say for each text how many of its words fit, and which are one too many."""
    for slot in slots:
        name, text = _NAMES[slot["id"]], slot["text"]
        words = text.split()
        if slot["wide"]:
            longest = max(words, key=len)
            found, expected = f"'{longest}' in {name}", "words that fit into a line"
            mend = "Write it shorter, or as several words."
        else:
            over = len(words) - slot["fits"]
            found = f"{name} in {len(words)} words: '{text}'"
            expected = f"at most {slot['fits']} words there, set at {_LIMIT}"
            mend = f"Cut as much as its last {over} words: '{' '.join(words[slot['fits'] :])}'."
        yield _problem(_source(mart, slot["id"], text), found, expected, mend)
    if not slots:
        found, expected = "more text than the page holds", f"a page's worth, set at {_LIMIT}"
        mend = "Shorten the longest texts of Asks, KPIs, Stories, Pilots and Platforms."
        yield _problem(None, found, expected, mend)


def unwritable(content: object, signs: str) -> Iterator[Problem]:
    """Say which signs the fonts of the documents do not have, and in which texts they stand."""
    for text in dict.fromkeys(_texts(content)):
        missing = [sign for sign in signs if sign in text]
        if missing:
            yield _problem(
                None,
                f"{' '.join(missing)} in '{text}'",
                "letters of Latin, Greek or Cyrillic, which the documents' fonts have",
                "Write it in these letters.",
            )


def _texts(content: object) -> Iterator[str]:
    """Give every text in nested lists and mappings."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, Mapping):
        for part in content.values():
            yield from _texts(part)
    elif isinstance(content, Sequence):
        for part in content:
            yield from _texts(part)


def _problem(source: Source | None, found: str, expected: str, mend: str) -> Problem:
    if source is None:
        return Problem("the document", "", "", found, expected, mend)
    return Problem(source.file, source.sheet, source.cells, found, expected, mend)


def _source(mart: Mart, slot: str, text: str) -> Source | None:
    """Give the cell in which a person can shorten a text; None where there is no single one."""
    ask = mart.asks().get("brief")
    kpi = mart.kpi_rows().get(ask.kpi) if ask else None
    cells: dict[str, tuple[str, Any, str]] = {
        "request": ("asks", ask, "request"),
        "decision": ("asks", ask, "decider"),
        "metric": ("kpis", kpi, "title"),
        "title": ("kpis", kpi, "title"),
        "evidence": ("assumptions", mart.assumptions().get("uplift"), "source"),
        "frame-2": ("stories", next(iter(mart.stories()), None), "story"),
        "lead": ("pilots", next(iter(mart.pilots()), None), "title"),
    }
    if slot == "plan":
        for row in mart.stakeholders():
            for column in ("stakeholder", "tactic", "concern", "owner"):
                if getattr(row, column) == text:
                    return _cell(mart, "stakeholders", row.origin, column)
    table, row, column = cells.get(slot, ("", None, ""))
    return _cell(mart, table, row.origin, column) if row else None


def _cell(mart: Mart, table: str, origin: Origin, column: str) -> Source:
    return row_source(mart.loads, table, origin, [column])
