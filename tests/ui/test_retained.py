"""Checks the pages by AppTest where rows were deleted: figures stay, and Data says what is gone."""

import pytest

from briefing.publish import commit, discard
from briefing.store.erase import erase
from briefing.store.snapshots import Home
from tests.people import ANA, BO
from tests.store.clock import at
from tests.store.people import ERASED, OTHERS, book, rows
from tests.ui.test_data import bring, press, steps
from tests.ui.test_pages import PAGES, markup, open_page
from tests.workbooks import publish, upload


@pytest.fixture
def deleted(home: Home) -> Home:
    """Give a home whose current snapshot has no rows any more."""
    with at(2001, 1, 1):
        publish(home, upload(book()))
    publish(home, upload({"Units": book()["Units"]}))
    home.undo(BO)
    (old, _) = home.history()
    assert not home.facts(old.id).exists()
    return home


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_without_the_rows(
    page: str, deleted: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = markup(open_page(page, deleted, monkeypatch))
    assert shown.count("Decision requested") == 1
    assert "cannot be opened" not in shown


def test_data_names_each_sheet_that_has_to_be_brought(
    deleted: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = open_page("data", deleted, monkeypatch)
    bring(data, Units=book()["Units"])
    assert "3 Check · 3 errors" in steps(data)
    for sheet in ("Workers", "Survey", "Learning"):
        assert f"the rows of {sheet}, which snapshot" in markup(data)
    bring(press(data, "Put aside"), **book())
    press(press(data, "Next: Publish"), "Publish these changes")
    current = deleted.current()
    assert current
    assert deleted.facts(current.id).exists()


def test_what_lies_on_the_desk_during_an_erasure_is_read_anew(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(home, upload(book()))
    data = open_page("data", home, monkeypatch)
    bring(data, Units=[["unit"], ["Sales"], ["Office"]])
    assert erase(home, ERASED, "Ana").discarded
    press(press(data, "Next: Publish"), "Publish these changes")
    current = home.current()
    assert current
    assert rows(home.facts(current.id), "workers", "employee_id") == [(one,) for one in OTHERS]


def test_files_with_people_are_put_aside_by_an_erasure(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(home, upload(book()))
    data = open_page("data", home, monkeypatch)
    bring(data, **book())
    assert erase(home, ERASED, "Ana").discarded
    data.run()
    assert "A person was erased meanwhile" in data.success[0].value
    assert "Put aside" not in [button.label for button in data.button]
    assert len(home.history()) == 1


def test_a_publish_whose_page_was_stopped_stays(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ledger has it, and the page never heard: what waits is the snapshot itself now."""
    data = open_page("data", home, monkeypatch)
    bring(data, **book())
    candidate = data.session_state["brought"].candidate
    commit(home, candidate, ANA)
    data.run()
    assert f"Published as snapshot {candidate.id}" in data.success[0].value
    current = home.current()
    assert current
    assert home.verified_mart(current).exists()
    assert home.verified_facts(current).exists()
    discard(home, candidate)
    assert home.verified_mart(current).exists()
