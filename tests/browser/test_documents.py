"""Fetches the documents from their pages in Chromium, on a small screen and on a large one."""

from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.visit import visit
from tests.exports.reading import Read, read_pdf

SCREENS = ((1280, 720), (1920, 1080))


def on_screen(page: Page, part: Locator) -> bool:
    """Tell whether a part lies wholly on the screen."""
    box, screen = part.bounding_box(), page.viewport_size
    assert box
    assert screen
    return (
        box["x"] >= 0
        and box["y"] >= 0
        and box["x"] + box["width"] <= screen["width"]
        and box["y"] + box["height"] <= screen["height"]
    )


def fetched(page: Page, folder: Path, name: str) -> Read:
    """Press Download once the page offers the file of that name, and read what comes back."""
    expect(page.get_by_test_id("stPopoverBody").get_by_text(name, exact=True)).to_be_visible()
    # While the page runs, Streamlit keeps the old button, and then takes away what it gives.
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    with page.expect_download() as coming:
        page.get_by_role("button", name="Download", exact=True).click()
    assert coming.value.suggested_filename == name
    path = folder / "fetched.pdf"
    coming.value.save_as(path)
    return read_pdf(path.read_bytes())


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_test_id("stPopoverBody").get_by_role("combobox", name=label).click()
    page.get_by_role("option", name=option, exact=True).click()


@pytest.mark.parametrize("screen", SCREENS)
def test_the_brief_comes_as_one_page_for_the_reader_chosen(
    screen: tuple[int, int], page: Page, address: str, tmp_path: Path
) -> None:
    page.set_viewport_size({"width": screen[0], "height": screen[1]})
    visit(page, f"{address}/brief?scenario=stretch")
    page.get_by_role("button", name="As PDF").click()
    read = fetched(page, tmp_path, "executive-brief.pdf")
    assert on_screen(page, page.get_by_test_id("stPopoverBody"))
    assert len(read.pages) == 1
    assert "Stretch scenario" in read.text
    assert page.locator("h1").inner_text() in read.text
    choose(page, "Written for", "CFO")
    page.get_by_text("Team only").click()
    read = fetched(page, tmp_path, "executive-brief-cfo-confidential.pdf")
    assert "Executive brief for the CFO" in read.text
    assert "Confidential: team only" in read.text


def test_the_cfos_workbook_comes_under_the_scenario_on_the_screen(
    page: Page, address: str, tmp_path: Path
) -> None:
    visit(page, f"{address}/trajectory?scenario=stretch&uplift=0.04")
    page.get_by_role("button", name="Behind the numbers").click()
    page.get_by_role("tab", name="How it is worked out").click()
    with page.expect_download() as coming:
        page.get_by_role("button", name="As a workbook, in live formulas").click()
    path = tmp_path / "fetched.xlsx"
    coming.value.save_as(path)
    assert coming.value.suggested_filename == "financial-model.xlsx"
    book = openpyxl.load_workbook(path)
    assert book["Summary"]["C4"].value == "Modified from Stretch"
    assert book["Assumptions"]["G6"].value == 0.04


def test_the_engagement_plan_comes_from_its_page(page: Page, address: str, tmp_path: Path) -> None:
    visit(page, f"{address}/stakeholders")
    page.get_by_role("button", name="As PDF").click()
    read = fetched(page, tmp_path, "engagement-plan.pdf")
    assert len(read.pages) == 4
    assert "Confidential" not in read.text


@pytest.mark.parametrize("screen", SCREENS)
def test_the_measures_are_offered_where_they_are_asked_for(
    screen: tuple[int, int], page: Page, address: str
) -> None:
    page.set_viewport_size({"width": screen[0], "height": screen[1]})
    visit(page, f"{address}/trajectory")
    asked = page.get_by_role("combobox", name="Measure")
    asked.click()
    offered = page.get_by_test_id("stSelectboxVirtualDropdown")
    expect(offered).to_be_visible()
    assert on_screen(page, offered)
    above, below = asked.bounding_box(), offered.bounding_box()
    assert above
    assert below
    assert below["y"] - above["y"] == pytest.approx(above["height"], abs=screen[1] / 20)
    page.get_by_role("option", name="Time to hire").click()
    expect(page.locator(".message p")).to_contain_text("Time to hire, days")
