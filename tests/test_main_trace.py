"""Checks of `trace` and `impact`: a figure to its cells, and a load to its figures."""

import json
from pathlib import Path

import pytest

from briefing.__main__ import main
from briefing.store.snapshots import Home


@pytest.fixture
def sample(sample_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_HOME", str(sample_home.root))


@pytest.mark.usefixtures("sample")
def test_a_figure_is_traced_to_its_cells(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", "time_to_productivity.sales.quarter"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Time to productivity, Sales, Q3 2026: ")
    assert lines[1].startswith("  days from joining")
    assert any(line.startswith("  workers.xlsx › Workers!I2:I3269, 3,268 rows, ") for line in lines)


@pytest.mark.usefixtures("sample")
def test_the_json_has_the_figure_and_its_cells(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", "npv_cash", "--scenario", "stretch", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["key"] == "npv_cash"
    assert {"file", "sheet", "cells", "column", "rows", "empty"} <= set(said["sources"][0])


@pytest.mark.usefixtures("sample")
def test_an_unknown_figure_is_wrong_usage_with_the_nearest(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["trace", "npv_csh"]) == 2
    assert "Did you mean 'npv_cash'?" in capsys.readouterr().out


@pytest.mark.usefixtures("sample")
def test_a_load_leads_to_its_figures(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["impact", "survey.xlsx", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    keys = {figure["key"].split(".")[0] for figure in said["figures"]}
    assert "employee_nps" in keys
    assert "voluntary_attrition" not in keys
    assert main(["impact", "survey.xlsx"]) == 0
    assert f"{len(said['figures'])} figures rest on survey.xlsx" in capsys.readouterr().out


@pytest.mark.usefixtures("sample")
def test_an_unknown_load_is_wrong_usage_with_those_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["impact", "other.xlsx"]) == 2
    assert "there are briefing.xlsx, finance.xlsx" in capsys.readouterr().out


def test_without_a_snapshot_there_is_nothing_to_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path / "home"))
    assert main(["trace", "npv_cash", "--json"]) == 1
    assert "Nothing is published yet" in json.loads(capsys.readouterr().out)["error"]
