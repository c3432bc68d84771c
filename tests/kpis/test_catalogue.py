"""The catalogue: every .sql file says in its head what it is, and reads declared columns."""

from pathlib import Path

import pytest

from briefing.declared.common import KPI_UNITS
from briefing.kpis.catalogue import CATALOGUE, Kpi, parse
from briefing.tables import BY_NAME

HEAD = {
    "title": "Days away",
    "unit": "days",
    "better": "down",
    "area": "ISO 30414 health",
    "timing": "lagging",
    "vanity": "yes",
    "numerator": "people",
    "formula": "days ÷ people: a colon may stand in it",
    "reads": "workers(unit, hired_on, left_on)",
}


def written(folder: Path, head: dict[str, str]) -> Path:
    path = folder / "days_away.sql"
    lines = [f"-- {name}: {value}" for name, value in head.items()]
    path.write_text("\n".join([*lines, "-- Why it is so.", "SELECT 1"]), encoding="utf-8")
    return path


def test_a_head_becomes_a_kpi(tmp_path: Path) -> None:
    kpi = parse(written(tmp_path, HEAD))
    assert kpi.key == "days_away"
    assert (kpi.title, kpi.unit, kpi.better) == ("Days away", "days", "down")
    assert (kpi.area, kpi.timing) == ("ISO 30414 health", "lagging")
    assert kpi.formula == "days ÷ people: a colon may stand in it"
    assert (kpi.table, kpi.columns) == ("workers", ("unit", "hired_on", "left_on"))
    assert kpi.vanity
    assert kpi.counts_people
    assert kpi.sql.endswith("SELECT 1")


@pytest.mark.parametrize("missing", list(HEAD))
def test_a_head_that_lacks_a_line_names_it(tmp_path: Path, missing: str) -> None:
    head = {name: value for name, value in HEAD.items() if name != missing}
    with pytest.raises(KeyError, match=missing):
        parse(written(tmp_path, head))


@pytest.mark.parametrize(
    ("key", "unit", "better", "timing", "table", "numerator"),
    [
        ("employee_nps", "points", "up", "leading", "survey", "amount"),
        ("revenue_per_fte", "money", "up", "lagging", "finance", "amount"),
        ("time_to_hire", "days", "down", "leading", "requisitions", "amount"),
        ("time_to_productivity", "days", "down", "leading", "workers", "amount"),
        ("voluntary_attrition", "share", "down", "lagging", "workers", "people"),
    ],
)
def test_what_ships(  # noqa: PLR0913, PLR0917 a row is a KPI's head
    key: str, unit: str, better: str, timing: str, table: str, numerator: str
) -> None:
    kpi = CATALOGUE[key]
    assert (kpi.unit, kpi.better, kpi.timing, kpi.table) == (unit, better, timing, table)
    assert kpi.counts_people == (numerator == "people")
    assert not kpi.vanity


@pytest.mark.parametrize("kpi", CATALOGUE.values(), ids=list(CATALOGUE))
def test_every_head_is_whole(kpi: Kpi) -> None:
    assert kpi.title
    assert kpi.formula
    assert kpi.area.startswith("ISO 30414 ")
    assert kpi.unit in KPI_UNITS
    assert kpi.better in ("up", "down")
    assert kpi.timing in ("leading", "lagging")
    declared = {column.name for column in BY_NAME[kpi.table].columns}
    assert set(kpi.columns) <= declared


@pytest.mark.parametrize("kpi", CATALOGUE.values(), ids=list(CATALOGUE))
def test_every_column_that_is_named_is_read(kpi: Kpi) -> None:
    body = "\n".join(line for line in kpi.sql.splitlines() if not line.startswith("--"))
    assert [name for name in kpi.columns if name not in body] == []
