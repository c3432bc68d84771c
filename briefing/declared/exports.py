"""The sheets that HR, recruiting, finance and survey systems export."""

from datetime import date

from briefing.columns import Column, Kind, Table
from briefing.declared import synonyms
from briefing.declared.common import MONTH, UNIT, number

WORKERS = Table(
    "workers",
    "Workers",
    "One row a person, leavers too: who works where, since when, and how it went on.",
    (
        Column(
            "employee_id",
            Kind.ID,
            "The person's number in the HR system.",
            headings=("Worker ID", "Employee ID", "Person ID External", "Employee #", "Emp ID"),
        ),
        UNIT,
        Column("team", Kind.TEXT, "The team within the unit.", required=False),
        Column(
            "manager_id",
            Kind.ID,
            "The manager's employee_id.",
            required=False,
            headings=("Manager ID", "Supervisor ID", "Reports To"),
        ),
        Column(
            "level",
            Kind.TEXT,
            "Grade or level.",
            required=False,
            headings=("Grade", "Job Level", "Management Level"),
        ),
        Column(
            "hired_on",
            Kind.DATE,
            "First day of employment.",
            headings=("Hire Date", "Date of Hire", "Start Date", "Original Hire Date"),
        ),
        Column(
            "left_on",
            Kind.DATE,
            "Last day of employment; empty while employed.",
            required=False,
            headings=("Termination Date", "Leave Date", "Date of Termination"),
        ),
        Column(
            "leave_type",
            Kind.CHOICE,
            "Why the person left; empty while employed.",
            required=False,
            choices=("voluntary", "involuntary", "retired", "other"),
            headings=("Termination Type", "Termination Category", "Leaving Reason"),
            synonyms=synonyms.LEAVING,
        ),
        Column(
            "productive_on",
            Kind.DATE,
            "The day on which the manager signed the person off as fully productive.",
            required=False,
            headings=("Fully Productive Date", "Ramp Complete"),
        ),
        Column("promoted_on", Kind.DATE, "Last promotion.", required=False),
        Column("moved_on", Kind.DATE, "Last move between units.", required=False),
    ),
    held_by="the HR system",
    feeds="attrition, time to productivity, headcount",
    example=(
        "EXAMPLE-1",
        "Sales (example)",
        "Sales 03",
        "EXAMPLE-2",
        "G3",
        date(2025, 3, 1),
        None,
        None,
        date(2025, 5, 28),
        None,
        None,
    ),
    key=("employee_id",),
    people=True,
    ascending=(("hired_on", "productive_on"), ("hired_on", "left_on")),
)

REQUISITIONS = Table(
    "requisitions",
    "Requisitions",
    "One row an open or filled position.",
    (
        Column(
            "requisition_id",
            Kind.ID,
            "The requisition's number in the recruiting system.",
            headings=("Requisition", "Requisition Number", "Req ID", "Job Requisition ID"),
        ),
        UNIT,
        Column(
            "opened_on",
            Kind.DATE,
            "The day on which hiring was approved.",
            headings=("Open Date", "Recruiting Start Date"),
        ),
        Column(
            "filled_on",
            Kind.DATE,
            "The day on which an offer was accepted; empty while open.",
            required=False,
            headings=("Fill Date", "Filled Date", "Offer Accepted Date"),
        ),
        Column(
            "filled_from",
            Kind.CHOICE,
            "Where the person came from; empty while open.",
            required=False,
            choices=("internal", "external"),
            headings=("Candidate Source", "Hire Source"),
            synonyms=synonyms.HIRING,
        ),
        Column(
            "cost",
            Kind.NUMBER,
            "What filling it cost.",
            required=False,
            low=0,
            unit="currency",
            headings=("Hiring Cost", "Cost of Hire"),
        ),
    ),
    held_by="the recruiting system",
    feeds="time to hire, cost of hire",
    example=(
        "EXAMPLE-1",
        "Sales (example)",
        date(2026, 3, 2),
        date(2026, 4, 17),
        "external",
        5_800,
    ),
    key=("requisition_id",),
    ascending=(("opened_on", "filled_on"),),
)

FINANCE = Table(
    "finance",
    "Finance",
    "One row a unit and month.",
    (
        UNIT,
        MONTH,
        Column(
            "revenue",
            Kind.NUMBER,
            "Revenue of the month.",
            unit="currency",
            headings=("Net Revenue", "Sales"),
        ),
        Column(
            "fte",
            Kind.NUMBER,
            "Full-time equivalents of the month.",
            low=0,
            unit="FTE",
            headings=("FTEs", "Full-Time Equivalents", "Average FTE"),
        ),
        Column(
            "operating_cost",
            Kind.NUMBER,
            "Operating cost of the month.",
            required=False,
            low=0,
            unit="currency",
            headings=("Opex", "Operating Costs"),
        ),
    ),
    held_by="finance",
    feeds="revenue per FTE, and the value of an improvement",
    example=("Sales (example)", date(2026, 9, 1), 4_250_000, 412.5, 3_100_000),
    key=("unit", "month"),
)

SURVEY = Table(
    "survey",
    "Survey",
    "One row an answer, without a name: how likely, 0 to 10, to recommend us.",
    (
        Column(
            "survey",
            Kind.CHOICE,
            "Which survey: employees (enps), customers (cnps), or engagement.",
            choices=("enps", "cnps", "engagement"),
            headings=("Survey Name", "Survey Type"),
        ),
        UNIT,
        Column(
            "answered_on",
            Kind.DATE,
            "The day of the answer.",
            headings=("Response Date", "Recorded Date", "Submitted On"),
        ),
        Column(
            "score",
            Kind.WHOLE,
            "The answer, from 0 to 10.",
            low=0,
            high=10,
            headings=("Rating", "Answer"),
        ),
        Column(
            "comment",
            Kind.TEXT,
            "What was written; never shown below the minimum group.",
            required=False,
            headings=("Comments", "Verbatim"),
        ),
    ),
    held_by="the survey tool",
    feeds="the net promoter scores of employees and customers",
    example=("enps", "Sales (example)", date(2026, 9, 14), 8, "More time for learning helps."),
    people=True,
)

LEARNING = Table(
    "learning",
    "Learning",
    "One row a person, day and activity: what the learning system has on record.",
    (
        Column(
            "employee_id",
            Kind.ID,
            "The learner's employee_id, as in Workers.",
            refers_to="workers",
            headings=("Worker ID", "Employee ID", "Person ID External", "User ID", "Learner ID"),
        ),
        Column(
            "happened_on",
            Kind.DATE,
            "The day.",
            headings=("Completion Date", "Learning Date", "Session Date"),
        ),
        Column(
            "activity",
            Kind.TEXT,
            "What was done.",
            headings=("Learning Item", "Item Title", "Course Title", "Course Name"),
        ),
        Column(
            "kind",
            Kind.CHOICE,
            "What kind of learning it was.",
            choices=("micro-practice", "lab", "coaching", "course", "other"),
            headings=("Item Type", "Learning Type"),
            synonyms=synonyms.LEARNING,
        ),
        Column(
            "hours",
            Kind.NUMBER,
            "Hours spent.",
            required=False,
            low=0,
            high=400,
            unit="hours",
            headings=("Learning Hours", "Total Hours", "Credit Hours"),
        ),
        Column(
            "registered",
            Kind.YES_NO,
            "Whether the person had registered for it.",
            required=False,
            headings=("Enrolled",),
            synonyms=synonyms.ENROLLED,
        ),
        Column(
            "completed",
            Kind.YES_NO,
            "Whether the person completed it.",
            required=False,
            headings=("Completion Status",),
            synonyms=synonyms.DONE,
        ),
    ),
    held_by="the learning system",
    feeds="hours of learning, and practice set against mere registrations",
    example=("EXAMPLE-1", date(2026, 9, 18), "Learning Friday", "micro-practice", 1, "yes", "yes"),
    key=("employee_id", "happened_on", "activity"),
    people=True,
)

INCIDENTS = Table(
    "incidents",
    "Incidents",
    "One row an incident: what went wrong with rules, customers or safety.",
    (
        UNIT,
        Column(
            "occurred_on",
            Kind.DATE,
            "The day on which it happened.",
            headings=("Incident Date", "Date of Incident", "Occurred"),
        ),
        Column(
            "kind",
            Kind.CHOICE,
            "What kind of incident.",
            choices=("compliance", "customer", "safety"),
            headings=("Incident Type", "Category"),
        ),
        number("cost", "What it cost: fines, refunds, repair.", unit="currency"),
    ),
    held_by="compliance, service or safety",
    feeds="incidents and what they cost",
    example=("Sales (example)", date(2026, 9, 9), "compliance", 12_000),
)

MEASURES = Table(
    "measures",
    "Measures",
    "Any business metric, one row a metric, unit and month: the metric is numerator ÷ denominator.",
    (
        Column("kpi", Kind.ID, "The metric, as in KPIs, which says its unit.", refers_to="kpis"),
        UNIT,
        MONTH,
        number(
            "numerator",
            "What is counted, such as the days of all cases together.",
            required=True,
            low=None,
        ),
        number(
            "denominator", "What it is counted for, such as the number of cases.", required=True
        ),
        Column("n", Kind.WHOLE, "Cases behind it: people, customers or projects.", low=0),
    ),
    held_by="whoever keeps the metric",
    feeds="any business metric, such as onboarding time of customers",
    example=("example_onboarding_days", "Sales (example)", date(2026, 9, 1), 2_320, 80, 80),
    key=("kpi", "unit", "month"),
)
