"""Deciding in Chromium: on Trajectory under a moved scenario, replayed, and tampered with."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import ROOT, serve
from tests.browser.visit import visit


@pytest.fixture
def own(tmp_path: Path) -> Iterator[str]:
    """Start the application with a home of its own: its ledger is written to by hand."""
    with serve(ROOT / "app.py", tmp_path, sample=True) as url:
        yield url


def test_a_decision_is_taken_under_a_moved_scenario_and_replayed(
    page: Page, own: str, tmp_path: Path
) -> None:
    visit(page, f"{own}/trajectory?uplift=0.045")
    page.get_by_role("button", name="Decide", exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("Approve with changes").click()
    dialog.get_by_label("As minuted").fill("Release €90,000 <b>now</b>")
    dialog.get_by_label("As minuted").press("Tab")
    dialog.get_by_role("button", name="Write it down").click()
    expect(dialog).to_contain_text("Written down as entry 2 of the ledger", timeout=60_000)

    visit(page, f"{own}/decisions")
    expect(page.locator("h1")).to_have_text("The one decision is on its way")
    expect(page.locator(".log-box")).to_contain_text("Release €90,000 <b>now</b>")
    page.get_by_role("radio", name="Replay").click()
    expect(page.get_by_text("figures are the same to the last digit")).to_be_visible(timeout=60_000)
    expect(page.locator("[data-testid=stImage] img")).to_be_visible()
    main = page.locator("[data-testid=stMain]")
    expect(page.get_by_role("button", name="Mark as done")).to_have_count(0)
    assert main.evaluate("main => main.scrollHeight <= main.clientHeight")

    with closing(sqlite3.connect(tmp_path / "ledger.db")) as connection:
        connection.execute(
            "UPDATE entries SET payload = replace(payload, '90,000', '99,000') WHERE position = 2"
        )
        connection.commit()
    visit(page, f"{own}/decisions")
    expect(page.locator(".tampered")).to_contain_text("Entry 2, 20")
    expect(page.locator(".tampered")).to_contain_text("what it says was altered")
