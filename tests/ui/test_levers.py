"""What the panel of levers is sent, and what each change that it sends back does."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from briefing.store.snapshots import Home
from tests.ui.panel import change, panel
from tests.ui.test_pages import markup, open_page


@pytest.fixture
def app(sample_home: Home, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    return open_page("trajectory", sample_home, monkeypatch)


def query(app: AppTest) -> dict[str, str]:
    return {
        key: value if isinstance(value, str) else value[0]
        for key, value in app.query_params.items()
        if key != "kpi"
    }


def lever(app: AppTest, key: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in panel(app)["levers"] if one["key"] == key)
    return found


def test_the_panel_has_each_lever_with_its_track_and_words(app: AppTest) -> None:
    sent = panel(app)
    assert [one["title"] for one in sent["levers"]] == [
        "Uplift", "Adoption", "Ramp", "Cost per learner", "Hours per learner", "Start delay",
        "Discount rate",
    ]  # fmt: skip
    uplift = lever(app, "uplift")
    assert uplift["now"] == ["3%", uplift["steps"][uplift["at"]][1], False]
    assert uplift["steps"][0][0] == "0%"
    assert uplift["steps"][-1][0] == "10%"
    assert all(len(one["steps"]) <= 41 for one in sent["levers"])
    assert uplift["evidence"][0]["kind"] == "band"
    assert [one["name"] for one in sent["scenarios"] if one["chosen"]] == ["Base"]


def test_a_setting_beyond_the_evidence_is_marked_in_words(app: AppTest) -> None:
    steps = lever(app, "uplift")["steps"]
    warned = [text for text, _, warns in steps if warns]
    assert warned[0] == "5.25%"
    assert all("beyond the evidence" in note for _, note, warns in steps if warns)
    assert not any("beyond" in note for _, note, warns in steps if not warns)


@pytest.mark.parametrize(
    ("sent", "becomes"),
    [
        ({"lever": "uplift", "step": 16}, {"scenario": "base", "uplift": "0.04"}),
        ({"lever": "uplift", "step": 999}, {"scenario": "base", "uplift": "0.1"}),
        ({"lever": "uplift", "typed": "3.3%"}, {"scenario": "base", "uplift": "0.033"}),
        ({"lever": "ramp_months", "typed": "12 mo"}, {"scenario": "base", "ramp_months": "12"}),
        ({"scenario": "stretch"}, {"scenario": "stretch"}),
        (
            {"guardrail": "first_year", "on": True},
            {"scenario": "base", "guardrails": "first_year"},
        ),
        # What no panel sends changes nothing.
        ({"lever": "no such", "step": 1}, {"scenario": "base"}),
        ({"lever": "uplift", "step": "x"}, {"scenario": "base"}),
        ({"scenario": "no such"}, {"scenario": "base"}),
        ({"guardrail": "no such", "on": True}, {"scenario": "base"}),
        ({}, {"scenario": "base"}),
    ],
)
def test_a_change_is_made(app: AppTest, sent: dict[str, Any], becomes: dict[str, str]) -> None:
    change(app, sent)
    assert not app.exception
    assert query(app) == becomes


def test_a_moved_lever_changes_what_is_said_and_drawn(app: AppTest) -> None:
    before = panel(app)["now"]
    change(app, {"lever": "uplift", "step": 16})
    assert "At 4% uplift" in markup(app)
    now = panel(app)["now"]
    assert now["shown"] != before["shown"]
    assert now["head"][0][0] != before["head"][0][0]
    assert now["head"][0][1].endswith("against Base")
    assert before["head"][0][1] == ""
    assert panel(app)["label"] == "modified from Base"


def drawn(app: AppTest) -> list[bytes]:
    (chart,) = app.get("vega_lite_chart")
    return [one.data.data for one in chart.proto.datasets]


def test_what_the_panel_moved_is_not_drawn_a_second_time(app: AppTest) -> None:
    before = drawn(app)
    change(app, {"lever": "uplift", "step": 16})
    assert drawn(app) == before
    # Whatever else has the page run could stand behind a new drawing, which needs its own rows.
    app.run()
    after = drawn(app)
    assert after != before
    change(app, {"lever": "uplift", "step": 20})
    assert drawn(app) == after


def test_undo_goes_one_step_back_and_reset_to_the_scenario(app: AppTest) -> None:
    assert not panel(app)["undo"]
    change(app, {"scenario": "stretch"})
    change(app, {"lever": "uplift", "step": 16}, {"lever": "adoption", "step": 20})
    assert query(app) == {"scenario": "stretch", "uplift": "0.04", "adoption": "0.5"}
    change(app, {"undo": True})
    assert query(app) == {"scenario": "stretch", "uplift": "0.04"}
    assert not panel(app)["undo"]
    change(app, {"reset": True})
    assert query(app) == {"scenario": "stretch"}
    assert panel(app)["undo"]


def test_what_cannot_be_read_is_said_once_and_moves_nothing(app: AppTest) -> None:
    change(app, {"lever": "uplift", "typed": "<b>much</b>"})
    assert query(app) == {"scenario": "base"}
    assert lever(app, "uplift")["now"][1].startswith("“<b>much</b>” is not a setting")
    app.run()
    assert "is not a setting" not in lever(app, "uplift")["now"][1]
