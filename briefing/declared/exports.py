"""The sheets that HR, recruiting, finance and survey systems export."""

from briefing.columns import Column, Kind, Table
from briefing.declared.common import UNIT

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
    key=("requisition_id",),
    ascending=(("opened_on", "filled_on"),),
)

FINANCE = Table(
    "finance",
    "Finance",
    "One row a unit and month.",
    (
        UNIT,
        Column("month", Kind.MONTH, "The month.", headings=("Period", "Fiscal Period")),
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
    people=True,
)
