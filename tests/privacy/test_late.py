"""Answers that come after their month was shown: counted once they are enough."""

import pytest

from briefing.privacy import ORGANISATION
from briefing.publish import commit, prepare
from briefing.store.snapshots import Home
from tests.people import ANA
from tests.privacy.test_earlier import ENPS, UNITS, load, shown, survey
from tests.workbooks import upload

ALL = {"Sales": 20, "Service": 15, "Plant": 9}


def answers(**more: int) -> list[list[object]]:
    """Give January's answers with so many more of some units."""
    return survey(**{unit: [count + more.get(unit, 0)] for unit, count in ALL.items()})


@pytest.mark.parametrize(
    ("more", "counted"),
    [
        # Four answers would be told apart, five not.
        ({"Sales": 4}, {}),
        ({"Sales": 5}, {"Sales": 5}),
        # Eight in all, and still two of Plant's among few.
        ({"Sales": 6, "Plant": 2}, {"Sales": 6}),
    ],
)
def test_few_late_answers_are_not_counted(
    home: Home, more: dict[str, int], counted: dict[str, int]
) -> None:
    load(home, "2026-01-31", answers())
    second = load(home, "2026-02-15", answers(**more))
    expected = {unit: count + counted.get(unit, 0) for unit, count in ALL.items()}
    assert shown(home, second, 1) == expected | {ORGANISATION: sum(expected.values())}


def test_they_are_counted_once_there_are_enough(home: Home) -> None:
    load(home, "2026-01-31", answers())
    assert shown(home, load(home, "2026-02-10", answers(Sales=3)), 1)["Sales"] == 20
    # Loaded again, they still are not; nor do two more of another unit help.
    assert shown(home, load(home, "2026-02-11", answers(Sales=3, Service=2)), 1)["Sales"] == 20
    assert shown(home, load(home, "2026-02-12", answers(Sales=5, Service=2)), 1)["Sales"] == 25


def test_a_month_that_was_not_over_is_not_late(home: Home) -> None:
    load(home, "2026-01-20", answers())
    assert shown(home, load(home, "2026-01-31", answers(Sales=2)), 1)["Sales"] == 22


def test_another_organisations_answers_are_not_late(home: Home) -> None:
    load(home, "2026-01-31", survey(Sales=[40], Service=[30]))
    other = [[name, unit, day, 3] for name, unit, day, _ in answers(Plant=-6)]
    assert shown(home, load(home, "2026-01-31", other), 1)[ORGANISATION] == 38


def test_each_is_told_at_its_cell(home: Home) -> None:
    load(home, "2026-01-31", answers())
    rows = [*answers(), *survey(Plant=[9 + 2])[9:]]
    candidate = prepare(
        home,
        [upload({"Settings": [["name", "value"], ["as_of", "2026-02-15"]], "Units": UNITS,
                 "Survey": [ENPS, *rows]})],
    )  # fmt: skip
    told = [problem for problem in candidate.problems if "after '2026-01'" in problem.found]
    assert [problem.cell for problem in told] == ["C46", "C47"]
    assert candidate.publishable
    commit(home, candidate, ANA)
