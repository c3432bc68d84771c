"""Door: what stands before the server's answers: this machine alone, and headers for browsers."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from briefing.ui.signed_in import is_loopback, signs_in

# Nothing comes from elsewhere, nothing goes there, and no other site may frame a page. The charts
# are compiled in the browser; the hash is of the one line of script in Streamlit's own page.
_POLICY = (
    "default-src 'self'",
    "script-src 'self' blob: 'unsafe-eval' 'sha256-THxz9J9+wf7rhwR2YkXJoSZ13UCmYyC+3lNDv2+8ugA='",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'self'",
)
_HEADERS = {
    "Content-Security-Policy": "; ".join(_POLICY),
    "X-Frame-Options": "SAMEORIGIN",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
_PASSED_ON = {
    "forwarded", "via", "x-real-ip", "x-client-ip", "x-cluster-client-ip", "true-client-ip",
    "cf-connecting-ip", "x-original-host", "x-envoy-external-address",
}  # fmt: skip
"""Headers that a proxy adds, beside all that begin with x-forwarded-; no browser sends one."""

_REFUSED = (
    "This briefing answers its own machine only, since nobody signs in here. "
    "docs/access.md says how to open it to others.\n"
)


class Door:
    """Middleware that refuses whoever is not at this machine while nobody signs in.

    The server's address alone would not do: a proxy at this machine may bring others.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Stand before an application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or a connection that stays open, or refuse it."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        if scope["type"] == "lifespan" or signs_in() or _at_this_machine(scope):
            await self._app(scope, receive, send_with_headers)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await PlainTextResponse(_REFUSED, 403)(scope, receive, send_with_headers)


def _at_this_machine(scope: Scope) -> bool:
    host, _port = scope.get("client") or ("", 0)
    passed_on = any(
        name in _PASSED_ON or name.startswith("x-forwarded-") for name in Headers(scope=scope)
    )
    return is_loopback(host) and not passed_on
