"""Checks with random values in random notations that what is read is what was written, or asked."""

from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.intake.load import create_tables
from briefing.store.duck import build
from tests.intake.columns import ReadColumn, read_column

_EXAMPLES = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)

_MONTHS = ("Jan", "Feb", "March", "Apr", "May", "June", "Juli", "August", "Sept", "Okt", "Nov",
           "Dez")  # fmt: skip

# What they write is certain in each value by itself.
CERTAIN: list[Callable[[date], str]] = [
    lambda d: d.isoformat(),
    lambda d: f"{d:%Y/%m/%d}",
    lambda d: f"{d.year}.{d.month}.{d.day}",
    lambda d: f"{d:%Y%m%d}",
    lambda d: f"{d.day} {_MONTHS[d.month - 1]} {d.year}",
    lambda d: f"{_MONTHS[d.month - 1]} {d.day}, {d.year}",
    lambda d: f"{d.day:02}-{_MONTHS[d.month - 1].upper()}-{d:%y}",
    lambda d: str(d.toordinal() - date(1899, 12, 30).toordinal()),
    lambda d: f"{d:%A, %d %B %Y} 09:30 AM",
]
# Which part is the day only another value can say.
DAY_FIRST: list[Callable[[date], str]] = [
    lambda d: f"{d:%d/%m/%Y}",
    lambda d: f"{d.day}.{d.month}.{d.year}",
    lambda d: f"{d:%d/%m/%y}",
    lambda d: f"{d:%d-%m-%Y} 14:05",
]
MONTH_FIRST: list[Callable[[date], str]] = [
    lambda d: f"{d:%m/%d/%Y}",
    lambda d: f"{d.month}/{d.day}/{d:%y}",
    lambda d: f"{d:%m-%d-%Y}",
    lambda d: f"{d:%m/%d/%Y} 2:05 PM",
]
days = st.dates(date(1950, 1, 1), date(2049, 12, 31))


def read(place: str, cells: Sequence[object]) -> ReadColumn:
    with closing(build(Path(":memory:"))) as con:
        create_tables(con)
        return read_column(con, place, *cells)


@given(st.lists(st.tuples(days, st.sampled_from(CERTAIN)), min_size=1, max_size=12))
@_EXAMPLES
def test_a_certain_date_is_read_as_it_was_meant(
    written: list[tuple[date, Callable[[date], str]]],
) -> None:
    column = read("survey.answered_on", [write(day) for day, write in written])
    assert (column.values, column.problems) == ([day for day, _ in written], [])


@pytest.mark.parametrize("manners", [DAY_FIRST, MONTH_FIRST])
@given(data=st.data())
@_EXAMPLES
def test_an_order_is_read_where_it_is_certain_and_asked_about_where_not(
    manners: list[Callable[[date], str]], data: st.DataObject
) -> None:
    written = data.draw(
        st.lists(st.tuples(days, st.sampled_from(manners)), min_size=1, max_size=12)
    )
    column = read("survey.answered_on", [write(day) for day, write in written])
    meant = [day for day, _ in written]
    decided = any(day.day > 12 for day in meant)
    either = any(day.day <= 12 and day.day != day.month for day in meant)
    assert column.asked is (either and not decided)
    if not column.asked:
        assert column.values == meant
    else:
        assert all(value in {None, day} for value, day in zip(column.values, meant, strict=True))


def grouped(value: float, mark: str, group: str) -> str:
    return f"{value:,.2f}".replace(",", "\0").replace(".", mark).replace("\0", group)


# A decimal mark, what stands between thousands, and what stands around the number.
CONVENTIONS = [
    (".", ","),
    (",", "."),
    (",", " "),
    (".", "'"),
    (",", "\u00a0"),
    (".", ""),
    (",", ""),
]
AROUND: list[Callable[[str, bool], str]] = [
    lambda text, minus: f"-{text}" if minus else text,
    lambda text, minus: f"({text})" if minus else f"{text} ",
    lambda text, minus: f"{text}-" if minus else f"+{text}",
    lambda text, minus: f"\u2212€{text}" if minus else f"€ {text}",
    lambda text, minus: f"-{text} EUR" if minus else f"{text}€",
]
amounts = st.integers(-(10**11), 10**11).map(lambda cents: cents / 100)


@pytest.mark.parametrize(("mark", "group"), CONVENTIONS)
@given(written=st.lists(st.tuples(amounts, st.sampled_from(AROUND)), min_size=1, max_size=12))
@_EXAMPLES
def test_money_is_read_as_it_was_meant(
    mark: str, group: str, written: list[tuple[float, Callable[[str, bool], str]]]
) -> None:
    cells = [around(grouped(abs(value), mark, group), value < 0) for value, around in written]
    column = read("finance.revenue", cells)
    assert column.problems == []
    assert column.values == pytest.approx([value for value, _ in written])


# Whole numbers alone leave it open what 1,234 is; from a million on they do not.
@pytest.mark.parametrize("group", [",", "."])
@given(values=st.lists(st.integers(0, 10**8), min_size=1, max_size=12))
@_EXAMPLES
def test_thousands_are_never_guessed(group: str, values: list[int]) -> None:
    column = read("finance.fte", [f"{value:,}".replace(",", group) for value in values])
    if not column.problems:
        assert column.values == values
    elif not column.asked:
        # All of them are three digits behind a point, none a closing 0: it is said, at least.
        assert column.cells == [("A1", "warning")]
    if any(value >= 10**6 for value in values):
        assert column.values == values
