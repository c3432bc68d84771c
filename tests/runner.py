"""forked: one process that answers case after case, since its imports take longer than a case."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

Answer = Callable[..., str]


@contextmanager
def forked(module: str) -> Iterator[Answer]:
    """Start a module that reads cases in JSON, a line each, and writes a line for each.

    What it gives takes the parts of a case, and gives the line back.
    """
    with subprocess.Popen(
        [sys.executable, "-m", module],
        cwd=Path(__file__).parents[1],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:

        def answer(*case: object) -> str:
            assert process.stdin
            assert process.stdout
            process.stdin.write(f"{json.dumps(case)}\n")
            process.stdin.flush()
            return process.stdout.readline()

        yield answer
