"""The sheet that learning systems export."""

from datetime import date

from briefing.columns import Column, Kind, Table
from briefing.declared import synonyms

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
            person=True,
            headings=(
                "Worker ID",
                "Employee ID",
                "Person ID External",
                "User ID",
                "Learner ID",
                "Worker",
                "Learner",
                "Student ID",
                "Employee Number",
                "Person Number",
                "Employee #",
            ),
        ),
        Column(
            "happened_on",
            Kind.DATE,
            "The day.",
            headings=(
                "Completion Date",
                "Learning Date",
                "Session Date",
                "Completed Date",
                "Completed On",
                "Date Completed",
                "Transcript Completed Date",
            ),
        ),
        Column(
            "activity",
            Kind.TEXT,
            "What was done.",
            headings=(
                "Learning Item",
                "Item Title",
                "Course Title",
                "Course Name",
                "Training Title",
                "Learning Content",
                "Training Name",
                "Learning Offering",
            ),
        ),
        Column(
            "kind",
            Kind.CHOICE,
            "What kind of learning it was.",
            choices=("micro-practice", "lab", "coaching", "course", "other"),
            headings=(
                "Item Type",
                "Learning Type",
                "Training Type",
                "Content Type",
                "Delivery Method",
            ),
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
            headings=(
                "Learning Hours",
                "Total Hours",
                "Credit Hours",
                "Training Hours",
                "Duration (Hours)",
            ),
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
            headings=(
                "Completion Status",
                "Assignment Status",
                "Transcript Status",
                "Training Status",
            ),
            synonyms=synonyms.DONE,
        ),
    ),
    held_by="the learning system",
    feeds="hours of learning, and practice set against mere registrations",
    example=("EXAMPLE-1", date(2026, 9, 18), "Learning Friday", "micro-practice", 1, "yes", "yes"),
    key=("employee_id", "happened_on", "activity"),
    people=True,
)
