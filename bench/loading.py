"""How long it takes to load and publish the sample, against only reading its cells.

Both take turns in one run: reading is fastexcel giving every sheet as text to Arrow, loading is
recognising, checking, building both files of the snapshot, and publishing it.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import fastexcel

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from briefing.access import at_this_machine  # noqa: E402
from briefing.intake.read import Upload  # noqa: E402
from briefing.publish import commit, prepare  # noqa: E402
from briefing.store.snapshots import Home  # noqa: E402

ROUNDS = 5


def read(uploads: list[Upload]) -> None:
    """Read every sheet as text to Arrow."""
    for upload in uploads:
        book = fastexcel.read_excel(upload.content)
        for name in book.sheet_names:
            book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string").to_arrow()


def load(uploads: list[Upload]) -> None:
    """Load and publish into a new home."""
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder))
        candidate = prepare(home, uploads)
        if not candidate.publishable:
            raise SystemExit(str(candidate.problems[0]))
        commit(home, candidate, at_this_machine("bench"))


def seconds(work: Callable[[list[Upload]], None], uploads: list[Upload]) -> float:
    """Time one run."""
    start = time.perf_counter()
    work(uploads)
    return time.perf_counter() - start


def main() -> None:
    """Print both medians and their ratio."""
    paths = sorted((ROOT / "data" / "sample").glob("*.xlsx"))
    uploads = [Upload(path.name, path.read_bytes()) for path in paths]
    rounds = [(seconds(load, uploads), seconds(read, uploads)) for _ in range(ROUNDS)]
    loading, reading = (statistics.median(times) for times in zip(*rounds, strict=True))
    print(f"loading and publishing the sample: median {loading:.2f} s (target below 5 s)")
    print(f"only reading its cells: median {reading:.2f} s")
    print(f"loading / reading: {loading / reading:.1f}")


if __name__ == "__main__":
    main()
