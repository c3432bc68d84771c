"""Cases, Parts: the present value of many cases at once, in closed form.

`flows.py` works one scenario out month by month; this gives the same present values, of
thousands of cases, without their months. Both are one formula: tests hold them equal.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from briefing.forecast.basis import Basis, Months, StreamBasis
from briefing.forecast.draws import Draws, Many
from briefing.forecast.flows import FIRST_YEAR, credited, discounts, own_uplift
from briefing.forecast.scenario import Scenario

Rows = NDArray[np.float64]


@dataclass(frozen=True)
class Parts:
    """What present value, cash only, is made of in each case: a straight line in most levers.

    It is adoption × (uplifts × `benefits` − cost per learner × `learners`) − `fixed`. `benefits`
    has a row for each of the uplifts that `Cases.uplifts` gives.
    """

    benefits: Rows
    learners: Many
    fixed: Many

    @property
    def base(self) -> "Parts":
        """The base case alone."""
        return Parts(self.benefits[:, :1], self.learners[:1], self.fixed[:1])

    def cash(self, uplifts: Rows, adoption: Rows, cost_per_learner: Rows) -> Rows:
        """Give the present value, cash only, of each case.

        All three may have a row for each of several settings, and so has the answer then.
        """
        gained = uplifts @ self.benefits - cost_per_learner * self.learners
        value: Rows = adoption * gained
        value -= self.fixed
        return value


@dataclass(frozen=True)
class _Row:
    """A part of a stream's cash: by month for each unit of weight and uplift, and its weights.

    The uplift is the KPI's own where the lever stands, or 1 where `kpi` is empty: what a base of
    0 makes an addition to the lever does not move with it.
    """

    kpi: str
    monthly: Months
    weights: Many


class Cases:
    """Drawn cases of a basis: what of them no lever moves, worked out once for all settings."""

    def __init__(self, basis: Basis, draws: Draws, guardrails: frozenset[str]) -> None:
        """Take the streams that bring cash under these guardrails, with each case's price."""
        self._basis, self._draws, self._guardrails = basis, draws, guardrails
        overrun = basis.ranges.get("cost_overrun")
        self._overrun = 1 + draws.of("cost_overrun", overrun.base if overrun else 0.0)
        self._rows = [
            row for part in basis.streams for row in _rows_of(basis, part, draws, guardrails)
        ]
        empty = np.zeros((0, basis.horizon)), np.zeros((0, draws.count))
        self._monthly = np.stack([row.monthly for row in self._rows]) if self._rows else empty[0]
        self._weights = np.stack([row.weights for row in self._rows]) if self._rows else empty[1]

    def uplifts(self, uplift: float) -> Many:
        """Give the uplift of each row of benefits where the headline's lever is at `uplift`."""
        kpis = [row.kpi for row in self._rows]
        own = {kpi: own_uplift(self._basis, kpi, uplift) if kpi else 1.0 for kpi in kpis}
        return np.array([own[kpi] for kpi in kpis])

    def parts(self, scenario: Scenario) -> Parts:
        """Give what the cases' present values are made of, at a ramp, a delay and a rate."""
        basis, start = self._basis, round(scenario.start_delay)
        worth = discounts(scenario.discount_rate, basis.horizon)
        ahead = worth[start + 1 :]
        counted = ahead[:FIRST_YEAR] if "first_year" in self._guardrails else ahead
        ramp = self._draws.of("ramp_months", scenario.ramp_months)
        benefits = _ramped(self._monthly[:, start : start + counted.size] * counted, ramp)
        benefits *= self._weights
        one_off = basis.one_off * worth[start] if start < worth.size else 0.0
        return Parts(
            benefits,
            learners=self._overrun * (basis.headcount * _joining(ramp, ahead)),
            fixed=self._overrun * (one_off + basis.per_month * ahead.sum()),
        )

    def cash(self, scenario: Scenario) -> Many:
        """Give the present value, cash only, of each case of a scenario, the base case first."""
        return self.parts(scenario).cash(
            self.uplifts(scenario.uplift),
            adoption_of(self._draws, scenario.adoption),
            np.array(scenario.cost_per_learner),
        )

    def at_rates(self, scenario: Scenario, rates: Sequence[float]) -> Rows:
        """Give the cases' present values, cash only, at several yearly rates: a row for each.

        Month by month, since a rate changes what a month's flow is worth and not the flow.
        """
        basis, start = self._basis, round(scenario.start_delay)
        since = np.arange(1, basis.horizon + 1)[:, np.newaxis] - start
        reached = np.clip(since / self._draws.of("ramp_months", scenario.ramp_months), 0.0, 1.0)
        flows = np.zeros((basis.horizon + 1, self._draws.count))
        ahead = flows[1:]
        uplifts = self.uplifts(scenario.uplift)
        np.matmul((self._monthly * uplifts[:, np.newaxis]).T, self._weights, out=ahead)
        ahead *= reached
        if "first_year" in self._guardrails:
            ahead[start + FIRST_YEAR :] = 0.0
        learner = self._overrun * (basis.headcount * scenario.cost_per_learner)
        ahead -= np.diff(reached, axis=0, prepend=0.0) * learner
        flows *= adoption_of(self._draws, scenario.adoption)
        ahead[start:] -= self._overrun * basis.per_month
        flows[start : start + 1] -= self._overrun * basis.one_off
        worth: Rows = np.array([discounts(rate, basis.horizon) for rate in rates]) @ flows
        return worth


def adoption_of(draws: Draws, adoption: float) -> Many:
    """Give the adoption of each case: never more than everybody."""
    return np.clip(draws.of("adoption", adoption), 0.0, 1.0)


def _rows_of(
    basis: Basis, part: StreamBasis, draws: Draws, guardrails: frozenset[str]
) -> Iterator[_Row]:
    """Split a stream's cash by what scales it: its path, its course, its uplift as it is drawn."""
    share = credited(part, guardrails) * part.cashable
    if not share:
        return
    path, spread = part.path[: basis.horizon], part.spread[: basis.horizon]
    # A price that is added is stated for `per` of the KPI's units.
    per = part.stream.per
    price = draws.of(part.price_input, part.price * per) / per
    kept = 1 - np.clip(draws.of(part.stream.overlap_input, part.netted), 0.0, 1.0)
    cash = part.volume_a_month * share * price * kept
    course = draws.course(part.stream.kpi, path, spread)
    drawn = [(part.stream.kpi, cash * draws.factors.get(part.uplift_input, 1.0))]
    if part.uplift_input in draws.shifts:
        drawn.append(("", cash * draws.shifts[part.uplift_input]))
    for kpi, weights in drawn:
        yield _Row(kpi, path, weights)
        if draws.courses and spread.any():
            yield _Row(kpi, spread, weights * course)


def _ramped(monthly: Rows, ramp: Many) -> Rows:
    """Sum rows of monthly amounts at full ramp, in each case as far as its ramp has come.

    With r the ramp, n its whole months and v the amount in month m after the start:
    Σ v min(1, m / r) = (Σ m v up to month n) / r + Σ v after it. Both sums are looked up.
    """
    months = monthly.shape[1]
    whole = np.minimum(ramp, months).astype(int)
    rising, level = _so_far(monthly * np.arange(1, months + 1)), _so_far(monthly)
    summed: Rows = rising.take(whole, axis=1)
    summed /= ramp
    summed += (level[:, -1:] - level).take(whole, axis=1)
    return summed


def _joining(ramp: Many, worth: Many) -> Many:
    """Give today's worth of 1 for each learner, paid as they join: evenly until the ramp ends."""
    whole = np.minimum(ramp, worth.size).astype(int)
    # In the month in which the ramp ends the rest of it joins.
    last = np.append(worth, 0.0)
    joined: Many = (_so_far(worth) - np.arange(last.size) * last)[whole] / ramp
    joined += last[whole]
    return joined


def _so_far(monthly: Rows) -> Rows:
    """Give the sums of the first 0, 1, 2 ... months."""
    sums: Rows = np.zeros((*monthly.shape[:-1], monthly.shape[-1] + 1))
    np.cumsum(monthly, axis=-1, out=sums[..., 1:])
    return sums
