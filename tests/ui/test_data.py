"""The page Data by AppTest: bring, map, check, difference and publish, left at any step."""

import io
from collections.abc import Sequence

import openpyxl
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from briefing.store.snapshots import Home, NoRoomError
from briefing.store.sweep import unpublished
from tests.ui.test_pages import markup, open_page, published
from tests.workbooks import workbook

Rows = Sequence[Sequence[object]]

UNITS: Rows = [["unit", "headcount"], ["Sales", 12], ["Support", 9]]
GROWN: Rows = [["unit", "headcount"], ["Sales", 15], ["Support", 9], ["Research", 7]]
BAD: Rows = [["unit", "headcount"], ["Sales", "many"], ["Support", "few"]]
PEOPLE: Rows = [
    ["Person number", "Organisation", "Day of hiring", "Shoe size"],
    ["1001", "Sales", "2024-01-15", 40],
    ["1002", "Sales", "2024-02-15", 41],
]


@pytest.fixture
def data(home: Home, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """Open Data where two units are published."""
    published(home, {"Units": [list(row) for row in UNITS]})
    return open_page("data", home, monkeypatch)


def bring(app: AppTest, **sheets: Rows) -> AppTest:
    app.file_uploader[0].upload("own.xlsx", workbook(sheets)).run()
    assert not app.exception, app.exception
    return app


def press(app: AppTest, label: str) -> AppTest:
    (button,) = [one for one in app.button if one.label.startswith(label)]
    assert not button.disabled
    button.click().run()
    assert not app.exception, app.exception
    return app


def steps(app: AppTest) -> dict[str, bool]:
    """Give the label of each step, and whether one can go there."""
    return {b.label: not b.disabled for b in app.button if b.label[:1].isdigit()}


def test_without_files_there_is_only_bringing_them(data: AppTest) -> None:
    assert steps(data) == {
        "1 Bring": True, "2 Map": False, "3 Check": False, "4 Difference": False,
        "5 Publish": False,
    }  # fmt: skip


def test_a_good_file_shows_its_difference_and_changes_nothing(data: AppTest, home: Home) -> None:
    bring(data, Units=GROWN)
    shown = markup(data)
    assert "1 added, 1 changed, 0 removed" in shown
    assert "added: Research; changed: Sales" in shown
    assert [label for label in steps(data) if label.startswith("3")] == ["3 Check · ✓"]
    assert len(home.history()) == 1
    assert "Decision requested" in shown


def test_publishing_is_the_last_step_and_says_so(data: AppTest, home: Home) -> None:
    press(press(bring(data, Units=GROWN), "Next: Publish"), "Publish these changes")
    assert len(home.history()) == 2
    assert data.success[0].value.startswith("Published as snapshot")
    assert next(iter(steps(data))) == "1 Bring"


def test_with_an_error_one_cannot_go_on(data: AppTest, home: Home) -> None:
    bring(data, Units=BAD)
    assert not any(on for label, on in steps(data).items() if label[0] in "45")
    assert "3 Check · 2 errors" in steps(data)
    assert "Units!B2, B3" in markup(data)
    assert len(home.history()) == 1


def test_problems_are_found_by_level_and_words(data: AppTest) -> None:
    bring(data, Units=BAD, Lunch=[["Dish", "Price"], ["Soup", 4]])
    assert "none of ours" in markup(data)
    data.segmented_control[0].set_value("error").run()
    assert "none of ours" not in markup(data)
    data.segmented_control[0].set_value("All").run()
    data.text_input[0].set_value("Soup").run()
    assert "No problem is like that." in markup(data)
    data.text_input[0].set_value("dish PRICE").run()
    assert "none of ours" in markup(data)
    assert "many" not in markup(data)


def test_what_is_put_aside_leaves_no_file(data: AppTest, home: Home) -> None:
    bring(data, Units=GROWN)
    assert len(list(home.root.rglob("*mart-*"))) == 2
    press(data, "Put aside")
    assert len(list(home.root.rglob("*mart-*"))) == 1
    assert list(steps(data).values()) == [True, False, False, False, False]


def test_files_wait_while_other_pages_are_looked_at(data: AppTest) -> None:
    bring(data, Units=GROWN)
    data.switch_page("pages/brief.py").run()
    data.switch_page("pages/data.py").run()
    assert "added: Research; changed: Sales" in markup(data)


def test_headings_are_confirmed_on_the_screen_and_remembered(data: AppTest) -> None:
    bring(data, Export=PEOPLE)
    assert "2 Map · 1 sheet to confirm" in steps(data)
    (holds,) = [one for one in data.selectbox if one.label == "It holds"]
    holds.set_value("workers").run()
    for label, column in (("A", "employee_id"), ("B", "unit"), ("C", "hired_on"), ("D", "")):
        (heading,) = [one for one in data.selectbox if one.label.startswith(f"{label} ·")]
        heading.set_value(column)
    press(data, "Read it so")
    assert "2 Map · ✓" in steps(data)
    assert "2 added, 0 changed, 0 removed" in markup(data)
    press(press(data, "5 Publish"), "Publish these changes")

    bring(data, Export=PEOPLE)
    assert "2 Map · ✓" in steps(data)
    assert "0 added, 0 changed, 0 removed" in markup(data)


def test_certain_corrections_are_shown_and_put_in_place_once_accepted(
    data: AppTest, home: Home
) -> None:
    rows: Rows = [["unit", "month", "revenue", "fte"], ["Salse", "2026-01-01", 1000, 3]]
    bring(data, Units=UNITS, Finance=rows)
    assert data.checkbox[0].label.endswith("Salse → Sales \\(1 cell\\)")
    assert len(home.history()) == 1
    press(data, "Accept what is ticked")
    assert "3 Check · 1 warning" in steps(data)
    press(press(data, "5 Publish"), "Publish these changes")
    assert "Salse" in str(home.ledger.entries()[-1].payload["corrections"])


def test_a_correction_that_is_not_ticked_is_not_made(data: AppTest) -> None:
    rows: Rows = [["unit", "month", "revenue", "fte"], ["Salse", "2026-01-01", 1000, 3]]
    bring(data, Units=UNITS, Finance=rows)
    data.checkbox[0].uncheck()
    press(data, "Accept what is ticked")
    assert "3 Check · 1 error" in steps(data)


def test_a_hidden_sheet_is_had_in_when_asked_for(data: AppTest) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook({"Units": GROWN, "Lunch": [["Dish"]]})))
    book["Units"].sheet_state = "hidden"
    content = io.BytesIO()
    book.save(content)
    data.file_uploader[0].upload("own.xlsx", content.getvalue()).run()
    assert "added: Research" not in markup(data)
    press(data, "2 Map")
    data.multiselect[0].set_value(["Units"]).run()
    assert "added: Research; changed: Sales" in markup(data)


def test_two_headings_cannot_mean_one_column(data: AppTest) -> None:
    bring(data, Export=PEOPLE)
    (holds,) = [one for one in data.selectbox if one.label == "It holds"]
    holds.set_value("workers").run()
    for label in ("A", "B"):
        (heading,) = [one for one in data.selectbox if one.label.startswith(f"{label} ·")]
        heading.set_value("unit")
    press(data, "Read it so")
    assert data.error[0].value.startswith("Two headings are taken for unit")


def test_a_mapping_does_not_follow_to_other_files(data: AppTest) -> None:
    test_rows: Rows = [["unit", "Size of it"], ["Sales", 15], ["Support", 9]]
    bring(data, Units=test_rows)
    press(data, "2 Map")
    (heading,) = [one for one in data.selectbox if one.label.startswith("B ·")]
    heading.set_value("headcount")
    press(data, "Read it so")
    press(data, "1 Bring")
    bring(data.run(), Units=GROWN)
    assert "no sheet with the headings" not in markup(press(data, "3 Check"))


def test_the_same_files_sent_again_are_not_read_again(
    data: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = workbook({"Units": GROWN})
    data.file_uploader[0].upload("own.xlsx", content).run()
    press(data, "1 Bring")
    read: list[str] = []
    monkeypatch.setattr("briefing.ui.desk.prepare", lambda *_: read.append("again"))
    data.file_uploader[0].upload("own.xlsx", content).run()
    assert not data.exception, data.exception
    assert read == []
    assert "1 Bring · 1 file" in steps(data)
    assert "added: Research; changed: Sales" in markup(press(data, "4 Difference"))


def test_what_is_read_is_named_as_data_while_it_is_read(
    data: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    class Bar:
        def progress(self, _share: float, text: str) -> None:
            said.append(text)

        def empty(self) -> None:
            said.append("")

    monkeypatch.setattr("streamlit.progress", lambda *_: Bar())
    content = workbook({"Units": GROWN})
    data.file_uploader[0].upload("[Ours](https://example.org) *new*.xlsx", content).run()
    assert said[0] == r"Reading \[Ours\]\(https\://example\.org\) \*new\*\.xlsx"
    assert said[-1] == ""


def test_a_load_whose_files_were_swept_is_told_calmly(data: AppTest, home: Home) -> None:
    bring(data, Units=GROWN)
    for path in unpublished(home):
        path.unlink()
    st.cache_resource.clear()
    data.run()
    assert not data.exception, data.exception
    assert "were swept; put them aside and bring them anew" in markup(data)
    assert "added: Research; changed: Sales" in markup(data)


def test_no_folder_of_the_server_is_named(
    data: AppTest, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise NoRoomError(home.root)

    press(bring(data, Units=GROWN), "Next: Publish")
    with monkeypatch.context() as full:
        full.setattr("briefing.ui.desk.commit", refuse)
        press(data, "Publish these changes")
    assert data.error[0].value.startswith("There is no room, or no right, to write where")
    assert str(home.root) not in data.error[0].value
    (current,) = home.history()
    home.mart(current.id).unlink()
    st.cache_resource.clear()
    data.switch_page("pages/brief.py").run()
    assert f"{home.mart(current.id).name} is missing" in markup(data)
    assert str(home.root) not in markup(data)
