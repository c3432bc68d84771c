"""Small numbers that nothing left to hide protects are told at publish."""

from briefing.privacy import WITHOUT_CELL
from briefing.privacy.cells import Place
from briefing.privacy.suppress import suppress
from briefing.privacy.unprotected import Unprotected, unprotected_problems
from briefing.problems import Level
from tests.privacy.random_organisation import FIRST
from tests.privacy.test_suppress import MINIMUM, answers

SMALL = Place("Unit 0", FIRST, 1)


def test_what_cannot_be_protected_is_given() -> None:
    """All but the small cell was shown before, and to hide it would hide nothing."""
    of = answers("k", [[4], [9], [30]])
    of.fixed = set(of.there) - {SMALL}
    assert suppress([of], MINIMUM) == [Unprotected("k", SMALL)]


def test_with_another_to_hide_nothing_is_left_unprotected() -> None:
    of = answers("k", [[4], [9], [30]])
    of.fixed = set(of.there) - {SMALL, Place("Unit 1", FIRST, 1)}
    assert suppress([of], MINIMUM) == []


def test_each_measure_and_scope_is_told_once_with_its_first_period() -> None:
    later = Place("Unit 0", FIRST + 1, 1)
    found = [Unprotected("k", later), Unprotected("k", SMALL), Unprotected("other", SMALL)]
    told = list(unprotected_problems(found, "people.xlsx"))
    assert [(problem.file, problem.found) for problem in told] == [
        ("people.xlsx", ("'k' of Unit 0, month from 2025-01 and 1 more: a small number that can be "
                        "worked out")),
        ("people.xlsx", ("'other' of Unit 0, month from 2025-01: a small number that can be "
                        "worked out")),
    ]  # fmt: skip
    assert {problem.level for problem in told} == {Level.WARNING}
    assert all("Merge Unit 0 with another unit" in problem.mend for problem in told)


def test_units_without_a_cell_are_told_in_words() -> None:
    place = Place(WITHOUT_CELL, FIRST, 1)
    (told,) = unprotected_problems([Unprotected("k", place)], "people.xlsx")
    assert told.mend.startswith("Merge the units without a cell with another unit")
