"""A click on a number leads to its cells, and to rows only where somebody asks for them."""

import re

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import ROOT
from tests.browser.test_app import SIZES, SLIDER
from tests.browser.visit import visit


def test_a_click_opens_the_trace_and_closing_it_moves_no_lever(page: Page, address: str) -> None:
    visit(page, f"{address}/trajectory?scenario=stretch")
    shipped = page.locator(".numbers").text_content() or ""
    page.locator(SLIDER).first.focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("h1")).to_contain_text("At 4.75% uplift")
    # The title is changed a moment before the numbers are.
    expect(page.locator(".numbers")).not_to_have_text(shipped)
    before = page.locator(".numbers").inner_text()
    dialog = page.get_by_role("dialog")
    page.locator(".number .big [data-figure]").first.click()
    expect(dialog).to_contain_text("Net present value, cash only, 36 months, scenario")
    expect(page).to_have_url(re.compile("figure=npv_cash"))
    dialog.locator('[data-figure="voluntary_attrition.organisation.rolling12"]').click()
    expect(dialog).to_contain_text("people who left of their own accord ÷ people-years worked")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page).not_to_have_url(re.compile("figure="))
    expect(page.locator("h1")).to_contain_text("At 4.75% uplift")
    assert page.locator(".numbers").inner_text() == before
    assert "uplift=0.0475" in page.url
    page.locator(".number .big [data-figure]").first.click()
    expect(dialog).to_contain_text("Net present value, cash only, 36 months, scenario")


@pytest.mark.parametrize("size", SIZES)
def test_a_number_is_reached_by_keys_and_the_trace_fits(
    size: tuple[int, int], page: Page, address: str
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    visit(page, f"{address}/brief")
    page.locator("h1 [data-figure]").first.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("21 counted, 290 left out: no productive date")
    box = dialog.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= size[0]
    assert box["y"] + box["height"] <= size[1]


def test_a_person_s_number_is_sent_only_once_rows_are_asked_for(page: Page, address: str) -> None:
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
    book = openpyxl.load_workbook(ROOT / "data" / "sample" / "workers.xlsx", read_only=True)
    ids = [str(row[0]) for row in book.worksheets[0].iter_rows(min_row=2, values_only=True)]
    book.close()
    visit(page, f"{address}/brief?figure=completions.sales.quarter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("counted")
    assert len(ids) > 3000
    assert not [one for one in ids if one in "".join(received)]
    dialog.get_by_role("combobox").click()
    page.get_by_role("option", name=re.compile("Learning: .* counted$")).click()
    expect(dialog.locator("th", has_text="employee_id")).to_be_visible()
    assert [one for one in ids if one in "".join(received)]
