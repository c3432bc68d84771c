"""save_scenario and all_scenarios: scenarios saved with what they say, and had again by name."""

from collections.abc import Iterator, Mapping

import numpy as np

from briefing.access import Person, Role
from briefing.figures.money import MoneyView, money_view
from briefing.forecast.flows import after_learning
from briefing.forecast.scenario import LEVERS, Scenario, as_scenario, shipped_scenarios
from briefing.kpis.catalogue import outcomes_of
from briefing.kpis.run import ROLLING
from briefing.privacy import ORGANISATION
from briefing.store.mart import Mart
from briefing.store.saved import Forecast, NotSavedError, Saved, keep, saved_scenarios
from briefing.store.snapshots import Home


def save_scenario(  # noqa: PLR0913, PLR0917 what is saved, under which name and role, and by whom
    home: Home, mart: Mart, scenario: Scenario, name: str, role: Role, who: Person
) -> Saved:
    """Save a scenario with its forecast of every measure, and HR's Base beside each.

    Raises what `keep` does, and NotSavedError where the scenario cannot be worked out in money.
    """
    shipped = shipped_scenarios(mart.assumptions(), mart.costs(), mart.settings.discount_rate)
    own = money_view(mart, scenario)
    if own.reason or not shipped:
        message = f"There is no forecast to save: {own.reason}."
        raise NotSavedError(message)
    forecasts = dict(_forecasts(mart, own, shipped["base"]))
    settings = {lever.key: float(getattr(scenario, lever.key)) for lever in LEVERS}
    wanted = Saved(name, role, mart.snapshot, settings, scenario.guardrails, forecasts)
    return keep(home, wanted, who)


def all_scenarios(
    home: Home, shipped: Mapping[str, Scenario], wanted: str, until: int | None = None
) -> dict[str, Scenario]:
    """Give the scenarios that ship, and the saved one of that name if there is one.

    One that was put aside is among what a name can mean: links to it stay true. `until` is the
    last position of the ledger that counts.
    """
    name = wanted.casefold()
    saved = None if not shipped or name in shipped else saved_scenarios(home, until).get(name)
    return dict(shipped) | ({name: as_scenario(saved)} if saved else {})


def _forecasts(mart: Mart, view: MoneyView, base: Scenario) -> Iterator[tuple[str, Forecast]]:
    """Give each measure's 12-month values after learning, under both scenarios."""
    if view.basis is None or view.scenario is None:
        return
    for kpi in outcomes_of(mart).values():
        cells = mart.cells(kpi.key, ORGANISATION, ROLLING)
        path = np.asarray(mart.baseline(kpi.key, ORGANISATION).path[: mart.settings.horizon_months])
        if cells and path.size:
            own, hr = (
                after_learning(path, kpi.better, kpi.unit, view.basis, kpi.key, one).tolist()
                for one in (view.scenario, base)
            )
            yield kpi.key, Forecast(cells[-1].ends_on, tuple(own), tuple(hr))
