"""The words of the levers: each setting, the headline values at it, and the evidence beside it."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.figures.evidence import Evidence
from briefing.figures.trajectory import Trajectory, at_setting
from briefing.figures.uncertainty import chance_text
from briefing.figures.words import Words
from briefing.forecast.scenario import CONSERVATIVE_BAND, Lever
from briefing.forecast.simulation import Outlook
from briefing.forecast.sweeps import Sweep
from briefing.store.mart import Mart

_ALIKE = 1e-9
_BRIEF_UNITS = {"months": "mo", "hours": "h"}


@dataclass(frozen=True)
class Heading:
    """Whose numbers a headline shows: its title, and the figures of its value and of its line."""

    title: str
    figure: str
    below: str


@dataclass(frozen=True)
class Mark:
    """Evidence on a lever's track: its kind, and its ends as shares of the track."""

    kind: str
    low: float
    high: float


HEADINGS = (
    Heading("Net present value, cash only", "npv_cash", "npv_full"),
    Heading("Chance of a loss", "loss_chance", "breakeven_uplift_cash"),
)

Headline = tuple[str, str, str]
"""A headline's value, what stands beside it, and the line below it, as they are printed."""


def setting_text(words: Words, lever: Lever, value: float) -> str:
    """Write a setting of a lever as it stands beside its track: 3.5%, 9 mo, 16 h, €640."""
    match lever.unit:
        case "share":
            return words.lever_share(value)
        case "money":
            return words.money(value)
        case _:
            digits = 0 if value == round(value) else 1
            return f"{words.number(value, digits)} {_BRIEF_UNITS[lever.unit]}"


def headlines(
    words: Words, outlook: Outlook, base: Outlook | None = None
) -> tuple[Headline, Headline]:
    """Write the headline values of a setting; `base` is what it is compared with, if anything."""
    low, high = words.money(outlook.npv_cash_low), words.money(outlook.npv_cash_high)
    against = ""
    if base is not None:
        more = outlook.npv_cash - base.npv_cash
        against = f"{'+' if more > 0 else ''}{words.money(more)} against Base"
    breakeven = outlook.breakeven_uplift_cash
    if breakeven is None:
        pays = "no uplift pays"
    else:
        # Rounded up: at the uplift that is said, the programme must not lose.
        pays = f"pays from {words.share(math.ceil(breakeven * 1000) / 1000)} uplift"
    return (
        (
            words.money(outlook.npv_cash),
            against,
            f"{low} to {high}; {words.money(outlook.npv_full)} in full",
        ),
        (chance_text(words, outlook.loss_chance), "", pays),
    )


def swept(mart: Mart, data: Trajectory, sweep: Sweep) -> Iterator[Trajectory]:
    """Give the trajectory at each setting of a lever."""
    courses = zip(sweep.after, sweep.low, sweep.high, strict=True)
    for outlook, course, net in zip(sweep.outlooks, courses, sweep.net_so_far, strict=True):
        yield at_setting(mart, data, outlook.payback_cash, course, net)


def evidence_marks(lever: Lever, found: Evidence | None) -> tuple[Mark, ...]:
    """Give what the track of a lever carries: of the uplift, what speaks for one."""
    if lever.key != "uplift" or found is None:
        return ()
    marks = [("band", *CONSERVATIVE_BAND)]
    if found.benchmark is not None and found.benchmark <= lever.high:
        marks.append(("benchmark", found.benchmark, found.benchmark))
    if found.pilot:
        marks.append(("pilot", found.pilot[0], min(found.pilot[2], lever.high)))
    length = lever.high - lever.low
    return tuple(
        Mark(kind, (low - lever.low) / length, (high - lever.low) / length)
        for kind, low, high in marks
    )


def evidence_note(
    words: Words, lever: Lever, found: Evidence | None, value: float
) -> tuple[str, bool]:
    """Say what the marks on a lever's track are, or that a setting lies beyond all of them."""
    if lever.key != "uplift" or found is None:
        return "", False
    if value > found.highest + _ALIKE:
        return f"beyond the evidence, which goes to {words.lever_share(found.highest)}", True
    parts = [f"shaded: cautious {_from_to(words, *CONSERVATIVE_BAND)}"]
    if found.pilot:
        parts.append(f"line: our pilot {_from_to(words, found.pilot[0], found.pilot[2])}")
    elif any(mark.kind == "benchmark" for mark in evidence_marks(lever, found)):
        parts.append(f"line: benchmark {words.share(found.benchmark or 0.0)}")
    return "; ".join(parts), False


def _from_to(words: Words, low: float, high: float) -> str:
    """Write a range of shares in the little room below a track: its unit only once."""
    first = words.lever_share(low).rstrip("%\xa0\u202f ")
    return f"{first}\N{EN DASH}{words.lever_share(high)}"
