"""What HR keeps by hand in the sample: settings, KPIs, money, and all the small sheets."""

from collections import Counter
from datetime import date

from briefing.columns import Table
from briefing.declared import kept, leaders
from briefing.declared import sponsorship as declared
from data import sample_practice as practice
from data import sample_sponsorship as sponsorship
from data.sample_asks import ASKS
from data.sample_leaders import CARDS
from data.sample_people import Worker
from data.sample_skills import PLATFORMS, SKILLS
from data.sample_stakeholders import STAKEHOLDERS
from data.sample_units import AS_OF, UNITS
from data.sample_workbook import Percent, Row

INVENTED = "Invented for the sample"

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
    ("customer_nps", "Customer net promoter score", "points", "up", 24, 23, INVENTED, None),
    ("engagement", "Engagement", "score", "up", 7.4, 7.2, INVENTED, None),
    ("cost_per_hire", "Cost per hire", "money", "down", 4_200, 4_400, INVENTED, None),
    ("internal_mobility", "Positions filled from inside", "share", "up",
     Percent(0.3), Percent(0.28), INVENTED, None),
    ("internal_promotion", "Promotions from within", "share", "up",
     Percent(0.12), Percent(0.11), INVENTED, None),
    ("compliance_incidents", "Compliance incidents for 100 people", "rate", "down",
     2.0, 1.9, INVENTED, None),
    ("learning_hours", "Learning hours a person", "hours", "up", 6, 7, INVENTED, None),
    ("follow_through", "Protected time kept", "share", "up",
     Percent(0.8), Percent(0.75), INVENTED, None),
    ("registrations", "Registrations a person", "rate", "up", 1.4, 1.5, INVENTED,
     "learning_hours"),
    ("completions", "Courses completed", "share", "up", Percent(0.75), Percent(0.78), INVENTED,
     "time_to_productivity"),
    ("customer_onboarding_days", "Customer onboarding", "days", "down", 26.5, 26, INVENTED, None),
    ("product_cycle_time", "Product cycle time", "days", "down", 50, 48, INVENTED, None),
    ("administration_hours", "Hours of administration a case", "hours", "down",
     1.8, 1.7, INVENTED, None),
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
    ("day_value", 60, 90, 130, "EUR a day", "judgement",
     "A newcomer's contribution a day at full productivity, less that before",
     "Financial controller", date(2026, 11, 6), Percent(0.5), Percent(0.25)),
    ("overlap_time_to_productivity", Percent(0.6), Percent(0.8), Percent(1.0),
     "of the benefit", "judgement", "Share of newcomers in units that earn revenue",
     "Financial controller", date(2026, 11, 6), Percent(0.6), None),
    ("uplift_cost_per_hire", Percent(0.01), Percent(0.02), Percent(0.04), "of the KPI",
     "judgement", "Workshop with recruiting, October 2026", "Head of recruiting",
     date(2026, 10, 30), Percent(0.5), Percent(0.8)),
    ("incident_cost", 6_000, 11_000, 20_000, "EUR an incident", "benchmark",
     "Fines, remedies and time for one incident; invented for the sample", "Compliance lead",
     date(2026, 10, 23), Percent(0.6), Percent(0.5)),
    ("administration_hourly_cost", 30, 36, 42, "EUR an hour", "judgement",
     "Payroll of the service centre with on-costs, 2026", "Financial controller",
     date(2026, 11, 6), Percent(0.9), Percent(0.2)),
    ("overlap_administration_hours", Percent(0.25), Percent(0.5), Percent(1.0),
     "of the benefit", "judgement", "Share of hours that go back to work with customers",
     "Financial controller", date(2026, 11, 6), Percent(0.5), None),
    ("cost_overrun", Percent(-0.05), Percent(0.05), Percent(0.25), "of the costs", "judgement",
     "Last three programmes against their plans", "Financial controller",
     date(2026, 11, 6), Percent(0.7), None),
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


def sheets(workers: list[Worker]) -> list[tuple[Table, list[Row]]]:
    """Give the sheets of the briefing's workbook."""
    employed = Counter(worker.unit for worker in workers if worker.employed_on(AS_OF))
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
        (declared.INFLUENCES, list(sponsorship.INFLUENCES)),
        (leaders.SKILLS, list(SKILLS)),
        (leaders.CARDS, list(CARDS)),
        (leaders.LABS, [*practice.labs()]),
        (leaders.COACHING, [*practice.coaching()]),
        (leaders.PROTECTED_TIME, practice.protected_time(workers)),
        (leaders.PLATFORMS, list(PLATFORMS)),
        (declared.COMMITTEE, list(sponsorship.COMMITTEE)),
        (declared.ROADMAP, list(sponsorship.ROADMAP)),
        (declared.RISKS, list(sponsorship.RISKS)),
        (declared.STORIES, list(sponsorship.STORIES)),
        (declared.OBJECTIONS, list(sponsorship.OBJECTIONS)),
    ]
