"""What is said of a column, alike in the template's comments and in the column dictionary."""

from briefing.columns import Column, Kind
from briefing.tables import BY_NAME

_UNITS = {"currency": "money, in the currency that Settings names"}


def holds(column: Column) -> str:
    """Say what a cell holds: its range or choices, unit, and the sheet that it refers to."""
    words = column.expectation
    if column.kind is Kind.SHARE:
        words = words.replace("a share", "a share, such as 3% or 0.03,", 1).rstrip(",")
    if column.unit:
        words += f" ({_UNITS.get(column.unit, column.unit)})"
    if column.refers_to:
        words += f", as in the sheet {BY_NAME[column.refers_to].sheet}"
    return words


def comment_lines(column: Column) -> list[str]:
    """Give what a heading's comment says, a paragraph a line."""
    lines = [
        column.help,
        f"Holds {holds(column)}.",
        "Must be filled in." if column.required else "May be left empty.",
    ]
    if column.headings:
        lines.append(f"Also understood as a heading: {', '.join(column.headings)}.")
    return lines
