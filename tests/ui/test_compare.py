"""Scenarios side by side, saved and put aside, by AppTest, and links that reproduce them."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from briefing.access import Person, Role
from briefing.figures.saving import save_scenario
from briefing.forecast.scenario import shipped_scenarios
from briefing.publish import prepare
from briefing.store.mart import Mart
from briefing.store.saved import put_aside, saved_scenarios
from briefing.store.snapshots import Home
from briefing.ui import compare, levers, signed_in, state
from tests.organisation import SHEETS, settings
from tests.people import ANA
from tests.ui.panel import panel
from tests.ui.test_pages import markup, open_page
from tests.workbooks import publish, upload

SAM = Person("Sam", frozenset({Role.SPONSOR}))


@pytest.fixture
def started(home: Home) -> Home:
    publish(home, upload({"Settings": settings(), **SHEETS}))
    return home


Look = Callable[[Person], None]


@pytest.fixture
def as_(monkeypatch: pytest.MonkeyPatch) -> Look:
    """Have somebody look at the pages."""

    def look(who: Person) -> None:
        for module in (signed_in, compare, levers, state):
            monkeypatch.setattr(module, "person", lambda: who)

    return look


def save(home: Home, name: str = "CFO’s forecast", who: Person = SAM, uplift: float = 0.08) -> None:
    current = home.current()
    assert current
    with closing(Mart(home.verified_mart(current))) as mart:
        base = shipped_scenarios(mart.assumptions(), mart.costs(), 0)["base"]
        own = replace(base, uplift=uplift, guardrails=frozenset({"first_year"}), modified=True)
        save_scenario(home, mart, own, name, next(iter(who.roles)), who)


def compared(home: Home, monkeypatch: pytest.MonkeyPatch, **query: str) -> AppTest:
    app = open_page("trajectory", home, monkeypatch, **query)
    return press(app, "Compare scenarios")


def press(app: AppTest, label: str) -> AppTest:
    (button,) = [one for one in app.button if one.label == label]
    button.click().run()
    assert not app.exception, app.exception
    return app


def labels(app: AppTest) -> set[str]:
    return {one.label for one in app.button}


def test_all_stand_side_by_side_with_the_present_one(
    started: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(started)
    app = compared(started, monkeypatch, uplift="0.03")
    shown = markup(app)
    for head in ("Conservative, 4%", "Base, 5%", "Stretch, 6%", "CFO’s forecast, 8%",
                 "Modified, 3%"):  # fmt: skip
        assert f"<th>{head}</th>" in shown
    assert "Revenue per FTE, € thousand a year, and what it is worth" in shown
    # Five scenarios are two rows, beside the page's own exhibit.
    assert len(app.get("vega_lite_chart")) == 3


def test_a_sponsor_saves_what_is_shown_under_their_role(
    started: Home, monkeypatch: pytest.MonkeyPatch, as_: Look
) -> None:
    as_(SAM)
    app = compared(started, monkeypatch, uplift="0.07")
    assert "Save what is shown now: modified from Base" in markup(app)
    app.text_input(key="scenario_name").set_value("<b>Mine</b>")
    press(app, "Save")
    assert app.session_state["scenario_said"].startswith("<b>Mine</b> was saved")
    kept = saved_scenarios(started)["<b>mine</b>"]
    assert (kept.role, kept.who, kept.settings["uplift"]) == (Role.SPONSOR, "Sam", 0.07)
    assert app.query_params["scenario"] in (["<b>mine</b>"], "<b>mine</b>")
    assert "uplift" not in app.query_params
    # What is shown now is what was saved, and no column more.
    shown = markup(press(app, "Compare scenarios"))
    assert "<th>&lt;b&gt;Mine&lt;/b&gt;, 7%</th>" in shown
    assert "Modified, 7%" not in shown
    assert "<b>Mine" not in shown


@pytest.mark.parametrize(
    ("name", "says"), [("", "Give the scenario a name"), ("Base", "Take another name")]
)
def test_a_name_that_will_not_do_is_told_and_nothing_is_saved(
    name: str, says: str, started: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = compared(started, monkeypatch)
    app.text_input(key="scenario_name").set_value(name)
    press(app, "Save")
    assert says in app.session_state["scenario_said"]
    assert saved_scenarios(started) == {}


def test_a_viewer_compares_and_saves_nothing(
    started: Home, monkeypatch: pytest.MonkeyPatch, as_: Look
) -> None:
    save(started)
    as_(Person("Vic", frozenset({Role.VIEWER})))
    app = compared(started, monkeypatch)
    assert "CFO’s forecast, 8%" in markup(app)
    assert not {"Save", "Show it", "Put it aside"} & labels(app)
    assert not list(app.text_input)


def test_only_who_saved_it_or_an_analyst_puts_it_aside(
    started: Home, monkeypatch: pytest.MonkeyPatch, as_: Look
) -> None:
    save(started)
    as_(Person("Pat", frozenset({Role.PRESENTER})))
    assert "Put it aside" not in labels(compared(started, monkeypatch))
    as_(SAM)
    app = press(compared(started, monkeypatch), "Put it aside")
    assert app.session_state["scenario_said"].startswith("CFO’s forecast was put aside")
    assert saved_scenarios(started)["cfo’s forecast"].aside
    assert "<th>CFO’s forecast" not in markup(compared(started, monkeypatch))


@pytest.mark.parametrize("kept", ["listed", "put aside"])
@pytest.mark.parametrize(
    ("query", "title", "label"),
    [
        ({}, "At 8% uplift", "CFO’s forecast"),
        ({"uplift": "0.07"}, "At 7% uplift", "modified from CFO’s forecast"),
        ({"guardrails": "none"}, "At 8% uplift", "modified from CFO’s forecast"),
        ({"guardrails": "first_year"}, "At 8% uplift", "CFO’s forecast"),
    ],
)
def test_a_link_reproduces_a_saved_scenario(  # noqa: PLR0913, PLR0917 a row and two fixtures
    query: dict[str, str],
    title: str,
    label: str,
    kept: str,
    started: Home,
    monkeypatch: pytest.MonkeyPatch,
    as_: Look,
) -> None:
    save(started)
    if kept == "put aside":
        put_aside(started, "CFO’s forecast", ANA)
    as_(Person("Vic", frozenset({Role.VIEWER})))
    app = open_page("trajectory", started, monkeypatch, scenario="cfo’s forecast", **query)
    assert title in markup(app)
    assert panel(app)["label"] == f"Scenario: {label}"


def test_a_scenario_that_is_not_there_is_said_to_be_base(
    started: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = markup(open_page("trajectory", started, monkeypatch, scenario="<i>gone</i>"))
    assert "There is no scenario &#x27;&lt;i&gt;gone&lt;/i&gt;&#x27;: this is Base" in shown
    assert "At 5% uplift" in shown


def test_a_saved_setting_beyond_today_s_tracks_is_shown_as_it_was(
    started: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    high = {**SHEETS, "Assumptions": [
        row if row[0] != "uplift" else ["uplift", 0.04, 0.05, 0.4, None]
        for row in SHEETS["Assumptions"]
    ]}  # fmt: skip
    publish(started, upload({"Settings": settings(), **high}))
    save(started, "High", uplift=0.3)
    publish(started, upload({"Settings": settings(), **SHEETS}))
    assert "At 30% uplift" in markup(open_page("trajectory", started, monkeypatch, scenario="high"))


def test_a_saved_forecast_is_looked_back_at(started: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    save(started)
    shown = markup(compared(started, monkeypatch))
    assert "What happens to Revenue per FTE is not known yet" in shown
    assert "<th>HR’s Base of that day</th>" in shown
    assert "<td>12 months to June 2027</td><td>not yet known</td>" in shown


def test_a_preview_is_no_ground_to_save_on(started: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = prepare(started, [upload({"Settings": settings(), **SHEETS})])
    app = compared(started, monkeypatch, snapshot=waiting.id)
    assert "a scenario is saved on what is published" in markup(app)
    assert "Save" not in labels(app)
