"""Scenarios side by side in Chromium: one is saved, reproduced by its link, and looked back at."""

import re

from playwright.sync_api import Page, expect

from tests.browser.visit import visit


def test_a_sponsor_s_forecast_is_saved_and_its_link_shows_it(page: Page, address: str) -> None:
    visit(page, f"{address}/trajectory?uplift=0.04")
    page.get_by_role("button", name="Compare scenarios").click()
    dialog = page.get_by_role("dialog")
    panels = dialog.locator("svg.marks")
    expect(panels.first).to_contain_text("modified from Base")
    expect(panels.first).to_contain_text("after learning")
    expect(dialog.locator("th", has_text="Modified, 4%")).to_be_visible()

    dialog.get_by_role("tab", name="Saved").click()
    dialog.get_by_label("Name").fill("CFO’s forecast")
    dialog.get_by_label("Name").press("Tab")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_contain_text("CFO’s forecast was saved")
    expect(page).to_have_url(re.compile("scenario=cfo"))
    dialog.get_by_role("tab", name="What happened").click()
    expect(dialog).to_contain_text("What happens to Revenue per FTE is not known yet")
    link = page.url

    visit(page, f"{address}/trajectory?scenario=stretch")
    visit(page, link)
    expect(page.locator("h1")).to_contain_text("At 4% uplift")
    page.get_by_role("button", name="Compare scenarios").click()
    expect(dialog.locator("th", has_text="CFO’s forecast, 4%")).to_be_visible()
    expect(dialog.locator("th", has_text="Modified")).to_have_count(0)
    dialog.get_by_role("tab", name="Saved").click()
    dialog.get_by_role("button", name="Put it aside").click()
    expect(dialog).to_contain_text("Nothing was saved yet")
    visit(page, link)
    expect(page.locator("h1")).to_contain_text("At 4% uplift")
