"""points: the evenly spread points of the simulation, and distributions drawn at them."""

from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path

import numpy as np

from briefing.forecast.basis import Months, Range

POINTS_FILE = Path(__file__).with_name("points.npy")
"""Made by `data/make_points.py`: scrambled Sobol points, a row each, as whole numbers."""

POWER = 12
"""Sobol's points are balanced where there are a power of two of them: 4,096."""
DIMENSIONS = 32
STEPS = 1 << 16
"""A point's number counts in so many steps from 0 to 1."""

_GRID = 8_001
_PERT = 4.0
"""How strongly base draws; usual, and the mean is (low + 4 base + high) ÷ 6."""
_FARTHEST = 6.0
"""Standard deviations beyond which less lies than one point in a billion."""


@cache
def points() -> Months:
    """Give the points between 0 and 1: a row for each dimension, none at either end."""
    steps = np.load(POINTS_FILE)
    shares: Months = (steps.T + 0.5) / STEPS
    shares.setflags(write=False)
    return shares


@lru_cache(maxsize=512)
def pert_draws(part: Range, dimension: int) -> Months:
    """Give a range's draws, kept: every setting and every page rests on the same."""
    return pert(part, points()[dimension])


@lru_cache(maxsize=DIMENSIONS)
def normal_draws(dimension: int) -> Months:
    """Give a course's draws, kept as those of ranges."""
    return normal(points()[dimension])


def pert(part: Range, shares: Months) -> Months:
    """Give the values below which these shares of a range's PERT distribution lie.

    That is a beta distribution from low to high with the parameters 1 + 4 (base - low) / (high -
    low) and 1 + 4 (high - base) / (high - low) (Malcolm and others, 1959). A range without width
    has one value.
    """
    width = part.high - part.low
    if width <= 0:
        return np.full(shares.shape, part.base)
    left, right = _PERT * (part.base - part.low) / width, _PERT * (part.high - part.base) / width
    return part.low + width * _inverse(lambda x: x**left * (1 - x) ** right, (0.0, 1.0), shares)


def normal(shares: Months) -> Months:
    """Give the values below which these shares of the standard normal distribution lie."""
    return _inverse(lambda x: np.exp(-(x**2) / 2), (-_FARTHEST, _FARTHEST), shares)


def _inverse(
    density: Callable[[Months], Months], ends: tuple[float, float], shares: Months
) -> Months:
    """Look up where a density's integral reaches these shares of the whole, on a fine grid.

    Tests hold it against scipy.special, which takes half a second to import.
    """
    low, high = ends
    # Finest at the ends, where a density may rise without bound in slope.
    grid = low + (high - low) * (1 - np.cos(np.linspace(0, np.pi, _GRID))) / 2
    heights = density(grid)
    below = np.concatenate([[0.0], np.cumsum((heights[1:] + heights[:-1]) * np.diff(grid))])
    return np.interp(shares, below / below[-1], grid)
