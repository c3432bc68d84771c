"""The command that prints every figure: `figures --scenario base --set uplift=4% --json`."""

import json
from argparse import ArgumentParser, Namespace, _SubParsersAction

import numpy as np

from briefing.exports.outcome import OK
from briefing.exports.settings import add_settings, guardrails_named, lever_settings
from briefing.exports.view import opened
from briefing.figures.money import MoneyView
from briefing.figures.words import Words
from briefing.forecast.scenario import Lever, Scenario, moved
from briefing.store.snapshots import Home


def add_figures(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """Add figures to the command line."""
    figures = commands.add_parser("figures", help="print every figure of the current snapshot")
    figures.add_argument("--json", action="store_true", help="print them as JSON")
    add_settings(figures)
    figures.set_defaults(run=_figures)


def _figures(options: Namespace) -> int:
    guardrails = guardrails_named(options.guardrail)

    def move(scenario: Scenario, levers: tuple[Lever, ...], words: Words) -> Scenario:
        settings = lever_settings(options.set, levers, words)
        return moved(scenario, settings, levers, scenario.guardrails | guardrails)

    with opened(Home.default(), options.scenario, move) as view:
        snapshot, figures = view.mart.snapshot, view.figures.values()
    if options.json:
        outcome = {
            "snapshot": snapshot,
            "figures": [figure.as_dict() for figure in figures],
            "cash_flow": cash_flow(view.money),
        }
        print(json.dumps(outcome, ensure_ascii=False, indent=2))
        return OK
    for figure in figures:
        mark = " [vanity]" if figure.vanity else ""
        print(f"{figure.key}: {figure.text} ({figure.title}, {figure.period}){mark}")
    return OK


def cash_flow(money: MoneyView) -> list[dict[str, float]]:
    """Give each month's net flow and what it comes to so far, in cash and in full."""
    if money.economics is None:
        return []
    cash, full = money.economics.net_cash, money.economics.net_full
    columns = (cash, np.cumsum(cash), full, np.cumsum(full))
    names = ("cash", "cash_so_far", "full", "full_so_far")
    return [
        {"month": month} | dict(zip(names, map(float, row), strict=True))
        for month, row in enumerate(zip(*columns, strict=True))
    ]
