"""replay: a decision's stored figures, set against the same worked out again from its snapshot."""

from contextlib import closing
from dataclasses import dataclass

from briefing.figures.kept import may_see
from briefing.figures.model import FigureTable
from briefing.figures.money import money_view
from briefing.figures.on_page import every_figure, printed
from briefing.forecast.scenario import LEVERS, Scenario
from briefing.store.decisions import Decision, Printed, Setting
from briefing.store.mart import Mart
from briefing.store.snapshots import Home, SnapshotDamagedError

SAME = "the same"
GONE = "no longer worked out"


@dataclass(frozen=True)
class Replay:
    """What the board saw beside what is worked out now: each stored figure with its counterpart.

    `reason` says why nothing could be worked out; else the pairs have every figure, None where the
    program no longer has one of that key.
    """

    pairs: tuple[tuple[Printed, Printed | None], ...]
    reason: str

    @property
    def differing(self) -> tuple[tuple[Printed, Printed | None], ...]:
        """The pairs that are not the same to the last digit."""
        return () if self.reason else tuple(pair for pair in self.pairs if pair[0] != pair[1])

    @property
    def line(self) -> str:
        """Say in a sentence what came of it."""
        count = len(self.pairs)
        if self.reason:
            return f"It cannot be worked out again: {self.reason}."
        if not self.differing:
            return f"Worked out again, all {count} figures are the same to the last digit."
        return f"Worked out again, {len(self.differing)} of {count} figures differ."


def replay(home: Home, decision: Decision) -> Replay:
    """Work out a decision's figures again, from its snapshot's mart under its scenario."""
    stored, seen = decision.seen.figures, decision.seen
    snapshot = home.find(seen.snapshot)
    if snapshot is None:
        return _not(stored, f"the snapshot {seen.snapshot} is not here")
    if seen.setting and seen.setting.levers.keys() != {lever.key for lever in LEVERS}:
        return _not(stored, "its scenario does not have the levers that this version has")
    try:
        with closing(Mart(home.verified_mart(snapshot))) as mart:
            scenario = as_scenario(seen.setting) if seen.setting else None
            found = every_figure(mart, money_view(mart, scenario))
    except SnapshotDamagedError as error:
        return _not(stored, str(error))
    pairs = (
        (one, printed(one.key, found[one.key]) if one.key in found else None) for one in stored
    )
    return Replay(tuple(pairs), "")


def as_scenario(setting: Setting) -> Scenario:
    """Give the scenario that a decision was taken under."""
    levers: dict[str, float] = dict(setting.levers)
    return Scenario(
        name=setting.name,
        **levers,
        guardrails=setting.guardrails,
        modified=setting.modified,
    )


def replay_table(found: Replay, *, team: bool = False) -> FigureTable:
    """Give each figure as the board saw it and as it is now; the team's own only to the team."""
    shown = [pair for pair in found.pairs if may_see(pair[0], team=team)]
    rows = tuple(
        (f"{one.title}, {one.period}", one.text, "" if found.reason else _now(one, again))
        for one, again in shown
    )
    return FigureTable("Every figure of the page", ("", "As the board saw it", "Now"), rows)


def _now(stored: Printed, again: Printed | None) -> str:
    """Write the counterpart, with what differs where it is printed alike."""
    if again is None:
        return GONE
    if again == stored:
        return SAME
    if again.text != stored.text:
        return again.text
    if again.value != stored.value:
        return f"{again.text}: {again.value!r}, and it was {stored.value!r}"
    return f"{again.text}, {again.title}, {again.period}"


def _not(stored: tuple[Printed, ...], reason: str) -> Replay:
    return Replay(tuple((one, None) for one in stored), reason)
