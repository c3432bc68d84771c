"""Present mode in Chromium: keys, levers, overview, blank screen, the presenter's window."""

import re

from playwright.sync_api import Page, expect

from tests.browser.test_app import SLIDER
from tests.browser.visit import begin, visit

ON = "html[data-present]"


def test_keys_move_through_the_agenda_and_escape_leaves(page: Page, address: str) -> None:
    begin(page, f"{address}/brief")
    expect(page.get_by_test_id("stHeader")).to_be_hidden()
    steps = (
        ("ArrowRight", "stakeholders"), ("PageDown", "trajectory"), ("ArrowLeft", "stakeholders"),
        ("3", "trajectory"), ("1", "brief"), ("r", "brief"), ("c", "brief"),
    )  # fmt: skip
    for key, name in steps:
        page.keyboard.press(key)
        expect(page).to_have_url(re.compile(f"/{name}.*present="))
        expect(page.locator(".stage-overview button[aria-current]")).to_contain_text(
            re.compile(name, re.IGNORECASE)
        )
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.reload()
    expect(page.locator(ON)).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(ON)).to_have_count(0)
    expect(page).not_to_have_url(re.compile("present="))


def test_a_key_that_comes_before_the_links_are_drawn_is_not_lost(page: Page, address: str) -> None:
    begin(page, f"{address}/brief")
    page.evaluate(
        "const name = 'st-key-stage_links', links = document.querySelector(`.${name}`);"
        "links.classList.remove(name); setTimeout(() => links.classList.add(name), 700)"
    )
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile("/stakeholders.*present="))


def test_the_keys_turn_pages_after_a_lever_was_dragged(page: Page, address: str) -> None:
    begin(page, f"{address}/trajectory")
    lever = page.locator(SLIDER).first
    box = lever.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + box["height"] / 2, steps=5)
    page.mouse.up()
    expect(page).to_have_url(re.compile("uplift="))
    page.keyboard.press("ArrowLeft")
    expect(page).to_have_url(re.compile("/stakeholders.*uplift="))


def test_arrows_move_a_lever_that_the_keyboard_is_on(page: Page, address: str) -> None:
    begin(page, f"{address}/trajectory")
    page.locator(SLIDER).first.focus()
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile("/trajectory.*uplift="))
    page.keyboard.press("PageUp")
    expect(page).to_have_url(re.compile("/stakeholders"))


def test_the_overview_leads_to_pages_and_answers(page: Page, address: str) -> None:
    begin(page, f"{address}/brief")
    page.keyboard.press("o")
    overview = page.locator(".stage-overview")
    expect(overview).to_be_visible()
    overview.get_by_text("We tried this before").click()
    expect(overview.get_by_text("outcomes in place of registrations")).to_be_visible()
    page.keyboard.press("Escape")
    expect(overview).to_be_hidden()
    expect(page.locator(ON)).to_have_count(1)
    page.keyboard.press("o")
    overview.get_by_role("button", name="Trajectory").click()
    expect(page).to_have_url(re.compile("/trajectory"))


def test_the_screen_is_black_until_a_key_and_the_idle_cursor_hides(
    page: Page, address: str
) -> None:
    begin(page, f"{address}/brief")
    page.keyboard.press("b")
    curtain = page.locator(".stage-blank")
    expect(curtain).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(curtain).to_have_count(0)
    expect(page).to_have_url(re.compile("/brief"))
    page.mouse.move(200, 200)
    expect(page.locator("html[data-idle]")).to_have_count(0)
    expect(page.locator("html[data-idle]")).to_have_count(1)


def test_the_team_s_form_is_marked_and_only_shown_on_asking(page: Page, address: str) -> None:
    begin(page, f"{address}/stakeholders")
    expect(page.get_by_text("Confidential")).to_have_count(0)
    page.keyboard.press("t")
    expect(page.get_by_text("Confidential: team only")).to_be_visible()
    page.keyboard.press("t")
    expect(page.get_by_text("Confidential")).to_have_count(0)


def test_the_presenter_s_window_has_what_is_on_the_wall(page: Page, address: str) -> None:
    visit(page, f"{address}/brief")
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Presenter’s view").click()
    view = opened.value
    expect(view.locator(".presenter .state")).to_contain_text("press F in the main window")
    assert "present=" not in view.url
    page.bring_to_front()
    page.keyboard.press("f")
    expect(page).to_have_url(re.compile("present="))
    pin = re.search(r"present=[^&]*", page.url)
    assert pin
    expect(view).to_have_url(re.compile(f"/presenter.*{pin[0]}$"))
    expect(view.locator(".presenter .state")).to_have_text("")


def test_the_presenter_s_window_follows_and_turns_pages(page: Page, address: str) -> None:
    begin(page, f"{address}/brief")
    with page.expect_popup() as opened:
        page.keyboard.press("n")
    view = opened.value
    expect(view.locator(".presenter h1")).to_have_text("Brief")
    expect(view.locator(".presenter")).to_contain_text("One page, one decision")
    expect(view.locator(".presenter")).to_contain_text("of 20 min")
    view.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile("/stakeholders"))
    expect(view.locator(".presenter h1")).to_have_text("Stakeholders")
    expect(view.locator(".next")).to_contain_text("Next: Trajectory")
    page.keyboard.press("3")
    expect(view.locator(".presenter h1")).to_have_text("Trajectory")
    expect(view.locator("article.here").first).to_contain_text("On this page")
