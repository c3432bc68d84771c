"""The engagement plan: ratings beside rows, and what the room's form must not give away."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from briefing.figures.engagement import (
    LATE,
    PUBLIC_COLUMNS,
    TEAM_COLUMNS,
    Answer,
    QuadrantPlan,
    answers,
    engagement_plans,
)
from briefing.figures.registry import all_figures
from briefing.figures.stakeholders import Quadrant
from briefing.store.snapshots import Home
from tests.organisation import SHEETS, opened, table, view_of
from tests.workbooks import Rows

HEAD = (
    "stakeholder as_of influence interest stance target_stance concern tactic owner "
    "last_contact next_contact"
)
RATED, MET = date(2026, 6, 1), date(2026, 6, 10)
SOON, PAST = date(2026, 7, 5), date(2026, 6, 20)


def rated(  # noqa: PLR0913 a rating has as many parts
    name: str,
    influence: float = 8,
    interest: float = 8,
    *,
    stance: int | None = 0,
    target: int | None = None,
    concern: str | None = None,
    tactic: str | None = "One page",
    owner: str | None = "HR director",
    last: date | None = None,
    coming: date | None = None,
) -> Sequence[object]:
    return [name, RATED, influence, interest, stance, target, concern, tactic, owner, last, coming]


def plans(
    home: Home, *rows: Sequence[object], team: bool = False, **sheets: Rows
) -> list[QuadrantPlan]:
    with opened(home, {"Stakeholders": table(HEAD, *rows), **sheets}) as mart:
        return engagement_plans(mart, team=team)


@pytest.mark.parametrize(
    ("closely", "subtitle"),
    [
        (0, "Nobody is placed here."),
        (1, "One stakeholder."),
        (2, "Two stakeholders."),
        (13, "13 stakeholders."),
    ],
)
def test_every_quadrant_has_a_page_that_counts_its_people(
    home: Home, closely: int, subtitle: str
) -> None:
    rows = [rated(f"Role {number}") for number in range(closely)]
    found = plans(home, rated("Union", 2, 8), *rows)
    assert [plan.quadrant for plan in found] == list(Quadrant)
    assert [plan.title for plan in found] == [
        "Manage closely: they decide",
        "Keep satisfied: they could stop it",
        "Keep informed: they live with it",
        "Monitor: look again each quarter",
    ]
    assert found[0].subtitle == (
        f"{subtitle} Each is met before the decision, with the brief for their concern."
    )
    assert found[2].subtitle.startswith("One stakeholder. A monthly note")
    assert [len(plan.rows) for plan in found] == [closely, 0, 1, 0]


def test_without_stakeholders_every_page_says_so(home: Home) -> None:
    with opened(home, SHEETS) as mart:
        found = [*engagement_plans(mart), *engagement_plans(mart, team=True)]
    assert [plan.rows for plan in found] == [()] * 8
    assert {plan.subtitle.partition(".")[0] for plan in found} == {"Nobody is placed here"}


@pytest.mark.parametrize(
    ("row", "public", "team"),
    [
        (
            rated("CEO", stance=2, target=2, concern="Growth", last=MET, coming=SOON),
            ("CEO", "One page", "brief for the CEO", "HR director", "5 Jul"),
            ("CEO", "One page", "brief for the CEO", "Growth", "speaks for us", "HR director",
             "10 Jun", "5 Jul"),
        ),
        # A talk that did not take place is overdue, and for the room it has no date.
        (
            rated("CFO", stance=-1, target=1, concern="Cost", last=MET, coming=PAST),
            ("CFO", "One page", "brief for the CFO", "HR director", "no date"),
            ("CFO", "One page", "brief for the CFO", "Cost", "doubtful; aim: with us",
             "HR director", "10 Jun", LATE),
        ),
        (
            rated("Chair", stance=1, target=2),
            ("Chair", "One page", "", "HR director", "no date"),
            ("Chair", "One page", "", "", "with us; aim: speaks for us", "HR director", "never",
             "no date"),
        ),
        (
            rated("Head of IT", stance=-2, tactic=None, owner=None),
            ("Head of IT", "", "brief for IT", "", "no date"),
            ("Head of IT", "", "brief for IT", "", "against", "", "never", "no date"),
        ),
        (
            rated("Union", stance=None, target=0),
            ("Union", "One page", "", "HR director", "no date"),
            ("Union", "One page", "", "", "not rated; aim: open", "HR director", "never",
             "no date"),
        ),
    ],
)  # fmt: skip
def test_a_row_in_both_forms(
    home: Home, row: Sequence[object], public: Sequence[str], team: Sequence[str]
) -> None:
    with opened(home, {"Stakeholders": table(HEAD, row)}) as mart:
        assert engagement_plans(mart)[0].rows == (public,)
        assert engagement_plans(mart, team=True)[0].rows == (team,)
    assert (len(public), len(team)) == (len(PUBLIC_COLUMNS), len(TEAM_COLUMNS))


UNITS = table(
    "unit head headcount",
    ["Sales", "Head of Sales", 60],
    ["Customers", "COO", 60],
    ["Operations", "COO", 60],
    ["Technology", "Head of IT", 60],
    # Too small to be shown on its own: there is no brief for it.
    ["Audit", "Head of Audit", 3],
    ["Legal", "Head of Legal", 4],
    ["Product", None, 60],
)
SURVEY = table(
    "survey unit answered_on score",
    *(["enps", row[0], date(2026, 6, 10), 9] for row in UNITS[1:] for _ in range(6)),
)


@pytest.mark.parametrize(
    ("stakeholder", "bring"),
    [
        ("CEO", "brief for the CEO"),
        ("CFO (interim)", "brief for the CFO"),
        ("CEO/CFO", "brief for the CEO"),
        # The role's own concern comes before the unit's.
        ("Head of IT", "brief for IT"),
        ("Head of Sales", "brief for Sales"),
        ("head of sales", "brief for Sales"),
        ("COO", "briefs for Customers and Operations"),
        ("Head of Audit", ""),
        ("Auditor", ""),
    ],
)
def test_what_to_bring(home: Home, stakeholder: str, bring: str) -> None:
    found = plans(home, rated(stakeholder), Units=UNITS, Survey=SURVEY)
    assert found[0].rows[0][2] == bring


def test_the_room_s_plan_has_nothing_of_what_the_team_thinks(home: Home) -> None:
    rows = [
        rated("CEO", 9.7, 6.3, stance=-2, target=1, concern="Grudge", last=MET, coming=SOON),
        rated("CFO", 8.4, 9.1, stance=2, target=2, concern="Vanity", last=MET, coming=PAST),
    ]
    with opened(home, {"Stakeholders": table(HEAD, *rows)}) as mart:
        public = str(engagement_plans(mart))
        team = str(engagement_plans(mart, team=True))
    for secret in ("Grudge", "Vanity", "against", "speaks for us", LATE, "10 Jun"):
        assert secret in team, secret
        assert secret not in public, secret
    for rating in ("9.7", "6.3", "8.4", "9.1", "-2"):
        assert rating not in public, rating


def test_the_room_s_plan_is_the_same_for_all_ratings_within_the_quadrants(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    # Name, lowest and highest ratings of a quadrant; the order of influence turns round.
    names = ["CFO", "CEO", "Board", "Chair", "Union", "Facilities"]
    low = [(5, 5), (6, 6), (5, 0), (6, 1), (0, 5), (0, 0)]
    high = [(10, 10), (9, 9), (10, 4.9), (9, 4), (4.9, 10), (4.9, 4.9)]
    made = []
    for ratings, stance, target, concern in ((low, -2, -1, "Grudge"), (high, 2, None, "Growth")):
        rows = [
            rated(name, *rating, stance=stance, target=target, concern=concern, coming=SOON)
            for name, rating in zip(names, ratings, strict=True)
        ]
        made.append(
            [
                plans(Home(tmp_path_factory.mktemp("plan")), *rows, team=team)
                for team in (False, True)
            ]
        )
    (first, first_team), (second, second_team) = made
    assert first == second
    assert [[row[0] for row in plan.rows] for plan in first] == [
        ["CEO", "CFO"],
        ["Board", "Chair"],
        ["Union"],
        ["Facilities"],
    ]
    # The team's form is not the same, so the ratings do differ.
    assert [row[0] for row in first_team[0].rows] == ["CEO", "CFO"]
    assert [row[0] for row in second_team[0].rows] == ["CFO", "CEO"]


# As in test_money: 2.3% breaks even, and 12 people leave within a year.
OBJECTIONS = table(
    "objection answer figure",
    ["Too dear", "It pays.", "breakeven_uplift_cash"],
    ["Nobody leaves", "They do.", "leavers_next_year"],
    ["Nobody wants it", "Most do.", "decision_makers_with_us"],
    ["Who decides", "They do.", "decision_makers"],
    ["No time", "Book it.", None],
    ["No idea", "See there.", "zzz"],
)
DECIDERS = table(HEAD, rated("CEO", stance=2), rated("CFO", stance=1))


def test_an_answer_is_borne_out_by_its_figure_but_not_by_one_that_is_the_team_s(
    home: Home,
) -> None:
    sheets = {**SHEETS, "Objections": OBJECTIONS, "Stakeholders": DECIDERS}
    with opened(home, sheets) as mart:
        figures = all_figures(mart, view_of(mart))
        found = answers(mart, figures)
    assert figures["decision_makers_with_us"].text == "2"
    assert found == [
        Answer(
            "Too dear", "It pays.", "Breakeven uplift, cash only: 2.3% (12 months, scenario Base)"
        ),
        Answer(
            "Nobody leaves",
            "They do.",
            "People who leave within a year if nothing changes: 12 (next 12 months)",
        ),
        Answer("Nobody wants it", "Most do.", ""),
        Answer("Who decides", "They do.", "Decision-makers: 2 (latest rating)"),
        Answer("No time", "Book it.", ""),
        Answer("No idea", "See there.", ""),
    ]


@pytest.mark.parametrize(
    ("change", "borne_out"),
    [
        ({}, "Costs paid: €2,730 (12 months, scenario Base)"),
        ({"team_only": True}, ""),
        # Activity proves nothing.
        ({"vanity": True}, ""),
        # A reason why there is no number is no evidence.
        ({"value": None}, ""),
        ({"value": 0.0, "text": "€0"}, "Costs paid: €0 (12 months, scenario Base)"),
    ],
)
def test_which_figures_bear_out(home: Home, change: dict[str, object], borne_out: str) -> None:
    objection = table("objection answer figure", ["Dear", "No.", "costs_cash"])
    with opened(home, {**SHEETS, "Objections": objection}) as mart:
        figure = all_figures(mart, view_of(mart))["costs_cash"]
        changed = replace(figure, **change)  # type: ignore[arg-type]
        (found,) = answers(mart, {"costs_cash": changed})
    assert found.figure == borne_out


def test_no_objections_no_answers(home: Home) -> None:
    with opened(home, SHEETS) as mart:
        assert answers(mart, all_figures(mart, view_of(mart))) == []
