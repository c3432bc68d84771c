"""History: a measure's months and its values of twelve months, as far as they are shown."""

from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from briefing.forecast.basis import Months

YEAR = 12


@dataclass(frozen=True)
class History:
    """Numerators and denominators of n months, oldest first, and of the n − 11 times twelve.

    A month that is hidden is nan in both; one in which nothing was counted is 0 in both. The
    values of twelve months have no holes; the last of them ends with the last month.
    """

    numerators: Months
    denominators: Months
    year_numerators: Months
    year_denominators: Months

    @property
    def twelve(self) -> Months:
        """The 12-month measure itself."""
        ratio: Months = self.year_numerators / self.year_denominators
        return ratio

    def until(self, months: int) -> "History":
        """Give what was known after the first `months`, of which there are 12 at least."""
        years = months - YEAR + 1
        return History(
            self.numerators[:months],
            self.denominators[:months],
            self.year_numerators[:years],
            self.year_denominators[:years],
        )

    def restored(self) -> "Restored":
        """Give each month's value and weight, hidden months too.

        These are spread as evenly as the shown months and the shown twelve-month totals allow. So
        they are worked out from what is shown alone, and give away nothing else.
        """
        hidden = np.isnan(self.denominators)
        if not hidden.any():
            return Restored(
                _ratio(self.numerators, self.denominators), self.denominators, hidden, 0
            )
        evenly = np.full(hidden.size, self.year_denominators.mean() / YEAR)
        weights, seen = _spread(self.denominators, self.year_denominators, evenly)
        weights = np.maximum(weights, 0.0)
        rate = self.year_numerators.sum() / self.year_denominators.sum()
        amounts, _ = _spread(self.numerators, self.year_numerators, rate * weights)
        return Restored(_ratio(amounts, weights), weights, hidden, int(hidden.sum()) - seen)


@dataclass(frozen=True)
class Restored:
    """Every month's value, nan where nothing was counted, its weight, and whether it is hidden.

    `unseen` is how many fewer numbers the shown ones tell than there are months.
    """

    values: Months
    weights: Months
    hidden: NDArray[np.bool_]
    unseen: int


def _ratio(amounts: Months, weights: Months) -> Months:
    ratio: Months = np.full(weights.size, np.nan)
    np.divide(amounts, weights, out=ratio, where=weights > 0)
    return ratio


def _spread(months: Months, totals: Months, evenly: Months) -> tuple[Months, int]:
    """Fill hidden months with what is nearest to `evenly` and adds up to the twelve-month totals.

    Least squares of smallest norm, since where many are hidden several solutions add up. Gives
    also of how many independent numbers the totals tell.
    """
    hidden = np.flatnonzero(np.isnan(months))
    filled = np.where(np.isnan(months), evenly, months)
    left = totals - sliding_window_view(filled, YEAR).sum(axis=1)
    first = np.arange(totals.size)[:, None]
    windows = ((hidden >= first) & (hidden < first + YEAR)).astype(float)
    found, _, seen, _ = np.linalg.lstsq(windows, left, rcond=None)
    filled[hidden] += found
    return filled, int(seen)
