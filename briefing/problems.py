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


def counted_cells(count: int) -> str:
    """Give a count in words: "1 cell", "1,200 cells"."""
    return "1 cell" if count == 1 else f"{count:,} cells"


@dataclass(frozen=True)
class Correction:
    """What some cells certainly mean, offered to a person and applied only once accepted.

    `before` and `after` are the first cell's texts, `after` "" where the row is left out; `cells`
    has the name of each cell with the text to be read in its place.
    """

    before: str
    after: str
    cells: tuple[tuple[str, str], ...]

    @property
    def shown(self) -> str:
        """What is read instead, in words."""
        return f"'{self.after}'" if self.after else "nothing, the row left out"

    @property
    def described(self) -> str:
        """What is read instead, with what it was where several cells are read otherwise."""
        if len(self.cells) == 1 or not self.after:
            return self.shown
        return f"{self.shown} for '{self.before}', and alike in {counted_cells(len(self.cells))}"


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
    correction: Correction | None = None

    def __str__(self) -> str:
        """Give the one-line form: file › Sheet!C14: found 'abc', expected a number."""
        place = f"{self.sheet}!{self.cell}" if self.cell else self.sheet
        where = f"{self.file} › {place}" if place else self.file
        return f"{where}: found {self.found}, expected {self.expected}"

    def as_dict(self) -> dict[str, object]:
        """Give the fields by name, as the command line's JSON has them."""
        return asdict(self)


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Give only the problems that stop a publish."""
    return [problem for problem in problems if problem.level is Level.ERROR]
