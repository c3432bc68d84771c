"""flows_of: a scenario month by month: ramp, improvement, benefits by stream, and costs."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy_financial as npf

from briefing.forecast.basis import Basis, Months, StreamBasis
from briefing.forecast.scales import scale_of
from briefing.forecast.scenario import Scenario

FIRST_YEAR = 12


@dataclass(frozen=True)
class Flows:
    """A scenario's money by month, from month 0 to the horizon, not discounted.

    `gross` has each stream's benefit by KPI, before overlaps are netted. `cash` and `full` are
    the net flows: cashable benefits less what is `paid`, and all netted benefits less what is
    paid and the learners' own `hours`. `paid_for` has what is paid by the column of Costs.
    """

    gross: Mapping[str, Months]
    paid_for: Mapping[str, Months]
    paid: Months
    hours: Months
    cash: Months
    full: Months


def own_uplift(basis: Basis, kpi: str, uplift: float) -> float:
    """Give the uplift of one KPI where the headline's lever stands at `uplift`.

    A KPI with low, base and high of its own goes through them as the lever goes through the
    headline's; beyond the high it goes on in proportion.
    """
    own = basis.own_uplifts.get(kpi)
    return uplift if own is None else _through(own, basis.uplift_points, uplift)


@lru_cache(maxsize=1024)
def _through(
    own: tuple[float, float, float], headline: tuple[float, float, float], uplift: float
) -> float:
    """Give where a KPI's own low, base and high are as far along as `uplift` is in the headline's.

    Kept, since most settings of the other levers ask for the same.
    """
    low, base, high = headline
    if uplift <= 0 or high <= 0:
        return 0.0
    # Where ends of the headline's range fall together, base counts.
    known = {0.0: 0.0, low: own[0], high: own[2], base: own[1]}
    known[0.0] = 0.0
    points = sorted(known)
    if uplift > high:
        return known[high] * uplift / high
    return float(np.interp(uplift, points, [known[point] for point in points]))


def ramp(scenario: Scenario, months: int) -> Months:
    """Give the share of adoption that is reached at the end of months 0 to `months`."""
    since_start = np.maximum(0.0, np.arange(months + 1) - scenario.start_delay)
    reached: Months = np.minimum(1.0, since_start / scenario.ramp_months)
    return reached


def improvement(basis: Basis, kpi: str, scenario: Scenario, months: int) -> Months:
    """Give a KPI's relative improvement in months 1 to `months`: uplift × adoption × ramp."""
    most = own_uplift(basis, kpi, scenario.uplift) * scenario.adoption
    return most * ramp(scenario, months)[1:]


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


def flows_of(basis: Basis, scenario: Scenario) -> Flows:
    """Work out a scenario's flows. One-off costs are paid in the month of the start."""
    start, months = round(scenario.start_delay), basis.horizon + 1
    reached = ramp(scenario, basis.horizon)
    gross = {part.stream.kpi: _benefit(basis, part, scenario, reached) for part in basis.streams}
    benefits, cashable = np.zeros(months), np.zeros(months)
    for part in basis.streams:
        netted = gross[part.stream.kpi] * (1 - part.netted)
        benefits += netted
        cashable += netted * part.cashable
    joining = reached.copy()
    joining[1:] -= reached[:-1]
    joining *= basis.headcount * scenario.adoption
    running, one_off = np.zeros(months), np.zeros(months)
    running[start + 1 :] = basis.per_month
    # A start beyond the horizon is paid after it.
    one_off[start : start + 1] = basis.one_off
    planned = {
        "one_off": one_off,
        "per_learner": joining * scenario.cost_per_learner,
        "per_month": running,
    }
    paid_for = {column: flows * basis.overrun for column, flows in planned.items()}
    paid = sum(paid_for.values(), np.zeros(months))
    hours = joining * scenario.hours_per_learner * basis.hourly_cost
    return Flows(gross, paid_for, paid, hours, cashable - paid, benefits - paid - hours)


def present_value(flows: Months, discount_rate: float) -> float:
    """Give the present value of monthly flows, the first of them today, at a yearly rate."""
    return float(npf.npv((1 + discount_rate) ** (1 / 12) - 1, flows))


def discounts(discount_rate: float, horizon: int) -> Months:
    """Give what 1 at the end of months 0 to `horizon` is worth today, at a yearly rate."""
    worth: Months = (1 + discount_rate) ** (-np.arange(horizon + 1) / 12)
    return worth


def credited(part: StreamBasis, guardrails: frozenset[str]) -> float:
    """Give the share of a stream's improvement that the guardrails let count."""
    if "evidence" in guardrails and not part.has_evidence:
        return 0.0
    return part.confidence if "confidence" in guardrails else 1.0


def _benefit(basis: Basis, part: StreamBasis, scenario: Scenario, reached: Months) -> Months:
    """Give one stream's gross benefit in months 0 to the horizon, as far as guardrails let it.

    `reached` is the scenario's ramp, the same for all streams.
    """
    most = own_uplift(basis, part.stream.kpi, scenario.uplift) * scenario.adoption
    better = reached[1:] * (most * credited(part, scenario.guardrails))
    if "first_year" in scenario.guardrails:
        better[round(scenario.start_delay) + FIRST_YEAR :] = 0.0
    benefit = part.path[: basis.horizon] * part.volume_a_month * part.price * better
    return np.concatenate([[0.0], benefit])
