"""The points that ship are scipy's, and what is drawn at them follows its distribution."""

import numpy as np
import pytest
from scipy.special import betaincinv, ndtri
from scipy.stats.qmc import Sobol, discrepancy

from briefing.forecast.basis import STREAMS, Range
from briefing.forecast.draws import ASSUMPTION_DIMENSIONS, COURSE_DIMENSIONS
from briefing.forecast.points import DIMENSIONS, POWER, STEPS, normal, pert, points
from data.make_points import SEED


def test_the_points_are_scrambled_sobol_points() -> None:
    expected = Sobol(DIMENSIONS, scramble=True, rng=SEED).random_base2(POWER)
    assert points().shape == (DIMENSIONS, 4096)
    assert np.abs(points().T - expected).max() <= 1 / STEPS


@pytest.mark.parametrize("count", [1024, 4096])
def test_every_dimension_has_one_point_in_each_of_its_strata(count: int) -> None:
    strata = np.sort(np.floor(points()[:, :count] * count), axis=1)
    assert (strata == np.arange(count)).all()


def test_they_fill_the_space_more_evenly_than_chance() -> None:
    few = points()[:8, :1024].T
    by_chance = np.random.default_rng(1).random(few.shape)
    assert discrepancy(few) < discrepancy(by_chance) / 2


def test_all_that_money_rests_on_has_a_dimension_of_its_own() -> None:
    taken = [*ASSUMPTION_DIMENSIONS.values(), *COURSE_DIMENSIONS.values()]
    assert sorted(taken) == list(range(len(taken)))
    assert len(taken) <= DIMENSIONS
    assert {stream.kpi for stream in STREAMS} <= COURSE_DIMENSIONS.keys()


@pytest.mark.parametrize(
    "part",
    [
        Range(2, 3, 5),
        Range(0, 0, 1),
        Range(0, 1, 1),
        Range(-0.1, 0, 0.3),
        Range(20_000, 45_000, 46_000),
    ],
)
def test_ranges_follow_their_pert_distribution(part: Range) -> None:
    width = part.high - part.low
    left, right = 4 * (part.base - part.low) / width, 4 * (part.high - part.base) / width
    found = pert(part, points()[0])
    expected = part.low + width * betaincinv(1 + left, 1 + right, points()[0])
    assert found == pytest.approx(expected, abs=2e-6 * width)
    # The mean that gives the distribution its use: (low + 4 base + high) / 6.
    assert found.mean() == pytest.approx(
        (part.low + 4 * part.base + part.high) / 6, abs=2e-5 * width
    )
    assert part.low <= found.min()
    assert found.max() <= part.high


def test_a_range_without_width_has_one_value() -> None:
    assert (pert(Range(3, 3, 3), points()[0]) == 3).all()


def test_courses_follow_the_normal_distribution() -> None:
    found = normal(points()[1])
    assert found == pytest.approx(ndtri(points()[1]), abs=1e-5)
    assert found.mean() == pytest.approx(0, abs=1e-4)
    assert found.std() == pytest.approx(1, abs=1e-3)
