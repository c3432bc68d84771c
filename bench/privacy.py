"""Suppress and audit the cells of organisations made up at random: none may be given away."""

import argparse
import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from briefing.privacy.audit import audit_cells
from briefing.privacy.suppress import suppress
from tests.privacy.random_organisation import random_cells

MINIMUM = 5


def main() -> int:
    """Print what was hidden, what was found, and how long each half took; 1 where any is found."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--organisations", type=int, default=10_000)
    options = parser.parse_args()
    there = hidden = small = given_away = 0
    suppressing = auditing = 0.0
    for seed in range(options.organisations):
        cells = random_cells(np.random.default_rng(seed), MINIMUM)
        start = time.perf_counter()
        suppress(cells, MINIMUM)
        middle = time.perf_counter()
        found = audit_cells([one.as_seen() for one in cells], MINIMUM)
        auditing += time.perf_counter() - middle
        suppressing += middle - start
        there += sum(len(one.there) for one in cells)
        hidden += found.hidden
        small += found.small
        if found.findings:
            given_away += 1
            print(f"organisation {seed}: {found.findings[0]}")
    each = 1000 / max(options.organisations, 1)
    print(f"{options.organisations:,} organisations, {there:,} cells: {small:,} small, "
          f"{hidden - small:,} more hidden for them ({hidden / there:.0%} in all)")  # fmt: skip
    print(f"given away: {given_away}")
    print(f"an organisation: suppressed in {suppressing * each:.1f} ms, "
          f"audited in {auditing * each:.1f} ms; ratio {suppressing / auditing:.2f}")  # fmt: skip
    return 1 if given_away else 0


if __name__ == "__main__":
    sys.exit(main())
