"""Checks that numbers and months in any notation, under merged headings, are read back."""

import io
from collections.abc import Callable
from datetime import date

import duckdb
import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.intake.load import load_into
from briefing.intake.read import Upload
from briefing.problems import errors
from tests.workbooks import workbook

# Each is certain in itself: two kinds of separators, or none.
NUMBERS: list[Callable[[int], object]] = [
    lambda n: n,
    lambda n: f"{n}",
    lambda n: f"{n:,}.00",
    lambda n: f"€ {n:,}.00",
    lambda n: f"{n:,}.00 EUR",
    lambda n: f" {n:,}.00 ",
]
MONTHS: list[Callable[[date], str]] = [
    lambda d: d.isoformat(),
    lambda d: f"{d:%b %Y}",
    lambda d: f"{d:%Y-%m}",
    lambda d: f"{d:%m/%Y}",
]
BAD = ("about right", "#N/A?", "see note")
Case = tuple[bytes, dict[int, tuple[str, date, float | None]], dict[str, str]]


@st.composite
def books(draw: st.DrawFn) -> Case:
    """Give a workbook, what each Excel row means, and each column's letter."""
    offset, titles = draw(st.integers(0, 2)), draw(st.integers(0, 3))
    grouped = draw(st.booleans())
    rows: list[list[object]] = [[f"Finance, as of quarter {n}"] for n in range(titles)]
    pad: list[object] = [None] * offset
    if grouped:
        rows.append([*pad, "Where and when", None, "Amounts", None])
    rows.append([*pad, "Department", "Month", "Revenue", "FTE"])
    meant: dict[int, tuple[str, date, float | None]] = {}
    unit = draw(st.sampled_from(["Sales", "North & South"]))
    for number in range(draw(st.integers(1, 8))):
        rows += [[]] * draw(st.integers(0, 1))
        month = date(2025, 1 + number, 1)
        money = draw(st.none() | st.integers(1000, 9_999_999))
        rows.append([
            *pad,
            unit,
            draw(st.sampled_from(MONTHS))(month),
            draw(st.sampled_from(BAD)) if money is None else draw(st.sampled_from(NUMBERS))(money),
            3,
        ])  # fmt: skip
        meant[len(rows)] = unit, month, money
    letters = dict(zip(("unit", "month", "revenue", "fte"), "ABCDEF"[offset:], strict=False))
    book = openpyxl.load_workbook(io.BytesIO(workbook({"Finance": rows})))
    if grouped:
        for first, last in (("unit", "month"), ("revenue", "fte")):
            book.worksheets[0].merge_cells(
                f"{letters[first]}{titles + 1}:{letters[last]}{titles + 1}"
            )
    content = io.BytesIO()
    book.save(content)
    return content.getvalue(), meant, letters


@settings(max_examples=30, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(books())
def test_money_and_months_are_read_back_with_the_cells_of_bad_ones(
    con: duckdb.DuckDBPyConnection, case: Case
) -> None:
    content, meant, letters = case
    con.execute("DELETE FROM finance; DELETE FROM loads")
    bad = errors(load_into(con, [Upload("book.xlsx", content)]).problems)
    loaded = con.execute("SELECT _row, unit, month, revenue FROM finance").fetchall()
    assert {row: (unit, month, money) for row, unit, month, money in loaded} == meant
    assert sorted(problem.cell for problem in bad) == sorted(
        f"{letters['revenue']}{row}" for row, (_, _, money) in meant.items() if money is None
    )
