"""The sample's pilot: practice labs in Customer Service, with control teams, read every week.

The truth is known here, so that a method can be held against it: TRUE_EFFECT.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from briefing.columns import Table
from briefing.declared import pilots
from data.sample_people import Worker
from data.sample_units import AS_OF, random_stream
from data.sample_workbook import Percent, Row

PILOT = "service-practice-labs"
UNIT = "Customer Service"
KPI = "customer_onboarding_days"
STARTS_ON = date(2026, 8, 10)  # a Monday
CHECKPOINT_ON = date(2026, 11, 8)  # 90 days later, the Sunday that ends the 13th week
WEEKS = 13  # before the start, and as many of treatment

TRUE_EFFECT = 0.042
"""How much shorter onboarding is in a treated team once the labs are felt in full, relative."""

RAMP = (1 / 3, 2 / 3)  # the share of the effect that is felt in the first weeks; then all of it

STRATA = (("8 to 10 people", 8, 10), ("11 to 12 people", 11, 12), ("13 to 14 people", 13, 14))
TREATED, CONTROLS = 2, 3  # teams of each stratum
DAYS = 29.0
CASES_A_HEAD = 1.4  # a week
CASE_SPREAD = 0.105  # of a case's days, relative
TEAM_SPREAD = 0.06
WEEK_SPREAD = 0.012
HOLIDAYS = (date(2026, 7, 20), date(2026, 8, 30))
CASELOAD = 6.2  # open cases a person
LOAD_FELT = 0.15  # onboarding takes so much longer, relative, where the load is as much higher
ATTENDANCE = 0.86
LAB_HOURS = 0.5
FIRST_TIME_RIGHT = 0.81
FIRST_TIME_GAIN = 0.05

PLAN: Row = (
    PILOT,
    "Practice labs in Customer Service",
    ("Teams that spend 30 minutes a week practising on a live case bring new customers into use "
     "about 4% sooner than teams that do not, because the questions that delay them are "
     "answered the first time."),
    KPI, UNIT, "down", "randomised", Percent(0.03), Percent(0.05), Percent(0.8),
    STARTS_ON, CHECKPOINT_ON, "Head of Customer Service",
    ("One 30-minute lab a week in place of a standing meeting: a live case, one question to "
     "practise, a short debrief. Team leads run it from a one-page guide."),
    ("Days from signature to first use, read weekly in 6 treated and 9 control teams, for 13 weeks "
     "before and 13 weeks after the start. Team signals weekly, an update for the sponsor monthly, "
     "a verdict after 90 days."),
    ("Team leads are coached every other week, the rota keeps the half hour free, and the head of "
     "the unit joins one lab a week."),
)  # fmt: skip


@dataclass(frozen=True)
class Team:
    """A team of the pilot: its name, size, stratum, and whether it is treated."""

    name: str
    size: int
    stratum: str
    treated: bool


@dataclass(frozen=True)
class LabVisit:
    """One person in one lab."""

    employee_id: str
    team: str
    day: date


def teams(workers: Sequence[Worker]) -> list[Team]:
    """Draw the teams: by chance within each stratum of size, so many treated, so many not."""
    rng = random_stream("pilot teams")
    people = [w for w in workers if w.unit == UNIT and w.employed_on(AS_OF) and w.team]
    sizes = Counter(str(worker.team) for worker in people)
    chosen: list[Team] = []
    for words, low, high in STRATA:
        names = sorted(name for name, size in sizes.items() if low <= size <= high)
        drawn = [names[place] for place in rng.permutation(len(names))[: TREATED + CONTROLS]]
        chosen += [
            Team(name, sizes[name], words, place < TREATED) for place, name in enumerate(drawn)
        ]
    return sorted(chosen, key=lambda team: team.name)


def lab_visits(workers: Sequence[Worker]) -> list[LabVisit]:
    """Give who was in which lab: one a week in each treated team, on the team's own weekday."""
    rng = random_stream("pilot labs")
    visits: list[LabVisit] = []
    for team in teams(workers):
        if not team.treated:
            continue
        members = [worker for worker in workers if worker.team == team.name]
        first = STARTS_ON + timedelta(days=int(rng.integers(1, 4)))
        for week in range(WEEKS):
            day = first + timedelta(weeks=week)
            visits += [
                LabVisit(worker.employee_id, team.name, day)
                for worker in members
                if worker.employed_on(day) and rng.random() < ATTENDANCE
            ]
    return visits


def effect(week: int, *, treated: bool) -> float:
    """Give the relative improvement in a week; week 0 is the first of treatment."""
    if not treated or week < 0:
        return 0.0
    return TRUE_EFFECT * (RAMP[week] if week < len(RAMP) else 1.0)


def sheets(workers: Sequence[Worker]) -> list[tuple[Table, list[Row]]]:
    """Give the sheets of the pilot's workbook."""
    chosen = teams(workers)
    return [
        (pilots.PILOTS, [PLAN]),
        (pilots.PILOT_TEAMS, [
            (PILOT, team.name, "pilot", STARTS_ON, team.size, team.stratum) if team.treated
            else (PILOT, team.name, "control", None, team.size, team.stratum)
            for team in chosen
        ]),
        (pilots.PILOT_READINGS, list(_readings(chosen, workers))),
    ]  # fmt: skip


def _readings(chosen: Sequence[Team], workers: Sequence[Worker]) -> Iterator[Row]:
    """Give the weekly readings: teams differ, weeks are felt by all, and the rest is chance."""
    rng = random_stream("pilot readings")
    shape = (2 * WEEKS, len(chosen))
    usual_days = DAYS * np.exp(rng.normal(0, TEAM_SPREAD, len(chosen)))
    usual_load = CASELOAD * np.exp(rng.normal(0, 0.1, len(chosen)))
    right = rng.normal(FIRST_TIME_RIGHT, 0.02, len(chosen))
    common = np.cumsum(rng.normal(0, WEEK_SPREAD / 2, 2 * WEEKS))
    common += rng.normal(0, WEEK_SPREAD, 2 * WEEKS)
    load = rng.normal(0, 0.05, shape) + rng.normal(0, 0.03, (2 * WEEKS, 1))
    cases = np.maximum(rng.poisson([team.size * CASES_A_HEAD for team in chosen], shape), 4)
    chance = rng.normal(0, 1, shape) * CASE_SPREAD / np.sqrt(cases)
    slips = rng.normal(0, 1, shape) * 0.12 / np.sqrt(cases)
    own_practice = rng.gamma(6, 0.015, shape)  # hours a person, outside of the labs
    hours = Counter(
        (visit.team, (visit.day - STARTS_ON).days // 7) for visit in lab_visits(workers)
    )
    for row in range(2 * WEEKS):
        week = row - WEEKS
        period = STARTS_ON + timedelta(weeks=week)
        busy = 0.02 if HOLIDAYS[0] <= period <= HOLIDAYS[1] else 0.0
        for column, team in enumerate(chosen):
            n = int(cases[row, column])
            gain = effect(week, treated=team.treated)
            days = usual_days[column] * (1 - gain) * np.exp(common[row] + busy)
            days *= 1 + LOAD_FELT * load[row, column] + chance[row, column]
            practice = own_practice[row, column] + LAB_HOURS * hours[team.name, week] / team.size
            # The cases come out right a little before onboarding gets shorter.
            better = FIRST_TIME_GAIN * min(1.0, (week + 1) / 2) if gain else 0.0
            share = min(right[column] + better + slips[row, column], 1.0)
            open_cases = usual_load[column] * (1 + load[row, column])
            for indicator, value, behind, role in (
                (KPI, round(float(days), 1), n, "lagging"),
                ("practice_hours", round(float(practice), 2), team.size, "leading"),
                ("first_time_right", round(float(share), 3), n, "leading"),
                ("caseload", round(float(open_cases), 1), team.size, "covariate"),
            ):
                yield PILOT, team.name, indicator, period, value, behind, role
