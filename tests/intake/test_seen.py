"""What a person is shown of each sheet, to confirm or to put right."""

import duckdb

from briefing.intake.load import load_into
from briefing.intake.mapping import LEFT_OUT, Confirmed
from briefing.intake.said import Said
from briefing.intake.seen import SeenHeading
from tests.workbooks import upload

_ROWS: list[list[object]] = [
    ["Employee ID", "Department", "Hire Day", "Shoe size"],
    ["1001", "Sales", "2024-01-08", 42],
    ["1002", "Sales", "2024-02-05", 39],
]


def _hire_day(*columns: tuple[str, str]) -> Confirmed:
    return Confirmed("workers", columns)


def test_each_heading_is_shown_with_what_it_was_taken_for(con: duckdb.DuckDBPyConnection) -> None:
    (sheet,) = load_into(con, [upload({"Workers": _ROWS})]).seen
    assert (sheet.sheet, sheet.table) == ("Workers", "workers")
    taken = {heading.text: heading.column for heading in sheet.headings}
    assert taken["Employee ID"] == "employee_id"
    assert taken["Department"] == "unit"
    assert sheet.headings[-1] == SeenHeading("D", "Shoe size", "")


def test_a_heading_that_may_be_a_column_is_asked_about(con: duckdb.DuckDBPyConnection) -> None:
    rows: list[list[object]] = [
        ["Employee ID", "Department", "Day of hiring"],
        *(row[:3] for row in _ROWS[1:]),
    ]
    (sheet,) = load_into(con, [upload({"Workers": rows})]).seen
    assert sheet.asks
    assert "hired_on" in {*sheet.missing, *sheet.headings[2].suggested}


def test_a_sheet_that_is_none_of_ours_is_shown_with_its_headings(
    con: duckdb.DuckDBPyConnection,
) -> None:
    (sheet,) = load_into(con, [upload({"Lunch": [["Dish", "Price"], ["Soup", 4]]})]).seen
    assert sheet.table == ""
    assert [heading.text for heading in sheet.headings] == ["Dish", "Price"]
    assert not sheet.asks


def test_a_heading_that_a_person_leaves_out_is_left_out(con: duckdb.DuckDBPyConnection) -> None:
    rows = [[*_ROWS[0], "Left On"], [*_ROWS[1], "2025-01-31"]]
    said = Said((_hire_day(("Hire Day", "hired_on"), ("Left On", LEFT_OUT)),))
    reading = load_into(con, [upload({"Workers": rows})], said=said)
    (sheet,) = reading.seen
    taken = {heading.text: heading.column for heading in sheet.headings}
    assert (taken["Hire Day"], taken["Left On"]) == ("hired_on", "")
    assert con.execute("SELECT left_on FROM workers").fetchall() == [(None,)]
    assert not [problem for problem in reading.problems if "Left On" in problem.found]


def test_two_mappings_each_find_their_sheet(con: duckdb.DuckDBPyConnection) -> None:
    said = Said(
        (
            _hire_day(("Hire Day", "hired_on")),
            Confirmed("units", (("Area", "unit"), ("Size", "headcount"))),
        )
    )
    sheets: dict[str, list[list[object]]] = {
        "People": _ROWS,
        "Areas": [["Area", "Size"], ["Sales", 12]],
    }
    reading = load_into(con, [upload(sheets)], said=said)
    assert {sheet.sheet: sheet.table for sheet in reading.seen} == {
        "People": "workers",
        "Areas": "units",
    }
    assert len(reading.confirmed) == 2


def test_a_mapping_that_fits_no_sheet_is_told_beside_one_that_does(
    con: duckdb.DuckDBPyConnection,
) -> None:
    said = Said((_hire_day(("Hire Day", "hired_on")), _hire_day(("Began", "hired_on"))))
    problems = load_into(con, [upload({"Workers": _ROWS})], said=said).problems
    assert [p.found for p in problems if "no sheet with" in p.found] == [
        "no sheet with the headings 'Began'"
    ]
