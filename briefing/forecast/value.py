"""Economics: what a scenario is worth: present value, return, payback, breakeven and delay.

Conventions, stated wherever the numbers are: monthly rate (1+r)^(1/12)-1, flows at month's
end, one-off costs at the start, nominal, before tax.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from briefing.forecast.basis import Basis, Months
from briefing.forecast.flows import flows_of, present_value
from briefing.forecast.scenario import Scenario, track_end

CHECKPOINT_MONTHS = 3
"""A pilot is judged after 90 days."""


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


def evaluate(basis: Basis, scenario: Scenario) -> Economics:
    """Work out a scenario in money over the horizon."""
    flows = flows_of(basis, scenario)
    later = flows_of(basis, replace(scenario, start_delay=scenario.start_delay + 1))
    rate, start = scenario.discount_rate, round(scenario.start_delay)
    npv_cash, npv_full = present_value(flows.cash, rate), present_value(flows.full, rate)
    return Economics(
        npv_cash=npv_cash,
        npv_full=npv_full,
        return_cash=_ratio(npv_cash, present_value(flows.paid, rate)),
        return_full=_ratio(npv_full, present_value(flows.paid + flows.hours, rate)),
        payback_cash=_payback(flows.cash),
        payback_full=_payback(flows.full),
        delay_cost_cash=npv_cash - present_value(later.cash, rate),
        breakeven_uplift_cash=_breakeven(basis, scenario),
        net_cash=flows.cash,
        net_full=flows.full,
        costs_cash=float(flows.paid.sum()),
        benefits_cash=float((flows.cash + flows.paid).sum()),
        checkpoint_cash=float(flows.paid[: start + CHECKPOINT_MONTHS + 1].sum()),
        peak_funding_cash=max(0.0, -float(np.cumsum(flows.cash).min())),
        benefits_by_stream={kpi: float(benefit.sum()) for kpi, benefit in flows.gross.items()},
    )


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
    values = [_cash_value(basis, replace(scenario, uplift=point)) for point in points]
    if values[0] >= 0:
        return 0.0
    for (left, low), (right, high) in pairwise(zip(points, values, strict=True)):
        if low < 0 <= high:
            return left + (right - left) * -low / (high - low)
    return None


def _cash_value(basis: Basis, scenario: Scenario) -> float:
    return present_value(flows_of(basis, scenario).cash, scenario.discount_rate)
