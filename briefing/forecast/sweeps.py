"""sweeps: every lever at every setting of its track, worked out at once.

A browser that has them can follow a lever that is dragged without asking, and without a formula.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from briefing.forecast.bands import Course, after, band
from briefing.forecast.basis import Basis
from briefing.forecast.draws import Draws
from briefing.forecast.flows import discounts, flows_of
from briefing.forecast.present import Cases, Parts, adoption_of
from briefing.forecast.scenario import LEVERS, Lever, Scenario
from briefing.forecast.simulation import Outlook, spreads
from briefing.forecast.value import breakeven, breakeven_points, payback

Rows = NDArray[np.float64]

_IN_STEPS = {"ramp_months", "start_delay"}
"""Levers along which the flows are no straight lines: all settings are worked out."""
_OUTSIDE_PARTS = {"uplift", "adoption", "cost_per_learner", "hours_per_learner"}
"""Levers that present value's parts do not rest on."""
_MOVE_COURSE = {"uplift", "adoption", "ramp_months", "start_delay"}
_COARSE = 11
"""Settings at which a band is worked out; between them it is taken as straight."""


@dataclass(frozen=True)
class Sweep:
    """One lever at every setting of its track, all others where the scenario has them.

    Rows are settings. `after`, `low` and `high` are the measure's 12-month values after learning,
    base case, P10 and P90, in months 1 to the horizon. `net_so_far` is the base case's cash so
    far in months 0 to the horizon.
    """

    lever: Lever
    settings: tuple[float, ...]
    outlooks: tuple[Outlook, ...]
    net_so_far: Rows
    after: Rows
    low: Rows
    high: Rows


def sweeps(
    basis: Basis,
    scenario: Scenario,
    draws: Draws,
    course: Course,
    levers: Sequence[Lever] = LEVERS,
) -> tuple[Sweep, ...]:
    """Sweep each lever from one end of its track to the other."""
    return tuple(
        Sweep(
            lever,
            lever.track,
            *money,
            *_courses(course, basis, scenario, draws, lever),
        )
        for lever, money in zip(levers, headlines(basis, scenario, draws, levers), strict=True)
    )


def headlines(
    basis: Basis, scenario: Scenario, draws: Draws, levers: Sequence[Lever] = LEVERS
) -> list[tuple[tuple[Outlook, ...], Rows]]:
    """Give each lever's outlooks along its track, and the base case's cash so far."""
    cases = Cases(basis, draws, scenario.guardrails)
    here, breaks = cases.parts(scenario), _Breakevens(basis, cases)
    return [_headline(basis, scenario, draws, lever, cases, here, breaks) for lever in levers]


def _headline(  # noqa: PLR0913, PLR0917 the last three are worked out once for all levers
    basis: Basis,
    scenario: Scenario,
    draws: Draws,
    lever: Lever,
    cases: Cases,
    here: Parts,
    breaks: "_Breakevens",
) -> tuple[tuple[Outlook, ...], Rows]:
    settings = _settings(scenario, lever)
    uplifts, adoption = cases.uplifts(scenario.uplift), adoption_of(draws, scenario.adoption)
    if lever.key in _OUTSIDE_PARTS:
        if lever.key == "uplift":
            uplifts = np.array([cases.uplifts(setting.uplift) for setting in settings])
        if lever.key == "adoption":
            adoption = np.array([adoption_of(draws, setting.adoption) for setting in settings])
        # No hour of a learner's is paid, so that all settings of that lever are one.
        moving = settings[:1] if lever.key == "hours_per_learner" else settings
        drawn = here.cash(uplifts, adoption, np.array([[one.cost_per_learner] for one in moving]))
        breakevens = [breaks.of(here, setting) for setting in settings]
    elif lever.key == "discount_rate":
        drawn = cases.at_rates(scenario, lever.track)
        base = Cases(basis, draws.first(0), scenario.guardrails)
        breakevens = breaks.at_rates(base, scenario, lever.track)
    else:
        drawn, breakevens = np.empty((len(settings), draws.count)), []
        for row, setting in zip(drawn, settings, strict=True):
            parts = cases.parts(setting)
            row[:] = parts.cash(uplifts, adoption, np.array(setting.cost_per_learner))
            breakevens.append(breaks.of(parts, setting))
    spread = spreads(drawn)
    spread *= len(settings) // len(spread)
    cash, full = _flows(basis, settings, lever)
    later, _ = _flows(basis, settings, lever, wait=1)
    worth = np.array([discounts(setting.discount_rate, basis.horizon) for setting in settings])
    npv_cash, npv_full = (cash * worth).sum(axis=1), (full * worth).sum(axis=1)
    delay_cost = npv_cash - (later * worth).sum(axis=1)
    outlooks = tuple(
        Outlook(
            *spread[index],
            npv_cash=float(npv_cash[index]),
            npv_full=float(npv_full[index]),
            payback_cash=payback(cash[index]),
            breakeven_uplift_cash=breakevens[index],
            delay_cost_cash=float(delay_cost[index]),
        )
        for index in range(len(settings))
    )
    return outlooks, np.cumsum(cash, axis=1)


class _Breakevens:
    """Where present value crosses zero along the uplift lever, of its parts at any setting."""

    def __init__(self, basis: Basis, cases: Cases) -> None:
        self._points = breakeven_points(basis)
        self._uplifts = np.array([cases.uplifts(point) for point in self._points])

    def of(self, parts: Parts, setting: Scenario) -> float | None:
        adoption, cost = np.array(setting.adoption), np.array(setting.cost_per_learner)
        values = parts.base.cash(self._uplifts, adoption, cost)[:, 0]
        return breakeven(self._points, values.tolist())

    def at_rates(
        self, base: Cases, scenario: Scenario, rates: Sequence[float]
    ) -> list[float | None]:
        """Give it of the base case alone at several yearly rates."""
        at = [base.at_rates(replace(scenario, uplift=point), rates) for point in self._points]
        return [breakeven(self._points, values.tolist()) for values in np.hstack(at)]


def _settings(scenario: Scenario, lever: Lever) -> list[Scenario]:
    changes: list[dict[str, Any]] = [{lever.key: setting} for setting in lever.track]
    return [replace(scenario, **change) for change in changes]


def _flows(
    basis: Basis, settings: Sequence[Scenario], lever: Lever, wait: int = 0
) -> tuple[Rows, Rows]:
    """Give the base case's flows, cash and full, at each setting, started `wait` months later.

    They are straight lines between the settings at which they bend, so few are worked out.
    """
    at = [getattr(setting, lever.key) for setting in settings]
    bends = range(len(at)) if lever.key in _IN_STEPS else (0, len(at) - 1)
    known = [settings[index] for index in bends]
    if lever.key == "uplift":
        inside = (point for point in basis.uplift_points if at[0] < point < at[-1])
        known += [replace(settings[0], uplift=point) for point in inside]
    by_setting = {getattr(one, lever.key): one for one in known}
    bending = sorted(by_setting)
    worked = []
    for place in bending:
        one = by_setting[place]
        worked.append(flows_of(basis, replace(one, start_delay=one.start_delay + wait)))
    shares = _between(bending, at)
    cash = shares @ np.array([flows.cash for flows in worked])
    return cash, shares @ np.array([flows.full for flows in worked])


def _courses(
    course: Course, basis: Basis, scenario: Scenario, draws: Draws, lever: Lever
) -> tuple[Rows, Rows, Rows]:
    """Give the measure's trajectory after learning at each setting, and its band's two ends."""
    cases = _settings(scenario, lever)
    if lever.key not in _MOVE_COURSE:
        ends = (after(course, basis, scenario), *band(course, basis, scenario, draws))
        unmoved = [np.broadcast_to(end, (len(cases), end.size)) for end in ends]
        return unmoved[0], unmoved[1], unmoved[2]
    coarse = sorted({round(place) for place in np.linspace(0, len(cases) - 1, _COARSE)})
    shares = _between(coarse, range(len(cases)))
    lows, highs = zip(*(band(course, basis, cases[index], draws) for index in coarse), strict=True)
    middle = np.array([after(course, basis, case) for case in cases])
    return middle, shares @ np.array(lows), shares @ np.array(highs)


def _between(known: Sequence[float], settings: Sequence[float]) -> Rows:
    """Give each setting's shares in the known ones on both sides of it: they interpolate."""
    return np.array([np.interp(settings, known, one) for one in np.eye(len(known))]).T
