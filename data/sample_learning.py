"""The sample's learning records: who did what on which day, as a learning system has it."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TypeAlias

import numpy as np

from data.sample_people import Worker
from data.sample_pilot import LAB_HOURS, lab_visits
from data.sample_practice import FRIDAY_HOURS, coaching, fridays
from data.sample_units import AS_OF, MONTHS, UNITS, between, month_start, random_stream
from data.sample_workbook import Row

Record: TypeAlias = tuple[str, date, str, str, float | None, str, str | None]

REGISTRATIONS = (0.95, 1.45)  # a head and year: what is counted because it is easy to count
COMPLETING = (0.69, 0.76)
FRIDAY_SIGNED_IN = 0.5  # the others learn too, and do not sign the list
FRIDAY_SIGNED_IN_AWAY = 0.38  # in August and December
PRACTICE_A_HEAD = {"Sales": 0.2, "Technology": 0.5, "Operations": 0.1}  # a year
COACHING_HOURS = 1.0

# activity, kind, hours, how often against the others
COURSES = (
    ("Data protection refresher", "course", 0.5, 20),
    ("Code of conduct", "course", 0.5, 18),
    ("Safety at work", "course", 0.5, 14),
    ("Product knowledge", "course", 1.5, 10),
    ("Customer conversations", "course", 2.0, 9),
    ("Spreadsheet skills", "course", 2.0, 8),
    ("Negotiation basics", "course", 3.0, 5),
    ("Leading teams", "course", 4.0, 3),
    ("Lunch talk", "other", 1.0, 9),
    ("Industry webinar", "other", 1.0, 7),
    ("Conference day", "other", 6.0, 1),
)
PRACTICE = ("Call rehearsal", "Code reading", "Handover drill", "Question of the week")


def learning(workers: list[Worker]) -> list[Row]:
    """Give one row a person, day and activity, only of days on which the person is employed."""
    records = [
        *_registered(workers),
        *_fridays(workers),
        *_practice(workers),
        *_coaching(workers),
        *((visit.employee_id, visit.day, "Practice lab", "lab", LAB_HOURS, "no", None)
          for visit in lab_visits(workers)),
    ]  # fmt: skip
    once = {record[:3]: record for record in records}
    return sorted(once.values(), key=lambda record: (record[1], record[0], record[2]))


def _registered(workers: Sequence[Worker]) -> Iterator[Record]:
    """Give the courses and talks that people registered for; many are never completed."""
    rng = random_stream("registrations")
    weights = np.array([weight for *_, weight in COURSES], dtype=float)
    for month in range(MONTHS + 1):
        first = month_start(month)
        last = AS_OF if month == MONTHS else month_start(month + 1) - timedelta(days=1)
        staff = [worker for worker in workers if worker.employed_on(first)]
        part = last.day / 30
        count = round(len(staff) * between(*REGISTRATIONS, month) / 12 * part)
        people = rng.choice(len(staff), count)
        chosen = rng.choice(len(COURSES), count, p=weights / weights.sum())
        for place, course in zip(people, chosen, strict=True):
            day = _working_day(first, last, rng)
            completed = rng.random() < between(*COMPLETING, month)
            name, kind, hours, _ = COURSES[course]
            worker = staff[place]
            if worker.employed_on(day):
                done = "yes" if completed else "no"
                spent = hours if completed else None
                yield worker.employee_id, day, name, kind, spent, "yes", done


def _fridays(workers: Sequence[Worker]) -> Iterator[Record]:
    """Give who signed in on the Learning Fridays of Product; nobody registers for them."""
    rng = random_stream("fridays")
    staff = [worker for worker in workers if worker.unit == "Product"]
    for day in fridays():
        likely = FRIDAY_SIGNED_IN_AWAY if day.month in {8, 12} else FRIDAY_SIGNED_IN
        for worker in staff:
            if rng.random() < likely and worker.employed_on(day):
                yield (worker.employee_id, day, "Learning Friday", "micro-practice", FRIDAY_HOURS,
                       "no", None)  # fmt: skip


def _practice(workers: Sequence[Worker]) -> Iterator[Record]:
    """Give the short practice that some teams keep on record."""
    rng = random_stream("practice")
    for unit in UNITS:
        each = PRACTICE_A_HEAD.get(unit.name, 0.0) / 12
        for month in range(MONTHS if each else 0):
            first, last = month_start(month), month_start(month + 1) - timedelta(days=1)
            staff = [w for w in workers if w.unit == unit.name and w.employed_on(first)]
            for place in rng.choice(len(staff), round(len(staff) * each), replace=False):
                day = _working_day(first, last, rng)
                name = str(rng.choice(PRACTICE))
                if staff[place].employed_on(day):
                    yield staff[place].employee_id, day, name, "micro-practice", 0.5, "no", None


def _coaching(workers: Sequence[Worker]) -> Iterator[Record]:
    """Give both partners' sessions: each pair is two team leads who stay."""
    rng = random_stream("sessions")
    leads: dict[str, list[Worker]] = {
        unit.name: [w for w in workers
                    if w.unit == unit.name and w.level in {"G5", "G6"} and w.left is None
                    and w.hired < date(2025, 6, 1)]
        for unit in UNITS
    }  # fmt: skip
    partners: dict[str, tuple[Worker, Worker]] = {}
    for pair, month, unit_a, unit_b, _, held in coaching():
        if pair not in partners:
            partners[pair] = leads[unit_a].pop(0), leads[unit_b].pop()
        for nth in range(held):
            # One session in each half of the month.
            day = month.replace(day=1 + 14 * nth + int(rng.integers(1, 12)))
            while day.weekday() >= 5:
                day += timedelta(days=1)
            for partner in partners[pair]:
                yield (partner.employee_id, day, "Peer coaching", "coaching", COACHING_HOURS, "no",
                       None)  # fmt: skip


def _working_day(first: date, last: date, rng: np.random.Generator) -> date:
    """Give a day from Monday to Friday, both ends included."""
    while True:
        day = first + timedelta(days=int(rng.integers((last - first).days + 1)))
        if day.weekday() < 5:
            return day
