"""Where a number comes from, by AppTest: opened by the URL, calm with what it does not know."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from briefing.access import Person, Role
from briefing.store.snapshots import Home
from briefing.ui import signed_in, state
from tests.organisation import SHEETS, settings
from tests.ui.test_data import GROWN, UNITS, Rows, bring
from tests.ui.test_pages import PAGES, markup, open_page, published

FIGURE = "time_to_productivity.sales.quarter"
SPONSOR = Person("Sam", frozenset({Role.SPONSOR}))


def choice(app: AppTest) -> list[str]:
    """Give which rows are offered, if any are."""
    return [option for box in app.selectbox if box.label == "Show the rows"
            for option in box.options]  # fmt: skip


def choose(app: AppTest, rows: str) -> str:
    (box,) = [box for box in app.selectbox if box.label == "Show the rows"]
    (at,) = [at for at, option in enumerate(box.options) if rows in option]
    box.select_index(at).run()
    assert not app.exception, app.exception
    return markup(app)


@pytest.mark.parametrize("page", [page for page in PAGES if page not in {"data", "decisions"}])
def test_every_page_opens_the_dialog_that_the_url_names(
    page: str, sample_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = markup(open_page(page, sample_home, monkeypatch))
    assert 'data-figure="any"' in closed
    assert "loaded by" not in closed
    app = open_page(page, sample_home, monkeypatch, figure=FIGURE)
    shown = markup(app)
    assert "Time to productivity, Sales, Q3 2026" in shown
    assert "days from joining to working at full productivity" in shown
    assert "n is 21" in shown
    assert "unit B2:B3269, hired_on F2:F3269, productive_on I2:I3269" in shown
    assert "21 counted, 290 left out: no productive date, 2,957 outside the period" in shown
    assert "workers.xlsx loaded by Ana, " in shown
    assert choice(app) == [
        "workers.xlsx › Workers: 21 counted",
        "workers.xlsx › Workers: 290 left out: no productive date",
        "workers.xlsx › Workers: 2,957 outside the period or the unit",
    ]


def test_the_rows_are_shown_on_request_and_only_the_columns_that_are_read(
    sample_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page("brief", sample_home, monkeypatch, figure=FIGURE)
    assert "<th>hired_on</th>" not in markup(app)
    shown = choose(app, "21 counted")
    head = "<th>Row</th><th>unit</th><th>hired_on</th><th>productive_on</th><th>left_on</th>"
    rows = shown[shown.index(head) :].partition("</table>")[0]
    assert rows.count("<tr>") == 21
    assert rows.count("<td>Sales</td>") == 21


def test_many_rows_come_in_pages(sample_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_page("brief", sample_home, monkeypatch, figure=FIGURE)
    first = choose(app, "290 left out")
    (page,) = app.number_input
    assert (page.label, page.value, page.max) == ("Page of 6", 1, 6)
    page.set_value(6).run()
    last = markup(app)
    assert last.count("<td>Sales</td>") == 40
    assert first.count("<td>Sales</td>") == 50


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("npv_cash@stretch", "Net present value, cash only, 36 months, scenario Stretch"),
        ("€739,000", "Net present value, in full, 36 months, scenario Base"),
        ("npv_cash", "Worked out from these figures"),
        ("92 days", "Several figures are printed so"),
        ("npv_cash|npv_full", "Several figures are printed so"),
        ("no such", "No figure here is called “no such”."),
        ("<b>x</b>", "No figure here is called “&lt;b&gt;x&lt;/b&gt;”."),
        ("any", "figures, the first 50 of them"),
    ],
)
def test_what_is_asked_for_is_shown_or_listed(
    asked: str, says: str, sample_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert says in markup(open_page("brief", sample_home, monkeypatch, figure=asked))


def test_a_figure_is_sought_by_words(sample_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_page("brief", sample_home, monkeypatch, figure="any")
    app.text_input[0].set_value("hire sales q3").run()
    shown = markup(app)
    assert 'data-figure="time_to_hire.sales.quarter"' in shown
    assert 'data-figure="time_to_hire.operations.quarter"' not in shown


def test_a_figure_of_the_team_is_neither_listed_nor_told_to_others(
    sample_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page("brief", sample_home, monkeypatch, figure="any")
    app.text_input[0].set_value("with us").run()
    assert "decision_makers_with_us" not in markup(app)
    for module in (signed_in, state):
        monkeypatch.setattr(module, "person", lambda: SPONSOR)
    shown = markup(open_page("brief", sample_home, monkeypatch, figure="decision_makers_with_us"))
    assert "No figure here is called" in shown
    assert "Decision-makers with us" not in shown


def test_who_may_not_see_rows_sees_the_counts_of_the_mart(
    sample_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (signed_in, state):
        monkeypatch.setattr(module, "person", lambda: SPONSOR)
    app = open_page("brief", sample_home, monkeypatch, figure=FIGURE)
    assert "without productive_on" not in markup(app)
    assert "counted" not in markup(app)
    assert choice(app) == []


def test_a_sheet_stands_once_whatever_rests_on_it(
    sample_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = "internal_promotion.horizon.after_learning"
    app = open_page("trajectory", sample_home, monkeypatch, figure=key)
    assert markup(app).count("<td>workers.xlsx › Workers</td>") == 1
    offered = [option for option in choice(app) if "Workers" in option]
    assert offered == ["workers.xlsx › Workers: 3,268 rows"]


def test_without_the_facts_the_trace_says_so(
    sample_home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(sample_home.root, tmp_path / "home")
    home = Home(tmp_path / "home")
    current = home.current()
    assert current
    home.facts(current.id).unlink()
    app = open_page("brief", home, monkeypatch, figure=FIGURE)
    assert "The rows themselves are no longer kept" in markup(app)
    assert "without productive_on" not in markup(app)
    assert choice(app) == []


def test_a_row_s_text_is_data(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    sheets = {name: [[hostile if cell == "Sales" else cell for cell in row] for row in rows]
              for name, rows in SHEETS.items()}  # fmt: skip
    published(home, {"Settings": [list(row) for row in settings()], **sheets})
    app = open_page("brief", home, monkeypatch, figure="revenue_per_fte.organisation.rolling12")
    shown = choose(app, "12 counted")
    assert "<img" not in shown
    assert shown.count("<td>&lt;img src=x onerror=alert(1)&gt;</td>") == 12


def test_a_figure_that_would_move_is_traced_before_it_is_published(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    finance: Rows = [["unit", "month", "revenue", "fte"],
               *(["Sales", f"2025-{month:02}-01", 1000, 10] for month in range(1, 13))]  # fmt: skip
    published(home, {"Units": [list(row) for row in UNITS]})
    app = bring(open_page("data", home, monkeypatch), Units=GROWN, Finance=finance)
    key = "revenue_per_fte.sales.rolling12"
    assert f'data-figure="{key}"' in markup(app)
    app.query_params["figure"] = key
    app.run()
    assert "12 counted" in markup(app)
    assert app.query_params["figure"] in ([key], key)
