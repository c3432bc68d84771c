"""Hidden months: what is put in their place adds up to what is shown, and rests on that alone."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from briefing.forecast.history import History

NAN = float("nan")


def history(
    numerators: Sequence[float], denominators: Sequence[float], hidden: Sequence[int] = ()
) -> History:
    """Make the history of months of which some are hidden; the values of twelve never are."""
    months = np.array([numerators, denominators], dtype=float)
    years = np.array([np.convolve(row, np.ones(12), "valid") for row in months])
    months[:, list(hidden)] = NAN
    return History(*months, *years)


def totals(values: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.convolve(np.nan_to_num(values) * weights, np.ones(12), "valid")


COUNTED = [float(month**2 % 37) for month in range(26)]
PEOPLE = [20.0 + month % 5 for month in range(26)]


@pytest.mark.parametrize("hidden", [[], [25], [3, 4, 19], list(range(26)), list(range(0, 26, 2))])
def test_months_add_up_to_the_shown_totals(hidden: list[int]) -> None:
    made = history(COUNTED, PEOPLE, hidden)
    found = made.restored()
    assert totals(found.values, found.weights) == pytest.approx(made.year_numerators)
    assert np.convolve(found.weights, np.ones(12), "valid") == pytest.approx(made.year_denominators)
    shown = [month for month in range(26) if month not in hidden]
    assert found.values[shown] * found.weights[shown] == pytest.approx(np.array(COUNTED)[shown])
    assert list(np.flatnonzero(found.hidden)) == hidden


def test_what_cannot_be_known_is_spread_evenly() -> None:
    # Twelve months of which three are hidden: what is left of the total, a third to each.
    counted = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
    found = history(counted, [2] * 12, hidden=[0, 5, 11]).restored()
    assert found.values[[0, 5, 11]] * 2 == pytest.approx([19 / 3] * 3)
    assert found.weights == pytest.approx([2] * 12)
    assert found.unseen == 2


def test_all_hidden_tells_as_much_as_there_are_values_of_twelve() -> None:
    assert history(COUNTED, PEOPLE, range(26)).restored().unseen == 26 - 15


def test_what_two_hidden_months_share_does_not_depend_on_which_has_it() -> None:
    # The same shown cells: 4 and 9 in the hidden months, or 9 and 4.
    one, other = ([5.0] * 12 for _ in range(2))
    one[3:5], other[3:5] = [4.0, 9.0], [9.0, 4.0]
    first, second = (history(values, [1] * 12, [3, 4]).restored() for values in (one, other))
    assert list(first.values) == list(second.values)


def test_a_month_without_a_case_has_no_value_and_no_weight() -> None:
    found = history([0, *COUNTED[1:]], [0, *PEOPLE[1:]]).restored()
    assert np.isnan(found.values[0])
    assert found.weights[0] == 0
    assert np.isfinite(found.values[1:]).all()


def test_what_was_known_before() -> None:
    made = history(COUNTED, PEOPLE, [1, 22])
    past = made.until(20)
    assert (past.numerators.size, past.twelve.size) == (20, 9)
    assert past.twelve == pytest.approx(made.twelve[:9])
    assert list(np.flatnonzero(past.restored().hidden)) == [1]
