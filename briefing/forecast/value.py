"""Economics: what a scenario is worth, month by month, and the trajectory it makes.

Conventions, stated wherever the numbers are: monthly rate (1+r)^(1/12)-1, flows at month's
end, one-off costs at the start, nominal, before tax.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import numpy_financial as npf
from numpy.typing import NDArray

from briefing.forecast.scales import scale_of
from briefing.forecast.scenario import Scenario, track_end

Months = NDArray[np.float64]

CHECKPOINT_MONTHS = 3
"""A pilot is judged after 90 days."""


@dataclass(frozen=True)
class Stream:
    """One way in which a better KPI brings money: its KPI, and the assumption that prices it."""

    kpi: str
    price: str
    title: str
    formula: str


STREAMS = (
    Stream(
        "revenue_per_fte",
        "margin",
        "Productivity",
        "revenue per FTE × full-time equivalents × improvement × margin",
    ),
    Stream(
        "voluntary_attrition",
        "replacement_cost",
        "Replacement cost avoided",
        "voluntary attrition × headcount × improvement × cost of replacing a leaver",
    ),
)


@dataclass(frozen=True)
class StreamBasis:
    """What one stream rests on: the KPI's path, what it applies to in a month, and its price.

    `path` is the current trajectory in the KPI's yearly terms; times `volume_a_month` (a
    twelfth of the yearly denominator) it is the month's quantity.
    """

    stream: Stream
    path: Months
    volume_a_month: float
    price: float
    cashable: float


@dataclass(frozen=True)
class Basis:
    """What the money rests on, before any lever: all in currency, people and months."""

    horizon: int
    annual_rate: float
    headcount: float
    one_off: float
    per_month: float
    hours_per_learner: float
    hourly_cost: float
    streams: tuple[StreamBasis, ...]
    uplift_points: tuple[float, float, float]
    own_uplifts: Mapping[str, tuple[float, float, float]]


@dataclass(frozen=True)
class Economics:
    """A scenario in money. Arrays run from month 0 (the start) to the horizon.

    Cash counts the cashable share of the benefits and what is paid; full counts all of both,
    the learners' own hours too. Payback is None where it is not reached. `checkpoint_cash` is
    what is paid by the 90-day checkpoint, `peak_funding_cash` the deepest the cash so far goes
    below zero; both, like costs and benefits, undiscounted and not negative.
    """

    npv_cash: float
    npv_full: float
    return_cash: float | None
    return_full: float | None
    payback_cash: int | None
    payback_full: int | None
    delay_cost_cash: float
    breakeven_uplift_cash: float | None
    net_cash: Months
    net_full: Months
    costs_cash: float
    benefits_cash: float
    checkpoint_cash: float
    peak_funding_cash: float
    benefits_by_stream: Mapping[str, float]


def own_uplift(basis: Basis, kpi: str, uplift: float) -> float:
    """Give the uplift of one KPI where the headline's lever stands at `uplift`.

    A KPI with low, base and high of its own goes through them as the lever goes through the
    headline's; beyond the high it goes on in proportion.
    """
    own = basis.own_uplifts.get(kpi)
    if own is None:
        return uplift
    low, base, high = basis.uplift_points
    if uplift <= 0 or high <= 0:
        return 0.0
    # Where ends of the headline's range fall together, base counts.
    known = {0.0: 0.0, low: own[0], high: own[2], base: own[1]}
    known[0.0] = 0.0
    points = sorted(known)
    if uplift > high:
        return known[high] * uplift / high
    return float(np.interp(uplift, points, [known[point] for point in points]))


def improvement(basis: Basis, kpi: str, scenario: Scenario, months: int) -> Months:
    """Give a KPI's relative improvement in months 1 to `months`: uplift × adoption × ramp."""
    ramp = np.minimum(1.0, np.arange(1, months + 1) / scenario.ramp_months)
    return own_uplift(basis, kpi, scenario.uplift) * scenario.adoption * ramp


def after_learning(  # noqa: PLR0913, PLR0917 a measure's path, its words, and the scenario
    path: Months, better: str, unit: str, basis: Basis, kpi: str, scenario: Scenario
) -> Months:
    """Give the trajectory after learning of a 12-month measure, within its unit's scale.

    A 12-month measure feels a month's improvement as one twelfth of it for twelve months.
    """
    felt = np.cumsum(improvement(basis, kpi, scenario, path.size))
    felt[12:] -= felt[:-12].copy()
    improved: Months = path + (1 if better == "up" else -1) * np.abs(path) * felt / 12
    # No share passes 100%, however far the lever is moved.
    return np.clip(improved, *scale_of(unit, float(path.min()), float(path.max())))


def evaluate(basis: Basis, scenario: Scenario) -> Economics:
    """Work out a scenario in money over the horizon."""
    cash, full, paid, by_stream = _flows(basis, scenario)
    later_cash = _flows(basis, scenario, delay=1)[0]
    paid_in_full = paid + _hours(basis, scenario)
    npv_cash, npv_full = _present(basis, cash), _present(basis, full)
    return Economics(
        npv_cash=npv_cash,
        npv_full=npv_full,
        return_cash=_ratio(npv_cash, _present(basis, paid)),
        return_full=_ratio(npv_full, _present(basis, paid_in_full)),
        payback_cash=_payback(cash),
        payback_full=_payback(full),
        delay_cost_cash=npv_cash - _present(basis, later_cash),
        breakeven_uplift_cash=_breakeven(basis, scenario),
        net_cash=cash,
        net_full=full,
        costs_cash=float(paid.sum()),
        benefits_cash=float((cash + paid).sum()),
        checkpoint_cash=float(paid[: CHECKPOINT_MONTHS + 1].sum()),
        peak_funding_cash=max(0.0, -float(np.cumsum(cash).min())),
        benefits_by_stream=by_stream,
    )


def _flows(
    basis: Basis, scenario: Scenario, delay: int = 0
) -> tuple[Months, Months, Months, dict[str, float]]:
    """Give net cash, net in full, cash paid, and undiscounted benefit by stream."""
    run = basis.horizon - delay
    cash, full = np.zeros(basis.horizon + 1), np.zeros(basis.horizon + 1)
    by_stream: dict[str, float] = {}
    for part in basis.streams:
        better = improvement(basis, part.stream.kpi, scenario, run)
        benefit = part.path[delay : basis.horizon] * part.volume_a_month * part.price * better
        full[delay + 1 :] += benefit
        cash[delay + 1 :] += benefit * part.cashable
        by_stream[part.stream.kpi] = float(benefit.sum())
    paid, hours = np.zeros(basis.horizon + 1), np.zeros(basis.horizon + 1)
    paid[delay] = basis.one_off
    joining = _joining(basis, scenario, run)
    paid[delay + 1 :] = basis.per_month + joining * scenario.cost_per_learner
    hours[delay + 1 :] = joining * basis.hours_per_learner * basis.hourly_cost
    return cash - paid, full - paid - hours, paid, by_stream


def _joining(basis: Basis, scenario: Scenario, months: int) -> Months:
    """Give the people who start to learn in each month."""
    ramp = np.minimum(1.0, np.arange(months + 1) / scenario.ramp_months)
    joined: Months = np.diff(ramp) * basis.headcount * scenario.adoption
    return joined


def _hours(basis: Basis, scenario: Scenario) -> Months:
    joining = _joining(basis, scenario, basis.horizon)
    return np.concatenate([[0.0], joining * basis.hours_per_learner * basis.hourly_cost])


def _present(basis: Basis, flows: Months) -> float:
    return float(npf.npv((1 + basis.annual_rate) ** (1 / 12) - 1, flows))


def _ratio(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _payback(flows: Months) -> int | None:
    """Give the month from whose end on the flows so far never again come to a loss."""
    losses = np.flatnonzero(np.cumsum(flows) < 0)
    if not losses.size:
        return 0
    month = int(losses[-1]) + 1
    return month if month < flows.size else None


def _breakeven(basis: Basis, scenario: Scenario) -> float | None:
    """Give the smallest uplift at which the cash does not come to a loss.

    Exact: present value is linear in the lever between the points where a KPI's own uplift
    bends, and these are the low, base and high of the headline.
    """
    points = sorted({0.0, *basis.uplift_points, track_end("uplift", basis.uplift_points[-1])})
    values = [
        _present(basis, _flows(basis, replace(scenario, uplift=point))[0]) for point in points
    ]
    if values[0] >= 0:
        return 0.0
    for (left, low), (right, high) in pairwise(zip(points, values, strict=True)):
        if low < 0 <= high:
            return left + (right - left) * -low / (high - low)
    return None
