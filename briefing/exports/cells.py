"""What a cell of the template may hold: its number format, and the check that Excel makes of it."""

from typing import Literal, TypeAlias

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from briefing.columns import Column, Kind, Table

LAST_ROW = 100_000
"""Excel checks what is typed down to here; the largest exports are pasted, and checked on load."""

Compared: TypeAlias = Literal["whole", "decimal", "date", "textLength"]
_COMPARED: dict[Kind, Compared] = {
    Kind.DATE: "date",
    Kind.MONTH: "date",
    Kind.WHOLE: "whole",
    Kind.NUMBER: "decimal",
    Kind.SHARE: "decimal",
}
_DAYS = 61, 109_574
"""1 March 1900, before which Excel counts a day that never was, and 31 December 2199."""

_LARGEST = 10**15
_LONGEST_LIST = 255
"""Excel takes no longer list in the check itself."""

_FORMATS = {
    # Text keeps the zeros at the head of an employee's number.
    Kind.ID: "@",
    Kind.DATE: "yyyy-mm-dd",
    Kind.MONTH: "mmm yyyy",
    Kind.SHARE: "0.0%",
}
_UNIT_FORMATS = {"currency": "#,##0", "FTE": "#,##0.0"}


def number_format(column: Column) -> str:
    """Give Excel's format of the column's cells."""
    return _FORMATS.get(column.kind) or _UNIT_FORMATS.get(column.unit, "General")


def validation(column: Column) -> DataValidation | None:
    """Give the check of what is typed into the column, or None where any text is right."""
    choices = ("yes", "no") if column.kind is Kind.YES_NO else column.choices
    if choices:
        return choice_of(column, choices)
    if column.longest is not None:
        return _between(column, "textLength", 0, column.longest)
    if column.kind not in _COMPARED:
        return None
    compared = _COMPARED[column.kind]
    ends = _DAYS if compared == "date" else (column.low, column.high)
    return _between(column, compared, *ends)


def choice_of(column: Column, words: tuple[str, ...]) -> DataValidation:
    """Let only these words be chosen; they must fit into the check."""
    listed = ",".join(words)
    if len(listed) > _LONGEST_LIST:
        message = f"{column.name} has more choices than fit into Excel's own list"
        raise ValueError(message)
    return _stopping(column, DataValidation("list", formula1=f'"{listed}"'))


def name_of(column: Column, cells: str) -> DataValidation:
    """Let only the names be chosen that stand in `cells`, on the sheet that explains."""
    check = _stopping(column, DataValidation("list", formula1=cells))
    check.error = f"{column.name} must be a name that the first sheet lists. Choose one."
    return check


def reference_to(column: Column, other: Table) -> DataValidation:
    """Offer the keys filled in on another table's sheet, and ask before another is taken.

    It only asks: what is published already may be referred to without standing in this file.
    """
    place = next(n for n, c in enumerate(other.columns, start=1) if c.name == other.key[0])
    first = f"'{other.sheet}'!${get_column_letter(place)}$2"
    keys = f"{first}:${get_column_letter(place)}${LAST_ROW}"
    filled = f"OFFSET({first},0,0,MAX(1,COUNTA({keys})),1)"
    return DataValidation(
        "list",
        formula1=filled,
        allow_blank=True,
        showErrorMessage=True,
        errorStyle="warning",
        errorTitle=f"Not in {other.sheet}",
        error=f"{column.name} names a row of the sheet {other.sheet}. Another is right only where "
        "that row is loaded already.",
    )


def _between(
    column: Column, compared: Compared, low: float | None, high: float | None
) -> DataValidation:
    ends = (-_LARGEST if low is None else low, _LARGEST if high is None else high)
    first, last = (f"{end:.16g}" for end in ends)
    return _stopping(
        column, DataValidation(compared, operator="between", formula1=first, formula2=last)
    )


def _stopping(column: Column, check: DataValidation) -> DataValidation:
    check.allow_blank = True
    check.showErrorMessage = True
    check.errorStyle = "stop"
    # Excel shows 32 characters of a title and 225 of a message.
    check.errorTitle = f"{column.name} does not fit"[:32]
    check.error = f"Expected {column.expectation}. {column.mend}"[:225]
    return check
