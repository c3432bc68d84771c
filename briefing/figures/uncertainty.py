"""uncertainty_figures: how far a scenario's value may lie apart, and what decides it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.figures.kpi import kpi_sources, kpi_title
from briefing.figures.model import Figure, Source, row_source
from briefing.figures.money import MoneyView, money_sources
from briefing.figures.words import Words, listed
from briefing.figures.workings import assumption_text
from briefing.forecast.scenario import LEVERS
from briefing.forecast.tornado import Swing, tornado
from briefing.kpis.catalogue import catalogue_of
from briefing.privacy import ORGANISATION
from briefing.store.mart import Mart

DRAWN = (
    "4,096 cases at scrambled Sobol points, the same for every setting: each assumption from its "
    "PERT distribution between low and high, each KPI's course from the normal distribution with "
    "its forecast's spread"
)
_MOST_ROWS = 8
_ONE_AT_A_TIME = "one input at a time, all others at base"
_BY_CURVE = "by a smooth curve through the ordered cases"
_SPREAD = (
    (
        "npv_cash_low",
        "Net present value, cash only, P10",
        f"one drawn case in ten comes to less, {_BY_CURVE}",
    ),
    (
        "npv_cash_high",
        "Net present value, cash only, P90",
        f"one drawn case in ten comes to more, {_BY_CURVE}",
    ),
    ("loss_chance", "Chance of a loss, cash only", "the share of drawn cases below zero"),
)


@dataclass(frozen=True)
class TornadoRow:
    """One input with its ends: what it is there, and what present value is, as it is printed."""

    title: str
    npv_low: float
    npv_high: float
    low_text: str
    high_text: str


@dataclass(frozen=True)
class Tornado:
    """What the exhibit shows: its title, the base case, and the rows, the widest first."""

    title: str
    subtitle: str
    base: float
    base_text: str
    rows: Sequence[TornadoRow]


def uncertainty_figures(mart: Mart, view: MoneyView) -> Iterator[Figure]:
    """Give how far the value may lie apart, and what decides it."""
    yield from spread_figures(mart, view)
    yield from tornado_figures(mart, view)


def spread_figures(mart: Mart, view: MoneyView) -> Iterator[Figure]:
    """Give P10, P90 and the chance of a loss: `npv_cash_low`, `npv_cash_high`, `loss_chance`."""
    words, found = Words.of(mart.settings), view.outlook
    sources = tuple(money_sources(mart, view))
    for key, title, says in _SPREAD:
        value = getattr(found, key) if found else None
        is_share = key == "loss_chance"
        text = view.reason or (
            chance_text(words, value) if is_share else words.value(value, "money")
        )
        yield _figure(
            mart, view, key, title, value, "share" if is_share else "money", text,
            f"{says}; {DRAWN}", sources,
        )  # fmt: skip


def tornado_figures(mart: Mart, view: MoneyView) -> Iterator[Figure]:
    """Give present value at each input's two ends: `npv_cash.adoption.at_low`."""
    if view.basis is None or view.scenario is None:
        return
    words = Words.of(mart.settings)
    for swing in tornado(view.basis, view.scenario):
        for end, value in (("low", swing.npv_low), ("high", swing.npv_high)):
            at = _at(mart, swing, end)
            yield _figure(
                mart, view, f"npv_cash.{swing.name}.at_{end}",
                f"Net present value, cash only, {_title(mart, swing)} at {at}", value, "money",
                words.money(value), f"net present value, cash only, {_ONE_AT_A_TIME}",
                tuple(dict.fromkeys(_sources(mart, view, swing))),
            )  # fmt: skip


def build_tornado(mart: Mart, view: MoneyView) -> Tornado | str:
    """Gather what matters most to a scenario's value, or say why it cannot be told."""
    if view.basis is None or view.scenario is None or view.economics is None:
        return view.reason or "there is no scenario"
    swings = tornado(view.basis, view.scenario)
    if not swings:
        return "No assumption that cash rests on has a low apart from its high"
    words = Words.of(mart.settings)
    return Tornado(
        title=_message(mart, words, swings),
        subtitle=f"Net present value, cash only, {_ONE_AT_A_TIME}; scenario {view.scenario.label}",
        base=view.economics.npv_cash,
        base_text=words.money(view.economics.npv_cash),
        rows=[
            TornadoRow(
                _title(mart, swing),
                swing.npv_low,
                swing.npv_high,
                f"{_at(mart, swing, 'low')}: {words.money(swing.npv_low)}",
                f"{_at(mart, swing, 'high')}: {words.money(swing.npv_high)}",
            )
            for swing in swings[:_MOST_ROWS]
        ],
    )


def _figure(  # noqa: PLR0913, PLR0917 a figure has many parts
    mart: Mart,
    view: MoneyView,
    key: str,
    title: str,
    value: float | None,
    unit: str,
    text: str,
    formula: str,
    sources: tuple[Source, ...],
) -> Figure:
    return Figure(
        key=key,
        title=title,
        value=value,
        unit=unit,
        text=text,
        period=f"{mart.settings.horizon_months} months, {view.label}",
        as_of=mart.as_of,
        n=None,
        formula=formula,
        sources=sources,
        reason=view.reason if value is None else None,
        rests_on=view.rests_on,
    )


def _message(mart: Mart, words: Words, swings: Sequence[Swing]) -> str:
    """Name the two inputs that matter most, and how far the first alone moves the value."""
    first = swings[0]
    named = [_title(mart, swing) for swing in swings[:2]]
    names = listed([named[0], *(name[:1].lower() + name[1:] for name in named[1:])])
    squares = [swing.width**2 for swing in swings]
    one = len(named) == 1
    if sum(squares[:2]) > sum(squares) / 2:
        claim = f"{names} {'decides' if one else 'decide'} most of the value"
    else:
        claim = f"{names} {'matters' if one else 'matter'} most to the value"
    low, high = sorted((first.npv_low, first.npv_high))
    return f"{claim}: {named[0]} alone takes it from {words.money(low)} to {words.money(high)}"


def _title(mart: Mart, swing: Swing) -> str:
    """Name an input as a row does: Uplift, Margin, Uplift of voluntary attrition."""
    kpi = swing.name.removeprefix("uplift_")
    if swing.is_course or kpi != swing.name:
        known = catalogue_of(mart).get(kpi)
        name = kpi_title(known, mart, ORGANISATION) if known else kpi.replace("_", " ")
        return f"{'Course' if swing.is_course else 'Uplift'} of {name[:1].lower() + name[1:]}"
    lever = next((lever.title for lever in LEVERS if lever.key == swing.name), None)
    return lever or swing.name.replace("_", " ").capitalize()


def _at(mart: Mart, swing: Swing, end: str) -> str:
    """Write an input's own value at one end; a course has none that could be set."""
    value = swing.at_low if end == "low" else swing.at_high
    if value is None:
        return "low course" if end == "low" else "high course"
    return assumption_text(Words.of(mart.settings), swing.name, value)


def chance_text(words: Words, value: float | None) -> str:
    """Write a chance in whole per cent; a drawn share is never certain."""
    if value is None:
        return words.value(None, "share")
    if value < 0.01:
        return f"under {words.share(0.01, 0)}"
    return f"over {words.share(0.99, 0)}" if value > 0.99 else words.share(value, 0)


def _sources(mart: Mart, view: MoneyView, swing: Swing) -> Iterator[Source]:
    """Give the cells of an input's range first, then all that the money rests on."""
    kpi = catalogue_of(mart).get(swing.name)
    if swing.is_course and kpi:
        yield from kpi_sources(mart, kpi)
    elif row := mart.assumptions().get(swing.name):
        yield row_source(mart.loads, "assumptions", row.origin, ["low", "base", "high"])
    yield from money_sources(mart, view)
