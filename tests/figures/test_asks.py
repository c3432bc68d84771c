"""A page's ask: its metric's value beside how far it is, and why it may not say so."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date

import pytest

from briefing.figures.asks import Ask, page_ask, progress
from briefing.figures.registry import mart_figures
from briefing.store.mart import Mart
from briefing.store.snapshots import Home
from tests.organisation import opened, table
from tests.workbooks import Rows

ASKS_HEAD = "page request decider due_on kpi unit baseline target target_on"
DUE, NEXT_YEAR = date(2026, 7, 17), date(2027, 9, 30)
UNITS = table("unit headcount", ["Sales", 60], ["Operations", 60])
STAKEHOLDERS = table(
    "stakeholder as_of influence interest stance",
    ["CEO", date(2026, 6, 1), 9, 9, 2],
    ["CFO", date(2026, 6, 1), 8, 8, -1],
)


def ask_row(
    kpi: str, baseline: float, target: float, unit: str | None = "Sales", on: date = NEXT_YEAR
) -> Sequence[object]:
    return ["brief", "Approve the pilot", "CFO", DUE, kpi, unit, baseline, target, on]


def hires(days: int, people: int = 5) -> Rows:
    """Give positions of Sales, filled in the second quarter of 2026 after so many days."""
    filled = date(2026, 6, 1)
    opened_on = date.fromordinal(filled.toordinal() - days)
    return table(
        "requisition_id unit opened_on filled_on",
        *([f"early{number}", "Sales", date(2025, 4, 1), date(2025, 4, 2)] for number in range(5)),
        *([f"r{number}", "Sales", opened_on, filled] for number in range(people)),
    )


@contextmanager
def made(home: Home, *rows: Sequence[object], **sheets: Rows) -> Iterator[Mart]:
    asks = table(ASKS_HEAD, *rows)
    with opened(home, {"Units": UNITS, "Asks": asks, **sheets}) as mart:
        yield mart


def asked(mart: Mart, *, team: bool = False) -> Ask:
    return page_ask(mart, mart_figures(mart), "brief", team=team)


@pytest.mark.parametrize(
    ("baseline", "target", "value", "share"),
    [
        (95, 80, 95, 0),
        (95, 80, 92, 0.2),
        (95, 80, 80, 1),
        (95, 80, 74, 1.4),
        (95, 80, 98, -0.2),
        (1, 4, 2, 1 / 3),
        (-10, 10, 0, 0.5),
        (80, 80, 80, None),
        (80, 80, 95, None),
    ],
)
def test_share_of_the_way(
    baseline: float, target: float, value: float, share: float | None
) -> None:
    assert progress(baseline, target, value) == pytest.approx(share)


@pytest.mark.parametrize(
    ("days", "ways"),
    [
        # Baseline and target: the share of the way, and how it is said.
        (92, {
            (95, 80): (0.2, "20% of the way from 95 days (Q2 2026)"),
            (92, 80): (0.0, "not moved yet from 92 days (Q2 2026)"),
            (80, 80): (None, "the target is where it started, 80 days"),
        }),
        (80, {
            (95, 80): (1.0, "reached, from 95 days (Q2 2026)"),
            (95, 84): (15 / 11, "reached, from 95 days (Q2 2026)"),
            (78, 70): (-0.25, "further away than at the start, 78 days (Q2 2026)"),
        }),
        (50, {
            # Fewer days are better, wherever the row's baseline lies.
            (40, 60): (1.0, "reached, from 40 days (Q2 2026)"),
            (60, 80): (1.0, "reached, from 60 days (Q2 2026)"),
            (40, 45): (2.0, "reached, from 40 days (Q2 2026)"),
        }),
    ],
)  # fmt: skip
def test_progress(
    home: Home, days: int, ways: dict[tuple[float, float], tuple[float | None, str]]
) -> None:
    pages = ("brief", "trajectory", "stakeholders")
    rows = [
        [page, *ask_row("time_to_hire", baseline, target)[1:]]
        for page, (baseline, target) in zip(pages, ways, strict=True)
    ]
    with made(home, *rows, Requisitions=hires(days)) as mart:
        found = [page_ask(mart, mart_figures(mart), page) for page in pages]
    assert [ask.progress_line for ask in found] == [line for _, line in ways.values()]
    assert [ask.progress for ask in found] == pytest.approx([share for share, _ in ways.values()])
    for ask, (_, target) in zip(found, ways, strict=True):
        assert ask.metric_line.startswith(f"Time to hire, Sales: {days} days, target {target} by ")


def test_request_and_decision(home: Home) -> None:
    with made(home, ask_row("time_to_hire", 95, 80), Requisitions=hires(92)) as mart:
        found = asked(mart)
    assert found.request == "Approve the pilot"
    assert found.decision_line == "CFO decides, by 17 July"
    # Far away: the year is said too.
    assert found.metric_line == "Time to hire, Sales: 92 days, target 80 by 30 September 2027"


def test_without_a_unit_it_is_the_organisation_s(home: Home) -> None:
    row = ask_row("time_to_hire", 95, 80, unit=None)
    with made(home, row, Requisitions=hires(92)) as mart:
        assert asked(mart).metric_line.startswith("Time to hire: 92 days, target 80")


def test_a_missing_row_is_named(home: Home) -> None:
    with made(home, ask_row("time_to_hire", 95, 80), Requisitions=hires(92)) as mart:
        for page in ("stakeholders", "trajectory"):
            found = page_ask(mart, mart_figures(mart), page)
            assert found.decision_line == f"Add a row with page '{page}' to the sheet Asks"
            assert found.request == "No decision is requested here yet"
            assert found.progress is None


def test_what_is_not_measured_says_so(home: Home) -> None:
    with made(home, ask_row("employee_nps", 5, 15, on=DUE), Requisitions=hires(92)) as mart:
        found = asked(mart)
    assert found.progress is None
    assert found.progress_line == "not measured: the data for it was not loaded"
    assert "target 15 by 17 July" in found.metric_line


def test_too_few_people_are_not_shown(home: Home) -> None:
    with made(home, ask_row("time_to_hire", 95, 80), Requisitions=hires(92, people=4)) as mart:
        found = asked(mart)
    assert found.progress is None
    assert found.progress_line == "not shown (protects fewer than 5 people)"
    assert "92" not in found.metric_line


def test_a_pooled_unit_is_measured_with_its_pool(home: Home) -> None:
    units = table("unit headcount", ["Sales", 4], ["Operations", 60], ["Audit", 3])
    row = ask_row("time_to_hire", 95, 80)
    with made(home, row, Units=units, Requisitions=hires(92)) as mart:
        assert asked(mart).metric_line.startswith("Time to hire, Smaller units: 92 days")


@pytest.mark.parametrize(
    ("kpi", "form", "metric", "share", "line"),
    [
        ("decision_makers", "public", "Decision-makers: 2, target 4", 0.5,
         "50% of the way from 0 (latest rating)"),
        ("decision_makers_with_us", "public", "Decision-makers with us: target 4", None,
         "not shown (kept to the team)"),
        ("decision_makers_with_us", "team", "Decision-makers with us: 1, target 4", 0.25,
         "25% of the way from 0 (latest rating)"),
    ],
)  # fmt: skip
def test_what_gives_the_team_s_mind_away_is_for_the_team(  # noqa: PLR0913, PLR0917 a row's words
    home: Home, kpi: str, form: str, metric: str, share: float | None, line: str
) -> None:
    row = ask_row(kpi, 0, 4, unit=None)
    with made(home, row, Stakeholders=STAKEHOLDERS) as mart:
        found = asked(mart, team=form == "team")
    assert found.metric_line.startswith(f"{metric} by ")
    assert found.progress == pytest.approx(share)
    assert found.progress_line == line
