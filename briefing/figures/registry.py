"""all_figures: every figure of a snapshot and scenario, by key; the one place to ask."""

from briefing.figures.backtest import backtest_figures
from briefing.figures.evidence import evidence_figures
from briefing.figures.horizon import horizon_figures
from briefing.figures.kpi import kpi_figures
from briefing.figures.model import Figure
from briefing.figures.money import MoneyView, money_figures
from briefing.figures.stakeholders import stakeholder_figures
from briefing.figures.streams import cost_figures, stream_figures
from briefing.figures.uncertainty import spread_figures, tornado_figures
from briefing.store.mart import Mart


def mart_figures(mart: Mart) -> dict[str, Figure]:
    """Give the figures that no lever moves."""
    found = [*kpi_figures(mart), *backtest_figures(mart), *stakeholder_figures(mart)]
    return {figure.key: figure for figure in found}


def headline_figures(mart: Mart, view: MoneyView) -> dict[str, Figure]:
    """Give those of the figures that the levers move which titles and headline values print."""
    found = [
        *money_figures(mart, view),
        *spread_figures(mart, view),
        *evidence_figures(mart, view.scenario),
    ]
    return {figure.key: figure for figure in found}


def scenario_figures(mart: Mart, view: MoneyView) -> dict[str, Figure]:
    """Give the figures that the levers move."""
    found = [
        *tornado_figures(mart, view),
        *stream_figures(mart, view),
        *cost_figures(mart, view),
        *horizon_figures(mart, view),
    ]
    return headline_figures(mart, view) | {figure.key: figure for figure in found}


def all_figures(mart: Mart, view: MoneyView) -> dict[str, Figure]:
    """Give every figure of a snapshot under a scenario."""
    return mart_figures(mart) | scenario_figures(mart, view)
