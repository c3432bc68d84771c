"""How soon the Trajectory page shows a lever that is dragged, against a Dash callback's chart.

Both sliders are dragged by the mouse in the same Chromium, in turn. A move counts from its
pointer event to the repaint that shows the new number at the line's end, in milliseconds and in
animation frames.
"""

import os
import statistics
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Locator, Page

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser.chromium import launch  # noqa: E402
from tests.browser.server import free_port, running, serve  # noqa: E402

MOVES = 200
WARM_UP = 20
STEPS = 40
THUMB = 16
"""Pixels by which a slider's track is shorter than the slider."""
PLACES = (12, 13, 14, 15, 16, 15, 14, 13)
"""The steps of the track that the mouse goes through, again and again."""

ARM = """selector => {
  const text = () => document.querySelector(selector)?.textContent;
  const before = text();
  window.answered = new Promise(done => {
    addEventListener("pointermove", () => {
      const start = performance.now();
      let frames = 0;
      const look = () => {
        frames += 1;
        text() !== before ? done([performance.now() - start, frames]) : requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    }, {once: true, capture: true});
  });
}"""


def drag(page: Page, slider: Locator, shows: str) -> list[tuple[float, int]]:
    """Drag a slider from step to step and give the time and frames of each answer."""
    page.bring_to_front()
    box = slider.bounding_box()
    if box is None:
        message = "there is no slider"
        raise SystemExit(message)
    y = box["y"] + box["height"] / 2

    def x(step: int) -> float:
        return box["x"] + THUMB / 2 + (box["width"] - THUMB) * step / STEPS

    page.mouse.move(x(PLACES[0]), y)
    page.mouse.down()
    answers = []
    for move in range(1, WARM_UP + MOVES + 1):
        page.evaluate(ARM, shows)
        page.mouse.move(x(PLACES[move % len(PLACES)]), y)
        spent, frames = page.evaluate("window.answered")
        if move > WARM_UP:
            answers.append((float(spent), int(frames)))
    page.mouse.up()
    return answers


def main() -> None:
    """Print both medians and 95th percentiles, and their ratio."""
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        ours = stack.enter_context(serve(ROOT / "app.py", home, sample=True))
        port = free_port()
        command = [sys.executable, str(ROOT / "bench" / "dash_page.py"), str(port)]
        peer = f"http://127.0.0.1:{port}"
        environment = os.environ | {"BRIEFING_HOME": str(home)}
        stack.enter_context(running(command, peer, home / "dash.log", environment))
        browser = stack.enter_context(launch())
        here, there = browser.new_page(), browser.new_page()
        here.goto(f"{ours}/trajectory")
        here.wait_for_selector("svg.marks")
        there.goto(peer)
        there.wait_for_selector(".annotation-text")
        # Until the sweeps are there, and both pages are quiet.
        here.wait_for_timeout(4000)
        answers = {
            "ours": drag(here, here.locator("#lever-uplift"), "svg.marks"),
            "dash": drag(there, there.locator(".dash-slider-root"), ".annotation-text"),
        }
    medians = {}
    for name, found in answers.items():
        times, frames = ([one[part] for one in found] for part in (0, 1))
        medians[name] = statistics.median(times)
        p95 = statistics.quantiles(times, n=20)[-1], statistics.quantiles(frames, n=20)[-1]
        print(
            f"{name}: median {medians[name]:.1f} ms, p95 {p95[0]:.1f} ms, p95 {p95[1]:.0f} frames "
            f"(target of ours at most 2), {MOVES} moves"
        )
    print(f"dash / ours: {medians['dash'] / medians['ours']:.1f} (target at least 2.5)")


if __name__ == "__main__":
    main()
