"""Write the evenly spread points that the simulation rests on: `python data/make_points.py`.

They are Sobol's first 4,096, scrambled (scipy.stats.qmc), the same for every organisation. They
are kept as a file because importing scipy's statistics takes two seconds, which each page and
each command would pay, and so that no later scipy draws other numbers than those once shown.
"""

import sys
from pathlib import Path

import numpy as np
from scipy.stats.qmc import Sobol

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from briefing.forecast.points import DIMENSIONS, POINTS_FILE, POWER, STEPS  # noqa: E402

SEED = 20_261_129


def main() -> None:
    """Write the points beside the module that reads them."""
    shares = Sobol(DIMENSIONS, scramble=True, rng=SEED).random_base2(POWER)
    np.save(POINTS_FILE, np.floor(shares * STEPS).astype(np.uint16))


if __name__ == "__main__":
    main()
