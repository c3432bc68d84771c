"""The programme in words and tables: its pilots, stories, skills, platforms, roadmap and risks."""

import re
from collections import defaultdict
from datetime import date

from briefing.figures.kpi import kpi_title
from briefing.figures.model import FigureTable
from briefing.figures.words import Words, in_words
from briefing.kpis.catalogue import catalogue_of, outcomes_of
from briefing.privacy import ORGANISATION
from briefing.store.mart import Mart
from briefing.store.programme import Pilot, PlatformScore, Story

_MOST_ROWS = 4
_MOST_PLATFORMS = 3
_FIRST_CRITERIA = ("integrat", "secur")
"""What IT asks first; a criterion is one of these by its name."""


def pilot_lines(mart: Mart, words: Words, unit: str = "") -> tuple[str, ...]:
    """Say of each pilot, the latest first, what it tests, on whom, and when it is judged."""
    return tuple(
        _pilot_line(mart, words, pilot)
        for pilot in mart.pilots()
        if not unit or (pilot.unit or "").casefold() == unit.casefold()
    )


def _pilot_line(mart: Mart, words: Words, pilot: Pilot) -> str:
    arms = [team.arm for team in mart.pilot_teams() if team.pilot == pilot.pilot]
    treated, control = arms.count("pilot"), arms.count("control")
    teams = (
        f", {_counted(treated, 'team')} against {_counted(control, 'control team')}"
        if treated and control
        else ""
    )
    begun = "begun" if pilot.starts_on <= mart.as_of else "to begin"
    tense = "judged" if pilot.checkpoint_on <= mart.as_of else "to be judged"
    where = f" in {pilot.unit}" if pilot.unit and not _names(pilot.title, pilot.unit) else ""
    sponsor = f"; sponsor: {pilot.sponsor}" if pilot.sponsor else ""
    return (
        f"Pilot {pilot.title}{where}{teams}: {begun} {words.full_day(pilot.starts_on)}, {tense} "
        f"on {_title(mart, pilot.kpi)} on {words.full_day(pilot.checkpoint_on)}{sponsor}."
    )


def _names(title: str, unit: str) -> bool:
    """Say whether a title names a unit already; an abbreviation such as IT is no other word."""
    how = re.NOFLAG if unit.isupper() else re.IGNORECASE
    return re.search(rf"(?<!\w){re.escape(unit)}(?!\w)", title, how) is not None


def _counted(number: int, noun: str) -> str:
    return f"{in_words(number)} {noun}{'' if number == 1 else 's'}"


def story_line(mart: Mart, words: Words, kpi: str = "") -> str:
    """Tell one story with its numbers, one of the measure asked for if there is; "" for none.

    Only an outcome that got better is told: a vanity number, or a loss, shows no success.
    """
    told = [s for s in mart.stories() if _succeeded(mart, s)]
    story = next((s for s in told if s.kpi == kpi), told[0] if told else None)
    return _told(mart, words, story) if story else ""


def _succeeded(mart: Mart, story: Story) -> bool:
    kpi = outcomes_of(mart).get(story.kpi or "")
    if kpi is None or story.before is None or story.after is None:
        return False
    return story.after > story.before if kpi.better == "up" else story.after < story.before


def _told(mart: Mart, words: Words, story: Story) -> str:
    unit = catalogue_of(mart)[story.kpi or ""].unit
    time = f" in {words.value(story.months, 'months')}" if story.months else ""
    return (
        f"{_bare(story.story)}: {_title(mart, story.kpi or '')} there went from "
        f"{words.value(story.before, unit)} to {words.value(story.after, unit)}{time}."
    )


def skill_table(mart: Mart, words: Words, unit: str) -> FigureTable:
    """Give a unit's critical skills that fall short, the widest gap first."""
    short = [s for s in mart.skills() if s.unit == unit and s.critical and s.held < s.needed]
    return FigureTable(
        "Critical skills that fall short",
        ("", "needed, of 5", "held"),
        tuple(
            (skill.skill, words.number(skill.needed, 1), words.number(skill.held, 1))
            for skill in short[:_MOST_ROWS]
        ),
    )


def platform_table(mart: Mart, words: Words) -> FigureTable:
    """Compare the platforms: the weighted score, then what IT asks first, then the weightiest.

    One that was not judged on every criterion has no weighted score: it would be an easier one.
    """
    scores: dict[str, dict[str, PlatformScore]] = defaultdict(dict)
    for score in mart.platforms():
        scores[score.platform][score.criterion] = score
    weights = {s.criterion: s.weight for by in scores.values() for s in by.values()}
    totals = {
        name: _weighted(list(by.values())) if by.keys() == weights.keys() else None
        for name, by in scores.items()
    }
    shown = sorted(scores, key=lambda name: -(totals[name] or 0.0))[:_MOST_PLATFORMS]

    def order(criterion: str) -> tuple[bool, float]:
        asked = any(word in criterion.casefold() for word in _FIRST_CRITERIA)
        return not asked, -weights[criterion]

    criteria = sorted(weights, key=order)[: _MOST_ROWS - 1]
    # 4.5 is neither 4 nor 5.
    digits = 0 if all(score.score.is_integer() for score in mart.platforms()) else 1
    rows = [("Weighted score", *(_score(words, totals[name], 1) for name in shown))]
    rows += [
        (
            criterion[:1].upper() + criterion[1:],
            *(
                _score(words, scores[name][criterion].score, digits)
                if criterion in scores[name]
                else "none"
                for name in shown
            ),
        )
        for criterion in criteria
    ]
    more = f", the best {in_words(len(shown))} of {in_words(len(scores))}"
    title = f"Platforms, 0 to 5{more if len(scores) > len(shown) else ''}"
    return FigureTable(title, ("", *shown), tuple(rows) if shown else ())


def _weighted(scores: list[PlatformScore]) -> float | None:
    weight = sum(score.weight for score in scores)
    return sum(score.weight * score.score for score in scores) / weight if weight else None


def _score(words: Words, score: float | None, digits: int) -> str:
    return "none" if score is None else words.number(score, digits)


def roadmap_table(mart: Mart, words: Words) -> FigureTable:
    """Give the phases with their dates and budgets; how many more, where there are."""
    phases = mart.roadmap()
    rows = [
        (
            phase.phase,
            _span(words, phase.starts_on, phase.ends_on),
            "" if phase.budget is None else words.money(phase.budget),
        )
        for phase in phases[:_MOST_ROWS]
    ]
    if len(phases) > _MOST_ROWS:
        rows.append((f"and {len(phases) - _MOST_ROWS} more", "", ""))
    return FigureTable("Roadmap", ("", "when", "budget"), tuple(rows))


def risk_line(mart: Mart, owner: str) -> tuple[str, ...]:
    """Say which open risk an owner has that weighs most, and what is done about it.

    One that was mitigated, accepted or closed is open no more.
    """
    risk = next(
        (r for r in mart.risks() if has_word(r.owner or "", owner) and r.status in (None, "open")),
        None,
    )
    if risk is None:
        return ()
    done = f": {_bare(risk.mitigation)}" if risk.mitigation else ""
    return (f"Gravest open risk: {_bare(risk.risk)}{done}.",)


def has_word(text: str, word: str) -> bool:
    """Say whether a text has a word, in whatever case: IT in "Head of IT", not in "Audit"."""
    return word.casefold() in re.findall(r"\w+", text.casefold())


def _bare(sentence: str) -> str:
    """Give what somebody wrote without its full stop: ours follows."""
    return sentence.removesuffix(".")


def _span(words: Words, start: date, end: date) -> str:
    first, last = words.short_month(start), words.short_month(end)
    return first if first == last else f"{first} to {last}"


def _title(mart: Mart, kpi: str) -> str:
    """Give a measure's name within a sentence."""
    known = catalogue_of(mart).get(kpi)
    if known is None:
        return kpi.replace("_", " ")
    title = kpi_title(known, mart, ORGANISATION)
    # An abbreviation keeps its capitals.
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]
