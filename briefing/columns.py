"""Column and Table: how a sheet is declared, once, for checks, DDL and documentation."""

import math
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What a cell holds."""

    ID = "id"
    TEXT = "text"
    CHOICE = "choice"
    WHOLE = "whole number"
    NUMBER = "number"
    SHARE = "share"
    DATE = "date"
    MONTH = "month"
    YES_NO = "yes or no"


SQL_TYPES = {
    Kind.ID: "VARCHAR",
    Kind.TEXT: "VARCHAR",
    Kind.CHOICE: "VARCHAR",
    Kind.WHOLE: "BIGINT",
    Kind.NUMBER: "DOUBLE",
    Kind.SHARE: "DOUBLE",
    Kind.DATE: "DATE",
    Kind.MONTH: "DATE",
    Kind.YES_NO: "BOOLEAN",
}

_NOUNS = {
    Kind.ID: "an identifier",
    Kind.TEXT: "text",
    Kind.WHOLE: "a whole number",
    Kind.NUMBER: "a number",
    Kind.SHARE: "a share",
    Kind.DATE: "a date",
    Kind.MONTH: "a month (any date in it)",
    Kind.YES_NO: "yes or no",
}

_MENDS = {
    Kind.ID: "Write the identifier that the other sheets use.",
    Kind.TEXT: "Write a word or two.",
    Kind.WHOLE: "Write digits only, without a decimal point or a unit.",
    Kind.NUMBER: "Write digits only, without a unit.",
    Kind.SHARE: "Write 3% as 0.03, or as 3% in a cell that Excel formats as a percentage.",
    Kind.DATE: "Write it as 2026-02-19, or give the cell a date format in Excel.",
    Kind.MONTH: "Write it as 2026-02-01, or give the cell a date format in Excel.",
    Kind.YES_NO: "Write yes or no.",
}


Example = str | int | float | date | None
"""A cell of an example row."""


@dataclass(frozen=True)
class Column:
    """One column of a sheet: its name, what its cells hold, and what other systems call it.

    `low` and `high` bound a number, both included; `refers_to` names the table whose key
    the cell must hold; `headings` are other names under which exports have this column;
    `longest` bounds a text, in characters; `synonyms` are other words for a choice (or for yes
    and no), each in small letters without blanks and hyphens, with the choice that it means;
    `person` marks the number that the HR system gave somebody.
    """

    name: str
    kind: Kind
    help: str
    required: bool = True
    low: float | None = None
    high: float | None = None
    unit: str = ""
    choices: tuple[str, ...] = ()
    refers_to: str = ""
    headings: tuple[str, ...] = ()
    longest: int | None = None
    synonyms: tuple[tuple[str, str], ...] = ()
    person: bool = False

    @property
    def sql_type(self) -> str:
        """The DuckDB type of the loaded column."""
        return SQL_TYPES[self.kind]

    @property
    def expectation(self) -> str:
        """What a cell must hold, in words: "a number from 0 to 10"."""
        if self.choices:
            return f"one of {', '.join(self.choices)}"
        noun = _NOUNS[self.kind]
        if self.longest is not None:
            return f"{noun} of at most {self.longest} characters"
        if self.low is not None and self.high is not None:
            return f"{noun} from {self.low:g} to {self.high:g}"
        if self.low is not None:
            return f"{noun} of at least {self.low:g}"
        if self.high is not None:
            return f"{noun} of at most {self.high:g}"
        return noun

    @property
    def mend(self) -> str:
        """How to put a cell right that is not what was expected."""
        if self.choices:
            return "Use one of the words as they stand here."
        if self.longest is not None:
            return "Say it in fewer words: it must fit where it is shown."
        return _MENDS[self.kind]

    def mend_of(self, found: str) -> str:
        """How to put right what was found, where the number itself says what was meant."""
        try:
            number = float(found)
        except ValueError:
            return self.mend
        low = -math.inf if self.low is None else self.low
        if number < 0 <= low:
            return "Write it without the minus sign."
        high = math.inf if self.high is None else self.high
        if self.kind is Kind.SHARE and number > high and low <= number / 100 <= high:
            meant = f"If {number:g}% is meant, write {number / 100:g}, or {number:g}% in a cell"
            return f"{meant} that Excel formats as a percentage."
        return self.mend


@dataclass(frozen=True)
class Table:
    """One sheet: its columns, key and order rules. `people` marks rows about single persons.

    `ascending` lists columns whose values may not go down from left to right within a row;
    `example` is a row as a person would fill it in, in the order of the columns. The template
    shows it, and a row that still is the example is not loaded: a cell that must be filled says
    that it is one, so that no real row equals it. `held_by` says who usually has the sheet, and
    `feeds` what is made from it.
    """

    name: str
    sheet: str
    help: str
    columns: tuple[Column, ...]
    example: tuple[Example, ...]
    held_by: str
    feeds: str
    key: tuple[str, ...] = ()
    people: bool = False
    ascending: tuple[tuple[str, ...], ...] = ()

    def ddl(self, schema: str = "main") -> str:
        """Give the CREATE TABLE of the loaded rows, with the cells' origin beside them."""
        columns = ", ".join(f'"{c.name}" {c.sql_type}' for c in self.columns)
        origin = "_load VARCHAR, _sheet VARCHAR, _row BIGINT"
        return f'CREATE TABLE {schema}."{self.name}" ({columns}, {origin})'

    def column(self, name: str) -> Column:
        """Give the column of that name; a name that is not declared is a programmer's error."""
        return next(column for column in self.columns if column.name == name)
