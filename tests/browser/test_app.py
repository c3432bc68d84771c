"""Checks the application in Chromium: the pages, a lever, an upload, an undo, and the network."""

import io
import re
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.server import ROOT
from tests.browser.visit import visit

SAMPLE = ROOT / "data" / "sample"
PAGES = ("brief", "stakeholders", "trajectory", "data")
SIZES = ((1920, 1080), (1280, 720))
SLIDER = 'input[type="range"]'


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PAGES)
def test_every_page_fits_its_width_and_keeps_its_ask_in_sight(
    name: str, size: tuple[int, int], page: Page, address: str
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    visit(page, f"{address}/{name}")
    if name != "data":
        expect(page.locator("svg.marks").first).to_be_visible()
    box = page.locator(".ask").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] == pytest.approx(size[1], abs=1)
    assert box["width"] == pytest.approx(size[0], abs=1)
    wide = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    assert wide <= page.evaluate("document.querySelector('[data-testid=stMain]').clientWidth")
    if name != "data":
        high = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
        assert high <= page.evaluate("document.querySelector('[data-testid=stMain]').clientHeight")
    title = page.locator("h1").inner_text()
    assert len(title.split()) > 3, "a title says something"
    assert page.get_by_text("Sample organisation").count() == 1


def test_the_front_door_leads_to_the_brief(page: Page, address: str) -> None:
    visit(page, address)
    expect(page).to_have_url(re.compile(r"/brief"))
    expect(page.get_by_text("Why now")).to_be_visible()


def test_a_moved_lever_moves_the_figures_and_stays_moved(page: Page, address: str) -> None:
    visit(page, f"{address}/trajectory")
    value = page.locator(".number .big").first
    before, title = value.inner_text(), page.locator("h1").inner_text()
    page.locator(SLIDER).first.focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    expect(value).not_to_have_text(before)
    expect(page.locator("h1")).to_contain_text("At 4% uplift")
    assert title != page.locator("h1").inner_text()
    assert "uplift=0.04" in page.url
    page.get_by_role("link", name="Brief").click()
    expect(page.locator("h1")).to_contain_text("Time to productivity")
    expect(page.get_by_text("Modified, 4%")).to_be_visible()


def test_how_it_is_worked_out_is_said_over_the_page(page: Page, address: str) -> None:
    visit(page, f"{address}/trajectory?scenario=stretch")
    page.get_by_role("button", name="Behind the numbers").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("cashable benefits less costs paid")
    expect(dialog).to_contain_text("Take-up of the last two programmes")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page).to_have_url(re.compile("scenario=stretch"))


def test_the_chart_repaints_with_the_lever(page: Page, address: str) -> None:
    visit(page, f"{address}/trajectory")
    chart = page.locator("svg.marks").first
    expect(chart).to_contain_text("after learning 191.8")
    page.get_by_role("button", name="Stretch").click()
    expect(chart).not_to_contain_text("after learning 191.8")
    expect(page.locator("h1")).to_contain_text("At 5% uplift")


def survey(change: dict[str, str | int]) -> FilePayload:
    book = openpyxl.load_workbook(SAMPLE / "survey.xlsx")
    for cell, value in change.items():
        book.worksheets[0][cell] = value
    content = io.BytesIO()
    book.save(content)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"name": "survey.xlsx", "mimeType": kind, "buffer": content.getvalue()}


def bring(page: Page, file: FilePayload) -> None:
    page.locator("input[type=file]").set_input_files([file])


def test_a_bad_workbook_is_named_by_its_cell_and_changes_nothing(page: Page, address: str) -> None:
    visit(page, f"{address}/data")
    bring(page, survey({"D5": "abc", "B9": "Salse"}))
    expect(page.locator("h1")).to_have_text("2 problems to mend before this can be published")
    table = page.locator("table").first
    expect(table).to_contain_text("Survey!D5")
    expect(table).to_contain_text("'abc'")
    expect(table).to_contain_text("a whole number from 0 to 10")
    expect(table).to_contain_text("Did you mean 'Sales'?")
    expect(page.get_by_role("button", name="Publish these changes")).to_have_count(0)
    expect(page.locator(".ask")).to_contain_text("Problems left: 2, target 0")


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"", "an empty file of 0 bytes"), (b"not a workbook at all", "text without columns")],
)
def test_what_is_no_workbook_is_refused_in_words(
    content: bytes, says: str, page: Page, address: str
) -> None:
    visit(page, f"{address}/data")
    bring(page, {"name": "x.xlsx", "mimeType": "application/octet-stream", "buffer": content})
    expect(page.locator("table").first).to_contain_text(says)
    expect(page.locator("h1")).to_contain_text("1 problem to mend")


def test_a_good_workbook_moves_a_figure_and_can_be_taken_back(page: Page, address: str) -> None:
    visit(page, f"{address}/data")
    history = page.locator("table", has_text="Published")
    snapshots = history.locator("tbody tr").count()
    bring(page, survey({f"D{row}": 10 for row in range(4000, 7000)}))
    expect(page.locator("h1")).to_contain_text("figures would move", timeout=20_000)
    move = page.locator("tr", has_text="Employee net promoter score").filter(
        has_text="12 months to October 2026"
    )
    expect(move.first).to_be_visible()
    page.get_by_role("button", name="Next: Publish").click()
    page.get_by_role("button", name="Publish these changes").click()
    expect(page.get_by_text("Published as snapshot")).to_be_visible()
    expect(history.locator("tbody tr")).to_have_count(snapshots + 1)

    visit(page, f"{address}/brief")
    expect(page.get_by_text("Partly sample data")).to_be_visible()
    moved = page.locator(".frames").inner_text()

    visit(page, f"{address}/data")
    page.get_by_role("button", name="Take back snapshot").click()
    expect(page.get_by_text("was taken back")).to_be_visible()
    visit(page, f"{address}/brief")
    expect(page.get_by_text("Sample organisation")).to_be_visible()
    assert page.locator(".frames").inner_text() != moved


def test_the_public_map_sends_no_rating_to_the_browser(page: Page, address: str) -> None:
    received: list[str] = []
    page.on(
        "websocket",
        lambda socket: socket.on(
            "framereceived",
            lambda frame: received.append(
                frame.decode("utf-8", "ignore") if isinstance(frame, bytes) else frame
            ),
        ),
    )
    visit(page, f"{address}/stakeholders")
    sent = "".join(received)
    assert "Scenario financials and pilot economics" in sent, "the plan itself is sent"
    for private in ("Cost and return", "Growth and agility", "not with us", "not yet"):
        assert private not in sent
    page.get_by_text("Team only").click()
    expect(page.get_by_text("overdue")).to_be_visible()
    assert "Cost and return" in "".join(received)


def test_the_application_is_served_to_this_machine_only() -> None:
    settings = Path(ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    assert 'address = "127.0.0.1"' in settings
    assert "gatherUsageStats = false" in settings
