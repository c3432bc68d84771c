"""The CFO's workbook on the page Trajectory: offered to whoever sees it, never of a preview."""

import pytest
from streamlit.testing.v1 import AppTest

from briefing.publish import prepare
from briefing.store.snapshots import Home
from tests.organisation import SHEETS
from tests.ui.test_data import press
from tests.ui.test_pages import open_page
from tests.workbooks import publish, upload

LABEL = "As a workbook, in live formulas"


def offered(app: AppTest) -> list[str]:
    press(app, "Behind the numbers")
    return [button.proto.label for button in app.get("download_button")]


def test_it_is_offered_beside_how_the_numbers_are_worked_out(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(home, upload(SHEETS))
    assert offered(open_page("trajectory", home, monkeypatch)) == [LABEL]


def test_what_is_not_published_is_not_given_away(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(home, upload(SHEETS))
    waiting = prepare(home, [upload(SHEETS, "new.xlsx")])
    assert offered(open_page("trajectory", home, monkeypatch, snapshot=waiting.id)) == []
