"""The sheets of pilots: the plan, the teams in it, and what was read in each period."""

from datetime import date

from briefing.columns import Column, Kind, Table
from briefing.declared.common import (
    BETTER,
    choice,
    day,
    number,
    words,
)

_PILOT = Column("pilot", Kind.ID, "The pilot, as in Pilots.", refers_to="pilots")
_TEAM = Column("team", Kind.ID, "The team.")

PILOTS = Table(
    "pilots",
    "Pilots",
    "One row a pilot: an experiment with its hypothesis, its control group and its checkpoint.",
    (
        Column("pilot", Kind.ID, "A short name of its own."),
        words("title", "What it is called.", required=True, longest=80),
        words("hypothesis", "What should change, by how much, and why.", required=True,
              longest=300),
        Column("kpi", Kind.ID, "The measure that judges it."),
        Column(
            "unit",
            Kind.ID,
            "The unit in which it runs.",
            required=False,
            refers_to="units",
        ),
        choice("better", "The direction that is good.", BETTER, required=True),
        choice(
            "design",
            "How treated and control teams were chosen.",
            ("randomised", "matched", "staggered"),
            required=True,
        ),
        Column(
            "minimum_effect",
            Kind.SHARE,
            "The smallest relative improvement worth scaling.",
            low=0,
            high=1,
        ),
        Column("alpha", Kind.SHARE, "Chance of a false alarm that is accepted.",
               required=False, low=0.001, high=0.5),
        Column("power", Kind.SHARE, "Chance of seeing the effect if it is there.",
               required=False, low=0.5, high=0.999),
        day("starts_on", "The first day of treatment.", required=True),
        day("checkpoint_on", "The day of the verdict, 90 days in.", required=True),
        words("sponsor", "Who answers for it.", longest=60),
        words("content", "What is learned, and how it is delivered."),
        words("measurement", "How it is measured."),
        words("change_support", "What helps people to change."),
    ),
    held_by="the pilot's sponsor",
    feeds="the pilot: plan, hypothesis and checkpoint",
    example=(
        "example-labs", "Practice labs in sales teams",
        "Weekly 30-minute labs on live cases shorten customer onboarding by 4%",
        "example_onboarding_days", "Sales (example)", "down", "randomised", 0.03, 0.05, 0.8,
        date(2026, 8, 10), date(2026, 11, 8), "Head of Sales",
        "A 30-minute lab each week on a live case", "Days from signature to first use",
        "Team leads are coached every other week",
    ),
    key=("pilot",),
    ascending=(("starts_on", "checkpoint_on"),),
)  # fmt: skip

PILOT_TEAMS = Table(
    "pilot_teams",
    "Pilot teams",
    "One row a team in a pilot: treated or control, and since when.",
    (
        _PILOT,
        _TEAM,
        choice("arm", "Treated or not.", ("pilot", "control"), required=True),
        day("starts_on", "The team's own first day, where starts are staggered."),
        Column("size", Kind.WHOLE, "People in it.", low=1),
        words("stratum", "The group within which teams were drawn."),
    ),
    held_by="the pilot's team",
    feeds="who is treated and who is control",
    example=("example-labs", "Sales 04", "pilot", date(2026, 8, 10), 11, "large"),
    key=("pilot", "team"),
)

PILOT_READINGS = Table(
    "pilot_readings",
    "Pilot readings",
    "One row a team, indicator and period: what was read.",
    (
        _PILOT,
        _TEAM,
        Column("indicator", Kind.ID, "What was read; the pilot's KPI is one of them."),
        day("period", "The first day of the week or month.", required=True),
        number("value", "The reading.", required=True, low=None),
        Column("n", Kind.WHOLE, "People or cases behind it.", low=0),
        choice("role", "What the indicator is for.", ("leading", "lagging", "covariate"),
               required=True),
    ),
    held_by="the pilot's team",
    feeds="the pilot's signals, effect and verdict",
    example=(
        "example-labs", "Sales 04", "example_onboarding_days", date(2026, 9, 7), 28.4, 14,
        "lagging",
    ),
    key=("pilot", "team", "indicator", "period"),
)  # fmt: skip
