"""Checks that any table in any layout is read back, value by value, with its cells' names."""

import duckdb
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.intake.load import load_into
from briefing.intake.read import read_workbook
from briefing.intake.recognise import recognise
from briefing.problems import errors
from tests.workbooks import Rows, upload

COLUMNS = {
    "employee_id": (("Employee", "ID"), ("Worker", "ID")),
    "unit": (("Home", "Department"), ("Business", "Unit")),
    "hired_on": (("Hire", "Date"), ("Start", "Date")),
    "level": (("Pay", "Grade"), ("Job", "Level")),
}
TITLES = ["Headcount report", "Exported on 2026-10-01", "Only for HR", None]


@st.composite
def layouts(draw: st.DrawFn) -> tuple[Rows, dict[str, str], dict[int, str]]:
    """Give rows, each column's letter, and the id that stands in each Excel row."""
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
    ids: dict[int, str] = {}
    for number in range(draw(st.integers(1, 8))):
        rows += [[]] * draw(st.integers(0, 1))
        value = {
            "employee_id": f"{number:04}",
            "unit": draw(st.sampled_from(["Sales", "Operations", "North & South"])),
            "hired_on": "2025-01-06",
            "level": draw(st.sampled_from(["G1", "G2"])),
        }
        rows.append([*pad, *(value[name] for name in order)])
        ids[len(rows)] = value["employee_id"]
    return rows, {name: "ABCDEFGH"[offset + at] for at, name in enumerate(order)}, ids


@settings(max_examples=40, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(layouts())
def test_any_layout_is_read_back(
    con: duckdb.DuckDBPyConnection, layout: tuple[Rows, dict[str, str], dict[int, str]]
) -> None:
    rows, letters, ids = layout
    book = upload({"Export": rows})
    found, _ = recognise(read_workbook(book)[0][0])
    assert found
    assert {name: found.letter(name) for name in letters} == letters
    con.execute("DELETE FROM workers; DELETE FROM loads")
    assert errors(load_into(con, [book]).problems) == []
    assert dict(con.execute("SELECT _row, employee_id FROM workers").fetchall()) == ids
