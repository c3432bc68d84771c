"""In any tiny organisation the rows that a head counts are those that the measure counts."""

from datetime import date, timedelta

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.kpis.catalogue import CATALOGUE
from briefing.kpis.run import compute_cells
from briefing.privacy.scopes import create_scopes
from briefing.store.facts import Facts, Selection
from briefing.store.rows import Load
from tests.kpis.hand import declared, insert

AS_OF = date(2025, 12, 31)
UNITS = st.sampled_from(["Sales", "Operations"])
DAYS = st.dates(date(2024, 10, 1), date(2025, 12, 31)) | st.sampled_from(
    [date(2025, month, day) for month in (4, 7, 10) for day in (1, 30)]
)
MAYBE = st.none() | st.booleans()
ROWS = {
    "workers": ("unit, hired_on, left_on, leave_type, productive_on, promoted_on",
                st.builds(lambda unit, joined, left, kind, ready, up: (
                    unit, joined, left and max(joined, left), kind,
                    ready and joined + timedelta(ready), up and joined + timedelta(up)),
                    UNITS, DAYS, st.none() | DAYS,
                    st.sampled_from([None, "voluntary", "other"]),
                    st.none() | st.integers(1, 200), st.none() | st.integers(1, 300))),
    "requisitions": ("unit, opened_on, filled_on, filled_from, cost",
                     st.tuples(UNITS, DAYS, st.none() | DAYS,
                               st.sampled_from([None, "internal", "external"]),
                               st.none() | st.integers(0, 900))),
    "survey": ("survey, unit, answered_on, score",
               st.tuples(st.sampled_from(["enps", "cnps", "engagement"]), UNITS, DAYS,
                         st.integers(0, 10))),
    "learning": ("employee_id, happened_on, hours, registered, completed",
                 st.tuples(st.integers(0, 12).map(str), DAYS, st.none() | st.integers(1, 9),
                           MAYBE, MAYBE)),
    "incidents": ("unit, occurred_on, kind",
                  st.tuples(UNITS, DAYS, st.sampled_from(["compliance", "safety"]))),
}  # fmt: skip
EMPLOYED = """greatest(n, (SELECT count(*) FROM workers
    JOIN scope_of AS of ON of.unit = workers.unit AND of.scope = cells.scope
    WHERE hired_on <= ends_on AND coalesce(left_on >= starts_on, true)))"""
"""Who was there on some day; the average headcount, which is their cell's n, is never more."""
COUNTED = (
    ("completions", "learning", "denominator", 1),
    ("completions", "workers", "n", 1),
    ("registrations", "learning", "numerator", 1),
    ("compliance_incidents", "incidents", "numerator", 100),
    ("compliance_incidents", "workers", EMPLOYED, 1),
    ("cost_per_hire", "requisitions", "n", 1),
    ("internal_mobility", "requisitions", "n", 1),
    ("time_to_hire", "requisitions", "n", 1),
    ("customer_nps", "survey", "n", 1),
    ("employee_nps", "survey", "n", 1),
    ("engagement", "survey", "n", 1),
    ("voluntary_attrition", "workers", EMPLOYED, 1),
    ("time_to_productivity", "workers", "n", 1),
)
"""Measure, table, the number of the cell that counts its rows, and for how much each counts."""

Organisation = dict[str, list[tuple[object, ...]]]


@given(
    st.fixed_dictionaries({name: st.lists(rows, max_size=12) for name, (_, rows) in ROWS.items()})
)
@settings(max_examples=15, deadline=None)
def test_the_rows_that_count_are_those_of_the_measure(organisation: Organisation) -> None:
    with declared() as con:
        put(con, organisation)
        create_scopes(con, 0, AS_OF)
        compute_cells(con, AS_OF)
        for kpi, table, number, weight in COUNTED:
            cells = con.execute(
                f"SELECT scope, starts_on, ends_on, {number} FROM cells WHERE kpi = ? "
                "ORDER BY hash(scope, grain, starts_on) LIMIT 6",
                [kpi],
            ).fetchall()
            for scope, starts_on, ends_on, is_so in cells:
                units = con.execute("SELECT unit FROM scope_of WHERE scope = ?", [scope])
                reads = next(one for one in CATALOGUE[kpi].reads if one.table == table)
                selection = Selection(
                    reads.counting,
                    kpi,
                    tuple(unit for (unit,) in units.fetchall()),
                    ((starts_on, ends_on),),
                )
                places = Facts(con).count(sheet(table, len(organisation[table])), selection)
                assert places[0] * weight == is_so, (kpi, table, scope, starts_on, ends_on)
                assert sum(places) == len(organisation[table])


def put(con: duckdb.DuckDBPyConnection, organisation: Organisation) -> None:
    """Put the rows in, with their numbers as a sheet has them."""
    for name, rows in organisation.items():
        columns, people = f"{ROWS[name][0]}, _load, _sheet, _row", name == "workers"
        numbered = [
            (*([str(number)] if people else []), *row, "load", name, number + 2)
            for number, row in enumerate(rows)
        ]
        if numbered:
            insert(con, name, f"employee_id, {columns}" if people else columns, numbered)


def sheet(table: str, rows: int) -> Load:
    return Load("load", "tiny.xlsx", table, table, 1, rows + 1, rows, {}, False, {})  # noqa: FBT003 a row of `loads`
