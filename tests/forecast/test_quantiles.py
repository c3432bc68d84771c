"""Quantiles of ordered draws: numpy's as they stand, and smooth ones beside what is known."""

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.special import ndtri
from scipy.stats.qmc import Sobol

from briefing.forecast.quantiles import quantiles, smooth_quantiles

SHARES = (0.1, 0.5, 0.9)
SCORES = ndtri((np.arange(4096) + 0.5) / 4096)


def smooth(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the smooth quantiles of rows: a row for each share."""
    return np.array(smooth_quantiles(np.sort(np.atleast_2d(values), axis=1), SHARES))


@pytest.mark.parametrize("count", [1, 2, 7, 4096])
def test_quantiles_are_those_of_numpy(count: int) -> None:
    rows = np.random.default_rng(3).normal(size=(3, count))
    shares = (0.0, 0.1, 0.5, 0.9, 1.0)
    assert quantiles(np.sort(rows, axis=1), shares) == pytest.approx(
        np.quantile(rows, shares, axis=1)
    )


def test_a_curve_of_the_fifth_degree_is_found_exactly() -> None:
    curve = np.polynomial.Polynomial([3, 2, 0.1, 0.02, 0.001, 0.0001])
    found = smooth(curve(SCORES))[:, 0]
    assert found == pytest.approx(curve(ndtri(np.array(SHARES))), abs=1e-4)


def test_sobol_s_points_give_a_median_five_times_as_exact_as_chance() -> None:
    # What is drawn is lognormal, so that its quantiles are known, and chance's error of them.
    weights = np.array([0.3, 0.2, 0.2, 0.1, 0.1, 0.05, 0.05, 0.05])
    points = [Sobol(8, scramble=True, rng=seed).random_base2(12) for seed in range(20)]
    ordered = np.sort(np.exp([ndtri(shares) @ weights for shares in points]), axis=1)
    shares, spread = np.array(SHARES), np.sqrt((weights**2).sum())
    true = np.exp(spread * ndtri(shares))
    density = np.exp(-(ndtri(shares) ** 2) / 2) / np.sqrt(2 * np.pi) / (spread * true)
    by_chance = np.sqrt(shares * (1 - shares) / 4096) / density
    plain, found = (
        np.sqrt(((np.array(give(ordered, SHARES)).T - true) ** 2).mean(axis=0)) / by_chance
        for give in (quantiles, smooth_quantiles)
    )
    assert (found < 0.2).all()
    assert (plain > 0.3).all()


@pytest.mark.parametrize("corner", [-1.3, -0.1, 0.0, 0.05, 1.2])
def test_a_limit_that_is_reached_is_not_cut_by_more_than_a_standard_error(corner: float) -> None:
    shares = np.array(SHARES)
    room = np.sqrt(shares * (1 - shares) / SCORES.size) + 1.5 / SCORES.size
    for values in (np.minimum(SCORES, corner), np.where(corner < SCORES, 1_000.0, SCORES)):
        found = smooth(values)[:, 0]
        assert (np.quantile(values, shares - room) <= found).all()
        assert (found <= np.quantile(values, shares + room)).all()


@pytest.mark.parametrize("count", [1, 2, 3, 5, 8, 4096])
def test_what_is_the_same_in_all_draws_is_its_own_quantile(count: int) -> None:
    assert (smooth(np.full((2, count), 0.1)) == 0.1).all()


@pytest.mark.parametrize("count", [2, 3, 5, 8, 100])
def test_a_few_draws_hold_their_quantiles_between_them(count: int) -> None:
    rows = np.random.default_rng(4).normal(size=(20, count))
    found = smooth(rows)
    assert (rows.min(axis=1) <= found).all()
    assert (found <= rows.max(axis=1)).all()
