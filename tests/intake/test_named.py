"""Checks that settings and assumptions are known by name and lie in their range."""

import json
from datetime import date

import duckdb
import pytest

from briefing.intake.load import load_into
from briefing.intake.named import named_value_problems
from briefing.named_values import ASSUMPTIONS, SETTINGS
from briefing.problems import Problem
from tests.workbooks import Rows, percent, plain_text, upload

# The same name may stand here in several rows: that it must not is another check's business.
GOOD_SETTINGS = [
    ("organisation", "Ours; DROP TABLE settings"),
    ("sample", "yes"),
    ("sample", False),
    ("currency", "EUR"),
    ("locale", "en_GB"),
    ("locale", "de"),
    ("as_of", date(2026, 2, 19)),
    ("as_of", "2026-02-19"),
    ("horizon_months", 12),
    ("horizon_months", "60"),
    ("discount_rate", percent(0.08)),
    ("discount_rate", 0),
    ("discount_rate", 0.5),
    ("minimum_group", 3),
    ("minimum_group", 50),
    ("retention_months", 1),
    ("retention_months", 120),
    ("oldest_days", 1),
    ("oldest_days", "3650"),
    ("meeting_on", "2026-12-01"),
]
BAD_SETTINGS = [
    ("sample", "maybe", "'maybe'", "yes or no"),
    ("horizon_months", 11, "'11'", "a whole number from 12 to 60"),
    ("horizon_months", 61, "'61'", "a whole number from 12 to 60"),
    ("horizon_months", 36.5, "'36.5'", "a whole number from 12 to 60"),
    ("horizon_months", "three years", "'three years'", "a whole number from 12 to 60"),
    ("discount_rate", "nan", "'nan'", "a share from 0 to 0.5"),
    ("minimum_group", 2, "'2'", "a whole number from 3 to 50"),
    ("minimum_group", -5, "'-5'", "a whole number from 3 to 50"),
    ("retention_months", 0, "'0'", "a whole number from 1 to 120"),
    ("oldest_days", 0, "'0'", "a whole number from 1 to 3650"),
    ("meeting_on", "soon", "'soon'", "a date"),
]
A_SHARE = "a share from 0 to 1"
A_SMALL_SHARE = "a share from 0 to 0.5"
A_PERCENTAGE = "a cell that Excel formats as a percentage"
# Name, low, base, high, and the cells of low, base and high that are out of range.
BAD_ASSUMPTIONS: list[tuple[str, object, object, object, dict[str, tuple[str, str]]]] = [
    ("uplift", 0, 0.1, 0.5, {}),
    ("uplift", percent(0.05), percent(0.1), percent(0.15), {}),
    ("uplift", 0.1, 0.2, 3, {"D": ("'3.0'", A_SMALL_SHARE)}),
    ("uplift", 3, 3, 3, dict.fromkeys("BCD", ("'3.0'", A_SMALL_SHARE))),
    ("uplift_time_to_hire", 0, 0, 0.6, {"D": ("'0.6'", A_SMALL_SHARE)}),
    ("adoption", -0.1, 0.5, 1, {"B": ("'-0.1'", A_SHARE)}),
    ("ramp_months", 0, 6, 36, {"B": ("'0.0'", "a number from 1 to 36")}),
    ("margin", 0.2, 0.3, 1.1, {"D": ("'1.1'", A_SHARE)}),
    ("replacement_cost", -1, 0, 1e6, {"B": ("'-1.0'", "a number of at least 0")}),
    ("hourly_cost", 10, 20, 1000, {}),
]


def settings_problems(con: duckdb.DuckDBPyConnection, *rows: tuple[str, object]) -> list[Problem]:
    """Load settings from row 3 on, names in column C and values in B; give the problems by row."""
    cells = [[None, value, name] for name, value in rows]
    load_into(con, [upload({"Settings": [[], [None, "value", "name"], *cells]})])
    return sorted(named_value_problems(con), key=lambda problem: int(problem.cell[1:]))


def test_good_settings_are_no_problem(con: duckdb.DuckDBPyConnection) -> None:
    assert settings_problems(con, *GOOD_SETTINGS) == []


def test_a_setting_out_of_its_range_is_named_at_its_value(con: duckdb.DuckDBPyConnection) -> None:
    problems = settings_problems(con, *((name, value) for name, value, _, _ in BAD_SETTINGS))
    assert [(p.sheet, p.cell, p.found, p.expected, p.level) for p in problems] == [
        ("Settings", f"B{row}", found, expected, "error")
        for row, (_, _, found, expected) in enumerate(BAD_SETTINGS, start=3)
    ]


@pytest.mark.parametrize(
    ("name", "written", "stands"),
    [
        ("discount_rate", "5%", "0.05"),
        ("discount_rate", "5,5 %", "0.055"),
        ("as_of", "19.02.2026", "2026-02-19"),
        ("meeting_on", "1 Dec 2026", "2026-12-01"),
        ("minimum_group", "12.0", "12"),
        ("discount_rate", "5 apples", "5 apples"),
    ],
)
def test_a_setting_is_read_as_people_write_it(
    con: duckdb.DuckDBPyConnection, name: str, written: object, stands: str
) -> None:
    settings_problems(con, ("organisation", "5%"), (name, plain_text(str(written))))
    rows = con.execute("SELECT name, value, _row FROM settings ORDER BY _row").fetchall()
    assert rows == [("organisation", "5%", 3), (name, stands, 4)]


def test_a_setting_in_percent_points_is_read_as_such_with_a_warning(
    con: duckdb.DuckDBPyConnection,
) -> None:
    (problem,) = load_into(
        con, [upload({"Settings": [["name", "value"], ["discount_rate", 8]]})]
    ).problems
    assert (problem.cell, problem.level) == ("B1", "warning")
    assert con.execute("SELECT value FROM settings").fetchall() == [("0.08",)]


def test_a_date_of_settings_that_stays_open_waits_for_the_order(
    con: duckdb.DuckDBPyConnection,
) -> None:
    rows = [["name", "value"], ["meeting_on", "03/02/2026"]]
    (problem,) = load_into(con, [upload({"Settings": rows})]).problems
    assert (problem.cell, problem.level) == ("B1", "error")
    assert "'03/02/2026' in B2" in problem.found


def test_settings_settle_their_own_dates(con: duckdb.DuckDBPyConnection) -> None:
    rows = [["name", "value"], ["meeting_on", "03/02/2026"], ["date_order", "day first"]]
    assert load_into(con, [upload({"Settings": rows})]).problems == ()
    assert con.execute("SELECT value FROM settings ORDER BY _row").fetchall() == [
        ("2026-02-03",),
        ("day first",),
    ]


# Pages write every number in these, and fail on one that does not exist.
@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("locale", "klingon", "a locale such as en_GB"),
        ("locale", "en-GB", "a locale such as en_GB"),
        ("locale", "en_GB; --", "a locale such as en_GB"),
        ("locale", "1", "a locale such as en_GB"),
        ("currency", "Euros", "a currency such as EUR"),
        ("currency", "€", "a currency such as EUR"),
        ("currency", "eur", "a currency such as EUR"),
        ("currency", "123", "a currency such as EUR"),
    ],
)
def test_a_locale_or_currency_that_does_not_exist_is_an_error(
    con: duckdb.DuckDBPyConnection, name: str, value: str, expected: str
) -> None:
    (problem,) = settings_problems(con, (name, value))
    assert (problem.cell, problem.found, problem.level) == ("B3", f"'{value}'", "error")
    assert problem.expected == expected


def test_an_unknown_setting_is_a_warning(con: duckdb.DuckDBPyConnection) -> None:
    unknown = [
        ("minimun_group", " Did you mean 'minimum_group'?"),
        ("horizon", " Did you mean 'horizon_months'?"),
        ("zzz", ""),
    ]
    problems = settings_problems(con, *((name, "1") for name, _ in unknown))
    assert [(p.cell, p.found, p.mend) for p in problems] == [
        (f"C{row}", f"'{name}'", f"It is not used.{hint}")
        for row, (name, hint) in enumerate(unknown, start=3)
    ]
    assert {problem.level for problem in problems} == {"warning"}
    assert {problem.expected for problem in problems} == {f"one of {', '.join(SETTINGS)}"}


def test_low_base_and_high_must_each_lie_in_the_range(con: duckdb.DuckDBPyConnection) -> None:
    header = ["assumption", "low", "base", "high"]
    rows = [[name, low, base, high] for name, low, base, high, _ in BAD_ASSUMPTIONS]
    load_into(con, [upload({"Assumptions": [header, *rows]})])
    assert {p.cell: (p.found, p.expected) for p in named_value_problems(con)} == {
        f"{letter}{row}": finding
        for row, (*_, findings) in enumerate(BAD_ASSUMPTIONS, start=2)
        for letter, finding in findings.items()
    }


@pytest.mark.parametrize(
    ("name", "value", "mend"),
    [
        ("uplift", 3, f"If 3% is meant, write 0.03, or 3% in {A_PERCENTAGE}."),
        ("discount_rate", "800%", f"If 8% is meant, write 0.08, or 8% in {A_PERCENTAGE}."),
        ("incident_cost", -11_000, "Write it without the minus sign."),
        # Nothing says what was meant: how a share is written.
        ("cost_overrun", -0.9, ASSUMPTIONS["cost_overrun"].mend),
    ],
)
def test_a_number_out_of_its_range_says_what_was_probably_meant(
    con: duckdb.DuckDBPyConnection, name: str, value: object, mend: str
) -> None:
    if name in SETTINGS:
        (problem,) = settings_problems(con, (name, value))
    else:
        rows: Rows = [["assumption", "low", "base", "high"], [name, value, value, value]]
        load_into(con, [upload({"Assumptions": rows})])
        problem, *others = named_value_problems(con)
        assert {other.mend for other in others} == {mend}
    assert (problem.mend, problem.level) == (mend, "error")


def test_costs_are_not_negative(con: duckdb.DuckDBPyConnection) -> None:
    rows: Rows = [
        ["item", "one_off", "per_learner"],
        ["Design", -500, None],
        ["Licences", None, 80],
    ]
    (problem,) = load_into(con, [upload({"Costs": rows})]).problems
    assert (problem.sheet, problem.cell, problem.level) == ("Costs", "B2", "error")
    assert problem.found.startswith("'-500")
    assert problem.expected == "a number of at least 0"
    assert problem.mend == "Write it without the minus sign."


def test_an_unknown_assumption_is_a_warning_and_not_checked(con: duckdb.DuckDBPyConnection) -> None:
    book = upload({"Assumptions": [["assumption", "low", "base", "high"], ["uplfit", -9, 0, 999]]})
    load_into(con, [book])
    (problem,) = named_value_problems(con)
    assert (problem.cell, problem.level) == ("A2", "warning")
    assert problem.expected == f"one of {', '.join(ASSUMPTIONS)}"
    assert problem.mend == "It is not used. Did you mean 'uplift'?"


def test_a_problem_says_all_it_has_to_say_as_json(con: duckdb.DuckDBPyConnection) -> None:
    (problem,) = settings_problems(con, ("minimum_group", 1))
    assert json.loads(json.dumps(problem.as_dict())) == {
        "file": "book.xlsx",
        "sheet": "Settings",
        "cell": "B3",
        "found": "'1'",
        "expected": "a whole number from 3 to 50",
        "mend": "Write digits only, without a decimal point or a unit.",
        "level": "error",
        "correction": None,
    }
