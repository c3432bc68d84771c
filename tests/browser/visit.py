"""visit and begin: open a page of the application until it is whole, and present it."""

import re

from playwright.sync_api import Page, expect


def visit(page: Page, url: str) -> None:
    page.goto(url)
    expect(page.locator(".ask")).to_have_count(1, timeout=30_000)
    expect(page.locator("[data-testid=stSkeleton]")).to_have_count(0, timeout=30_000)


def begin(page: Page, url: str) -> None:
    """Open a page, press F, and wait until it is presented."""
    visit(page, url)
    expect(page.locator("html[data-stage=offered]")).to_have_count(1)
    page.keyboard.press("f")
    expect(page.locator("html[data-present]")).to_have_count(1)
    expect(page).to_have_url(re.compile("present="))
