"""How long all settings of all levers take at 4,096 draws, against one setting at a time.

Both give the same headline values; the naive way asks for the outlook of each setting. Bands of
the trajectory, which are drawn and not read, are timed beside them.
"""

import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bench.case import BASIS, COURSE, SCENARIO  # noqa: E402
from briefing.forecast.bands import band  # noqa: E402
from briefing.forecast.draws import draw  # noqa: E402
from briefing.forecast.scenario import LEVERS  # noqa: E402
from briefing.forecast.simulation import outlook  # noqa: E402
from briefing.forecast.sweeps import Sweep, headlines, sweeps  # noqa: E402

ROUNDS = 40
NAIVE_ROUNDS = 5
SWEEPS_TARGET, ONE_TARGET = 60.0, 5.0


def timed(work: Callable[[], object], rounds: int) -> list[float]:
    """Give the milliseconds of each round, after one that is not counted."""
    work()
    spent = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        spent.append(1000 * (time.perf_counter() - start))
    return spent


def told(name: str, spent: list[float]) -> float:
    """Print the median and the best of the rounds; give the median."""
    median = statistics.median(spent)
    print(f"{name}: median {median:.1f} ms, best {min(spent):.1f} ms, {len(spent)} rounds")
    return median


def payload(found: tuple[Sweep, ...]) -> int:
    """Give the bytes of what a browser draws, at five digits a number."""
    numbers = sum(
        part.size for one in found for part in (one.after, one.low, one.high, one.net_so_far)
    )
    headline = sum(len(one.outlooks) * len(vars(one.outlooks[0])) for one in found)
    return 6 * (numbers + headline)


def band_error(found: tuple[Sweep, ...]) -> float:
    """Give how far the bands between the settings worked out are off, in shares of their width."""
    worst = 0.0
    for one in found:
        for index, setting in enumerate(one.settings):
            change: dict[str, Any] = {one.lever.key: setting}
            low, high = band(COURSE, BASIS, replace(SCENARIO, **change), DRAWS)
            off = max(np.abs(one.low[index] - low).max(), np.abs(one.high[index] - high).max())
            worst = max(worst, off / (high - low).max())
    return worst


DRAWS = draw(BASIS)


def main() -> None:
    """Print times, ratios to the naive way and to the targets, payload, and the bands' error."""
    settings = [
        replace(SCENARIO, **{lever.key: setting})  # type: ignore[arg-type]
        for lever in LEVERS
        for setting in lever.track
    ]
    print(f"{len(LEVERS)} levers, {len(settings)} settings, {DRAWS.count - 1:,} draws")
    one = told("one setting", timed(lambda: outlook(BASIS, SCENARIO, DRAWS), ROUNDS))
    swept = told("headline sweeps", timed(lambda: headlines(BASIS, SCENARIO, DRAWS), ROUNDS))
    naive = told(
        "one at a time",
        timed(lambda: [outlook(BASIS, setting, DRAWS) for setting in settings], NAIVE_ROUNDS),
    )
    told("sweeps with bands", timed(lambda: sweeps(BASIS, SCENARIO, DRAWS, COURSE), ROUNDS))
    found = sweeps(BASIS, SCENARIO, DRAWS, COURSE)
    print(f"headline sweeps / one at a time: {swept / naive:.3f}")
    print(f"headline sweeps / target of {SWEEPS_TARGET:.0f} ms: {swept / SWEEPS_TARGET:.2f}")
    print(f"one setting / target of {ONE_TARGET:.0f} ms: {one / ONE_TARGET:.2f}")
    print(f"payload: {payload(found) / 1000:.0f} kB")
    print(f"bands between settings: off by at most {100 * band_error(found):.2f}% of their width")


if __name__ == "__main__":
    main()
