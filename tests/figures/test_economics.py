"""The economics side by side: its columns, rows and texts."""

from dataclasses import replace

import pytest

from briefing.figures.economics import ALL_ROWS, SHORT, chosen_column, economics_table
from briefing.forecast.scenario import moved, shipped_scenarios
from briefing.store.mart import Mart
from briefing.store.snapshots import Home
from tests.organisation import SHEETS, opened

# As in test_money: 100 a month in cash for each percent of uplift, 2,730 to be paid, 12 months.
# In full: 150 for each percent, 2,730 and 2,280 of hours.
#
# uplift         4%       5%       6%       8%
# cash        2,070    3,270    4,470    6,870
# in full     2,190    3,990    5,790    9,390


def test_scenarios_stand_side_by_side_in_thousands(hand_made: Mart) -> None:
    shipped = shipped_scenarios(
        hand_made.assumptions(), hand_made.costs(), hand_made.settings.discount_rate
    )
    found = economics_table(hand_made, shipped, shipped["base"])
    assert found
    assert found.title == "Economics over 12 months, € thousand"
    assert found.head == ("", "Conservative, 4%", "Base, 5%", "Stretch, 6%")
    assert found.rows[0] == ("Net present value, cash", "2", "3", "4")
    assert found.rows[1] == ("Net present value, in full", "2", "4", "6")
    # 2,070, 3,270 and 4,470 ÷ 2,730
    assert found.rows[2] == ("Return, cash", "75.8%", "119.8%", "163.7%")
    # −930 −1,230 −930 −630 −330 −30 +270; −930 −1,130 −730 −330 +70; −930 −1,030 −530 −30 +470
    assert found.rows[3] == ("Payback, months, cash", "6", "4", "4")
    # A later start loses a month's benefit but also a month of platform: 300, 400, 500.
    assert found.rows[5] == ("A month's delay, cash", "0", "0", "0")


def test_a_moved_scenario_is_a_fourth_column(hand_made: Mart) -> None:
    shipped = shipped_scenarios(
        hand_made.assumptions(), hand_made.costs(), hand_made.settings.discount_rate
    )
    found = economics_table(hand_made, shipped, moved(shipped["base"], {"uplift": 0.08}))
    assert found
    assert found.head[-1] == "Modified, 8%"
    assert [row[-1] for row in found.rows[:2]] == ["7", "9"]
    assert {len(row) for row in found.rows} == {len(found.head)} == {5}


def test_what_is_not_reached_is_none(hand_made: Mart) -> None:
    shipped = shipped_scenarios(
        hand_made.assumptions(), hand_made.costs(), hand_made.settings.discount_rate
    )
    found = economics_table(hand_made, shipped, moved(shipped["base"], {"uplift": 0.01}))
    assert found
    rows = {row[0]: row[-1] for row in found.rows}
    # 1,200 − 2,730
    assert rows["Net present value, cash"] == "−2"
    assert rows["Payback, months, cash"] == "none"


@pytest.mark.parametrize(
    ("keys", "titles"),
    [
        (
            ALL_ROWS,
            ["Net present value, cash", "Net present value, in full", "Return, cash",
             "Payback, months, cash", "Breakeven uplift, cash", "A month's delay, cash"],
        ),
        (
            SHORT,
            ["Net present value, cash", "Net present value, in full", "Payback, months, cash",
             "A month's delay, cash"],
        ),
        # In the order of the table, whatever the order in which they are wanted.
        (["payback_cash", "npv_cash"], ["Net present value, cash", "Payback, months, cash"]),
        ([], []),
    ],
)  # fmt: skip
def test_only_the_rows_that_are_wanted(hand_made: Mart, keys: list[str], titles: list[str]) -> None:
    shipped = shipped_scenarios(
        hand_made.assumptions(), hand_made.costs(), hand_made.settings.discount_rate
    )
    found = economics_table(hand_made, shipped, None, keys)
    assert found
    assert [row[0] for row in found.rows] == titles
    assert {len(row) for row in found.rows} <= {4}


@pytest.mark.parametrize(
    ("scenario", "changes", "column"),
    [
        # The first column says what the rows are.
        ("conservative", {}, 1),
        ("base", {}, 2),
        ("stretch", {}, 3),
        ("base", {"uplift": 0.08}, 4),
        # Moved to where it was is not moved.
        ("base", {"uplift": 0.05}, 2),
        # Moved to where another stands is still a column of its own.
        ("base", {"uplift": 0.06}, 4),
    ],
)
def test_the_column_of_the_present_scenario(
    hand_made: Mart, scenario: str, changes: dict[str, float], column: int
) -> None:
    shipped = shipped_scenarios(
        hand_made.assumptions(), hand_made.costs(), hand_made.settings.discount_rate
    )
    present = moved(shipped[scenario], changes)
    found = economics_table(hand_made, shipped, present)
    assert found
    assert chosen_column(shipped, present) == column
    assert found.head[column].endswith(f", {100 * present.uplift:g}%")


def test_no_column_is_chosen_where_there_is_none(hand_made: Mart) -> None:
    shipped = shipped_scenarios(
        hand_made.assumptions(), hand_made.costs(), hand_made.settings.discount_rate
    )
    assert chosen_column(shipped, None) == 0
    assert chosen_column({}, None) == 0


def test_a_saved_scenario_is_a_column_under_its_name(hand_made: Mart) -> None:
    shipped = shipped_scenarios(
        hand_made.assumptions(), hand_made.costs(), hand_made.settings.discount_rate
    )
    saved = replace(shipped["base"], name="Sam’s", uplift=0.08)
    found = economics_table(hand_made, shipped, saved)
    assert found
    assert found.head[-1] == "Sam’s, 8%"
    assert chosen_column(shipped, saved) == 4
    # Its figures are the view's own, and no shipped scenario's.
    assert found.keys[0] == ("", "npv_cash@conservative", "npv_cash@base", "npv_cash@stretch",
                             "npv_cash")  # fmt: skip


@pytest.mark.parametrize("missing", ["Assumptions", "Costs"])
def test_no_table_without_what_it_rests_on(home: Home, missing: str) -> None:
    sheets = {name: rows for name, rows in SHEETS.items() if name != missing}
    with opened(home, sheets) as mart:
        shipped = shipped_scenarios(mart.assumptions(), mart.costs(), mart.settings.discount_rate)
        assert economics_table(mart, shipped, shipped.get("base")) is None
