"""Months, quarters and years together: what is shown of them determines no hidden small cell."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from typing import NamedTuple

import numpy as np
import pytest

from briefing.kpis.catalogue import CATALOGUE
from briefing.privacy import ORGANISATION
from briefing.store.duck import read
from briefing.store.snapshots import Home

LENGTHS = {"month": 1, "quarter": 3, "rolling12": 12}


class Shown(NamedTuple):
    """A cell of the mart, as whoever wants to know more sees it."""

    scope: str
    grain: str
    starts_on: date
    reason: str | None
    small: str | None

    @property
    def months(self) -> range:
        """The months it adds up, counted from year 0."""
        first = self.starts_on.year * 12 + self.starts_on.month - 1
        return range(first, first + LENGTHS[self.grain])


@pytest.fixture
def cells(sample_home: Home, kpi: str) -> Iterator[list[Shown]]:
    """Give one KPI's cells of the sample."""
    current = sample_home.current()
    assert current
    with closing(read(sample_home.mart(current.id))) as con:
        rows = con.execute(
            "SELECT scope, grain, starts_on, reason, small FROM kpi_cells "
            "WHERE kpi = ? ORDER BY ALL",
            [kpi],
        ).fetchall()
        yield [Shown(*row) for row in rows]


@pytest.mark.parametrize("kpi", list(CATALOGUE))
def test_numerators_that_add_up_determine_no_hidden_one(kpi: str, cells: list[Shown]) -> None:
    """Take each unit's month for an unknown, each shown cell for an equation, and solve.

    A hidden cell is given away where it is a sum of shown ones: where adding it to the
    equations does not add to what they determine.
    """
    scopes = sorted({cell.scope for cell in cells} - {ORGANISATION})
    there = {
        (cell.scope, month) for cell in cells if cell.grain == "month" for month in cell.months
    }
    unknown = {place: index for index, place in enumerate(sorted(there))}

    def equation(cell: Shown) -> np.ndarray:
        row = np.zeros(len(unknown))
        for scope in scopes if cell.scope == ORGANISATION else [cell.scope]:
            for month in cell.months:
                if (scope, month) in unknown:
                    row[unknown[scope, month]] = 1
        return row

    equations = [equation(cell) for cell in cells if cell.reason is None]
    shown = np.array(equations).reshape(len(equations), len(unknown))
    _, strength, directions = np.linalg.svd(shown)
    free = directions[(strength > 1e-9).sum() :]
    given_away = [
        (cell.scope, cell.grain, f"{cell.starts_on:%Y-%m}")
        for cell in cells
        if cell.small
        if np.abs(free @ equation(cell)).max(initial=0) < 1e-9
    ]
    assert given_away == [], f"{len(given_away)} of {kpi}"
