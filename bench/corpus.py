"""What every workbook of the corpus costs to check, against only reading it with pandas.

Each file is given to `load --check` in a process of its own, and to pandas in another; their
wall seconds and the most memory that a process of theirs held are printed side by side. It ends
with status 1 where a file takes too long or too much. Without the corpus nothing is run.
"""

import csv
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
MOST_SECONDS, MOST_MB = 20.0, 1_500.0
PANDAS = """
import resource, signal, sys, pandas
# Some files were made to exhaust whoever reads them.
resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
signal.alarm(60)
path = sys.argv[1]
pandas.read_csv(path, sep=None, engine="python") if path.endswith(("csv", "txt")) else (
    pandas.read_excel(path, sheet_name=None, header=None))
"""
MEASURED = """
import resource, subprocess, sys
status = subprocess.run(sys.argv[1:], stdout=-3, stderr=-3).returncode
print(status, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000)
"""


def cost(*command: str) -> tuple[int, float, float]:
    """Give the exit status, the wall seconds and the peak megabytes of a command."""
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, sys.executable, *command],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    status, megabytes = done.stdout.split()
    return int(status), time.perf_counter() - began, float(megabytes)


def main() -> None:
    """Print a line a file, and the worst in the end."""
    if not CORPUS.exists():
        print("the corpus is not here: nothing to measure")
        return
    with (CORPUS / "INDEX.csv").open(encoding="utf-8") as index:
        names = [row["file"] for row in csv.DictReader(index)]
    ours = {}
    with tempfile.TemporaryDirectory() as home:
        os.environ["BRIEFING_HOME"] = home
        for name in names:
            path = str(CORPUS / name)
            status, seconds, megabytes = cost("-m", "briefing", "load", "--check", path)
            failed, theirs, their_megabytes = cost("-c", PANDAS, path)
            ours[name] = seconds, megabytes, status
            print(
                f"{name[:60]:60} status {status} {seconds:5.1f} s {megabytes:6.0f} MB; "
                f"pandas {'fails' if failed else 'reads'} {theirs:5.1f} s "
                f"{their_megabytes:6.0f} MB; ratio {seconds / theirs:4.1f}",
                flush=True,
            )
    slowest = max(ours, key=lambda name: ours[name][0])
    largest = max(ours, key=lambda name: ours[name][1])
    print(f"slowest: {slowest}, {ours[slowest][0]:.1f} s (target {MOST_SECONDS:.0f} s)")
    print(f"largest: {largest}, {ours[largest][1]:.0f} MB (target {MOST_MB:,.0f} MB)")
    crashed = [name for name, (*_, status) in ours.items() if status not in {0, 1, 3}]
    if crashed:
        print(f"no orderly end: {', '.join(crashed)}")
    missed = ours[slowest][0] > MOST_SECONDS or ours[largest][1] > MOST_MB
    sys.exit(1 if missed or crashed else 0)


if __name__ == "__main__":
    main()
