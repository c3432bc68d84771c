"""SQL that gives every date which a text could mean, in any common notation."""

from briefing.columns import Column, Kind

_MONTHS = (
    "jan(uary|uar|vier|v)?|janner|ene(ro)?",
    "feb(ruary|ruar|rero)?|fev(rier|r)?",
    "mar(ch|s|zo)?|marz|maerz|mrz",
    "apr(il)?|avr(il)?|abr(il)?",
    "may(o)?|mai",
    "june?|juni(o)?|juin",
    "july?|juli(o)?|juil(let)?",
    "aug(ust)?|ago(sto)?|aout",
    "sept?(ember|iembre|embre)?",
    "oct(ober|ubre|obre)?|okt(ober)?",
    "nov(ember|iembre|embre)?",
    "dec(ember|embre)?|dez(ember)?|dic(iembre)?",
)
"""Months in English, German, French and Spanish, without their accents."""

_TIME = (
    "[ t,]+[0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?( ?[ap][.]?m[.]?)?"
    "( ?(z|utc|gmt|ce?s?t|[+-][0-9]{2}:?[0-9]{2}))?( uhr)?$"
)
_WEEKDAY = (
    "^(mon|tues?|wed(nes)?|thu(rs?)?|fri|sat(ur)?|sun)(day)?[.,]+ *|"
    "^(mon|tues|wednes|thurs|fri|satur|sun)day +|"
    "^(montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|mo|di|mi|do|fr|sa|so)[.,]+ *|"
    "^(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)[.,]* +|"
    "^(lunes|martes|miercoles|jueves|viernes|sabado|domingo)[.,]* +"
)
# Each gives the year, month and day that it finds; what is left out stays empty.
_CERTAIN = (
    (r"^(\d{4}) ?[-/. ] ?(\d{1,2}) ?[-/. ] ?(\d{1,2})$", "ymd"),
    (r"^(\d{4})(\d{2})(\d{2})$", "ymd"),
    (r"^(\d{1,2})[-/. ]*([a-z]{3,})[-/., ]*(\d{4}|\d{2})$", "dmy"),
    (r"^([a-z]{3,})[-/. ]*(\d{1,2})[-/., ]+(\d{4}|\d{2})$", "mdy"),
    (r"^(\d{4})[-/., ]*([a-z]{3,})[-/. ]*(\d{1,2})$", "ymd"),
)
_MONTH_ONLY = (
    (r"^([a-z]{3,})[-/., ]*(\d{4})$", "my"),
    (r"^(\d{4})[-/., ]*([a-z]{3,})$", "ym"),
    (r"^(\d{4}) ?[-/] ?(\d{1,2})$", "ym"),
    (r"^(\d{1,2}) ?[-/.] ?(\d{4})$", "my"),
)
# In a column of days, Jan-26 may as well be the 26th; in one of months, 202602 is no serial.
_MONTHS_COLUMN = ((r"^([a-z]{3,})[-/., ]*'?(\d{2})$", "my"), (r"^(\d{4})(\d{2})$", "ym"))
_QUARTER = ((r"^q([1-4])[-/ ]*(\d{4})$", "qy"), (r"^(\d{4})[-/ ]*q([1-4])$", "yq"),
            (r"^([1-4])[. ]*q(?:uartal)?[-/ ]*(\d{4})$", "qy"))  # fmt: skip
_WEEK = ((r"^(\d{4})[- ]*(?:w|kw|cw)[- ]*(\d{1,2})$", "yw"),
         (r"^(?:w|kw|cw|week)[- ]*(\d{1,2})[-/ ]+(\d{4})$", "wy"))  # fmt: skip
_NUMERIC = r"^(\d{1,2}) ?[-/. ] ?(\d{1,2}) ?[-/. ] ?(\d{4}|\d{2})$"

_NEXT_CENTURY = "50"
"""Two digits from 00 to 49 are a year of this century, from 50 on of the last one."""

_DASHES = "\u2212\u2013\u2010"
_PLAIN_DASHES = "-" * len(_DASHES)


def readings(column: Column) -> str:
    """Give the SELECT of each text that is no ISO date, with all that it could mean."""
    name = column.name
    month_only = (*_MONTH_ONLY, *(_MONTHS_COLUMN if column.kind is Kind.MONTH else ()))
    tidy = "lower(strip_accents(text))"
    tidy = f"regexp_replace(translate({tidy}, '{_DASHES}’', '{_PLAIN_DASHES}'''), '{_TIME}', '')"
    tidy = f"regexp_replace({tidy}, '{_WEEKDAY}', '')"
    tidy = f"regexp_replace({tidy}, '([0-9])(st|nd|rd|th|er|º)([ ,.-]|$)', '\\1\\3')"
    tidy = f"regexp_replace({tidy}, ' (de|del|of) ', ' ', 'g')"
    tidy = f"trim(regexp_replace({tidy}, ' +', ' ', 'g'))"
    serial = "DATE '1899-12-30' + TRY_CAST(floor(TRY_CAST(t AS DOUBLE)) AS INTEGER)"
    return f"""
    WITH odd AS (
        SELECT "{name}#" AS text, min(_row) AS first_row, count(*) AS cells FROM staged
        WHERE "{name}" IS NULL AND "{name}#" IS NOT NULL GROUP BY ALL),
    tidied AS (SELECT *, {tidy} AS t FROM odd),
    found AS (
        SELECT *, {_any(_CERTAIN, "ymd")} AS whole, {_any(month_only, "ym")} AS month,
               {_any(_QUARTER, "yq")} AS quarter, {_any(_WEEK, "yw")} AS week,
               regexp_extract(t, '{_NUMERIC}', ['a', 'b', 'c']) AS n
        FROM tidied),
    dated AS (
        SELECT text, first_row, cells,
               {_date("whole.y", "whole.m", "whole.d")} AS whole_day,
               {_date("month.y", "month.m", "'1'")} AS month_day,
               {_quarter("quarter.y", "quarter.q")} AS quarter_day,
               {_week("week.y", "week.w", 3 if column.kind is Kind.MONTH else 0)} AS week_day,
               CASE WHEN regexp_full_match(t, '[1-7][0-9]{{4}}([.][0-9]+)?') THEN {serial} END
                   AS serial_day,
               {_date("n.c", "n.b", "n.a")} AS day_first,
               {_date("n.c", "n.a", "n.b")} AS month_first,
               CASE WHEN t LIKE '__-__-__' THEN {_date("n.a", "n.b", "n.c")} END AS year_first
        FROM found)
    SELECT text, first_row, cells, day_first, month_first, year_first,
           coalesce(whole_day, month_day, quarter_day, week_day, serial_day) AS exact,
           CASE WHEN whole_day IS NOT NULL THEN NULL WHEN month_day IS NOT NULL THEN 'month'
                WHEN quarter_day IS NOT NULL THEN 'quarter' WHEN week_day IS NOT NULL THEN 'week'
           END AS coarse
    FROM dated"""


def _any(patterns: tuple[tuple[str, str], ...], fields: str) -> str:
    """Give the SQL of the first pattern that fits, as a struct of text with these fields."""
    whens = " ".join(
        f"WHEN regexp_matches(t, {_quoted(pattern)}) THEN struct_pack("
        + ", ".join(
            f"{field} := regexp_extract(t, {_quoted(pattern)}, {order.index(field) + 1})"
            for field in fields
        )
        + ")"
        for pattern, order in patterns
    )
    return f"CASE {whens} END"


def _date(year: str, month: str, day: str) -> str:
    """Give the SQL of a date from three texts, NULL where there is no such day."""
    number = (
        f"CASE WHEN regexp_full_match({month}, '[0-9]+') THEN {month} {_month_whens(month)} END"
    )
    padded = f"lpad({number}, 2, '0') || '-' || lpad({day}, 2, '0')"
    return f"TRY_CAST({_year(year)} || '-' || {padded} AS DATE)"


def _month_whens(text: str) -> str:
    return " ".join(
        f"WHEN regexp_full_match({text}, '{names}') THEN '{number}'"
        for number, names in enumerate(_MONTHS, start=1)
    )


def _year(text: str) -> str:
    return (
        f"CASE WHEN regexp_full_match({text}, '(19|20|21)[0-9]{{2}}') THEN {text} "
        f"WHEN regexp_full_match({text}, '[0-9]{{2}}') "
        f"THEN CASE WHEN {text} < '{_NEXT_CENTURY}' THEN '20' ELSE '19' END || {text} END"
    )


def _quarter(year: str, quarter: str) -> str:
    return (
        f"CASE WHEN {quarter} <> '' THEN "
        f"make_date({_year(year)}::BIGINT, 3 * {quarter}::BIGINT - 2, 1) END"
    )


def _week(year: str, week: str, days_on: int) -> str:
    """Give the SQL of a week's Monday, or of the day so many days on."""
    # The 4th of January is always in the first week.
    first = f"CAST(date_trunc('week', make_date({_year(year)}::BIGINT, 1, 4)) AS DATE)"
    monday = f"{first} + (7 * {week}::INTEGER - 7)"
    # Few years have a 53rd week; its Thursday says whose it is.
    return (
        f"CASE WHEN TRY_CAST({week} AS BIGINT) BETWEEN 1 AND 53 "
        f"AND year({monday} + 3) = {_year(year)}::BIGINT THEN {monday} + {days_on} END"
    )


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
