"""Kpi, CATALOGUE and catalogue_of: the measures that ship, and those that a mart adds."""

import re
from dataclasses import dataclass
from pathlib import Path

from briefing.store.facts import Counting
from briefing.store.mart import Mart
from briefing.store.rows import KpiRow

_FOLDER = Path(__file__).parent
_EMPLOYED = "(hired_on <= ends_on AND (left_on IS NULL OR left_on >= starts_on))"
"""What a head calls employed: everybody who was there on some day of the period."""
_OWN = Counting("month BETWEEN starts_on AND ends_on", (("kpi <> measure", "of another measure"),))


@dataclass(frozen=True)
class Reads:
    """The columns of one sheet that a measure is computed from, and which of its rows count."""

    table: str
    columns: tuple[str, ...]
    counting: Counting


@dataclass(frozen=True)
class Kpi:
    """One measure: its key, its words, and the SQL that gives its cells.

    `yearly` says that it is a year's whatever the period; `vanity` that it counts activity
    and not what came of it. `reads` has first the sheet that it is about; `counts_people`
    says that its numerator is a number of people, so that a small one must not be shown; `average`
    that n is the people on average, in whole people; `nobody` that there is a cell, too, where
    nobody is behind it. `within` says what each of its numbers is
    at most, wherever both have a cell: which of them, of which KPI, and which of that one's.
    """

    key: str
    title: str
    unit: str
    yearly: bool
    better: str
    area: str
    timing: str
    vanity: bool
    formula: str
    reads: tuple[Reads, ...]
    counts_people: bool
    average: bool
    nobody: bool
    within: tuple[tuple[str, str, str], ...]
    sql: str


def parse(path: Path) -> Kpi:
    """Read one KPI's file. A head that lacks a line raises KeyError with the line's name."""
    text = path.read_text(encoding="utf-8")
    head = dict(re.findall(r"^-- (\w+): (.+)$", text, flags=re.MULTILINE))
    return Kpi(
        key=path.stem,
        title=head["title"],
        unit=head["unit"],
        yearly=head["yearly"] == "yes",
        better=head["better"],
        area=head["area"],
        timing=head["timing"],
        vanity=head["vanity"] == "yes",
        formula=head["formula"],
        reads=tuple(
            Reads(table, tuple(name.strip() for name in columns.split(",")), _counting(text, table))
            for table, columns in re.findall(r"(\w+)\(([^)]+)\)", head["reads"])
        ),
        counts_people=head["numerator"] == "people",
        average=head.get("n") == "people on average",
        nobody="nobody" in head,
        within=tuple(re.findall(r"^-- within: (\w+): (\w+) (\w+)$", text, flags=re.MULTILINE)),
        sql=text,
    )


def _counting(text: str, table: str) -> Counting:
    """Read which rows of a table a head counts, and which it omits and why."""
    counts = re.search(rf"^-- counts: {table}: (.+)$", text, flags=re.MULTILINE)
    if counts is None:
        message = f"counts: {table}"
        raise KeyError(message)
    omits = re.findall(rf"^-- omits: {table}: (.+): (.+)$", text, flags=re.MULTILINE)
    return Counting(re.sub(r"\bemployed\b", _EMPLOYED, counts[1]), tuple(omits))


CATALOGUE = {path.stem: parse(path) for path in sorted(_FOLDER.glob("*.sql"))}
"""The measures that are worked out from the exports, in every mart."""


def catalogue_of(mart: Mart) -> dict[str, Kpi]:
    """Give the measures of a mart: CATALOGUE, and what the sheet Measures brought besides."""
    rows = mart.kpi_rows()
    own = (rows[key] for key in mart.measured() if key not in CATALOGUE and key in rows)
    return CATALOGUE | {row.kpi: _measure(row, row.unit, row.better) for row in own
                        if row.unit and row.better}  # fmt: skip


def outcomes_of(mart: Mart) -> dict[str, Kpi]:
    """Give the measures of a mart that learning is judged by: all but the vanity ones."""
    return {key: kpi for key, kpi in catalogue_of(mart).items() if not kpi.vanity}


def _measure(row: KpiRow, unit: str, better: str) -> Kpi:
    return Kpi(
        key=row.kpi,
        title=row.title or row.kpi.replace("_", " ").capitalize(),
        unit=unit,
        yearly=False,
        better=better,
        area="business",
        timing="lagging",
        # Only a vanity number has an outcome that it should have moved.
        vanity=row.linked_kpi is not None,
        formula="numerator ÷ denominator, each added up over the months and units of Measures; "
        "n is what Measures says is behind it, added up",
        reads=(Reads("measures", ("kpi", "unit", "month", "numerator", "denominator", "n"), _OWN),),
        counts_people=False,
        average=False,
        nobody=True,
        within=(),
        sql="",
    )
