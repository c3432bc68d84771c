"""What it takes to turn a page in present mode, against an empty Streamlit page change.

A turn is timed in the browser, from the key press to the repaint that shows the next page's title;
for ours with its ask, too, and until its charts are drawn on a line of its own. The empty
application's page is changed in the same way, by a click on its hidden link. The two take turns in
the same Chromium.
"""

import statistics
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Page

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser.chromium import launch  # noqa: E402
from tests.browser.server import serve  # noqa: E402

ROUNDS = 40
WARM_UP = 6
REST = 900
"""Milliseconds between two turns, in which the page before comes to rest."""
TARGET = 1.5

ARM = """whole => {
  const before = document.querySelector("h1").innerText;
  const title = () => {
    const now = document.querySelector("h1")?.innerText;
    return now !== undefined && now !== before;
  };
  document.querySelectorAll("svg.marks").forEach(one => (one.dataset.before = ""));
  const charts = () => {
    const all = [...document.querySelectorAll('[data-testid="stVegaLiteChart"]')];
    return all.length && all.every(one => one.querySelector("svg.marks:not([data-before])"));
  };
  const clock = shown => new Promise(done => {
    const look = () => shown() ? done(performance.now() - window.pressed)
      : requestAnimationFrame(look);
    requestAnimationFrame(look);
  });
  window.turned = Promise.all([clock(title), clock(() => title() && (!whole || charts()))]);
}"""

# The stage lets no key that it answers to pass, so this listens before it does.
PRESSED = 'addEventListener("keydown", () => (window.pressed = performance.now()), true)'

KEYS = """addEventListener("keydown", event => {
  const links = document.querySelectorAll(".st-key-stage_links a");
  links[event.key === "ArrowRight" ? 1 : 0].click();
})"""


def turn(page: Page, key: str, *, whole: bool) -> tuple[float, float]:
    """Press a key and give the milliseconds to the next page's title, and until all is drawn."""
    page.bring_to_front()
    page.evaluate(ARM, whole)
    page.keyboard.press(key)
    title, drawn = page.evaluate("window.turned")
    return float(title), float(drawn)


def main() -> None:
    """Print the medians and their ratio."""
    with ExitStack() as stack:
        home = stack.enter_context(tempfile.TemporaryDirectory())
        ours = stack.enter_context(serve(ROOT / "app.py", Path(home), sample=True))
        empty = stack.enter_context(serve(ROOT / "bench" / "empty_pages.py", Path(home)))
        browser = stack.enter_context(launch())
        pages = {"turn": browser.new_page(), "empty": browser.new_page()}
        for page in pages.values():
            page.add_init_script(PRESSED)
        pages["turn"].goto(f"{ours}/brief")
        pages["turn"].wait_for_selector("html[data-stage] svg.marks")
        pages["turn"].keyboard.press("f")
        pages["turn"].wait_for_selector(
            "html[data-present] .st-key-stage_links a", state="attached"
        )
        pages["empty"].goto(empty)
        pages["empty"].wait_for_selector("h1")
        pages["empty"].evaluate(KEYS)
        times: dict[str, list[tuple[float, float]]] = {name: [] for name in pages}
        # Through the agenda and back; the empty application goes to and fro.
        keys = ("ArrowRight", "ArrowRight", "ArrowLeft", "ArrowLeft")
        for number in range(WARM_UP + ROUNDS):
            for name, page in pages.items():
                page.wait_for_timeout(REST)
                ways = keys if name == "turn" else ("ArrowRight", "ArrowLeft")
                took = turn(page, ways[number % len(ways)], whole=name == "turn")
                if number >= WARM_UP:
                    times[name].append(took)
    medians = {}
    for name, what in times.items():
        title = [one for one, _ in what]
        drawn = [one for _, one in what]
        medians[name] = statistics.median(title), statistics.median(drawn)
        p95 = statistics.quantiles(title, n=20)[-1]
        print(
            f"{name}: median {medians[name][0]:.0f} ms, p95 {p95:.0f} ms, "
            f"all drawn {medians[name][1]:.0f} ms, {ROUNDS} turns"
        )
    ratio, drawn_ratio = (medians["turn"][at] / medians["empty"][at] for at in (0, 1))
    print(f"turn / empty: {ratio:.2f} (target at most {TARGET}), all drawn {drawn_ratio:.2f}")


if __name__ == "__main__":
    main()
