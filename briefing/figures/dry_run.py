"""DryRun: what a load would change if it were published, in rows and in figures."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass

from briefing.candidate import Candidate
from briefing.figures.difference import Move, moves
from briefing.figures.model import Figure
from briefing.figures.money import money_view
from briefing.figures.registry import all_figures
from briefing.forecast.scenario import shipped_scenarios
from briefing.store.changes import RowChange, row_changes
from briefing.store.mart import Mart
from briefing.store.snapshots import FactsDeletedError, Home


@dataclass(frozen=True)
class DryRun:
    """Rows by table, the figures that would move, and how many figures there would be."""

    rows: tuple[RowChange, ...] = ()
    moves: tuple[Move, ...] = ()
    figures: int = 0


def dry_run(home: Home, candidate: Candidate, now: Mart | None) -> DryRun:
    """Compare a load that could be published with what is current; `now` is the current mart.

    What only the team may see is left out, and the rows where those that are current are no
    longer kept. Raises SnapshotDamagedError where the current facts are not those that were
    published.
    """
    if not candidate.publishable:
        return DryRun()
    current = home.current()
    try:
        facts = home.verified_facts(current) if current else None
        rows = row_changes(facts, home.facts(candidate.id), candidate.tables)
    except FactsDeletedError:
        rows = ()
    before = base_figures(now) if now else {}
    with closing(Mart(home.mart(candidate.id))) as mart:
        after = base_figures(mart)
    private = {key for key, figure in {**before, **after}.items() if figure.team_only}
    found = tuple(move for move in moves(before, after) if move.key not in private)
    return DryRun(rows, found, len(after))


def base_figures(mart: Mart) -> Mapping[str, Figure]:
    """Give every figure of a mart under the scenario Base."""
    shipped = shipped_scenarios(mart.assumptions(), mart.costs(), mart.settings.discount_rate)
    return all_figures(mart, money_view(mart, shipped.get("base")))
