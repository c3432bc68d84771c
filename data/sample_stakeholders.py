"""The sample's stakeholders: eight roles, each rated in August and in November 2026."""

from dataclasses import dataclass
from datetime import date

from data.sample_units import AS_OF
from data.sample_workbook import Row

EARLIER = date(2026, 8, 14)


@dataclass(frozen=True)
class Rating:
    """How the team rated a stakeholder on one day, and the talks around that day."""

    as_of: date
    influence: float
    interest: float
    stance: int
    last_contact: date
    next_contact: date | None


@dataclass(frozen=True)
class Stakeholder:
    """A role, what it cares for, how it is engaged, and its ratings."""

    role: str
    group: str
    target_stance: int
    concern: str
    tactic: str
    owner: str
    ratings: tuple[Rating, Rating]


ROLES = (
    Stakeholder(
        "CEO", "Executive board", 2, "Growth and agility",
        "Executive brief with market scenarios", "HR director",
        (Rating(EARLIER, 7.7, 6.0, 2, date(2026, 8, 4), date(2026, 9, 15)),
         Rating(AS_OF, 8.6, 8.2, 2, date(2026, 10, 29), date(2026, 11, 24))),
    ),
    Stakeholder(
        "CFO", "Executive board", 1, "Cost and return",
        "Scenario financials and pilot economics", "HR director",
        (Rating(EARLIER, 8.4, 5.1, -1, date(2026, 6, 25), date(2026, 9, 22)),
         Rating(AS_OF, 8.0, 6.4, -1, date(2026, 9, 22), date(2026, 11, 10))),
    ),
    Stakeholder(
        "Chief Sales Officer", "Executive board", 2, "Team performance and delivery dates",
        "Role-based pilot tied to ramp time", "HR business partner",
        (Rating(EARLIER, 6.0, 6.5, 1, date(2026, 7, 2), date(2026, 9, 3)),
         Rating(AS_OF, 6.5, 7.6, 1, date(2026, 11, 5), date(2026, 11, 27))),
    ),
    Stakeholder(
        "Head of IT", "Functions", 1, "Integration and data security",
        "Implementation plan and roadmap", "HR analytics lead",
        (Rating(EARLIER, 6.8, 4.3, 0, date(2026, 7, 9), date(2026, 9, 30)),
         Rating(AS_OF, 6.8, 5.6, -1, date(2026, 9, 30), date(2026, 12, 1))),
    ),
    Stakeholder(
        "Board chair", "Supervisory board", 1, "Long-term value and risk",
        "One page a quarter", "HR director",
        (Rating(EARLIER, 7.6, 2.2, 0, date(2026, 6, 18), date(2026, 9, 17)),
         Rating(AS_OF, 7.6, 2.2, 0, date(2026, 9, 17), date(2026, 12, 17))),
    ),
    Stakeholder(
        "Head of Operations", "Business units", 1, "Steady shifts and output",
        "Monthly note", "HR business partner",
        (Rating(EARLIER, 3.5, 7.7, 1, date(2026, 7, 31), date(2026, 8, 28)),
         Rating(AS_OF, 3.8, 8.5, 1, date(2026, 10, 30), date(2026, 11, 30))),
    ),
    Stakeholder(
        "Works council", "Employee representatives", 1, "Fair access and working time",
        "Monthly note", "Learning lead",
        (Rating(EARLIER, 2.3, 6.9, 0, date(2026, 7, 31), date(2026, 8, 28)),
         Rating(AS_OF, 2.3, 6.9, 0, date(2026, 10, 30), date(2026, 11, 30))),
    ),
    Stakeholder(
        "Facilities", "Functions", 0, "Rooms for training days",
        "No action this quarter", "Learning lead",
        (Rating(EARLIER, 2.7, 2.0, 0, date(2026, 5, 20), None),
         Rating(AS_OF, 2.7, 2.0, 0, date(2026, 5, 20), None)),
    ),
)  # fmt: skip

STAKEHOLDERS: tuple[Row, ...] = tuple(
    (
        role.role,
        rating.as_of,
        role.group,
        rating.influence,
        rating.interest,
        rating.stance,
        role.target_stance,
        role.concern,
        role.tactic,
        role.owner,
        rating.last_contact,
        rating.next_contact,
    )
    for place in (0, 1)
    for role in ROLES
    for rating in (role.ratings[place],)
)
