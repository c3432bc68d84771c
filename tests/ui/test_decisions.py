"""Deciding on a page, and the page Decisions, for each role, by AppTest."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from briefing.access import Person, Role
from briefing.clock import today
from briefing.publish import prepare
from briefing.store.decisions import (
    Choice,
    decisions,
    follow_up,
    picture_of,
    picture_path,
    tampered,
)
from briefing.store.snapshots import Home
from briefing.ui import decide, signed_in, state
from briefing.ui import decisions as decisions_ui
from tests.decided import decided
from tests.people import ANA, BO, one
from tests.ui.test_compare import save
from tests.ui.test_pages import markup, open_page
from tests.workbooks import publish, upload

Look = Callable[[Person], None]
PAGES = ("brief", "stakeholders", "trajectory")
ASKS: list[list[object]] = [
    ["page", "request", "decider", "due_on", "kpi", "unit", "baseline", "target", "target_on"],
    ["trajectory", "<i>Release</i> €180,000", "CFO", date(2026, 12, 4), "time_to_productivity",
     None, 95, 80, date(2030, 2, 19)],
]  # fmt: skip


@pytest.fixture
def sample(sample_home: Home, tmp_path: Path) -> Home:
    return Home(shutil.copytree(sample_home.root, tmp_path / "own"))


@pytest.fixture
def started(home: Home) -> Home:
    publish(home, upload({"Units": [["unit"], ["Sales"]], "Asks": ASKS}))
    return home


@pytest.fixture
def as_(monkeypatch: pytest.MonkeyPatch) -> Look:
    """Have somebody look at the pages."""

    def look(who: Person) -> None:
        for module in (signed_in, decide, decisions_ui, state):
            monkeypatch.setattr(module, "person", lambda: who)

    return look


def press(app: AppTest, label: str) -> AppTest:
    (button,) = [one for one in app.button if one.label == label]
    button.click().run()
    assert not app.exception, app.exception
    return app


def labels(app: AppTest) -> set[str]:
    return {one.label for one in app.button}


def part(home: Home, monkeypatch: pytest.MonkeyPatch, name: str) -> AppTest:
    app = open_page("decisions", home, monkeypatch)
    app.segmented_control[0].set_value(name).run()
    assert not app.exception, app.exception
    return app


@pytest.mark.parametrize("role", Role)
def test_the_button_is_for_presenters_and_analysts(
    role: Role, started: Home, monkeypatch: pytest.MonkeyPatch, as_: Look
) -> None:
    as_(one(role))
    app = open_page("trajectory", started, monkeypatch)
    assert ("Decide" in labels(app)) == (role in {Role.PRESENTER, Role.ANALYST})


def test_a_page_without_an_ask_and_a_preview_have_no_button(
    started: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Decide" not in labels(open_page("stakeholders", started, monkeypatch))
    waiting = prepare(started, [upload({"Units": [["unit"], ["Sales"]]})])
    app = open_page("trajectory", started, monkeypatch, snapshot=waiting.id)
    assert "Decide" not in labels(app)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_decided_on_with_its_view(
    page: str, sample: Home, monkeypatch: pytest.MonkeyPatch, as_: Look
) -> None:
    as_(one(Role.PRESENTER))
    query = {"uplift": "0.045", "guardrails": "first_year"}
    app = press(open_page(page, sample, monkeypatch, **query), "Decide")
    app.segmented_control(key="decide_choice").set_value(Choice.CHANGED)
    app.text_area(key="decide_wording").set_value("In two <b>parts</b>")
    press(app, "Write it down")
    assert "Written down as entry 2 of the ledger" in app.session_state["decide_done"]
    (made,) = decisions(sample)
    current = sample.current()
    assert current
    assert (made.choice, made.wording, made.who) == (Choice.CHANGED, "In two <b>parts</b>", "Ada")
    assert (made.seen.page, made.seen.snapshot, made.seen.stood_at) == (page, current.id, 1)
    assert made.seen.setting
    assert made.seen.setting.levers["uplift"] == pytest.approx(0.045)
    assert made.seen.setting.guardrails == {"first_year"}
    assert made.next_on >= today()
    assert (picture_of(sample, made) or b"").startswith(b"\x89PNG")
    assert not [figure for figure in made.seen.figures if figure.team_only]


def test_the_team_form_keeps_what_the_team_saw(
    sample: Home, monkeypatch: pytest.MonkeyPatch, as_: Look
) -> None:
    app = open_page("stakeholders", sample, monkeypatch)
    app.segmented_control[0].set_value("Team only").run()
    press(press(app, "Decide"), "Write it down")
    (made,) = decisions(sample)
    assert [figure.key for figure in made.seen.figures if figure.team_only] == [
        "decision_makers_with_us"
    ]
    replayed = markup(part(sample, monkeypatch, "Replay"))
    assert "Decision-makers with us" in replayed
    as_(one(Role.VIEWER))
    shown = markup(part(sample, monkeypatch, "Replay"))
    assert "Decision-makers engaged" in shown
    assert "Decision-makers with us" not in shown


def test_what_will_not_do_is_told_and_nothing_is_written(
    started: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = press(open_page("trajectory", started, monkeypatch), "Decide")
    app.text_area(key="decide_wording").set_value("  ")
    press(app, "Write it down")
    assert "The wording is empty" in app.session_state["decide_said"]
    assert decisions(started) == []


def test_somebody_else_s_decision_since_is_told(
    started: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = press(open_page("trajectory", started, monkeypatch), "Decide")
    decided(started, who=BO, wording="Declined")
    press(app, "Write it down")
    assert "Bo has written down a decision on this page" in app.session_state["decide_said"]
    assert len(decisions(started)) == 1
    again = press(open_page("trajectory", started, monkeypatch), "Decide")
    assert "Decided before, on" in markup(again)
    press(again, "Write it down")
    assert len(decisions(started)) == 2


def test_whose_right_ended_meanwhile_writes_nothing(
    started: Home, monkeypatch: pytest.MonkeyPatch, as_: Look
) -> None:
    app = press(open_page("trajectory", started, monkeypatch), "Decide")
    as_(one(Role.SPONSOR))
    press(app, "Write it down")
    assert "You may not write down a decision" in app.session_state["decide_said"]
    assert decisions(started) == []


def test_without_a_decision_the_page_says_so_calmly(
    started: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("Log", "Replay", "30, 60, 90 days", "Forecasts"):
        shown = markup(part(started, monkeypatch, name))
        assert "No decision has been written down yet" in shown
        assert "Take the first decision" in shown
        assert shown.count('class="ask"') == 1


@pytest.mark.parametrize("role", Role)
def test_everybody_sees_the_log_and_who_may_follows_up(
    role: Role, started: Home, monkeypatch: pytest.MonkeyPatch, as_: Look
) -> None:
    made = decided(started, wording="<b>Release</b> it")
    as_(one(role))
    app = open_page("decisions", started, monkeypatch)
    shown = markup(app)
    assert "&lt;b&gt;Release&lt;/b&gt; it" in shown
    assert "<b>Release" not in shown
    may = role in {Role.PRESENTER, Role.ANALYST}
    assert ("Mark as done" in labels(app)) == may
    if may:
        app.text_input(key="follow_up_came").set_value("78 days")
        press(app, "Mark as done")
        assert "done: 78 days" in markup(app)
        (now,) = decisions(started)
        assert now.position == made.position
        assert now.followed_up


@pytest.mark.parametrize("role", Role)
def test_everybody_replays_the_figures_and_the_picture(
    role: Role, sample: Home, monkeypatch: pytest.MonkeyPatch, as_: Look
) -> None:
    made = decided(sample)
    as_(one(role))
    app = part(sample, monkeypatch, "Replay")
    shown = markup(app)
    assert "are the same to the last digit" in shown
    assert made.seen.figures[0].text in shown
    assert len(app.get("image")) == 1


def test_an_overdue_follow_up_is_named_on_every_part(
    started: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided(started)
    later = today() + timedelta(days=31)
    monkeypatch.setattr("briefing.clock.today", lambda: later)
    for name in ("Log", "30, 60, 90 days"):
        shown = markup(part(started, monkeypatch, name))
        assert "The one decision is overdue since" in shown
        assert "Follow up: Release €180,000" in shown
        assert "0 of 1, target all of them" in shown
        assert "overdue</td>" in shown


def test_a_record_altered_by_hand_is_named_by_position_and_date(
    started: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = decided(started)
    follow_up(started, made.position, "Begun", ANA)
    with closing(sqlite3.connect(started.root / "ledger.db")) as connection:
        connection.execute("UPDATE entries SET payload = replace(payload, '180,000', '900,000')")
        connection.commit()
    shown = markup(open_page("decisions", started, monkeypatch))
    line = f"The ledger was altered. Entry {made.position}, {made.at[:10]}: what it says was"
    assert line in shown
    assert "; altered since" in shown
    assert "This record was altered" in markup(part(started, monkeypatch, "Replay"))


def test_a_picture_that_is_another_is_named_and_not_shown(
    started: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = decided(started)
    picture_path(started, made.picture).write_bytes(b"another")
    assert len(tampered(started)) == 1
    app = part(started, monkeypatch, "Replay")
    assert "the picture is not the one that was decided on" in markup(app)
    assert not app.get("image")


def test_the_sponsor_s_forecast_stands_beside_base_and_what_happened(
    sample: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided(sample)
    save(sample)
    shown = markup(part(sample, monkeypatch, "Forecasts"))
    assert "CFO’s forecast" in shown
    assert "<th>HR’s Base of that day</th>" in shown
