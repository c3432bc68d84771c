"""Checks of `trace` and `impact`: a figure to its cells, and a load to its figures."""

import json
import shutil
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
    counted = (
        "  workers.xlsx › Workers!I2:I3269, 3,268 rows: 21 counted, "
        "290 left out: no productive date, 2,957 outside the period or the unit"
    )
    assert counted in lines
    assert any(line.startswith("  workers.xlsx loaded by Ana, ") for line in lines)


@pytest.mark.usefixtures("sample")
def test_the_json_has_the_figure_and_its_cells(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", "npv_cash", "--scenario", "stretch", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["key"] == "npv_cash"
    assert {"file", "sheet", "cells", "column", "rows", "empty"} <= set(said["sources"][0])
    assert said["rests_on"][0] == "revenue_per_fte.organisation.rolling12"
    assert main(["trace", "employee_nps.organisation.quarter", "--json"]) == 0
    counts = json.loads(capsys.readouterr().out)["sources"][0]["counts"]
    assert counts["left_out"][0][0] == "an answer to another survey"
    assert counts["counted"] > 0


@pytest.mark.usefixtures("sample")
def test_a_figure_is_traced_by_what_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", "€739,000"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Net present value, in full, 36 months, scenario Base: €739,000")
    assert "  rests on voluntary_attrition.organisation.rolling12: 12.2% (" in out


@pytest.mark.usefixtures("sample")
def test_figures_that_are_printed_alike_are_listed_with_their_keys(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["trace", "92 days"]) == 0
    first, *lines = capsys.readouterr().out.splitlines()
    assert first == f"{len(lines)} figures are printed as 92 days, now or a year before"
    assert lines[0].startswith("time_to_productivity.sales.quarter: 92 days (Time to prod")
    assert main(["trace", "92 days", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["printed"] == "92 days"
    assert said["figures"][0]["key"] == "time_to_productivity.sales.quarter"


def test_rows_that_are_deleted_leave_the_counts_of_the_mart(
    sample_home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    shutil.copytree(sample_home.root, tmp_path / "home")
    current = sample_home.current()
    assert current
    Home(tmp_path / "home").facts(current.id).unlink()
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path / "home"))
    assert main(["trace", "time_to_productivity.sales.quarter"]) == 0
    out = capsys.readouterr().out
    assert "  workers.xlsx › Workers!I2:I3269, 3,268 rows\n" in out
    assert "  The rows themselves are no longer kept" in out
    assert "counted" not in out


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
