"""Checks the template as a person meets it: written, opened, filled in, and loaded."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from zipfile import ZipFile

import duckdb
import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from briefing.columns import Example, Kind, Table
from briefing.exports.cells import LAST_ROW, choice_of, number_format
from briefing.exports.template import template
from briefing.exports.wording import comment_lines
from briefing.intake.load import load_into
from briefing.intake.read import Upload
from briefing.named_values import ASSUMPTIONS, SETTINGS
from briefing.publish import prepare
from briefing.store.snapshots import Home
from briefing.tables import BY_NAME, GUIDE_SHEET, TABLES
from tests.conftest import SAMPLE
from tests.workbooks import Rows, upload

BLANK = template()
Filled = Mapping[str, Sequence[Sequence[object]]]
by_name = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)


def opened(content: bytes = BLANK) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(content))


@pytest.fixture(scope="module")
def book() -> openpyxl.Workbook:
    """Open the template once: only read from it."""
    return opened()


def filled(rows: Filled, first_row: int, name: str = "filled.xlsx") -> Upload:
    """Fill in some sheets of the template, by table, from a row on."""
    workbook = opened(template([BY_NAME[table] for table in rows]))
    for table, lines in rows.items():
        sheet = workbook[BY_NAME[table].sheet]
        for at, line in enumerate(lines, start=first_row):
            for place, value in enumerate(line, start=1):
                sheet.cell(at, place).value = value  # type: ignore[assignment]
    content = BytesIO()
    workbook.save(content)
    return Upload(name, content.getvalue())


def real(value: Example) -> Example:
    """Give what a person would have put in place of an example's cell."""
    if not isinstance(value, str):
        return value
    known = {
        "example-labs": "labs",
        "EXAMPLE-1": "00412",
        "EXAMPLE-2": "00077",
        "CEO (example)": "CFO",
        "example_onboarding_days": "onboarding_days",
    }
    plain = known.get(value, value)
    return plain.replace(" (example)", "").replace("Example: ", "").replace("Example ", "Real ")


def real_row(table: Table) -> list[Example]:
    row = [real(value) for value in table.example]
    return [*row[:3], 0.055, *row[4:]] if table.name == "assumptions" else row


def check(sheet: Worksheet, table: Table, column: str) -> tuple[object, ...] | None:
    """Give what Excel checks in a column, or None where it takes anything."""
    place = [one.name for one in table.columns].index(column) + 1
    cell = sheet.cell(3, place).coordinate
    found = [one for one in sheet.data_validations.dataValidation if cell in one.sqref]
    if not found:
        return None
    (one,) = found
    assert one.showErrorMessage
    assert one.allow_blank
    return one.type, one.formula1, one.formula2, one.errorStyle or "stop"


def test_as_written_there_is_nothing_to_publish(home: Home) -> None:
    candidate = prepare(home, [Upload("template.xlsx", BLANK)])
    assert [(p.found, p.level) for p in candidate.problems] == [("no row at all", "error")]
    assert candidate.tables == {}
    assert not list(home.snapshots.iterdir())


def test_every_sheet_filled_in_below_its_example_loads_without_a_problem(home: Home) -> None:
    rows = {table.name: [real_row(table)] for table in TABLES}
    candidate = prepare(home, [filled(rows, first_row=3)])
    assert candidate.problems == ()
    assert candidate.tables == {table.name: 1 for table in sorted(TABLES, key=lambda t: t.name)}


@by_name
def test_a_sheet_alone_whose_example_is_overwritten_loads_without_a_problem(
    con: duckdb.DuckDBPyConnection, table: Table
) -> None:
    book = filled({table.name: [real_row(table)]}, first_row=2)
    reading = load_into(con, [book])
    assert (reading.problems, reading.tables) == ((), {table.name: 1})


def sample_rows() -> dict[str, list[list[object]]]:
    """Give the sample's rows by table, in the declared order of the columns."""
    found: dict[str, list[list[object]]] = {}
    for path in SAMPLE:
        workbook = openpyxl.load_workbook(path, read_only=True)
        for sheet in workbook.worksheets:
            table = next(table for table in TABLES if table.sheet == sheet.title)
            head, *rows = sheet.iter_rows(values_only=True)
            places = [
                next((head.index(h) for h in (c.name, *c.headings) if h in head), None)
                for c in table.columns
            ]
            found[table.name] = [
                [None if place is None else row[place] for place in places] for row in rows
            ]
        workbook.close()
    return found


@pytest.mark.parametrize(("first_row", "most"), [(2, 1_500), (3, 100_000)])
def test_the_sample_in_a_template_is_the_sample(
    con: duckdb.DuckDBPyConnection, first_row: int, most: int
) -> None:
    rows = {name: lines for name, lines in sample_rows().items() if len(lines) < most}
    assert len(rows) >= 7
    plain = load_into(con, [Upload(path.name, path.read_bytes()) for path in SAMPLE])
    loaded = {
        name: con.execute(f'SELECT * EXCLUDE (_load, _sheet, _row) FROM "{name}"').fetchall()
        for name in rows
    }
    for table in TABLES:
        con.execute(f'DELETE FROM "{table.name}"')
    con.execute("DELETE FROM loads")
    reading = load_into(con, [filled(rows, first_row)])
    assert reading.problems == ()
    assert reading.tables == {name: plain.tables[name] for name in sorted(rows)}
    for name, expected in loaded.items():
        found = con.execute(f'SELECT * EXCLUDE (_load, _sheet, _row) FROM "{name}"').fetchall()
        assert found == expected


def test_columns_moved_and_added_below_the_example(con: duckdb.DuckDBPyConnection) -> None:
    units = BY_NAME["units"]
    head = [column.name for column in units.columns]
    turned: Rows = [line[::-1] for line in (head, list(units.example), real_row(units))]
    reading = load_into(con, [upload({GUIDE_SHEET: [["Read"]], "Units": turned})])
    assert (reading.problems, reading.tables) == ((), {"units": 1})


@by_name
def test_every_heading_explains_itself(book: openpyxl.Workbook, table: Table) -> None:
    sheet = book[table.sheet]
    assert [cell.value for cell in sheet[1]] == [column.name for column in table.columns]
    for column, cell in zip(table.columns, sheet[1], strict=True):
        assert cell.comment
        said = cell.comment.text
        assert said.startswith(column.help)
        assert ("Must be filled in." in said) is column.required
        for heading in column.headings:
            assert heading in said
        dark = cell.fill.fgColor.rgb.endswith("0b6b63")
        assert dark is column.required


@by_name
def test_every_comment_fits_into_its_box(table: Table) -> None:
    drawing = f"xl/drawings/commentsDrawing{TABLES.index(table) + 1}.vml"
    with ZipFile(BytesIO(BLANK)) as archive:
        boxes = re.findall(rb"width:(\d+)px;height:(\d+)px", archive.read(drawing))
    for column, (width, height) in zip(table.columns, boxes, strict=True):
        # A character takes 6 pixels and a line 16; a blank line parts the paragraphs.
        lines = [1 + len(line) * 6 // int(width) for line in comment_lines(column)]
        assert int(height) >= (sum(lines) + len(lines) - 1) * 16


@by_name
def test_a_sheet_is_set_up_to_be_filled_in_and_printed(
    book: openpyxl.Workbook, table: Table
) -> None:
    sheet = book[table.sheet]
    assert sheet.freeze_panes == "B2"
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", 1)
    assert (sheet.sheet_properties.tabColor is not None) is table.people
    for place, (column, example) in enumerate(zip(table.columns, table.example, strict=True), 1):
        cell = sheet.cell(2, place)
        assert cell.number_format == number_format(column)
        width = sheet.column_dimensions[get_column_letter(place)].width
        assert len(column.name) + 3 < width < 50
        value = cell.value.date() if isinstance(cell.value, datetime) else cell.value
        assert value == example


@by_name
def test_the_grey_of_the_example_goes_with_the_first_change(
    book: openpyxl.Workbook, table: Table
) -> None:
    (area,) = book[table.sheet].conditional_formatting
    (rule,) = area.rules
    assert str(area.sqref).startswith("A2:")
    assert rule.dxf.font.i
    (formula,) = rule.formula
    assert formula.count("$") == len(table.columns)
    # Excel takes no longer text within a formula.
    assert all(len(value) <= 255 for value in table.example if isinstance(value, str))


LARGEST = str(10**15)
CHECKS = [
    ("workers", "employee_id", None),
    ("workers", "team", None),
    ("workers", "hired_on", ("date", "61", "109574", "stop")),
    ("finance", "month", ("date", "61", "109574", "stop")),
    ("workers", "leave_type", ("list", '"voluntary,involuntary,retired,other"', None, "stop")),
    ("skills", "critical", ("list", '"yes,no"', None, "stop")),
    ("skills", "needed", ("decimal", "0", "5", "stop")),
    ("finance", "revenue", ("decimal", f"-{LARGEST}", LARGEST, "stop")),
    ("finance", "fte", ("decimal", "0", LARGEST, "stop")),
    ("survey", "score", ("whole", "0", "10", "stop")),
    ("stakeholders", "stance", ("whole", "-2", "2", "stop")),
    ("pilots", "alpha", ("decimal", "0.001", "0.5", "stop")),
    ("asks", "request", ("textLength", "0", "160", "stop")),
    (
        "finance",
        "unit",
        (
            "list",
            f"OFFSET('Units'!$A$2,0,0,MAX(1,COUNTA('Units'!$A$2:$A${LAST_ROW})),1)",
            None,
            "warning",
        ),
    ),
    ("learning", "employee_id", None),
    ("settings", "value", None),
]


@pytest.mark.parametrize(("table", "column", "expected"), CHECKS)
def test_excel_checks_what_is_typed(
    book: openpyxl.Workbook, table: str, column: str, expected: tuple[object, ...] | None
) -> None:
    declared = BY_NAME[table]
    assert check(book[declared.sheet], declared, column) == expected


@pytest.mark.parametrize(
    ("table", "column", "names"),
    [("settings", "name", SETTINGS), ("assumptions", "assumption", ASSUMPTIONS)],
)
def test_names_are_chosen_from_the_first_sheet(
    book: openpyxl.Workbook, table: str, column: str, names: Mapping[str, object]
) -> None:
    declared = BY_NAME[table]
    found = check(book[declared.sheet], declared, column)
    assert found
    assert (found[0], found[3]) == ("list", "stop")
    sheet, cells = str(found[1]).split("!")
    assert sheet == f"'{GUIDE_SHEET}'"
    assert [row[0].value for row in book[GUIDE_SHEET][cells.replace("$", "")]] == list(names)


@by_name
def test_what_excel_says_fits_and_names_the_mend(book: openpyxl.Workbook, table: Table) -> None:
    for one in book[table.sheet].data_validations.dataValidation:
        assert 0 < len(one.errorTitle) <= 32
        assert 0 < len(one.error) <= 225
        assert one.error.endswith(".")
        assert len(one.formula1) <= 257


def test_choices_too_many_for_excel_are_a_programmers_error() -> None:
    column = BY_NAME["asks"].column("page")
    with pytest.raises(ValueError, match="page has more choices"):
        choice_of(column, tuple(f"choice {number}" for number in range(30)))


def test_the_first_sheet_leads_to_every_other(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == [GUIDE_SHEET, *(table.sheet for table in TABLES)]
    guide = book[GUIDE_SHEET]
    lines = {row[1].value: row for row in guide.iter_rows() if row[1].hyperlink}
    assert list(lines) == [table.sheet for table in TABLES]
    for table in TABLES:
        _, link, holds, feeds, held_by, people = lines[table.sheet][:6]
        assert link.hyperlink
        assert link.hyperlink.location == f"'{table.sheet}'!A1"
        assert holds.value == table.help
        assert str(feeds.value).casefold() == table.feeds.casefold()
        assert str(held_by.value).casefold() == table.held_by.casefold()
        assert (people.value == "People's rows") is table.people


def test_no_cell_is_a_formula(book: openpyxl.Workbook) -> None:
    for sheet in book.worksheets:
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}


def test_a_choice_of_sheets_refers_to_no_other() -> None:
    workers, finance = BY_NAME["workers"], BY_NAME["finance"]
    book = opened(template([workers, finance]))
    assert book.sheetnames == [GUIDE_SHEET, "Workers", "Finance"]
    assert check(book["Finance"], finance, "unit") is None
    said = {str(cell.value) for row in book[GUIDE_SHEET].iter_rows() for cell in row}
    assert "Units" not in said
    assert not any("Names for the sheet" in text for text in said)


def test_a_share_is_shown_as_a_percentage_and_read_as_it_is_typed(
    con: duckdb.DuckDBPyConnection,
) -> None:
    pilots = BY_NAME["pilots"]
    place = [column.name for column in pilots.columns].index("minimum_effect")
    assert pilots.columns[place].kind is Kind.SHARE
    row = real_row(pilots)
    load_into(con, [filled({"pilots": [[*row[:place], 0.03, *row[place + 1 :]]]}, first_row=3)])
    assert con.execute("SELECT minimum_effect, starts_on FROM pilots").fetchall() == [
        (0.03, date(2026, 8, 10))
    ]


def test_it_bears_no_name_but_ours(book: openpyxl.Workbook) -> None:
    assert book.properties.creator == "Briefing"
    assert {cell.comment.author for cell in book["Units"][1] if cell.comment} == {"Briefing"}
