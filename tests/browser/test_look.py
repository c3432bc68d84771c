"""Every page at three sizes, in the light and in the dark: legible, whole, and for everybody."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from briefing.ui.stage import AGENDA
from tests.browser.visit import begin, visit

PAGES = (*AGENDA, "data")
SIZES = ((1280, 720), (1920, 1080), (3840, 2160))
SCHEMES = ("light", "dark")
# What Streamlit itself draws amiss and nobody can mend from outside, as rule and element: it calls
# the place where files are dropped decoration, and gives it a label all the same.
STREAMLITS_OWN = {("presentation-role-conflict", 'data-testid="stFileUploaderDropzone"')}
# All text with its size in the screen's own pixels; zoom is in what the browser measures.
SMALL = """least => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode, element = text.parentElement;
    if (!text.data.trim() || !element.checkVisibility({ visibilityProperty: true })) continue;
    if (["STYLE", "SCRIPT", "TITLE", "DESC"].includes(element.tagName.toUpperCase())) continue;
    const box = element.getBoundingClientRect();
    if (box.width < 2 || box.height < 2) continue;
    const inner = element.ownerSVGElement;
    const scale = inner && element.getScreenCTM();
    const drawn = scale ? Math.hypot(scale.a, scale.b) : element.currentCSSZoom;
    const shown = parseFloat(getComputedStyle(element).fontSize) * (drawn || 1);
    if (shown < least - 0.01) found.push(`${shown.toFixed(1)}: ${text.data.trim().slice(0, 40)}`);
  }
  return found;
}"""
CUT = """() => {
  const found = [];
  const foot = document.querySelector(".ask").getBoundingClientRect().top;
  const main = document.querySelector("[data-testid=stMain]");
  for (const element of main.querySelectorAll("p, h1, h2, td, th, svg text, button, label")) {
    const box = element.getBoundingClientRect();
    if (!box.width || !element.checkVisibility() || element.closest(".scrolled")) continue;
    if (element.closest("[data-testid=stBottom]")) continue;
    const style = getComputedStyle(element);
    const shortened =
      style.textOverflow === "ellipsis" && element.scrollWidth > element.clientWidth;
    if (shortened || box.right > innerWidth + 1 || box.left < -1 || box.bottom > foot + 1)
      found.push(element.textContent.slice(0, 40));
  }
  return found;
}"""


@pytest.fixture(scope="module", params=[(size, scheme) for size in SIZES for scheme in SCHEMES],
                ids=lambda param: f"{param[0][0]}-{param[1]}")  # fmt: skip
def screen(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """Open one window for all pages at a size, of a system that is set light or dark."""
    (width, height), scheme = request.param
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    yield context.new_page()
    context.close()


def shown(screen: Page, address: str, name: str) -> None:
    visit(screen, f"{address}/{name}")
    drawn(screen, name)


def drawn(screen: Page, name: str) -> None:
    """Wait until the page's chart stands there, in its own letters."""
    if name not in {"data", "decisions"}:
        expect(screen.locator("svg.marks").first).to_be_visible()
    screen.evaluate("document.fonts.ready")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_legible_and_whole_and_axe_finds_nothing(
    name: str, screen: Page, address: str
) -> None:
    shown(screen, address, name)
    expect_legible(screen, one_screen=name != "data")


@pytest.mark.parametrize("name", AGENDA)
def test_a_page_on_the_wall_is_too(name: str, screen: Page, address: str) -> None:
    begin(screen, f"{address}/{name}")
    drawn(screen, name)
    expect(screen.get_by_test_id("stHeader")).to_be_hidden()
    expect_legible(screen, one_screen=True)
    box, size = screen.locator(".ask").bounding_box(), screen.viewport_size
    assert box
    assert size
    assert box["y"] + box["height"] == pytest.approx(size["height"], abs=1)


def expect_legible(screen: Page, *, one_screen: bool) -> None:
    """Expect text large enough to read, nothing cut, nothing for axe, one screen if it must."""
    size = screen.viewport_size
    assert size
    assert screen.evaluate(SMALL, size["height"] / 50) == []
    main = "document.querySelector('[data-testid=stMain]')"
    assert screen.evaluate(f"{main}.scrollWidth <= {main}.clientWidth")
    if one_screen:
        assert screen.evaluate(f"{main}.scrollHeight <= {main}.clientHeight")
        assert screen.evaluate(CUT) == []
    assert violations(screen) == []


def violations(screen: Page) -> list[str]:
    """Give what axe finds amiss, but for what is listed as Streamlit's own."""
    found: list[dict[str, Any]] = Axe().run(screen).response["violations"]
    return [
        f"{rule['id']}: {node['target'][0]} {node['html'][:120]} {node.get('failureSummary', '')}"
        for rule in found
        for node in rule["nodes"]
        if not any(rule["id"] == own and part in node["html"] for own, part in STREAMLITS_OWN)
    ]


def test_the_theme_is_the_system_s_and_the_fonts_are_ours(screen: Page, address: str) -> None:
    shown(screen, address, "trajectory")
    dark = screen.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    paper = screen.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
    assert paper == ("rgb(17, 23, 30)" if dark else "rgb(252, 251, 248)")
    ink = screen.evaluate("getComputedStyle(document.querySelector('h1')).color")
    assert ink == ("rgb(235, 232, 225)" if dark else "rgb(22, 32, 46)")
    # The live drawing's own texts as well: their colours come from the spec, not from the sweep.
    named = screen.locator("svg.marks text", has_text="after learning").first
    assert named.get_attribute("fill") == ("#58c4b4" if dark else "#0b6b63")
    loaded = screen.evaluate(
        "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)"
    )
    assert {"Briefing Sans", "Briefing Serif"} <= {name.strip('"') for name in loaded}


FOCUSED = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const box = element.getBoundingClientRect();
  const wearing = [element, element.parentElement, element.closest("label, [data-baseweb]")];
  const seen = wearing.some(part => {
    const style = part && getComputedStyle(part);
    return style && ((style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1) ||
      style.boxShadow !== "none");
  });
  element.dataset.reached = "yes";
  return { what: element.outerHTML.slice(0, 90), seen, shown: box.width > 0 && box.height > 0 };
}"""
CONTROLS = """() => [...document.querySelectorAll(
    ".stApp :is(a[href], button, input, [role=button][tabindex='0']):not(:disabled)")]
  // Of a group of choices one is reached by Tab, and the others by arrow keys.
  .filter(one => !one.closest("[role=radiogroup]"))
  .filter(one => one.tabIndex >= 0 && one.checkVisibility({ visibilityProperty: true }))
  .filter(one => one.getBoundingClientRect().width > 1 && one.dataset.reached !== "yes")
  .map(one => one.outerHTML.slice(0, 90))"""


@pytest.mark.parametrize("name", PAGES)
def test_tab_reaches_every_control_and_shows_where_it_is(
    name: str, page: Page, address: str
) -> None:
    shown(page, address, name)
    unseen = []
    for _ in range(120):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUSED)
        if at is None:
            break
        if at["shown"] and not at["seen"]:
            unseen.append(at["what"])
    assert unseen == []
    assert page.evaluate(CONTROLS) == []
