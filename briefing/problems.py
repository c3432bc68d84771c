"""Problem: one thing wrong with what a person brought, with its cell and its mend."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum

REPORT_TITLE = "Problems found by Briefing"
"""What stands in A1 of the sheet that lists the problems in a workbook given back."""


class Level(StrEnum):
    """How bad it is: an error stops the publish, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Problem:
    """A finding in a file. `sheet` and `cell` are empty where the file as a whole is meant."""

    file: str
    sheet: str
    cell: str
    found: str
    expected: str
    mend: str
    level: Level = Level.ERROR

    def __str__(self) -> str:
        """Give the one-line form: file › Sheet!C14: found 'abc', expected a number."""
        place = f"{self.sheet}!{self.cell}" if self.cell else self.sheet
        where = f"{self.file} › {place}" if place else self.file
        return f"{where}: found {self.found}, expected {self.expected}"

    def as_dict(self) -> dict[str, str]:
        """Give the seven fields by name, as the command line's JSON has them."""
        return {name: str(value) for name, value in asdict(self).items()}


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Give only the problems that stop a publish."""
    return [problem for problem in problems if problem.level is Level.ERROR]
