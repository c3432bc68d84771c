"""Brings a bad and a locked workbook to Data in Chromium, and fetches the annotated one."""

import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.server import ROOT, serve
from tests.browser.visit import visit
from tests.intake.locked import LOCKED
from tests.workbooks import Rows, plain_text, workbook

UNITS: Rows = [
    ["unit", "headcount"],
    ["Sales", "many"],
    ["Operations", 60],
    [plain_text("=1+1"), -1],
]
PASSWORD = "Password of the protected workbook"  # noqa: S105 a label


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start an application of its own, since other tests count what the shared one has."""
    with serve(ROOT / "app.py", tmp_path_factory.mktemp("own"), sample=True) as url:
        yield url


@pytest.fixture
def data(browser: Browser, own: str) -> Iterator[Page]:
    """Open the Data page."""
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    opened = context.new_page()
    visit(opened, f"{own}/data")
    yield opened
    context.close()


def bring(page: Page, path: Path) -> None:
    page.locator("input[type=file]").set_input_files(path)


def test_a_workbook_with_problems_comes_back_annotated(data: Page, tmp_path: Path) -> None:
    path = tmp_path / "units.xlsx"
    path.write_bytes(workbook({"Units": UNITS}))
    bring(data, path)
    button = data.get_by_role("button", name="Annotated workbook")
    expect(button.first).to_be_visible(timeout=30_000)
    with data.expect_download() as coming:
        button.first.click()
    coming.value.save_as(tmp_path / "back.xlsx")
    book = openpyxl.load_workbook(tmp_path / "back.xlsx")
    assert book.sheetnames == ["Problems", "Units"]
    listed = [row[2] for row in book["Problems"].iter_rows(min_row=5, values_only=True)]
    assert listed[:2] == ["Units!B2", "Units!B4"]
    comments = {
        cell.coordinate: cell.comment.text
        for row in book["Units"].iter_rows()
        for cell in row
        if cell.comment
    }
    assert sorted(comments) == ["B2", "B4"]
    assert comments["B2"].startswith("Found 'many', expected a whole number of at least 0.")
    assert book["Units"]["A4"].data_type == "s"


@pytest.mark.parametrize("name", ["agile.xlsx", "rc4.xls"])
def test_a_locked_workbook_opens_with_its_password(data: Page, tmp_path: Path, name: str) -> None:
    content, password = LOCKED[name]
    path = tmp_path / name
    path.write_bytes(content)
    bring(data, path)
    field = data.get_by_label(PASSWORD, exact=True)
    expect(field).to_be_visible(timeout=30_000)
    expect(field).to_have_attribute("type", "password")
    expect(data.get_by_text("a workbook protected by a password").first).to_be_visible()
    field.fill("wrong")
    field.press("Enter")
    expect(data.get_by_text("that the password given does not open").first).to_be_visible(
        timeout=30_000
    )
    field.fill(password)
    field.press("Enter")
    expect(data.get_by_text("that the password given does not open")).to_have_count(
        0, timeout=30_000
    )
    # What it holds is now checked against what is loaded, as that of any other.
    expect(data.get_by_text(re.compile("protected by a password|password given"))).to_have_count(0)
    expect(data.get_by_role("button", name=re.compile("Publish|Annotated")).first).to_be_visible(
        timeout=30_000
    )
    assert password not in data.locator("body").inner_text()
