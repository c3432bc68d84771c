"""serve: the application as a user starts it, on a free port, until the test is over."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
_PATIENCE_SECONDS = 60
_STREAMLIT = (sys.executable, "-m", "streamlit", "run")


@contextmanager
def serve(
    script: Path, home: Path, *, sample: bool = False, options: Sequence[str] = ()
) -> Iterator[str]:
    """Start a Streamlit script with its data in `home`, and options; give its address."""
    environment = os.environ | {"BRIEFING_HOME": str(home)}
    if sample:
        command = [sys.executable, "-m", "briefing", "sample"]
        subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    port = free_port()
    address = f"http://localhost:{port}"
    log = home / f"server-{port}.log"
    own = ("--server.port", str(port), "--server.headless", "true", *options)
    with running([*_STREAMLIT, str(script), *own], f"{address}/_stcore/health", log, environment):
        yield address


@contextmanager
def running(
    command: Sequence[str], url: str, log: Path, environment: dict[str, str]
) -> Iterator[None]:
    """Run a server until the end of the block, which begins when `url` answers."""
    with log.open("wb") as output:
        server = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_for(url, server, log)
            yield
        finally:
            server.terminate()
            server.wait(timeout=20)


def free_port() -> int:
    """Give a port of this machine that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(url: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310 an address of our own
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError(log.read_text(encoding="utf-8", errors="replace"))
