"""Fixtures of the browser tests: the application served, one Chromium, and a watched page."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, WebSocket, expect

from tests.browser.chromium import launch
from tests.browser.server import ROOT, serve

# A machine that runs other tests beside these takes longer over a page than five seconds.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start the application with the sample published."""
    with serve(ROOT / "app.py", tmp_path_factory.mktemp("home"), sample=True) as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start one Chromium for all tests."""
    with launch() as chromium:
        yield chromium


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Open a page of the application, as `watched` does."""
    assert urlsplit(address).hostname == "localhost"
    with watched(browser) as opened:
        yield opened


@contextmanager
def watched(browser: Browser) -> Iterator[Page]:
    """Open a page that fails its test on any request that leaves this machine."""
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    opened = context.new_page()
    outside: list[str] = []

    def watch(request: Request | WebSocket) -> None:
        parts = urlsplit(request.url)
        local = parts.scheme in ("data", "blob") or parts.hostname in ("localhost", "127.0.0.1")
        if not local:
            outside.append(request.url)

    opened.on("request", watch)
    opened.on("websocket", watch)
    yield opened
    context.close()
    assert outside == []
