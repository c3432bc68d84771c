"""What fails in the room: the server is killed, the cable is pulled, a page cannot be drawn."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from tests.browser.cable import Cable
from tests.browser.conftest import watched
from tests.browser.server import ROOT, Server, started
from tests.browser.test_levers import Panel
from tests.browser.visit import begin, visit

MARK = "No connection; what is shown stays"
LONG = 40_000


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Start a server of its own, since it is killed and its home is damaged."""
    with started(ROOT / "app.py", tmp_path_factory.mktemp("calm"), sample=True) as server:
        yield server


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open a page whose server may go away."""
    with watched(browser) as opened:
        yield opened


def lost(page: Page) -> None:
    """Expect the mark and a page that is as it was, beyond the time at which Streamlit speaks."""
    expect(page.locator(".no-connection")).to_contain_text(MARK)
    page.wait_for_timeout(9000)
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_text("streamlit run")).to_have_count(0)
    greyed = page.evaluate(
        "[...document.querySelectorAll('[data-testid=stElementContainer]')]"
        ".filter(one => getComputedStyle(one).opacity !== '1').length"
    )
    assert greyed == 0


def test_a_killed_server_leaves_the_page_and_brings_it_back(page: Page, server: Server) -> None:
    visit(page, f"{server.address}/trajectory?scenario=stretch&kpi=voluntary_attrition")
    panel = Panel(page)
    expect(panel.title).to_contain_text("At 5% uplift")
    page.wait_for_timeout(3000)
    before = page.locator(".panel").inner_text()
    server.kill()
    lost(page)
    assert page.locator(".panel").inner_text() == before
    server.start()
    expect(page.locator(".no-connection")).to_have_count(0, timeout=LONG)
    expect(page.locator("html[data-offline]")).to_have_count(0)
    expect(page).to_have_url(re.compile("/trajectory.*scenario=stretch.*kpi=voluntary_attrition"))
    expect(panel.title).to_contain_text("At 5% uplift")
    # It is a page that answers again: the new server knows its widgets.
    panel.press("Conservative")
    expect(page).to_have_url(re.compile("scenario=conservative"))
    expect(panel.title).to_contain_text("At 2% uplift")


def test_levers_go_on_while_the_cable_is_out_and_their_setting_arrives_afterwards(
    page: Page, server: Server
) -> None:
    cable = Cable(urlsplit(server.address).port or 0)
    visit(page, f"http://localhost:{cable.port}/trajectory")
    panel = Panel(page)
    expect(panel.chart).to_be_visible()
    page.wait_for_timeout(4000)
    before = panel.worth.inner_text()
    panel.hold("uplift", 0.4)
    cable.cut()
    lost(page)
    panel.hold("uplift", 0.6)
    expect(panel.typed("Uplift")).to_have_value("6%")
    expect(panel.worth).not_to_have_text(before)
    expect(page.locator(".panel.behind")).to_have_count(0)
    dragged = panel.worth.inner_text()
    page.mouse.up()
    assert "uplift" not in page.url
    # What another lever would come to on top of that nobody here knows: it is not made up.
    panel.hold("adoption", 0.5)
    expect(page.locator(".panel.behind")).to_have_count(1)
    panel.hold("adoption", 0.8)
    page.mouse.up()
    expect(panel.typed("Uplift")).to_have_value("6%")
    cable.mend()
    expect(page.locator(".no-connection")).to_have_count(0, timeout=LONG)
    expect(page).to_have_url(re.compile("uplift=0.06"))
    expect(panel.title).to_contain_text("At 6% uplift")
    expect(page.locator("html[data-older]")).to_have_count(0)
    assert dragged
    cable.cut()


def test_a_page_that_fails_shows_its_last_picture_and_a_reference(
    page: Page, server: Server
) -> None:
    visit(page, f"{server.address}/brief")
    page.wait_for_timeout(2500)
    ledger = next(server.home.glob("ledger*"))
    good = ledger.read_bytes()
    ledger.write_bytes(b"not a ledger\n")
    try:
        page.reload()
        card = page.locator(".failure .card")
        expect(card).to_contain_text("This page cannot be shown just now")
        expect(card).to_contain_text(re.compile(r"Behind this card is the page as it was at \d"))
        said = re.search(r"under ([0-9a-f]{6})\.", card.inner_text())
        assert said
        log = server.log.read_text(encoding="utf-8")
        assert f"reference {said[1]}" in log
        assert "Traceback" in log
        expect(page.get_by_text("Traceback")).to_have_count(0)
        box = page.locator(".failure .was").bounding_box()
        assert box
        assert box["height"] >= 700
        page.get_by_role("link", name="Trajectory").click()
        expect(page.locator(".failure .card")).to_contain_text("cannot be shown just now")
        expect(page.locator(".failure .when")).to_have_text("")
    finally:
        ledger.write_bytes(good)
    page.get_by_role("link", name="Brief").click()
    expect(page.locator(".ask")).to_be_visible()
    expect(page.locator(".failure")).to_have_count(0)


def test_a_page_that_fails_on_the_wall_shows_its_last_picture_and_leaves_the_keys(
    page: Page, server: Server, tmp_path: Path
) -> None:
    for part in ("app.py", "pages", "static"):
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
        copy(ROOT / part, tmp_path / part)
    failing, fails = tmp_path / "pages" / "stakeholders.py", tmp_path / "fails"
    body = failing.read_text(encoding="utf-8")
    check = f"__import__('pathlib').Path({str(fails)!r}).exists() and 1 / 0\n"
    failing.write_text(check + body, encoding="utf-8")
    with started(tmp_path / "app.py", server.home) as other:
        begin(page, f"{other.address}/brief")
        page.keyboard.press("2")
        expect(page).to_have_url(re.compile("/stakeholders"))
        expect(page.locator("svg.marks").first).to_be_visible()
        page.wait_for_timeout(3000)
        page.keyboard.press("1")
        expect(page).to_have_url(re.compile("/brief"))
        fails.touch()
        page.keyboard.press("ArrowRight")
        card = page.locator(".failure .card")
        expect(card).to_contain_text("This page cannot be shown just now")
        expect(card).to_contain_text("Behind this card is the page as it was at")
        assert "ZeroDivisionError" in other.log.read_text(encoding="utf-8")
        page.keyboard.press("ArrowRight")
        expect(page).to_have_url(re.compile("/trajectory"))
        expect(page.locator("svg.marks").first).to_be_visible()
        expect(page.locator(".failure")).to_have_count(0)
        fails.unlink()
        page.keyboard.press("ArrowLeft")
        expect(page.locator("svg.marks").first).to_be_visible()
        expect(page.locator(".failure")).to_have_count(0)
        expect(page.locator("html[data-present]")).to_have_count(1)


def test_after_a_sleep_a_connection_that_only_seems_to_be_there_is_opened_anew(
    page: Page, server: Server
) -> None:
    asleep: list[bool] = []

    def carry(socket: WebSocketRoute) -> None:
        far, old = socket.connect_to_server(), not asleep

        def pass_on(message: str | bytes) -> None:
            # What the sleep has killed takes all that is sent, and nothing comes of it.
            if not (asleep and old):
                far.send(message)

        socket.on_message(pass_on)

    page.route_web_socket(re.compile("/_stcore/stream"), carry)
    visit(page, f"{server.address}/trajectory?scenario=stretch")
    panel = Panel(page)
    expect(panel.title).to_contain_text("At 5% uplift")
    page.wait_for_timeout(3000)
    asleep.append(True)
    page.evaluate("window.before = true; const now = Date.now; Date.now = () => now() + 100_000")
    page.wait_for_function("!window.before", timeout=LONG)
    expect(panel.title).to_contain_text("At 5% uplift")
    panel.press("Conservative")
    expect(page).to_have_url(re.compile("scenario=conservative"))


def test_a_confidential_page_is_kept_nowhere(page: Page, server: Server) -> None:
    visit(page, f"{server.address}/stakeholders")
    page.wait_for_timeout(2500)
    keys = "Object.keys(sessionStorage).filter(key => key.includes('/stakeholders')).length"
    assert page.evaluate(keys) == 1
    page.get_by_text("Team only").click()
    expect(page.locator(".confidential")).to_be_visible()
    page.wait_for_timeout(2500)
    assert page.evaluate(keys) == 0
