"""visible, withheld and told: what whoever looks may see of the figures that the team keeps."""

from collections.abc import Mapping
from dataclasses import replace

from briefing.figures.model import Figure
from briefing.store.decisions import Printed

KEPT = "kept to the team"
"""Why a figure has no value for others."""


def may_see(figure: Figure | Printed, *, team: bool) -> bool:
    """Say whether a figure is for those who look: the team, or whoever is in the room."""
    return team or not figure.team_only


def visible(figures: Mapping[str, Figure], *, team: bool = False) -> dict[str, Figure]:
    """Give the figures that are for those who look."""
    return {key: figure for key, figure in figures.items() if may_see(figure, team=team)}


def told(figure: Figure | None) -> Figure | None:
    """Give a figure that has a value which the room may be told; None where it has not."""
    if figure is None or figure.value is None or not may_see(figure, team=False):
        return None
    return figure


def withheld(figures: Mapping[str, Figure], *, team: bool) -> dict[str, Figure]:
    """Give all figures, those that are not for those who look without their value."""
    return {
        key: figure
        if may_see(figure, team=team)
        else replace(figure, value=None, text=f"not shown ({KEPT})", n=None, reason=KEPT)
        for key, figure in figures.items()
    }
