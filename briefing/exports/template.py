"""The template: an empty workbook of all sheets, with headings explained and cells checked."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from briefing.columns import Column, Example, Kind, Table
from briefing.exports import look
from briefing.exports.cells import (
    LAST_ROW,
    name_of,
    number_format,
    reference_to,
    validation,
)
from briefing.exports.guide import Names, write_guide
from briefing.exports.wording import comment_lines
from briefing.tables import BY_NAME, GUIDE_SHEET, TABLES

FILE_NAME = "briefing-template.xlsx"
MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_AUTHOR = "Briefing"
_COMMENT_WIDTH, _COMMENT_CHARACTERS, _COMMENT_LINE = 340, 50, 17
"""A comment's box in pixels, and the characters and the height of one of its lines."""

_NUMBERS = {Kind.WHOLE, Kind.NUMBER, Kind.SHARE}
_WIDTHS = {Kind.ID: 24, Kind.DATE: 13, Kind.MONTH: 12}
_NARROWEST, _NARROWEST_TEXT, _WIDEST = 12, 18, 46


def template(tables: Sequence[Table] = TABLES) -> bytes:
    """Make the workbook of these tables."""
    book = Workbook()
    book.properties.creator = _AUTHOR
    guide = book.worksheets[0]
    guide.title = GUIDE_SHEET
    listed = write_guide(guide, tables)
    for table in tables:
        _write_sheet(book.create_sheet(table.sheet), table, tables, listed)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _write_sheet(sheet: Worksheet, table: Table, tables: Sequence[Table], listed: Names) -> None:
    look.for_print(sheet, heads=True)
    if table.people:
        sheet.sheet_properties.tabColor = look.TAB_PEOPLE
    # The headings stay in sight, and the first column, which names the row.
    sheet.freeze_panes = "B2"
    sheet.row_dimensions[1].height = 30
    for place, (column, value) in enumerate(zip(table.columns, table.example, strict=True), 1):
        letter = get_column_letter(place)
        below = sheet.column_dimensions[letter]
        below.width = _width(column, value)
        below.number_format = number_format(column)
        below.alignment = _alignment(column)
        heading = sheet.cell(1, place)
        look.put(heading, column.name)
        side = "right" if column.kind in _NUMBERS else "left"
        look.as_heading(heading, required=column.required, side=side)
        heading.comment = _comment(column)
        example = sheet.cell(2, place)
        look.put(example, value)
        example.number_format = number_format(column)
        example.alignment = _alignment(column)
        check = _check(table, column, tables, listed)
        if check:
            check.add(f"{letter}2:{letter}{LAST_ROW}")
            sheet.add_data_validation(check)
    _grey_example(sheet, table)


def _check(
    table: Table, column: Column, tables: Sequence[Table], listed: Names
) -> DataValidation | None:
    if table.key[:1] == (column.name,) and table.name in listed.cells:
        return name_of(column, listed.cells[table.name])
    other = BY_NAME.get(column.refers_to)
    if other and other in tables and not other.people:
        return reference_to(column, other)
    return validation(column)


def _grey_example(sheet: Worksheet, table: Table) -> None:
    """Show a row in grey for as long as it is the example, and so is not loaded."""
    same = ",".join(
        f"${get_column_letter(place)}2={_in_formula(value)}"
        for place, value in enumerate(table.example, start=1)
    )
    last = get_column_letter(len(table.columns))
    grey = DifferentialStyle(font=look.EXAMPLE)
    rule = Rule("expression", dxf=grey, formula=[f"AND({same})"])
    sheet.conditional_formatting.add(f"A2:{last}{LAST_ROW}", rule)


def _in_formula(value: Example) -> str:
    if isinstance(value, date):
        return f"DATE({value.year},{value.month},{value.day})"
    if isinstance(value, int | float):
        return f"{value:.16g}"
    quoted = (value or "").replace('"', '""')
    return f'"{quoted}"'


def _comment(column: Column) -> Comment:
    paragraphs = comment_lines(column)
    lines = sum(-(-len(paragraph) // _COMMENT_CHARACTERS) for paragraph in paragraphs)
    height = (lines + len(paragraphs)) * _COMMENT_LINE
    return Comment("\n\n".join(paragraphs), _AUTHOR, height=height, width=_COMMENT_WIDTH)


def _width(column: Column, example: Example) -> float:
    shown = len(example) + 3 if isinstance(example, str) else 0
    narrowest = _NARROWEST
    if column.kind is Kind.TEXT:
        narrowest = _WIDEST if column.longest else _NARROWEST_TEXT
    widest_choice = max((len(word) for word in column.choices), default=0) + 4
    wanted = max(_WIDTHS.get(column.kind, narrowest), shown, widest_choice)
    # The name stands in bold, beside the mark of its comment.
    return max(min(wanted, _WIDEST), len(column.name) * 1.15 + 4)


def _alignment(column: Column) -> Alignment:
    if column.kind in {Kind.TEXT, Kind.ID}:
        return look.WRAPPED
    return look.RIGHT if column.kind in _NUMBERS else look.LEFT
