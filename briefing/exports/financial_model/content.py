"""Content: all that the workbook is made of, gathered from a mart, with the values of each cell."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from briefing.figures.evidence import Evidence, evidence_of
from briefing.figures.kpi import kpi_title
from briefing.figures.money import MoneyView
from briefing.figures.words import Words
from briefing.forecast.basis import Basis, StreamBasis
from briefing.forecast.scenario import Scenario, shipped_scenarios
from briefing.forecast.value import Economics, evaluate
from briefing.kpis.catalogue import catalogue_of
from briefing.kpis.run import ROLLING
from briefing.privacy import ORGANISATION
from briefing.store.mart import Mart
from briefing.store.rows import Assumption, Cost, Origin

OWN = "Your own"
"""The scenario for whoever opens the workbook; it stands where Base does until it is changed."""

NOT_STATED = {"hourly_cost": "money an hour", "cost_overrun": "of the costs"}
"""Assumptions that the formulas name, taken as nothing where the sheet Assumptions lacks them."""

_NAMEABLE = re.compile(r"[a-z][a-z_]{3,}[a-z0-9_]*")
"""What no spreadsheet takes for a cell's address such as abc12."""


@dataclass(frozen=True)
class Content:
    """A snapshot's money: what it rests on, the scenarios by title, and what each is worth.

    `titles` name the scenarios in their columns' order, the last of them the one that may be
    changed: it starts from the shipped one that `starts_from` names. `chosen` is the title of
    the one that the workbook opens with.
    """

    mart: Mart
    view: MoneyView
    words: Words
    basis: Basis
    assumptions: Mapping[str, Assumption]
    costs: tuple[Cost, ...]
    scenarios: Mapping[str, Scenario]
    chosen: str
    starts_from: str
    evidence: Evidence
    economics: Mapping[str, Economics]

    @property
    def titles(self) -> tuple[str, ...]:
        """The scenarios' titles, in the order of their columns."""
        return tuple(self.scenarios)

    @property
    def scenario(self) -> Scenario:
        """The scenario that the workbook opens with."""
        return self.scenarios[self.chosen]

    @property
    def leavers(self) -> float | None:
        """The people who left of their own accord in the last 12 months, if that is shown."""
        return self.mart.cells("voluntary_attrition", ORGANISATION, ROLLING)[-1].numerator

    @property
    def last_actual(self) -> date:
        """The last month that the KPIs have: month 0 of the model."""
        first = self.basis.streams[0].stream.kpi
        return self.mart.cells(first, ORGANISATION, ROLLING)[-1].ends_on.replace(day=1)

    def title_of(self, part: StreamBasis) -> str:
        """Give the title of a stream's KPI, as the organisation calls it."""
        return kpi_title(catalogue_of(self.mart)[part.stream.kpi], self.mart, ORGANISATION)


def gather(mart: Mart, view: MoneyView) -> Content | str:
    """Gather a snapshot's money under a scenario, or say what is missing for it."""
    if view.basis is None or view.scenario is None or view.economics is None:
        return view.reason or "there is no scenario"
    if (evidence := evidence_of(mart)) is None:
        return "Assumptions has no row uplift"
    settings, assumptions = mart.settings, mart.assumptions()
    shipped = shipped_scenarios(assumptions, mart.costs(), settings.discount_rate)
    scenarios = {scenario.name: scenario for scenario in shipped.values()}
    chosen, starts_from = view.scenario.name, shipped["base"].name
    if view.scenario in shipped.values():
        scenarios[OWN] = replace(shipped["base"], name=OWN)
    else:
        starts_from = chosen if chosen in scenarios else starts_from
        chosen = f"Modified from {chosen}" if view.scenario.modified else chosen
        scenarios[chosen] = view.scenario
    lacking = {
        name: Assumption(name, 0, 0, 0, unit, None, "not stated: taken as 0", None, None, None,
                         Origin("", "", 0))
        for name, unit in NOT_STATED.items() if name not in assumptions
    }  # fmt: skip
    return Content(
        mart=mart,
        view=view,
        words=Words.of(settings),
        basis=view.basis,
        assumptions=assumptions | lacking,
        costs=tuple(mart.costs()),
        scenarios=scenarios,
        chosen=chosen,
        starts_from=starts_from,
        evidence=evidence,
        economics={title: evaluate(view.basis, one) for title, one in scenarios.items()},
    )


def nameable(name: str) -> bool:
    """Say whether formulas can call an assumption by its name."""
    return _NAMEABLE.fullmatch(name) is not None
