"""provide: an OpenID provider of this machine's own, and the secrets that have the app ask it."""

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.browser.server import free_port, running

PEOPLE: Mapping[str, dict[str, object]] = {
    "vi": {"name": "Vi", "groups": ["everybody"]},
    "spencer": {"name": "Spencer", "groups": ["everybody", "board"]},
    "petra": {"name": "Petra", "groups": ["people-team"]},
    "ada": {"name": "Ada", "email": "Ada@example.org", "email_verified": True},
    "mallory": {"name": "Ada", "email": "ada@example.org", "email_verified": False},
}
_SECRETS = """
[auth]
redirect_uri = "http://localhost:{{port}}/oauth2callback"
cookie_secret = "a secret of thirty-two letters and more"
client_id = "briefing"
client_secret = "nobody asks for it"
server_metadata_url = "{provider}/.well-known/openid-configuration"

[roles]
viewer = ["everybody"]
sponsor = ["board"]
presenter = ["people-team"]
analyst = ["ada@example.org"]

[sign_in]
hours = {hours}
ask = "the people team"
"""


@contextmanager
def provide(folder: Path) -> Iterator[str]:
    """Start a provider that knows PEOPLE by their subject; give its address."""
    port = free_port()
    address = f"http://localhost:{port}"
    known = [json.dumps({"sub": sub, **claims}) for sub, claims in PEOPLE.items()]
    users = [part for person in known for part in ("--user-claims", person)]
    command = [sys.executable, "-m", "oidc_provider_mock", "-H", "localhost", "-p", str(port)]
    metadata = f"{address}/.well-known/openid-configuration"
    with running([*command, *users], metadata, folder / "provider.log", dict(os.environ)):
        yield address


def secrets(folder: Path, provider: str, hours: float = 8) -> tuple[str, str]:
    """Write a secrets.toml that names the provider; give the server's options that name it."""
    path = folder / f"{hours}.toml"
    path.write_text(_SECRETS.format(provider=provider, hours=hours), encoding="utf-8")
    return ("--secrets.files", str(path))
