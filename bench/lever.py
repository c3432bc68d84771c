"""How long a lever takes to answer on the Trajectory page, against an empty Streamlit page.

Each answer is timed in the browser, from the key press on the slider to the first repaint that
shows the new number; the two pages take turns in the same Chromium.
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
WARM_UP = 5
SLIDER = 'input[type="range"]'


def answer(page: Page, selector: str, key: str) -> float:
    """Press a key on the focused slider and give the milliseconds until `selector` changes."""
    page.evaluate(
        """([selector]) => {
          const text = () => document.querySelector(selector)?.innerText;
          const before = text();
          window.answered = new Promise(done => {
            addEventListener("keydown", () => {
              const start = performance.now();
              const look = () => text() !== before && text() !== undefined
                ? done(performance.now() - start) : requestAnimationFrame(look);
              requestAnimationFrame(look);
            }, {once: true, capture: true});
          });
        }""",
        [selector],
    )
    page.keyboard.press(key)
    return float(page.evaluate("window.answered"))


def main() -> None:
    """Print the two medians and their ratio."""
    with ExitStack() as stack:
        home = stack.enter_context(tempfile.TemporaryDirectory())
        ours = stack.enter_context(serve(ROOT / "app.py", Path(home), sample=True))
        empty = stack.enter_context(serve(ROOT / "bench" / "empty.py", Path(home)))
        browser = stack.enter_context(launch())
        pages = {
            "trajectory": (browser.new_page(), f"{ours}/trajectory", ".numbers .big"),
            "empty": (browser.new_page(), empty, '[data-testid="stMarkdown"]'),
        }
        for page, url, selector in pages.values():
            page.goto(url)
            page.wait_for_selector(selector)
            page.locator(SLIDER).first.focus()
            page.wait_for_timeout(1000)
        times: dict[str, list[float]] = {name: [] for name in pages}
        for round_number in range(WARM_UP + ROUNDS):
            key = "ArrowRight" if round_number % 2 else "ArrowLeft"
            for name, (page, _, selector) in pages.items():
                page.bring_to_front()
                page.locator(SLIDER).first.focus()
                spent = answer(page, selector, key)
                page.wait_for_timeout(250)
                if round_number >= WARM_UP:
                    times[name].append(spent)
    medians = {name: statistics.median(values) for name, values in times.items()}
    for name, values in times.items():
        spread = statistics.quantiles(values, n=20)
        print(f"{name}: median {medians[name]:.0f} ms, p95 {spread[-1]:.0f} ms, {ROUNDS} answers")
    print(
        f"lever / empty page: {medians['trajectory'] / medians['empty']:.2f} (target at most 1.5)"
    )


if __name__ == "__main__":
    main()
