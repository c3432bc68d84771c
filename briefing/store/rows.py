"""The rows that a mart holds, as values with names: cells, and HR's own small sheets."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import duckdb


@dataclass(frozen=True)
class Load:
    """One sheet of one file as it was loaded: where its header and last row stand.

    A mart has neither the last row nor how many there are where they are of few people.
    """

    load: str
    file: str
    sheet: str
    table: str
    header_row: int
    last_row: int | None
    rows: int | None
    columns: Mapping[str, str]
    sample: bool
    filled: Mapping[str, int]
    """By column: in how many of the rows there is a value."""


def read_loads(con: duckdb.DuckDBPyConnection) -> tuple[Load, ...]:
    """Give the sheets that were loaded into an open file, by file and sheet."""
    rows = con.execute(
        'SELECT load, file, sheet, "table", header_row, last_row, rows, columns, sample, filled '
        "FROM loads ORDER BY file, sheet"
    ).fetchall()
    return tuple(Load(*row) for row in rows)


@dataclass(frozen=True)
class Cell:
    """A KPI's value for one scope and period. `reason` says why it has none."""

    kpi: str
    scope: str
    grain: str
    starts_on: date
    ends_on: date
    numerator: float | None
    denominator: float | None
    n: int | None
    value: float | None
    reason: str | None


@dataclass(frozen=True)
class Baseline:
    """The 12-month measure in each month to come, the ends of its 80% and 95% interval.

    `spread` is the standard deviation of the normal whose middle 80% is the interval's. All are
    empty where there is no baseline.
    """

    path: tuple[float, ...] = ()
    low_80: tuple[float, ...] = ()
    high_80: tuple[float, ...] = ()
    low_95: tuple[float, ...] = ()
    high_95: tuple[float, ...] = ()
    spread: tuple[float, ...] = ()


@dataclass(frozen=True)
class BaselineCheck:
    """How often the intervals held of so many comparisons, forecast from so many earlier months.

    All are None where `reason` says why.
    """

    origins: int | None
    compared: int | None
    held_80: int | None
    held_95: int | None
    reason: str | None


@dataclass(frozen=True)
class Origin:
    """Where a loaded row stands."""

    load: str
    sheet: str
    row: int


@dataclass(frozen=True)
class Stakeholder:
    """One rating of one stakeholder: 0 to 10 each way, stance from -2 to 2."""

    stakeholder: str
    as_of: date
    group: str | None
    influence: float
    interest: float
    stance: int | None
    target_stance: int | None
    concern: str | None
    tactic: str | None
    owner: str | None
    last_contact: date | None
    next_contact: date | None
    origin: Origin


@dataclass(frozen=True)
class Assumption:
    """One assumption with its range; `cashable` is the share that is cash, `as_of` its date."""

    assumption: str
    low: float
    base: float
    high: float
    unit: str | None
    evidence: str | None
    source: str | None
    owner: str | None
    confidence: float | None
    cashable: float | None
    origin: Origin
    as_of: date | None = None


@dataclass(frozen=True)
class Cost:
    """One item of the programme's cost, in currency and hours; None where it has none."""

    item: str
    one_off: float | None
    per_learner: float | None
    per_month: float | None
    hours_per_learner: float | None
    origin: Origin


@dataclass(frozen=True)
class AskRow:
    """The decision that a page asks for and its measure, as the workbook has them."""

    page: str
    request: str
    decider: str
    due_on: date
    kpi: str
    unit: str | None
    baseline: float
    target: float
    target_on: date
    origin: Origin
    minutes: float | None = None
    """How long it takes in the meeting."""
    notes: str | None = None
    """For whoever presents, and nobody else."""


@dataclass(frozen=True)
class KpiRow:
    """What the organisation adds to a KPI: its own title, target and benchmark.

    `unit` and `better` say what a measure of its own is; `linked_kpi` is the outcome that a
    vanity number should have moved.
    """

    kpi: str
    title: str | None
    unit: str | None
    better: str | None
    target: float | None
    benchmark: float | None
    benchmark_source: str | None
    linked_kpi: str | None
    origin: Origin
