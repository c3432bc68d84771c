"""The tables behind the numbers: streams, costs and assumptions of the hand-made organisation."""

import pytest

from briefing.figures.streams import cost_figures, stream_figures
from briefing.figures.words import Words
from briefing.figures.workings import (
    assumption_table,
    assumption_text,
    benefit_table,
    cost_table,
)
from briefing.store.mart import Mart
from tests.organisation import view_of


def test_a_stream_says_what_is_netted_or_why_it_is_not_priced(hand_made: Mart) -> None:
    figures = {figure.key: figure for figure in stream_figures(hand_made, view_of(hand_made))}
    table = benefit_table(figures)
    rows = {row[0]: row for row in table.rows}
    priced, not_priced = rows["Productivity"], rows["Compliance loss avoided"]
    assert priced[1] == figures["revenue_per_fte.benefit.gross"].text
    assert priced[4] == figures["revenue_per_fte.benefit.cash"].text
    assert not_priced[1:5] == ("none",) * 4
    assert not_priced[5] == (f"not priced: {figures['compliance_incidents.benefit.gross'].reason}")
    for row, keys in zip(table.rows, table.keys, strict=True):
        assert all(figures[key].text == text for key, text in zip(keys, row, strict=True) if key)


def test_costs_are_told_in_full(hand_made: Mart) -> None:
    figures = {figure.key: figure for figure in cost_figures(hand_made, view_of(hand_made))}
    table = cost_table(figures)
    assert [row[0] for row in table.rows] == [figure.title for figure in figures.values()]
    assert "Learners' own hours" in table.rows[-1][0]
    assert [row[1] for row in table.rows] == [figure.text for figure in figures.values()]


def test_each_assumption_is_told(hand_made: Mart) -> None:
    table = assumption_table(hand_made)
    assert len(table.rows) == len(hand_made.assumptions())
    assert all(len(row) == len(table.head) for row in table.rows)


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("adoption", 0.55, "55%"),
        ("uplift_customer_onboarding", 0.0275, "2.75%"),
        ("ramp_months", 9, "9 months"),
        ("replacement_cost", 18_000, "€18,000"),
        ("cost_overrun", -0.05, "−5%"),
    ],
)
def test_an_assumption_is_written_in_its_unit(name: str, value: float, text: str) -> None:
    assert assumption_text(Words("en_GB", "EUR"), name, value) == text
