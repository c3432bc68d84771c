"""Kpi and CATALOGUE: what each .sql file in this folder says of itself in its head."""

import re
from dataclasses import dataclass
from pathlib import Path

_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Kpi:
    """One measure: its key, its words, and the SQL that gives its cells.

    `reads` names the table and columns it is computed from; `counts_people` says that its
    numerator is a number of people, so that a small one must not be shown.
    """

    key: str
    title: str
    unit: str
    better: str
    area: str
    timing: str
    vanity: bool
    formula: str
    table: str
    columns: tuple[str, ...]
    counts_people: bool
    sql: str


def parse(path: Path) -> Kpi:
    """Read one KPI's file. A head that lacks a line raises KeyError with the line's name."""
    text = path.read_text(encoding="utf-8")
    head = dict(re.findall(r"^-- (\w+): (.+)$", text, flags=re.MULTILINE))
    table, _, columns = head["reads"].rstrip(")").partition("(")
    return Kpi(
        key=path.stem,
        title=head["title"],
        unit=head["unit"],
        better=head["better"],
        area=head["area"],
        timing=head["timing"],
        vanity=head["vanity"] == "yes",
        formula=head["formula"],
        table=table,
        columns=tuple(name.strip() for name in columns.split(",")),
        counts_people=head["numerator"] == "people",
        sql=text,
    )


CATALOGUE = {path.stem: parse(path) for path in sorted(_FOLDER.glob("*.sql"))}
