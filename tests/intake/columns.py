"""The short way from the cells of one column to what was read, and what was said of it."""

from dataclasses import dataclass

import duckdb

from briefing.intake.load import load_into
from briefing.problems import Level, Problem
from briefing.tables import BY_NAME
from tests.workbooks import Rows, Sheets, upload

_ROW: dict[str, dict[str, object]] = {
    "units": {"unit": "Sales"},
    "finance": {"unit": "Sales", "month": "2026-01-01", "revenue": 1, "fte": 1},
    "survey": {"survey": "enps", "unit": "Sales", "answered_on": "2026-01-01", "score": 1},
    "assumptions": {"assumption": "uplift", "low": 0.1, "base": 0.1, "high": 0.1},
    "workers": {"employee_id": 1, "unit": "Sales", "hired_on": "1950-01-01"},
    "requisitions": {"requisition_id": 1, "unit": "Sales", "opened_on": "1950-01-01"},
    "learning": {
        "employee_id": 1,
        "happened_on": "2026-01-01",
        "activity": "Lab",
        "kind": "lab",
    },
}
"""What the other cells of a row hold."""


@dataclass(frozen=True)
class ReadColumn:
    """The values of a column from row 2 on, and the problems of its cells and its heading."""

    values: list[object]
    problems: list[Problem]

    @property
    def cells(self) -> list[tuple[str, str]]:
        """The cells that have a problem, with its level."""
        return [(problem.cell, problem.level) for problem in self.problems]

    @property
    def asked(self) -> bool:
        """Whether the heading has a question that must be answered."""
        return ("A1", Level.ERROR) in self.cells


def read_column(
    con: duckdb.DuckDBPyConnection, place: str, *cells: object, beside: Sheets | None = None
) -> ReadColumn:
    """Load a sheet whose column A holds these cells, with good ones beside them."""
    table, _, column = place.partition(".")
    row = {name: cell for name, cell in _ROW[table].items() if name != column}
    rows: Rows = [[column, *row], *([cell, *row.values()] for cell in cells)]
    problems = load_into(con, [upload({BY_NAME[table].sheet: rows, **(beside or {})})]).problems
    values = con.execute(f'SELECT "{column}" FROM "{table}" ORDER BY _row').fetchall()
    # The rows are alike but for the column, and it is not the key that is looked at.
    told = [problem for problem in problems if not problem.found.endswith(" again")]
    return ReadColumn([value for (value,) in values], told)


def assert_told_at_the_heading(read: ReadColumn, values: list[object], found: str) -> None:
    """Check that one warning at the heading says how a column was read, and that it was read so."""
    assert read.cells == [("A1", "warning")]
    assert found in read.problems[0].found
    assert read.values == values
