"""Numbers that are parts of others: what the whole shows of a part does not give it away."""

from contextlib import closing

import numpy as np
import pytest

from briefing.kpis.catalogue import CATALOGUE
from briefing.privacy.audit import audit_cells
from briefing.privacy.cells import KpiCells, Place, published_cells
from briefing.privacy.nested import Joint, Nesting, joints
from briefing.privacy.suppress import suppress
from briefing.store.duck import read
from briefing.store.snapshots import Home
from briefing.write_mart import NESTINGS
from tests.privacy.random_organisation import FIRST
from tests.privacy.test_suppress import MINIMUM, answers, hidden_scopes

FINISHED_OF_BEGUN = (Nesting("finished", "people", "begun", "people"),)


def courses() -> list[KpiCells]:
    """Make courses begun by enough people of each unit, and finished by 4 of Unit 0's 5."""
    return [
        answers("begun", [[5] * 3, [12] * 3, [30] * 3]),
        answers("finished", [[4] * 3, [9] * 3, [20] * 3]),
    ]


def test_a_small_part_is_not_told_by_the_whole_that_is_shown() -> None:
    """Of 13 who finished in two units at most 5 are Unit 0's, since 5 began."""
    begun, finished = courses()
    suppress([begun, finished], MINIMUM, FINISHED_OF_BEGUN)
    assert hidden_scopes(finished, 0) == {"Unit 0", "Unit 1"}
    assert hidden_scopes(begun, 0) == {"Unit 0", "Unit 1"}
    seen = [begun.as_seen(), finished.as_seen()]
    assert audit_cells(seen, MINIMUM, FINISHED_OF_BEGUN).findings == ()


def test_the_audit_finds_a_part_that_the_whole_tells() -> None:
    both = courses()
    suppress(both, MINIMUM)
    seen = [one.as_seen() for one in both]
    assert audit_cells(seen, MINIMUM).findings == ()
    found = audit_cells(seen, MINIMUM, FINISHED_OF_BEGUN).findings
    # Of 12 in the quarter at most 5 were in each of the other months.
    month = next(one for one in found if one.place == Place("Unit 0", FIRST, 1))
    assert (month.quantity, month.low, month.high) == ("finished, people", 2, 5)


def test_quantities_that_are_not_nested_are_bounded_apart() -> None:
    both = courses()
    together = [joint for joint in joints(both, FINISHED_OF_BEGUN) if joint.within]
    assert [[one.name for one in joint.quantities] for joint in together] == [
        ["begun, people", "finished, people"]
    ]
    assert together[0].within == ((1, 0),)
    assert all(joint.within == () for joint in joints(both))


def test_a_whole_that_contradicts_its_part_is_left_out() -> None:
    """Then each is bounded alone, as if the one were no part of the other."""
    wrong = (Nesting("begun", "people", "finished", "people"),)
    both = courses()
    for one in both:
        one.hidden |= {place for place in one.there if place.scope != "Unit 2"}
    found = audit_cells([one.as_seen() for one in both], MINIMUM, wrong)
    assert found.bounded > 0
    assert [Joint((one,)) for joint in joints(both, wrong) for one in joint.quantities if one.hides]


@pytest.mark.parametrize("nesting", NESTINGS, ids=str)
def test_each_nesting_holds_in_the_sample(nesting: Nesting, sample_home: Home) -> None:
    assert {nesting.kpi, nesting.within_kpi} <= set(CATALOGUE)
    current = sample_home.current()
    assert current
    with closing(read(sample_home.mart(current.id))) as con:
        cells = {one.kpi: one for one in published_cells(con, (), (), (), ())}
    parts, wholes = cells[nesting.kpi].numbers, cells[nesting.within_kpi].numbers
    both = sorted(set(parts) & set(wholes))
    kinds = ("numerator", "denominator", "people")
    part = np.array([parts[place][kinds.index(nesting.kind)] for place in both])
    whole = np.array([wholes[place][kinds.index(nesting.within_kind)] for place in both])
    assert len(both) > 50
    assert (part <= whole).all()
