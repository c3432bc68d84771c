"""What the browser is sent of a setting and of a lever's sweep: texts, and what the chart draws."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from briefing.charts.trajectory import moving
from briefing.figures.evidence import Evidence
from briefing.figures.levers import (
    evidence_marks,
    evidence_note,
    headlines,
    setting_text,
    swept,
)
from briefing.figures.trajectory import Trajectory
from briefing.figures.words import Words
from briefing.forecast.scenario import LEVERS, Lever, Scenario
from briefing.forecast.simulation import Outlook
from briefing.forecast.sweeps import Sweep
from briefing.store.mart import Mart


def sweep_id(scenario: Scenario, kpi: str, lever: Lever) -> str:
    """Name a sweep by all that it rests on: the measure and every other lever's setting."""
    others = [f"{getattr(scenario, one.key):g}" for one in LEVERS if one.key != lever.key]
    return " ".join((kpi, lever.key, *others, *sorted(scenario.guardrails)))


def at_start(lever: Lever) -> dict[str, Any]:
    """Give the setting at the start of a lever's track, as a change of a scenario."""
    return {lever.key: lever.low}


def track_content(words: Words, lever: Lever, found: Evidence | None) -> dict[str, Any]:
    """Give what of a lever is the same wherever levers stand: its track, with a text a step."""
    return {
        "key": lever.key,
        "title": lever.title,
        "steps": [step_content(words, lever, found, setting) for setting in lever.track],
        "evidence": [asdict(mark) for mark in evidence_marks(lever, found)],
    }


def step_content(
    words: Words, lever: Lever, found: Evidence | None, setting: float
) -> tuple[str, str, bool]:
    """Give a setting's text, the note under the track, and whether that is a warning."""
    return (setting_text(words, lever, setting), *evidence_note(words, lever, found, setting))


def setting_content(
    data: Trajectory | str, words: Words, outlook: Outlook, base: Outlook | None
) -> dict[str, Any]:
    """Give one setting as the panel shows it; without a chart there is nothing to draw."""
    shown = "" if isinstance(data, str) else moving(data).text
    return {"shown": shown, "head": headlines(words, outlook, base)}


def sweep_content(mart: Mart, data: Trajectory | str, sweep: Sweep, base: Outlook, key: str) -> str:
    """Give a lever's sweep as JSON: each half of a drawing once, and the steps that use them."""
    if isinstance(data, str):
        return values_content(mart, sweep.outlooks, base, key)
    drawn = [moving(one) for one in swept(mart, data, sweep)]
    levels = list(dict.fromkeys(one.level for one in drawn))
    moneys = list(dict.fromkeys(one.money for one in drawn))
    places = [(levels.index(one.level), moneys.index(one.money)) for one in drawn]
    return _json(mart, (key, drawn[0].kind, levels, moneys), places, sweep.outlooks, base)


def values_content(mart: Mart, outlooks: Sequence[Outlook], base: Outlook, key: str) -> str:
    """Give a sweep of headline values alone, where there is nothing to draw."""
    return _json(mart, (key, "", [""], [""]), [(0, 0)] * len(outlooks), outlooks, base)


def _json(
    mart: Mart,
    drawing: tuple[str, str, Sequence[str], Sequence[str]],
    places: Sequence[tuple[int, int]],
    outlooks: Sequence[Outlook],
    base: Outlook,
) -> str:
    words = Words.of(mart.settings)
    steps = [
        (level, money, headlines(words, outlook, base))
        for (level, money), outlook in zip(places, outlooks, strict=True)
    ]
    content = dict(zip(("id", "kind", "levels", "moneys"), drawing, strict=True))
    return json.dumps(content | {"steps": steps}, separators=(",", ":"))
