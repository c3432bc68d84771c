"""Checks that a disk which fills up while publishing changes nothing, with real failed writes."""

import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from briefing.store.snapshots import Home
from tests.runner import forked
from tests.store import people
from tests.workbooks import Rows, Sheets, publish, upload, workbook

NO_ROOM = "There is no room, or no right, to write to"
UNITS: dict[str, Rows] = {"Units": [["unit"], ["Sales"]]}
Outcome = tuple[int, str, str]
Run = Callable[[Path, int, Sequence[object]], Outcome]


def sheets(comments: int) -> Sheets:
    """Give two years of finance, and comments that are long and cannot be compressed."""
    months = [f"20{year}-{month:02}-01" for year in (24, 25) for month in range(1, 13)]
    survey = ["survey", "unit", "answered_on", "score", "comment"]
    return UNITS | {
        "Finance": [["unit", "month", "revenue", "fte"], *(["Sales", day, 1, 1] for day in months)],
        "Survey": [
            survey,
            *(["enps", "Sales", months[0], 9, os.urandom(1000).hex()] for _ in range(comments)),
        ],
    }


@pytest.fixture(scope="module")
def run() -> Iterator[Run]:
    """Start the process in which the command line runs; no file grows beyond the limit given."""
    with forked("tests.full_disk") as answer:

        def outcome(home: Path, limit: int, arguments: Sequence[object]) -> Outcome:
            status, out, err = json.loads(answer(str(home), limit, list(map(str, arguments))))
            return status, out, err

        yield outcome


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> dict[int, tuple[Path, Path]]:
    """Give by number of comments a home and the book that was published in it."""
    found = {}
    for comments in (0, 400):
        root = tmp_path_factory.mktemp("published")
        book = upload(sheets(comments))
        (root / book.name).write_bytes(book.content)
        publish(Home(root / "home"), book)
        found[comments] = (root / "home", root / book.name)
    return found


def all_files(home: Home) -> dict[str, bytes]:
    paths = (path for path in home.root.rglob("*") if path.is_file())
    return {str(path.relative_to(home.root)): path.read_bytes() for path in paths}


def assert_nothing_changed(home: Home, before: dict[str, bytes], said: Outcome) -> None:
    status, out, err = said
    assert (status, err) == (1, "")
    assert out.startswith(f"{NO_ROOM} {home.root}. Nothing was published")
    assert sorted(all_files(home)) == sorted(before)
    assert all_files(home) == before
    current = home.current()
    assert current
    assert home.verified_facts(current).exists()
    assert home.verified_mart(current).exists()
    assert home.ledger.first_broken() is None


@pytest.mark.parametrize(
    ("comments", "file", "share"),
    [
        pytest.param(0, "facts", 0.0, id="the facts' first block"),
        pytest.param(400, "facts", 0.1, id="the facts' log"),
        pytest.param(0, "facts", 0.012, id="the mart's log"),
        pytest.param(0, "mart", 0.1, id="the mart's first rows"),
        pytest.param(0, "mart", 0.99, id="the mart's last rows"),
        pytest.param(400, "facts", 0.99, id="the facts, when they are closed"),
    ],
)
def test_a_disk_that_is_full_while_the_snapshot_is_written(  # noqa: PLR0913, PLR0917 a row of the table and what it needs
    run: Run,
    published: dict[int, tuple[Path, Path]],
    tmp_path: Path,
    comments: int,
    file: str,
    share: float,
) -> None:
    original, book = published[comments]
    home = Home(shutil.copytree(original, tmp_path / "home"))
    before = all_files(home)
    (whole,) = home.snapshots.glob(f"{file}-*")
    said = run(home.root, int(share * whole.stat().st_size), ["load", book])
    assert_nothing_changed(home, before, said)


def test_a_disk_that_is_full_when_the_ledger_is_written(
    run: Run, home: Home, tmp_path: Path
) -> None:
    publish(home, upload(UNITS))
    # Now the ledger is longer than a snapshot's files, so that it alone meets the limit.
    home.ledger.append("note", {"text": "x" * 4_000_000}, "Ana", after=1)
    before = all_files(home)
    # Names so long that the entry does not fit into the ledger's last page.
    books = [tmp_path / f"{'u' * 230}{number:02}.xlsx" for number in range(20)]
    for number, book in enumerate(books):
        book.write_bytes(workbook({"Units": [["unit"], [f"Unit {number}"]]}))
    said = run(home.root, len(before["ledger.db"]), ["load", *books])
    assert_nothing_changed(home, before, said)


@pytest.mark.parametrize("command", ["load", "history", "undo", "sample"])
def test_a_home_that_cannot_be_made_is_said_in_words(
    run: Run, tmp_path: Path, command: str
) -> None:
    book = tmp_path / "book.xlsx"
    book.write_bytes(workbook(UNITS))
    status, out, err = run(tmp_path / "new", 0, [command, book] if command == "load" else [command])
    assert (status, err) == (1, "")
    assert out.startswith(NO_ROOM)


def test_an_undo_that_cannot_be_written_takes_nothing_back(run: Run, home: Home) -> None:
    publish(home, upload(UNITS))
    before = all_files(home)
    status, out, err = run(home.root, 0, ["undo"])
    assert (status, err) == (1, "")
    assert out.startswith(NO_ROOM)
    assert all_files(home) == before


@pytest.mark.parametrize("share", [0.0, 0.5, 0.99])
def test_an_erasure_without_room_erases_nothing(run: Run, home: Home, share: float) -> None:
    snapshot = publish(home, upload(people.book()))
    before = all_files(home)
    limit = int(share * home.facts(snapshot.id).stat().st_size)
    assert_nothing_changed(home, before, run(home.root, limit, ["erase", people.ERASED]))
