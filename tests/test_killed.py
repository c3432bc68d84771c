"""Checks that erasing and retaining, killed at any step of theirs, are ended by the next run."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefing.__main__ import main
from briefing.publish import prepare
from briefing.store.snapshots import FactsDeletedError, Home, Snapshot
from briefing.store.sweep import sweep
from tests.killed import KILLED
from tests.runner import forked
from tests.store.clock import at
from tests.store.people import ERASED, OTHERS, book, files_with, rows
from tests.workbooks import publish, upload

Run = Callable[[Path, int, list[str]], int]
EVERYBODY = [(one,) for one in (*OTHERS, ERASED)]
ALL_BUT_ONE = [(one,) for one in OTHERS]


@pytest.fixture(scope="module")
def run() -> Iterator[Run]:
    """Start the process in which the command line is killed."""
    with forked("tests.killed") as answer:
        yield lambda home, step, arguments: int(answer(str(home), step, arguments))


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Give a home with a snapshot long ago, one of now, and a load that waits."""
    home = Home(tmp_path_factory.mktemp("original"))
    with pytest.MonkeyPatch.context() as patched:
        # Publishing would retain, and the test is to do that.
        patched.setattr("briefing.publish.retain", lambda *_: None)
        with at(2000, 1, 1):
            publish(home, upload(book()))
        publish(home, upload(book("And today.")))
    prepare(home, [upload(book("Not yet."))])
    return home


@pytest.fixture(scope="module")
def killed(
    run: Run, original: Home, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[Path]]:
    """Give by command the home as it is after it was killed at its first step, its second, ..."""
    found: dict[str, list[Path]] = {}
    for name, arguments in {"erase": ["erase", ERASED], "retain": ["retain"]}.items():
        found[name] = []
        status = KILLED
        while status == KILLED:
            copy = tmp_path_factory.mktemp(name) / "home"
            shutil.copytree(original.root, copy)
            status = run(copy, len(found[name]) + 1, arguments)
            found[name].append(copy)
        assert status == 0
    return found


@pytest.fixture
def erasures(killed: dict[str, list[Path]], tmp_path: Path) -> list[Home]:
    """Give copies of the homes after each erasure that was killed, and after one that was not."""
    assert len(killed["erase"]) > 10, "it has that many steps"
    return [Home(shutil.copytree(one, tmp_path / one.parent.name)) for one in killed["erase"]]


def erased_in_ledger(home: Home) -> bool:
    return any(act.kind == "erase" for act in home.ledger.entries())


def people(home: Home, snapshot: Snapshot) -> list[tuple[object, ...]]:
    return rows(home.verified_facts(snapshot), "workers", "employee_id")


def test_an_erasure_that_is_killed_is_ended_by_the_next_one(
    erasures: list[Home], monkeypatch: pytest.MonkeyPatch
) -> None:
    for home in erasures:
        monkeypatch.setenv("BRIEFING_HOME", str(home.root))
        left = files_with(home, ERASED)
        status = main(["erase", ERASED])
        assert status == (0 if left else 1)
        assert files_with(home, ERASED) == []
        assert [people(home, one) for one in home.history()] == [ALL_BUT_ONE] * 2
        assert len(list(home.snapshots.iterdir())) == 4
        assert home.ledger.first_broken() is None


def test_an_erasure_that_is_killed_is_for_every_reader_all_or_nothing(
    erasures: list[Home],
) -> None:
    seen = set()
    for home in erasures:
        expected = ALL_BUT_ONE if erased_in_ledger(home) else EVERYBODY
        seen.add(len(expected))
        assert [people(home, one) for one in home.history()] == [expected] * 2
        current = home.current()
        assert current
        assert home.verified_mart(current).exists()
    assert seen == {len(ALL_BUT_ONE), len(EVERYBODY)}


def test_an_erasure_that_is_killed_is_ended_by_the_next_start(
    erasures: list[Home],
) -> None:
    for home in erasures:
        recorded = erased_in_ledger(home)
        sweep(home)
        published = {home.facts(one.id) for one in home.history()}
        with_person = [path for path in published if ERASED in str(rows(path, "workers", "*"))]
        assert len(with_person) == (0 if recorded else 2)


def test_a_retention_that_is_killed_is_ended_by_the_next_one(
    killed: dict[str, list[Path]], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = set()
    for home in map(Home, killed["retain"]):
        monkeypatch.setenv("BRIEFING_HOME", str(home.root))
        old, current = home.history()
        # Told as deleted as soon as the ledger has it, whether the file is there or not.
        seen.add((home.facts_kept(old), home.facts(old.id).exists()))
        if home.facts_kept(old):
            assert people(home, old) == EVERYBODY
        else:
            with pytest.raises(FactsDeletedError):
                home.verified_facts(old)
        assert main(["retain"]) == 0
        assert [home.facts_kept(one) for one in home.history()] == [False, True]
        assert [home.facts(one.id).exists() for one in home.history()] == [False, True]
        assert people(home, current) == EVERYBODY
        assert sum(act.kind == "retention" for act in home.ledger.entries()) == 1
    assert seen == {(True, True), (False, True), (False, False)}
