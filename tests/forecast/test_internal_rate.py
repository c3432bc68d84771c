"""The internal rate of return: published examples, and the reasons why there may be none."""

import numpy as np
import pytest

from briefing.forecast.value import internal_rate

FIVE_YEARS = [-70_000, 12_000, 15_000, 18_000, 21_000, 26_000]


@pytest.mark.parametrize(
    ("flows", "published", "digits"),
    [
        # The three results in Excel's help for IRR.
        (FIVE_YEARS[:5], -0.021, 3),
        (FIVE_YEARS, 0.087, 3),
        (FIVE_YEARS[:3], -0.444, 3),
        # The example in the help of numpy-financial.
        ([-100, 39, 59, 55, 20], 0.28095, 5),
    ],
)
def test_it_is_that_of_published_examples(
    flows: list[float], published: float, digits: int
) -> None:
    found = internal_rate(np.array(flows, dtype=float))
    assert isinstance(found, float)
    assert round(found, digits) == published


@pytest.mark.parametrize(
    ("flows", "reason"),
    [
        ([0, 0, 0], "no money is paid or earned, so there is no rate of return"),
        ([], "no money is paid or earned, so there is no rate of return"),
        ([-5, 0, -5], "only paid and none earned"),
        ([0, 5, 5], "only earned and none paid"),
        ([-100, 230, -132], "changes 2 times between paid and earned"),
        ([-1, 0, 2, 0, -3, 4], "changes 3 times"),
    ],
)
def test_where_there_is_none_or_more_than_one_it_says_why(flows: list[float], reason: str) -> None:
    found = internal_rate(np.array(flows, dtype=float))
    assert isinstance(found, str)
    assert reason in found


@pytest.mark.parametrize("rate", [-0.02, 0.0, 0.01, 0.05])
def test_at_the_rate_the_present_value_is_zero(rate: float) -> None:
    flows = np.array([0.0, *([25.0] * 36)])
    flows[0] = -sum(25 / (1 + rate) ** month for month in range(1, 37))
    assert internal_rate(flows) == pytest.approx(rate, abs=1e-9)
