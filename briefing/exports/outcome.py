"""Outcome: how a command ended, in the one JSON shape that all have, and in words."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field

from briefing.figures.difference import Move
from briefing.figures.dry_run import DryRun
from briefing.grouping import Group, grouped
from briefing.problems import Problem, counted_cells
from briefing.store.changes import RowChange
from briefing.tables import BY_NAME

_MOST_LINES = 40
"""Figures that are named in words; the JSON has all of them."""


OK, PROBLEMS, USAGE, UNREADABLE = 0, 1, 2, 3
"""The exit statuses: done or clean, problems, wrong usage, a file that cannot be read."""


@dataclass(frozen=True)
class Outcome:
    """What came of a command. What does not apply to it stays empty.

    `more` is what only this command has to say, such as the publishes of `history`.
    """

    published: str | None = None
    tables: Mapping[str, int] = field(default_factory=dict)
    problems: Sequence[Problem] = ()
    changes: DryRun = field(default_factory=DryRun)
    error: str | None = None
    more: Mapping[str, object] = field(default_factory=dict)

    def as_json(self) -> str:
        """Give the outcome as JSON: the same seven names first, whatever the command."""
        fields = {
            "published": self.published,
            "tables": dict(self.tables),
            "problems": [problem.as_dict() for problem in self.problems],
            "groups": [group.as_dict() for group in grouped(self.problems)],
            "rows": {change.table: change.as_dict() for change in self.changes.rows},
            "moves": [asdict(move) for move in self.changes.moves],
            "error": self.error,
        }
        return json.dumps(fields | dict(self.more), ensure_ascii=False, indent=2)


def problem_lines(problems: Sequence[Problem]) -> list[str]:
    """Give the problems in words, alike ones in one line, the errors first."""
    return [f"{group}  [{group.level}] {group.mend}{_offer(group)}" for group in grouped(problems)]


def _offer(group: Group) -> str:
    """Say which correction is offered for a group's cells, if one is certain."""
    if group.correction is None:
        return ""
    before, cells = group.correction.before, counted_cells(group.corrected_cells)
    return f" Certain: '{before}' to {group.correction.shown} in {cells}; --accept-corrections."


def change_lines(changes: DryRun) -> list[str]:
    """Give in words what would change: rows by table with their first keys, then figures."""
    lines = [line for change in changes.rows for line in _row_lines(change)]
    count = len(changes.moves)
    lines.append(f"{count:,} of {changes.figures:,} figures would move{':' if count else '.'}")
    lines += [_move_line(move) for move in changes.moves[:_MOST_LINES]]
    if count > _MOST_LINES:
        lines.append(f"  and {count - _MOST_LINES:,} more, all of them with --json")
    return lines


def _row_lines(change: RowChange) -> list[str]:
    named = (
        ("added", change.added, change.added_keys),
        ("changed", change.changed, change.changed_keys),
        ("removed", change.removed, change.removed_keys),
    )
    key = " · ".join(BY_NAME[change.table].key)
    lines = [f"{change.table}: {change}"]
    for word, count, keys in named:
        if keys:
            rest = f" and {count - len(keys):,} more" if count and count > len(keys) else ""
            lines.append(f"  {word} {key}: {', '.join(keys)}{rest}")
    return lines


def _move_line(move: Move) -> str:
    before, after = move.before or "not there", move.after or "not there"
    return f"  {move.title}, {move.period}: {before} → {after}"
