"""The levers in Chromium: dragging asks no server, and letting go commits to all that is shown."""

import re

import pytest
from playwright.sync_api import Locator, Page, WebSocket, expect

from tests.browser.visit import visit

SIZES = ((1920, 1080), (1280, 720))


class Panel:
    """The panel of levers on a page, as a person sees it."""

    def __init__(self, page: Page) -> None:
        """Look at a page that is open."""
        self.page = page
        self.title = page.locator("h1")
        self.worth = page.locator(".panel .big").first
        self.chart = page.locator("svg.marks").first
        self.state = page.locator(".panel .foot span")

    def range(self, key: str) -> Locator:
        """Find a lever's slider."""
        return self.page.locator(f"#lever-{key}")

    def typed(self, title: str) -> Locator:
        """Find a lever's field."""
        return self.page.get_by_role("textbox", name=f"{title}, typed")

    def note(self) -> Locator:
        """Find what is said of a setting."""
        return self.page.locator(".panel .note.warns")

    def press(self, name: str) -> None:
        """Press a button of the panel."""
        self.page.locator(".panel").get_by_role("button", name=name, exact=True).click()

    def hold(self, key: str, share: float) -> None:
        """Take a lever's thumb and move it to a share of its track, without letting go."""
        found = self.range(key)
        box = found.bounding_box()
        assert box is not None
        at = float(found.input_value()) / float(found.get_attribute("max") or 1)
        y = box["y"] + box["height"] / 2
        thumb = 16 * box["height"] / 27

        def x(place: float) -> float:
            return box["x"] + thumb / 2 + (box["width"] - thumb) * place

        self.page.mouse.move(x(at), y)
        self.page.mouse.down()
        self.page.mouse.move(x(share), y, steps=8)


@pytest.fixture
def frames(page: Page) -> list[str]:
    """Collect what is sent to the server from now on, and what comes back."""
    seen: list[str] = []

    def watch(socket: WebSocket) -> None:
        socket.on("framesent", lambda _: seen.append("sent"))
        socket.on("framereceived", lambda _: seen.append("received"))

    page.on("websocket", watch)
    return seen


@pytest.fixture
def panel(page: Page, address: str, frames: list[str]) -> Panel:
    """Open the trajectory and wait until its sweeps are there and nothing is on its way."""
    assert frames == []
    return opened(page, f"{address}/trajectory", frames)


def opened(page: Page, url: str, frames: list[str]) -> Panel:
    visit(page, url)
    found = Panel(page)
    expect(found.chart).to_be_visible()
    quiet(page, frames)
    return found


def quiet(page: Page, frames: list[str]) -> None:
    """Wait until no message has come or gone for a second."""
    count = -1
    while count != len(frames):
        count = len(frames)
        page.wait_for_timeout(1000)


@pytest.mark.parametrize("size", SIZES)
def test_a_drag_moves_chart_and_values_without_the_server(
    size: tuple[int, int], page: Page, panel: Panel, frames: list[str]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.wait_for_timeout(500)
    before, title = panel.worth.inner_text(), panel.title.inner_text()
    frames.clear()
    panel.hold("uplift", 0.6)
    expect(panel.typed("Uplift")).to_have_value("6%")
    expect(panel.worth).not_to_have_text(before)
    expect(panel.chart).not_to_contain_text("after learning 191.8")
    expect(page.locator(".panel")).to_contain_text("against Base")
    assert panel.range("uplift").get_attribute("aria-valuetext") == "6%"
    # The title is of the last commit: it is dimmed, and says so by nothing else.
    assert panel.title.inner_text() == title
    expect(page.locator("html[data-older]")).to_have_count(1)
    assert frames == []
    assert "uplift" not in page.url
    dragged = panel.worth.inner_text()
    page.mouse.up()
    expect(panel.title).to_contain_text("At 6% uplift")
    expect(page).to_have_url(re.compile("uplift=0.06"))
    expect(page.locator("html[data-older]")).to_have_count(0)
    # What the sweep said is what Python says.
    assert panel.worth.inner_text() == dragged
    assert frames


def test_a_lever_put_back_before_it_is_let_go_changes_nothing(
    page: Page, panel: Panel, frames: list[str]
) -> None:
    before = panel.worth.inner_text()
    frames.clear()
    panel.hold("uplift", 0.5)
    expect(panel.worth).not_to_have_text(before)
    panel.hold("uplift", 0.3)
    page.mouse.up()
    expect(panel.worth).to_have_text(before)
    expect(page.locator("html[data-older]")).to_have_count(0)
    page.wait_for_timeout(300)
    assert frames == []


def test_every_lever_is_right_after_another_was_moved(page: Page, panel: Panel) -> None:
    panel.hold("uplift", 0.6)
    page.mouse.up()
    expect(panel.title).to_contain_text("At 6% uplift")
    panel.hold("adoption", 0.5)
    expect(panel.typed("Adoption")).to_have_value("50%")
    expect(page.locator(".panel.behind")).to_have_count(0)
    dragged = panel.worth.inner_text()
    page.mouse.up()
    expect(page).to_have_url(re.compile("adoption=0.5"))
    expect(page.locator("html[data-older]")).to_have_count(0)
    assert panel.worth.inner_text() == dragged


def test_keys_move_a_lever_and_quick_ones_are_not_overtaken(page: Page, panel: Panel) -> None:
    panel.range("uplift").focus()
    for _ in range(12):
        page.keyboard.press("ArrowRight")
    expect(panel.typed("Uplift")).to_have_value("6%")
    expect(panel.title).to_contain_text("At 6% uplift")
    expect(page).to_have_url(re.compile("uplift=0.06"))
    page.wait_for_timeout(800)
    expect(panel.typed("Uplift")).to_have_value("6%")
    assert page.evaluate("document.activeElement.id") == "lever-uplift"


def test_a_key_pressed_before_its_sweep_has_come_is_answered(page: Page, panel: Panel) -> None:
    panel.press("Stretch")
    panel.range("uplift").focus()
    expect(panel.state).to_have_text("Scenario:")
    expect(page.get_by_role("button", name="Stretch")).to_have_attribute("aria-pressed", "true")
    before = panel.title.inner_text()
    page.keyboard.press("ArrowRight")
    expect(panel.title).not_to_have_text(before)
    expect(page.locator("html[data-older]")).to_have_count(0)


@pytest.mark.parametrize(
    ("typed", "shown", "says"),
    [
        ("3.5%", "3.5%", ""),
        ("3,5", "3.5%", ""),
        ("0.035", "3.5%", "is read as 3.5%"),
        ("2.3", "2.3%", ""),
        ("40%", "10%", "beyond the track"),
        ("a lot", "3%", "write it like"),
    ],
)
def test_a_setting_can_be_typed(
    typed: str, shown: str, says: str, page: Page, panel: Panel
) -> None:
    field = panel.typed("Uplift")
    field.click()
    field.fill(typed)
    page.keyboard.press("Enter")
    expect(panel.title).to_contain_text(f"At {shown} uplift")
    expect(field).to_have_value(shown)
    if says:
        expect(panel.note()).to_contain_text(says)
    else:
        expect(panel.note()).to_have_count(0)


def test_one_step_back_reset_and_the_difference_from_base(page: Page, panel: Panel) -> None:
    base = panel.worth.inner_text()
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()
    for share, title in ((0.6, "At 6% uplift"), (0.8, "At 8% uplift")):
        panel.hold("uplift", share)
        page.mouse.up()
        expect(panel.title).to_contain_text(title)
    expect(page.locator(".panel")).to_contain_text("against Base")
    expect(panel.state).to_have_text("modified from Base")
    panel.press("Undo")
    expect(panel.title).to_contain_text("At 6% uplift")
    panel.press("Reset")
    expect(panel.title).to_contain_text("At 3% uplift")
    expect(panel.worth).to_have_text(base)
    expect(page.locator(".panel")).not_to_contain_text("against Base")
    expect(panel.state).to_have_text("Scenario:")
    panel.press("Undo")
    expect(panel.title).to_contain_text("At 6% uplift")


def test_a_scenario_sets_every_lever_and_a_guardrail_the_values(page: Page, panel: Panel) -> None:
    before = panel.worth.inner_text()
    panel.press("Stretch")
    expect(panel.title).to_contain_text("At 5% uplift")
    expect(panel.typed("Uplift")).to_have_value("5%")
    expect(panel.worth).not_to_have_text(before)
    stretch = panel.worth.inner_text()
    page.get_by_label("first-year benefits only").check()
    expect(panel.worth).not_to_have_text(stretch)
    expect(page).to_have_url(re.compile("guardrails=first_year"))
    expect(panel.state).to_have_text("modified from Stretch")


def test_levers_keep_their_values_on_other_pages_and_a_link_brings_them_back(
    page: Page, panel: Panel, frames: list[str]
) -> None:
    panel.hold("uplift", 0.6)
    page.mouse.up()
    expect(panel.title).to_contain_text("At 6% uplift")
    worth, link = panel.worth.inner_text(), page.url
    page.get_by_role("link", name="Brief").click()
    expect(page.get_by_text("Modified, 6%")).to_be_visible()
    page.get_by_role("link", name="Trajectory").click()
    expect(panel.typed("Uplift")).to_have_value("6%")
    expect(panel.worth).to_have_text(worth)
    fresh = page.context.new_page()
    again = opened(fresh, link, frames)
    expect(again.worth).to_have_text(worth)
    expect(again.typed("Uplift")).to_have_value("6%")
    # The chart drew it, too, before anybody touched a lever.
    assert again.chart.text_content() == panel.chart.text_content()


def test_what_is_sent_together_with_a_wish_runs_the_page(page: Page, panel: Panel) -> None:
    wish = "document.dispatchEvent(new CustomEvent('briefing:wanted', { detail: ['uplift'] }));"
    # The panel itself never sends both at once; a key may come in the same moment.
    page.evaluate(wish + "document.levers.commit({ lever: 'uplift', step: 16 })")
    expect(panel.title).to_contain_text("At 4% uplift")
    expect(page.locator("html[data-older]")).to_have_count(0)
    page.evaluate(
        wish + "document.dispatchEvent(new KeyboardEvent('keydown', { key: 'f', bubbles: true }))"
    )
    expect(page.locator("html[data-present]")).to_have_count(1)


@pytest.mark.parametrize("late", [30, 100, 1000])
def test_what_is_sent_as_the_page_is_left_harms_no_other_page(
    late: int, page: Page, panel: Panel, frames: list[str]
) -> None:
    assert panel.chart.is_visible()
    # As if the page had been left between a wish, or a move, and its sending.
    page.evaluate(
        """late => {
          const send = document.levers.send;
          document.removeEventListener = () => {};
          [...document.querySelectorAll("a")].find(a => a.textContent === "Data").click();
          setTimeout(() => {
            document.dispatchEvent(new CustomEvent("briefing:wanted", { detail: ["uplift"] }));
            setTimeout(() => send({ turn: 1, changes: [{ lever: "uplift", step: 9 }] }), late);
          }, late);
        }""",
        late,
    )
    expect(page.get_by_text("What the pages rest on")).to_be_visible()
    page.wait_for_timeout(2 * late + 300)
    quiet(page, frames)
    expect(page.locator("html[data-failed]")).to_have_count(0)
    expect(page.get_by_text("What the pages rest on")).to_be_visible()


def test_another_measure_is_drawn_and_follows_the_levers(
    page: Page, panel: Panel, frames: list[str]
) -> None:
    page.get_by_role("combobox", name="Measure").click()
    page.get_by_role("option", name="Voluntary attrition").click()
    expect(page.locator(".message p")).to_contain_text("Voluntary attrition")
    quiet(page, frames)
    before = panel.chart.text_content()
    frames.clear()
    panel.hold("uplift", 0.6)
    expect(panel.typed("Uplift")).to_have_value("6%")
    expect(panel.chart).not_to_have_text(before or "")
    assert frames == []
    page.mouse.up()


def test_a_headline_number_leads_to_where_it_comes_from(page: Page, panel: Panel) -> None:
    panel.worth.locator("[data-figure]").click()
    expect(page.get_by_role("dialog")).to_contain_text("Net present value, cash only")
