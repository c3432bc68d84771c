"""Months: the values that each line of the monthly model has, as the forecast works them out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from briefing.exports.financial_model.streams import guard_factor
from briefing.forecast.basis import Basis, Months
from briefing.forecast.flows import Flows, flows_of, own_uplift, ramp
from briefing.forecast.scenario import Scenario

FIRST_YEAR = 12


@dataclass(frozen=True)
class Monthly:
    """A scenario by month, 0 to the horizon; the streams' lines are by KPI.

    `worth` is what an improvement of 100% would be worth, `reach` the share of an uplift that
    is felt, and `counts` is 1 where benefits count.
    """

    flows: Flows
    ramp: Months
    counts: Months
    reach: Months
    joining: Months
    worth: Mapping[str, Months]
    improvement: Mapping[str, Months]
    discount: Months


def monthly(basis: Basis, scenario: Scenario) -> Monthly:
    """Work out the lines of a scenario that stand between its levers and its flows."""
    months = np.arange(basis.horizon + 1)
    reached = ramp(scenario, basis.horizon)
    counts = (months > scenario.start_delay).astype(float)
    if "first_year" in scenario.guardrails:
        counts *= months <= scenario.start_delay + FIRST_YEAR
    reach = scenario.adoption * reached * counts
    return Monthly(
        flows=flows_of(basis, scenario),
        ramp=reached,
        counts=counts,
        reach=reach,
        joining=np.diff(reached, prepend=0.0) * basis.headcount * scenario.adoption,
        worth={
            part.stream.kpi: np.concatenate(
                [[0.0], part.path[: basis.horizon] * part.volume_a_month * part.price]
            )
            for part in basis.streams
        },
        improvement={
            part.stream.kpi: own_uplift(basis, part.stream.kpi, scenario.uplift)
            * guard_factor(scenario, part)
            * reach
            for part in basis.streams
        },
        discount=(1 + scenario.discount_rate) ** (-months / 12),
    )


def a_month_later(basis: Basis, scenario: Scenario) -> Monthly:
    """Work out the same programme as it starts a month later, counted to the same last month."""
    return monthly(basis, replace(scenario, start_delay=scenario.start_delay + 1))
