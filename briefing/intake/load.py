"""load_into: workbooks in, loaded tables and problems out, inside one DuckDB connection."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa

from briefing.intake.check import cell_problems, is_example, key_problems, order_problems, typed
from briefing.intake.read import RawSheet, Upload, read_workbook, unpack
from briefing.intake.recognise import Layout, recognise
from briefing.problems import Level, Problem
from briefing.tables import BY_NAME, TABLES

LOADS_DDL = """CREATE TABLE loads (
    load VARCHAR, file VARCHAR, sheet VARCHAR, "table" VARCHAR, header_row BIGINT,
    last_row BIGINT, rows BIGINT, columns MAP(VARCHAR, VARCHAR), sample BOOLEAN)"""


@dataclass(frozen=True)
class Reading:
    """What loading found: rows by table, problems, and whether some file could not be read."""

    tables: dict[str, int]
    problems: tuple[Problem, ...]
    unreadable: bool


def create_tables(con: duckdb.DuckDBPyConnection) -> None:
    """Create every declared table, empty, and the list of loads."""
    con.execute(LOADS_DDL)
    for table in TABLES:
        con.execute(table.ddl())


def load_into(con: duckdb.DuckDBPyConnection, uploads: Sequence[Upload]) -> Reading:
    """Load workbooks into the declared tables of `con`, with every problem found on the way.

    Rows with a bad cell are loaded with NULL there, so that all checks can go on; the caller
    must not publish while there are errors.
    """
    problems: list[Problem] = []
    unreadable = False
    seen: dict[str, str] = {}
    files: list[Upload] = []
    for upload in uploads:
        inside, problem = unpack(upload)
        files += inside
        if problem:
            problems.append(problem)
            unreadable = True
    for upload in files:
        if upload.load_id in seen:
            problems.append(_same_file(upload, seen[upload.load_id]))
            continue
        seen[upload.load_id] = upload.name
        sheets, problem = read_workbook(upload)
        if problem:
            problems.append(problem)
            unreadable = True
            continue
        problems += _load_workbook(con, upload, sheets)
    con.execute(
        "UPDATE loads SET sample = EXISTS (FROM settings WHERE name = 'sample' "
        "AND lower(value) IN ('yes', 'true'))"
    )
    tables = _rows_by_table(con)
    # A sheet without a row replaces nothing: an unfilled one must not empty a table.
    con.execute("DELETE FROM loads WHERE rows = 0")
    for name in tables:
        problems += key_problems(con, BY_NAME[name])
    return Reading(tables, tuple(problems), unreadable)


def _load_workbook(
    con: duckdb.DuckDBPyConnection, upload: Upload, sheets: Sequence[RawSheet]
) -> Iterator[Problem]:
    layouts: list[Layout] = []
    for sheet in sheets:
        layout, found = recognise(sheet)
        yield from found
        if layout:
            layouts.append(layout)
    for layout in layouts:
        yield from _load_sheet(con, layout)
    if not layouts:
        yield _nothing_recognised(upload)


def _load_sheet(con: duckdb.DuckDBPyConnection, layout: Layout) -> Iterator[Problem]:
    cells = layout.sheet.cells.slice(layout.header_row)
    names = list(layout.indexes)
    rows = pa.array(np.arange(cells.num_rows) + layout.header_row + 1)
    raw = pa.table(
        [rows, *(cells.column(layout.indexes[name]) for name in names)], names=["_row", *names]
    )
    con.register("raw", raw)
    texts = ", ".join(f"""nullif(trim("{name}"), '') AS "{name}#\"""" for name in names)
    values = ", ".join(
        f'{typed(layout.table.column(name), f""" "{name}#" """)} AS "{name}"' for name in names
    )
    filled = " OR ".join(f'"{name}#" IS NOT NULL' for name in names) or "false"
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE staged AS WITH cleaned AS (SELECT _row, {texts} FROM raw) "
        f"SELECT *, {values} FROM cleaned WHERE {filled}"
        if names
        else "CREATE OR REPLACE TEMP TABLE staged AS SELECT _row FROM raw WHERE false"
    )
    con.unregister("raw")
    condition = is_example(layout.table, names)
    examples = con.execute(f"DELETE FROM staged WHERE {condition}").fetchall()[0][0]
    yield from cell_problems(con, layout)
    yield from order_problems(con, layout)
    first_row, rows = con.execute("SELECT min(_row), count(*) FROM staged").fetchall()[0]
    if not examples:
        yield from _insert(con, layout, layout.header_row)
    elif rows:
        # What figures rest on begins below an example that was left above the rows.
        yield from _insert(con, layout, first_row - 1)


def _insert(con: duckdb.DuckDBPyConnection, layout: Layout, row_above: int) -> Iterator[Problem]:
    upload, sheet = layout.sheet.upload, layout.sheet.name
    columns = ", ".join(f'"{name}"' for name in layout.indexes)
    if columns:
        con.execute(
            f'INSERT INTO "{layout.table.name}" ({columns}, _load, _sheet, _row) '
            f"SELECT {columns}, ?, ?, _row FROM staged ORDER BY _row",
            [upload.load_id, sheet],
        )
    rows, last_row = con.execute(
        "SELECT count(*), coalesce(max(_row), ?) FROM staged", [row_above]
    ).fetchall()[0]
    letters = {name: layout.letter(name) for name in layout.indexes}
    con.execute(
        "INSERT INTO loads VALUES (?, ?, ?, ?, ?, ?, ?, MAP(?, ?), false)",
        [
            *(upload.load_id, upload.name, sheet, layout.table.name),
            *(row_above, last_row, rows, list(letters), list(letters.values())),
        ],
    )
    if not rows:
        yield Problem(
            file=upload.name,
            sheet=sheet,
            cell="",
            found="headings and no row",
            expected="at least one row",
            mend="The rows in force stay. Export it again, or delete the sheet.",
            level=Level.WARNING,
        )


def _rows_by_table(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    rows = con.execute(
        'SELECT "table", sum(rows)::BIGINT FROM loads GROUP BY "table" ORDER BY "table"'
    ).fetchall()
    return dict(rows)


def _same_file(upload: Upload, first: str) -> Problem:
    return Problem(
        file=upload.name,
        sheet="",
        cell="",
        found=f"the same bytes as {first}",
        expected="each file once",
        mend="It was read once.",
        level=Level.WARNING,
    )


def _nothing_recognised(upload: Upload) -> Problem:
    return Problem(
        file=upload.name,
        sheet="",
        cell="",
        found="no sheet that is one of ours",
        expected=f"one of {', '.join(table.sheet for table in TABLES)}",
        mend="Name the sheet as the table it holds, and check its headings.",
    )
