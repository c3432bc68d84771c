"""Checks how many rows a load would add, change and remove, by key."""

import pytest

from briefing.publish import prepare
from briefing.store.changes import RowChange, row_changes
from briefing.store.snapshots import Home
from tests.workbooks import Rows, publish, upload

BEFORE: Rows = [["unit", "headcount"], ["Sales", 40], ["Lab", 6], ["Office", 9]]
NEW = RowChange("units", 0, 3, 3, 0, 0, ("Lab", "Office", "Sales"))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (BEFORE, RowChange("units", 3, 3, 0, 0, 0)),
        (
            [["unit", "headcount"], ["Office", 9], ["Sales", 41], ["Depot", 7]],
            RowChange("units", 3, 3, 1, 1, 1, ("Depot",), ("Sales",), ("Lab",)),
        ),
    ],
)
def test_rows_are_compared_by_their_key(home: Home, rows: Rows, expected: RowChange) -> None:
    first = publish(home, upload({"Units": BEFORE}))
    assert row_changes(None, home.facts(first.id), ["units"]) == (NEW,)
    candidate = prepare(home, [upload({"Units": rows})])
    found = row_changes(home.facts(first.id), home.facts(candidate.id), candidate.tables)
    assert found == (expected,)
