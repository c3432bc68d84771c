"""Suppress and audit the cells of organisations made up at random: none may be given away."""

import argparse
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from briefing.privacy.audit import audit_cells
from briefing.privacy.suppress import suppress
from tests.privacy.random_organisation import random_cells

MINIMUM = 5
_AT_ONCE = 50


class Tried(NamedTuple):
    """One organisation: its cells, what was hidden, how long it took, and what was found."""

    there: int
    small: int
    hidden: int
    suppressing: float
    auditing: float
    finding: str


def tried(seed: int) -> Tried:
    """Make an organisation up, hide what has to be hidden, and audit what is left."""
    cells = random_cells(np.random.default_rng(seed), MINIMUM)
    start = time.perf_counter()
    suppress(cells, MINIMUM)
    middle = time.perf_counter()
    found = audit_cells([one.as_seen() for one in cells], MINIMUM)
    end = time.perf_counter()
    finding = f"organisation {seed}: {found.findings[0]}" if found.findings else ""
    there = sum(len(one.there) for one in cells)
    return Tried(there, found.small, found.hidden, middle - start, end - middle, finding)


def main() -> int:
    """Print what was hidden, what was found, and how long each half took; 1 where any is found."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--organisations", type=int, default=10_000)
    count = parser.parse_args().organisations
    with ProcessPoolExecutor() as pool:
        every = list(pool.map(tried, range(count), chunksize=_AT_ONCE))
    given_away = [one.finding for one in every if one.finding]
    print("\n".join(given_away[:20]), end="\n" if given_away else "")
    there = sum(one.there for one in every)
    small = sum(one.small for one in every)
    hidden = sum(one.hidden for one in every)
    suppressing = sum(one.suppressing for one in every)
    auditing = sum(one.auditing for one in every)
    print(f"{count:,} organisations, {there:,} cells: {small:,} small, {hidden - small:,} more "
          f"hidden for them ({hidden / there:.0%} in all)")  # fmt: skip
    print(f"given away: {len(given_away)}")
    print(f"an organisation: suppressed in {1000 * suppressing / count:.1f} ms, audited in "
          f"{1000 * auditing / count:.1f} ms; ratio {suppressing / auditing:.2f}")  # fmt: skip
    return 1 if given_away else 0


if __name__ == "__main__":
    sys.exit(main())
