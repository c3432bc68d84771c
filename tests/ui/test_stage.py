"""What is on the wall is held: by AppTest, with a publish, an undo and a new scenario meanwhile."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from briefing.access import Role
from briefing.candidate import Candidate
from briefing.publish import prepare
from briefing.store.snapshots import Home
from briefing.ui import pin
from briefing.ui.pin import Pin
from tests.people import ANA
from tests.ui.panel import send
from tests.ui.test_access import enter
from tests.ui.test_access import front as front  # noqa: PLC0414 a fixture, had from there
from tests.ui.test_pages import markup, open_page
from tests.ui.test_preview import MARK, STAKEHOLDERS
from tests.workbooks import publish, upload

RENAMED: list[list[object]] = [*STAKEHOLDERS[:1], ["Chair", *STAKEHOLDERS[1][1:]]]


def on_stage(
    home: Home, monkeypatch: pytest.MonkeyPatch, here: str = "stakeholders", **query: str
) -> AppTest:
    """Run the stage of a page alone, since an AppTest runs a page without app.py."""

    def script(here: str) -> None:
        import streamlit as st  # noqa: PLC0415 the page is a text of its own

        from briefing.ui.stage import AGENDA, show_stage  # noqa: PLC0415

        agenda = [st.Page(lambda: None, title=name, url_path=name) for name in AGENDA]
        home = st.Page(lambda: None, title="Home", default=True)
        st.navigation([home, *agenda], position="hidden")
        show_stage(agenda[AGENDA.index(here)], agenda)

    monkeypatch.setenv("BRIEFING_HOME", str(home.root))
    app = AppTest.from_function(script, args=(here,), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, app.exception
    return app


def press(app: AppTest, deed: str) -> AppTest:
    """Send what a key does."""
    send(app, "stage", "act", deed)
    assert not app.exception, app.exception
    return app


def pinned_to(home: Home) -> str:
    """Give what the URL has of a presentation of what is current."""
    current = home.current()
    assert current is not None
    return str(Pin(current, home.ledger.position("scenario")))


def test_a_publish_and_an_undo_move_nothing_on_the_wall(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(home, upload({"Stakeholders": STAKEHOLDERS}))
    app = open_page("stakeholders", home, monkeypatch, present=pinned_to(home))
    assert "CFO" in markup(app)
    publish(home, upload({"Stakeholders": RENAMED}))
    shown = markup(app.run())
    assert "CFO" in shown
    assert "Chair" not in shown
    assert MARK not in shown
    app.switch_page("pages/brief.py").run()
    assert app.query_params["present"].startswith(home.history()[0].id)
    home.undo(ANA)
    assert "CFO" in markup(app.switch_page("pages/stakeholders.py").run())


def test_a_scenario_saved_since_is_not_known(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(home, upload({"Stakeholders": STAKEHOLDERS}))
    held = pinned_to(home)
    asked: list[int | None] = []

    def noted(*given: object) -> dict[str, object]:
        asked.append(given[3])  # type: ignore[arg-type]
        return {}

    monkeypatch.setattr("briefing.ui.state.all_scenarios", noted)
    open_page("stakeholders", home, monkeypatch, present=held)
    assert set(asked) == {None, home.ledger.position()}


@pytest.mark.parametrize(
    "forge",
    [
        lambda _home: "20261114-3fa9c1-1",
        lambda home: f"{home.current().id}-999",
        lambda home: f"{home.current().id}-0",
        lambda _home: "../ledger",
        lambda _home: "<img src=x>",
    ],
)
def test_what_was_never_begun_gives_the_everyday_page_in_words(
    forge: Callable[[Home], str], home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(home, upload({"Stakeholders": STAKEHOLDERS}))
    shown = markup(open_page("stakeholders", home, monkeypatch, present=forge(home)))
    assert "No presentation can be opened from this address" in shown
    assert "CFO" in shown
    assert "<img" not in shown


def test_what_is_not_published_is_not_presented(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(home, upload({"Stakeholders": STAKEHOLDERS}))
    waiting: Candidate = prepare(home, [upload({"Stakeholders": RENAMED})])
    app = open_page("stakeholders", home, monkeypatch, present=f"{waiting.id}-1")
    assert "No presentation can be opened" in markup(app)
    assert "Chair" not in markup(app)


def test_nothing_is_edited_and_nothing_private_shows(
    sample_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = pinned_to(sample_home)
    app = open_page("stakeholders", sample_home, monkeypatch, present=held)
    assert not app.segmented_control
    assert not app.get("popover")
    assert "Confidential" not in markup(app)
    app.session_state["present_team"] = True
    assert "Confidential: team only" in markup(app.run())
    app.switch_page("pages/trajectory.py").run()
    assert [one.label for one in app.button] == ["Decide"]


@pytest.mark.parametrize("role", [Role.VIEWER, Role.SPONSOR])
def test_a_link_to_the_wall_is_the_everyday_page_to_others(
    role: Role, front: AppTest, home: Home
) -> None:
    publish(home, upload({"Stakeholders": STAKEHOLDERS}))
    held = pinned_to(home)
    publish(home, upload({"Stakeholders": RENAMED}))
    shown = markup(enter(front, role, "stakeholders", present=held))
    assert "You may not present." in shown
    assert "Chair" in shown
    assert "CFO" not in shown
    shown = markup(enter(front, role, "presenter", present=held))
    assert "This is for those with another role" in shown


def test_a_presenter_may(front: AppTest, home: Home) -> None:
    publish(home, upload({"Stakeholders": STAKEHOLDERS}))
    held = pinned_to(home)
    publish(home, upload({"Stakeholders": RENAMED}))
    assert "CFO" in markup(enter(front, Role.PRESENTER, "stakeholders", present=held))
    view = enter(front, Role.PRESENTER, "presenter", present=held)
    assert not view.exception


def test_the_keys_begin_take_what_is_newer_and_end(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(home, upload({"Stakeholders": STAKEHOLDERS}))
    app = press(on_stage(home, monkeypatch), "enter")
    held = pinned_to(home)
    assert app.query_params["present"] == held
    assert "Newer:" not in markup(app)
    publish(home, upload({"Stakeholders": RENAMED}))
    shown = markup(app.run())
    assert "Newer: published" in shown
    assert f"by {ANA.name}" in shown
    assert app.query_params["present"] == held
    press(app, "take")
    assert app.query_params["present"] == pinned_to(home)
    assert "Newer:" not in markup(app)
    press(app, "leave")
    assert "present" not in app.query_params
    assert "present" not in app.session_state
    press(app, "no such deed")
    assert "present" not in app.query_params


def test_the_team_s_form_is_asked_for_anew_on_each_visit(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(home, upload({"Stakeholders": STAKEHOLDERS}))
    app = press(on_stage(home, monkeypatch, present=pinned_to(home)), "team")
    assert app.session_state["present_team"] is True
    other = on_stage(home, monkeypatch, "trajectory", present=pinned_to(home))
    assert other.session_state["present_team"] is False
    press(app, "team")
    assert app.session_state["present_team"] is False


def test_a_load_that_waits_cannot_be_presented(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(home, upload({"Stakeholders": STAKEHOLDERS}))
    waiting = prepare(home, [upload({"Stakeholders": RENAMED})])
    app = press(on_stage(home, monkeypatch, snapshot=waiting.id), "enter")
    assert "present" not in app.query_params


def test_what_is_newer_is_told_with_who_did_it(home: Home) -> None:
    first = publish(home, upload({"Stakeholders": STAKEHOLDERS}))
    held = Pin(first, 1)
    assert pin.newer(home, held) is None
    second = publish(home, upload({"Stakeholders": RENAMED}))
    act = pin.newer(home, held)
    assert act is not None
    assert (act.kind, act.who) == ("publish", ANA.name)
    assert pin.newer(home, Pin(second, 2)) is None
    home.undo(ANA)
    taken_back = pin.newer(home, Pin(second, 2))
    assert taken_back is not None
    assert taken_back.kind == "undo"
