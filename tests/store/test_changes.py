"""Checks how many rows a load would add, change and remove, by key."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

import duckdb
import pytest

from briefing.publish import prepare
from briefing.store import changes
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


def test_what_does_not_fit_into_memory_lies_beside_the_snapshot(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    @contextmanager
    def told(con: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
        with closing(con):
            yield con
            asked.extend(con.execute("SELECT current_setting('temp_directory')").fetchall()[0])

    monkeypatch.setattr(changes, "closing", told)
    snapshot = publish(home, upload({"Units": [["unit"], ["Sales"]]}))
    facts = home.facts(snapshot.id)
    row_changes(None, facts, ["units"])
    assert asked == [f"{facts}.diff.tmp"]
