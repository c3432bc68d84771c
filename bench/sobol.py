"""How far P50 and mean of present value are off at 4,096 draws: Sobol's points against chance.

Fifty scramblings against fifty seeds, each against 2^20 Sobol points of a scrambling of its own;
and the points that ship.
"""

import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.stats.qmc import Sobol

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bench.case import BASIS, SCENARIO  # noqa: E402
from briefing.forecast.draws import draw  # noqa: E402
from briefing.forecast.points import DIMENSIONS, POWER, points  # noqa: E402
from briefing.forecast.present import Cases  # noqa: E402

TRIES = 50
REFERENCE_POWER = 20
_BLOCK = 1 << 16
TARGET = 0.2

Shares = NDArray[np.float64]


def worth(shares: Shares) -> Shares:
    """Give the present value of each draw at these points, a row for each dimension."""
    cases = Cases(BASIS, draw(BASIS, shares), SCENARIO.guardrails)
    return cases.cash(SCENARIO)[1:]


def middle_and_mean(values: Shares) -> tuple[float, float]:
    """Give P50 and mean."""
    return float(np.median(values)), float(values.mean())


def reference() -> tuple[float, float]:
    """Give P50 and mean at 2^20 points, worked out in blocks that fit the memory."""
    sampler = Sobol(DIMENSIONS, scramble=True, rng=12_345)
    blocks = range(0, 1 << REFERENCE_POWER, _BLOCK)
    return middle_and_mean(np.concatenate([worth(sampler.random(_BLOCK).T) for _ in blocks]))


def main() -> None:
    """Print the root mean square errors, their ratio, and the target."""
    true = np.array(reference())
    by_sobol = np.array(
        [
            middle_and_mean(worth(Sobol(DIMENSIONS, scramble=True, rng=seed).random_base2(POWER).T))
            for seed in range(TRIES)
        ]
    )
    by_chance = np.array(
        [
            middle_and_mean(worth(np.random.default_rng(seed).random((DIMENSIONS, 1 << POWER))))
            for seed in range(TRIES)
        ]
    )
    shipped = np.abs(np.array(middle_and_mean(worth(points()))) - true)
    print(f"2^{REFERENCE_POWER} draws: P50 {true[0]:,.0f}, mean {true[1]:,.0f}")
    sobol, chance = (np.sqrt(((found - true) ** 2).mean(axis=0)) for found in (by_sobol, by_chance))
    for index, name in enumerate(("P50", "mean")):
        print(
            f"{name}: error Sobol {sobol[index]:,.0f}, plain Monte Carlo {chance[index]:,.0f}, "
            f"ratio {sobol[index] / chance[index]:.3f} (target at most {TARGET}); "
            f"shipped points {shipped[index]:,.0f}"
        )


if __name__ == "__main__":
    main()
