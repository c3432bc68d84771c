"""The people of the sample organisation: who was hired, who left, who leads, month by month."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from data.sample_units import (
    AS_OF,
    FIRST_DAY,
    MONTHS,
    NAMES,
    UNITS,
    Counts,
    Matrix,
    Unit,
    between,
    month_of,
    month_start,
    random_stream,
    whole,
)

# January to December; the voluntary ones go after the bonus is paid.
LEAVING_SEASON = (1.35, 1.4, 1.3, 1.0, 0.9, 0.85, 0.85, 0.8, 0.85, 0.9, 0.9, 0.9)
HIRING_SEASON = (1.6, 1.1, 1.0, 1.05, 0.95, 0.8, 0.75, 0.75, 1.5, 1.05, 0.85, 0.6)
OTHER_LEAVING = {"involuntary": 0.025, "retired": 0.01, "other": 0.004}  # a year
FIRST_OF_MONTH = 0.7  # the share that starts on the 1st; the others start on the 15th
JOINING_MONTHS = 3  # how long after the as-of day there are agreed starts
TEAM_SIZE = 11
SMALL_UNIT = 10  # below it there are no teams


@dataclass
class Worker:
    """One person, as the HR system holds them; `seat` is the number of the team."""

    unit: str
    seat: int
    hired: date
    left: date | None = None
    leave_type: str | None = None
    productive: date | None = None
    promoted: date | None = None
    moved: date | None = None
    level: str = ""
    employee_id: str = ""
    manager_id: str | None = None

    @property
    def team(self) -> str | None:
        """The team's name; small units have none."""
        return f"{self.unit} {self.seat:02d}" if self.seat else None

    def employed_on(self, day: date) -> bool:
        """Whether the person is employed on that day."""
        return self.hired <= day and (self.left is None or self.left >= day)


@dataclass(frozen=True)
class Population:
    """Everybody employed since the first day, and the starts (unit, day) after the last."""

    workers: list[Worker]
    joining: list[tuple[str, date]]


def populate() -> Population:
    """Make the people of all units, without their sign-offs, promotions and managers."""
    rng = random_stream("people")
    leavers = _leavers()
    workers: list[Worker] = []
    joining: list[tuple[str, date]] = []
    for column, unit in enumerate(UNITS):
        leaving = {kind: counts[:, column] for kind, counts in leavers.items()}
        hires, later = _hires(unit, sum(leaving.values(), np.zeros(MONTHS + 1, dtype=np.int64)))
        workers += _history(unit, hires, leaving, rng)
        joining += [(unit.name, day) for day in _joining_days(later, rng)]
    return Population(workers, joining)


def average_headcount(workers: list[Worker]) -> Matrix:
    """Give the mean of opening and closing headcount, a row a complete month, a column a unit."""
    closing = np.zeros((MONTHS + 1, len(UNITS)))
    for month in range(MONTHS + 1):
        eve = month_start(month) - timedelta(days=1)
        for worker in workers:
            if worker.hired <= eve and (worker.left is None or worker.left > eve):
                closing[month, NAMES.index(worker.unit)] += 1
    average: Matrix = (closing[:-1] + closing[1:]) / 2
    return average


def _planned(unit: Unit, month: int) -> float:
    """Give the headcount on the straight line from the first day to the last."""
    return unit.opening + (unit.headcount - unit.opening) * (month + 0.5) / (MONTHS + 0.5)


def _season(season: tuple[float, ...], month: int) -> float:
    return season[month_start(month).month - 1]


def _leavers() -> dict[str, Counts]:
    """Count the leavers of each kind, a row a month (the last has begun), a column a unit."""
    begun = [1.0] * MONTHS + [0.4]
    shape = (MONTHS + 1, len(UNITS))
    expected = {kind: np.zeros(shape) for kind in ("voluntary", *OTHER_LEAVING)}
    for month, part in enumerate(begun):
        for column, unit in enumerate(UNITS):
            people = _planned(unit, month) * part / 12
            season = _season(LEAVING_SEASON, month)
            expected["voluntary"][month, column] = between(*unit.leaving, month) * people * season
            for kind, rate in OTHER_LEAVING.items():
                expected[kind][month, column] = rate * people
    return {kind: whole(matrix) for kind, matrix in expected.items()}


def _hires(unit: Unit, leaving: Counts) -> tuple[Counts, Counts]:
    """Count the hires a month up to the as-of day, and those agreed for the months after it."""
    months = range(MONTHS + 1 + JOINING_MONTHS)
    growth = (unit.headcount - unit.opening) / MONTHS
    others = sum(OTHER_LEAVING.values())
    pace = np.array([
        ((between(*unit.leaving, month) + others) * unit.headcount / 12 + growth)
        * _season(HIRING_SEASON, month)
        for month in months
    ])  # fmt: skip
    rest = pace[MONTHS] * (1 - FIRST_OF_MONTH)
    pace[MONTHS] *= FIRST_OF_MONTH
    needed = unit.headcount - unit.opening + int(leaving.sum())
    scale = needed / pace[: MONTHS + 1].sum()
    due = whole((pace[: MONTHS + 1] * scale).reshape(-1, 1))[:, 0]
    later = np.concatenate([[rest], pace[MONTHS + 1 :]]) * scale
    return due, whole(later.reshape(-1, 1))[:, 0]


def _history(
    unit: Unit, hires: Counts, leaving: dict[str, Counts], rng: np.random.Generator
) -> list[Worker]:
    """Play the months of one unit: leavers free their seats, hires fill them."""
    seats = _seats(unit, rng)
    free = [seats.pop() for _ in range(unit.headcount - unit.opening)]
    tenures = _tenures(unit, int(hires.sum()))
    workers = [
        Worker(unit.name, seat, _start(month_of(FIRST_DAY - timedelta(days=float(days))), rng))
        for seat, days in zip(seats, tenures, strict=True)
    ]
    for month in range(MONTHS + 1):
        for kind, counts in leaving.items():
            for worker in _choose(workers, kind, int(counts[month]), month, rng):
                worker.left, worker.leave_type = _last_day(month, rng), kind
                free.append(worker.seat)
        for _ in range(int(hires[month])):
            hired = month_start(month) if month == MONTHS else _start(month, rng)
            seat = free.pop(0) if free else workers[int(rng.integers(len(workers)))].seat
            workers.append(Worker(unit.name, seat, hired))
    return workers


def _seats(unit: Unit, rng: np.random.Generator) -> list[int]:
    """Give the team number of every seat, in random order: teams of 8 to 14, or no team (0)."""
    if unit.headcount < SMALL_UNIT:
        return [0] * unit.headcount
    teams = round(unit.headcount / TEAM_SIZE)
    sizes = [unit.headcount // teams + (team < unit.headcount % teams) for team in range(teams)]
    for team in range(0, teams - 1, 2):
        more = int(rng.integers(-2, 3))
        sizes[team] += more
        sizes[team + 1] -= more
    seats = [team + 1 for team, size in enumerate(sizes) for _ in range(size)]
    return [seats[place] for place in rng.permutation(len(seats))]


def _tenures(unit: Unit, hires: int) -> list[float]:
    """Give the days of service of the opening staff: the fewer, the more the unit hires."""
    mean = 365 * unit.opening / max(hires / 2, 0.15 * unit.opening)
    places = (np.arange(unit.opening) + 0.5) / unit.opening
    return [min(float(days), 38 * 365.0) + 1 for days in -np.log(1 - places) * mean]


def _start(month: int, rng: np.random.Generator) -> date:
    return month_start(month).replace(day=1 if rng.random() < FIRST_OF_MONTH else 15)


def _joining_days(later: Counts, rng: np.random.Generator) -> list[date]:
    """Give the agreed starts: the rest of the begun month, then the months after it."""
    days = [month_start(MONTHS).replace(day=16)] * int(later[0])
    for ahead, count in enumerate(later[1:], start=1):
        days += [_start(MONTHS + ahead, rng) for _ in range(int(count))]
    return days


def _last_day(month: int, rng: np.random.Generator) -> date:
    """Give a last day of employment: most often the month's end, some time in the begun month."""
    last = (month_start(month + 1) - timedelta(days=1)).day
    if month == MONTHS:
        return month_start(month).replace(day=int(rng.integers(2, AS_OF.day)))
    if rng.random() < 0.65:
        return month_start(month).replace(day=last)
    return month_start(month).replace(day=int(rng.integers(1, last + 1)))


def _choose(
    workers: list[Worker], kind: str, count: int, month: int, rng: np.random.Generator
) -> list[Worker]:
    """Choose who leaves: newer people more often, but the longest-serving ones retire."""
    day = month_start(month)
    staff = [w for w in workers if w.left is None and (day - w.hired).days > 100]
    years = np.array([(day - worker.hired).days / 365 for worker in staff])
    weights = {
        "voluntary": 1 + 2 * np.exp(-years / 2),
        "involuntary": 1 + 2 * np.exp(-years),
        "retired": years**4,
        "other": np.ones(len(staff)),
    }[kind]
    chosen = rng.choice(len(staff), size=count, replace=False, p=weights / weights.sum())
    return [staff[place] for place in chosen]
