"""Checks who sees the figures that the team keeps, and that the question is asked in one place."""

from datetime import date
from pathlib import Path

import pytest

from briefing.figures.kept import told, visible, withheld
from briefing.figures.model import Figure

ROOT = Path(__file__).parents[2]


def figure(key: str, *, team_only: bool, value: float | None = 2) -> Figure:
    return Figure(
        key, key, value, "people", str(value), "now", date(2026, 11, 14), 4, "counted", (),
        team_only=team_only,
    )  # fmt: skip


OURS, ALL = figure("ours", team_only=True), figure("all", team_only=False)
BOTH = {one.key: one for one in (OURS, ALL)}


def test_the_team_sees_all_and_others_what_is_not_kept() -> None:
    assert visible(BOTH, team=True) == withheld(BOTH, team=True) == BOTH
    assert visible(BOTH) == {"all": ALL}


def test_what_is_kept_is_there_without_its_value() -> None:
    shown = withheld(BOTH, team=False)
    assert shown["all"] is ALL
    kept = shown["ours"]
    assert (kept.value, kept.n, kept.text) == (None, None, "not shown (kept to the team)")


@pytest.mark.parametrize("one", [OURS, None, figure("none", team_only=False, value=None)])
def test_the_room_is_told_neither_what_is_kept_nor_what_has_no_value(one: Figure | None) -> None:
    assert told(one) is None
    assert told(ALL) is ALL


def test_whether_a_figure_is_kept_is_asked_in_one_place() -> None:
    asking = [
        path.name
        for path in (ROOT / "briefing").rglob("*.py")
        if ".team_only" in path.read_text(encoding="utf-8")
    ]
    assert asking == ["kept.py"]
