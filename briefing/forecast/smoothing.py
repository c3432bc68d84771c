"""fits and ahead: exponential smoothing of monthly series with a damped trend and a season.

The model is ETS(A,Ad,A) of Hyndman, Koehler, Ord and Snyder, "Forecasting with Exponential
Smoothing" (2008), chapters 2 and 6. No single setting is taken for true: all those of a grid
run over the series at once, and each weighs exp(−BIC/2) (Raftery, 1995). That nobody knows the
best setting widens the interval, where fitting only one makes it too narrow. It also makes one
pass of all series together, where statsmodels fits them one by one: `bench/coverage.py`
compares both, and tests hold a single setting against statsmodels to the last digits.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from itertools import product

import numpy as np
from numpy.typing import NDArray

from briefing.forecast.basis import Months
from briefing.forecast.history import YEAR, Restored

SEASON_FROM = 2 * YEAR
"""So many values may have a season: measured on M3, it makes the error less from here on."""

_LEVELS = (0.02, 0.1, 0.25, 0.5, 0.9)
_TRENDS = (0.0, 0.1, 0.3)
"""Of the level's own share."""
_DAMPINGS = (0.8, 0.9, 0.98)
_SEASONS = (0.0, 0.1, 0.3)
"""Of what the level leaves of an error."""
_LEAST_WEIGHT = 1e-3
_ROUNDING = 1e-9
"""Relative to the values: smaller errors are only those of the arithmetic."""


@dataclass(frozen=True)
class Settings:
    """Settings of the model, one place each: the share of an error that each state takes.

    `damping` is what a trend keeps from month to month, 0 where there is none; `parameters`
    how many numbers a setting rests on.
    """

    level: Months
    trend: Months
    damping: Months
    season: Months
    seasonal: NDArray[np.bool_]
    parameters: Months


@dataclass(frozen=True)
class Fit:
    """The settings that count, their weights, and where their states stand after the last month.

    `season` has a row for each setting and twelve columns, the next month's first. `variance`
    is that of a month's error.
    """

    settings: Settings
    weights: Months
    level: Months
    trend: Months
    season: Months
    variance: Months


def _grid() -> Settings:
    """Give all settings: first those without a season, level alone among them, then with one."""
    rows = [(level, 0.0, 0.0, 0.0, False, 2) for level in _LEVELS]
    rows += [
        (level, level * trend, damping, 0.0, False, 4 if trend else 3)
        for level, trend, damping in product(_LEVELS, _TRENDS, _DAMPINGS)
    ]
    rows += [
        (level, trend, damping, season * (1 - level), True, count + YEAR - 1 + (season > 0))
        for season, (level, trend, damping, _, _, count) in product(_SEASONS, rows)
    ]
    level, trend, damping, season, seasonal, parameters = np.array(rows, dtype=float).T
    return Settings(level, trend, damping, season, seasonal > 0, parameters)


GRID = _grid()


def fits(series: Sequence[Restored], settings: Settings = GRID) -> list[Fit]:
    """Smooth monthly series, each with six values or more, together.

    They may be of any length; a missing value lets the states go on as they were.
    """
    lengths = np.array([one.values.size for one in series])
    values = np.full((len(series), lengths.max()), np.nan)
    for row, one in enumerate(series):
        values[row, : one.values.size] = one.values
    patterns = np.array([_pattern(one.values) for one in series])
    level, trend = _start(values, patterns, settings)
    season = patterns[:, None, :] * settings.seasonal[:, None]
    squares = np.zeros(level.shape)
    for month in range(values.shape[1]):
        seen = season[:, :, month % YEAR]
        # A series that has ended stays as it is.
        going = (month < lengths)[:, None]
        fading = np.where(going, settings.damping * trend, trend)
        level += np.where(going, fading, 0.0)
        value = values[:, month, None]
        error = np.where(np.isnan(value), 0.0, value - level - seen)
        level += settings.level * error
        trend = fading + settings.trend * error
        seen += settings.season * error
        squares += error**2
    ends = zip(series, level, trend, season, squares, strict=True)
    return [_weighed(settings, *end) for end in ends]


def ahead(fit: Fit, shares: Months) -> tuple[Months, Months]:
    """Give mean and variance of weighted means of the months to come.

    `shares` has a row for each mean and a column for each month, from the first to come on.
    Exact for each setting, since the error of a month to come is a sum of that month's own and
    those before it (Hyndman and others, 2008, section 6.3); over the settings, that of their
    mixture.
    """
    months = shares.shape[1]
    number = np.arange(months)
    settings = fit.settings
    fading = np.cumsum(settings.damping[:, None] ** (number + 1), axis=1)
    course = fit.level[:, None] + fit.trend[:, None] * fading + fit.season[:, number % YEAR]
    # How much of an error is felt so many months later; in its own month all of it.
    felt = settings.level[:, None] + settings.season[:, None] * (number % YEAR == 0)
    felt[:, 1:] += settings.trend[:, None] * fading[:, :-1]
    felt[:, 0] = 1.0
    # One place more, which is 0, for errors that come after the month.
    felt = np.pad(felt, ((0, 0), (0, 1)))
    later = number[:, None] - number
    errors = np.matmul(shares, felt[:, np.where(later < 0, months, later)])
    variances = (errors**2).sum(axis=2) * fit.variance[:, None]
    means = course @ shares.T
    mean: Months = fit.weights @ means
    variance: Months = fit.weights @ (variances + (means - mean) ** 2)
    return mean, variance


def _weighed(  # noqa: PLR0913, PLR0917 what a series leaves, setting by setting
    settings: Settings,
    series: Restored,
    level: Months,
    trend: Months,
    season: Months,
    squares: Months,
) -> Fit:
    """Weigh the settings by how well they fit the series, and keep those that count."""
    shown = series.values[np.isfinite(series.values)]
    told = max(shown.size - series.unseen, 1)
    squares = squares + shown.size * (_ROUNDING * np.abs(shown).max()) ** 2 + np.finfo(float).tiny
    bic = told * np.log(squares) + settings.parameters * np.log(told)
    if shown.size < SEASON_FROM:
        bic[settings.seasonal] = np.inf
    weights = np.exp((bic.min() - bic) / 2)
    counts = weights > _LEAST_WEIGHT * weights.sum()
    free = np.maximum(told - settings.parameters, 1.0)
    return Fit(
        settings=Settings(*(getattr(settings, field.name)[counts] for field in fields(settings))),
        weights=weights[counts] / weights[counts].sum(),
        level=level[counts],
        trend=trend[counts],
        season=np.roll(season[counts], -series.values.size, axis=1),
        variance=(squares / free)[counts],
    )


def _pattern(values: Months) -> Months:
    """Give the twelve months' usual distance from the moving average over a year; they sum to 0.

    All 0 where too few values have a season.
    """
    shown = np.flatnonzero(np.isfinite(values))
    if shown.size < SEASON_FROM:
        return np.zeros(YEAR)
    half = YEAR // 2
    whole = np.interp(np.arange(values.size), shown, values[shown])
    average = np.convolve(whole, np.r_[0.5, np.ones(YEAR - 1), 0.5] / YEAR, "valid")
    inner = shown[(shown >= half) & (shown < values.size - half)]
    distance = values[inner] - average[inner - half]
    sums = np.bincount(inner % YEAR, distance, YEAR)
    pattern: Months = sums / np.maximum(np.bincount(inner % YEAR, minlength=YEAR), 1)
    pattern -= pattern.mean()
    return pattern


def _start(values: Months, patterns: Months, settings: Settings) -> tuple[Months, Months]:
    """Give level and trend before the first month: a straight line through the first year's."""
    level, trend = np.empty((2, values.shape[0], settings.level.size))
    for row, (value, pattern) in enumerate(zip(values, patterns, strict=True)):
        first = np.flatnonzero(np.isfinite(value))[:YEAR]
        seen = value[first] - np.outer(settings.seasonal, pattern[first % YEAR])
        distance = first - first.mean()
        mean, slope = seen.mean(axis=1), seen @ distance / (distance @ distance)
        with_trend = settings.damping > 0
        trend[row] = np.where(with_trend, slope, 0.0)
        level[row] = mean - trend[row] * (first.mean() + 1)
    return level, trend
