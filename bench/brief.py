"""How long the brief takes to PDF, against headless Chromium printing the page Brief.

Ours is warm: the words from the snapshot's figures, both exhibits drawn, one page set. The peer
starts Chromium, opens the page on a warm server, waits until it is whole, and prints it.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from playwright.sync_api import expect

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from briefing.exports.brief import brief_document  # noqa: E402
from briefing.exports.typeset import Paper  # noqa: E402
from briefing.exports.view import Opened, opened  # noqa: E402
from briefing.store.snapshots import Home  # noqa: E402
from tests.browser.chromium import launch  # noqa: E402
from tests.browser.server import serve  # noqa: E402

ROUNDS = 5
OURS_A_ROUND = 20
WARM_UP = 3


def ours(view: Opened) -> None:
    """Make the brief."""
    made = brief_document(view.mart, view.figures, view.money, Paper.A4)
    if made.problems:
        raise SystemExit(str(made.problems[0]))


def printed(url: str) -> None:
    """Start Chromium, open the page and print it."""
    with launch() as browser, closing(browser.new_page()) as page:
        page.goto(url)
        expect(page.locator(".ask")).to_have_count(1, timeout=30_000)
        expect(page.locator("svg.marks")).to_have_count(2, timeout=30_000)
        page.pdf(format="A4", print_background=True)


def milliseconds(work: Callable[[], None]) -> float:
    """Time one run."""
    start = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - start)


def main() -> None:
    """Print both medians and their ratio."""
    with (
        tempfile.TemporaryDirectory() as folder,
        serve(ROOT / "app.py", Path(folder), sample=True) as address,
        opened(Home(Path(folder)), "base") as view,
    ):
        for _ in range(WARM_UP):
            ours(view)
        printed(f"{address}/brief")
        made, peer = [], []
        for _ in range(ROUNDS):
            made += [milliseconds(lambda: ours(view)) for _ in range(OURS_A_ROUND)]
            peer.append(milliseconds(lambda: printed(f"{address}/brief")))
    our, their = statistics.median(made), statistics.median(peer)
    print(
        f"brief to PDF, warm: median {our:.0f} ms, p95 "
        f"{statistics.quantiles(made, n=20)[-1]:.0f} ms (target at most 150 ms)"
    )
    print(f"Chromium starts, opens Brief and prints: median {their:.0f} ms")
    print(f"Chromium / ours: {their / our:.1f} (target at least 10)")


if __name__ == "__main__":
    main()
