"""baseline: where a measure is heading if nothing changes, and how sure that is."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from briefing.forecast.basis import Months
from briefing.forecast.history import YEAR, History, Restored
from briefing.forecast.scales import scale_of
from briefing.forecast.smoothing import Fit, ahead, fits

FEWEST_YEARS = 6
FEWEST_MONTHS = YEAR + FEWEST_YEARS - 1
"""Six values of twelve months each."""
FEWEST_VALUES = 6
NO_HISTORY = f"not enough history: {FEWEST_MONTHS} months in a row are needed"

_T80, _T95, _Z80 = 1.3968, 2.3060, 1.2816
"""Student's t with 8 degrees of freedom, and the normal: errors come in heavier tails than normal.

Eight was found on M3 series other than those by which `bench/coverage.py` judges.
"""

METHOD = (
    "damped-trend exponential smoothing of the months, with a season where two years or more "
    "show one, all its settings weighed by how well they fit; the months that are known and "
    "those to come make the 12-month measure; a hidden month counts as evenly as what is shown "
    "allows; intervals by Student's t with 8 degrees of freedom"
)


@dataclass(frozen=True)
class Course:
    """The 12-month measure in each month to come, with the ends of its 80% and 95% interval.

    `spread` is the standard deviation of the normal whose middle 80% is the interval's.
    """

    path: Months
    low_80: Months
    high_80: Months
    low_95: Months
    high_95: Months
    spread: Months


def baseline(history: History, months: int, unit: str) -> Course | str:
    """Forecast the 12-month measure for `months`; or say why its history is not enough.

    Values stay within the scale of their unit of measure.
    """
    return baselines([history], months, unit)[0]


def baselines(histories: Sequence[History], months: int, unit: str) -> list[Course | str]:
    """Forecast several histories of one measure together, which is faster."""
    restored = [history.restored() for history in histories]
    reasons = [_too_little(*both) for both in zip(histories, restored, strict=True)]
    enough = [one for one, reason in zip(restored, reasons, strict=True) if not reason]
    found = iter(fits(enough) if enough else ())
    return [
        reason or _course(next(found), one, months, _ends(history, unit))
        for history, one, reason in zip(histories, restored, reasons, strict=True)
    ]


def _too_little(history: History, restored: Restored) -> str:
    if history.twelve.size < FEWEST_YEARS:
        return NO_HISTORY
    if np.isfinite(restored.values).sum() < FEWEST_VALUES:
        return f"not enough history: {FEWEST_VALUES} months with a value are needed"
    return ""


def _ends(history: History, unit: str) -> tuple[float, float]:
    return scale_of(unit, float(history.twelve.min()), float(history.twelve.max()))


def _course(fit: Fit, restored: Restored, months: int, ends: tuple[float, float]) -> Course:
    last, hidden = restored.values[-YEAR:], restored.hidden[-YEAR:]
    known, to_come = _shares(restored.weights[-YEAR:], months)
    mean, variance = ahead(fit, to_come)
    path = mean + known @ np.nan_to_num(last)
    scale = np.sqrt(variance + _unknown(known, hidden) * (fit.weights @ fit.variance))
    return Course(
        path=np.clip(path, *ends),
        low_80=np.clip(path - _T80 * scale, *ends),
        high_80=np.clip(path + _T80 * scale, *ends),
        low_95=np.clip(path - _T95 * scale, *ends),
        high_95=np.clip(path + _T95 * scale, *ends),
        spread=scale * _T80 / _Z80,
    )


def _shares(weights: Months, months: int) -> tuple[Months, Months]:
    """Give the shares that the last year's months and those to come have in each value to come.

    A month to come weighs what the same month weighed in the last year.
    """
    each = np.resize(weights, YEAR + months)
    shares = np.zeros((months, YEAR + months))
    for row in range(months):
        window = slice(row + 1, row + 1 + YEAR)
        shares[row, window] = each[window] / each[window].sum()
    return shares[:, :YEAR], shares[:, YEAR:]


def _unknown(known: Months, hidden: NDArray[np.bool_]) -> Months:
    """Give how many times a month's variance the hidden ones of the last year add.

    Their total is known: some of them vary like a sample drawn from all without replacement.
    """
    count = max(int(hidden.sum()), 1)
    left = (known > 0) @ hidden
    largest = (known * hidden).max(axis=1)
    unknown: Months = largest**2 * left * (1 - left / count)
    return unknown
