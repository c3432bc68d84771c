"""Hidden sheets and formulas that were never calculated, as real workbooks have them."""

import io

import duckdb
import openpyxl

from briefing.intake.load import load_into
from briefing.intake.read import Upload

HEAD = ["unit", "head", "headcount"]


def book(*, hidden: bool = False) -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    made.worksheets[0].title = "Notes"
    sheet = made.create_sheet("Units")
    for row in (HEAD, ["Sales", "CSO", 12], ["Retail", "COO", 7]):
        sheet.append(row)
    sheet.sheet_state = "hidden" if hidden else "visible"
    return made


def brought(made: openpyxl.Workbook) -> Upload:
    content = io.BytesIO()
    made.save(content)
    made.close()
    return Upload("book.xlsx", content.getvalue())


def test_a_hidden_sheet_is_named_and_left_out(con: duckdb.DuckDBPyConnection) -> None:
    reading = load_into(con, [brought(book(hidden=True))])
    told = [(p.sheet, p.found) for p in reading.problems]
    assert ("Units", "a hidden sheet") in told
    assert reading.tables == {}
    assert con.execute("SELECT count(*) FROM units").fetchall() == [(0,)]


def test_a_formula_that_was_never_calculated_is_told_at_its_cell(
    con: duckdb.DuckDBPyConnection,
) -> None:
    made = book()
    made["Units"]["C3"] = "=3+4"
    reading = load_into(con, [brought(made)])
    told = [(p.cell, p.found, str(p.level)) for p in reading.problems if p.sheet == "Units"]
    assert told == [("C3", "a formula that was never calculated", "error")]
