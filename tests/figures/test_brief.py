"""The brief's texts: what it says of scenario, evidence and foot, and what it says for want."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from briefing.figures.audience import Audience
from briefing.figures.brief import Brief, build_brief, scenario_line
from briefing.figures.money import money_view
from briefing.figures.registry import all_figures
from briefing.forecast.scenario import Scenario, moved, shipped_scenarios
from briefing.store.mart import Mart
from briefing.store.snapshots import Home
from tests.organisation import ASSUMPTIONS, SHEETS, opened, table, view_of
from tests.workbooks import Rows

BASE = Scenario("Base", 0.05, 0.5, 1, 50)


def brief(mart: Mart, audience: Audience | None = None) -> Brief:
    view = view_of(mart)
    return build_brief(mart, all_figures(mart, view), view, audience)


@pytest.mark.parametrize(
    ("scenario", "line"),
    [
        (None, ""),
        (BASE, "Base scenario · "),
        (replace(BASE, modified=True), "Modified from Base · "),
    ],
)
def test_scenario_line(scenario: Scenario | None, line: str) -> None:
    assert scenario_line(scenario) == line


def test_head_and_foot(hand_made: Mart) -> None:
    found = brief(hand_made)
    assert (found.organisation, found.sample) == ("Hand-made", "")
    assert found.view_line == "Base scenario · figures as of 30 June 2026"
    assert found.foot == (
        "Hand-made, Base scenario · figures as of 30 June 2026, snapshot "
        f"{hand_made.snapshot}. Groups below 5 people are pooled or left out. Money: monthly rate "
        "(1 + yearly rate)^(1/12) − 1, flows at month's end, one-off costs at the start, nominal, "
        "before tax, 0% a year. Any number's formula, period and source cells: python -m "
        "briefing trace NUMBER."
    )


def test_three_frames_tell_the_case(hand_made: Mart) -> None:
    found = brief(hand_made)
    # Twelve leavers at 10,000; see test_money.
    assert [(frame.title, frame.text.partition(".")[0]) for frame in found.frames] == [
        ("Why now", "No measure can be compared with a year ago yet"),
        (
            "Risk of inaction",
            ("At today's pace 12 people leave of their own accord within a year; replacing them "
            "costs €120,000"),
        ),
        ("How success looks", ("No measure of success is set: add a row with page 'brief' to the "
         "sheet Asks")),
    ]  # fmt: skip
    assert found.ask.request == "No decision is requested here yet"
    assert found.message.title == "The case for learning"


@pytest.mark.parametrize(
    ("audience", "rows"),
    [
        (None, 6),
        # Where something else comes first, fewer rows stay.
        (Audience("CFO"), 4),
    ],
)
def test_the_whole_economics_only_where_nothing_else_comes_first(
    hand_made: Mart, audience: Audience | None, rows: int
) -> None:
    found = brief(hand_made, audience)
    assert found.economics
    assert len(found.economics.rows) == rows
    assert (found.lead is None) == (audience is None)


def test_a_moved_lever_is_named_and_has_its_column(hand_made: Mart) -> None:
    base = shipped_scenarios(
        hand_made.assumptions(), hand_made.costs(), hand_made.settings.discount_rate
    )["base"]
    view = money_view(hand_made, moved(base, {"uplift": 0.08}))
    found = build_brief(hand_made, all_figures(hand_made, view), view)
    assert found.view_line == "Modified from Base · figures as of 30 June 2026"
    assert found.economics
    assert found.economics.head[-1] == "Modified, 8%"


@pytest.mark.parametrize(
    ("evidence", "source", "sentence"),
    [
        ("pilot", "Sales, 2025", "The uplift rests on a pilot (Sales, 2025)."),
        ("benchmark", None, "The uplift rests on a benchmark."),
        ("judgement", None, "The uplift rests on judgement."),
        (None, "A book", "The uplift rests on no stated evidence (A book)."),
        (None, None, "The uplift rests on no stated evidence."),
    ],
)
def test_evidence(home: Home, evidence: str | None, source: str | None, sentence: str) -> None:
    sheet: Sequence[Sequence[object]] = [
        [*row, *(["evidence", "source"] if place == 0 else [evidence, source])]
        for place, row in enumerate(ASSUMPTIONS)
    ]
    with opened(home, {**SHEETS, "Assumptions": sheet}) as mart:
        found = brief(mart)
    assert found.evidence == f"{sentence} The conservative band is 2% to 5%."


def without(name: str) -> dict[str, Rows]:
    return {sheet: rows for sheet, rows in SHEETS.items() if sheet != name}


@pytest.mark.parametrize(
    ("sheets", "missing", "evidence", "as_of"),
    [
        (without("Assumptions"), "there is no sheet Assumptions", "No uplift is assumed.", ""),
        (
            without("Costs"),
            "there is no sheet Costs",
            "The uplift rests on no stated evidence.",
            "Base scenario · ",
        ),
        (
            {**SHEETS, "Assumptions": [row for row in ASSUMPTIONS if row[0] != "adoption"]},
            "Assumptions has no row adoption",
            "The uplift rests on no stated evidence.",
            "",
        ),
    ],
)
def test_what_is_missing_is_said(
    home: Home, sheets: dict[str, Rows], missing: str, evidence: str, as_of: str
) -> None:
    with opened(home, sheets) as mart:
        found = brief(mart, Audience("CFO"))
    assert (found.economics, found.missing) == (None, missing)
    assert found.evidence == f"{evidence} The conservative band is 2% to 5%."
    assert found.view_line == f"{as_of}figures as of 30 June 2026"
    assert found.lead
    assert found.lead.lines == (f"It cannot be priced yet: {missing}.",)
    assert found.message.subtitle == (f"What the programme is worth cannot be said yet: {missing}.")


def test_a_brief_of_almost_nothing_is_still_one(home: Home) -> None:
    with opened(home, {"Units": table("unit", ["Sales"])}) as mart:
        found = brief(mart, Audience("CEO"))
    assert found.economics is None
    assert [frame.text for frame in found.frames] == [
        "No measure can be compared with a year ago yet.",
        "It cannot be priced yet: there is no sheet Assumptions.",
        "No measure of success is set: add a row with page 'brief' to the sheet Asks.",
    ]
