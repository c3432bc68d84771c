"""visit: open a page of the application and wait until it is whole."""

from playwright.sync_api import Page, expect


def visit(page: Page, url: str) -> None:
    page.goto(url)
    expect(page.locator(".ask")).to_have_count(1, timeout=30_000)
    expect(page.locator("[data-testid=stSkeleton]")).to_have_count(0, timeout=30_000)
