"""The template's look: the page's colours and type, as Excel's styles, and the setup for print."""

import math

from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from briefing.charts.theme import ACCENT, ACCENT_TINT, GREY, INK, LINE, SOFT, WARNING
from briefing.columns import Example

TAB = ACCENT[1:]
TAB_PEOPLE = WARNING[1:]
_LINE_HEIGHT = 15.0
_TYPE = "Calibri"

TITLE = Font(name=_TYPE, size=20, bold=True, color=ACCENT[1:])
SECTION = Font(name=_TYPE, size=13, bold=True, color=INK[1:])
BODY = Font(name=_TYPE, size=11, color=INK[1:])
STRONG = Font(name=_TYPE, size=11, bold=True, color=INK[1:])
QUIET = Font(name=_TYPE, size=11, color=SOFT[1:])
LINK = Font(name=_TYPE, size=11, bold=True, underline="single", color=ACCENT[1:])
PEOPLE = Font(name=_TYPE, size=11, bold=True, color=WARNING[1:])
EXAMPLE_LABEL = Font(name=_TYPE, size=11, italic=True, color=GREY[1:])
EXAMPLE = Font(italic=True, color=GREY[1:])

NOT_WRAPPED = Alignment(vertical="center")
WRAPPED = Alignment(wrap_text=True, vertical="top", horizontal="left", indent=1)
_MIDDLE = Alignment(wrap_text=True, vertical="center", horizontal="left", indent=1)
LEFT = Alignment(vertical="top", horizontal="left", indent=1)
RIGHT = Alignment(vertical="top", horizontal="right", indent=1)
_UNDER = Border(bottom=Side(style="thin", color=LINE[1:]))
_BESIDE = Border(right=Side(style="thin", color="FFFFFF"))
_REQUIRED = (PatternFill("solid", fgColor=ACCENT[1:]), Font(name=_TYPE, bold=True, color="FFFFFF"))
_OPTIONAL = (PatternFill("solid", fgColor=ACCENT_TINT[1:]), Font(name=_TYPE, color=INK[1:]))


def put(cell: Cell | MergedCell, value: Example, font: Font = BODY) -> None:
    """Write a text or number as it stands: what begins with = is no formula of ours."""
    cell.value = value
    if isinstance(value, str) and isinstance(cell, Cell):
        cell.data_type = "s"
    cell.font = font
    cell.alignment = _MIDDLE


def as_heading(cell: Cell | MergedCell, *, required: bool, side: str = "left") -> None:
    """Make a cell a heading: dark where the column must be filled in, pale where it may be."""
    cell.fill, cell.font = _REQUIRED if required else _OPTIONAL
    cell.border = _BESIDE
    cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal=side, indent=1)


def underline(cell: Cell | MergedCell) -> None:
    """Draw the fine line that parts a row from the next."""
    cell.border = _UNDER


def height(texts_and_widths: list[tuple[str, float]]) -> float:
    """Give the height of a row in points, from its texts and their columns' widths."""
    # A character is narrower than a width's unit, but lines break at words.
    lines = max(math.ceil(len(text) / (width * 1.2)) for text, width in texts_and_widths)
    return max(lines, 1) * _LINE_HEIGHT + 7


def for_print(sheet: Worksheet, *, heads: bool) -> None:
    """Set a sheet up for A4 across, one page wide, its headings on every page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.oddFooter = HeaderFooterItem(
        left=_HeaderFooterPart("&A"), right=_HeaderFooterPart("&P / &N")
    )
    if heads:
        sheet.print_title_rows = "1:1"
