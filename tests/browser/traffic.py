"""Traffic: all that passes between a page in Chromium and the server, as bytes."""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import CDPSession, Error, Page

_ROOM = 256 * 1024 * 1024
_BINARY = 2
"""The opcode of a binary frame, which is handed over as base64."""

_NO_BODY = {"OPTIONS", "PUT", "DELETE"}
"""Requests whose answers have no body."""


class Traffic:
    """The frames and bodies seen so far. `unread` are addresses whose body could not be had."""

    def __init__(self, session: CDPSession) -> None:
        """Watch a page from now on."""
        self.frames: list[bytes] = []
        self.bodies: dict[str, bytes] = {}
        self.unread: list[str] = []
        self._session = session
        self._asked: dict[str, tuple[str, str]] = {}
        self._whole: list[str] = []
        session.on("Network.webSocketFrameReceived", self._frame)
        session.on("Network.webSocketFrameSent", self._frame)
        session.on("Network.requestWillBeSent", self._request)
        session.on("Network.loadingFinished", lambda event: self._whole.append(event["requestId"]))
        buffers = {"maxTotalBufferSize": _ROOM, "maxResourceBufferSize": _ROOM}
        session.send("Network.enable", buffers)
        # What is kept from before would not be sent again, and not be seen.
        session.send("Network.setCacheDisabled", {"cacheDisabled": True})

    def take_bodies(self) -> None:
        """Fetch the bodies that have come; Chromium forgets them when the page is left."""
        whole, self._whole = self._whole, []
        for request in whole:
            method, url = self._asked.get(request, ("", ""))
            try:
                found = self._session.send("Network.getResponseBody", {"requestId": request})
            except Error:
                if method not in _NO_BODY:
                    self.unread.append(f"{method} {url}")
                continue
            body: str = found["body"]
            self.bodies[url] = base64.b64decode(body) if found["base64Encoded"] else body.encode()

    def everything(self) -> Iterator[bytes]:
        """Give every address, frame and body."""
        yield from self.frames
        for url, body in self.bodies.items():
            yield url.encode()
            yield body

    def _frame(self, event: dict[str, Any]) -> None:
        frame = event["response"]
        data: str = frame["payloadData"]
        self.frames.append(base64.b64decode(data) if frame["opcode"] == _BINARY else data.encode())

    def _request(self, event: dict[str, Any]) -> None:
        request = event["request"]
        self._asked[event["requestId"]] = request["method"], request["url"]
        self.frames.append(str(request.get("postData", "")).encode())


@contextmanager
def watched(page: Page) -> Iterator[Traffic]:
    """Watch what a page sends and receives."""
    session = page.context.new_cdp_session(page)
    yield Traffic(session)
    session.detach()
