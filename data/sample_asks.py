"""The sample's asks: the one decision of each page, and its one measure of success."""

from datetime import date

from data.sample_workbook import Percent, Row

DECIDED_ON = date(2026, 12, 4)
PILOT_ENDS = date(2027, 2, 19)

# page, request, decider, due_on, kpi, unit, baseline, target, target_on, minutes, notes
ASKS: tuple[Row, ...] = (
    ("case",
     "Judge learning by business outcomes from January, and decide on the pilot by 4 December",
     "CEO", DECIDED_ON, "time_to_productivity", None, 84, 80, date(2027, 9, 30), 2,
     "Why now, in one sentence: new people take longer each quarter, and more of them leave."),
    ("stakeholders", "Name the CFO as co-sponsor of the onboarding pilot", "CEO", DECIDED_ON,
     "decision_makers_engaged", None, 1, 4, date(2026, 12, 18), 4,
     "Say why the CFO: the pilot is judged in money. Ask the CEO to make the call in the room."),
    ("trajectory", "Release €180,000 for a 90-day onboarding pilot in Sales", "CFO", DECIDED_ON,
     "time_to_productivity", "Sales", 95, 80, PILOT_ENDS, 8,
     "Show the conservative case first: it loses money. The pilot buys the evidence."),
    ("priorities", "Start in Sales, then Customer Service; other units follow once the gate is met",
     "CEO", DECIDED_ON, "customer_onboarding_days", "Sales", 22.7, 21.7, date(2027, 9, 30), 2,
     "Impact and authority are highest in Sales, and so are the gaps in skills. Name the gate."),
    ("pilot", "Extend the weekly practice labs to all 47 teams of Customer Service",
     "Head of Customer Service", date(2026, 12, 11), "customer_onboarding_days", "Customer Service",
     29, 28, date(2027, 6, 30), 3,
     "Show the control teams first: onboarding got shorter there, too. The difference is ours."),
    ("scorecard", "Report outcomes to the board each quarter, and registrations no longer",
     "CEO", date(2026, 12, 18), "employee_nps", None, 7, 10, date(2027, 9, 30), 2,
     "Registrations rose while hours stayed few. Nobody needs to be blamed for it."),
    ("leaders", "Protect one hour a week for learning in every unit, quarter ends included", "CEO",
     date(2026, 12, 18), "follow_through", None, Percent(0.72), Percent(0.8), date(2027, 3, 31), 3,
     "Product keeps nine hours in ten. Ask each head for one hour and one card, not for a speech."),
    ("sponsorship",
     "Confirm the steering committee, its monthly meeting, and its right to escalate to the CEO",
     "CEO", date(2026, 12, 8), "decision_makers_engaged", None, 2, 4, date(2027, 1, 29), 2,
     "IT has had no update for six weeks: say so before somebody asks, and name the day."),
    ("brief", "Approve the 90-day onboarding pilot in Sales, with the CFO as co-sponsor", "CEO",
     DECIDED_ON, "time_to_productivity", "Sales", 95, 80, PILOT_ENDS, 8,
     "One page, one decision. If time is short, go straight to the request."),
)  # fmt: skip
