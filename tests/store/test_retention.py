"""Checks when rows are deleted, that the ledger says so first, and that the current ones stay."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.publish import prepare
from briefing.store.retention import Retention, keep_house, months_after, retain
from briefing.store.snapshots import (
    FactsDeletedError,
    Home,
    SnapshotDamagedError,
)
from tests.people import BO
from tests.store.clock import at
from tests.workbooks import Rows, publish, upload

UNITS = upload({"Units": [["unit"], ["Sales"]]})


def published(home: Home, *days: tuple[int, int, int], months: int | None = None) -> list[str]:
    """Publish on each of some days, the last one's settings with the months; give the ids."""
    setting = [["retention_months", months]] if months else []
    settings: Rows = [["name", "value"], ["organisation", "Ours"], *setting]
    with pytest.MonkeyPatch.context() as patched:
        # Publishing would retain, and the test is to do that.
        patched.setattr("briefing.publish.retain", lambda *_: None)
        for day in days:
            with at(*day):
                publish(home, upload({"Units": [["unit"], ["Sales"]], "Settings": settings}))
    return [one.id for one in home.history()]


def kept(home: Home) -> list[bool]:
    found = [home.facts_kept(one) for one in home.history()]
    assert [home.facts(one.id).exists() for one in home.history()] == found
    return found


@pytest.mark.parametrize(
    ("months", "now", "expected"),
    [
        (None, (2025, 1, 30, 23), [True, True, True]),
        (None, (2025, 1, 31, 0), [False, True, True]),
        (1, (2023, 2, 27, 23), [True, True, True]),
        (1, (2023, 2, 28, 0), [False, True, True]),
        (1, (2023, 6, 15, 0), [False, False, True]),
        (120, (2033, 1, 30, 0), [True, True, True]),
        (120, (2033, 6, 1, 0), [False, False, True]),
    ],
)
def test_rows_are_deleted_when_their_months_are_over(
    home: Home, months: int | None, now: tuple[int, int, int, int], expected: list[bool]
) -> None:
    ids = published(home, (2023, 1, 31), (2023, 5, 15), (2023, 5, 16), months=months)
    retention = retain(home, "Ana", datetime(*now, tzinfo=UTC))
    assert kept(home) == expected
    assert retention.months == (months or 24)
    assert list(retention.deleted) == [
        one for one, stays in zip(ids, expected, strict=True) if not stays
    ]
    assert [one.snapshot for one in retention.kept] == ids[len(retention.deleted) :]


def test_the_current_rows_stay_in_use_however_old_they_are(home: Home) -> None:
    published(home, (2001, 1, 1), (2002, 1, 1))
    retention = retain(home, "Ana")
    assert kept(home) == [False, True]
    (one,) = retention.kept
    assert str(one) == "current, kept as long as it is; otherwise until 2004-01-01"
    current = home.current()
    assert current
    assert home.verified_facts(current).exists()


def test_rows_of_what_was_taken_back_are_deleted_like_any(home: Home) -> None:
    published(home, (2001, 1, 1), (2002, 1, 1))
    home.undo(BO)
    retain(home, "Ana")
    assert kept(home) == [True, False]


def test_without_a_current_snapshot_the_months_are_the_usual_ones(home: Home) -> None:
    published(home, (2001, 1, 1), months=120)
    home.undo(BO)
    assert retain(home, "Ana").months == 24
    assert kept(home) == [False]


def test_the_ledger_says_which_and_once(home: Home) -> None:
    first, second, _ = published(home, (2001, 1, 1), (2002, 1, 1), (2003, 1, 1))
    retain(home, "Ana")
    again = retain(home, "Ana")
    assert again.deleted == ()
    acts = [act for act in home.ledger.entries() if act.kind == "retention"]
    assert [(act.who, act.payload) for act in acts] == [
        ("Ana", {"snapshots": [first, second], "months": 24})
    ]


def test_nothing_due_writes_nothing(home: Home) -> None:
    assert retain(home, "Ana") == Retention(24)
    published(home, (2001, 1, 1))
    retain(home, "Ana")
    assert home.position() == 1


def test_deleted_rows_are_told_from_damaged_ones(home: Home) -> None:
    published(home, (2001, 1, 1), (2002, 1, 1), (2003, 1, 1))
    retain(home, "Ana", datetime(2003, 6, 1, tzinfo=UTC))
    deleted, missing, _ = home.history()
    home.facts(missing.id).unlink()
    with pytest.raises(FactsDeletedError) as gone:
        home.verified_facts(deleted)
    assert str(gone.value) == (
        f"The rows of snapshot {deleted.id} are no longer kept: they were deleted at the end of "
        "their retention. Its figures can still be seen."
    )
    with pytest.raises(SnapshotDamagedError, match="is missing from") as damaged:
        home.verified_facts(missing)
    assert not isinstance(damaged.value, FactsDeletedError)
    assert home.verified_mart(deleted).exists()


def test_a_deleted_file_that_comes_back_is_deleted_again(home: Home) -> None:
    published(home, (2001, 1, 1), (2002, 1, 1))
    old, _ = home.history()
    content = home.facts(old.id).read_bytes()
    retain(home, "Ana")
    # As a backup would bring it.
    home.facts(old.id).write_bytes(content)
    with pytest.raises(FactsDeletedError):
        home.verified_facts(old)
    retain(home, "Ana")
    assert kept(home) == [False, True]


def test_a_publish_deletes_what_is_due(home: Home) -> None:
    with at(2001, 1, 1):
        publish(home, UNITS)
    assert kept(home) == [True]
    publish(home, UNITS)
    assert kept(home) == [False, True]
    assert [act.kind for act in home.ledger.entries()] == ["publish", "publish", "retention"]


def test_a_start_sweeps_and_deletes_what_is_due(home: Home) -> None:
    published(home, (2001, 1, 1), (2002, 1, 1))
    orphan = home.snapshots / "facts-20260101-aaaaaa.duckdb"
    spilled = home.snapshots / "facts-20260101-aaaaaa.duckdb.tmp"
    spilled.mkdir()
    (spilled / "duckdb_temp_storage-0.tmp").write_bytes(b"rows")
    orphan.write_bytes(b"rows")
    for path in (orphan, spilled):
        os.utime(path, (0, 0))
    keep_house(home)
    assert kept(home) == [False, True]
    assert len(list(home.snapshots.iterdir())) == 3


def test_a_damaged_mart_is_said_and_its_rows_give_the_months(
    home: Home, caplog: pytest.LogCaptureFixture
) -> None:
    published(home, (2001, 1, 1), (2002, 1, 1), months=60)
    current = home.current()
    assert current
    home.mart(current.id).write_bytes(b"not what it was")
    retention = retain(home, "Ana", datetime(2005, 12, 31, tzinfo=UTC))
    assert (retention.months, retention.deleted) == (60, ())
    assert retention.damaged == current.id
    keep_house(home)
    assert kept(home) == [False, True]
    assert f"the mart of {current.id} is damaged" in caplog.text


def test_where_nobody_knows_what_is_due_nothing_is_deleted(
    home: Home, caplog: pytest.LogCaptureFixture
) -> None:
    published(home, (2001, 1, 1), (2002, 1, 1))
    current = home.current()
    assert current
    for path in (home.mart(current.id), home.facts(current.id)):
        path.write_bytes(b"not what it was")
    with pytest.raises(SnapshotDamagedError):
        retain(home, "Ana")
    keep_house(home)
    assert kept(home) == [True, True]
    assert "no rows are deleted" in caplog.text


def test_what_was_never_published_is_deleted_once_it_is_old(home: Home) -> None:
    old = prepare(home, [UNITS])
    for path in home.snapshots.iterdir():
        os.utime(path, (0, 0))
    young = prepare(home, [UNITS])
    assert len(retain(home, "Ana").swept) == 3
    assert home.find(old.id) is None
    assert home.find(young.id) is not None


def test_a_file_that_is_open_elsewhere_is_named_and_deleted_the_next_time(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(home, (2001, 1, 1), (2002, 1, 1), (2003, 1, 1))
    first, second, _ = home.history()
    unlink = Path.unlink

    def refuse(path: Path, *, missing_ok: bool = False) -> None:
        if path == home.facts(first.id):
            raise PermissionError(13, "open elsewhere")
        unlink(path, missing_ok=missing_ok)

    with monkeypatch.context() as open_elsewhere:
        open_elsewhere.setattr(Path, "unlink", refuse)
        retention = retain(home, "Ana")
    assert retention.deleted == (first.id, second.id)
    assert retention.stuck == (home.facts(first.id).name,)
    assert not home.facts(second.id).exists()
    with pytest.raises(FactsDeletedError):
        home.verified_facts(first)
    assert retain(home, "Ana").stuck == ()
    assert kept(home) == [False, False, True]


@given(
    moment=st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)),  # noqa: DTZ001 no zone is meant
    months=st.integers(0, 120),
)
def test_some_months_later_is_the_same_day_or_the_months_last(
    moment: datetime, months: int
) -> None:
    later = months_after(moment, months)
    assert (later.year - moment.year) * 12 + later.month - moment.month == months
    assert later.time() == moment.time()
    assert later.day == moment.day or (later.day < moment.day and later.day >= 28)
