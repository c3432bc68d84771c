"""Another snapshot than the current one on the real pages: marked, carried along, and left."""

import pytest
from streamlit.testing.v1 import AppTest

from briefing.candidate import Candidate
from briefing.publish import prepare
from briefing.store.snapshots import Home
from tests.ui.test_data import GROWN, bring, press
from tests.ui.test_pages import markup, open_page, published
from tests.workbooks import publish, upload

STAKEHOLDERS: list[list[object]] = [
    ["stakeholder", "as_of", "influence", "interest", "stance"],
    ["CFO", "2026-11-14", 9, 9, 1],
]
MARK = 'class="mark"'


@pytest.fixture
def waiting(home: Home) -> Candidate:
    """Publish the CEO, and leave the CFO in a load that waits."""
    publish(home, upload({"Stakeholders": [*STAKEHOLDERS[:1], ["CEO", *STAKEHOLDERS[1][1:]]]}))
    return prepare(home, [upload({"Stakeholders": STAKEHOLDERS}, "new people.xlsx")])


@pytest.mark.parametrize("page", ["brief", "stakeholders", "trajectory"])
def test_a_load_that_waits_is_shown_and_marked(
    page: str, home: Home, waiting: Candidate, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page(page, home, monkeypatch, snapshot=waiting.id)
    shown = markup(app)
    assert "Preview, not published: new people.xlsx" in shown
    assert shown.count("Decision requested") == 1
    if page == "stakeholders":
        assert "CFO" in shown
        assert "CEO" not in shown


def test_the_preview_follows_to_other_pages_and_can_be_left(
    home: Home, waiting: Candidate, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page("brief", home, monkeypatch, snapshot=waiting.id)
    app.switch_page("pages/stakeholders.py").run()
    assert MARK in markup(app)
    assert app.query_params["snapshot"] == waiting.id
    press(app, "Leave preview")
    assert MARK not in markup(app)
    assert "snapshot" not in app.query_params
    app.switch_page("pages/brief.py").run()
    assert MARK not in markup(app)


def test_a_preview_is_not_put_on_paper(
    home: Home, waiting: Candidate, monkeypatch: pytest.MonkeyPatch
) -> None:
    def offered(**query: str) -> int:
        return len(open_page("brief", home, monkeypatch, **query).get("popover"))

    assert offered() == 1
    assert offered(snapshot=waiting.id) == 0


def test_an_earlier_snapshot_can_be_opened_again(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = publish(home, upload({"Stakeholders": STAKEHOLDERS}))
    renamed = [*STAKEHOLDERS[:1], ["Chair", *STAKEHOLDERS[1][1:]]]
    publish(home, upload({"Stakeholders": renamed}))
    assert "CFO" not in markup(open_page("stakeholders", home, monkeypatch))
    shown = markup(open_page("stakeholders", home, monkeypatch, snapshot=first.id))
    assert "CFO" in shown
    assert "not the current one" in shown


def test_the_current_snapshot_by_its_own_id_has_no_mark(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    current = publish(home, upload({"Stakeholders": STAKEHOLDERS}))
    app = open_page("stakeholders", home, monkeypatch, snapshot=current.id)
    assert MARK not in markup(app)


def test_a_preview_upon_what_is_no_longer_current_says_so(
    home: Home, waiting: Candidate, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(home, upload({"Stakeholders": STAKEHOLDERS}))
    shown = markup(open_page("brief", home, monkeypatch, snapshot=waiting.id))
    assert "Preview on an older state, not published" in shown


@pytest.mark.parametrize("name", ["20261114-3fa9c1", "../ledger", "<img src=x>"])
def test_an_unknown_snapshot_is_told_calmly(
    name: str, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(home, {"Stakeholders": STAKEHOLDERS})
    app = open_page("brief", home, monkeypatch, snapshot=name)
    assert "There is no such snapshot here" in markup(app)
    assert "<img" not in markup(app)
    press(app, "Show the current snapshot")
    assert "There is no such snapshot here" not in markup(app)


def test_data_leads_to_the_preview_and_forgets_it_with_the_files(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(home, {"Units": [["unit"], ["Sales"]]})
    app = bring(open_page("data", home, monkeypatch), Units=GROWN)
    press(app, "Preview on the pages")
    app.switch_page("pages/brief.py").run()
    assert "Preview, not published: own.xlsx" in markup(app)
    app.switch_page("pages/data.py").run()
    press(app, "Put aside")
    app.switch_page("pages/brief.py").run()
    assert "There is no such snapshot here" not in markup(app)
    assert MARK not in markup(app)


def test_a_load_that_waits_changes_nothing_for_others(
    home: Home, waiting: Candidate, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: AppTest = open_page("stakeholders", home, monkeypatch)
    assert waiting.publishable
    assert "CEO" in markup(shown)
    assert MARK not in markup(shown)
