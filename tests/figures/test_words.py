"""The way numbers, money and dates are written: value, unit and locale beside the text."""

from datetime import date

import pytest
from babel.localedata import locale_identifiers

from briefing.figures.words import Words, in_words, listed, significant
from briefing.store.mart import Settings
from briefing.store.rows import Cell

BRITISH = Words("en_GB", "EUR")
GERMAN = Words("de_DE", "EUR")
AMERICAN = Words("en_US", "USD")
NO_CURRENCY = Words("en_GB", "")

MINUS = "−"  # the true one, not the hyphen of the keyboard


@pytest.mark.parametrize(
    ("words", "value", "unit", "text"),
    [
        (BRITISH, None, "share", "not known"),
        (BRITISH, None, "money", "not known"),
        (BRITISH, 0.0, "share", "0.0%"),
        (BRITISH, 0.1234, "share", "12.3%"),
        (BRITISH, 0.9996, "share", "100.0%"),
        (BRITISH, -0.0567, "share", f"{MINUS}5.7%"),
        (AMERICAN, 0.1234, "share", "12.3%"),
        (BRITISH, 91.6, "days", "92 days"),
        (BRITISH, 1.2, "days", "1 day"),
        (BRITISH, 0.2, "days", "0 days"),
        (BRITISH, -3.2, "days", f"{MINUS}3 days"),
        (BRITISH, 14, "months", "14 months"),
        (BRITISH, 1, "months", "1 month"),
        (BRITISH, 12.4, "points", "12 points"),
        (BRITISH, 1, "points", "1 point"),
        (BRITISH, -12.6, "points", f"{MINUS}13 points"),
        (BRITISH, 1234.4, "people", "1,234"),
        (BRITISH, 12.44, "hours", "12.4 hours"),
        (BRITISH, 1, "hours", "1.0 hours"),
        (GERMAN, 1234.56, "hours", "1.234,6 hours"),
        (BRITISH, 7.25, "score", "7.2"),
        (BRITISH, 7.26, "score", "7.3"),
        (GERMAN, 7.26, "score", "7,3"),
        (BRITISH, 3.417, "rate", "3.4"),
        (BRITISH, -0.04, "rate", "0.0"),
        (GERMAN, 1234.4, "people", "1.234"),
        (BRITISH, 231_499, "money", "€231,000"),
        (GERMAN, 231_499, "money", "231.000\xa0€"),
        (AMERICAN, 231_499, "money", "$231,000"),
        (NO_CURRENCY, 231_499, "money", "231,000"),
        (BRITISH, -4_500, "money", f"{MINUS}€4,500"),
        (GERMAN, -4_500, "money", f"{MINUS}4.500\xa0€"),
        (AMERICAN, -4_500, "money", f"{MINUS}$4,500"),
        (NO_CURRENCY, -4_500, "money", f"{MINUS}4,500"),
    ],
)
def test_value_has_its_unit_and_its_locale(
    words: Words, value: float | None, unit: str, text: str
) -> None:
    assert words.value(value, unit) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "€0"),
        (7.4, "€7"),
        (123.4, "€123"),
        (4_564, "€4,560"),
        (231_500, "€232,000"),
        (999_499, "€999,000"),
        (999_600, "€1.0 m"),
        (1_234_567, "€1.2 m"),
        (-1_234_567, f"{MINUS}€1.2 m"),
        (12_345_678, "€12.3 m"),
        (123_456_789, "€123.0 m"),
        (1_234_000_000, "€1.2 bn"),
        (12_340_000_000, "€12.3 bn"),
    ],
)
def test_money_is_rounded_to_what_is_known(value: float, text: str) -> None:
    assert BRITISH.money(value) == text


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (GERMAN, "1,2 m\xa0€"),
        (AMERICAN, "$1.2 m"),
        (NO_CURRENCY, "1,230,000"),
    ],
)
def test_big_money_follows_the_locale(words: Words, text: str) -> None:
    assert words.money(1_234_567) == text


@pytest.mark.parametrize("words", [BRITISH, GERMAN, AMERICAN, NO_CURRENCY])
@pytest.mark.parametrize("value", [-0.0, -0.0004, -0.2, -0.4])
@pytest.mark.parametrize(
    "unit", ["share", "money", "days", "months", "hours", "points", "people", "score", "rate"]
)
def test_what_rounds_to_nothing_has_no_sign(words: Words, value: float, unit: str) -> None:
    small = value / {"share": 1000, "hours": 10, "score": 10, "rate": 10}.get(unit, 1)
    text = words.value(small, unit)
    assert MINUS not in text
    assert "-" not in text


@pytest.mark.parametrize(
    "unit", ["share", "money", "days", "hours", "points", "people", "score", "rate"]
)
@pytest.mark.parametrize("words", [BRITISH, GERMAN, AMERICAN, NO_CURRENCY])
def test_a_negative_has_a_true_minus(words: Words, unit: str) -> None:
    text = words.value(-2_345, unit)
    assert text.count(MINUS) == 1
    assert "-" not in text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (0.0123, "share", "1.2 percentage points"),
        (-0.0123, "share", f"{MINUS}1.2 percentage points"),
        (-0.0004, "share", "0.0 percentage points"),
        (3.4, "days", "3 days"),
        (-1_500, "money", f"{MINUS}€1,500"),
        (4, "points", "4 points"),
        (-0.31, "score", f"{MINUS}0.3"),
        (1.26, "rate", "1.3"),
        (2.5, "hours", "2.5 hours"),
    ],
)
def test_difference_of_shares_is_in_percentage_points(value: float, unit: str, text: str) -> None:
    assert BRITISH.difference(value, unit) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (80, "days", "80"),
        (0.105, "share", "10.5%"),
        (185_000, "money", "€185,000"),
        (4, "people", "4"),
        (4, "", "4"),
        (24, "hours", "24.0"),
        (7.5, "score", "7.5"),
        (3, "rate", "3.0"),
    ],
)
def test_aim_repeats_only_the_units_that_are_signs(value: float, unit: str, text: str) -> None:
    assert BRITISH.aim(value, unit) == text


@pytest.mark.parametrize(
    ("value", "text"), [(0.03, "3%"), (0.0225, "2.25%"), (0.7, "70%"), (0, "0%"), (1, "100%")]
)
def test_lever_share_has_no_decimals_that_say_nothing(value: float, text: str) -> None:
    assert BRITISH.lever_share(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(1_234_567, "1,230"), (-1_500, f"{MINUS}2"), (-300, "0"), (0, "0"), (12_300, "12")],
)
def test_thousands_for_a_table(value: float, text: str) -> None:
    assert BRITISH.in_units_of(value, 1000) == text


@pytest.mark.parametrize(
    ("words", "sign"),
    [(BRITISH, "€"), (GERMAN, "€"), (AMERICAN, "$"), (NO_CURRENCY, ""),
     (Words("de_CH", "CHF"), "CHF")],
)  # fmt: skip
def test_money_sign(words: Words, sign: str) -> None:
    assert words.money_sign == sign


@pytest.mark.parametrize(
    ("words", "day", "short", "full", "month"),
    [
        (BRITISH, "4 November", "4 Nov", "4 November 2026", "November 2026"),
        (GERMAN, "4 November", "4 Nov", "4 November 2026", "November 2026"),
        (AMERICAN, "November 4", "Nov 4", "November 4, 2026", "November 2026"),
    ],
)
def test_dates(words: Words, day: str, short: str, full: str, month: str) -> None:
    when = date(2026, 11, 4)
    assert words.day(when) == day
    assert words.short_day(when) == short
    assert words.full_day(when) == full
    assert words.month(when) == month


@pytest.mark.parametrize(
    ("words", "day", "text"),
    [
        (BRITISH, date(2026, 12, 7), "Dec 2026"),
        (BRITISH, date(2026, 9, 30), "Sept 2026"),
        (AMERICAN, date(2026, 9, 30), "Sep 2026"),
        # The sentences are English, whatever the numbers look like.
        (GERMAN, date(2026, 12, 31), "Dec 2026"),
    ],
)
def test_short_month(words: Words, day: date, text: str) -> None:
    assert words.short_month(day) == text


@pytest.mark.parametrize(
    ("day", "months", "text"),
    [
        (date(2026, 10, 31), 0, "12 months to October 2026"),
        (date(2026, 10, 31), 1, "12 months to November 2026"),
        # Across a year's end, to the last month of a year, and from the longest month.
        (date(2026, 12, 31), 1, "12 months to January 2027"),
        (date(2026, 11, 30), 1, "12 months to December 2026"),
        (date(2026, 1, 31), 1, "12 months to February 2026"),
        (date(2026, 12, 31), 12, "12 months to December 2027"),
        (date(2026, 10, 31), 36, "12 months to October 2029"),
        (date(2026, 2, 28), 47, "12 months to January 2030"),
    ],
)
def test_a_year_to_a_month(day: date, months: int, text: str) -> None:
    assert BRITISH.year_to(day, months) == text


@pytest.mark.parametrize(
    ("grain", "starts_on", "ends_on", "text"),
    [
        ("month", date(2026, 10, 1), date(2026, 10, 31), "October 2026"),
        ("quarter", date(2026, 7, 1), date(2026, 9, 30), "Q3 2026"),
        ("rolling12", date(2025, 11, 1), date(2026, 10, 31), "12 months to October 2026"),
    ],
)
def test_period(grain: str, starts_on: date, ends_on: date, text: str) -> None:
    cell = Cell("time_to_hire", "Sales", grain, starts_on, ends_on, 90, 3, 3, 30, None)
    assert BRITISH.period(cell) == text


@pytest.mark.parametrize(
    ("value", "digits", "rounded"),
    [
        (0, 3, 0),
        (1_234_567, 3, 1_230_000),
        (-1_234_567, 3, -1_230_000),
        (0.012345, 3, 0.0123),
        (9_996, 3, 10_000),
        (1_000, 3, 1_000),
    ],
)
def test_significant_digits(value: float, digits: int, rounded: float) -> None:
    assert significant(value, digits) == pytest.approx(rounded, rel=1e-12)


@pytest.mark.parametrize(
    ("number", "word"), [(0, "no"), (1, "one"), (12, "twelve"), (13, "13"), (-1, "-1")]
)
def test_small_counts_are_words(number: int, word: str) -> None:
    assert in_words(number) == word


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        ([], ""),
        (["CEO"], "CEO"),
        (["CEO", "CFO"], "CEO and CFO"),
        (["CEO", "CFO", "Head of IT"], "CEO, CFO and Head of IT"),
    ],
)
def test_names_in_a_sentence(names: list[str], sentence: str) -> None:
    assert listed(names) == sentence


@pytest.mark.parametrize(
    ("locale", "entry"),
    [
        ("en_GB", "DD/MM/YYYY"), ("en_US", "MM/DD/YYYY"), ("de_DE", "DD.MM.YYYY"),
        ("sv_SE", "YYYY-MM-DD"), ("ja_JP", "YYYY/MM/DD"), ("nl_NL", "DD-MM-YYYY"),
    ],
)  # fmt: skip
def test_a_date_is_typed_as_the_locale_has_it(locale: str, entry: str) -> None:
    assert Words(locale, "EUR").date_entry == entry


def test_every_locale_has_a_way_to_type_a_date() -> None:
    ways = {Words(locale, "").date_entry for locale in locale_identifiers()}
    assert ways <= {
        between.join(order)
        for order in (("DD", "MM", "YYYY"), ("MM", "DD", "YYYY"), ("YYYY", "MM", "DD"))
        for between in "/.-"
    }


def test_locale_and_currency_come_from_the_settings() -> None:
    settings = Settings(currency="USD", locale="en_US")
    assert Words.of(settings).money(231_499) == "$231,000"
