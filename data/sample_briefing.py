"""What HR keeps by hand in the sample: settings, units, KPIs, assumptions, costs, asks."""

from collections.abc import Mapping
from datetime import date

from briefing.columns import Table
from briefing.declared import kept
from data.sample_stakeholders import STAKEHOLDERS
from data.sample_units import AS_OF, UNITS
from data.sample_workbook import Percent, Row

INVENTED = "Invented for the sample"
DECIDED_ON = date(2026, 12, 4)
PILOT_ENDS = date(2027, 2, 19)

SETTINGS: tuple[Row, ...] = (
    ("organisation", "Sample organisation"),
    ("sample", "yes"),
    ("currency", "EUR"),
    ("locale", "en_GB"),
    ("as_of", AS_OF),
    ("horizon_months", 36),
    ("discount_rate", Percent(0.08)),
    ("minimum_group", 5),
    ("meeting_on", date(2026, 11, 27)),
)

# kpi, title, unit, better, target, benchmark, its source, linked_kpi
KPIS: tuple[Row, ...] = (
    ("voluntary_attrition", "Voluntary attrition", "share", "down",
     Percent(0.105), Percent(0.11), INVENTED, None),
    ("time_to_hire", "Time to hire", "days", "down", 45, 44, INVENTED, None),
    ("time_to_productivity", "Time to productivity", "days", "down", 80, 78, INVENTED, None),
    ("revenue_per_fte", "Revenue per FTE", "money", "up", 185_000, 182_000, INVENTED, None),
    ("employee_nps", "Employee net promoter score", "points", "up", 15, 12, INVENTED, None),
)  # fmt: skip

# assumption, low, base, high, unit, evidence, source, owner, as_of, confidence, cashable
ASSUMPTIONS: tuple[Row, ...] = (
    ("uplift", Percent(0.02), Percent(0.03), Percent(0.05), "of the KPI", "benchmark",
     "Cautious range of the field, 2 to 5%; invented for the sample", "HR director",
     date(2026, 10, 30), Percent(0.6), None),
    ("uplift_voluntary_attrition", Percent(0.02), Percent(0.04), Percent(0.08), "of the KPI",
     "judgement", "Workshop with business partners, October 2026", "HR business partner",
     date(2026, 10, 30), Percent(0.5), None),
    ("adoption", Percent(0.55), Percent(0.70), Percent(0.85), "of people", "judgement",
     "Take-up of the last two programmes", "Learning lead",
     date(2026, 10, 16), Percent(0.6), None),
    ("ramp_months", 6, 9, 15, "months", "judgement",
     "Roll-out plan, version 2", "Learning lead", date(2026, 10, 16), Percent(0.6), None),
    ("margin", Percent(0.10), Percent(0.15), Percent(0.20), "of revenue", "judgement",
     "Finance planning, contribution of one more euro", "Financial controller",
     date(2026, 11, 6), Percent(0.7), Percent(0.5)),
    ("replacement_cost", 18_000, 28_000, 40_000, "EUR a leaver", "benchmark",
     "Recruiting, ramp and cover for one leaver; invented for the sample", "HR analytics lead",
     date(2026, 10, 23), Percent(0.7), Percent(0.6)),
    ("hourly_cost", 32, 38, 45, "EUR an hour", "judgement",
     "Payroll with on-costs, 2026", "Financial controller",
     date(2026, 11, 6), Percent(0.9), None),
)  # fmt: skip

# item, one_off, per_learner, per_month, hours_per_learner
COSTS: tuple[Row, ...] = (
    ("Programme design and pilot", 180_000, None, None, None),
    ("Content and platform set-up", 35_000, None, None, None),
    ("Content licences and coaching", None, 380, None, None),
    ("Platform", None, None, 8_000, None),
    ("Programme team", None, None, 11_500, None),
    ("Learning hours", None, None, None, 24),
)

# page, request, decider, due_on, kpi, unit, baseline, target, target_on, minutes, notes
ASKS: tuple[Row, ...] = (
    ("stakeholders", "Name the CFO as co-sponsor of the onboarding pilot", "CEO", DECIDED_ON,
     "decision_makers_engaged", None, 1, 4, date(2026, 12, 18), 4,
     "Say why the CFO: the pilot is judged in money. Ask the CEO to make the call in the room."),
    ("trajectory", "Release €180,000 for a 90-day onboarding pilot in Sales", "CFO", DECIDED_ON,
     "time_to_productivity", "Sales", 95, 80, PILOT_ENDS, 8,
     "Show the conservative case first: it loses money. The pilot buys the evidence."),
    ("brief", "Approve the 90-day onboarding pilot in Sales, with the CFO as co-sponsor", "CEO",
     DECIDED_ON, "time_to_productivity", "Sales", 95, 80, PILOT_ENDS, 8,
     "One page, one decision. If time is short, go straight to the request."),
)  # fmt: skip


def sheets(employed: Mapping[str, int]) -> list[tuple[Table, list[Row]]]:
    """Give the sheets of the briefing's workbook; `employed` counts the people of each unit."""
    units: list[Row] = [
        (u.name, u.head, employed[u.name], u.impact, u.authority, u.regulatory) for u in UNITS
    ]
    return [
        (kept.SETTINGS_TABLE, list(SETTINGS)),
        (kept.UNITS, units),
        (kept.KPIS, list(KPIS)),
        (kept.STAKEHOLDERS, list(STAKEHOLDERS)),
        (kept.ASSUMPTIONS, list(ASSUMPTIONS)),
        (kept.COSTS, list(COSTS)),
        (kept.ASKS, list(ASKS)),
    ]
