"""The sheets that keep sponsorship alive: influences, committee, roadmap, risks and stories."""

from datetime import date

from briefing.columns import Column, Kind, Table
from briefing.declared.common import choice, day, number, rating, words

INFLUENCES = Table(
    "influences",
    "Influences",
    "One row for who has the ear of whom among the stakeholders.",
    (
        Column("stakeholder", Kind.ID, "Who is heard.", refers_to="stakeholders"),
        Column("influences", Kind.ID, "Who listens.", refers_to="stakeholders"),
        rating("strength", "1 is asked, 2 is followed often, 3 decides it.", 1, 3),
    ),
    held_by="the team that makes the case",
    feeds="who has the ear of whom",
    example=("CFO (example)", "CEO (example)", 2),
    key=("stakeholder", "influences"),
)

COMMITTEE = Table(
    "committee",
    "Committee",
    "The steering committee: HR, the business sponsor, finance and IT, meeting monthly.",
    (
        Column("member", Kind.ID, "The member."),
        words("role", "HR, sponsor, finance, IT, or another.", required=True),
        day("next_meeting", "The next meeting with them."),
        day("last_update", "The last value update they had."),
        words("escalates_to", "Who decides where they cannot."),
    ),
    held_by="the sponsor's office",
    feeds="the steering committee and its escalation path",
    example=("Controller (example)", "finance", date(2026, 10, 6), date(2026, 9, 8), "CFO"),
    key=("member",),
)

ROADMAP = Table(
    "roadmap",
    "Roadmap",
    "The published roadmap: phases, budgets, and the gate that each must pass.",
    (
        Column("phase", Kind.ID, "The phase."),
        day("starts_on", "Its first day.", required=True),
        day("ends_on", "Its last day.", required=True),
        number("budget", "What it may spend.", unit="currency"),
        Column("gate_kpi", Kind.ID, "The measure that lets the next phase begin.", required=False),
        number("gate_value", "The value that it must reach.", low=None),
    ),
    held_by="the programme",
    feeds="phases, budgets and gates",
    example=(
        "Pilot in Sales (example)", date(2026, 12, 7), date(2027, 3, 7), 180_000,
        "time_to_productivity", 80,
    ),
    key=("phase",),
    ascending=(("starts_on", "ends_on"),),
)  # fmt: skip

RISKS = Table(
    "risks",
    "Risks",
    "What could go wrong with the programme, and who sees to it.",
    (
        Column("risk", Kind.ID, "The risk, in a sentence."),
        rating("likelihood", "1 is rare, 5 almost certain.", 1, 5, required=True),
        rating("impact", "1 is slight, 5 ends the programme.", 1, 5, required=True),
        words("mitigation", "What is done about it."),
        words("owner", "Who sees to it."),
        choice("status", "Where it stands.", ("open", "mitigated", "accepted", "closed")),
    ),
    held_by="the programme",
    feeds="risks and what is done about them",
    example=(
        "Example: managers take the protected hour back in busy weeks", 4, 4,
        "The hour is in the shift plan; its loss is reported monthly", "Head of Operations", "open",
    ),
    key=("risk",),
)  # fmt: skip

STORIES = Table(
    "stories",
    "Stories",
    "Short case studies from inside: what changed, and what came of it.",
    (
        Column("story", Kind.ID, "Its title."),
        Column("unit", Kind.ID, "Where it happened.", required=False, refers_to="units"),
        words("change", "What was done differently.", required=True),
        Column("kpi", Kind.ID, "The measure that moved.", required=False),
        number("before", "Its value before.", low=None),
        number("after", "Its value after.", low=None),
        Column("months", Kind.WHOLE, "How long it took.", required=False, low=0),
        number("cost", "What it cost.", unit="currency"),
        words("benefit", "What else came of it."),
    ),
    held_by="the programme with the units",
    feeds="short case studies",
    example=(
        "Learning Fridays (example)", "Sales (example)",
        "60 minutes every Friday, people teach each other",
        "voluntary_attrition", 0.11, 0.09, 12, 24_000, "More promotions from within",
    ),
    key=("story",),
)  # fmt: skip

OBJECTIONS = Table(
    "objections",
    "Objections",
    "What is said against it each time, with the answer and the figure that bears it out.",
    (
        Column("objection", Kind.ID, "What is said."),
        words("answer", "The answer, in two sentences.", required=True, longest=400),
        Column("figure", Kind.ID, "The key of the figure that bears it out.", required=False),
    ),
    held_by="the team that makes the case",
    feeds="answers to what is said each time",
    example=(
        "We tried this before (example)",
        ("What differs: one sponsor, one measure, and control teams that show what would have "
        "happened anyway."),
        "breakeven_uplift_cash",
    ),
    key=("objection",),
)  # fmt: skip
