"""Reads all that goes to and from the browser, on every page, for any employee's number."""

import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.server import ROOT
from tests.browser.traffic import Traffic, watched
from tests.browser.visit import visit
from tests.numbers import numbers_in, sample_numbers

SAMPLE = ROOT / "data" / "sample"
UNIT = b"Corporate Services"
"""A unit that is shown, by which is proved that the traffic is read."""

UNREAD = ("/media/", "/favicon.png", "/static/", "/_stcore/health", "/_stcore/host-config")
"""What may be missing of the bodies: documents, which are read as files, and what is Streamlit's
own, should it still be on its way when a page is left."""


@pytest.fixture
def traffic(page: Page) -> Iterator[Traffic]:
    with watched(page) as seen:
        yield seen


def changed(name: str, cell: str, value: str | int) -> FilePayload:
    """Give one of the sample's workbooks with another value in a cell."""
    book = openpyxl.load_workbook(SAMPLE / name)
    book.worksheets[0][cell] = value
    content = io.BytesIO()
    book.save(content)
    return FilePayload(name=name, mimeType="application/octet-stream", buffer=content.getvalue())


def found(traffic: Traffic) -> set[str]:
    traffic.take_bodies()
    return set().union(*(numbers_in(part) for part in traffic.everything()))


def look_at(page: Page, traffic: Traffic, url: str) -> None:
    """Open a page; what came with the one before is taken first."""
    traffic.take_bodies()
    visit(page, url)
    expect(page.locator("svg.marks, table").first).to_be_visible()


def fetched(page: Page, folder: Path) -> bytes:
    """Fetch the document of the page."""
    page.get_by_role("button", name="As PDF").click()
    with page.expect_download() as coming:
        page.get_by_role("button", name="Download", exact=True).first.click()
    path = folder / coming.value.suggested_filename
    coming.value.save_as(path)
    return path.read_bytes()


def test_no_page_sends_a_number_of_an_employee(
    page: Page, address: str, traffic: Traffic, tmp_path: Path
) -> None:
    assert len(sample_numbers()) > 3000
    look_at(page, traffic, f"{address}/brief")
    documents = [fetched(page, tmp_path)]
    look_at(page, traffic, f"{address}/stakeholders")
    documents.append(fetched(page, tmp_path))
    page.keyboard.press("Escape")
    page.get_by_text("Team only").first.click()
    expect(page.get_by_text("overdue")).to_be_visible()

    look_at(page, traffic, f"{address}/trajectory")
    measure = page.get_by_role("combobox", name="Measure")
    measure.click()
    options = page.get_by_role("option").all_inner_texts()
    assert len(options) > 10
    for option in options:
        page.get_by_role("option", name=option, exact=True).click()
        expect(page.locator(".message p")).to_contain_text(option)
        measure.click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Stretch").click()
    expect(page.locator("h1")).to_contain_text("At 5% uplift")

    look_at(page, traffic, f"{address}/data")
    expect(page.locator("table", has_text="Published")).to_be_visible()
    # A load of finance, previewed on the pages and put aside.
    page.locator("input[type=file]").set_input_files([changed("finance.xlsx", "C200", 1_000_000)])
    page.get_by_role("button", name="Preview on the pages").click(timeout=30_000)
    page.wait_for_url("**/brief?snapshot=*")
    for name in ("Brief", "Stakeholders", "Trajectory"):
        page.get_by_role("link", name=name).click()
        page.wait_for_url(f"**/{name.lower()}?*")
        app = page.get_by_test_id("stApp")
        expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=30_000)
        expect(page.locator("svg.marks").first).to_be_visible()
    page.get_by_role("link", name="Data").click()
    page.get_by_role("button", name="Put aside").click()
    expect(page.locator("h1")).to_contain_text("The board's pages rest on data")

    assert found(traffic) == set()
    assert not any(map(numbers_in, documents))
    assert all(document.startswith(b"%PDF") for document in documents)
    # The same search finds what is there: in frames, in both directions, and in bodies.
    assert any(UNIT in frame for frame in traffic.frames)
    assert any(b"stretch" in frame for frame in traffic.frames)
    assert any(b"<title>" in body for body in traffic.bodies.values())
    assert len(traffic.bodies) > 20
    assert [url for url in traffic.unread if not any(part in url for part in UNREAD)] == []


def test_only_an_analyst_s_own_upload_brings_a_number_back(
    page: Page, address: str, traffic: Traffic
) -> None:
    number = sorted(sample_numbers())[16]
    look_at(page, traffic, f"{address}/data")
    assert found(traffic) == set()
    page.locator("input[type=file]").set_input_files([changed("workers.xlsx", "A100", number)])
    expect(page.locator("table").first).to_contain_text(number, timeout=60_000)
    assert number in found(traffic), "the search sees a number that is there"
    page.get_by_role("button", name="Put aside").click()
    expect(page.locator("h1")).to_contain_text("The board's pages rest on data")
