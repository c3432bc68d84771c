"""The page Data in a real browser: five steps that fit the screen, left and found again."""

import io
import re

import openpyxl
import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.server import ROOT
from tests.browser.visit import visit
from tests.workbooks import workbook

PEOPLE: list[list[object]] = [
    ["Person number", "Organisation", "Day of hiring", "Shoe size"],
    *([f"{1000 + n}", "Sales", "2024-01-15", 40] for n in range(30)),
]
UNITS: list[list[object]] = [["unit", "headcount"], ["Sales", "many"], ["Support", 9]]


def bring(page: Page, sheets: dict[str, list[list[object]]]) -> None:
    content = workbook(sheets)
    file = FilePayload(name="own.xlsx", mimeType="application/octet-stream", buffer=content)
    page.locator("input[type=file]").set_input_files([file])
    expect(page.get_by_role("button", name="Put aside")).to_be_visible(timeout=20_000)


def go(page: Page, step: str) -> None:
    page.locator(f".st-key-step_{step} button").click()
    expect(page.locator(f".st-key-step_{step} button[kind=primary]")).to_be_visible()


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_each_step_fits_its_width_and_keeps_its_ask(
    size: tuple[int, int], page: Page, address: str
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    visit(page, f"{address}/data")
    bring(page, {"Export": PEOPLE, "Units": UNITS})
    for step in ("Bring", "Map", "Check"):
        go(page, step)
        width = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert width <= 0, step
        box = page.locator(".ask").bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= size[1] + 1, step
    page.get_by_role("button", name="Put aside").click()


def test_what_was_brought_waits_while_another_page_is_looked_at(page: Page, address: str) -> None:
    visit(page, f"{address}/data")
    bring(page, {"Units": UNITS})
    expect(page.locator("table").first).to_contain_text("'many'")
    page.get_by_role("link", name="Trajectory").click()
    expect(page.locator("svg.marks").first).to_be_visible(timeout=20_000)
    page.get_by_role("link", name="Data").click()
    expect(page.locator("table").first).to_contain_text("'many'")
    page.get_by_role("button", name="Put aside").click()
    expect(page.locator("h1")).to_contain_text("The board's pages rest on data")


def test_a_heading_with_marks_is_shown_as_it_stands(page: Page, address: str) -> None:
    heading = "**Size** [x](http://x.invalid) :red[of] $it$"
    visit(page, f"{address}/data")
    bring(page, {"Units": [["unit", heading], ["Sales", 9]]})
    go(page, "Map")
    expect(page.get_by_text(f"B · {heading}", exact=False).first).to_be_visible()
    page.get_by_role("button", name="Put aside").click()


def changed_sample() -> FilePayload:
    book = openpyxl.load_workbook(ROOT / "data" / "sample" / "finance.xlsx")
    for row in range(200, 260):
        book.worksheets[0][f"C{row}"] = 1_000_000
    content = io.BytesIO()
    book.save(content)
    return FilePayload(name="finance.xlsx", mimeType="x", buffer=content.getvalue())


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_a_preview_is_marked_on_each_page_until_it_is_left(
    size: tuple[int, int], page: Page, address: str
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    visit(page, f"{address}/data")
    page.locator("input[type=file]").set_input_files([changed_sample()])
    page.get_by_role("button", name="Preview on the pages").click(timeout=20_000)
    mark = page.locator(".mark")
    expect(mark).to_have_text("Preview, not published: finance.xlsx")
    for name in ("Brief", "Stakeholders", "Trajectory"):
        page.get_by_role("link", name=name).click()
        expect(page.locator("svg.marks").first).to_be_visible(timeout=20_000)
        expect(mark).to_be_visible()
        expect(page).to_have_url(re.compile(r"snapshot=\d{8}-[0-9a-f]{6}"))
        if name != "Trajectory":
            high = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
            seen = page.evaluate("document.querySelector('[data-testid=stMain]').clientHeight")
            assert high <= seen, name
    page.get_by_role("button", name="Stretch").click()
    expect(page).to_have_url(re.compile(r"scenario=stretch"))
    expect(mark).to_be_visible()
    page.get_by_role("button", name="Leave preview").click()
    expect(mark).to_have_count(0)
    page.get_by_role("link", name="Data").click()
    page.get_by_role("button", name="Put aside").click()
    expect(page.locator("h1")).to_contain_text("The board's pages rest on data")
