"""What keeps the sample's sponsors: influences, committee, roadmap, risks, stories, answers."""

from datetime import date

from data.sample_workbook import Percent, Row

# stakeholder, whom they influence, strength
INFLUENCES: tuple[Row, ...] = (
    ("CFO", "CEO", 3),
    ("Board chair", "CEO", 2),
    ("Chief Sales Officer", "CEO", 2),
    ("CEO", "CFO", 2),
    ("CEO", "Board chair", 1),
    ("Head of IT", "CFO", 2),
    ("Chief Sales Officer", "CFO", 1),
    ("Head of Operations", "Chief Sales Officer", 1),
    ("Works council", "Head of Operations", 2),
    ("Works council", "CEO", 1),
    ("Facilities", "Head of Operations", 1),
)

NEXT_MEETING = date(2026, 12, 8)

# member, role, next_meeting, last_update, escalates_to
COMMITTEE: tuple[Row, ...] = (
    ("HR director", "HR", NEXT_MEETING, date(2026, 11, 10), "CEO"),
    ("Chief Sales Officer", "sponsor", NEXT_MEETING, date(2026, 11, 5), "CEO"),
    ("Financial controller", "finance", NEXT_MEETING, date(2026, 11, 6), "CFO"),
    ("Head of IT", "IT", NEXT_MEETING, date(2026, 9, 30), "CEO"),
    ("Delegate of the works council", "works council", NEXT_MEETING, date(2026, 10, 30),
     "Works council"),
)  # fmt: skip

# The budgets are those of Costs for 70% of the people, as the base adoption has it: a month
# of platform and team is 19,500, a learner 380; the pilot bears its own team.
# phase, starts_on, ends_on, budget, gate_kpi, gate_value
ROADMAP: tuple[Row, ...] = (
    ("1 Onboarding pilot in Sales", date(2026, 12, 7), date(2027, 3, 7), 180_000,
     "time_to_productivity", 80),
    ("2 Sales and Customer Service", date(2027, 4, 1), date(2027, 9, 30), 418_000,
     "customer_onboarding_days", 26.5),
    ("3 Operations, Technology and Product", date(2027, 10, 1), date(2028, 3, 31), 446_840,
     "voluntary_attrition", Percent(0.11)),
    ("4 Steady state, all units", date(2028, 4, 1), date(2029, 11, 30), 432_560,
     "follow_through", Percent(0.8)),
)  # fmt: skip

# risk, likelihood, impact, mitigation, owner, status
RISKS: tuple[Row, ...] = (
    ("The platform does not connect to the HR and calendar systems in time", 3, 4,
     "An implementation plan with a test link before the contract is signed", "Head of IT", "open"),
    ("Learning data leave the company or show single persons", 2, 5,
     "Hosting in the EU, single sign-on, and no group below five people in any report",
     "Head of IT", "open"),
    ("Managers take the protected hour back in busy weeks", 4, 4,
     "The hour stands in the shift plan; hours lost are reported by unit each month",
     "Head of Operations", "open"),
    ("The works council objects to records of individual learning", 3, 4,
     "A draft agreement on purpose, access and deletion is with them", "HR director", "open"),
    ("The pilot in Sales shows no effect that is worth scaling", 3, 3,
     "The smallest effect worth scaling and the end are fixed beforehand; phase 2 waits for it",
     "Chief Sales Officer", "accepted"),
    ("The two people who evaluate the pilots leave or are called away", 2, 3,
     "The analysis is written down and has been repeated by a colleague", "HR analytics lead",
     "mitigated"),
    ("Content is out of date before it reaches the second wave", 2, 2,
     "Labs use live cases, so little content is written beforehand", "Learning lead", "closed"),
)  # fmt: skip

# story, unit, change, kpi, before, after, months, cost, benefit
STORIES: tuple[Row, ...] = (
    ("Learning Fridays of a product leader", "Product",
     ("A product leader gave her team 60 minutes every Friday. People taught each other, and she "
      "opened with a mistake of her own."),
     "voluntary_attrition", Percent(0.11), Percent(0.0902), 12, 24_000,
     ("On her team, voluntary attrition fell by 18% within 12 months. Promotions from within rose, "
      "and cycle time improved.")),
    ("Peer coaching across sites", "Operations",
     ("A head of regional operations paired colleagues across sites, kept two sessions a month "
      "himself, and published a monthly 'What I tried' note."),
     "engagement", 7.0, 7.5, 9, 18_000,
     ("Knowledge travelled: repeated errors fell by a third, from 26 to 17 customer incidents a "
      "quarter, and engagement rose.")),
)  # fmt: skip

# objection, answer, figure
OBJECTIONS: tuple[Row, ...] = (
    ("Training is expensive and hard to measure",
     ("A pilot costs a known sum and is judged against control teams that show what would have "
      "happened anyway. Set it beside what we pay without deciding: the cost of replacing the "
      "people who leave within a year."),
     "replacement_next_year"),
    ("Managers won't support it",
     ("Managers get signals of their own each week: their team's cases, not a list of courses. "
      "Hours kept count in their scorecard, and the teams that lead are shown. It takes a small "
      "improvement in their own measure to pay for the hour."),
     "breakeven_uplift_cash"),
    ("We tried this before",
     ("What is different: a steering committee with a path to escalate, one role after the other "
      "in place of everybody at once, and outcomes in place of registrations. Waiting has a price "
      "too, each month."),
     "delay_cost_cash"),
)  # fmt: skip
