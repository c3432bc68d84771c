"""What stands before the server: others than this machine are refused, and headers are added."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message

from briefing.ui.door import Door
from briefing.ui.signed_in import is_loopback

HERE, ELSEWHERE = ("127.0.0.1", 50_000), ("192.0.2.7", 50_000)


def answer(
    client: tuple[str, int] | None, headers: dict[bytes, bytes], kind: str = "http"
) -> list[Message]:
    """Give what comes back for one request."""
    sent: list[Message] = []
    scope: dict[str, Any] = {"type": kind, "client": client, "headers": list(headers.items())}

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    # In a thread of its own, since a browser's tests keep a loop running in this one.
    with ThreadPoolExecutor() as threads:
        threads.submit(
            lambda: asyncio.run(Door(PlainTextResponse("the app"))(scope, receive, send))
        ).result()
    return sent


@pytest.mark.parametrize(
    ("client", "headers", "status"),
    [
        (HERE, {}, 200),
        (("::1", 50_000), {}, 200),
        (ELSEWHERE, {}, 403),
        (None, {}, 403),
        (("", 0), {}, 403),
        (HERE, {b"x-forwarded-for": b"127.0.0.1"}, 403),
        (HERE, {b"forwarded": b"for=127.0.0.1"}, 403),
        (HERE, {b"x-forwarded-host": b"briefing.example.org"}, 403),
        (HERE, {b"x-forwarded-proto": b"https"}, 403),
        (HERE, {b"x-forwarded-anything": b""}, 403),
        (HERE, {b"via": b"1.1 proxy"}, 403),
        (HERE, {b"x-real-ip": b"127.0.0.1"}, 403),
        (HERE, {b"user-agent": b"via x-forwarded-for", b"accept": b"*/*"}, 200),
    ],
)
def test_while_nobody_signs_in_only_this_machine_is_answered(
    client: tuple[str, int] | None, headers: dict[bytes, bytes], status: int
) -> None:
    start, *rest = answer(client, headers)
    assert start["status"] == status
    assert (rest[0]["body"] == b"the app") == (status == 200)


def test_a_connection_from_elsewhere_is_closed() -> None:
    assert answer(ELSEWHERE, {}, "websocket") == [{"type": "websocket.close", "code": 1008}]


def test_where_people_sign_in_anybody_may_knock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.ui.door.signs_in", lambda: True)
    start, *_ = answer(ELSEWHERE, {b"x-forwarded-for": b"192.0.2.8"})
    assert start["status"] == 200


@pytest.mark.parametrize("client", [HERE, ELSEWHERE])
def test_every_answer_has_the_headers(client: tuple[str, int]) -> None:
    headers = dict(answer(client, {})[0]["headers"])
    assert headers[b"x-content-type-options"] == b"nosniff"
    assert headers[b"x-frame-options"] == b"SAMEORIGIN"
    assert headers[b"referrer-policy"] == b"same-origin"
    assert b"frame-ancestors 'self'" in headers[b"content-security-policy"]


@pytest.mark.parametrize(
    ("host", "here"),
    [
        ("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("localhost", True),
        ("0.0.0.0", False),  # noqa: S104 that is what is tried
        ("::", False), ("", False), (None, False), ("10.0.0.1", False),
        ("localhost.example.org", False), ("unix:///tmp/socket", False),
    ],
)  # fmt: skip
def test_what_counts_as_this_machine(host: str | None, *, here: bool) -> None:
    assert is_loopback(host) == here
