"""The sheets of the case itself: settings, units, KPIs, stakeholders, money and asks."""

from datetime import date

from briefing.columns import Column, Kind, Table
from briefing.declared.common import BETTER, KPI_UNITS, UNIT_HEADINGS

PAGES = (
    "case", "stakeholders", "trajectory", "priorities", "pilot", "scorecard", "leaders",
    "sponsorship", "brief",
)  # fmt: skip

SETTINGS_TABLE = Table(
    "settings",
    "Settings",
    "What holds for the whole organisation: one row a setting.",
    (
        Column("name", Kind.ID, "Which setting.", headings=("Setting",)),
        Column("value", Kind.TEXT, "Its value."),
    ),
    held_by="HR analytics",
    feeds="every page: names, currency, horizon, minimum group",
    example=("organisation", "Example Ltd"),
    key=("name",),
)

UNITS = Table(
    "units",
    "Units",
    "The units of the organisation, as all the other sheets name them.",
    (
        Column("unit", Kind.ID, "The unit's name.", headings=UNIT_HEADINGS),
        Column("head", Kind.TEXT, "The role that leads it.", required=False),
        Column("headcount", Kind.WHOLE, "People in it, as planned.", required=False, low=0),
        Column(
            "impact", Kind.WHOLE, "Business impact of learning here.", required=False, low=1, high=5
        ),
        Column(
            "authority",
            Kind.WHOLE,
            "How far its head can decide alone.",
            required=False,
            low=1,
            high=5,
        ),
        Column(
            "regulatory", Kind.WHOLE, "Pressure from regulation.", required=False, low=1, high=5
        ),
    ),
    held_by="HR business partners",
    feeds="the parts in which everything is shown, and which of them goes first",
    example=("Sales (example)", "Chief Sales Officer", 480, 5, 5, 2),
    key=("unit",),
)

KPIS = Table(
    "kpis",
    "KPIs",
    "The measures that the board follows, with target and benchmark.",
    (
        Column("kpi", Kind.ID, "The measure's key, such as voluntary_attrition."),
        Column("title", Kind.TEXT, "How the board calls it.", required=False),
        Column("unit", Kind.CHOICE, "Unit of measure.", required=False, choices=KPI_UNITS),
        Column(
            "better",
            Kind.CHOICE,
            "The direction that is good.",
            required=False,
            choices=BETTER,
        ),
        Column("target", Kind.NUMBER, "Where it should be.", required=False),
        Column("benchmark", Kind.NUMBER, "Where others are.", required=False),
        Column("benchmark_source", Kind.TEXT, "Who says so.", required=False),
        Column(
            "linked_kpi",
            Kind.ID,
            "For a vanity number: the outcome that it should have moved.",
            required=False,
        ),
    ),
    held_by="HR analytics",
    feeds="targets and benchmarks beside each measure",
    example=(
        "example_onboarding_days",
        "Customer onboarding",
        "days",
        "down",
        24,
        26,
        "Industry survey 2025",
        None,
    ),
    key=("kpi",),
)

STAKEHOLDERS = Table(
    "stakeholders",
    "Stakeholders",
    "Who decides and who has a stake; one row each time somebody is rated again.",
    (
        Column("stakeholder", Kind.ID, "The role.", headings=("Name", "Role", "Stakeholder Name")),
        Column("as_of", Kind.DATE, "The day of the rating.", headings=("Rated On", "As Of")),
        Column("group", Kind.TEXT, "What they belong to.", required=False, headings=("Category",)),
        Column(
            "influence",
            Kind.NUMBER,
            "Influence on the decision.",
            low=0,
            high=10,
            headings=("Power",),
        ),
        Column("interest", Kind.NUMBER, "Interest in the decision.", low=0, high=10),
        Column(
            "stance",
            Kind.WHOLE,
            "-2 against, -1 doubtful, 0 open, 1 with us, 2 speaks for us.",
            required=False,
            low=-2,
            high=2,
        ),
        Column(
            "target_stance",
            Kind.WHOLE,
            "Where they should stand when the decision is made.",
            required=False,
            low=-2,
            high=2,
        ),
        Column("concern", Kind.TEXT, "What they care for most.", required=False),
        Column("tactic", Kind.TEXT, "How they are engaged.", required=False),
        Column("owner", Kind.TEXT, "Who on the team engages them.", required=False),
        Column("last_contact", Kind.DATE, "The last talk.", required=False),
        Column("next_contact", Kind.DATE, "The next one.", required=False),
    ),
    held_by="the team that makes the case",
    feeds="the map of influence and interest, and who is engaged how",
    example=(
        "CFO (example)",
        date(2026, 9, 14),
        "Executive board",
        8,
        6.5,
        -1,
        1,
        "Cost and return",
        "Scenario financials and pilot economics",
        "HR director",
        date(2026, 9, 2),
        date(2026, 10, 1),
    ),
    key=("stakeholder", "as_of"),
)

ASSUMPTIONS = Table(
    "assumptions",
    "Assumptions",
    "What the money rests on: low, base and high, and where each comes from.",
    (
        Column("assumption", Kind.ID, "Which assumption, such as uplift or margin."),
        Column("low", Kind.NUMBER, "The low end."),
        Column("base", Kind.NUMBER, "What is taken as likely."),
        Column("high", Kind.NUMBER, "The high end."),
        Column("unit", Kind.TEXT, "Its unit.", required=False),
        Column(
            "evidence",
            Kind.CHOICE,
            "What it rests on.",
            required=False,
            choices=("pilot", "benchmark", "judgement"),
        ),
        Column("source", Kind.TEXT, "Where it is written.", required=False),
        Column("owner", Kind.TEXT, "Who answers for it.", required=False),
        Column("as_of", Kind.DATE, "When it was set.", required=False),
        Column("confidence", Kind.SHARE, "How sure the owner is.", required=False, low=0, high=1),
        Column(
            "cashable",
            Kind.SHARE,
            "The share of the benefit that shows in the bank account.",
            required=False,
            low=0,
            high=1,
        ),
    ),
    held_by="finance with HR",
    feeds="the levers, the return, and where each number comes from",
    example=(
        "uplift",
        # Every name is one of ours, so the numbers must be such that nobody assumes them.
        0.0213,
        0.0327,
        0.0519,
        "of the KPI",
        "benchmark",
        "Cautious range of the field",
        "HR director",
        date(2026, 9, 14),
        0.6,
        None,
    ),
    key=("assumption",),
    ascending=(("low", "base", "high"),),
)

COSTS = Table(
    "costs",
    "Costs",
    "What the programme costs.",
    (
        Column("item", Kind.ID, "What is paid for."),
        Column(
            "one_off",
            Kind.NUMBER,
            "Paid once, at the start.",
            required=False,
            low=0,
            unit="currency",
        ),
        Column(
            "per_learner",
            Kind.NUMBER,
            "Paid once for each learner, as they join.",
            required=False,
            low=0,
            unit="currency",
        ),
        Column(
            "per_month", Kind.NUMBER, "Paid each month.", required=False, low=0, unit="currency"
        ),
        Column(
            "hours_per_learner",
            Kind.NUMBER,
            "The learner's own hours, as they join.",
            required=False,
            low=0,
            unit="hours",
        ),
    ),
    held_by="finance",
    feeds="what the programme costs: net present value and payback",
    example=("Programme team (example)", 20_000, 380, 11_500, 24),
    key=("item",),
)

ASKS = Table(
    "asks",
    "Asks",
    "The one decision that each page asks for, and the one measure of its success.",
    (
        Column(
            "page",
            Kind.CHOICE,
            "The page that it stands on.",
            choices=PAGES,
        ),
        Column("request", Kind.TEXT, "The resolution, as it would be minuted.", longest=160),
        Column("decider", Kind.TEXT, "Who decides.", longest=60),
        Column("due_on", Kind.DATE, "By when."),
        Column("kpi", Kind.ID, "The measure of success."),
        Column(
            "unit",
            Kind.ID,
            "Whose measure; empty for the whole organisation.",
            required=False,
            refers_to="units",
        ),
        Column("baseline", Kind.NUMBER, "Where the measure stood when this was asked."),
        Column("target", Kind.NUMBER, "Where it should be."),
        Column("target_on", Kind.DATE, "By when."),
        Column("minutes", Kind.NUMBER, "Minutes for it in the meeting.", required=False, low=0),
        Column("notes", Kind.TEXT, "For the presenter only.", required=False),
    ),
    held_by="the sponsor's office",
    feeds="the decision and the measure of success at the foot of each page",
    example=(
        "trajectory",
        "Example: release €180,000 for a 90-day onboarding pilot in Sales",
        "CFO",
        date(2026, 12, 4),
        "time_to_productivity",
        "Sales (example)",
        95,
        80,
        date(2027, 2, 19),
        8,
        "Show the conservative case first.",
    ),
    key=("page",),
)
