"""Economics: what a scenario is worth: present value, return, payback, breakeven and delay.

Conventions, stated wherever the numbers are: monthly rate (1+r)^(1/12)-1, flows at month's
end, one-off costs at the start, nominal, before tax.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import numpy_financial as npf

from briefing.forecast.basis import Basis, Months, StreamBasis
from briefing.forecast.flows import flows_of, present_value
from briefing.forecast.scenario import Scenario, track_end

CHECKPOINT_MONTHS = 3
"""A pilot is judged after 90 days."""


@dataclass(frozen=True)
class StreamValue:
    """One stream over the horizon, not discounted: `gross` as if it stood alone.

    `netted` is what another stream has of it already; of the rest `cashable` is the share, and
    `cash` the amount, that shows in the bank account.
    """

    gross: float
    netted: float
    cashable: float
    cash: float


@dataclass(frozen=True)
class Economics:
    """A scenario in money. Arrays run from month 0 (the start) to the horizon.

    Cash counts the cashable share of the benefits and what is paid; full counts all of both,
    the learners' own hours too. Payback is None where it is not reached. `irr_cash` and `irr_full`
    are internal rates of return a year, or the reason why there is none. `costs_by_column` has
    what is paid by the column of Costs, and what the hours come to. `checkpoint_cash` is
    what is paid by the 90-day checkpoint, `peak_funding_cash` the deepest the cash so far goes
    below zero; both, like costs and benefits, undiscounted and not negative.
    """

    npv_cash: float
    npv_full: float
    return_cash: float | None
    return_full: float | None
    irr_cash: float | str
    irr_full: float | str
    payback_cash: int | None
    payback_full: int | None
    delay_cost_cash: float
    breakeven_uplift_cash: float | None
    net_cash: Months
    net_full: Months
    costs_cash: float
    costs_by_column: Mapping[str, float]
    benefits_cash: float
    checkpoint_cash: float
    peak_funding_cash: float
    streams: Mapping[str, StreamValue]


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
        irr_cash=_yearly(internal_rate(flows.cash)),
        irr_full=_yearly(internal_rate(flows.full)),
        payback_cash=payback(flows.cash),
        payback_full=payback(flows.full),
        delay_cost_cash=npv_cash - present_value(later.cash, rate),
        breakeven_uplift_cash=_breakeven(basis, scenario),
        net_cash=flows.cash,
        net_full=flows.full,
        costs_cash=float(flows.paid.sum()),
        costs_by_column={
            column: float(amount.sum())
            for column, amount in (*flows.paid_for.items(), ("hours_per_learner", flows.hours))
        },
        benefits_cash=float((flows.cash + flows.paid).sum()),
        checkpoint_cash=float(flows.paid[: start + CHECKPOINT_MONTHS + 1].sum()),
        peak_funding_cash=max(0.0, -float(np.cumsum(flows.cash).min())),
        streams={
            part.stream.kpi: _stream_value(part, float(flows.gross[part.stream.kpi].sum()))
            for part in basis.streams
        },
    )


def internal_rate(flows: Months) -> float | str:
    """Give the rate for each period at which the flows' present value is zero; or why not.

    Where the sign of the flows changes exactly once, there is exactly one (Descartes).
    """
    signs = np.sign(flows[flows != 0])
    changes = np.count_nonzero(np.diff(signs))
    if not signs.size:
        return "no money is paid or earned, so there is no rate of return"
    if not changes:
        what = "earned and none paid" if signs[0] > 0 else "paid and none earned"
        return f"net of each month money is only {what}, so there is no rate of return"
    if changes > 1:
        return (
            f"net money changes {changes} times between paid and earned, so that several rates "
            "of return would fit"
        )
    return float(npf.irr(flows))


def _yearly(monthly: float | str) -> float | str:
    return monthly if isinstance(monthly, str) else (1 + monthly) ** 12 - 1


def _stream_value(part: StreamBasis, gross: float) -> StreamValue:
    netted = gross * part.netted
    return StreamValue(gross, netted, part.cashable, (gross - netted) * part.cashable)


def _ratio(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def payback(flows: Months) -> int | None:
    """Give the month from whose end on the flows so far never again come to a loss."""
    losses = np.flatnonzero(np.cumsum(flows) < 0)
    if not losses.size:
        return 0
    month = int(losses[-1]) + 1
    return month if month < flows.size else None


def breakeven_points(basis: Basis) -> list[float]:
    """Give the uplifts between which present value is linear in the lever, both ends among them.

    A KPI's own uplift bends only at the low, base and high of the headline's.
    """
    return sorted({0.0, *basis.uplift_points, track_end("uplift", basis.uplift_points[-1])})


def breakeven(points: Sequence[float], values: Sequence[float]) -> float | None:
    """Give the smallest uplift at which cash does not come to a loss, of its values at `points`."""
    if values[0] >= 0:
        return 0.0
    for (left, low), (right, high) in pairwise(zip(points, values, strict=True)):
        if low < 0 <= high:
            return float(left + (right - left) * -low / (high - low))
    return None


def _breakeven(basis: Basis, scenario: Scenario) -> float | None:
    points = breakeven_points(basis)
    cases = [replace(scenario, uplift=point) for point in points]
    return breakeven(points, [_cash_value(basis, case) for case in cases])


def _cash_value(basis: Basis, scenario: Scenario) -> float:
    return present_value(flows_of(basis, scenario).cash, scenario.discount_rate)
