"""Message: a page's title, which says what its figures say, and the line below it."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.figures.asks import ask_metric, page_ask
from briefing.figures.kpi import kpi_key, kpi_title
from briefing.figures.model import Figure
from briefing.figures.money import MoneyView
from briefing.figures.programme import story_line
from briefing.figures.stakeholders import (
    Position,
    PublicPosition,
    Quadrant,
    decision_makers,
)
from briefing.figures.words import Words, decimals, in_words, listed
from briefing.kpis.catalogue import Kpi, catalogue_of, outcomes_of
from briefing.kpis.run import QUARTER, ROLLING
from briefing.privacy import ORGANISATION
from briefing.store.mart import Mart

_MOST_NAMES = 3
"""Names in a title before it stops counting them one by one."""


@dataclass(frozen=True)
class Message:
    """A title that states the finding, and a line that says what is shown."""

    title: str
    subtitle: str


def team_message(mart: Mart, found: Sequence[Position]) -> Message:
    """Say who of the decision-makers is not with us yet."""
    words = Words.of(mart.settings)
    title = _team_title(decision_makers(found))
    rated = words.full_day(max(p.rated_on for p in found))
    tails = "; tails show movement since the rating before" if any(p.before for p in found) else ""
    return Message(title, f"Influence against interest, 0 to 10, rated {rated}{tails}")


def _team_title(deciding: Sequence[Position]) -> str:
    judged = [p for p in deciding if p.standing != "not rated"]
    away = [p.public.stakeholder for p in judged if p.standing != "with us"]
    total = in_words(len(deciding))
    if not judged:
        nobody = "Nobody is rated as a decision-maker yet"
        return "Where our decision-makers stand has not been rated yet" if deciding else nobody
    if len(deciding) == 1:
        name = deciding[0].public.stakeholder
        return f"Our one decision-maker, {name}, is {'not with us yet' if away else 'with us'}"
    if not away and len(judged) < len(deciding):
        count, open_ones = in_words(len(judged)), in_words(len(deciding) - len(judged))
        with_us = f"{count.capitalize()} of our {total} decision-makers {_are(judged)} with us"
        return f"{with_us}; {open_ones} {_has(deciding[len(judged) :])} not been rated"
    if not away:
        return f"All {total} decision-makers are with us"
    if len(away) == len(deciding):
        return f"None of our {total} decision-makers is with us yet"
    names = away if len(away) <= _MOST_NAMES else [
        *away[: _MOST_NAMES - 1], f"{in_words(len(away) - _MOST_NAMES + 1)} others"
    ]  # fmt: skip
    verb = _are(away)
    count = in_words(len(away)).capitalize()
    return f"{count} of our {total} decision-makers {verb} not with us yet: {listed(names)}"


def public_message(mart: Mart, found: Sequence[PublicPosition]) -> Message:
    """Say how many decide, and whether each has a next date."""
    deciding = [p for p in found if p.quadrant is Quadrant.MANAGE_CLOSELY]
    without = [p for p in deciding if p.next_contact is None]
    unowned = [p for p in deciding if not p.owner]
    if not found:
        title = "Who decides is not known yet"
    elif not deciding:
        title = "Nobody is placed among those who decide yet"
    else:
        title = _public_title(len(deciding), without, unowned)
    as_of = Words.of(mart.settings).full_day(mart.as_of)
    return Message(
        title, f"Influence against interest, as of {as_of}: who is engaged how, and by whom"
    )


def _public_title(
    deciding: int, without: Sequence[PublicPosition], unowned: Sequence[PublicPosition]
) -> str:
    if deciding == 1:
        if without:
            return "One person decides, and still has no date with us"
        owner = "no owner on our side yet, but" if unowned else "an owner on our side and"
        return f"One person decides, and has {owner} a next date"
    decide = f"{in_words(deciding).capitalize()} decide"
    if without:
        return f"{decide}; {in_words(len(without))} still {_has(without)} no date with us"
    if unowned:
        return f"{decide}; {in_words(len(unowned))} still {_has(unowned)} no owner on our side"
    return f"{decide}, and each has an owner on our side and a next date"


def trajectory_message(
    mart: Mart, figures: Mapping[str, Figure], view: MoneyView, shown: str
) -> Message:
    """Say whether and when it pays, and what a month's delay costs. `shown`: the exhibit's line."""
    if view.economics is None or view.scenario is None:
        missing = view.reason or "there is no scenario"
        line = shown if missing.casefold() in shown.casefold() else f"{missing}. {shown}"
        return Message("What the programme is worth cannot be said yet", _sentence(line))
    words = Words.of(mart.settings)
    at = f"At {words.lever_share(view.scenario.uplift)} uplift{_beyond(view)} the programme"
    payback = view.economics.payback_cash
    if payback is None:
        breakeven = view.economics.breakeven_uplift_cash
        instead = (
            f"; it would from {figures['breakeven_uplift_cash'].text}"
            if breakeven is not None and breakeven > view.scenario.uplift
            else ""
        )
        horizon = mart.settings.horizon_months
        return Message(f"{at} does not pay back within {horizon} months{instead}", shown)
    title = f"{at} pays for itself " + (f"in month {payback}" if payback else "from the start")
    if view.economics.delay_cost_cash > 0:
        title += f", and each month we wait costs {figures['delay_cost_cash'].text}"
    return Message(title, shown)


def brief_message(mart: Mart, figures: Mapping[str, Figure], view: MoneyView) -> Message:
    """Say how far the measure of the brief's ask has moved, and what mending it is worth."""
    ask = mart.asks().get("brief")
    kpi = catalogue_of(mart).get(ask.kpi) if ask else None
    if ask is None or kpi is None:
        return Message("The case for learning", _worth(mart, figures, view))
    scope = mart.scope_of(ask.unit, ORGANISATION)
    figure = figures.get(kpi_key(ask.kpi, scope, QUARTER))
    title = kpi_title(kpi, mart, scope)
    if figure is None or figure.value is None:
        return Message(f"{title}: no value can be shown", _worth(mart, figures, view))
    change = _moved(mart, figures, figure, kpi)
    return Message(f"{title}: {figure.text}{change}", _worth(mart, figures, view))


def why_now(mart: Mart, figures: Mapping[str, Figure]) -> str:
    """Name the measures that got worse over the year, by how much, the worst first.

    Vanity numbers are none of them: nothing is lost where fewer courses are booked.
    """
    words = Words.of(mart.settings)
    worse: list[tuple[float, str]] = []
    compared = 0
    for kpi in outcomes_of(mart).values():
        latest = figures.get(kpi_key(kpi.key, ORGANISATION, ROLLING))
        change = figures.get(kpi_key(kpi.key, ORGANISATION, ROLLING) + ".change")
        if latest is None or change is None or latest.value is None or change.value is None:
            continue
        compared += 1
        before = latest.value - change.value
        was = words.value(before, kpi.unit)
        # What is printed the same has not got worse.
        if was != latest.text and (change.value > 0) == (kpi.better == "down"):
            share = abs(change.value) / (abs(before) or 1.0)
            worse.append((share, f"{latest.title}, {was} to {latest.text}"))
    if not compared:
        return "No measure can be compared with a year ago yet."
    if not worse:
        return "No measure has got worse over the last year."
    first = "; ".join(text for _, text in sorted(worse, reverse=True)[:3])
    count = in_words(len(worse)).capitalize()
    if len(worse) == 1:
        whose = "Our one measure" if compared == 1 else f"One of our {in_words(compared)} measures"
        return f"{whose} got worse in a year: {first}."
    most = ", most of all" if len(worse) > 3 else ""
    return f"{count} of our {in_words(compared)} measures got worse in a year{most}: {first}."


def risk_of_inaction(figures: Mapping[str, Figure]) -> str:
    """Put a price on waiting: the leavers of the coming year, and a month's delay."""
    leavers, cost = figures["leavers_next_year"], figures["replacement_next_year"]
    delay = figures["delay_cost_cash"]
    sentences = []
    if leavers.value is not None and round(leavers.value) == 0:
        sentences.append("At today's pace nobody leaves of their own accord within a year.")
    elif leavers.value is not None:
        sentences.append(
            f"At today's pace {leavers.text} people leave of their own accord within a year; "
            f"replacing them costs {cost.text}."
        )
    if delay.value is not None and delay.value > 0:
        sentences.append(f"Each month of delay forgoes {delay.text} of net cash benefit.")
    return " ".join(sentences) or f"It cannot be priced yet: {leavers.reason or delay.reason}."


def success_looks(mart: Mart, figures: Mapping[str, Figure]) -> str:
    """Say where the ask's measure should be and by when, how far it is, and where it was seen."""
    ask = mart.asks().get("brief")
    if ask is None:
        return "No measure of success is set: add a row with page 'brief' to the sheet Asks."
    words = Words.of(mart.settings)
    kpi = catalogue_of(mart).get(ask.kpi)
    scope = mart.scope_of(ask.unit, ORGANISATION)
    title = kpi_title(kpi, mart, scope) if kpi else ask.kpi
    unit = kpi.unit if kpi else ""
    figure = ask_metric(mart, figures, ask)
    if figure is not None and not kpi:
        title = figure.title
    text = f"{title}: {words.value(ask.target, unit)} by {words.full_day(ask.target_on)}"
    told = story_line(mart, words, ask.kpi)
    seen = f" Seen here before: {told}" if told else ""
    if figure is None or figure.value is None or figure.team_only:
        return f"{text}.{seen}"
    # As the page's foot has it: the two stand on one page.
    way = page_ask(mart, figures, "brief").progress
    state = ""
    if way is not None and 0 < way < 1:
        state = f", {words.share(math.floor(100 * way) / 100, 0)} of the way"
    elif way is not None and way >= 1:
        state = ", so it is reached"
    return f"{text}. Today it is {figure.text}{state}.{seen}"


def _worth(mart: Mart, figures: Mapping[str, Figure], view: MoneyView) -> str:
    if view.economics is None or view.scenario is None:
        return f"What the programme is worth cannot be said yet: {view.reason}."
    words = Words.of(mart.settings)
    at = f"At an uplift of {words.lever_share(view.scenario.uplift)}{_beyond(view)} the programme"
    npv = figures["npv_cash"].text
    payback = view.economics.payback_cash
    horizon = mart.settings.horizon_months
    if payback is None:
        return f"{at} does not pay back within {horizon} months: in cash it comes to {npv}."
    text = f"{at} pays back in month {payback}, and is worth {npv} in cash"
    if view.economics.breakeven_uplift_cash:
        floor = figures["breakeven_uplift_cash"].text
        text += f"; from {floor} it does not lose money"
    return f"{text}."


def _beyond(view: MoneyView) -> str:
    """Mark an uplift that nothing speaks for, in the midst of a sentence."""
    return ", beyond the evidence," if view.beyond_evidence else ""


def _moved(mart: Mart, figures: Mapping[str, Figure], figure: Figure, kpi: Kpi) -> str:
    change = figures.get(f"{figure.key}.change")
    if change is None or change.value is None:
        return f" in {figure.period}"
    if not round(change.value, decimals(kpi.unit)):
        return ", as a year ago"
    size = Words.of(mart.settings).difference(abs(change.value), kpi.unit)
    return f", {size} {'more' if change.value > 0 else 'less'} than a year ago"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _are(people: Sequence[object]) -> str:
    return "is" if len(people) == 1 else "are"


def _has(people: Sequence[object]) -> str:
    return "has" if len(people) == 1 else "have"
