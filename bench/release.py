"""What it takes to let a lever go, against an empty Streamlit page's rerun.

An answer is timed in the browser, from the key press on the slider to the repaint that shows the
new title, or the empty page's new number; the pages take turns in the same Chromium. Each press
goes to a setting that the server has not seen, so that nothing of the answer is kept from before.
The CPU is the server process's, all of it until it is quiet again.
"""

import os
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

ROUNDS = 34
WARM_UP = 6
"""Both together are no more than the lever's track has steps."""
QUIET = 700
"""Milliseconds without CPU after which nothing is going on any more."""
SLIDER = 'input[type="range"]'

ARM = """selector => {
  const text = () => document.querySelector(selector)?.innerText;
  const before = text();
  const shown = () => text() !== undefined && text() !== before
    && !document.querySelector("html[data-older]");
  window.answered = new Promise(done => {
    addEventListener("keydown", () => {
      const start = performance.now();
      const look = () => shown() ? done(performance.now() - start) : requestAnimationFrame(look);
      requestAnimationFrame(look);
    }, {once: true, capture: true});
  });
}"""


def answer(page: Page, shows: str) -> float:
    """Move the slider by a step and give the milliseconds until the page shows the answer."""
    page.bring_to_front()
    page.locator(SLIDER).first.focus()
    page.evaluate(ARM, shows)
    page.keyboard.press("ArrowRight")
    return float(page.evaluate("window.answered"))


def server_of(url: str) -> int:
    """Give the process that serves an address, by its command line."""
    port = url.rpartition(":")[2]
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            words = (process / "cmdline").read_bytes().decode().split("\0")
            if "--server.port" in words and port in words:
                return int(process.name)
    message = f"nobody serves {url}"
    raise SystemExit(message)


def cpu(process: int) -> float:
    """Give the milliseconds of CPU that a process has used, all its threads together."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return 1000 * (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def quiet(page: Page, process: int) -> float:
    """Wait until a process does nothing any more, and give the CPU that it has used by then."""
    before = -1.0
    while (now := cpu(process)) != before:
        before = now
        page.wait_for_timeout(QUIET)
    return now


def main() -> None:
    """Print the medians of time and CPU, and their ratios."""
    with ExitStack() as stack:
        home = stack.enter_context(tempfile.TemporaryDirectory())
        ours = stack.enter_context(serve(ROOT / "app.py", Path(home), sample=True))
        empty = stack.enter_context(serve(ROOT / "bench" / "empty.py", Path(home)))
        browser = stack.enter_context(launch())
        pages = {
            "release": (browser.new_page(), f"{ours}/trajectory", "h1", server_of(ours)),
            "empty": (browser.new_page(), empty, '[data-testid="stMarkdown"]', server_of(empty)),
        }
        for page, url, shows, _ in pages.values():
            page.goto(url)
            page.wait_for_selector(shows)
            page.locator(SLIDER).first.focus()
            page.wait_for_timeout(4000)
        pages["release"][0].keyboard.press("Home")
        pages["release"][0].wait_for_timeout(4000)
        times: dict[str, list[float]] = {name: [] for name in pages}
        spent: dict[str, list[float]] = {name: [] for name in pages}
        for round_number in range(WARM_UP + ROUNDS):
            for name, (page, _, shows, process) in pages.items():
                before = quiet(page, process)
                took = answer(page, shows)
                used = quiet(page, process) - before
                if round_number >= WARM_UP:
                    times[name].append(took)
                    spent[name].append(used)
    for name in pages:
        p95 = statistics.quantiles(times[name], n=20)[-1]
        print(
            f"{name}: median {statistics.median(times[name]):.0f} ms, p95 {p95:.0f} ms, "
            f"{statistics.mean(spent[name]):.0f} ms of CPU, {ROUNDS} answers"
        )
    time_ratio = statistics.median(times["release"]) / statistics.median(times["empty"])
    cpu_ratio = sum(spent["release"]) / sum(spent["empty"])
    print(f"release / empty: time {time_ratio:.2f}, CPU {cpu_ratio:.2f} (targets at most 2)")


if __name__ == "__main__":
    main()
