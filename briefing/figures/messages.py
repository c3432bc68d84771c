"""Message: a page's title, which says what its figures say, and the line below it."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.figures.asks import progress
from briefing.figures.kpi import kpi_key, kpi_title
from briefing.figures.model import Figure
from briefing.figures.money import MoneyView
from briefing.figures.stakeholders import Position, PublicPosition, Quadrant
from briefing.figures.words import Words, in_words, listed
from briefing.kpis.catalogue import CATALOGUE, Kpi
from briefing.kpis.run import QUARTER, ROLLING
from briefing.privacy import ORGANISATION
from briefing.store.mart import Mart


@dataclass(frozen=True)
class Message:
    """A title that states the finding, and a line that says what is shown."""

    title: str
    subtitle: str


def team_message(mart: Mart, found: Sequence[Position]) -> Message:
    """Say who of the decision-makers is not with us yet."""
    words = Words.of(mart.settings)
    deciding = [p for p in found if p.public.quadrant is Quadrant.MANAGE_CLOSELY]
    away = [p.public.stakeholder for p in deciding if p.standing != "with us"]
    total = in_words(len(deciding))
    if not deciding:
        title = "Nobody is rated as a decision-maker yet"
    elif not away:
        title = f"All {total} decision-makers are with us" if len(deciding) > 1 else (
            f"Our one decision-maker, {deciding[0].public.stakeholder}, is with us"
        )  # fmt: skip
    elif len(deciding) == 1:
        title = f"Our one decision-maker, {away[0]}, is not with us yet"
    else:
        verb = "is" if len(away) == 1 else "are"
        title = (
            f"{in_words(len(away)).capitalize()} of our {total} decision-makers {verb} "
            f"not with us yet: {listed(away)}"
        )
    rated = words.full_day(max(p.rated_on for p in found))
    tails = "; tails show movement since the rating before" if any(p.before for p in found) else ""
    return Message(title, f"Influence against interest, 0 to 10, rated {rated}{tails}")


def public_message(mart: Mart, found: Sequence[PublicPosition]) -> Message:
    """Say how many decide, and whether each has a next date."""
    deciding = [p for p in found if p.quadrant is Quadrant.MANAGE_CLOSELY]
    without = [p for p in deciding if p.next_contact is None]
    unowned = [p for p in deciding if not p.owner]
    count, open_dates = in_words(len(deciding)), in_words(len(without))
    if not deciding:
        title = "Nobody is placed among those who decide yet"
    else:
        decide = f"{count.capitalize()} {'decides' if len(deciding) == 1 else 'decide'}"
        if without:
            title = f"{decide}; {open_dates} still {_has(without)} no date with us"
        elif unowned:
            nobody = in_words(len(unowned))
            title = f"{decide}; {nobody} still {_has(unowned)} no owner on our side"
        else:
            title = f"{decide}, and each has an owner on our side and a next date"
    as_of = Words.of(mart.settings).full_day(mart.as_of)
    return Message(
        title, f"Influence against interest, as of {as_of}: who is engaged how, and by whom"
    )


def trajectory_message(
    mart: Mart, figures: Mapping[str, Figure], view: MoneyView, shown: str
) -> Message:
    """Say whether and when it pays, and what a month's delay costs. `shown`: the exhibit's line."""
    if view.economics is None or view.scenario is None:
        return Message("What the programme is worth cannot be said yet", f"{view.reason}. {shown}")
    words = Words.of(mart.settings)
    at = f"At {words.lever_share(view.scenario.uplift)} uplift the programme"
    payback = view.economics.payback_cash
    if payback is None:
        breakeven = view.economics.breakeven_uplift_cash
        instead = (
            f"; it would from {_from(words, breakeven)}"
            if breakeven is not None and breakeven > view.scenario.uplift
            else ""
        )
        horizon = mart.settings.horizon_months
        return Message(f"{at} does not pay back within {horizon} months{instead}", shown)
    title = f"{at} pays for itself in month {payback}"
    if view.economics.delay_cost_cash > 0:
        title += f", and each month we wait costs {figures['delay_cost_cash'].text}"
    return Message(title, shown)


def brief_message(mart: Mart, figures: Mapping[str, Figure], view: MoneyView) -> Message:
    """Say how far the measure of the brief's ask has moved, and what mending it is worth."""
    ask = mart.asks().get("brief")
    if ask is None or ask.kpi not in CATALOGUE:
        organisation = mart.settings.organisation
        return Message(f"The case for learning at {organisation}", _worth(mart, figures, view))
    scope = mart.scope_of(ask.unit, ORGANISATION)
    figure = figures.get(kpi_key(ask.kpi, scope, QUARTER))
    title = kpi_title(CATALOGUE[ask.kpi], mart, scope)
    if figure is None or figure.value is None:
        return Message(f"{title}: no value can be shown", _worth(mart, figures, view))
    change = _moved(mart, figures, figure, CATALOGUE[ask.kpi])
    return Message(f"{title}: {figure.text}{change}", _worth(mart, figures, view))


def why_now(mart: Mart, figures: Mapping[str, Figure]) -> str:
    """Name the measures that got worse over the year, by how much, the worst first."""
    words = Words.of(mart.settings)
    worse: list[tuple[float, str]] = []
    for kpi in CATALOGUE.values():
        latest = figures.get(kpi_key(kpi.key, ORGANISATION, ROLLING))
        change = figures.get(kpi_key(kpi.key, ORGANISATION, ROLLING) + ".change")
        if latest is None or change is None or latest.value is None or not change.value:
            continue
        before = latest.value - change.value
        if (change.value > 0) == (kpi.better == "down"):
            share = abs(change.value) / (abs(before) or 1.0)
            text = f"{latest.title}, {words.value(before, kpi.unit)} to {latest.text}"
            worse.append((share, text))
    if not worse:
        return "No measure has got worse over the last year."
    first = [text for _, text in sorted(worse, reverse=True)[:3]]
    count = f"{in_words(len(worse)).capitalize()} of our measures got worse in a year"
    if len(worse) == 1:
        count = "One of our measures got worse in a year"
    return f"{count}: {'; '.join(first)}."


def risk_of_inaction(figures: Mapping[str, Figure]) -> str:
    """Put a price on waiting: the leavers of the coming year, and a month's delay."""
    leavers, cost = figures["leavers_next_year"], figures["replacement_next_year"]
    delay = figures["delay_cost_cash"]
    sentences = []
    if leavers.value is not None:
        sentences.append(
            f"At today's pace {leavers.text} people leave of their own accord within a year; "
            f"replacing them costs {cost.text}."
        )
    if delay.value is not None and delay.value > 0:
        sentences.append(f"Each month of delay forgoes {delay.text} of net cash benefit.")
    return " ".join(sentences) or f"It cannot be priced yet: {leavers.reason or delay.reason}."


def success_looks(mart: Mart, figures: Mapping[str, Figure]) -> str:
    """Say where the ask's measure should be and by when, and how far it is."""
    ask = mart.asks().get("brief")
    if ask is None:
        return "No measure of success is set: add a row with page 'brief' to the sheet Asks."
    words = Words.of(mart.settings)
    kpi = CATALOGUE.get(ask.kpi)
    scope = mart.scope_of(ask.unit, ORGANISATION)
    title = kpi_title(kpi, mart, scope) if kpi else ask.kpi
    unit = kpi.unit if kpi else ""
    key = kpi_key(ask.kpi, scope, QUARTER) if kpi else ask.kpi
    figure = figures.get(key)
    text = f"{title}: {words.value(ask.target, unit)} by {words.full_day(ask.target_on)}"
    if figure is None or figure.value is None:
        return f"{text}."
    way = progress(ask.baseline, ask.target, figure.value)
    share = f", {words.share(way, 0)} of the way" if way is not None and 0 < way < 1 else ""
    return f"{text}. Today it is {figure.text}{share}."


def _worth(mart: Mart, figures: Mapping[str, Figure], view: MoneyView) -> str:
    if view.economics is None or view.scenario is None:
        return f"What mending it is worth cannot be said yet: {view.reason}."
    words = Words.of(mart.settings)
    uplift = words.lever_share(view.scenario.uplift)
    npv = figures["npv_cash"].text
    payback = view.economics.payback_cash
    horizon = mart.settings.horizon_months
    if payback is None:
        return (
            f"At an uplift of {uplift} the programme does not pay back within {horizon} months: "
            f"in cash it comes to {npv}."
        )
    text = f"At an uplift of {uplift} it pays back in month {payback}, and is worth {npv} in cash"
    if view.economics.breakeven_uplift_cash:
        floor = _from(words, view.economics.breakeven_uplift_cash)
        text += f"; from {floor} it does not lose money"
    return f"{text}."


def _moved(mart: Mart, figures: Mapping[str, Figure], figure: Figure, kpi: Kpi) -> str:
    change = figures.get(f"{figure.key}.change")
    if change is None or change.value is None:
        return f" in {figure.period}"
    if not round(change.value, 3 if kpi.unit == "share" else 0):
        return ", as a year ago"
    size = Words.of(mart.settings).difference(abs(change.value), kpi.unit)
    return f", {size} {'more' if change.value > 0 else 'less'} than a year ago"


def _from(words: Words, breakeven: float) -> str:
    """Write a breakeven uplift, rounded up: at what is said the programme must not lose."""
    return words.lever_share(math.ceil(breakeven * 1000) / 1000)


def _has(people: Sequence[object]) -> str:
    return "has" if len(people) == 1 else "have"
