"""Remarks: what is said about a whole column at its heading, and which of its texts wait."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import duckdb

from briefing.intake.recognise import Layout
from briefing.problems import Correction, Level, Problem

WAITING_DDL = "CREATE OR REPLACE TEMP TABLE asked (name VARCHAR, text VARCHAR)"
"""The texts that are not read before somebody has answered for their column."""


@dataclass
class Remarks:
    """Collects the problems of one column; `waits` is set where some of its texts wait."""

    layout: Layout
    name: str
    problems: list[Problem] = field(default_factory=list)
    waits: bool = False

    def cell(self, row: int) -> str:
        """Give the name of the column's cell in a row."""
        return f"{self.layout.letter(self.name)}{row}"

    def cells(self, rows: Sequence[int], shown: int = 3) -> str:
        """Give the names of the first cells: "C3, C9, C14 and so on"."""
        first = ", ".join(self.cell(row) for row in rows[:shown])
        return f"{first} and so on" if len(rows) > shown else first

    def warn(
        self, found: str, expected: str, mend: str, correction: Correction | None = None
    ) -> None:
        """Say how the column was read, where somebody should know."""
        self._add(found, expected, mend, Level.WARNING, correction)

    def ask(self, found: str, expected: str, mend: str) -> None:
        """Ask what the column means; nothing is published before it is answered."""
        self._add(found, expected, mend, Level.ERROR)

    def wait_for_answer(self, con: duckdb.DuckDBPyConnection, condition: str) -> None:
        """Let the texts of `written` that meet a condition wait, instead of naming each."""
        con.execute(f"INSERT INTO asked SELECT ?, text FROM written WHERE {condition}", [self.name])
        self.waits = True

    def _add(
        self,
        found: str,
        expected: str,
        mend: str,
        level: Level,
        correction: Correction | None = None,
    ) -> None:
        sheet = self.layout.sheet
        heading = self.cell(self.layout.header_row)
        self.problems.append(
            Problem(
                sheet.upload.name, sheet.name, heading, found, expected, mend, level, correction
            )
        )
