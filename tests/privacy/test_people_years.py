"""The number of people behind a measure and its people-years give no hidden leavers away."""

from collections.abc import Iterator
from contextlib import closing
from math import floor, inf
from typing import NamedTuple

import duckdb
import highspy
import numpy as np
import pytest

from briefing.kpis.catalogue import CATALOGUE
from briefing.privacy import ORGANISATION, SMALLER_UNITS
from briefing.privacy.cells import Place
from briefing.store.duck import read
from briefing.store.snapshots import Home

ENOUGH = 5 - 1e-3
"""The room of the minimum group, but for what the solver may miss."""
MANY = 10_000
"""More people than the sample has."""
BY_PEOPLE_YEARS = [key for key, kpi in CATALOGUE.items()
                   if kpi.yearly and "workers" in {reads.table for reads in kpi.reads}]  # fmt: skip
OF_WORKERS = [key for key in BY_PEOPLE_YEARS if CATALOGUE[key].reads[0].table != "learning"]
"""Of these n is the average headcount; of learning it is who learned."""


class Shown(NamedTuple):
    """A cell of the sample's mart; its numbers are None where it is hidden."""

    kpi: str
    place: Place
    numerator: float | None
    denominator: float | None
    n: int | None
    small: str | None


class Month(NamedTuple):
    """What is not known of a unit's month: there at its start, joined, left, left willingly."""

    start: int
    joined: int
    left: int
    willingly: int


class Attack:
    """Everything that cells say of the people of each unit and month, as one linear program."""

    def __init__(self, cells: list[Shown], *, heads: dict[Place, int] | None = None) -> None:
        """Put every shown cell in; `heads` are people employed on some day, if they are shown."""
        self._solver = highspy.Highs()  # type: ignore[no-untyped-call]
        self._solver.setOptionValue("output_flag", False)  # noqa: FBT003 HiGHS' own signature
        # Each state is a start for the next.
        self._solver.setOptionValue("presolve", "off")
        self._solver.setOptionValue("simplex_strategy", 4)
        self._told: set[Place] = set()
        self._month: dict[tuple[str, int], Month] = {}
        self._scopes = sorted({cell.place.scope for cell in cells} - {ORGANISATION})
        of_people = [cell for cell in cells if cell.kpi in BY_PEOPLE_YEARS]
        first = min(cell.place.first for cell in of_people)
        last = max(cell.place.first + cell.place.months for cell in of_people)
        self._columns(range(first, last))
        for cell in of_people:
            self._say(cell)
        for place, number in (heads or {}).items():
            self._row(self._heads(place), number, number)

    def worked_out(self, places: list[Place]) -> list[Place]:
        """Give the places of whose willing leavers less is open than the minimum group."""
        sums = np.zeros((len(places), self._solver.getNumCol()))
        for nth, place in enumerate(places):
            sums[nth, [month.willingly for month in self._of(place)]] = 1.0
        low, high = np.full(len(places), inf), np.full(len(places), -inf)
        # Each state that is found may show room of many places; the first is for all at once.
        for nth, asked in enumerate((sums.sum(axis=0), *sums), start=-1):
            if nth >= 0 and high[nth] - low[nth] >= ENOUGH:
                continue
            for sense in (highspy.ObjSense.kMinimize, highspy.ObjSense.kMaximize):
                state = self._solve(asked, sense)
                low, high = np.minimum(low, sums @ state), np.maximum(high, sums @ state)
        return [place for place, width in zip(places, high - low, strict=True) if width < ENOUGH]

    def _solve(self, costs: np.ndarray, sense: highspy.ObjSense) -> np.ndarray:
        every = np.arange(len(costs), dtype=np.int32)
        self._solver.changeColsCost(len(costs), every, costs)
        self._solver.changeObjectiveSense(sense)
        self._solver.run()
        assert self._solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        return np.array(self._solver.getSolution().col_value)

    def _columns(self, months: range) -> None:
        for scope in self._scopes:
            for month in months:
                at = self._solver.getNumCol()
                self._solver.addVars(4, [0.0] * 4, [MANY] * 4)
                self._month[scope, month] = Month(*range(at, at + 4))
            for month in months:
                now = self._month[scope, month]
                self._row({now.left: 1.0, now.willingly: -1.0}, 0, inf)
                # Whoever leaves was there.
                self._row({now.start: 1.0, now.joined: 1.0, now.left: -1.0}, 0, inf)
                if after := self._month.get((scope, month + 1)):
                    self._row({now.start: 1.0, now.joined: 1.0, now.left: -1.0,
                               after.start: -1.0}, 0, 0)  # fmt: skip

    def _say(self, cell: Shown) -> None:
        if cell.numerator is None or cell.denominator is None or cell.n is None:
            return
        if cell.place not in self._told:
            self._told.add(cell.place)
            average: dict[int, float] = {}
            for month in self._of(cell.place):
                average |= {month.start: 1.0, month.joined: 0.5, month.left: -0.5}
            self._row(average, 12 * cell.denominator - 1e-6, 12 * cell.denominator + 1e-6)
        if cell.kpi == "voluntary_attrition":
            willingly = {month.willingly: 1.0 for month in self._of(cell.place)}
            self._row(willingly, cell.numerator, cell.numerator)
        if cell.kpi not in OF_WORKERS:
            # Whoever learned was there; those there on average were in any case.
            self._row(self._heads(cell.place), cell.n, inf)

    def _of(self, place: Place) -> Iterator[Month]:
        for scope in self._scopes if place.whole else [place.scope]:
            for month in range(place.first, place.first + place.months):
                yield self._month[scope, month]

    def _heads(self, place: Place) -> dict[int, float]:
        first = self._of(Place(place.scope, place.first, 1))
        return {month.start: 1.0 for month in first} | {
            month.joined: 1.0 for month in self._of(place)
        }

    def _row(self, factors: dict[int, float], low: float, high: float) -> None:
        self._solver.addRow(low, high, len(factors), list(factors), list(factors.values()))


@pytest.fixture(scope="module")
def cells(sample_home: Home) -> list[Shown]:
    """Give the sample's cells."""
    current = sample_home.current()
    assert current
    with closing(read(sample_home.mart(current.id))) as con:
        rows = con.execute(
            "SELECT kpi, scope, grain, starts_on, numerator, denominator, n, small FROM kpi_cells"
        ).fetchall()
    return [Shown(row[0], Place.of(*row[1:4]), *row[4:]) for row in rows]


def small_leavers(cells: list[Shown]) -> list[Place]:
    return [cell.place for cell in cells if cell.kpi == "voluntary_attrition" and cell.small]


def test_people_are_told_by_their_average(cells: list[Shown]) -> None:
    """Nobody learns from n what the denominator does not say."""
    told = [cell for cell in cells if cell.kpi in OF_WORKERS and cell.denominator is not None]
    assert len(OF_WORKERS) == 3
    assert len(told) > 500
    for cell in told:
        assert cell.n == int(12 * (cell.denominator or 0) / cell.place.months + 1e-9), cell


def test_people_and_years_give_no_small_number_of_leavers(cells: list[Shown]) -> None:
    places = small_leavers(cells)
    assert len(places) > 100
    assert Attack(cells).worked_out(places) == []


def test_how_many_were_there_on_some_day_would(cells: list[Shown], sample_home: Home) -> None:
    """Show them as n, as a control: then joiners and leavers of shown months are known."""
    current = sample_home.current()
    assert current
    incidents = [cell for cell in cells if cell.kpi == "compliance_incidents" and cell.n]
    months = {cell.place for cell in incidents if cell.place.months == 1}
    with closing(read(sample_home.facts(current.id))) as con:
        heads = {place: heads_of(con, place) for place in months
                 if place.scope not in {ORGANISATION, SMALLER_UNITS}}  # fmt: skip
    small = [place for place in small_leavers(cells) if place in heads][:25]
    assert len(Attack(cells, heads=heads).worked_out(small)) > 20


def heads_of(con: duckdb.DuckDBPyConnection, place: Place) -> int:
    """Count who was employed on some day of a unit's month."""
    rows = con.execute(
        "SELECT count(*) FROM workers WHERE unit = $unit AND hired_on <= last_day($day) "
        "AND (left_on IS NULL OR left_on >= $day)",
        {"unit": place.scope, "day": place.starts_on},
    ).fetchall()
    return int(rows[0][0])


def test_a_head_says_whether_n_is_an_average(cells: list[Shown]) -> None:
    said = {key for key, kpi in CATALOGUE.items() if kpi.average}
    assert said == {*OF_WORKERS, "follow_through"}
    for one in cells:
        if one.kpi in OF_WORKERS and one.n is not None and one.denominator is not None:
            assert one.n == floor(12 * one.denominator / one.place.months + 1e-9)
