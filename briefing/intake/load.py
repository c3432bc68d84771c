"""load_into: workbooks in, loaded tables and problems out, inside one DuckDB connection."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace

import duckdb

from briefing.intake.check import cell_problems, is_example, key_problems, order_problems, typed
from briefing.intake.corrections import corrected
from briefing.intake.mapping import Confirmed
from briefing.intake.notation import Stated, settle, settle_settings, stated, tidied
from briefing.intake.read import RawSheet, Upload, read_workbook, unpack
from briefing.intake.recognise import Layout, recognise
from briefing.intake.said import NOTHING_SAID, Said
from briefing.intake.seen import SeenSheet, seen_sheet
from briefing.intake.texts import raw_texts
from briefing.intake.told import no_such_sheet, not_asked, nothing_recognised
from briefing.named_values import SETTINGS
from briefing.problems import Level, Problem
from briefing.tables import BY_NAME, TABLES

LOADS_DDL = """CREATE TABLE loads (
    load VARCHAR, file VARCHAR, sheet VARCHAR, "table" VARCHAR, header_row BIGINT,
    last_row BIGINT, rows BIGINT, columns MAP(VARCHAR, VARCHAR), sample BOOLEAN,
    filled MAP(VARCHAR, BIGINT))"""

_READERS = 2
"""Files that are read at once, each in its own process, while what was read is looked through."""
_NOTHING = Stated()


@dataclass(frozen=True)
class Reading:
    """What loading found: rows by table, problems, and whether some file could not be read.

    `confirmed` are the mappings that a person gave now, each for the sheet that it fits.
    """

    tables: dict[str, int]
    problems: tuple[Problem, ...]
    unreadable: bool
    confirmed: tuple[Confirmed, ...] = ()
    seen: tuple[SeenSheet, ...] = ()


def create_tables(con: duckdb.DuckDBPyConnection) -> None:
    """Create every declared table, empty, the list of loads, and that of answers to wait."""
    con.execute(LOADS_DDL)
    for table in TABLES:
        con.execute(table.ddl())
    con.execute("CREATE TABLE held_back AS FROM survey LIMIT 0")


def load_into(
    con: duckdb.DuckDBPyConnection,
    uploads: Sequence[Upload],
    stated_before: Stated = _NOTHING,
    said: Said = NOTHING_SAID,
    on_step: Callable[[str], None] = lambda _step: None,
) -> Reading:
    """Load workbooks into the declared tables of `con`, with every problem found on the way.

    `stated_before` is what settles the notation of columns that leave it open, where no
    workbook's Settings does; `said` is what persons said of the files; `on_step` hears what is
    done now.

    Rows with a bad cell are loaded with NULL there, so that all checks can go on; the caller
    must not publish while there are errors.
    """
    problems: list[Problem] = []
    unreadable = False
    seen: dict[str, str] = {}
    layouts: list[Layout] = []
    seen_sheets: list[SeenSheet] = []
    names_seen: list[str] = []
    files: list[Upload] = []
    for upload in uploads:
        inside, problem = unpack(upload)
        files += inside
        if problem:
            problems.append(problem)
            unreadable = True
    once = {upload.load_id: upload for upload in reversed(files)}
    with _readers() as readers:
        coming = {key: readers.submit(read_workbook, once[key]) for key in reversed(once)}
        for upload in files:
            if upload.load_id in seen:
                problems.append(_same_file(upload, seen[upload.load_id]))
                continue
            seen[upload.load_id] = upload.name
            on_step(f"Reading {upload.name}")
            sheets, problem = coming[upload.load_id].result()
            if problem:
                problems.append(problem)
                unreadable = True
                continue
            sheets, put_right = corrected(sheets, said.accepted)
            problems += put_right
            names_seen += [sheet.name for sheet in sheets]
            found, told = _layouts(sheets, said)
            problems += told
            if not found:
                problems.append(nothing_recognised(upload, sheets, told))
            layouts += found
            by_sheet = {layout.sheet.name: layout for layout in found}
            seen_sheets += [seen_sheet(sheet, by_sheet.get(sheet.name), said) for sheet in sheets]
    # Settings first: they may say how the other sheets, of all files, write dates and numbers.
    for layout in sorted(layouts, key=lambda layout: layout.table.name != "settings"):
        problems += _load_sheet(con, layout, stated(con).over(stated_before))
    # What was staged last would be kept in memory while the mart is built.
    con.execute("DROP TABLE IF EXISTS staged")
    problems += [] if unreadable else _missing_sheets(said, names_seen)
    confirmed = tuple(layout.confirmed for layout in layouts if layout.confirmed)
    if not unreadable:
        names = ", ".join(upload.name for upload in uploads)
        headings = [heading.text for sheet in seen_sheets for heading in sheet.headings]
        fitted = {(one.table, one.columns) for one in confirmed}
        problems += [
            replace(not_asked(one, headings), file=names)
            for one in said.asked
            if (one.table, one.columns) not in fitted
        ]
    con.execute(
        "UPDATE loads SET sample = EXISTS (FROM settings WHERE name = 'sample' "
        f"AND {typed(SETTINGS['sample'], 'value')})"
    )
    tables = _rows_by_table(con)
    # A sheet without a row replaces nothing: an unfilled one must not empty a table.
    con.execute("DELETE FROM loads WHERE rows = 0")
    for name in tables:
        problems += key_problems(con, BY_NAME[name])
    return Reading(tables, tuple(problems), unreadable, confirmed, tuple(seen_sheets))


@contextmanager
def _readers() -> Iterator[ThreadPoolExecutor]:
    """Give threads that each wait for the process in which a file is read."""
    readers = ThreadPoolExecutor(_READERS)
    try:
        yield readers
    finally:
        # Whoever breaks off must not wait for the files that nobody has begun to read.
        readers.shutdown(cancel_futures=True)


def _layouts(sheets: Sequence[RawSheet], said: Said) -> tuple[list[Layout], list[Problem]]:
    layouts: list[Layout] = []
    problems: list[Problem] = []
    for sheet in sheets:
        layout, found = recognise(sheet, said)
        problems += found
        if layout:
            layouts.append(layout)
    return layouts, problems


def _missing_sheets(said: Said, seen: Sequence[str]) -> Iterator[Problem]:
    there = Said(sheets=tuple(seen))
    for name in said.sheets:
        if not there.asks_for_sheet(name):
            yield no_such_sheet(name, seen)


def _load_sheet(con: duckdb.DuckDBPyConnection, layout: Layout, says: Stated) -> Iterator[Problem]:
    names = list(layout.indexes)
    raw, told = raw_texts(layout)
    yield from told
    con.register("raw", raw)
    texts = ", ".join(
        f'{tidied(name, raw.column(name).combine_chunks())} AS "{name}#"' for name in names
    )
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
    if layout.table.name == "settings":
        yield from settle_settings(con, layout, says)
    settled = settle(con, layout, says)
    yield from settled.problems
    yield from cell_problems(con, layout, settled.asked)
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
            f"SELECT {columns}, ?, ?, _row FROM staged",
            [upload.load_id, sheet],
        )
    rows, last_row = con.execute(
        "SELECT count(*), coalesce(max(_row), ?) FROM staged", [row_above]
    ).fetchall()[0]
    counts = "".join(f', count("{name}")' for name in layout.indexes)
    _, *filled = con.execute(f"SELECT 0{counts} FROM staged").fetchall()[0]
    letters = {name: layout.letter(name) for name in layout.indexes}
    con.execute(
        "INSERT INTO loads VALUES (?, ?, ?, ?, ?, ?, ?, MAP(?, ?), false, MAP(?, ?))",
        [
            *(upload.load_id, upload.name, sheet, layout.table.name),
            *(row_above, last_row, rows, list(letters), list(letters.values())),
            *(list(letters), filled),
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
