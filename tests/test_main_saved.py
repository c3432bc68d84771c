"""Checks that the command line takes the name of a saved scenario wherever it takes one."""

import json
import shutil
from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest

from briefing.__main__ import main
from briefing.access import Role
from briefing.figures.saving import save_scenario
from briefing.forecast.scenario import moved, shipped_scenarios
from briefing.store.mart import Mart
from briefing.store.saved import LONGEST_NAME, put_aside
from briefing.store.snapshots import Home
from tests.organisation import SHEETS, settings
from tests.people import ANA
from tests.workbooks import publish, upload


@pytest.fixture
def started(home: Home, monkeypatch: pytest.MonkeyPatch) -> Home:
    """Give the default home with a scenario saved: 8% uplift, and first-year benefits only."""
    monkeypatch.setenv("BRIEFING_HOME", str(home.root))
    snapshot = publish(home, upload({"Settings": settings(), **SHEETS}))
    save(home, "CFO’s forecast")
    assert home.current() == snapshot
    return home


def save(home: Home, name: str) -> None:
    current = home.current()
    assert current
    with closing(Mart(home.verified_mart(current))) as mart:
        base = shipped_scenarios(mart.assumptions(), mart.costs(), 0)["base"]
        own = moved(base, {"uplift": 0.08}, guardrails=frozenset({"first_year"}))
        save_scenario(home, mart, own, name, Role.SPONSOR, ANA)


def periods(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, tuple[str, str]]:
    assert main(["figures", "--json", *arguments]) == 0
    figures = json.loads(capsys.readouterr().out)["figures"]
    return {one["key"]: (one["text"], one["period"]) for one in figures}


@pytest.mark.parametrize("state", ["listed", "put aside"])
def test_a_saved_scenario_is_had_by_its_name(
    state: str, started: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    if state == "put aside":
        put_aside(started, "CFO’s forecast", ANA)
    found = periods(capsys, "--scenario", "cfo’s FORECAST")
    # As a moved Base: 8% × 1,200 in cash less 2,730, as test_economics has it.
    period = "12 months, scenario CFO’s forecast, first-year benefits only"
    assert found["npv_cash"][0] == "€6,870"
    assert found["npv_cash"][1].startswith(period)


@pytest.mark.usefixtures("started")
def test_a_saved_scenario_can_be_moved(capsys: pytest.CaptureFixture[str]) -> None:
    found = periods(capsys, "--scenario", "CFO’s forecast", "--set", "uplift=6%")
    text, period = found["npv_cash"]
    assert text == "€4,470"
    assert "modified from CFO’s forecast, first-year benefits only" in period


@pytest.mark.parametrize("state", ["listed", "put aside"])
def test_an_unknown_scenario_is_told_those_that_are_listed(
    state: str, started: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    if state == "put aside":
        put_aside(started, "CFO’s forecast", ANA)
    assert main(["figures", "--scenario", "best"]) == 2
    listed = "conservative, base, stretch" + (", CFO’s forecast" if state == "listed" else "")
    assert capsys.readouterr().out == f"There is no scenario 'best'; there are {listed}.\n"


def test_the_brief_of_a_saved_scenario_has_its_column_under_the_longest_name(
    sample_home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Home(shutil.copytree(sample_home.root, tmp_path / "own"))
    monkeypatch.setenv("BRIEFING_HOME", str(home.root))
    name = ("The CFO’s own forecast for the board " + "W" * LONGEST_NAME)[:LONGEST_NAME]
    save(home, name)
    out = tmp_path / "brief.pdf"
    assert main(["brief", "--scenario", name, "--out", str(out)]) == 0
    with closing(pypdfium2.PdfDocument(out)) as document:
        assert len(document) == 1
        text = " ".join(document[0].get_textpage().get_text_range().split())
    assert f"{name} scenario" in text
    assert "8%" in text
