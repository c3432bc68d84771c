"""What is hidden for small cells: by units, by months, and by another measure's numbers."""

import numpy as np

from briefing.privacy import ORGANISATION
from briefing.privacy.cells import KpiCells, Place
from briefing.privacy.suppress import suppress
from tests.privacy.random_organisation import FIRST, cells

MINIMUM = 5


def answers(kpi: str, rows: list[list[int]]) -> KpiCells:
    """Make a measure of answers by unit and month: as many points as answers."""
    return cells(kpi, rows, rows, rows, None, MINIMUM, counts_people=False)


def hidden_scopes(of: KpiCells, month: int) -> set[str]:
    return {place.scope for place in of.hidden if place == Place(place.scope, FIRST + month, 1)}


def test_what_one_measure_shows_the_other_does_not_hide() -> None:
    """Two measures rest on the same positions; one knows where three of Unit 2's came from.

    The one must hide Unit 1 with Unit 0, whose 4 are few. The other would rather hide Unit 2, of
    which it knows fewer: but then each would show what the other hides.
    """
    filled = answers("filled", [[4] * 3, [9] * 3, [30] * 3])
    known = cells("known", [[1] * 3, [2] * 3, [3] * 3], [[4] * 3, [9] * 3, [30] * 3],
                  [[4] * 3, [9] * 3, [8] * 3], None, MINIMUM, counts_people=False)  # fmt: skip
    suppress([filled, known], MINIMUM)
    assert hidden_scopes(filled, 0) == {"Unit 0", "Unit 1"}
    assert {"Unit 0", "Unit 1"} <= hidden_scopes(known, 0)


def test_a_small_month_takes_no_year_with_it() -> None:
    """Unit 0 has few answers in one month; its latest twelve months are shown all the same."""
    rows = np.full((4, 14), 20)
    rows[0] = 8
    rows[0, 5] = 2
    of = answers("k", rows.tolist())
    suppress([of], MINIMUM)
    years = [place for place in of.there if place.months == 12 and place.scope == "Unit 0"]
    latest = max(years)
    assert latest not in of.hidden
    # Those that move on by one month would show two months' difference.
    assert set(years) & of.hidden == set(years) - {latest}


def test_a_small_year_is_not_the_difference_of_two() -> None:
    """Months that are shown would turn one year into the next."""
    rows = [[0] * 12 + [9] * 3, [20] * 15, [30] * 15]
    rows[0][0] = 4
    of = answers("k", rows)
    suppress([of], MINIMUM)
    small = Place("Unit 0", FIRST, 12)
    assert small in of.hidden
    assert Place(ORGANISATION, FIRST, 12) not in of.hidden
    partners = {place.scope for place in of.hidden if place[1:] == small[1:]}
    assert len(partners) >= 2
