"""Checks that the command line prints the current snapshot's figures, or says why it cannot."""

import json
from dataclasses import fields
from pathlib import Path

import pytest

from briefing.__main__ import main
from briefing.figures.model import Figure
from briefing.store.snapshots import Home


@pytest.fixture
def sample(sample_home: Home, monkeypatch: pytest.MonkeyPatch) -> Home:
    """Make the sample's home the default one."""
    monkeypatch.setenv("BRIEFING_HOME", str(sample_home.root))
    return sample_home


def test_figures_as_json_are_the_figures_of_the_current_snapshot(
    sample: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["figures", "--json"]) == 0
    outcome = json.loads(capsys.readouterr().out)
    current = sample.current()
    assert current
    assert (list(outcome), outcome["snapshot"]) == (
        ["snapshot", "figures", "cash_flow"],
        current.id,
    )
    assert len(outcome["figures"]) > 20
    names = {field.name for field in fields(Figure)}
    for figure in outcome["figures"]:
        assert set(figure) == names
        assert (figure["value"] is None) == (figure["reason"] is not None)
        assert figure["sources"]
    keys = [figure["key"] for figure in outcome["figures"]]
    assert len(set(keys)) == len(keys)


@pytest.mark.usefixtures("sample")
def test_figures_in_words_are_those_of_the_json_in_any_case_of_the_scenario(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["figures", "--scenario", "Stretch"]) == 0
    lines = capsys.readouterr().out.splitlines()
    main(["figures", "--json", "--scenario", "stretch"])
    figures = json.loads(capsys.readouterr().out)["figures"]
    assert [line.partition(": ")[0] for line in lines] == [figure["key"] for figure in figures]
    assert all(figure["text"] in line for line, figure in zip(lines, figures, strict=True))


@pytest.mark.usefixtures("sample")
def test_a_lever_is_set_as_on_the_screen(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["figures", "--set", "uplift=7%", "--guardrail", "first_year", "--json"]) == 0
    outcome = json.loads(capsys.readouterr().out)
    found = {figure["key"]: figure for figure in outcome["figures"]}
    assert found["npv_cash"]["period"] == (
        "36 months, scenario modified from Base, first-year benefits only, uplift beyond the "
        "evidence"
    )
    assert found["uplift_evidence"]["text"].startswith("7% is beyond the evidence")
    months = outcome["cash_flow"]
    assert [month["month"] for month in months] == list(range(37))
    assert months[-1]["cash_so_far"] == pytest.approx(sum(month["cash"] for month in months))
    # What is spent after the first year brings nothing more.
    assert months[-1]["cash"] < 0 < months[12]["cash"]


@pytest.mark.usefixtures("sample")
def test_a_lever_beyond_its_track_is_status_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["figures", "--set", "uplift=3"]) == 2
    assert "3% is written 0.03 or 3%." in capsys.readouterr().out


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("as_json", [["--json"], []])
def test_an_unknown_scenario_is_status_2_with_those_that_there_are(
    capsys: pytest.CaptureFixture[str],
    as_json: list[str],
) -> None:
    assert main(["figures", "--scenario", "best", *as_json]) == 2
    said = "There is no scenario 'best'; there are conservative, base, stretch."
    out = capsys.readouterr().out
    assert (json.loads(out)["error"] == said) if as_json else (out == f"{said}\n")


@pytest.mark.parametrize("as_json", [["--json"], []])
def test_figures_without_a_snapshot_say_what_to_do(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    as_json: list[str],
) -> None:
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path))
    assert main(["figures", *as_json]) == 1
    assert "Nothing is published yet: load a workbook first." in capsys.readouterr().out
