"""Corrections that are certain: what is offered, what is not, and what accepting them does."""

import json
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.candidate import Candidate
from briefing.grouping import grouped
from briefing.intake.corrections import certain_word
from briefing.intake.said import Said
from briefing.problems import Problem
from briefing.publish import commit, prepare
from briefing.store.duck import read
from briefing.store.snapshots import Home
from tests.people import ANA
from tests.workbooks import upload

UNITS: list[list[object]] = [["unit", "headcount"], ["Sales", 12], ["Support", 9]]
HEAD: list[object] = ["employee_id", "unit", "hired_on", "leave_type"]


def offered(candidate: Candidate) -> tuple[Problem, ...]:
    return tuple(problem for problem in candidate.problems if problem.correction)


def offers(candidate: Candidate) -> list[tuple[str, str, int]]:
    return [
        (group.correction.before, group.correction.after, group.corrected_cells)
        for group in grouped(candidate.problems)
        if group.correction
    ]


def corrected(home: Home, sheets: dict[str, list[list[object]]]) -> tuple[Candidate, Candidate]:
    """Prepare some sheets as they are, and with all that is offered accepted."""
    file = upload(sheets)
    before = prepare(home, [file])
    return before, prepare(home, [file], Said(accepted=offered(before)))


def column(home: Home, candidate: Candidate, name: str) -> list[object]:
    con = read(home.facts(candidate.id))
    try:
        return [
            row[0] for row in con.execute(f"SELECT {name} FROM workers ORDER BY _row").fetchall()
        ]
    finally:
        con.close()


@pytest.mark.parametrize(
    ("found", "known", "word"),
    [
        ("sales", ["Sales", "Support"], "Sales"),
        ("Customer  service", ["Customer Service"], "Customer Service"),
        ("Salse", ["Sales", "Support"], "Sales"),
        ("Suport", ["Sales", "Support"], "Support"),
        ("voluntery", ["voluntary", "involuntary"], "voluntary"),
        ("Sale", ["Sales", "Salen"], None),
        ("IT", ["HR", "II"], None),
        ("Team 12", ["Team 13"], None),
        ("Marketing", ["Sales"], None),
        ("", ["Sales"], None),
    ],
)
def test_only_what_leaves_no_doubt_is_certain(
    found: str, known: Sequence[str], word: str | None
) -> None:
    assert certain_word(found, tuple(known)) == word


@given(st.text(max_size=8), st.lists(st.text(min_size=1, max_size=8), max_size=6, unique=True))
def test_a_certain_word_is_one_of_the_known(found: str, known: list[str]) -> None:
    assert certain_word(found, tuple(known)) in {None, *known}


def test_words_are_put_right_when_accepted(home: Home) -> None:
    rows: list[list[object]] = [
        HEAD,
        ["A-1", "Salse", "2024-01-15", "voluntery"],
        ["A-2", "sales", "2024-02-15", None],
        ["A-3", "Marketing", "2024-02-15", None],
    ]
    before, after = corrected(home, {"Units": UNITS, "Workers": rows})
    assert sorted(offers(before)) == [
        ("Salse", "Sales", 1), ("sales", "Sales", 1), ("voluntery", "voluntary", 1),
    ]  # fmt: skip
    assert not before.publishable
    left = [problem.found for problem in after.problems if problem.level == "error"]
    assert left == ["'Marketing'"]
    said = [str(problem) for problem in after.problems if problem.level == "warning"]
    assert any("found 'Salse'" in line for line in said)


def hired(days: Sequence[str]) -> list[list[object]]:
    rows: list[list[object]] = [[f"A-{n}", "Sales", day, None] for n, day in enumerate(days)]
    return [HEAD, *rows]


def test_dates_that_excel_swapped_are_swapped_back(home: Home) -> None:
    days = [f"2024-{month:02}-{12 - month:02}" for month in range(1, 12)]
    texts = ["25/03/2024", "17/02/2024"]
    before, after = corrected(home, {"Units": UNITS, "Workers": hired([*days, *texts])})
    assert offers(before) == [("2024-01-11", "2024-11-01", 11)]
    assert offers(after) == []
    (told,) = [problem for problem in after.problems if "as accepted" in problem.mend]
    assert "'2024-11-01' for '2024-01-11', and alike in 11 cells" in told.mend
    assert [str(day) for day in column(home, before, "hired_on")][:11] == days
    swapped = [f"2024-{day[8:]}-{day[5:7]}" for day in days]
    assert [str(day) for day in column(home, after, "hired_on")] == [
        *swapped, "2024-03-25", "2024-02-17",
    ]  # fmt: skip


def test_a_few_dates_that_may_be_early_by_chance_are_told_and_not_offered(home: Home) -> None:
    days = ["2024-05-01", "2024-07-01", "2024-09-02", "25/03/2024", "17/02/2024"]
    candidate = prepare(home, [upload({"Units": UNITS, "Workers": hired(days)})])
    assert any("all fall on the 12th or before" in p.found for p in candidate.problems)
    assert offers(candidate) == []


def test_lost_zeros_are_given_back(home: Home) -> None:
    workers: list[list[object]] = [HEAD]
    workers += [[f"00{n}", "Sales", "2024-01-15", None] for n in range(10, 15)]
    learning: list[list[object]] = [["employee_id", "happened_on", "activity", "kind"]]
    learning += [[n, "2024-03-01", "Lab", "lab"] for n in range(10, 13)]
    sheets = {"Units": UNITS, "Workers": workers, "Learning": learning}
    before, after = corrected(home, sheets)
    assert offers(before) == [("10", "0010", 3)]
    said = [problem.found for problem in after.problems]
    assert "'10' in 3 cells" in said
    assert not [found for found in said if "leading zeros" in found]


def test_the_same_row_again_is_left_out_and_another_with_its_key_is_not(home: Home) -> None:
    rows: list[list[object]] = [
        HEAD,
        ["A-1", "Sales", "2024-01-15", None],
        ["A-1", "Sales", "2024-01-15", None],
        ["A-2", "Sales", "2024-01-15", None],
        ["A-2", "Support", "2024-01-15", None],
    ]
    before, after = corrected(home, {"Units": UNITS, "Workers": rows})
    assert offers(before) == [("A-1", "", 4)]
    errors = [problem for problem in after.problems if problem.level == "error"]
    assert [problem.cell for problem in errors] == ["A5"]


def test_a_row_that_is_left_out_stays_so_whatever_else_is_put_right_in_it(home: Home) -> None:
    row: list[object] = ["A-1", "sales", "2024-01-15", None]
    before, after = corrected(home, {"Units": UNITS, "Workers": [HEAD, row, row]})
    assert sorted(offers(before)) == [("A-1", "", 4), ("sales", "Sales", 2)]
    assert after.publishable
    assert column(home, after, "unit") == ["Sales"]


def test_what_was_accepted_is_in_the_ledger(home: Home) -> None:
    rows: list[list[object]] = [HEAD, ["A-1", "Salse", "2024-01-15", None]]
    _, after = corrected(home, {"Units": UNITS, "Workers": rows})
    commit(home, after, ANA)
    kept = json.dumps(home.ledger.entries()[-1].payload["corrections"], sort_keys=True)
    assert '"where": "Workers!B2"' in kept
    assert '"correction": {"after": "Sales", "before": "Salse", "cells": 1}' in kept


def test_a_cell_of_an_earlier_load_is_not_offered(home: Home) -> None:
    rows: list[list[object]] = [HEAD, ["A-1", "Sales", "2024-01-15", None]]
    commit(home, prepare(home, [upload({"Units": UNITS, "Workers": rows})]), ANA)
    renamed = [UNITS[0], ["Saless", 12]]
    candidate = prepare(home, [upload({"Units": renamed}, "units.xlsx")])
    assert not candidate.publishable
    assert offers(candidate) == []


def test_nothing_is_offered_for_two_files_of_one_name(home: Home) -> None:
    typo: list[list[object]] = [HEAD]
    typo += [[f"A-{n}", "Salse", "2024-01-15", None] for n in range(3)]
    other: list[list[object]] = [HEAD, ["B-1", "Support", "2024-01-15", None]]
    files = [upload({"Units": UNITS, "Workers": typo}), upload({"Workers": other})]
    candidate = prepare(home, files)
    assert not candidate.publishable
    assert offers(candidate) == []


def test_a_sheet_of_an_earlier_file_of_that_name_is_not_offered(home: Home) -> None:
    rows: list[list[object]] = [HEAD, ["A-1", "Sales", "2024-01-15", None]]
    commit(home, prepare(home, [upload({"Units": UNITS, "Workers": rows})]), ANA)
    candidate = prepare(home, [upload({"Units": [UNITS[0], ["Saless", 12]]})])
    assert not candidate.publishable
    assert offers(candidate) == []
