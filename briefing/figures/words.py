"""Words: how numbers, money and dates are written, once for screen, paper and data."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_currency, format_decimal, format_percent

from briefing.kpis.run import MONTH, QUARTER
from briefing.store.mart import Settings
from briefing.store.rows import Cell

_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six",
    "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
_MILLION = 1_000_000
_SCALES = ((1_000_000_000, "bn"), (_MILLION, "m"))
_IN_DATES = {"d": "DD", "M": "MM", "y": "YYYY"}
_ORDERS = ("dMy", "Mdy", "yMd")
"""The orders in which a date can be typed."""
_DECIMALS = {"share": 3, "hours": 1, "score": 1, "rate": 1}


def decimals(unit: str) -> int:
    """Give the decimals to which a value of a unit is written, before it becomes per cent."""
    return _DECIMALS.get(unit, 0)


def in_words(number: int) -> str:
    """Write a small count as a word, a larger one in digits."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else str(number)


def listed(names: Sequence[str]) -> str:
    """Join names as a sentence does: "CEO, CFO and Head of IT"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


@dataclass(frozen=True)
class Words:
    """The organisation's way of writing: its locale and its currency."""

    locale: str
    currency: str

    @classmethod
    def of(cls, settings: Settings) -> "Words":
        """Take locale and currency from the settings."""
        return cls(settings.locale, settings.currency)

    def value(self, value: float | None, unit: str) -> str:
        """Write a number with its unit, rounded to what is known; "not known" for None."""
        if value is None:
            return "not known"
        match unit:
            case "share":
                return self.share(value)
            case "money":
                return self.money(value)
            case "days" | "months" | "points":
                rounded = self.number(value)
                return f"{rounded} {unit.removesuffix('s') if rounded == '1' else unit}"
            case "hours":
                return f"{self.number(value, decimals(unit))} hours"
            case _:
                return self.number(value, decimals(unit))

    def difference(self, value: float, unit: str) -> str:
        """Write what lies between two values; between two shares that is percentage points."""
        if unit == "share":
            return f"{self.number(100 * value, 1)} percentage points"
        return self.value(value, unit)

    def aim(self, value: float, unit: str) -> str:
        """Write a target beside a value that names the unit already: 80, but 10.5%."""
        if unit in {"share", "money"}:
            return self.value(value, unit)
        return self.number(value, decimals(unit))

    def number(self, value: float, digits: int = 0) -> str:
        """Write a number with the locale's separators; never "−0"."""
        return _decimal(round(value, digits) + 0.0, digits, self.locale)

    def share(self, value: float, digits: int = 1) -> str:
        """Write a share in per cent, with one decimal."""
        return _percent(round(value, 2 + digits) + 0.0, "0" * digits, self.locale)

    def lever_share(self, value: float) -> str:
        """Write a lever's share in per cent, without decimals that say nothing: 3%, 2.25%."""
        return _percent(round(value, 4) + 0.0, "##", self.locale)

    def money(self, value: float) -> str:
        """Write money to three significant digits: €1.2 m, €231,000, −€4,500."""
        rounded = significant(value, 3) if abs(value) >= 1 else round(value) + 0.0
        if not self.currency:
            return self.number(rounded)
        return _money(rounded, self.currency, self.locale)

    def in_units_of(self, value: float, divisor: float) -> str:
        """Write money in thousands or millions, as in a table whose heading names the unit."""
        rounded = significant(value, 3) / divisor
        return self.number(rounded, 1 if divisor >= _MILLION and abs(rounded) < 100 else 0)

    @property
    def money_sign(self) -> str:
        """The currency's sign, or its three letters; nothing where none is set."""
        if not self.currency:
            return ""
        text = format_currency(0, self.currency, format="¤", locale=self.locale)
        return text.strip("0. \xa0") or self.currency

    @property
    def _dates(self) -> str:
        """The locale for dates: the organisation's where it is English, as the sentences are."""
        return self.locale if self.locale.startswith("en") else "en_GB"

    @property
    def date_entry(self) -> str:
        """The order and the separator in which a date is typed: DD/MM/YYYY, or DD.MM.YYYY."""
        usual = str(Locale.parse(self.locale).date_formats["short"].pattern)
        order = "".join(dict.fromkeys(letter for letter in usual if letter in _IN_DATES))
        between = next((sign for sign in usual if sign in "/.-"), "/")
        return between.join(_IN_DATES[part] for part in (order if order in _ORDERS else "dMy"))

    def day(self, day: date) -> str:
        """Write a date without its year: 19 February."""
        return _date("MMMMd", day, self._dates)

    def short_day(self, day: date) -> str:
        """Write a date for a narrow column: 24 Nov."""
        return _date("MMMd", day, self._dates)

    def full_day(self, day: date) -> str:
        """Write a date with its year: 14 November 2026."""
        return str(format_date(day, "long", locale=self._dates))

    def month(self, day: date) -> str:
        """Write a month with its year: October 2026."""
        return _date("yMMMM", day, self._dates)

    def short_month(self, day: date) -> str:
        """Write a month for a narrow column: Dec 2026."""
        return _date("yMMM", day, self._dates)

    def year_to(self, day: date, months_later: int = 0) -> str:
        """Write the twelve months that end so many months after a date's month."""
        years, month = divmod(day.month - 1 + months_later, 12)
        return f"12 months to {self.month(date(day.year + years, month + 1, 1))}"

    def period(self, cell: Cell) -> str:
        """Write a cell's period: "12 months to October 2026", "Q3 2026", "October 2026"."""
        if cell.grain == QUARTER:
            return _date("yQQQ", cell.ends_on, self._dates)
        if cell.grain == MONTH:
            return self.month(cell.ends_on)
        return self.year_to(cell.ends_on)


def significant(value: float, digits: int) -> float:
    """Round to so many significant digits."""
    if value == 0 or not math.isfinite(value):
        return value
    return round(value, digits - 1 - math.floor(math.log10(abs(value))))


def _minus(text: str) -> str:
    return text.replace("-", "−")


# The locale's patterns are parsed anew by each of Babel's calls, and a page that sweeps its levers
# writes thousands of numbers, many of them the same once they are rounded.
_kept = lru_cache(maxsize=1 << 14)


@_kept
def _date(skeleton: str, day: date, locale: str) -> str:
    return str(format_skeleton(skeleton, day, locale=locale))


@_kept
def _decimal(rounded: float, digits: int, locale: str) -> str:
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return _minus(format_decimal(rounded, format=pattern, locale=locale))


@_kept
def _percent(rounded: float, decimals: str, locale: str) -> str:
    """Write with the locale's pattern for per cent and these decimals: 0 stays, # may go."""
    pattern = Locale.parse(locale).percent_formats[None].pattern
    pattern = pattern.replace("#,##0", f"#,##0.{decimals}" if decimals else "#,##0")
    return _minus(format_percent(rounded, format=pattern, locale=locale))


@_kept
def _money(rounded: float, currency: str, locale: str) -> str:
    pattern = Locale.parse(locale).currency_formats["standard"].pattern
    scale, word = next((one for one in _SCALES if abs(rounded) >= one[0]), (1, ""))
    text = format_currency(
        rounded / scale,
        currency,
        format=pattern.replace(".00", ".0" if word else ""),
        locale=locale,
        currency_digits=False,
    )
    # The word stands right behind the number, whichever side the sign is on.
    text = re.sub(r"(\d)(?=\D*$)", rf"\1 {word}", text) if word else text
    return _minus(text)
