"""Checks that any table in any layout and notation is read back, with the names of bad cells."""

from datetime import date

import duckdb
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.intake.load import load_into
from briefing.intake.read import read_workbook
from briefing.intake.recognise import recognise
from briefing.problems import errors
from tests.intake.test_any_notation import CERTAIN
from tests.workbooks import Rows, upload

COLUMNS = {
    "employee_id": (("Employee", "ID"), ("Worker", "ID")),
    "unit": (("Home", "Department"), ("Business", "Unit")),
    "hired_on": (("Hire", "Date"), ("Start", "Date")),
    "level": (("Pay", "Grade"), ("Job", "Level")),
}
TITLES = ["Headcount report", "Exported on 2026-10-01", "Only for HR", None]


@st.composite
def layouts(
    draw: st.DrawFn,
) -> tuple[Rows, dict[str, str], dict[int, tuple[str, date | None]]]:
    """Give rows, each column's letter, and for each Excel row the id and the date meant.

    Where no date is meant, the cell holds something that is none.
    """
    order = draw(st.permutations(list(COLUMNS)))
    names = {name: draw(st.sampled_from(COLUMNS[name])) for name in order}
    offset = draw(st.integers(0, 3))
    rows: list[list[object]] = [[title] for title in draw(st.lists(st.sampled_from(TITLES),
                                                                   max_size=4))]  # fmt: skip
    pad: list[object] = [None] * offset
    if draw(st.booleans()):
        rows.append([*pad, *(names[name][0] for name in order)])
        rows.append([*pad, *(names[name][1] for name in order)])
    else:
        rows.append([*pad, *(" ".join(names[name]) for name in order)])
    meant: dict[int, tuple[str, date | None]] = {}
    for number in range(draw(st.integers(1, 8))):
        rows += [[]] * draw(st.integers(0, 1))
        day = draw(st.none() | st.dates(date(2001, 1, 1), date(2024, 12, 31)))
        value = {
            "employee_id": f"{number:04}",
            "unit": draw(st.sampled_from(["Sales", "Operations", "North & South"])),
            "hired_on": draw(st.sampled_from(CERTAIN))(day) if day else "when the plant opens",
            "level": draw(st.sampled_from(["G1", "G2"])),
        }
        rows.append([*pad, *(value[name] for name in order)])
        meant[len(rows)] = value["employee_id"], day
    return rows, {name: "ABCDEFGH"[offset + at] for at, name in enumerate(order)}, meant


@settings(max_examples=30, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(layouts())
def test_any_layout_is_read_back(
    con: duckdb.DuckDBPyConnection,
    layout: tuple[Rows, dict[str, str], dict[int, tuple[str, date | None]]],
) -> None:
    rows, letters, meant = layout
    book = upload({"Export": rows})
    found, _ = recognise(read_workbook(book)[0][0])
    assert found
    assert {name: found.letter(name) for name in letters} == letters
    con.execute("DELETE FROM workers; DELETE FROM loads")
    bad = errors(load_into(con, [book]).problems)
    loaded = con.execute("SELECT _row, employee_id, hired_on FROM workers").fetchall()
    assert {row: (one, day) for row, one, day in loaded} == meant
    assert sorted(problem.cell for problem in bad) == sorted(
        f"{letters['hired_on']}{row}" for row, (_, day) in meant.items() if day is None
    )
