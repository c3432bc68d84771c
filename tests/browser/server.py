"""serve: the application as a user starts it, on a free port, until the test is over."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
_PATIENCE_SECONDS = 60
_STREAMLIT = (sys.executable, "-m", "streamlit", "run")


class Server:
    """A server of a Streamlit script that can be killed, and started again at the same port."""

    def __init__(self, script: Path, home: Path, options: Sequence[str] = ()) -> None:
        """Choose a port for a script with its data in `home`."""
        port = free_port()
        self.home = home
        self.address = f"http://localhost:{port}"
        self.log = home / f"server-{port}.log"
        own = ("--server.port", str(port), "--server.headless", "true", *options)
        self._command = [*_STREAMLIT, str(script), *own]
        self._running = ExitStack()
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it answers."""
        environment = os.environ | {"BRIEFING_HOME": str(self.home)}
        health = f"{self.address}/_stcore/health"
        self._process = self._running.enter_context(
            running(self._command, health, self.log, environment)
        )

    def kill(self) -> None:
        """End it as a lost machine does: without a word to anybody."""
        if self._process:
            self._process.kill()
        self.stop()

    def stop(self) -> None:
        """Ask it to end, and wait until it has."""
        self._running.close()


@contextmanager
def started(
    script: Path, home: Path, *, sample: bool = False, options: Sequence[str] = ()
) -> Iterator[Server]:
    """Start a Streamlit script with its data in `home`, and options."""
    if sample:
        environment = os.environ | {"BRIEFING_HOME": str(home)}
        command = [sys.executable, "-m", "briefing", "sample"]
        subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    server = Server(script, home, options)
    server.start()
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def serve(
    script: Path, home: Path, *, sample: bool = False, options: Sequence[str] = ()
) -> Iterator[str]:
    """Do the same, and give its address."""
    with started(script, home, sample=sample, options=options) as server:
        yield server.address


@contextmanager
def running(
    command: Sequence[str], url: str, log: Path, environment: dict[str, str]
) -> Iterator["subprocess.Popen[bytes]"]:
    """Run a server until the end of the block, which begins when `url` answers."""
    with log.open("ab") as output:
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
            yield server
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
