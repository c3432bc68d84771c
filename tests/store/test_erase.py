"""Checks that a person is erased from every facts file, and that nothing else changes."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.intake.read import Upload
from briefing.publish import commit, prepare
from briefing.store.duck import build
from briefing.store.erase import Erasure, erase
from briefing.store.files import checksum
from briefing.store.ledger import LedgerMovedError
from briefing.store.person import Change, Found, look, pattern, telling
from briefing.store.retention import retain
from briefing.store.snapshots import Home, NoTurnError, Snapshot, SnapshotDamagedError
from briefing.tables import BY_NAME
from tests.people import ANA, BO
from tests.store.people import ERASED, OTHERS, book, files_with, rows, workers
from tests.workbooks import publish, upload

ALL_OF_IT = (Change("learning", 2, 0, 0), Change("workers", 1, 3, 0))


@pytest.fixture
def published(home: Home) -> Snapshot:
    return publish(home, upload(book()))


def test_the_rows_of_a_person_are_removed_and_references_emptied(
    home: Home, published: Snapshot
) -> None:
    before = files_with(home, ERASED)
    assert before == [f"snapshots/facts-{published.id}.duckdb"], "the search finds what is there"
    erasure = erase(home, ERASED, "Ana")
    assert erasure == Erasure({published.id: ALL_OF_IT})
    facts = home.facts(published.id)
    assert rows(facts, "workers", "employee_id, manager_id") == [(one, None) for one in OTHERS]
    assert rows(facts, "learning", "employee_id") == [(OTHERS[0],)]


def test_no_byte_on_disk_has_the_number_afterwards(home: Home, published: Snapshot) -> None:
    publish(home, upload({"Units": [["unit"], ["Sales"], ["Office"]]}))
    prepare(home, [upload(book(f"Ask {ERASED} about it."))])
    assert len(files_with(home, ERASED)) == 3
    erase(home, ERASED, "Ana")
    assert files_with(home, ERASED) == []
    assert (
        sorted(path.name[:5] for path in home.snapshots.iterdir()) == ["facts"] * 2 + ["mart-"] * 2
    )
    assert home.facts(published.id).exists()


def test_every_other_row_stays_as_it_was_and_in_its_order(sample_home: Home, home: Home) -> None:
    snapshot, number = copied(sample_home, home), "E00017"
    before = everything(home, snapshot)
    erasure = erase(home, number, "Ana")
    after = everything(home, snapshot)
    workers, learning = before.pop("workers"), before.pop("learning")
    reports = sum(row[3] == number for row in workers)
    lessons = sum(row[0] == number for row in learning)
    assert reports > 1
    assert lessons > 1
    assert erasure.touched == {
        snapshot.id: (Change("learning", lessons, 0, 0), Change("workers", 1, reports, 0))
    }
    assert after.pop("learning") == [row for row in learning if row[0] != number]
    assert after.pop("workers") == [
        (*row[:3], None if row[3] == number else row[3], *row[4:])
        for row in workers
        if row[0] != number
    ]
    assert after == before
    assert files_with(home, number) == []


def everything(home: Home, snapshot: Snapshot) -> dict[str, list[tuple[object, ...]]]:
    return {name: rows(home.facts(snapshot.id), name, "*") for name in (*BY_NAME, "loads")}


def copied(sample_home: Home, home: Home) -> Snapshot:
    """Publish the sample's own files in another home, without working them out again."""
    current = sample_home.current()
    assert current
    for path in (sample_home.facts(current.id), sample_home.mart(current.id)):
        (home.snapshots / path.name).write_bytes(path.read_bytes())
    payload = sample_home.ledger.entries()[0].payload
    home.ledger.append("publish", payload, "Ana", after=0)
    found = home.current()
    assert found
    return found


def test_each_snapshot_is_touched_that_has_the_person(home: Home) -> None:
    first = publish(home, upload(book()))
    without = publish(
        home, upload({"Workers": workers(*OTHERS)[:2], "Learning": book()["Learning"]})
    )
    taken_back = publish(home, upload({"Workers": workers(ERASED)}))
    home.undo(BO)
    erasure = erase(home, ERASED, "Ana")
    assert set(erasure.touched) == {first.id, without.id, taken_back.id}
    assert erasure.touched[without.id] == (Change("learning", 2, 0, 0), Change("workers", 0, 1, 0))
    assert files_with(home, ERASED) == []


def test_the_ledger_has_the_checksums_and_not_the_number(home: Home, published: Snapshot) -> None:
    erase(home, ERASED, "Ana")
    act = home.ledger.entries()[-1]
    after = checksum(home.facts(published.id))
    assert (act.kind, act.who) == ("erase", "Ana")
    assert act.payload == {
        "facts": {published.id: {"before": published.facts_sha256, "after": after}}
    }
    assert home.verified_facts(published) == home.facts(published.id)
    assert home.history()[0].facts_sha256 == after
    assert home.ledger.first_broken() is None


def test_what_is_current_and_its_mart_stay(home: Home, published: Snapshot) -> None:
    mart = home.mart(published.id).read_bytes()
    erase(home, ERASED, "Ana")
    current = home.current()
    assert current == replace(published, facts_sha256=checksum(home.facts(published.id)))
    assert home.verified_mart(published).read_bytes() == mart


def test_the_next_load_carries_over_without_the_person(home: Home, published: Snapshot) -> None:
    erase(home, ERASED, "Ana")
    later = publish(home, upload({"Units": [["unit"], ["Sales"], ["Office"]]}))
    assert later.id != published.id
    assert rows(home.facts(later.id), "workers", "employee_id") == [(one,) for one in OTHERS]
    assert files_with(home, ERASED) == []


def test_facts_of_before_an_erasure_are_not_facts_any_more(home: Home, published: Snapshot) -> None:
    before = home.facts(published.id).read_bytes()
    erase(home, ERASED, "Ana")
    home.facts(published.id).write_bytes(before)
    with pytest.raises(SnapshotDamagedError, match="is not the file that was published"):
        home.verified_facts(published)
    with pytest.raises(SnapshotDamagedError):
        prepare(home, [upload(book())])


def test_two_persons_are_erased_one_after_the_other(home: Home, published: Snapshot) -> None:
    erase(home, ERASED, "Ana")
    erase(home, OTHERS[0], "Ana")
    facts = home.verified_facts(published)
    assert rows(facts, "workers", "employee_id") == [(one,) for one in OTHERS[1:]]
    assert [act.kind for act in home.ledger.entries()] == ["publish", "erase", "erase"]


@pytest.mark.parametrize("number", ["EMP-1", "", "EMP-77121", "'; DROP TABLE workers; --", ".*"])
def test_a_number_that_nobody_has_changes_nothing(
    home: Home, published: Snapshot, number: str
) -> None:
    before = home.facts(published.id).read_bytes()
    erasure = erase(home, number, "Ana")
    assert not erasure.done
    assert home.position() == 1
    assert home.facts(published.id).read_bytes() == before


@pytest.mark.parametrize("number", ["O'Brien; --", 'a"b', "$1", "(1)", "a\\b", "Ä-1", "a.b*"])
def test_numbers_that_look_like_commands_are_numbers(home: Home, number: str) -> None:
    snapshot = publish(home, upload({"Workers": workers(OTHERS[0], number)}))
    erasure = erase(home, f"  {number} ", "Ana")
    assert erasure.touched == {snapshot.id: (Change("workers", 1, 0, 0),)}
    assert rows(home.facts(snapshot.id), "workers", "employee_id") == [(OTHERS[0],)]


def test_a_load_that_waits_is_discarded(home: Home) -> None:
    publish(home, upload({"Units": [["unit"], ["Sales"]]}))
    waiting = prepare(home, [upload(book())])
    erasure = erase(home, ERASED, "Ana")
    assert erasure == Erasure({}, discarded=(waiting.id,))
    assert files_with(home, ERASED) == []
    assert home.find(waiting.id) is None
    with pytest.raises(SnapshotDamagedError, match="was swept while it waited; load it again"):
        commit(home, waiting, ANA)


def test_what_a_killed_load_left_is_deleted_with_it(home: Home, published: Snapshot) -> None:
    spilled = home.snapshots / "facts-20260101-aaaaaa.duckdb.tmp"
    spilled.mkdir()
    for path in (spilled / "duckdb_temp_storage-0.tmp", home.snapshots / "erasing-x.1.duckdb"):
        path.write_text(ERASED, encoding="utf-8")
    assert len(files_with(home, ERASED)) == 3
    assert erase(home, ERASED, "Ana").touched == {published.id: ALL_OF_IT}
    assert files_with(home, ERASED) == []


@pytest.mark.parametrize("step", ["Checking what belongs together", "Working out the measures"])
def test_a_load_that_is_read_during_an_erasure_is_read_anew(home: Home, step: str) -> None:
    publish(home, upload(book()))
    erasures: list[Erasure] = []

    def on_step(what: str) -> None:
        if what == step and not erasures:
            erasures.append(erase(home, ERASED, "Bo"))

    candidate = prepare(home, [upload({"Units": [["unit"], ["Sales"], ["X"]]})], on_step=on_step)
    assert erasures[0].touched
    assert files_with(home, ERASED) == []
    snapshot = commit(home, candidate, ANA)
    assert rows(home.facts(snapshot.id), "workers", "employee_id") == [(one,) for one in OTHERS]


def test_a_text_that_quotes_the_number_is_rewritten(home: Home) -> None:
    comments = (
        f"Ask {ERASED} about it.",
        f"{ERASED} {ERASED.lower()}, and {ERASED}!",
        f"see {ERASED}_2.pdf, review_{ERASED}, {ERASED}-{ERASED}-b and re-{ERASED}",
        f"{ERASED}0, {ERASED}B and X{ERASED} are others.",
    )
    snapshot = publish(home, upload(book(*comments)))
    erasure = erase(home, ERASED, "Ana")
    assert Change("survey", 0, 0, 3) in erasure.touched[snapshot.id]
    assert rows(home.facts(snapshot.id), "survey", "comment") == [
        ("Ask [erased] about it.",),
        ("[erased] [erased], and [erased]!",),
        ("see [erased]_2.pdf, review_[erased], [erased]-[erased]-b and re-[erased]",),
        (comments[3],),
    ]


def test_a_short_number_is_not_taken_out_of_sentences(home: Home) -> None:
    sheets = book("We were 1250 people then.") | {"Workers": workers("1250", *OTHERS, ERASED)}
    snapshot = publish(home, upload(sheets))
    erasure = erase(home, "1250", "Ana")
    assert erasure.touched == {snapshot.id: (Change("workers", 1, 0, 0),)}
    assert erasure.quoted == (f"{snapshot.id}: Survey, comment, in 1 row",)
    assert rows(home.facts(snapshot.id), "survey", "comment") == [("We were 1250 people then.",)]


def test_where_a_number_stands_and_is_left_is_said(home: Home) -> None:
    sheets = book() | {
        "Workers": [*workers(*OTHERS, ERASED), ["EMP-9", "Sales", None, "2024-01-15", ERASED]],
        "Coaching": [["pair", "month", "planned", "held"], [f"{ERASED} + A", "2025-01-01", 1, 1]],
        "Objections": [["objection", "answer"], ["Too dear", f"{ERASED} says no"]],
    }
    snapshot = publish(home, Upload(f"of {ERASED}.xlsx", upload(sheets).content))
    assert erase(home, ERASED, "Ana").quoted == (
        "entry 1 of the ledger (publish)",
        f"the mart of {snapshot.id}: the list of loads, file, in 6 rows",
        f"the mart of {snapshot.id}: Objections, answer, in 1 row",
        f"{snapshot.id}: Coaching, pair, in 1 row",
        f"{snapshot.id}: the list of loads, file, in 6 rows",
        f"{snapshot.id}: Workers, team, in 1 row",
    )


def test_numbers_that_differ_in_case_or_zeros_are_told(home: Home) -> None:
    publish(home, upload({"Workers": workers("e7", "0E7", "E7", "E70")}))
    erasure = erase(home, "E7", "Ana")
    assert erasure.alike == ("0E7", "e7")


def test_a_damaged_facts_is_said_and_the_others_are_erased_from(home: Home) -> None:
    damaged = publish(home, upload(book()))
    snapshot = publish(home, upload(book()))
    home.facts(damaged.id).write_bytes(b"not what it was")
    erasure = erase(home, ERASED, "Ana")
    assert (erasure.unread, set(erasure.touched)) == ((damaged.id,), {snapshot.id})


def test_facts_that_retention_deleted_are_passed_over(home: Home) -> None:
    publish(home, upload(book()))
    snapshot = publish(home, upload(book()))
    retain(home, "Ana", datetime(2100, 1, 1, tzinfo=UTC))
    erasure = erase(home, ERASED, "Ana")
    assert (erasure.unread, set(erasure.touched)) == ((), {snapshot.id})


@pytest.mark.parametrize("moment", ["before", "after"])
def test_an_erasure_goes_on_where_retention_deletes_meanwhile(
    home: Home, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, current = publish(home, upload(book())), publish(home, upload(book()))
    looked: list[Path] = []

    def look_and_retain(facts: Path, number: str) -> Found:
        looked.append(facts)
        if moment == "before":
            retain(home, "Bo", datetime(2100, 1, 1, tzinfo=UTC))
        found = look(facts, number)
        if moment == "after":
            retain(home, "Bo", datetime(2100, 1, 1, tzinfo=UTC))
        return found

    monkeypatch.setattr("briefing.store.erase.look", look_and_retain)
    erasure = erase(home, ERASED, "Ana")
    assert looked[0] == home.facts(old.id)
    assert (erasure.unread, set(erasure.touched)) == ((), {current.id})
    assert files_with(home, ERASED) == []
    assert [act.kind for act in home.ledger.entries()] == ["publish"] * 2 + ["retention", "erase"]


def test_an_erasure_goes_on_where_somebody_acts_meanwhile(
    home: Home, published: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    append = home.ledger.append
    refused: list[int] = []

    def moved_once(kind: str, payload: dict[str, object], who: str, after: int) -> object:
        if kind == "erase" and not refused:
            refused.append(after)
            raise LedgerMovedError
        return append(kind, payload, who, after)

    monkeypatch.setattr(home.ledger, "append", moved_once)
    assert erase(home, ERASED, "Ana").touched == {published.id: ALL_OF_IT}
    assert len(list(home.snapshots.iterdir())) == 2


def test_an_erasure_that_never_gets_its_turn_changes_nothing(
    home: Home, published: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise LedgerMovedError

    before = home.facts(published.id).read_bytes()
    monkeypatch.setattr(home.ledger, "append", refuse)
    with pytest.raises(NoTurnError):
        erase(home, ERASED, "Ana")
    assert home.facts(published.id).read_bytes() == before
    assert len(list(home.snapshots.iterdir())) == 2


def test_a_file_that_cannot_be_deleted_is_named(
    home: Home, published: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = prepare(home, [upload(book())])
    unlink = Path.unlink

    def refuse(path: Path, *, missing_ok: bool = False) -> None:
        if path == home.facts(waiting.id):
            raise PermissionError(13, "open elsewhere")
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    erasure = erase(home, ERASED, "Ana")
    assert erasure.stuck == (home.facts(waiting.id).name,)
    assert set(erasure.touched) == {published.id}


def test_facts_that_cannot_be_replaced_are_named_and_not_read(
    home: Home, published: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.replace

    def refuse(path: Path, target: Path) -> Path:
        if target == home.facts(published.id):
            raise PermissionError(13, "open elsewhere")
        return rename(path, target)

    with monkeypatch.context() as open_elsewhere:
        open_elsewhere.setattr(Path, "replace", refuse)
        assert erase(home, ERASED, "Ana").stuck == (home.facts(published.id).name,)
        with pytest.raises(SnapshotDamagedError):
            home.verified_facts(published)
    assert rows(home.verified_facts(published), "workers", "employee_id") == [
        (one,) for one in OTHERS
    ]


def test_every_column_with_a_person_is_declared_so() -> None:
    """A new column of numbers is found by its headings, should its mark be forgotten."""
    headings = {"workerid", "employeeid", "managerid", "supervisorid", "userid"}
    for table in BY_NAME.values():
        for column in table.columns:
            known = {"".join(name.casefold().split()) for name in (column.name, *column.headings)}
            known |= {name.replace("_", "") for name in known}
            if known & headings:
                assert column.person, f"{table.name}.{column.name}"


@pytest.mark.parametrize(
    ("number", "sure"),
    [("1250", False), ("48000", False), ("E12", False), ("E123", True), ("0012", True)],
)
def test_a_number_that_could_be_a_year_is_not_telling(number: str, *, sure: bool) -> None:
    assert telling(number) is sure


@settings(deadline=None)
@given(number=st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1))
def test_a_pattern_finds_its_number_whatever_it_is_made_of(number: str) -> None:
    with closing(build(Path(":memory:"))) as con:
        ((alone, within),) = con.execute(
            "SELECT regexp_matches($1, $3), regexp_matches($2, $3)",
            [f"a {number} b", f"x{number}x", pattern(number)],
        ).fetchall()
    assert (alone, within) == (True, False)
