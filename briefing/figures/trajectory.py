"""Trajectory: one measure as it was, as it goes on, and as it would go after learning."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from briefing.figures.backtest import backtest_text
from briefing.figures.kpi import kpi_title
from briefing.figures.money import MoneyView
from briefing.figures.words import Words, decimals
from briefing.forecast.bands import Course, after, band
from briefing.forecast.baseline import NO_HISTORY
from briefing.forecast.basis import Basis, Months
from briefing.forecast.draws import draw
from briefing.forecast.scenario import shipped_scenarios
from briefing.forecast.value import evaluate
from briefing.kpis.catalogue import Kpi, catalogue_of
from briefing.kpis.run import ROLLING
from briefing.privacy import ORGANISATION
from briefing.store.mart import Mart

FIRST_KPI = "revenue_per_fte"
"""The measure that is shown until another is chosen."""

_THOUSAND = 1000.0
_FEW_THOUSAND = 10_000.0
"""Below it, money in thousands would lose what the exhibit is about."""


@dataclass(frozen=True)
class Trajectory:
    """What the exhibit shows, in the unit it is drawn in, with every text as it is printed.

    A measure's value is divided by `scale` to be drawn. The paths, the band of P10 to P90 and the
    low and high ends of the current path's 80% and 95% interval start in the month after the
    last actual. `net_so_far` runs from month 0, in thousands; `money_texts` are its lowest and its
    last value. The axes reach at least over `level_room` and `net_room`, the same for every
    setting, so that they stand still while a lever moves. `backtest_text` says where the
    intervals end and how often they held before.
    """

    kpi: str
    title: str
    unit_line: str
    scale: float
    period: str
    axis_format: str
    actual_months: Sequence[date]
    actual: Sequence[float]
    as_we_are: Sequence[float]
    as_we_are_80: tuple[Sequence[float], Sequence[float]]
    as_we_are_95: tuple[Sequence[float], Sequence[float]]
    after_learning: Sequence[float]
    band: tuple[Sequence[float], Sequence[float]]
    end_texts: tuple[str, str]
    net_so_far: Sequence[float]
    money_title: str
    money_texts: tuple[str, str]
    payback_month: int | None
    payback_text: str
    backtest_text: str
    level_room: Sequence[float] = ()
    net_room: Sequence[float] = ()
    locale: str = "en_GB"

    def on_axis(self, value: float) -> str:
        """Write a value as the axis does."""
        words, digits = Words(self.locale, ""), int(self.axis_format.strip(",.%f"))
        if self.axis_format.endswith("%"):
            return words.share(value, digits)
        return words.number(value, digits)


def build_trajectory(
    mart: Mart, view: MoneyView, kpi_key: str, still: Trajectory | str | None = None
) -> Trajectory | str:
    """Gather one measure's trajectory for the organisation, or say what is missing for it.

    `still` is what `still_trajectory` gives of it, where it is at hand.
    """
    still = still or still_trajectory(mart, view.basis, kpi_key)
    course = course_of(mart, catalogue_of(mart)[kpi_key])
    if isinstance(still, str) or course is None:
        return str(still)
    if view.basis is None or view.scenario is None or view.economics is None:
        return view.reason or "there is no scenario"
    return at_setting(
        mart,
        still,
        view.economics.payback_cash,
        (
            after(course, view.basis, view.scenario),
            *band(course, view.basis, view.scenario, view.draws or draw(view.basis)),
        ),
        np.cumsum(view.economics.net_cash),
    )


def still_trajectory(mart: Mart, basis: Basis | None, kpi_key: str) -> Trajectory | str:
    """Gather what no lever moves, with room on the axes, or say what is missing for it."""
    kpi = catalogue_of(mart)[kpi_key]
    course = course_of(mart, kpi)
    if course is None:
        if kpi.vanity:
            return f"{kpi.title} counts activity and not what came of it: it has no trajectory"
        check = mart.baseline_check(kpi.key, ORGANISATION)
        return f"{kpi.title} has {check.reason if check else NO_HISTORY}"
    still = _as_we_are(mart, kpi)
    if basis is None:
        return still
    shipped = shipped_scenarios(mart.assumptions(), mart.costs(), mart.settings.discount_rate)
    ends = shipped["conservative"], shipped["stretch"]
    return replace(
        still,
        level_room=[value for end in ends for value in after(course, basis, end) / still.scale],
        net_room=[
            value for end in ends for value in np.cumsum(evaluate(basis, end).net_cash) / _THOUSAND
        ],
    )


def course_of(mart: Mart, kpi: Kpi) -> Course | None:
    """Give a measure's current trajectory to the horizon; None where there is too little of it."""
    baseline, months = mart.baseline(kpi.key, ORGANISATION), mart.settings.horizon_months
    if not baseline.path:
        return None
    path, spread = (np.asarray(part[:months]) for part in (baseline.path, baseline.spread))
    return Course(kpi.key, path, spread, kpi.better, kpi.unit)


def at_setting(
    mart: Mart,
    data: Trajectory,
    payback: int | None,
    courses: tuple[Months, Months, Months],
    net_so_far: Months,
) -> Trajectory:
    """Give a trajectory under another setting of the levers.

    `courses` are the measure's after learning, and P10 and P90 of it, in its own unit;
    `net_so_far` is the cash so far in currency, from month 0.
    """
    words, kpi = Words.of(mart.settings), catalogue_of(mart)[data.kpi]
    improved, low, high = ((course / data.scale).tolist() for course in courses)
    net = (net_so_far / _THOUSAND).tolist()
    return replace(
        data,
        after_learning=improved,
        band=(low, high),
        end_texts=(data.end_texts[0], _end(words, kpi, improved[-1])),
        net_so_far=net,
        money_texts=(words.number(min(net)), _signed(words, net[-1])),
        payback_month=payback,
        payback_text=_payback(payback, mart.settings.horizon_months),
    )


def _as_we_are(mart: Mart, kpi: Kpi) -> Trajectory:
    """Give what no lever moves: all is as if nothing were done."""
    words = Words.of(mart.settings)
    cells = mart.cells(kpi.key, ORGANISATION, ROLLING)
    values = [cell.value for cell in cells if cell.value is not None]
    in_thousands = kpi.unit == "money" and max(map(abs, values)) >= _FEW_THOUSAND
    scale = _THOUSAND if in_thousands else 1.0
    baseline, months = mart.baseline(kpi.key, ORGANISATION), mart.settings.horizon_months

    def drawn(path: Sequence[float]) -> list[float]:
        return [value / scale for value in path[:months]]

    path = drawn(baseline.path)
    text = _end(words, kpi, path[-1])
    interval_80 = drawn(baseline.low_80), drawn(baseline.high_80)
    interval_95 = drawn(baseline.low_95), drawn(baseline.high_95)
    ends = (
        f"As we are: {_between(words, kpi, interval_80)} ({words.share(0.8, 0)}), "
        f"{_between(words, kpi, interval_95)} ({words.share(0.95, 0)})"
    )
    return Trajectory(
        kpi=kpi.key,
        title=kpi_title(kpi, mart, ORGANISATION),
        unit_line=_unit_line(words, kpi, in_thousands=in_thousands),
        scale=scale,
        period=words.period(cells[-1]),
        axis_format=".1%" if kpi.unit == "share" else f",.{decimals(kpi.unit)}f",
        actual_months=[cell.ends_on for cell in cells],
        actual=[value / scale for value in values],
        as_we_are=path,
        as_we_are_80=interval_80,
        as_we_are_95=interval_95,
        after_learning=path,
        band=(path, path),
        end_texts=(text, text),
        net_so_far=[0.0],
        money_title=f"Net benefit so far, cash only, {f'{words.money_sign} thousand'.strip()}",
        money_texts=("", ""),
        payback_month=None,
        payback_text="",
        backtest_text=backtest_text(mart, kpi.key, ends),
        locale=mart.settings.locale,
    )


def _unit_line(words: Words, kpi: Kpi, *, in_thousands: bool) -> str:
    match kpi.unit:
        case "money":
            unit = " ".join(part for part in (words.money_sign, "thousand" if in_thousands else "")
                            if part) or "money"  # fmt: skip
        case "share":
            unit = "%"
        case "rate" if kpi.yearly:
            # The title says what it is of what, as in incidents per 100 people.
            return "a year"
        case _:
            unit = kpi.unit
    return f"{unit} a year" if kpi.yearly else unit


def _end(words: Words, kpi: Kpi, value: float) -> str:
    """Write a line's last value with one decimal more than a headline: the gap must be read."""
    digits = decimals(kpi.unit) + (1 if abs(value) < _THOUSAND else 0)
    return words.share(value) if kpi.unit == "share" else words.number(value, digits)


def _between(words: Words, kpi: Kpi, interval: tuple[list[float], list[float]]) -> str:
    """Write the two ends of an interval in its last month."""
    low, high = (_end(words, kpi, course[-1]) for course in interval)
    return f"{low} to {high}"


def _signed(words: Words, value: float) -> str:
    return ("+" if value > 0 else "") + words.number(value)


def _payback(month: int | None, horizon: int) -> str:
    if month is None:
        return f"not paid back within {horizon} months"
    return f"pays back in month {month}"
