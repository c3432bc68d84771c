"""Checks that tables are found in sheets as people lay them out, and what is left out is told."""

import duckdb
import pytest

from briefing.intake.load import load_into
from briefing.intake.mapping import asked_mapping, drift
from briefing.intake.names import candidates, certain, folded
from briefing.intake.said import Said
from briefing.problems import Level, errors
from briefing.tables import BY_NAME
from tests.workbooks import Rows, excel_error, upload

HEAD = ["Employee ID", "Department", "Hire Date"]
ANA = ["001", "Sales", "2025-01-06"]
BEA = ["002", "Sales", "2025-02-03"]


@pytest.mark.parametrize(
    ("rows", "header_row", "places"),
    [
        ([HEAD, ANA, BEA], 1, [2, 3]),
        ([["Headcount report"], [], HEAD, ANA, BEA], 3, [4, 5]),
        ([["Exported on:", "2026-10-01"], ["By:", "Ana"], HEAD, ANA, [], BEA], 3, [4, 6]),
        ([[], [None, None, *HEAD], [None, None, *ANA]], 2, [3]),
        ([["Employee", None, "Hire"], ["ID", "Department", "Date"], ANA, BEA], 2, [3, 4]),
        ([["H E A D C O U N T"], HEAD, ANA], 2, [3]),
        ([["Employee\nID", "Department¹", "Hire Date (local)"], ANA], 1, [2]),
    ],
)
def test_headings_are_found_wherever_they_stand(
    con: duckdb.DuckDBPyConnection, rows: Rows, header_row: int, places: list[int]
) -> None:
    reading = load_into(con, [upload({"Export": rows})])
    assert errors(reading.problems) == []
    assert con.execute("SELECT header_row FROM loads").fetchall()[0][0] == header_row
    assert [row for (row,) in con.execute("SELECT _row FROM workers ORDER BY 1").fetchall()] == (
        places
    )


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([HEAD, ANA, BEA, ["Total", None, excel_error("#DIV/0!")]], "totals in row 4"),
        ([HEAD, ANA, BEA, [], ["Source: the HR system"]], "notes below the table in row 5"),
        ([HEAD, ANA, HEAD, BEA], "the headings again in row 3"),
        ([HEAD, ANA, [None, "Sales Total", 1], BEA], "totals in row 3"),
        (
            [HEAD, ["Sales department"], ANA, ["Back office"], [], BEA],
            "headings of sections in rows 2, 4",
        ),
    ],
)
def test_rows_that_are_none_of_data_are_left_out_and_told(
    con: duckdb.DuckDBPyConnection, rows: Rows, found: str
) -> None:
    reading = load_into(con, [upload({"Workers": rows})])
    assert [(one.found, one.level) for one in reading.problems] == [(found, Level.WARNING)]
    assert reading.tables == {"workers": 2}


def test_a_summary_beside_the_table_is_left_out_as_one(con: duckdb.DuckDBPyConnection) -> None:
    rows: list[list[object]] = [[*HEAD, None, "Department", "Heads"], [*ANA, None, "Sales", 5]]
    rows += [["1" + str(at), "Sales", "2025-01-06"] for at in range(8)]
    reading = load_into(con, [upload({"Workers": rows})])
    assert [one.found for one in reading.problems] == ["a second block in columns E to F"]
    assert reading.tables == {"workers": 9}


def test_an_id_behind_a_name_is_taken_alone(con: duckdb.DuckDBPyConnection) -> None:
    rows = [["Worker", *HEAD[1:]], ["Doe, Jane (1001)", *ANA[1:]], ["1002", *BEA[1:]]]
    reading = load_into(con, [upload({"Export": rows})])
    assert con.execute("SELECT employee_id FROM workers ORDER BY 1").fetchall() == [
        ("1001",),
        ("1002",),
    ]
    assert [one.cell for one in reading.problems] == ["A2"]


@pytest.mark.parametrize(
    ("heading", "taken"),
    [
        ("Hired Date", "hired_on"),
        ("Depatment", "unit"),
        ("Rehire Date", None),
        ("Fire Date", None),
        ("Favourite colour", None),
    ],
)
def test_a_heading_is_taken_only_where_it_is_very_like(heading: str, taken: str | None) -> None:
    match = certain(candidates(heading, BY_NAME["workers"]))
    assert (match.column if match else None) == taken


def test_what_is_only_near_is_asked(con: duckdb.DuckDBPyConnection) -> None:
    rows = [["Employee ID", "Department", "Fire Date"], ANA]
    (problem,) = errors(load_into(con, [upload({"Workers": rows})]).problems)
    assert problem.found == "no column hired_on"
    assert '--map "Fire Date=hired_on" --table workers' in problem.mend


def test_a_persons_mapping_wins(con: duckdb.DuckDBPyConnection) -> None:
    rows: Rows = [
        ["Kennung", "Department", "Business Unit", "Beginn"],
        ["1", "A", "B", "2025-01-06"],
    ]
    asked = asked_mapping(["Kennung=employee_id", "Beginn=hired_on", "Business Unit=unit"],
                          "Workers")  # fmt: skip
    reading = load_into(con, [upload({"Export": rows})], said=Said((asked,)))
    assert errors(reading.problems) == []
    assert con.execute("SELECT employee_id, unit FROM workers").fetchall() == [("1", "B")]
    (confirmed,) = reading.confirmed
    assert confirmed.headings == tuple(rows[0])


def test_a_remembered_mapping_is_used_and_says_what_drifted(
    con: duckdb.DuckDBPyConnection,
) -> None:
    asked = asked_mapping(["Kennung=employee_id"], "workers")
    rows = [["Kennung", *HEAD[1:]], ANA]
    (confirmed,) = load_into(con, [upload({"Export": rows})], said=Said((asked,))).confirmed
    later = upload({"Export": [["Kennung", *HEAD[1:], "Ort"], [*BEA, "Bonn"]]})
    problems = load_into(con, [later], said=Said(remembered=(confirmed,))).problems
    assert "headings that changed (new: 'Ort')" in [one.found for one in problems]
    assert errors(problems) == []


def test_headings_gone_new_and_renamed_are_told_apart() -> None:
    changes = drift(["Worker", "Hire Date", "Shoe"], ["Worker", "Hire Dates", "Hat"])
    assert str(changes) == "gone: 'Shoe'; new: 'Hat'; renamed: 'Hire Date' to 'Hire Dates'"


@pytest.mark.parametrize(
    ("heading", "plain"),
    [
        ("Employee #", "employee_number"),
        ("Emp No.", "emp_number"),
        ("K e y   D a t a", "key_data"),
        ("D\0a\0y\0", "day"),
        ("Übersicht²", "ubersicht"),
    ],
)
def test_a_heading_is_folded(heading: str, plain: str) -> None:
    assert folded(heading) == plain
