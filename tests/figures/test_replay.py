"""A decision's figures: those of the page, worked out again, and each difference named."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.figures.on_page import PAGES
from briefing.figures.replay import GONE, SAME, replay, replay_table
from briefing.store.snapshots import Home
from tests.decided import decided
from tests.numbers import numbers_in
from tests.organisation import SHEETS, settings, table
from tests.workbooks import publish, upload

ASKS = table(
    "page request decider due_on kpi unit baseline target target_on",
    ["trajectory", "Release 9", "CFO", "2026-12-04", "revenue_per_fte", "", 95_000, 105_000,
     "2027-06-30"],
)  # fmt: skip


@pytest.fixture
def sample(sample_home: Home, tmp_path: Path) -> Home:
    return Home(shutil.copytree(sample_home.root, tmp_path / "own"))


@pytest.fixture
def started(home: Home) -> Home:
    publish(home, upload({"Settings": settings(), **SHEETS, "Asks": ASKS}))
    return home


@pytest.mark.parametrize("page", PAGES)
def test_a_page_s_figures_are_the_same_to_the_last_digit(page: str, sample: Home) -> None:
    made = decided(sample, page)
    found = replay(sample, made)
    assert (found.reason, found.differing) == ("", ())
    assert "the same to the last digit" in found.line
    assert {row[2] for row in replay_table(found).rows} == {SAME}
    assert numbers_in((sample.root / "ledger.db").read_bytes()) == set()


def test_the_figures_are_those_that_the_page_prints_under_its_scenario(started: Home) -> None:
    found = {one.key: one for one in decided(started, uplift=0.08).seen.figures}
    # 8% × 1,200 in cash less 2,730, as test_economics has it.
    assert found["npv_cash"].text == "€6,870"
    assert found["npv_cash"].value == pytest.approx(6870)
    assert "scenario modified from Base" in found["npv_cash"].period
    assert found["revenue_per_fte.organisation.quarter"].text == "€100,000"
    assert found["voluntary_attrition.horizon.as_we_are"].unit == "share"


def test_a_brief_has_its_tables_with_their_scenarios(sample: Home) -> None:
    keys = {one.key for one in decided(sample, "brief").seen.figures}
    assert {"npv_cash", "npv_cash@stretch", "payback_cash@conservative"} <= keys


def test_the_team_s_figures_are_kept_only_where_the_page_showed_them(sample: Home) -> None:
    for_room = decided(sample, "stakeholders")
    assert not [one for one in for_room.seen.figures if one.team_only]
    for_team = decided(sample, "stakeholders", team=True)
    (kept,) = [one for one in for_team.seen.figures if one.team_only]
    assert kept.key == "decision_makers_with_us"
    found = replay(sample, for_team)
    assert kept.title not in str(replay_table(found).rows)
    assert kept.title in str(replay_table(found, team=True).rows)


def test_each_difference_is_named(started: Home) -> None:
    made = decided(started)
    first, second, third, *rest = made.seen.figures
    was = (
        replace(first, text="€1", value=1.0),
        replace(second, value=(second.value or 0) + 1e-9),
        replace(third, key="no_such"),
    )
    other = replace(made, seen=replace(made.seen, figures=(*was, *rest)))
    found = replay(started, other)
    assert [one.key for one, _ in found.differing] == [first.key, second.key, "no_such"]
    assert found.line == f"Worked out again, 3 of {len(made.seen.figures)} figures differ."
    rows = replay_table(found).rows
    assert rows[0][1:] == ("€1", first.text)
    assert f"and it was {was[1].value!r}" in rows[1][2]
    assert rows[2][2] == GONE


def test_a_later_publish_changes_nothing_of_what_was_decided(started: Home) -> None:
    made = decided(started)
    publish(started, upload({"Settings": settings(discount_rate=0.2), **SHEETS, "Asks": ASKS}))
    assert replay(started, made).differing == ()


@pytest.mark.parametrize(
    ("harm", "says"),
    [("gone", "is missing from the folder"), ("damaged", "is not the file that was published")],
)
def test_without_its_mart_it_is_said_why(harm: str, says: str, started: Home) -> None:
    made = decided(started)
    mart = started.mart(made.seen.snapshot)
    if harm == "gone":
        mart.unlink()
    else:
        mart.write_bytes(b"x")
    found = replay(started, made)
    assert says in found.line
    assert replay_table(found).rows[0][1:] == (made.seen.figures[0].text, "")


def test_an_unknown_snapshot_or_a_lever_that_is_gone_is_said(started: Home) -> None:
    made = decided(started)
    gone = replace(made, seen=replace(made.seen, snapshot="20200101-000000"))
    assert "the snapshot 20200101-000000 is not here" in replay(started, gone).line
    assert made.seen.setting
    fewer = replace(made.seen.setting, levers={"uplift": 0.04})
    other = replace(made, seen=replace(made.seen, setting=fewer))
    assert "the levers that this version has" in replay(started, other).line
