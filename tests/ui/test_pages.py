"""Checks every page by AppTest: one ask each, links that reproduce, and text that stays text."""

import re
from html import escape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from briefing.figures.words import Words
from briefing.intake.read import Upload
from briefing.publish import commit, prepare
from briefing.store.mart import Mart
from briefing.store.snapshots import Home
from tests.people import ANA
from tests.ui.panel import panel
from tests.workbooks import workbook

ROOT = Path(__file__).parents[2]
PAGES = ("brief", "stakeholders", "trajectory", "decisions", "data")


def open_page(page: str, home: Home, monkeypatch: pytest.MonkeyPatch, **query: str) -> AppTest:
    monkeypatch.setenv("BRIEFING_HOME", str(home.root))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.run()
    for name, value in query.items():
        app.query_params[name] = value
    app.switch_page(f"pages/{page}.py").run()
    assert not app.exception, app.exception
    return app


def markup(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def published(home: Home, sheets: dict[str, list[list[object]]]) -> Home:
    candidate = prepare(home, [Upload("own.xlsx", workbook(sheets))])
    assert candidate.publishable, candidate.problems
    commit(home, candidate, ANA)
    return home


@pytest.mark.parametrize("page", PAGES)
def test_every_page_ends_in_one_decision_and_one_metric(
    page: str, sample_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = markup(open_page(page, sample_home, monkeypatch))
    assert shown.count("Decision requested") == 1
    assert shown.count("Success metric") == 1
    assert shown.count('class="ask"') == 1
    assert shown.count("<h1>") == 1
    assert "Sample organisation" in shown


@pytest.mark.parametrize("page", [page for page in PAGES if page != "data"])
def test_numbers_are_written_as_the_organisation_does(
    page: str, sample_home: Home, sample_mart: Mart, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Words, "of", lambda _: Words("de_DE", "EUR"))
    app = open_page(page, sample_home, monkeypatch)
    shown = re.sub(r"<style>.*?</style>|<[^>]+>", " ", markup(app), flags=re.DOTALL)
    # What somebody wrote in a sheet stays as it was written.
    for written in [
        *(row.source for row in sample_mart.assumptions().values()),
        *(row.request for row in sample_mart.asks().values()),
    ]:
        shown = shown.replace(escape(written or ""), "")
    assert re.findall(r"€ ?\d.*|\d+\.\d+ ?%.*|\d%.*|\d,\d{3}\b.*", shown) == []
    assert page == "decisions" or re.search(r"\d\xa0(€|%)", shown)


@pytest.mark.parametrize("page", PAGES)
def test_without_a_snapshot_every_page_says_what_to_do(
    page: str, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = markup(open_page(page, home, monkeypatch))
    assert "Publish the first snapshot" in shown
    assert shown.count('class="ask"') == 1


@pytest.mark.parametrize(
    ("page", "missing"),
    [
        ("stakeholders", "the sheet Stakeholders was not loaded"),
        ("trajectory", "not enough history"),
        ("brief", "the sheet Stakeholders was not loaded"),
    ],
)
def test_a_page_without_its_data_names_the_sheet_and_the_row_of_asks(
    page: str, missing: str, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(home, {"Units": [["unit"], ["Sales"]]})
    shown = markup(open_page(page, home, monkeypatch))
    assert missing in shown
    assert f"Add a row with page &#x27;{page}&#x27; to the sheet Asks" in shown


@pytest.mark.parametrize(
    ("query", "title", "label"),
    [
        ({}, "At 3% uplift", ""),
        ({"scenario": "stretch"}, "At 5% uplift", ""),
        ({"scenario": "conservative"}, "does not pay back", ""),
        ({"scenario": "stretch", "uplift": "0.08"}, "At 8% uplift", "modified from Stretch"),
        ({"uplift": "0.0225"}, "At 2.25% uplift", "modified from Base"),
        ({"scenario": "no such", "uplift": "much"}, "At 3% uplift", ""),
        ({"uplift": "99"}, "At 10% uplift", "modified from Base"),
        ({"uplift": "nan"}, "At 3% uplift", ""),
        ({"kpi": "no such"}, "At 3% uplift", ""),
    ],
)
def test_a_link_reproduces_the_scenario(
    query: dict[str, str],
    title: str,
    label: str,
    sample_home: Home,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = open_page("trajectory", sample_home, monkeypatch, **query)
    assert title in markup(app)
    assert panel(app)["label"] == (label or "Scenario:")


def test_a_vanity_number_is_no_measure_to_choose(
    sample_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page("trajectory", sample_home, monkeypatch, kpi="registrations")
    offered = app.selectbox[0].options
    assert "Employee net promoter score" in offered
    assert not {"Registrations per person", "Course completions"} & set(offered)
    assert app.query_params["kpi"] in (["revenue_per_fte"], "revenue_per_fte")


def test_a_scenario_follows_to_the_other_pages(
    sample_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page("trajectory", sample_home, monkeypatch, uplift="0.045")
    app.switch_page("pages/brief.py").run()
    assert "At an uplift of 4.5%" in markup(app)
    assert "Modified, 4.5%" in markup(app)


def test_the_room_sees_no_rating_stance_or_concern(
    sample_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page("stakeholders", sample_home, monkeypatch)
    public = markup(app) + app.get("vega_lite_chart")[0].proto.spec
    app.segmented_control[0].set_value("Team only").run()
    team = markup(app)
    for private in ("Cost and return", "Growth and agility", "overdue", "not with us"):
        assert private in team
        assert private not in public
    assert "Confidential" in team
    assert "Confidential" not in public


def test_text_from_a_file_is_data(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    hostile = "<img src=x onerror=alert(1)> **bold** $x$"
    published(
        home,
        {
            "Stakeholders": [
                ["stakeholder", "as_of", "influence", "interest", "stance", "tactic"],
                [hostile, "2026-11-14", 9, 9, 1, hostile],
            ],
            "Settings": [["name", "value"], ["organisation", hostile]],
            "Asks": [
                ["page", "request", "decider", "due_on", "kpi", "baseline", "target", "target_on"],
                ["stakeholders", hostile, hostile, "2026-12-01", hostile, 1, 2, "2026-12-01"],
            ],
        },
    )
    shown = markup(open_page("stakeholders", home, monkeypatch))
    assert "<img" not in shown
    assert "&lt;img src=x onerror=alert(1)&gt; **bold** $x$" in shown


@pytest.mark.parametrize("published_before", [True, False])
def test_the_data_page_offers_the_template(
    home: Home, monkeypatch: pytest.MonkeyPatch, *, published_before: bool
) -> None:
    if published_before:
        published(home, {"Units": [["unit"], ["Sales"]]})
    (button,) = open_page("data", home, monkeypatch).get("download_button")
    assert button.proto.label == "Template"
    # It is made when it is asked for: until then there is no file, only the promise of one.
    assert (button.proto.url, bool(button.proto.deferred_file_id)) == ("", True)
