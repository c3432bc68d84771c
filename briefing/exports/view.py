"""opened: the current snapshot under a scenario, for commands that write what the screen shows."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass

from briefing.figures.model import Figure
from briefing.figures.money import MoneyView, money_view
from briefing.figures.registry import all_figures
from briefing.figures.saving import all_scenarios
from briefing.figures.words import Words
from briefing.forecast.scenario import Lever, Scenario, levers_for, shipped_scenarios
from briefing.store.mart import Mart
from briefing.store.saved import saved_scenarios
from briefing.store.snapshots import Home, Snapshot


class NothingPublishedError(Exception):
    """Raised where there is no snapshot to write anything from."""

    def __init__(self) -> None:
        """Say what to do first."""
        super().__init__("Nothing is published yet: load a workbook first.")


class UnknownNameError(Exception):
    """Raised where a person named a scenario, a reader or a unit that there is not."""


@dataclass(frozen=True)
class Opened:
    """A snapshot and its mart, a scenario in money, and every figure of both."""

    snapshot: Snapshot
    mart: Mart
    money: MoneyView
    figures: Mapping[str, Figure]


Move = Callable[[Scenario, tuple[Lever, ...], Words], Scenario]
"""Gives a scenario with levers moved: from it, the levers' tracks, and the way of writing."""


@contextmanager
def opened(home: Home, scenario: str, move: Move | None = None) -> Iterator[Opened]:
    """Open the current snapshot under a shipped or saved scenario, or one moved from it.

    Raises NothingPublishedError, UnknownNameError and SnapshotDamagedError.
    """
    current = home.current()
    if current is None:
        raise NothingPublishedError
    with closing(Mart(home.verified_mart(current))) as mart:
        shipped = shipped_scenarios(mart.assumptions(), mart.costs(), mart.settings.discount_rate)
        known = all_scenarios(home, shipped, scenario)
        name = scenario.casefold()
        if known and name not in known:
            listed_ones = (one.name for one in saved_scenarios(home).values() if not one.aside)
            there_are = ", ".join((*shipped, *listed_ones))
            message = f"There is no scenario '{scenario}'; there are {there_are}."
            raise UnknownNameError(message)
        chosen = known.get(name)
        if chosen and move:
            chosen = move(chosen, levers_for(known), Words.of(mart.settings))
        view = money_view(mart, chosen)
        yield Opened(current, mart, view, all_figures(mart, view))
