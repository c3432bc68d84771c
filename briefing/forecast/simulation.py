"""Outlook: what a scenario is worth, and between what values and with what chance of a loss."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from briefing.forecast.basis import Basis
from briefing.forecast.draws import Draws
from briefing.forecast.present import Cases
from briefing.forecast.quantiles import smooth_quantiles
from briefing.forecast.scenario import Scenario
from briefing.forecast.value import Economics, evaluate


@dataclass(frozen=True)
class Outlook:
    """The headline values of one setting, cash only unless they are named otherwise.

    Of the drawn cases one in ten comes to less than `npv_cash_low`, one in ten to more than
    `npv_cash_high`, half to less than `npv_cash_middle`, by a smooth curve through them;
    `npv_cash_mean` is their mean, and `loss_chance` the share that comes to less than nothing. All
    else is the base case's.
    """

    npv_cash_low: float
    npv_cash_middle: float
    npv_cash_high: float
    npv_cash_mean: float
    loss_chance: float
    npv_cash: float
    npv_full: float
    payback_cash: int | None
    breakeven_uplift_cash: float | None
    delay_cost_cash: float


def outlook(
    basis: Basis, scenario: Scenario, draws: Draws, economics: Economics | None = None
) -> Outlook:
    """Work out a scenario's headline values; `economics` are its, where they are known already."""
    base = economics or evaluate(basis, scenario)
    cash = Cases(basis, draws, scenario.guardrails).cash(scenario)
    (spread,) = spreads(cash[np.newaxis])
    return Outlook(
        *spread,
        npv_cash=base.npv_cash,
        npv_full=base.npv_full,
        payback_cash=base.payback_cash,
        breakeven_uplift_cash=base.breakeven_uplift_cash,
        delay_cost_cash=base.delay_cost_cash,
    )


def spreads(cases: NDArray[np.float64]) -> list[tuple[float, float, float, float, float]]:
    """Give P10, P50, P90, mean and the share below 0 of each row, whose first is its base case.

    Where nothing is drawn, the base case is all there is.
    """
    drawn = cases[:, 1:] if cases.shape[1] > 1 else cases
    low, middle, high = smooth_quantiles(np.sort(drawn, axis=1), (0.1, 0.5, 0.9))
    rows = zip(low, middle, high, drawn.mean(axis=1), (drawn < 0).mean(axis=1), strict=True)
    return [(float(a), float(b), float(c), float(d), float(e)) for a, b, c, d, e in rows]
