"""serve: the application as a user starts it, on a free port, until the test is over."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
_PATIENCE_SECONDS = 60
_STREAMLIT = (sys.executable, "-m", "streamlit", "run")


@contextmanager
def serve(script: Path, home: Path, *, sample: bool = False) -> Iterator[str]:
    """Start a Streamlit script with its data in `home`; give its address."""
    environment = os.environ | {"BRIEFING_HOME": str(home)}
    if sample:
        command = [sys.executable, "-m", "briefing", "sample"]
        subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    port = _free_port()
    log = home / f"server-{port}.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [*_STREAMLIT, str(script), "--server.port", str(port), "--server.headless", "true"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            address = f"http://localhost:{port}"
            _wait_for(f"{address}/_stcore/health", server, log)
            yield address
        finally:
            server.terminate()
            server.wait(timeout=20)


def _free_port() -> int:
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
