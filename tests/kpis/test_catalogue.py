"""The catalogue: every .sql file says in its head what it is, and reads declared columns."""

from pathlib import Path

import pytest

from briefing.declared.common import KPI_UNITS
from briefing.kpis import catalogue
from briefing.kpis.catalogue import CATALOGUE, Kpi, Reads, parse
from briefing.named_values import ASSUMPTIONS
from briefing.store.facts import Counting
from briefing.tables import BY_NAME

SHARED = Path(catalogue.__file__).parent / "shared"
HEAD = {
    "title": "Days away",
    "unit": "days",
    "yearly": "yes",
    "better": "down",
    "area": "ISO 30414 health",
    "timing": "lagging",
    "vanity": "yes",
    "numerator": "people",
    "formula": "days ÷ people: a colon may stand in it",
    "reads": "workers(unit, hired_on, left_on); incidents(occurred_on)",
    "counts": "workers: employed OR hired_on IS NULL\n-- counts: incidents: occurred_on > ends_on",
    "omits": "workers: hired_on IS NULL: no first day",
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
    assert kpi.reads == (
        Reads(
            "workers",
            ("unit", "hired_on", "left_on"),
            Counting(
                "(hired_on <= ends_on AND (left_on IS NULL OR left_on >= starts_on)) "
                "OR hired_on IS NULL",
                (("hired_on IS NULL", "no first day"),),
            ),
        ),
        Reads("incidents", ("occurred_on",), Counting("occurred_on > ends_on")),
    )
    assert kpi.yearly
    assert kpi.vanity
    assert kpi.counts_people
    assert kpi.sql.endswith("SELECT 1")


@pytest.mark.parametrize("missing", [name for name in HEAD if name != "omits"])
def test_a_head_that_lacks_a_line_names_it(tmp_path: Path, missing: str) -> None:
    head = {name: value for name, value in HEAD.items() if name != missing}
    with pytest.raises(KeyError, match=missing):
        parse(written(tmp_path, head))


@pytest.mark.parametrize(
    ("key", "unit", "better", "timing", "table", "numerator"),
    [
        ("completions", "share", "up", "leading", "learning", "amount"),
        ("compliance_incidents", "rate", "down", "lagging", "incidents", "amount"),
        ("cost_per_hire", "money", "down", "lagging", "requisitions", "amount"),
        ("customer_nps", "points", "up", "lagging", "survey", "amount"),
        ("employee_nps", "points", "up", "leading", "survey", "amount"),
        ("engagement", "score", "up", "leading", "survey", "amount"),
        ("follow_through", "share", "up", "leading", "protected_time", "amount"),
        ("internal_mobility", "share", "up", "leading", "requisitions", "people"),
        ("internal_promotion", "share", "up", "leading", "workers", "people"),
        ("learning_hours", "hours", "up", "leading", "learning", "amount"),
        ("registrations", "rate", "up", "leading", "learning", "amount"),
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
    assert (kpi.unit, kpi.better, kpi.timing) == (unit, better, timing)
    assert kpi.reads[0].table == table
    assert kpi.counts_people == (numerator == "people")


def test_only_counts_of_activity_are_vanity() -> None:
    assert {key for key, kpi in CATALOGUE.items() if kpi.vanity} == {"completions", "registrations"}


def test_what_is_a_year_s() -> None:
    # All that is divided by people-years, and nothing else.
    by_people = {key for key, kpi in CATALOGUE.items() if "people-years" in kpi.formula}
    assert {key for key, kpi in CATALOGUE.items() if kpi.yearly} == {*by_people, "revenue_per_fte"}


def test_every_outcome_may_have_an_uplift_of_its_own() -> None:
    own = {name.removeprefix("uplift_") for name in ASSUMPTIONS if name.startswith("uplift_")}
    assert own == {key for key, kpi in CATALOGUE.items() if not kpi.vanity}


@pytest.mark.parametrize("kpi", CATALOGUE.values(), ids=list(CATALOGUE))
def test_every_head_is_whole(kpi: Kpi) -> None:
    assert kpi.title
    assert kpi.formula
    assert kpi.area.startswith("ISO 30414 ") or kpi.area == "customers"
    assert kpi.unit in KPI_UNITS
    assert kpi.better in ("up", "down")
    assert kpi.timing in ("leading", "lagging")
    for reads in kpi.reads:
        assert set(reads.columns) <= {column.name for column in BY_NAME[reads.table].columns}


@pytest.mark.parametrize("kpi", CATALOGUE.values(), ids=list(CATALOGUE))
def test_every_column_that_is_named_is_read(kpi: Kpi) -> None:
    shared = [path.read_text(encoding="utf-8") for path in SHARED.glob("*.sql")]
    lines = "\n".join([kpi.sql, *shared]).splitlines()
    body = "\n".join(line for line in lines if not line.startswith("--"))
    for reads in kpi.reads:
        assert [name for name in reads.columns if name not in body] == []
