"""quantiles, smooth_quantiles: of ordered draws, as they stand or by a curve through them."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from briefing.forecast.points import normal

Rows = NDArray[np.float64]

_DEGREE, _REACH = 5, 3.0
"""The curve's degree, and how far it reaches on both sides, in standard deviations.

Narrower, or of a higher degree, it follows single draws; wider, or of a lower one, it cuts bends.
"""


def quantiles(ordered: Rows, shares: Sequence[float]) -> list[Rows]:
    """Give quantiles of ordered rows, in proportion between two values, as Excel does.

    They are numpy.quantile's, which takes several times as long.
    """
    last = ordered.shape[1] - 1
    places = [divmod(last * share, 1) for share in shares]
    return [
        ordered[:, int(whole)] * (1 - rest) + ordered[:, min(int(whole) + 1, last)] * rest
        for whole, rest in places
    ]


def smooth_quantiles(ordered: Rows, shares: Sequence[float]) -> list[Rows]:
    """Give quantiles of ordered rows where a curve through the draws around each has them.

    Evenly spread points make a mean far more exact than chance does, and a single draw among the
    ordered ones hardly, so many of them have a say. A curve would cut a corner, such as a limit
    that is reached makes: each quantile is held within one standard error of the place that it
    has in as many random draws, √(n p (1 − p)) places to both sides.
    """
    count = ordered.shape[1]
    last, found = count - 1, ordered @ _weights(count, tuple(shares))
    held = []
    for values, share in zip(found.T, shares, strict=True):
        place, room = last * share, np.sqrt(count * share * (1 - share))
        low, high = max(0, int(place - room)), min(last, int(np.ceil(place + room)))
        held.append(np.clip(values, ordered[:, low], ordered[:, high]))
    return held


@lru_cache(maxsize=8)
def _weights(count: int, shares: tuple[float, ...]) -> Rows:
    """Give what each of `count` ordered draws counts for in each quantile: a column for each.

    They are those of a local polynomial regression (Fan and Gijbels, 1996), with Epanechnikov's
    kernel, of the draws on their normal scores: what sums many inputs is nearly straight there.
    """
    scores, at = normal((np.arange(count) + 0.5) / count), normal(np.array(shares))
    columns = []
    for one in at:
        away = (scores - one) / _REACH
        root = np.sqrt(np.maximum(0.0, 1 - away**2))
        powers = np.vander(away, _DEGREE + 1, increasing=True)
        columns.append(np.linalg.pinv(powers * root[:, np.newaxis])[0] * root)
    return np.array(columns).T
