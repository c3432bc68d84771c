"""The sheets of learning seen at work: skills, leaders' cards, labs, coaching, time, platforms."""

from datetime import date

from briefing.columns import Column, Kind, Table
from briefing.declared.common import MONTH, UNIT, choice, day, number, words

SKILLS = Table(
    "skills",
    "Skills",
    "One row a unit and skill: what the work needs, and what is there.",
    (
        UNIT,
        Column("skill", Kind.ID, "The skill."),
        number("needed", "The level that the work needs.", required=True, high=5),
        number("held", "The level held today, on average.", required=True, high=5),
        Column("critical", Kind.YES_NO, "Whether the strategy hangs on it.", required=False),
    ),
    held_by="the units with HR",
    feeds="skill gaps, and which unit goes first",
    example=("Sales (example)", "Consultative selling", 4, 2.6, "yes"),
    key=("unit", "skill"),
)

CARDS = Table(
    "cards",
    "Cards",
    "Leaders' learning cards: I tried this; it did not go as planned; this is what I learned.",
    (
        Column("leader", Kind.ID, "The leader's role."),
        day("made_on", "The day.", required=True),
        Column("card", Kind.ID, "A few words that name it."),
        Column("unit", Kind.ID, "The leader's unit.", required=False, refers_to="units"),
        choice(
            "kind",
            "What it is.",
            ("commitment", "experiment", "what-i-tried"),
            required=True,
        ),
        number("hours", "Hours spent on it.", high=80, unit="hours"),
        words("skill", "The micro-skill practised."),
        words("hypothesis", "What was to be tested."),
        words("outcome", "What happened."),
        words("lesson", "What was learned."),
        words("adjustment", "What is done differently now."),
        words("evidence", "What shows it."),
    ),
    held_by="the leaders themselves",
    feeds="what leaders tried and learned",
    example=(
        "CSO (example)", date(2026, 9, 18), "Shorter reviews", "Sales (example)", "what-i-tried",
        1, "Giving feedback", "A 15-minute review finds as much as an hour",
        "Two faults slipped through", "Short reviews need a written question first",
        "The author writes one question", "Faults found a week: 6, 4, 7",
    ),
    key=("leader", "made_on", "card"),
)  # fmt: skip

LABS = Table(
    "labs",
    "Labs",
    "Half-hour labs on a live issue that took the place of a standing meeting.",
    (
        UNIT,
        day("held_on", "The day.", required=True),
        words("meeting_replaced", "The meeting whose place it took; empty for none."),
        number("minutes", "How long it took.", high=600, unit="minutes"),
        Column("debriefed", Kind.YES_NO, "Whether it ended in a debrief.", required=False),
        words("lesson", "What was learned."),
    ),
    held_by="team leads",
    feeds="labs held in place of standing meetings",
    example=(
        "Sales (example)", date(2026, 9, 16), "Weekly status meeting", 30, "yes",
        "Escalations start at shift handover",
    ),
    key=("unit", "held_on"),
)  # fmt: skip

COACHING = Table(
    "coaching",
    "Coaching",
    "One row a coaching pair and month: sessions planned and held.",
    (
        Column("pair", Kind.ID, "The pair's number or name."),
        MONTH,
        Column("unit_a", Kind.ID, "One partner's unit.", required=False, refers_to="units"),
        Column("unit_b", Kind.ID, "The other's unit.", required=False, refers_to="units"),
        Column("planned", Kind.WHOLE, "Sessions planned.", low=0, high=31),
        Column("held", Kind.WHOLE, "Sessions held.", low=0, high=31),
    ),
    held_by="the coaching programme",
    feeds="coaching planned and held",
    example=("North 1 (example)", date(2026, 9, 1), "Sales (example)", "Sales (example)", 2, 2),
    key=("pair", "month"),
)

PROTECTED_TIME = Table(
    "protected_time",
    "Protected time",
    "One row a unit and month: hours set aside for learning, and hours kept.",
    (
        UNIT,
        MONTH,
        number("hours_planned", "Hours set aside, all people together.", required=True,
               unit="hours"),
        number("hours_kept", "Hours that were not taken back.", required=True, unit="hours"),
    ),
    held_by="the units",
    feeds="hours set aside for learning, and hours kept",
    example=("Sales (example)", date(2026, 9, 1), 760, 690),
    key=("unit", "month"),
)  # fmt: skip

PLATFORMS = Table(
    "platforms",
    "Platforms",
    "The comparison of platforms: a score from 0 to 5 for each criterion.",
    (
        Column("platform", Kind.ID, "The platform."),
        Column("criterion", Kind.ID, "What is judged, such as integration or data security."),
        number("weight", "How much it counts, against the others.", required=True),
        number("score", "From 0, not at all, to 5, fully.", required=True, high=5),
        words("note", "What the score rests on."),
    ),
    held_by="IT with HR",
    feeds="the comparison of platforms",
    example=(
        "Integrated suite (example)",
        "integration",
        3,
        5,
        "Connects to the HR system as it is",
    ),
    key=("platform", "criterion"),
)
