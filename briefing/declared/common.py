"""Columns and words that several sheets share."""

from briefing.columns import Column, Kind

UNIT_HEADINGS = (
    "Department", "Business Unit", "Division", "Cost Center Name", "Organization",
    "Supervisory Organization", "Department Name", "Home Department", "Org Unit",
)  # fmt: skip
UNIT = Column("unit", Kind.ID, "The unit, as in Units.", refers_to="units", headings=UNIT_HEADINGS)
MONTH = Column("month", Kind.MONTH, "The month.", headings=("Period", "Fiscal Period"))
KPI_UNITS = ("share", "days", "hours", "money", "points", "people", "score", "rate")
BETTER = ("up", "down")


def number(  # noqa: PLR0913 the words of a column belong together
    name: str,
    words: str,
    *,
    required: bool = False,
    low: float | None = 0,
    high: float | None = None,
    unit: str = "",
) -> Column:
    """Declare a number that may be left out and is not negative, unless said otherwise."""
    return Column(name, Kind.NUMBER, words, required=required, low=low, high=high, unit=unit)


def rating(name: str, words: str, low: int, high: int, *, required: bool = False) -> Column:
    """Declare a whole number on a scale, both ends included."""
    return Column(name, Kind.WHOLE, words, required=required, low=low, high=high)


def words(name: str, meaning: str, *, required: bool = False, longest: int | None = None) -> Column:
    """Declare a text that may be left out, unless said otherwise."""
    return Column(name, Kind.TEXT, meaning, required=required, longest=longest)


def day(name: str, meaning: str, *, required: bool = False) -> Column:
    """Declare a date that may be left out, unless said otherwise."""
    return Column(name, Kind.DATE, meaning, required=required)


def choice(name: str, meaning: str, choices: tuple[str, ...], *, required: bool = False) -> Column:
    """Declare one of a few words, which may be left out unless said otherwise."""
    return Column(name, Kind.CHOICE, meaning, required=required, choices=choices)
