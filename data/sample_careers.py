"""What happens to the sample's people after hiring: sign-off, promotion, team and manager."""

from collections import defaultdict
from datetime import date, timedelta

import numpy as np

from data.sample_people import Worker
from data.sample_units import (
    AS_OF,
    FIRST_DAY,
    UNITS,
    between,
    month_of,
    quarter_of,
    random_stream,
    weekday_near,
)

SIGNED_OFF_SINCE = date(2022, 1, 1)  # older hires have no date of sign-off
NEVER_RECORDED = 0.03
SPREAD = 0.16  # of the days to productivity, relative
SHORTEST = 25  # days
SALES_DAYS = {
    (2024, 2): 78.0, (2024, 3): 78.0, (2024, 4): 79.0,
    (2025, 1): 80.0, (2025, 2): 81.0, (2025, 3): 83.0, (2025, 4): 86.0,
    (2026, 1): 91.0, (2026, 2): 95.0, (2026, 3): 92.0, (2026, 4): 92.0,
}  # fmt: skip
OTHER_DAYS = (72.4, 80.4)  # the mean of the other units, 12 months to April 2025, October 2026
RAMPS = {unit.name: unit.ramp for unit in UNITS}
SPAN = 8  # teams whose leads report to the lead of the first of them
GRADES = ("G1", "G2", "G3", "G4")  # without people to lead; G5 to G7 lead
GRADE_YEARS = (1.5, 4.0, 9.0)


def complete(workers: list[Worker]) -> None:
    """Fill in sign-offs, promotions and moves, then numbers, managers and grades."""
    _sign_off(workers)
    _promote(workers)
    workers.sort(key=lambda worker: worker.hired)
    for number, worker in enumerate(workers, start=1):
        worker.employee_id = f"E{number:05d}"
    for unit in UNITS:
        _lead([worker for worker in workers if worker.unit == unit.name])


def _usual_days(unit: str, quarter: tuple[int, int]) -> float:
    """Give the mean days to productivity of the sign-offs in a quarter: Sales, or the others."""
    if unit == "Sales":
        return SALES_DAYS.get(quarter, 78.0)
    middle = month_of(date(quarter[0], quarter[1] * 3 - 1, 1))
    return between(*OTHER_DAYS, middle)


def _sign_off(workers: list[Worker]) -> None:
    """Give each recent hire a day of sign-off, then settle each quarter on its mean."""
    rng = random_stream("sign-off")
    quarters: dict[tuple[str, tuple[int, int]], list[Worker]] = defaultdict(list)
    for worker in workers:
        noise = float(np.clip(rng.normal(0, SPREAD), -0.4, 0.45))
        recorded = rng.random() >= NEVER_RECORDED
        if worker.hired < SIGNED_OFF_SINCE or not recorded:
            continue
        usual = _usual_days(worker.unit, quarter_of(worker.hired + timedelta(days=80)))
        days = usual * RAMPS[worker.unit] * (1 + noise)
        day = weekday_near(worker.hired + timedelta(days=round(days)))
        if day <= min(AS_OF, worker.left or AS_OF):
            worker.productive = day
            group = worker.unit if worker.unit == "Sales" else "others"
            quarters[group, quarter_of(day)].append(worker)
    for (group, quarter), people in quarters.items():
        if quarter >= quarter_of(FIRST_DAY):
            _settle(people, _usual_days(group, quarter))


def _settle(people: list[Worker], mean: float) -> None:
    """Move sign-offs by a weekday at a time, within their quarter, until the mean days fit."""
    signed = [(worker, worker.productive) for worker in people if worker.productive]
    gap = round(mean * len(signed)) - sum((day - worker.hired).days for worker, day in signed)
    moving = True
    while moving:
        moving = False
        for place, (worker, day) in enumerate(signed):
            step = timedelta(days=1 if gap > 0 else -1)
            goal = day + step
            while goal.weekday() >= 5:
                goal += step
            change = (goal - day).days
            latest = min(AS_OF, worker.left or AS_OF)
            fits = quarter_of(goal) == quarter_of(day) and goal <= latest
            long_enough = (goal - worker.hired).days >= SHORTEST
            if abs(gap - change) < abs(gap) and fits and long_enough:
                signed[place] = worker, goal
                gap -= change
                moving = True
    for worker, day in signed:
        worker.productive = day


def _promote(workers: list[Worker]) -> None:
    """Give a third of those with some service a promotion, and a few a move between units."""
    rng = random_stream("promotion")
    for worker in workers:
        end = worker.left or AS_OF
        service = (end - worker.hired).days
        promoted, moved, *parts = rng.random(4)
        if service <= 550:
            continue
        days = [int(part * min(service - 400, 2200)) + 1 for part in parts]
        if promoted < 0.35:
            worker.promoted = (end - timedelta(days=days[0])).replace(day=1)
        if moved < 0.08:
            worker.moved = (end - timedelta(days=days[1])).replace(day=1)


def _lead(people: list[Worker]) -> None:
    """Make the longest-serving of each team its lead, and set everybody's manager and grade."""
    rng = random_stream(people[0].unit)
    leads: dict[int, Worker] = {}
    for worker in people:  # in order of hiring
        if worker.left is None:
            leads.setdefault(worker.seat, worker)
    head = leads[min(leads)]
    for worker in people:
        senior = leads[(worker.seat - 1) // SPAN * SPAN + 1] if worker.seat else head
        lead = leads[worker.seat]
        if worker is head:
            worker.level = "G7"
        elif worker is senior:
            worker.level, worker.manager_id = "G6", head.employee_id
        elif worker is lead:
            worker.level, worker.manager_id = "G5", senior.employee_id
        else:
            years = ((worker.left or AS_OF) - worker.hired).days / 365 * rng.uniform(0.5, 1.8)
            worker.level = GRADES[sum(years > limit for limit in GRADE_YEARS)]
            worker.manager_id = lead.employee_id
