"""Vanity numbers: marked wherever they are printed, and no reason for anything."""

import json
from collections.abc import Iterator
from datetime import date

import pytest

from briefing.__main__ import main
from briefing.figures.messages import why_now
from briefing.figures.model import Figure
from briefing.figures.registry import all_figures
from briefing.kpis.catalogue import outcomes_of
from briefing.store.mart import Mart
from briefing.store.snapshots import Home
from tests.organisation import MONTHS, opened, table, view_of

YEARS = [date(2024, month, 1) for month in range(7, 13)] + MONTHS
LONG_AGO = date(2020, 1, 1)
# Thirty people stay; ten register twice a month in the first year and once in the second.
SHEETS = {
    "Workers": table(
        "employee_id unit hired_on left_on leave_type",
        *([f"stays{number}", "Sales", LONG_AGO, None, None] for number in range(30)),
        ["leaves", "Sales", LONG_AGO, date(2024, 7, 1), "retired"],
        ["joins", "Sales", date(2026, 6, 30), None, None],
    ),
    "Learning": table(
        "employee_id happened_on activity kind registered completed",
        *(
            [f"stays{number}", month, f"Course {course}", "course", "yes", "yes"]
            for place, month in enumerate(YEARS)
            for number in range(10)
            for course in range(2 if place < 12 else 1)
        ),
    ),
}


@pytest.fixture(scope="module")
def learning_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Give a home of its own to this module."""
    return Home(tmp_path_factory.mktemp("vanity"))


@pytest.fixture(scope="module")
def mart(learning_home: Home) -> Iterator[Mart]:
    """Open the mart of the rows above."""
    with opened(learning_home, SHEETS) as mart:
        yield mart


@pytest.fixture(scope="module")
def figures(mart: Mart) -> dict[str, Figure]:
    """Give every figure of it."""
    return all_figures(mart, view_of(mart))


def test_they_and_only_they_are_marked(figures: dict[str, Figure]) -> None:
    marked = {key.partition(".")[0] for key, figure in figures.items() if figure.vanity}
    assert marked == {"completions", "registrations"}
    assert "voluntary_attrition.organisation.rolling12" in figures
    # Ten a month by 30 people, and one for half of the last month.
    found = figures["registrations.organisation.rolling12"]
    assert found.value == pytest.approx(120 / (30 + 0.5 / 12))
    assert (found.text, found.n) == ("4.0", 10)
    assert figures["registrations.organisation.rolling12.change"].vanity


def test_they_are_no_reason_to_act_now(mart: Mart, figures: dict[str, Figure]) -> None:
    change = figures["registrations.organisation.rolling12.change"].value
    assert change is not None
    assert change < -3
    assert why_now(mart, figures) == "No measure has got worse over the last year."


def test_they_are_no_outcome(mart: Mart) -> None:
    assert {"completions", "registrations"}.isdisjoint(outcomes_of(mart))


@pytest.mark.usefixtures("mart")
def test_the_command_line_marks_them(
    learning_home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BRIEFING_HOME", str(learning_home.root))
    assert main(["figures"]) == 0
    lines = capsys.readouterr().out.splitlines()
    vain = [line for line in lines if line.startswith(("completions.", "registrations."))]
    assert vain
    assert [line for line in lines if line.endswith(" [vanity]")] == vain
    main(["figures", "--json"])
    found = json.loads(capsys.readouterr().out)["figures"]
    assert {f["key"].partition(".")[0] for f in found if f["vanity"]} == {
        "completions",
        "registrations",
    }
