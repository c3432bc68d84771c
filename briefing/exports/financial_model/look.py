"""Look: the workbook's styles, and its number formats in the organisation's currency."""

from dataclasses import dataclass, field
from typing import Any

from babel import Locale
from xlsxwriter import Workbook
from xlsxwriter.format import Format

from briefing.charts.theme import ACCENT, ACCENT_TINT, INK, LINE, SOFT
from briefing.figures.words import Words

INPUT_BLUE = "#1f4fa3"
INPUT_FILL = "#fdf6dc"
"""Inputs stand in blue on yellow, as in most financial models."""

_STYLES: dict[str, dict[str, Any]] = {
    "title": {"font_size": 18, "bold": True, "font_color": ACCENT},
    "section": {"font_size": 13, "bold": True},
    "quiet": {"font_color": SOFT},
    "bold": {"bold": True},
    "wrap": {"text_wrap": True, "valign": "top"},
    "wrapped": {"text_wrap": True, "indent": 1},
    "indent": {"indent": 1},
    "head": {"bold": True, "font_color": "#ffffff", "bg_color": ACCENT, "text_wrap": True},
    "band": {"bold": True, "bg_color": ACCENT_TINT},
    "input": {"font_color": INPUT_BLUE, "bg_color": INPUT_FILL, "border": 1,
              "border_color": LINE},
    "row": {"bottom": 1, "bottom_color": LINE},
    "total": {"bold": True, "top": 1, "top_color": INK},
    "right": {"align": "right"},
    "left": {"align": "left"},
}  # fmt: skip

_NUMBERS = {
    "share": '0.0%;"−"0.0%',
    "fine_share": '0.00%;"−"0.00%',
    "number": '#,##0.0;"−"#,##0.0',
    "fine": '#,##0.00;"−"#,##0.00;0.00',
    "factor": "0.0000",
    "months": "0",
    "hours": "0.0",
    "month": "mmm yy",
    "date": "yyyy-mm-dd",
}


def money_format(words: Words) -> str:
    """Give Excel's format of whole money, the currency's sign where the locale has it."""
    pattern = Locale.parse(words.locale).currency_formats["standard"].pattern.partition(";")[0]
    sign = f'"{words.money_sign}"' if words.currency else ""
    space = " " if sign and ("\xa0" in pattern or len(words.money_sign) > 1) else ""
    digits = "#,##0"
    whole = f"{digits}{space}{sign}" if pattern.endswith("¤") else f"{sign}{space}{digits}"
    return f'{whole};"−"{whole};{whole}'


@dataclass
class Look:
    """The styles of one workbook, each made once, by the names of its parts."""

    book: Workbook
    words: Words
    accent: str = ACCENT
    ink: str = INK
    line: str = LINE
    _made: dict[tuple[str, ...], Format] = field(default_factory=dict)

    def style(self, *names: str) -> Format:
        """Give the style that has all these parts, such as "input" and "share"."""
        if names not in self._made:
            formats = _NUMBERS | {"money": money_format(self.words)}
            parts: dict[str, Any] = {"font_name": "Calibri", "font_size": 11, "font_color": INK,
                                     "valign": "vcenter"}  # fmt: skip
            for name in names:
                parts |= {"num_format": formats[name]} if name in formats else _STYLES[name]
            self._made[names] = self.book.add_format(parts)
        return self._made[names]
