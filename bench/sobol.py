"""How far quantiles and mean of present value are off at 4,096 draws: ours against plain chance.

In three settings, fifty scramblings of Sobol's points with smooth quantiles against fifty seeds
with plain ones, each against 2^20 Sobol points of a scrambling of its own; the smooth quantiles'
bias; and the points that ship.
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
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
from briefing.forecast.quantiles import quantiles, smooth_quantiles  # noqa: E402

SETTINGS = {
    "base": SCENARIO,
    "cautious": replace(SCENARIO, uplift=0.02, adoption=0.55, ramp_months=15),
    "bold": replace(SCENARIO, uplift=0.06, adoption=0.95, ramp_months=6, start_delay=3),
}
TRIES = 50
REFERENCE_POWER = 20
_BLOCK = 1 << 16
_QUANTILES = (0.1, 0.5, 0.9)
_NAMES = ("P10", "P50", "P90", "mean")
TARGETS = {"P50": 0.2}

Rows = NDArray[np.float64]
Quantiles = Callable[[Rows, Sequence[float]], list[Rows]]


def worth(shares: Rows) -> Rows:
    """Give the present value of each draw at these points, a row for each setting."""
    draws = draw(BASIS, shares)
    return np.array(
        [Cases(BASIS, draws, one.guardrails).cash(one)[1:] for one in SETTINGS.values()]
    )


def found(cases: Rows, give: Quantiles) -> Rows:
    """Give P10, P50, P90 and mean, a row for each, of each setting."""
    return np.array([*give(np.sort(cases, axis=1), _QUANTILES), cases.mean(axis=1)])


def reference() -> Rows:
    """Give what is found at 2^20 points, worked out in blocks that fit the memory."""
    sampler = Sobol(DIMENSIONS, scramble=True, rng=12_345)
    blocks = range(0, 1 << REFERENCE_POWER, _BLOCK)
    cases = np.concatenate([worth(sampler.random(_BLOCK).T) for _ in blocks], axis=1)
    return found(cases, quantiles)


def errors() -> tuple[Rows, Rows, Rows, Rows]:
    """Give the errors of ours, of plain quantiles at the same points, of chance, of what ships."""
    true = reference()
    ours, plain, chance = [], [], []
    for seed in range(TRIES):
        cases = worth(Sobol(DIMENSIONS, scramble=True, rng=seed).random_base2(POWER).T)
        ours.append(found(cases, smooth_quantiles) - true)
        plain.append(found(cases, quantiles) - true)
        drawn = np.random.default_rng(seed).random((DIMENSIONS, 1 << POWER))
        chance.append(found(worth(drawn), quantiles) - true)
    shipped = found(worth(points()), smooth_quantiles) - true
    return np.array(ours), np.array(plain), np.array(chance), shipped


def main() -> None:
    """Print the root mean square errors as shares of chance's, and the target."""
    ours, plain, chance, shipped = errors()
    spread, straight, by_chance = (
        np.sqrt((part**2).mean(axis=0)) for part in (ours, plain, chance)
    )
    bias = ours.mean(axis=0)
    for column, setting in enumerate(SETTINGS):
        for row, name in enumerate(_NAMES):
            one = by_chance[row, column]
            target = f" (target at most {TARGETS[name]})" if name in TARGETS else ""
            print(
                f"{setting}, {name}: plain Monte Carlo's error {one:,.0f}; of that "
                f"ours {spread[row, column] / one:.3f}{target}, "
                f"its bias {bias[row, column] / one:+.3f}, "
                f"without the curve {straight[row, column] / one:.3f}, "
                f"shipped points {abs(shipped[row, column]) / one:.3f}"
            )


if __name__ == "__main__":
    main()
