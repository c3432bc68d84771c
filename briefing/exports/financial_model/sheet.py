"""Sheet and Lines: cells written as text, number or formula with its value, and months across."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from briefing.exports.financial_model.look import Look
from briefing.exports.typeset import Paper, usual_paper

Value: TypeAlias = float | str
_LONGEST = 32_767
"""The characters that Excel takes in a cell."""
_PAPERS = {Paper.A4: 9, Paper.LETTER: 1}


@dataclass
class Sheet:
    """One sheet of the workbook. Rows and columns count from 0."""

    book: Workbook
    page: Worksheet
    look: Look

    @classmethod
    def add(cls, book: Workbook, look: Look, title: str) -> "Sheet":
        """Add a sheet without gridlines, set up for print across one page's width."""
        page = book.add_worksheet(title)
        page.hide_gridlines(2)
        page.set_landscape()
        page.set_paper(_PAPERS[usual_paper(look.words.locale)])
        page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        page.set_footer("&L&A&R&P / &N")
        page.fit_to_pages(1, 0)
        return cls(book, page, look)

    def text(self, row: int, column: int, text: str, *style: str) -> None:
        """Write a text as it stands: what begins with = is no formula of ours."""
        self.page.write_string(row, column, text[:_LONGEST], self.look.style(*style))

    def texts(self, row: int, column: int, texts: Sequence[str], *style: str) -> None:
        """Write texts side by side."""
        for place, text in enumerate(texts):
            self.text(row, column + place, text, *style)

    def number(self, row: int, column: int, number: float | None, *style: str) -> None:
        """Write a number, or an empty cell of the same style for None."""
        if number is None:
            self.page.write_blank(row, column, None, self.look.style(*style))
        else:
            self.page.write_number(row, column, float(number), self.look.style(*style))

    def day(self, row: int, column: int, day: date | None, *style: str) -> None:
        """Write a date, or an empty cell of the same style for None."""
        if day is None:
            self.page.write_blank(row, column, None, self.look.style(*style))
        else:
            self.page.write_datetime(row, column, day, self.look.style(*style))

    def formula(self, row: int, column: int, formula: str, value: Value, *style: str) -> None:
        """Write a formula, and the value that it has, for programs that only show."""
        value = float(value) if not isinstance(value, str) else value
        self.page.write_formula(row, column, f"={formula}", self.look.style(*style), value)

    def at(self, row: int, column: int) -> str:
        """Give a cell's full address, such as Costs!$B$4."""
        return (
            f"{self.page.get_name()}!{xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)}"
        )

    def name(self, name: str, row: int, column: int) -> None:
        """Let formulas call a cell by a name."""
        self.book.define_name(name, f"={self.at(row, column)}")

    def widths(self, *widths: float) -> None:
        """Set the widths of the columns from the first on, in characters."""
        for column, width in enumerate(widths):
            self.page.set_column(column, column, width)

    def height(self, row: int, *texts: tuple[str | None, float]) -> None:
        """Make a row as high as its texts need, each with its column's width."""
        lines = max(math.ceil(len(text or "") / (width * 1.1)) for text, width in texts)
        if lines > 1:
            self.page.set_row(row, 15 * lines + 3)


@dataclass
class Lines:
    """A sheet whose columns are months 0 to the horizon, and whose lines call each other by key.

    A formula such as "{worth}*{improvement}" takes the cells of its own month.
    """

    sheet: Sheet
    horizon: int
    row: int
    first: int = 3
    rows: dict[str, int] = field(default_factory=dict)

    def heading(self, text: str) -> None:
        """Write a band over the lines that follow."""
        for column in range(self.first + self.horizon + 1):
            self.sheet.text(self.row, column, text if column == 0 else "", "band")
        self.row += 1

    def add(  # noqa: PLR0913, PLR0917 a line's words, its formula and its numbers
        self,
        key: str,
        title: str,
        unit: str,
        formula: str,
        values: Iterable[float],
        style: str,
        *,
        first: str = "",
        total: str = "",
        look: str = "row",
    ) -> None:
        """Write a line, month by month, and in the third column its `total`: SUM, MIN or MAX.

        `first` is the formula of month 0 where it is another one.
        """
        self.rows[key], worked_out = self.row, [float(value) for value in values]
        self.sheet.text(self.row, 0, title, look)
        self.sheet.text(self.row, 1, unit, look, "quiet")
        self.sheet.text(self.row, 2, "", look)
        if total:
            self.sheet.formula(
                self.row, 2, f"{total}({self.range(key)})", _TOTALS[total](worked_out), look, style
            )
        for month, value in enumerate(worked_out):
            column = self.first + month
            wanted = first if first and month == 0 else formula
            before = {f"{key}_before": cell for key, cell in self._cells(column - 1).items()}
            cells = self._cells(column) | before
            self.sheet.formula(self.row, column, wanted.format_map(cells), value, look, style)
        self.row += 1

    def numbers(  # noqa: PLR0913, PLR0917 a line's words and its numbers
        self,
        key: str,
        title: str,
        unit: str,
        values: Sequence[float | None],
        style: str,
        look: str,
    ) -> None:
        """Write a line of numbers as they are."""
        self.rows[key] = self.row
        beside = "row" if look == "input" else look
        self.sheet.texts(self.row, 0, (title, unit, ""), beside)
        for month, value in enumerate(values):
            wanted = beside if value is None else look
            self.sheet.number(self.row, self.first + month, value, wanted, style)
        self.row += 1

    def widths(self) -> None:
        """Set the widths, keep the lines' titles in sight, and print a year on a page."""
        self.sheet.widths(44, 12, 15)
        page, last = self.sheet.page, self.first + self.horizon
        page.set_column(self.first, last, 11)
        page.freeze_panes(self.rows["month"] + 1, self.first)
        page.repeat_columns(0, self.first - 1)
        page.repeat_rows(self.rows["month"])
        page.set_print_scale(55)
        page.set_v_pagebreaks([*range(self.first + 13, last + 1, 12)])
        page.print_across()

    def range(self, key: str) -> str:
        """Give a line's months as a range, such as $D$8:$AN$8."""
        row, first, last = self.rows[key] + 1, self.first, self.first + self.horizon
        return f"${xl_col_to_name(first)}${row}:${xl_col_to_name(last)}${row}"

    def full_range(self, key: str) -> str:
        """Give a line's months as a range with its sheet's name."""
        return f"{self.sheet.page.get_name()}!{self.range(key)}"

    def total(self, key: str) -> str:
        """Give the full address of a line's total."""
        return self.sheet.at(self.rows[key], 2)

    def _cells(self, column: int) -> dict[str, str]:
        cells = {key: xl_rowcol_to_cell(row, column) for key, row in self.rows.items()}
        return cells | {"month_column": xl_col_to_name(column)}


_TOTALS: dict[str, Callable[[list[float]], float]] = {"SUM": math.fsum, "MAX": max, "MIN": min}
