"""What each role sees and may do on the pages, by AppTest with the claims of a sign-in."""

import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest

from briefing.access import NotAllowedError, Role
from briefing.publish import prepare
from briefing.store.snapshots import Home
from briefing.ui import signed_in
from tests.ui.panel import change, panel
from tests.ui.test_data import BAD, GROWN, PEOPLE, UNITS, bring, press, steps
from tests.ui.test_identity import ROLES, SECRET
from tests.ui.test_pages import ROOT, markup, published
from tests.workbooks import publish, upload

PRIVATE = ("Cost and return", "Growth and agility", "overdue", "not with us", "Confidential")
GROUPS = {
    Role.VIEWER: "everybody", Role.SPONSOR: "/board", Role.PRESENTER: "/present",
    Role.ANALYST: "/analysts",
}  # fmt: skip
SECRETS = {
    "auth": {"cookie_secret": SECRET},
    "roles": {role: [group] for role, group in GROUPS.items()},
    "sign_in": {"ask": "the people team"},
}
HOURS = 3600


def claims(*groups: str, age: float = 0) -> dict[str, Any]:
    """Give what a provider says of Ada, who signed in `age` seconds ago."""
    return {
        "is_logged_in": True,
        "sub": "7",
        "name": "Ada",
        "email": "ada@example.org",
        "email_verified": True,
        "groups": list(groups),
        "iat": int(time.time() - age),
    }


@pytest.fixture
def front(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """Give the application where people sign in, before anybody has opened it."""
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path / "home"))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.secrets = dict(SECRETS)
    app.user = {}
    return app


def enter(app: AppTest, role: Role, page: str = "brief", **query: str) -> AppTest:
    """Sign somebody of one role in, and open a page."""
    app.user = claims(GROUPS[role])
    app.run()
    for name, value in query.items():
        app.query_params[name] = value
    return app.switch_page(f"pages/{page}.py").run()


def enter_sample(
    app: AppTest, role: Role, sample: Home, monkeypatch: pytest.MonkeyPatch, page: str,
    **query: str,
) -> AppTest:  # fmt: skip
    monkeypatch.setenv("BRIEFING_HOME", str(sample.root))
    return enter(app, role, page, **query)


def payload(app: AppTest) -> str:
    """Give all texts and charts that were sent."""
    return markup(app) + "".join(chart.proto.spec for chart in app.get("vega_lite_chart"))


@pytest.mark.parametrize(
    ("user", "title", "button"),
    [
        ({}, "Sign in to see this briefing", "Sign in"),
        ({"is_logged_in": False}, "Sign in to see this briefing", "Sign in"),
        ({**claims("/analysts"), "is_logged_in": "yes"}, "Sign in to see", "Sign in"),
        (claims("/analysts", age=8 * HOURS + 1), "Please sign in again", "Sign in"),
        ({**claims("/analysts"), "iat": None}, "Please sign in again", "Sign in"),
        (claims("/lunch"), "This briefing is not shared with you yet", "Sign out"),
    ],
)
def test_whoever_has_no_role_gets_one_calm_page_and_nothing_is_opened(
    user: dict[str, Any], title: str, button: str, front: AppTest
) -> None:
    front.user = user
    front.run()
    assert not front.exception
    assert f"<h1>{title}" in markup(front)
    assert [one.label for one in front.button] == [button]
    assert not Path(os.environ["BRIEFING_HOME"]).exists()


def test_whoever_is_in_no_list_is_told_whom_to_ask(front: AppTest) -> None:
    front.user = claims("/lunch")
    assert "ask the people team for a role" in markup(front.run())
    assert "ada@example.org" in markup(front)


@pytest.mark.parametrize(
    ("secrets", "says"),
    [
        ({"auth": {"cookie_secret": SECRET}}, "[roles] is missing"),
        ({"roles": ROLES}, "cookie_secret in [auth]"),
        ({"auth": {"cookie_secret": SECRET}, "roles": {"boss": ["a"]}}, "&#x27;boss&#x27;"),
    ],
)
def test_half_a_set_up_shows_nothing_to_anybody(
    secrets: dict[str, Any], says: str, front: AppTest
) -> None:
    front.secrets = secrets
    front.user = claims(*GROUPS.values())
    shown = markup(front.run())
    assert "Signing in is not set up yet" in shown
    assert says in shown
    assert not front.button


@pytest.fixture
def _open_to_the_network() -> Iterator[None]:
    before = config.get_option("server.address")
    config.set_option("server.address", "0.0.0.0")  # noqa: S104 that is what is tried
    yield
    config.set_option("server.address", before)


@pytest.mark.usefixtures("_open_to_the_network")
def test_without_signing_in_nothing_is_shown_to_a_network(front: AppTest) -> None:
    front.secrets = {}
    shown = markup(front.run())
    assert "This briefing is not open to a network yet" in shown
    assert shown.count("<h1>") == 1


@pytest.mark.usefixtures("_open_to_the_network")
def test_with_signing_in_it_is(front: AppTest, home: Home) -> None:
    published(home, {"Units": [list(row) for row in UNITS]})
    assert "Decision requested" in markup(enter(front, Role.VIEWER))


def test_at_this_machine_everybody_may_do_all_and_data_says_so(front: AppTest, home: Home) -> None:
    published(home, {"Units": [list(row) for row in UNITS]})
    front.secrets = {}
    app = front.run().switch_page("pages/data.py").run()
    assert "whoever has it may do all" in markup(app)
    assert app.file_uploader


@pytest.mark.parametrize("role", [Role.VIEWER, Role.SPONSOR])
def test_data_is_not_for_those_who_look(role: Role, front: AppTest, home: Home) -> None:
    published(home, {"Units": [list(row) for row in UNITS]})
    app = enter(front, role, "data")
    assert "You may not see what was loaded or preview what is not published." in markup(app)
    assert not app.file_uploader
    assert "own.xlsx" not in payload(app)


def test_a_presenter_sees_what_was_loaded_and_brings_nothing(front: AppTest, home: Home) -> None:
    published(home, {"Units": [list(row) for row in UNITS]})
    app = enter(front, Role.PRESENTER, "data")
    shown = markup(app)
    assert not app.exception
    assert "own.xlsx" in shown
    assert "Signed in as ada@example.org (presenter), until" in shown
    assert not app.file_uploader
    assert steps(app) == {}
    assert not [one for one in app.button if one.label.startswith("Take back")]


@pytest.mark.parametrize("role", Role)
def test_the_team_form_is_for_the_team(
    role: Role, front: AppTest, sample_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = enter_sample(front, role, sample_home, monkeypatch, "stakeholders")
    assert not [word for word in PRIVATE if word in payload(app)]
    if role in {Role.VIEWER, Role.SPONSOR}:
        assert not app.segmented_control
        return
    app.segmented_control[0].set_value("Team only").run()
    assert all(word in markup(app) for word in PRIVATE)


def test_the_team_form_is_asked_for_anew_on_each_visit(
    front: AppTest, sample_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = enter_sample(front, Role.PRESENTER, sample_home, monkeypatch, "stakeholders")
    app.segmented_control[0].set_value("Team only").run()
    app.switch_page("pages/brief.py").run()
    app.switch_page("pages/stakeholders.py").run()
    assert not [word for word in PRIVATE if word in payload(app)]


@pytest.mark.parametrize(
    ("role", "text"),
    [
        (Role.VIEWER, "not shown (kept to the team)"),
        (Role.SPONSOR, "not shown (kept to the team)"),
        (Role.PRESENTER, "2"),
        (Role.ANALYST, "2"),
    ],
)
def test_a_figure_that_the_team_keeps_has_no_value_for_others(
    role: Role, text: str, sample_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def page() -> None:
        import streamlit as st  # noqa: PLC0415 the page is a text of its own

        from briefing.ui.state import open_view  # noqa: PLC0415

        st.text(open_view().figures["decision_makers_with_us"].text)
        st.text(open_view().figures["decision_makers"].text)

    monkeypatch.setenv("BRIEFING_HOME", str(sample_home.root))
    app = AppTest.from_function(page, default_timeout=60)
    app.secrets, app.user = dict(SECRETS), claims(GROUPS[role])
    assert [one.value for one in app.run().text] == [text, "4"]


@pytest.mark.parametrize("role", Role)
def test_paper_has_the_team_form_for_the_team_alone(role: Role, front: AppTest) -> None:
    def page() -> None:
        import streamlit as st  # noqa: PLC0415 the page is a text of its own

        from briefing.ui import paper  # noqa: PLC0415

        # As a browser would ask for it that was never offered the choice.
        st.session_state["form_on_paper"] = paper.TEAM
        st.text(str(paper._form()))  # noqa: SLF001 what each document asks

    app = AppTest.from_function(page, default_timeout=60)
    app.secrets, app.user = front.secrets, claims(GROUPS[role])
    assert app.run().text[0].value == str(role in {Role.PRESENTER, Role.ANALYST})


@pytest.mark.parametrize("role", Role)
def test_levers_are_for_those_who_may_move_them(
    role: Role, front: AppTest, sample_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = enter_sample(
        front, role, sample_home, monkeypatch, "trajectory", scenario="stretch", uplift="0.08"
    )
    assert "At 8% uplift" in markup(app)
    sent = panel(app)
    assert "modified from Stretch" in sent["label"]
    assert sent["now"]["head"][0][0]
    for movable in ("levers", "scenarios", "guardrails"):
        assert bool(sent[movable]) == (role is not Role.VIEWER)
    assert app.selectbox[0].label == "Measure"


def test_a_link_to_what_is_not_in_force_is_unknown_to_those_who_may_not_see_it(
    front: AppTest, home: Home
) -> None:
    first = publish(home, upload({"Units": UNITS}))
    second = publish(home, upload({"Units": GROWN}))
    waiting = prepare(home, [upload({"Units": UNITS}, "secret.xlsx")])
    for role in (Role.VIEWER, Role.SPONSOR):
        for hidden in (first.id, waiting.id, "20261114-3fa9c1"):
            shown = markup(enter(front, role, snapshot=hidden))
            assert "There is no such snapshot here" in shown
            assert "secret.xlsx" not in shown
        front.query_params.clear()
        shown = markup(enter(front, role, snapshot=second.id))
        assert "Decision requested" in shown
        assert "There is no such snapshot here" not in shown
    assert "secret.xlsx" in markup(enter(front, Role.PRESENTER, snapshot=waiting.id))


def test_the_ledger_says_who_published_mapped_and_took_back(front: AppTest, home: Home) -> None:
    published(home, {"Units": [list(row) for row in UNITS]})
    app = bring(enter(front, Role.ANALYST, "data"), Export=PEOPLE)
    (holds,) = [one for one in app.selectbox if one.label == "It holds"]
    holds.set_value("workers").run()
    for label, column in (("A", "employee_id"), ("B", "unit"), ("C", "hired_on"), ("D", "")):
        (heading,) = [one for one in app.selectbox if one.label.startswith(f"{label} ·")]
        heading.set_value(column)
    press(press(press(app, "Read it so"), "5 Publish"), "Publish these changes")
    press(app, "Take back snapshot")
    acts = [(act.kind, act.who) for act in home.ledger.entries()][1:]
    assert acts == [(kind, "ada@example.org") for kind in ("publish", "mapping", "undo")]


@pytest.mark.parametrize(
    ("user", "says"),
    [
        (claims("/analysts", age=9 * HOURS), "Please sign in again"),
        (claims("/board"), "You may not see what was loaded"),
        ({}, "Sign in to see this briefing"),
    ],
)
def test_an_act_is_refused_once_the_right_to_it_has_gone(
    user: dict[str, Any], says: str, front: AppTest, home: Home
) -> None:
    published(home, {"Units": [list(row) for row in UNITS]})
    app = press(bring(enter(front, Role.ANALYST, "data"), Units=GROWN), "Next: Publish")
    app.user = user
    (button,) = [one for one in app.button if one.label == "Publish these changes"]
    button.click().run()
    assert not app.exception
    assert says in markup(app)
    assert len(home.ledger.entries()) == 1


def test_files_are_read_for_an_analyst_alone(front: AppTest, home: Home) -> None:
    published(home, {"Units": [list(row) for row in UNITS]})
    app = enter(front, Role.ANALYST, "data")
    app.user = claims(GROUPS[Role.PRESENTER])
    app.file_uploader[0].upload("own.xlsx", b"").run()
    assert "What was understood" not in markup(app)
    assert len(list(home.snapshots.iterdir())) == 2


def test_a_lever_stays_where_it_is_once_the_right_to_it_has_gone(
    front: AppTest, sample_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = enter_sample(front, Role.SPONSOR, sample_home, monkeypatch, "trajectory")
    app.user = claims(GROUPS[Role.VIEWER])
    change(app, {"lever": "uplift", "step": 16})
    assert "At 3% uplift" in markup(app)
    assert "uplift" not in app.query_params


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("dialog", ["numbers", "trace"])
def test_a_dialog_asks_anew_for_what_is_not_in_force(
    role: Role, dialog: str, front: AppTest, home: Home
) -> None:
    def page() -> None:
        import streamlit as st  # noqa: PLC0415 the page is a text of its own

        from briefing.ui import cache, numbers, trace  # noqa: PLC0415
        from briefing.ui.state import View  # noqa: PLC0415

        earlier = cache.open_home().history()[0]
        view = View(earlier, cache.open_mart(earlier), None)
        if "trace" in st.query_params:
            trace._dialog(view)  # noqa: SLF001 as a click within it runs it, without the page
        else:
            numbers._show_conventions(view)  # noqa: SLF001

    def shown() -> str:
        app = AppTest.from_function(page, default_timeout=60)
        app.secrets, app.user = front.secrets, claims(GROUPS[role])
        app.query_params[dialog] = "1"
        app.run()
        assert not app.exception, app.exception
        return markup(app)

    publish(home, upload({"Units": UNITS}))
    assert "You may not see what was loaded" not in shown()
    publish(home, upload({"Units": GROWN}))
    may = role in {Role.PRESENTER, Role.ANALYST}
    assert ("You may not see what was loaded" in shown()) == (not may)
    assert ("<th>Figure</th>" in shown()) == may


def test_a_download_is_made_only_while_who_asked_for_it_may(
    front: AppTest, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: dict[str, Callable[[], bytes]] = {}

    def offer(label: str, data: Callable[[], bytes], **_: object) -> None:
        offered[label] = data

    monkeypatch.setattr("streamlit.download_button", offer)
    published(home, {"Units": [list(row) for row in UNITS]})
    bring(enter(front, Role.ANALYST, "data"), Units=BAD)
    make = offered["Annotated workbook"]
    # It is asked for outside of any page, where there is nobody who looks at one.
    monkeypatch.setattr(signed_in, "_tables", lambda: SECRETS)
    assert make().startswith(b"PK")
    hours_later = datetime.now(UTC) + timedelta(hours=9)
    monkeypatch.setattr(signed_in, "datetime", SimpleNamespace(now=lambda _zone: hours_later))
    with pytest.raises(NotAllowedError):
        make()
