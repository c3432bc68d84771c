"""Checks that numbers, shares, words and identifiers are read as people write them."""

import duckdb
import pytest

from tests.intake.columns import assert_told_at_the_heading, read_column
from tests.workbooks import plain_text

MONEY, COUNT, SCORE = "finance.revenue", "finance.fte", "survey.score"
SHARE, ID, TEXT = "assumptions.confidence", "workers.manager_id", "workers.level"

NUMBERS: list[tuple[str, dict[object, object]]] = [
    (MONEY, {"1,234.5": 1234.5, "1,234": 1234, "0.5": 0.5, "12": 12}),
    (MONEY, {"1.234,5": 1234.5, "1.234": 1234, "0,5": 0.5, "1.234.567": 1234567}),
    (MONEY, {"1 234,5": 1234.5, "12 345": 12345, "7,25": 7.25}),
    (MONEY, {"1\u00a0234,50": 1234.5, "1\u202f234": 1234}),
    (MONEY, {"1'234.5": 1234.5, "1’234": 1234}),
    (MONEY, {"12,34,567.5": 1234567.5}),
    (MONEY, {"€1,200": 1200, "€ 5": 5, "7 €": 7, "8 EUR": 8, "eur 9": 9, "-€10": -10, "€-11": -11}),
    (MONEY, {"$1,200.00": 1200, "USD 3": 3, "US$4": 4, "(5 USD)": -5}),
    (MONEY, {"(1,234.50)": -1234.5, "5-": -5, "\u22126": -6, "- 7": -7, "\u20138": -8, "+9": 9}),
    (MONEY, {"1.2k": 1200, "3m": 3e6, "2.5 bn": 2.5e9, "4 K": 4000, "€5k": 5000, "1 Mio. €": 1e6}),
    (MONEY, {"1.5e3": 1500, "2E+2": 200, "1,5e3": 1500}),
    (MONEY, {"1,000": 1000, "2,500": 2500}),
    (COUNT, {"1.250,5": 1250.5, "1.250": 1250, "412,5": 412.5}),
    (COUNT, {"1,234": 1234, "5.50": 5.5}),
    (SCORE, {"7.0": 7, "8,0": 8}),
    (SHARE, {"20%": 0.2, "15 %": 0.15, "7.5%": 0.075, 0.3: 0.3}),
    (SHARE, {"20,5%": 0.205, "100%": 1}),
]


@pytest.mark.parametrize(("place", "cells"), NUMBERS)
def test_a_number_is_read_as_its_column_writes_them(
    con: duckdb.DuckDBPyConnection, place: str, cells: dict[object, object]
) -> None:
    read = read_column(con, place, *cells)
    assert read.problems == []
    assert read.values == pytest.approx(list(cells.values()))


# A heading that is asked about, and no other cell.
ASKED: list[tuple[str, list[object], str]] = [
    (COUNT, ["1,234", "5,678"], "'1,234' in A2"),
    (COUNT, [3, "1,234"], "'1,234' in A3"),
    (COUNT, ["1.250", "1.375"], "'1.250' in A2"),
    (COUNT, ["1.250,5", "1,250.5", "1,250"], "'1,250' in A4"),
    (MONEY, ["€5", 3, "$6"], "'eur' in A2, 'usd' in A4"),
    (SHARE, [0.15, 20, 0.3], "'20' in A3 beside '0.15' in A2"),
    (SHARE, [1, 20], "'20' in A3 beside '1' in A2"),
]


@pytest.mark.parametrize(("place", "cells", "found"), ASKED)
def test_a_column_that_stays_open_is_asked_about_once(
    con: duckdb.DuckDBPyConnection, place: str, cells: list[object], found: str
) -> None:
    read = read_column(con, place, *cells)
    assert read.cells == [("A1", "error")]
    assert found in read.problems[0].found
    assert read.problems[0].mend


# A heading that says how its column was read.
TOLD: list[tuple[str, list[object], list[object], str]] = [
    (SHARE, [20, 35, 100, None], [0.2, 0.35, 1, None], "'20' in A2, 3 cells in all"),
    (SHARE, ["20%", 35], [0.2, 0.35], "'35' in A3, 1 cell in all"),
    (COUNT, [1.5, "1,234"], [1.5, 1234], "'1,234' in A3"),
    (COUNT, ["1.001", 3], [1.001, 3], "'1.001' in A2"),
    (COUNT, ["1.234", "2.345"], [1.234, 2.345], "'1.234' in A2"),
    ("assumptions.base", ["10%"], [0.1], "'10%' in A2"),
    (SHARE, ["n/a", "-", 0.5, "TBC"], [None, None, 0.5, None], "3 cells: A2, A3, A5"),
    (SHARE, ["\u2013", "NAN", "?"], [None] * 3, "3 cells: A2, A3, A4"),
    ("workers.left_on", ["Unk", "unknown", "NULL", "none"], [None] * 4, "A2, A3, A4 and so on"),
    (ID, ["N/A", "Unknown", "NA"], [None, None, "NA"], "'N/A' and 'Unknown' in 2 cells: A2, A3"),
    (
        TEXT,
        ["-", "None", plain_text("#N/A")],
        [None, "None", None],
        "'#N/A' and '-' in 2 cells: A2, A4",
    ),
]


@pytest.mark.parametrize(("place", "cells", "values", "found"), TOLD)
def test_a_heading_says_how_its_column_was_read(
    con: duckdb.DuckDBPyConnection,
    place: str,
    cells: list[object],
    values: list[object],
    found: str,
) -> None:
    assert_told_at_the_heading(read_column(con, place, *cells), values, found)


WORDS: list[tuple[str, dict[object, object]]] = [
    ("learning.registered", {"y": True, "Yes": True, 1: True, "x": True, "Ja": True, "oui": True}),
    ("learning.registered", {"N": False, "no": False, 0: False, "Nein": False, "non": False}),
    ("learning.registered", {True: True, False: False, "TRUE": True, "f": False}),
    ("learning.registered", {"Enrolled": True, "Not enrolled": False}),
    ("learning.completed", {"Completed": True, "In Progress": False, "not-started": False}),
    ("learning.kind", {"Micro practice": "micro-practice", "E-Learning": "course", "LAB": "lab"}),
    ("workers.leave_type", {"Resignation": "voluntary", "Laid off": "involuntary"}),
    ("workers.leave_type", {"In-voluntary ": "involuntary", "Retirement": "retired"}),
    ("requisitions.filled_from", {"Internal Candidate": "internal", "new_hire": "external"}),
    (ID, {"1001.0": "1001", "0012": "0012", 7: "7", " 8 ": "8", "9.5": "9.5", "x.0": "x.0"}),
    (ID, {"\u00a0Z1\u00a0": "Z1", "Z\u00a02": "Z 2", "\ufeffZ3\u200b": "Z3", "Z4\n": "Z4"}),
    (TEXT, {"Zoë\u00a0": "Zoë", "東京": "東京"}),
]


@pytest.mark.parametrize(("place", "cells"), WORDS)
def test_a_word_is_read_in_its_usual_spellings(
    con: duckdb.DuckDBPyConnection, place: str, cells: dict[object, object]
) -> None:
    read = read_column(con, place, *cells)
    assert (read.problems, read.values) == ([], list(cells.values()))


BAD: list[tuple[str, list[object]]] = [
    (MONEY, ["n/a", "TBC", "12..3", "1,2,3", "--5", "(5", "5)", "5 apples", "5%", "1.2.3k"]),
    (COUNT, ["€5", "3m", "5%"]),
    (SHARE, ["150%", "-5%", "€0.5"]),
    (SCORE, ["7,5", "11"]),
    ("workers.unit", ["n/a", "Unknown", "-"]),
    ("workers.hired_on", ["n/a", "null"]),
    ("learning.completed", ["perhaps", "2"]),
]


@pytest.mark.parametrize(("place", "cells"), BAD)
def test_what_cannot_be_read_is_quoted_at_its_cell(
    con: duckdb.DuckDBPyConnection, place: str, cells: list[object]
) -> None:
    read = read_column(con, place, *cells)
    assert [(problem.cell, problem.found, problem.level) for problem in read.problems] == [
        (f"A{row}", f"'{cell}'", "error") for row, cell in enumerate(cells, start=2)
    ]


# What the setting makes of a column that stays open, and of one that does not.
MARKS: list[tuple[str, str, dict[object, float]]] = [
    ("point", COUNT, {"1,234": 1234, "5,678": 5678}),
    ("comma", COUNT, {"1,234": 1.234, "5,678": 5.678}),
    ("comma", COUNT, {"1.250": 1250, "1.375": 1375}),
    ("point", COUNT, {"1.250": 1.25, "1.375": 1.375}),
    ("comma", COUNT, {"1,234": 1.234, "1.250": 1250}),
    ("point", COUNT, {"1,234": 1234, "1.250": 1.25}),
    ("comma", COUNT, {"1.250,5": 1250.5, "1,250.5": 1250.5, "1,250": 1.25, "2.125": 2.125}),
    ("comma", COUNT, {"1,234": 1234, "5.50": 5.5}),
    ("comma", MONEY, {"1,000": 1000, "2,500": 2500}),
]


@pytest.mark.parametrize(("mark", "place", "cells"), MARKS)
def test_the_setting_says_what_separators_mean_where_they_leave_it_open(
    con: duckdb.DuckDBPyConnection, mark: str, place: str, cells: dict[object, float]
) -> None:
    settings = {"Settings": [["name", "value"], ["decimal_mark", mark]]}
    read = read_column(con, place, *cells, beside=settings)
    assert [problem for problem in read.problems if problem.level == "error"] == []
    assert read.values == pytest.approx(list(cells.values()))


def test_the_question_names_the_setting(con: duckdb.DuckDBPyConnection) -> None:
    (problem,) = read_column(con, COUNT, "1,234").problems
    assert "decimal_mark" in problem.mend


def test_decimals_of_three_digits_stay_doubtful_where_the_mark_is_a_comma(
    con: duckdb.DuckDBPyConnection,
) -> None:
    settings = {"Settings": [["name", "value"], ["decimal_mark", "comma"]]}
    read = read_column(con, COUNT, 1.125, 2.375, beside=settings)
    assert (read.cells, read.values) == ([("A1", "warning")], [1.125, 2.375])
