"""Checks that dates are read in any common order, which the whole column decides."""

from datetime import date

import duckdb
import pytest

from briefing.intake.load import load_into
from briefing.publish import prepare
from briefing.store.snapshots import Home
from tests.intake.columns import assert_told_at_the_heading, read_column
from tests.workbooks import Rows, Sheets, publish, upload

DAY, MONTH = "survey.answered_on", "finance.month"
FEB_19, FEB_3 = date(2026, 2, 19), date(2026, 2, 3)

READ: list[tuple[str, dict[object, object]]] = [
    (DAY, {"19/02/2026": FEB_19, "3/2/2026": FEB_3, "20.02.26": date(2026, 2, 20)}),
    (DAY, {"02/19/2026": FEB_19, "2/3/2026": FEB_3, "02-20-2026": date(2026, 2, 20)}),
    (DAY, {"19.02.26": FEB_19, "19.02.49": date(2049, 2, 19), "19.02.50": date(1950, 2, 19)}),
    (DAY, {"2026/02/19": FEB_19, "2026.2.3": FEB_3, "20260219": FEB_19, "2026-2-3": FEB_3}),
    (DAY, {"19-Feb-2026": FEB_19, "19 FEB 26": FEB_19, "19Feb2026": FEB_19}),
    (DAY, {"Feb 19, 2026": FEB_19, "February 3rd, 2026": FEB_3, "Feb. 19 2026": FEB_19}),
    (DAY, {"19 February 2026": FEB_19, "2026-Feb-19": FEB_19, "5 Sept. 2026": date(2026, 9, 5)}),
    (DAY, {"19. Februar 2026": FEB_19, "3. März 2026": date(2026, 3, 3)}),
    (DAY, {"1er février 2026": date(2026, 2, 1), "14 août 2026": date(2026, 8, 14)}),
    (DAY, {"3 de enero de 2026": date(2026, 1, 3), "19 dic 2026": date(2026, 12, 19)}),
    (DAY, {"Thursday, 19 February 2026": FEB_19, "Thu, Feb 19, 2026": FEB_19}),
    (DAY, {"19/02/2026 14:30": FEB_19, "20/02/2026, 2:30:59 PM": date(2026, 2, 20)}),
    (DAY, {"2026-02-19T10:00:00Z": FEB_19, "2026-02-19 10:00:00 +01:00": FEB_19}),
    (DAY, {46072: FEB_19, 46072.75: FEB_19, "46056": FEB_3}),
    (DAY, {"05/05/2026": date(2026, 5, 5), "6.6.26": date(2026, 6, 6)}),
    (DAY, {"19/02/2026": FEB_19, "20/02/2026": date(2026, 2, 20), FEB_3: FEB_3}),
    (
        MONTH,
        {"Jan 2026": date(2026, 1, 1), "Feb-26": date(2026, 2, 1), "März 2026": date(2026, 3, 1)},
    ),
    (MONTH, {"2026-02": date(2026, 2, 1), "2026/3": date(2026, 3, 1), "04/2026": date(2026, 4, 1)}),
    (MONTH, {"202605": date(2026, 5, 1), 46072: date(2026, 2, 1), "2026 June": date(2026, 6, 1)}),
    (MONTH, {"19/02/2026": date(2026, 2, 1), "20/03/2026": date(2026, 3, 1)}),
]


@pytest.mark.parametrize(("place", "cells"), READ)
def test_a_date_is_read_as_its_column_writes_them(
    con: duckdb.DuckDBPyConnection, place: str, cells: dict[object, object]
) -> None:
    read = read_column(con, place, *cells)
    assert (read.problems, read.values) == ([], list(cells.values()))


TOLD: list[tuple[str, list[object], list[object], str]] = [
    (DAY, ["19/02/2026", "03/02/2026"], [FEB_19, FEB_3], "only '19/02/2026' in A2 decides"),
    (DAY, ["03/02/2026", "02/19/2026"], [date(2026, 3, 2), FEB_19], "'02/19/2026' in A3"),
    (DAY, ["Feb 2026", "2026-02"], [date(2026, 2, 1)] * 2, "'Feb 2026' in A2, 2 cells"),
    (DAY, ["Q1 2026", "2026-Q3"], [date(2026, 1, 1), date(2026, 7, 1)], "'Q1 2026' in A2"),
    (DAY, ["2026-W07", "W53 2026"], [date(2026, 2, 9), date(2026, 12, 28)], "'2026-W07' in A2"),
    (MONTH, ["Q2 2026", "3. Quartal 2026"], [date(2026, 4, 1), date(2026, 7, 1)], "'Q2 2026'"),
    (MONTH, ["2026-W01", "KW 31/2026"], [date(2026, 1, 1), date(2026, 7, 1)], "'2026-W01'"),
    (
        DAY,
        [date(2011, 5, 7), date(2012, 1, 4), date(2014, 11, 5), "09/19/88", "07/13/2015"],
        [date(2011, 5, 7), date(2012, 1, 4), date(2014, 11, 5), date(1988, 9, 19),
         date(2015, 7, 13)],
        "3 dates that all fall on the 12th or before, and 2 texts that do not",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("place", "cells", "values", "found"), TOLD)
def test_a_heading_says_how_its_dates_were_read(
    con: duckdb.DuckDBPyConnection,
    place: str,
    cells: list[object],
    values: list[object],
    found: str,
) -> None:
    assert_told_at_the_heading(read_column(con, place, *cells), values, found)


ASKED: list[tuple[list[object], list[str]]] = [
    (["03/02/2026", "04/02/2026"], ["'03/02/2026' in A2, 2 cells", "2026-02-03", "2026-03-02"]),
    ([None, "3.2.26"], ["'3.2.26' in A3, 1 cell", "2026-02-03", "2026-03-02"]),
    (["19/02/2026", "02/19/2026", "01/02/2026"], ["'19/02/2026' in A2", "'02/19/2026' in A3"]),
    (["19-02-26", "20-03-26"], ["'19-02-26' in A2", "2019-02-26", "2026-02-19"]),
]


@pytest.mark.parametrize(("cells", "said"), ASKED)
def test_an_order_that_stays_open_is_asked_about_once(
    con: duckdb.DuckDBPyConnection, cells: list[object], said: list[str]
) -> None:
    read = read_column(con, "workers.left_on", *cells)
    (problem,) = read.problems
    assert (problem.cell, problem.level) == ("A1", "error")
    assert all(part in problem.found + problem.expected for part in said)
    assert "date_order" in problem.mend
    assert not any(read.values)


@pytest.mark.parametrize(
    ("order", "values", "cells"),
    [
        ("day first", [FEB_3, FEB_19, None], [("A4", "error")]),
        ("Month first", [date(2026, 3, 2), None, FEB_19], [("A3", "error")]),
    ],
)
def test_the_setting_settles_the_order(
    con: duckdb.DuckDBPyConnection,
    order: str,
    values: list[object],
    cells: list[tuple[str, str]],
) -> None:
    # The sheet Settings stands behind, and is read first all the same.
    settings = {"Settings": [["name", "value"], ["date_order", order]]}
    written = ["03/02/2026", "19/02/2026", "02/19/2026"]
    read = read_column(con, DAY, *written, beside=settings)
    assert (read.values, read.cells) == (values, cells)


def test_the_setting_in_force_settles_the_order_of_a_later_load(home: Home) -> None:
    rows = [["name", "value"], ["date_order", "day first"]]
    publish(home, upload({"Settings": rows, "Units": [["unit"], ["Sales"]]}))
    head = ["employee_id", "unit", "hired_on"]
    book = upload({"Workers": [head, [1, "Sales", "03/02/2026"]]})
    assert prepare(home, [book]).problems == ()


def test_the_setting_of_a_later_file_settles_the_order(con: duckdb.DuckDBPyConnection) -> None:
    rows: Rows = [["employee_id", "unit", "hired_on"], [1, "Sales", "03/02/2026"]]
    settings = {"Settings": [["name", "value"], ["date_order", "day first"]]}
    files = [upload({"Workers": rows}, "workers.xlsx"), upload(settings, "settings.xlsx")]
    assert load_into(con, files).problems == ()
    assert con.execute("SELECT hired_on FROM workers").fetchall() == [(date(2026, 2, 3),)]


@pytest.mark.parametrize(
    "text",
    ["31/02/2026", "19/02", "Feb-26", "2026", "99/99/2026", "19 Fob 2026", "today", "W54 2026",
     "Q5 2026", "[Date]", "9000", "26-02-2026-01"],
)  # fmt: skip
def test_what_is_no_date_is_quoted_at_its_cell(con: duckdb.DuckDBPyConnection, text: str) -> None:
    (problem,) = read_column(con, DAY, text).problems
    assert (problem.cell, problem.found, problem.level) == ("A2", f"'{text}'", "error")


@pytest.mark.parametrize(
    ("rows", "settled"),
    [
        ([date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1), "15/02/2026", "16/02/2026"], True),
        ([date(2026, 1, 5), date(2026, 2, 4), date(2026, 3, 19), "15/02/2026", "16/02/26"], True),
        ([date(2026, 1, 5), date(2026, 2, 4), date(2026, 3, 9), "15/02/2026", "16/02/26"], False),
    ],
)
def test_a_swap_is_told_from_dates_that_are_right(
    con: duckdb.DuckDBPyConnection, rows: list[object], *, settled: bool
) -> None:
    assert (read_column(con, DAY, *rows).problems == []) is settled


@pytest.mark.parametrize(
    ("workers", "learners", "managers", "cells"),
    [
        (["0012", "0100"], [12, 100], [None, None], ["Learning!A1"]),
        ([12, 100], ["0012", "0100"], [None, None], ["Workers!A1"]),
        (["0012", "0100"], ["0012"], [None, 12], ["Workers!D1"]),
        (["12", "100"], [12], [100, None], []),
        (["0012", "99"], ["99"], [None, None], []),
    ],
)
def test_identifiers_without_their_zeros_are_told_at_the_heading(
    home: Home,
    workers: list[object],
    learners: list[object],
    managers: list[object],
    cells: list[str],
) -> None:
    head = ["employee_id", "unit", "hired_on", "manager_id"]
    staff = [[one, "A", "2026-01-01", boss] for one, boss in zip(workers, managers, strict=True)]
    days = [[one, "2026-01-01", "Lab", "lab"] for one in learners]
    sheets: Sheets = {
        "Units": [["unit"], ["A"]],
        "Workers": [head, *staff],
        "Learning": [["employee_id", "happened_on", "activity", "kind"], *days],
    }
    problems = prepare(home, [upload(sheets)]).problems
    told = [p for p in problems if "leading zeros" in p.found]
    assert [f"{problem.sheet}!{problem.cell}" for problem in told] == cells
    assert all("0012" in problem.expected for problem in told)


def test_a_column_of_an_unknown_order_does_not_hide_what_else_is_wrong(
    con: duckdb.DuckDBPyConnection,
) -> None:
    head = ["employee_id", "unit", "hired_on", "left_on"]
    rows = [[1, "A", "03/02/2026", "soon"], [2, "A", "04/05/2026", None]]
    problems = load_into(con, [upload({"Workers": [head, *rows]})]).problems
    assert [(problem.cell, problem.level) for problem in problems] == [
        ("C1", "error"),
        ("D2", "error"),
    ]
