"""The sample's survey answers: the monthly pulse of employees, customers, and engagement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import numpy as np

from data.sample_people import Worker, average_headcount
from data.sample_units import (
    AS_OF,
    MONTHS,
    NAMES,
    UNITS,
    Counts,
    Matrix,
    between,
    month_of,
    month_start,
    random_stream,
    whole,
)

Answer: TypeAlias = tuple[str, str, date, int, str | None]

NPS = (14.2, 8.2)
ANSWERS_A_HEAD = 0.6 / 6  # a sixth is asked each month, and so many of them answer
PASSIVE = 0.37  # the share that scores 7 or 8
COMMENTED = 0.04
COMMENTS = (
    "More time for learning during the week would help.",
    "The handover between teams could be clearer.",
    "My team supports each other well.",
    "Priorities change too often.",
    "Onboarding took longer than expected.",
    "Good tools, but too many of them.",
    "I would like more feedback on my work.",
    "The new rota is easier to plan with.",
    "Meetings take up a large part of the day.",
    "Career paths could be explained better.",
    "Working from home two days a week works well.",
    "Decisions take a long time.",
    "Training is useful when it fits the task at hand.",
    "Peak months are demanding.",
    "Information reaches us late.",
)

CUSTOMERS = {  # points in the 12 months to April 2025 and to October 2026, answers a month
    "Sales": (33.0, 29.0, 26),
    "Operations": (24.0, 22.0, 20),
    "Customer Service": (21.0, 13.0, 36),
}
CUSTOMERS_SAID = (
    "Onboarding took longer than promised.",
    "The first answer solved it.",
    "I had to explain my case twice.",
    "Friendly and quick.",
    "The invoice did not match the offer.",
    "Deliveries have become more reliable.",
    "New contacts seem less sure of the product.",
    "Good advice before the purchase.",
    "Waiting times have grown.",
    "The same error came back after a month.",
)

ENGAGEMENT = (7.15, 6.85)
ENGAGEMENT_A_HEAD = 0.05
ENGAGEMENT_SPREAD = 1.6
ENGAGEMENT_AN_NPS = 0.03  # a unit whose people would recommend us is as much more engaged
NETWORK_STARTS = date(2026, 1, 5)  # peer coaching across the sites of Operations
NETWORK_LIFT = 0.7  # of the engagement in Operations, once the network has run for half a year
ENGAGED_SAID = (
    "The hour for learning is taken back in busy weeks.",
    "Talking to another site once a fortnight helps me most.",
    "I can see how my work matters.",
    "I would learn more if my manager did.",
    "We talk about mistakes more openly than a year ago.",
    "Too little time to try things out.",
)


@dataclass(frozen=True)
class Pulse:
    """A survey that is sent out month by month: its name, what people write, its own chance."""

    name: str
    comments: Sequence[str]
    rng: np.random.Generator

    def answer(self, unit: str, month: int, score: int) -> Answer:
        """Give one answer, on some day of the month, now and then with a comment."""
        last = AS_OF.day - 1 if month == MONTHS else 20
        day = month_start(month).replace(day=int(self.rng.integers(2, last + 1)))
        commented = self.rng.random() < COMMENTED
        said = str(self.rng.choice(self.comments)) if commented else None
        return self.name, unit, day, score, said


def survey(workers: list[Worker]) -> list[Answer]:
    """Give one row an answer, all surveys by day; those of a survey keep their order."""
    answers = [*_recommending(workers), *_customers(), *_engaged(workers)]
    return sorted(answers, key=lambda answer: answer[2])


def network_lift(month: float) -> float:
    """Give how far, from 0 to 1, the coaching network is felt in the month with that index."""
    return float(np.clip((month - month_of(NETWORK_STARTS) + 1) / 6, 0, 1))


def _recommending(workers: list[Worker]) -> list[Answer]:
    """Give the employees' answers to the monthly pulse: how likely to recommend us."""
    people = average_headcount(workers)
    # The pulse of the begun month is under way.
    expected = np.vstack([people, people[-1] * 0.65]) * ANSWERS_A_HEAD
    points = np.array([
        [(between(*NPS, month) + unit.nps) / 100 for unit in UNITS] for month in range(MONTHS + 1)
    ])  # fmt: skip
    pulse = Pulse("enps", COMMENTS, random_stream("survey"))
    return _by_points(pulse, NAMES, expected, points)


def _customers() -> list[Answer]:
    """Give the customers' answers to the units that they deal with."""
    months = range(MONTHS + 1)
    begun = [1.0] * MONTHS + [0.45]
    expected = np.array([
        [answers * begun[month] for *_, answers in CUSTOMERS.values()] for month in months
    ])  # fmt: skip
    points = np.array([
        [between(early, late, month) / 100 for early, late, _ in CUSTOMERS.values()]
        for month in months
    ])  # fmt: skip
    pulse = Pulse("cnps", CUSTOMERS_SAID, random_stream("customers"))
    return _by_points(pulse, tuple(CUSTOMERS), expected, points)


def _by_points(
    pulse: Pulse, units: Sequence[str], expected: Matrix, points: Matrix
) -> list[Answer]:
    """Give answers that come to the points, a row a month, a column a unit, in a mixed order."""
    rng = pulse.rng
    counts, promoters, detractors = _counts(expected, points)
    answers: list[Answer] = []
    for month in range(MONTHS + 1):
        for column, unit in enumerate(units):
            high, low = int(promoters[month, column]), int(detractors[month, column])
            middle = int(counts[month, column]) - high - low
            scores = [
                *rng.choice([9, 10], high, p=[0.62, 0.38]),
                *rng.choice([7, 8], middle, p=[0.45, 0.55]),
                *rng.choice(7, low, p=[0.05, 0.04, 0.07, 0.11, 0.15, 0.26, 0.32]),
            ]
            answers += [pulse.answer(unit, month, int(score)) for score in scores]
    shuffled = [answers[place] for place in rng.permutation(len(answers))]
    return sorted(shuffled, key=lambda answer: answer[2])


def _counts(expected: Matrix, points: Matrix) -> tuple[Counts, Counts, Counts]:
    """Count answers, promoters and detractors, a row a month, a column a unit."""
    answers = whole(expected)
    promoters = np.minimum(whole(expected * (1 - PASSIVE + points) / 2), answers)
    detractors = np.minimum(whole(expected * (1 - PASSIVE - points) / 2), answers - promoters)
    return answers, promoters, detractors


def _engaged(workers: list[Worker]) -> list[Answer]:
    """Give the employees' answers on engagement, which rises in Operations with the network."""
    pulse = Pulse("engagement", ENGAGED_SAID, random_stream("engagement"))
    people = average_headcount(workers)
    counts = whole(np.vstack([people, people[-1] * 0.45]) * ENGAGEMENT_A_HEAD)
    answers: list[Answer] = []
    for (month, column), count in np.ndenumerate(counts):
        unit = UNITS[column]
        mean = between(*ENGAGEMENT, month) + ENGAGEMENT_AN_NPS * unit.nps
        if unit.name == "Operations":
            mean += NETWORK_LIFT * network_lift(month)
        scores = np.clip(pulse.rng.normal(mean, ENGAGEMENT_SPREAD, count), 0, 10)
        answers += [pulse.answer(unit.name, month, round(float(score))) for score in scores]
    return answers
