"""The audit of a mart: clean for the sample, and not for one that shows too much."""

import json
from pathlib import Path

import duckdb
import numpy as np
import pytest

from briefing.__main__ import main
from briefing.kpis.catalogue import CATALOGUE
from briefing.privacy.audit import audit, audit_cells
from briefing.privacy.suppress import suppress
from briefing.store.snapshots import Home
from tests.privacy.random_organisation import cells, random_cells


@pytest.fixture
def sample(sample_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_HOME", str(sample_home.root))


@pytest.mark.usefixtures("sample")
def test_the_sample_gives_nothing_away(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["findings"] == []
    assert said["minimum"] == 5
    # A small number is bounded in each quantity that could tell it.
    assert said["bounded"] > said["small"] > 1000


@pytest.mark.usefixtures("sample")
def test_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit"]) == 0
    assert capsys.readouterr().out.endswith("shown, 0 can be worked out.\n")


def test_one_number_too_many_is_found(
    sample_home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Show in a copy of the sample's mart what its facts say of a month that gives another away."""
    current = sample_home.current()
    assert current
    with duckdb.connect(str(tmp_path / "mart.duckdb")) as con:
        con.execute(f"ATTACH '{sample_home.mart(current.id)}' AS made (READ_ONLY)")
        con.execute("CREATE TABLE kpi_cells AS FROM made.kpi_cells")
        # Of two units whose month is hidden and whose numbers make what is left, one is shown.
        month = con.execute(
            """SELECT starts_on FROM kpi_cells WHERE kpi = 'employee_nps' AND grain = 'month'
               GROUP BY starts_on HAVING count(small) = 1
                  AND count(*) FILTER (reason IS NOT NULL) > 1 ORDER BY 1 LIMIT 1"""
        ).fetchall()[0][0]
        con.execute(
            """UPDATE kpi_cells SET reason = NULL, numerator = 0, denominator = 9, n = 9, value = 0
               WHERE kpi = 'employee_nps' AND grain = 'month' AND starts_on = ?
                 AND reason IS NOT NULL AND small IS NULL""",
            [month],
        )
        points = {"employee_nps", "customer_nps"}
        averages = {key for key, kpi in CATALOGUE.items() if kpi.average}
        found = audit(con, 5, counting_people=(), signed=points, nobody=("learning_hours",),
                      averages=averages)  # fmt: skip
    assert found.findings
    assert all(finding.quantity.startswith("employee_nps") for finding in found.findings)
    assert f"month from {month}" in str(found.findings[0])
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("seed", range(40))
def test_organisations_made_up_at_random_give_nothing_away(seed: int) -> None:
    cells = random_cells(np.random.default_rng(seed), 5, units=4, months=14)
    suppress(cells, 5)
    found = audit_cells([one.as_seen() for one in cells], 5)
    assert found.findings == ()


@pytest.mark.parametrize("seed", [72, 86, 136, 210, 401, 3216, 3430, 4292])
def test_what_one_measure_shows_is_guarded_once_it_hides_it_too(seed: int) -> None:
    """People-years of few on average are shown with hours of enough, and hidden for others."""
    cells = random_cells(np.random.default_rng(seed), 5)
    suppress(cells, 5)
    assert audit_cells([one.as_seen() for one in cells], 5).findings == ()


def test_without_what_is_hidden_for_them_small_numbers_are_found() -> None:
    """Hide the small cells alone, as a control: then most organisations give some away."""
    given_away = 0
    for seed in range(10):
        cells = random_cells(np.random.default_rng(seed), 5, units=4, months=6)
        given_away += bool(audit_cells([one.as_seen() for one in cells], 5).findings)
    assert given_away >= 8


def test_more_may_leave_than_are_there_on_average_though_years_are_whole() -> None:
    """16 left of 5 on average: an average has no others, though it is its years."""
    left = [[1] * 4 + [0] * 8, [2] * 4 + [0] * 8, [1] * 4 + [0] * 8]
    years = np.full((3, 12), 5 / 36)
    found = cells("k", left, years, None, None, 5, counts_people=True)
    suppress([found], 5)
    found.hidden.update(place for place in found.there if place.months < 12)
    assert [place.months for place in found.there - found.hidden] == [12]
    assert audit_cells([found.as_seen()], 5).findings == ()
