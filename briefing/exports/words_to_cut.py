"""too_long and unwritable: texts that a document cannot hold, as problems at their cells."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from briefing.figures.model import Source, row_source
from briefing.problems import Problem
from briefing.store.mart import Mart

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
}


def too_long(
    mart: Mart, content: Mapping[str, Any], slots: Sequence[Mapping[str, Any]]
) -> Iterator[Problem]:
    """Say for each text how many of its words fit, and which are one too many."""
    for slot in slots:
        text = _text(content, slot["id"])
        words = text.split()
        over = " ".join(words[slot["fits"] :])
        name = _NAMES[slot["id"]]
        found = f"{name}, {slot['words']} words: '{text}'"
        expected = f"at most {slot['fits']} words there, set at {_LIMIT}"
        mend = f"Cut as much as the last {slot['words'] - slot['fits']} words: '{over}'."
        if slot["wide"]:
            longest = max(words, key=len)
            expected = "words that fit into a line"
            mend = f"Write '{longest}' shorter, or as several words."
        yield _problem(mart, slot["id"], found, expected, mend)
    if not slots:
        yield _problem(
            mart,
            "lead",
            "more text than the page holds",
            f"a page's worth, set at {_LIMIT}",
            "Shorten the longest texts of Asks, KPIs, Stories and Pilots.",
        )


def unwritable(mart: Mart, content: Mapping[str, Any], signs: str) -> Iterator[Problem]:
    """Say which signs the fonts of the documents do not have, and where they stand."""
    places = [name for name in _NAMES if any(sign in _text(content, name) for sign in signs)]
    for name in places or ["lead"]:
        yield _problem(
            mart,
            name,
            f"the signs {' '.join(signs)} in {_NAMES[name]}",
            "letters of Latin, Greek or Cyrillic, which the document's fonts have",
            "Write it in these letters.",
        )


def _text(content: Mapping[str, Any], slot: str) -> str:
    """Give a slot's text; the longest where several texts share its name."""
    ask, lead = content.get("ask", {}), content.get("lead")
    match slot:
        case "request":
            found = [ask["request"]]
        case "decision":
            found = [ask["decision_line"]]
        case "metric":
            found = [ask["metric_line"]]
        case "head":
            found = [content["head_left"]]
        case "chart":
            found = [content["map"]["title"], content["trajectory"]["title"]]
        case "lead":
            found = lead["lines"] if lead else []
        case "title" | "summary" | "evidence":
            found = [content[slot]]
        case _:
            found = [content["frames"][int(slot.rpartition("-")[2])]["text"]]
    return max(found, key=len, default="")


def _problem(mart: Mart, slot: str, found: str, expected: str, mend: str) -> Problem:
    source = _source(mart, slot)
    if source is None:
        return Problem("the document", "", "", found, expected, mend)
    return Problem(source.file, source.sheet, source.cells, found, expected, mend)


def _source(mart: Mart, slot: str) -> Source | None:
    """Give the cell in which a person can shorten a text; None where there is no single one."""
    ask = mart.asks().get("brief")
    kpi = mart.kpi_rows().get(ask.kpi) if ask else None
    uplift = mart.assumptions().get("uplift")
    story = next(iter(mart.stories()), None)
    pilot = next(iter(mart.pilots()), None)
    cells = {
        "request": ("asks", ask, "request"),
        "decision": ("asks", ask, "decider"),
        "metric": ("kpis", kpi, "title"),
        "title": ("kpis", kpi, "title"),
        "evidence": ("assumptions", uplift, "source"),
        "frame-2": ("stories", story, "story"),
        "lead": ("pilots", pilot, "title"),
    }
    table, row, column = cells.get(slot, ("", None, ""))
    return row_source(mart.loads, table, row.origin, [column]) if row else None
