"""The settings and assumptions that a workbook may give, by name, with range and default."""

from briefing.columns import Column, Kind

# The value is text in the sheet; the kind says how the text must read.
SETTINGS = {
    column.name: column
    for column in (
        Column("organisation", Kind.TEXT, "The organisation's name."),
        Column("sample", Kind.YES_NO, "Whether these are invented numbers."),
        Column("currency", Kind.ID, "Three letters, such as EUR."),
        Column("locale", Kind.ID, "How numbers and dates are written, such as en_GB."),
        Column("as_of", Kind.DATE, "The day on which the exports were taken."),
        Column(
            "horizon_months", Kind.WHOLE, "How far ahead the money is counted.", low=12, high=60
        ),
        Column("discount_rate", Kind.SHARE, "What money costs a year.", low=0, high=0.5),
        Column(
            "privacy",
            Kind.CHOICE,
            "standard: 5 people behind a number; strict: 11.",
            choices=("standard", "strict"),
        ),
        Column("minimum_group", Kind.WHOLE, "Fewest people behind a number.", low=3, high=50),
        Column(
            "minimum_comments",
            Kind.WHOLE,
            "Fewest comments to speak of; none are shown anywhere, so it rules nothing.",
            low=3,
            high=50,
        ),
        Column(
            "retention_months",
            Kind.WHOLE,
            "Months after their publish until loaded rows are deleted; 24 unless given.",
            low=1,
            high=120,
        ),
        Column(
            "oldest_days",
            Kind.WHOLE,
            "Days after which the data is marked as old; 45 unless given.",
            low=1,
            high=3650,
        ),
        Column("meeting_on", Kind.DATE, "The day of the decision meeting."),
        Column(
            "date_order",
            Kind.CHOICE,
            "What comes first in dates such as 03/02/2026, where the exports leave it open.",
            choices=("day first", "month first"),
        ),
        Column(
            "decimal_mark",
            Kind.CHOICE,
            "What stands before the decimals in numbers such as 1,234, where the exports leave it "
            "open.",
            choices=("point", "comma"),
        ),
    )
}


def own_uplift(kpi: str) -> Column:
    """Declare the assumption by which one measure has an uplift of its own."""
    return Column(f"uplift_{kpi}", Kind.SHARE, "Its own uplift.", low=0, high=0.5)


# Low, base and high must all lie in the range.
ASSUMPTIONS = {
    column.name: column
    for column in (
        Column("uplift", Kind.SHARE, "Relative improvement at full adoption.", low=0, high=0.5),
        Column("adoption", Kind.SHARE, "Share of people who take it up.", low=0, high=1),
        Column("ramp_months", Kind.NUMBER, "Months until adoption is full.", low=1, high=36),
        Column("margin", Kind.SHARE, "Margin on one more unit of revenue.", low=0, high=1),
        Column("replacement_cost", Kind.NUMBER, "Cost of replacing one leaver.", low=0),
        Column(
            "day_value",
            Kind.NUMBER,
            "Value of a day on which a newcomer is productive sooner.",
            low=0,
        ),
        Column("incident_cost", Kind.NUMBER, "Loss of one compliance incident.", low=0),
        Column(
            "administration_hourly_cost",
            Kind.NUMBER,
            "Cost of an hour of the measure administration_hours.",
            low=0,
        ),
        Column(
            "overlap_time_to_productivity",
            Kind.SHARE,
            "Share of time to productivity that revenue per FTE has already; 1 unless given.",
            low=0,
            high=1,
        ),
        Column(
            "overlap_administration_hours",
            Kind.SHARE,
            "Share of administration time that revenue per FTE has already; 1 unless given.",
            low=0,
            high=1,
        ),
        Column(
            "cost_overrun",
            Kind.SHARE,
            "Share by which costs may exceed the plan; below 0 where they may fall short of it.",
            low=-0.5,
            high=2,
        ),
        Column("hourly_cost", Kind.NUMBER, "Cost of an hour of a learner's time.", low=0),
        # A vanity number has none: learning that moves only it is worth nothing.
        *(
            own_uplift(kpi)
            for kpi in (
                "revenue_per_fte",
                "voluntary_attrition",
                "time_to_hire",
                "time_to_productivity",
                "employee_nps",
                "customer_nps",
                "engagement",
                "cost_per_hire",
                "internal_mobility",
                "internal_promotion",
                "compliance_incidents",
                "learning_hours",
                "follow_through",
            )
        ),
    )
}

STAKEHOLDER_MEASURES = ("decision_makers_with_us", "decision_makers_engaged")
"""Measures that an ask may name besides the KPIs."""
