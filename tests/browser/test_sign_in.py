"""Signs in at a real OpenID provider in Chromium: what each role gets, and what it does not."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page, WebSocket, expect

from briefing.store.snapshots import Home
from tests.browser.provider import provide, secrets
from tests.browser.server import ROOT, serve
from tests.browser.visit import visit
from tests.workbooks import workbook

PRIVATE = (b"Cost and return", b"Growth and agility", b"overdue", b"not with us")
LOOKING = {"Brief", "Stakeholders", "Trajectory", "Decisions"}
Enter = Callable[[str], Page]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of the application's data."""
    return tmp_path_factory.mktemp("signed")


@pytest.fixture(scope="module")
def provider(folder: Path) -> Iterator[str]:
    """Start the provider."""
    with provide(folder) as url:
        yield url


@pytest.fixture(scope="module")
def signed(folder: Path, provider: str) -> Iterator[str]:
    """Start an application where people sign in, with the sample published."""
    options = secrets(folder, provider)
    with serve(ROOT / "app.py", folder, sample=True, options=options) as url:
        yield url


@pytest.fixture
def enter(browser: Browser, signed: str) -> Iterator[Enter]:
    """Give what signs one of the provider's people in, in a browser of their own."""
    contexts = []

    def sign_in_as(who: str) -> Page:
        context = browser.new_context(base_url=signed, viewport={"width": 1280, "height": 720})
        contexts.append(context)
        # The provider's form asks for its looks from elsewhere.
        context.route(re.compile("^https:"), lambda route: route.abort())
        page = context.new_page()
        sign_in(page, who)
        return page

    yield sign_in_as
    for context in contexts:
        context.close()


def sign_in(page: Page, who: str) -> None:
    page.goto("/")
    address = page.url
    expect(page.locator("h1")).to_have_text("Sign in to see this briefing", timeout=30_000)
    assert page.locator(".ask, svg.marks").count() == 0
    page.get_by_role("button", name="Sign in").click()
    page.get_by_placeholder("sub").fill(who)
    page.get_by_role("button", name="Authorize", exact=True).click()
    page.wait_for_url(f"{address}**")
    expect(page.locator("h1")).not_to_have_text("Sign in to see this briefing", timeout=30_000)


def heard(page: Page) -> list[bytes]:
    """Collect all that a page is sent from now on."""
    frames: list[bytes] = []

    def listen(socket: WebSocket) -> None:
        socket.on(
            "framereceived",
            lambda data: frames.append(data if isinstance(data, bytes) else data.encode()),
        )

    page.on("websocket", listen)
    return frames


@pytest.mark.parametrize(
    ("who", "links", "levers", "team"),
    [
        ("vi", LOOKING, False, False),
        ("spencer", LOOKING, True, False),
        ("petra", {*LOOKING, "Data"}, True, True),
        ("ada", {*LOOKING, "Data"}, True, True),
    ],
)
def test_each_role_is_offered_and_sent_what_is_its_own(
    who: str, links: set[str], *, levers: bool, team: bool, enter: Enter
) -> None:
    page = enter(who)
    frames = heard(page)
    visit(page, "/trajectory?scenario=stretch")
    expect(page.locator("h1")).to_contain_text("At 5% uplift")
    shown = page.locator("[data-testid=stTopNavLink]").all_inner_texts()
    assert set(shown) == {*links, "Sign out"}
    expect(page.locator(".panel .number").first).to_be_visible()
    assert (page.locator('input[type="range"]').count() > 0) == levers
    for name in ("brief", "stakeholders"):
        visit(page, f"/{name}")
        page.get_by_role("button", name="As PDF").click()
        # The brief has to be made before it can be had.
        expect(page.get_by_role("button", name="Download", exact=True)).to_be_visible(
            timeout=20_000
        )
        offered = page.locator("[data-testid=stPopoverBody]").get_by_text("Team only")
        assert (offered.count() > 0) == team
        page.keyboard.press("Escape")
    assert b"Works council" in b"".join(frames)
    assert not [word for word in PRIVATE if word in b"".join(frames)]
    choice = page.get_by_role("radio", name="Team only")
    assert (choice.count() > 0) == team
    if team:
        choice.first.click()
        expect(page.get_by_text("Confidential: team only")).to_be_visible()
        expect(page.get_by_text("Growth and agility")).to_be_visible()
        assert [word for word in PRIVATE if word not in b"".join(frames)] == []


def test_a_viewers_link_to_data_ends_calmly(enter: Enter) -> None:
    page = enter("vi")
    frames = heard(page)
    page.goto("/data")
    expect(page.locator("h1")).to_have_text("This is for those with another role")
    expect(page.locator("input[type=file]")).to_have_count(0)
    assert b"workers.xlsx" not in b"".join(frames)
    page.get_by_role("link", name="Brief").click()
    expect(page.get_by_text("Why now")).to_be_visible()


def test_an_address_that_is_not_verified_opens_nothing(enter: Enter) -> None:
    page = enter("mallory")
    expect(page.locator("h1")).to_have_text("This briefing is not shared with you yet")
    expect(page.locator(".message")).to_contain_text("ask the people team for a role")
    assert page.locator("[data-testid=stTopNavLink]").count() == 0


def test_what_an_analyst_brings_is_hidden_until_published_under_their_name(
    enter: Enter, folder: Path
) -> None:
    page = enter("ada")
    visit(page, "/data")
    expect(page.get_by_text("Signed in as ada@example.org (analyst), until")).to_be_visible()
    content = workbook({"Labs": [["unit", "held_on"], ["Sales", "2026-11-02"]]})
    file = FilePayload(name="new labs.xlsx", mimeType="x", buffer=content)
    page.locator("input[type=file]").set_input_files([file])
    page.get_by_role("button", name="Preview on the pages").click(timeout=20_000)
    expect(page.locator(".mark")).to_have_text("Preview, not published: new labs.xlsx")
    link = page.url

    viewer = enter("vi")
    visit(viewer, link)
    expect(viewer.locator("h1")).to_have_text("There is no such snapshot here")
    presenter = enter("petra")
    visit(presenter, link)
    expect(presenter.locator(".mark")).to_contain_text("new labs.xlsx")

    page.get_by_role("link", name="Data").click()
    page.get_by_role("button", name="Next: Publish").click()
    page.get_by_role("button", name="Publish these changes").click()
    expect(page.get_by_text("Published as snapshot")).to_be_visible(timeout=20_000)
    row = page.locator("tr", has_text="new labs.xlsx").filter(has_text="current")
    expect(row).to_contain_text("ada@example.org")
    last = Home(folder).ledger.entries()[-1]
    assert (last.kind, last.who) == ("publish", "ada@example.org")


def test_whoever_signs_out_is_out(enter: Enter) -> None:
    page = enter("vi")
    page.get_by_role("link", name="Sign out").click()
    page.get_by_role("button", name="End session").click()
    expect(page.locator("h1")).to_have_text("Sign in to see this briefing", timeout=30_000)
    names = [cookie.get("name") for cookie in page.context.cookies()]
    assert "_streamlit_user" not in names
    page.goto("/brief")
    expect(page.locator("h1")).to_have_text("Sign in to see this briefing")


def test_a_sign_in_that_has_ended_opens_nothing(
    browser: Browser, provider: str, tmp_path: Path
) -> None:
    options = secrets(tmp_path, provider, hours=0.0001)
    with serve(ROOT / "app.py", tmp_path, options=options) as address:
        page = browser.new_page(base_url=address)
        page.route(re.compile("^https:"), lambda route: route.abort())
        sign_in(page, "ada")
        page.goto("/data")
        expect(page.locator("h1")).to_have_text("Please sign in again")
        assert page.get_by_role("button").all_inner_texts() == ["Sign in"]
        page.context.close()


def test_the_policy_for_browsers_stands_in_nobodys_way(enter: Enter) -> None:
    page = enter("ada")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for name in ("brief", "stakeholders", "trajectory", "data"):
        visit(page, f"/{name}")
        if name != "data":
            expect(page.locator("svg.marks").first).to_be_visible()
    with page.expect_download() as coming:
        page.get_by_role("button", name="Template").click()
    assert coming.value.suggested_filename == "briefing-template.xlsx"
    assert not [text for text in said if "Content Security Policy" in text]
    answer = page.request.get("/")
    assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]


def test_where_nobody_signs_in_a_proxys_guests_are_refused(browser: Browser, address: str) -> None:
    context = browser.new_context(extra_http_headers={"X-Forwarded-For": "192.0.2.7"})
    page = context.new_page()
    answer = page.goto(address)
    assert answer
    assert answer.status == 403
    expect(page.locator("body")).to_contain_text("answers its own machine only")
    context.close()
