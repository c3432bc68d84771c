"""Numbers as people write them: signs, currencies and separators, decided for the whole column."""

import duckdb

from briefing.columns import Column, Kind
from briefing.intake.check import counted
from briefing.intake.remarks import Remarks
from briefing.problems import counted_cells

_CURRENCY = (
    "us[$]|ca[$]|au[$]|[€$£¥₹₽₺₩₪]|kr[.]?|zł|fr[.]|"
    "eur|usd|gbp|chf|jpy|cny|inr|sek|nok|dkk|pln|czk|huf|ron|try|cad|aud|nzd|sgd|hkd|zar|brl|mxn"
)
_SIGNS = {"€": "eur", "£": "gbp", "$": "usd", "us$": "usd", "ca$": "cad", "au$": "aud",
          "kr.": "kr", "₹": "inr"}  # fmt: skip
_SCALES = {
    "k": 1e3, "tsd": 1e3, "m": 1e6, "mn": 1e6, "mm": 1e6, "mio": 1e6, "million": 1e6,
    "bn": 1e9, "mrd": 1e9, "billion": 1e9,
}  # fmt: skip
_WRITTEN = (
    rf"^(?:({_CURRENCY}) ?)?([-+(]?) ?(?:({_CURRENCY}) ?)?"
    r"([0-9][0-9.,'’ ]*?|[.,][0-9]+)(e[-+]?[0-9]+)? ?"
    rf"(?:(%)|({'|'.join(_SCALES)})[.]?)? ?(?:({_CURRENCY}) ?)?([-)]?) ?(?:({_CURRENCY}))?$"
)
_PARTS = "['c1', 'opens', 'c2', 'digits', 'exponent', 'percent', 'scale', 'c3', 'closes', 'c4']"

# What the separators of one value say by themselves. A group of three after a single separator
# says nothing: 1,234 is a thousand in London and a little over one in Berlin.
_POINT = (
    r"[0-9]{1,3}(,[0-9]{3})+\.[0-9]*|[0-9]{1,3}(,[0-9]{3}){2,}|[0-9]{1,2}(,[0-9]{2})+,[0-9]{3}"
    r"(\.[0-9]+)?|[0-9]*\.[0-9]{1,2}|[0-9]*\.[0-9]{4,}|(0*|[0-9]{4,})\.[0-9]{3}"
    r"|[0-9]{1,3}([ '][0-9]{3})+\.[0-9]+"
)
_COMMA = (
    r"[0-9]{1,3}(\.[0-9]{3})+,[0-9]*|[0-9]{1,3}(\.[0-9]{3}){2,}|[0-9]*,[0-9]{1,2}"
    r"|[0-9]*,[0-9]{4,}|(0*|[0-9]{4,}),[0-9]{3}|[0-9]{1,3}([ '][0-9]{3})+,[0-9]+"
)
_OPEN = r"[1-9][0-9]{0,2}[.,][0-9]{3}"
_PLAIN = r"[0-9]+\.?|[0-9]{1,3}([ '][0-9]{3})+"
_DASHES = "\u2212\u2013\u2010"
_PLAIN_DASHES = "-" * len(_DASHES)
_THREE_DIGITS = r"[+-]?[1-9][0-9]{0,2}\.[0-9]{3}"

_HOW = (
    "Write one as 1234.5, without a thousands separator, make the cells numbers in Excel, or add a "
    "row to Settings: decimal_mark, with 'point' or 'comma'."
)


def read_numbers(
    con: duckdb.DuckDBPyConnection, remarks: Remarks, column: Column, decimal_mark: str
) -> bool:
    """Read what is left of a number column, with the separators that its values decide.

    Where no value says whether 1,234 is a thousand, `decimal_mark` (point, comma or "") does, or
    the column is asked about; whole numbers and money say it by themselves. Gives whether the
    separators are decided or asked about.
    """
    con.execute(f"CREATE OR REPLACE TEMP TABLE written AS {_readings(column)}")
    if not _one_currency(con, remarks):
        return True
    point, comma, still_open, waiting_text, waiting_row = con.execute(
        """SELECT count(*) FILTER (says = 'point'), count(*) FILTER (says = 'comma'),
                  count(*) FILTER (says = 'open'),
                  arg_min(text, first_row) FILTER (says = 'open'),
                  min(first_row) FILTER (says = 'open') FROM written"""
    ).fetchall()[0]
    plain_points, closing_zeros, plain_open = _among_read(con, column)
    mark = "point" if (point or plain_points) else ""
    if comma:
        mark = "" if mark else "comma"
    if mark == "point" and still_open and not point and not closing_zeros:
        remarks.warn(
            f"'{waiting_text}' in {remarks.cell(waiting_row)} beside numbers such as 1.5",
            "a separator that says by itself what it means",
            "It was taken for thousands, since the column writes decimals with a point.",
        )
    is_open = still_open or (plain_open and comma)
    if is_open and not mark and not comma and not plain_open and _is_whole(con, column):
        # Neither cents nor people come in thousandths.
        mark = "neither"
    if is_open and not mark:
        mark = decimal_mark
    _write(con, column, mark)
    if mark == "comma" and not point and not plain_points:
        _read_again(con, column)
    elif is_open and not mark:
        if still_open:
            _ask(remarks, waiting_text, f" in {remarks.cell(waiting_row)}")
        elif plain_open:
            _ask(remarks, plain_open)
        remarks.wait_for_answer(con, "says = 'open'")
    _tell_percent(con, remarks, column)
    return bool(mark or is_open)


def doubt_thousands(
    con: duckdb.DuckDBPyConnection, remarks: Remarks, column: Column, decimal_mark: str
) -> None:
    """Doubt a column whose numbers with a point all have three digits behind it, as 1.200 has.

    Excel writes no closing 0: where there is one it was text, and is asked about. Otherwise a
    warning must do, since it cannot be told from numbers that happen to be so. `decimal_mark`
    answers the question, and leaves no doubt where it is a point.
    """
    if decimal_mark == "point":
        return
    name = column.name
    like = f"regexp_full_match(\"{name}#\", '{_THREE_DIGITS}')"
    others, cells, first, zero = con.execute(
        f"""SELECT count_if(contains("{name}#", '.') AND NOT {like}), count_if({like}),
                   arg_min([_row::VARCHAR, "{name}#"], _row) FILTER ({like}),
                   arg_min([_row::VARCHAR, "{name}#"], _row)
                       FILTER ({like} AND "{name}#" LIKE '%0') FROM staged"""
    ).fetchall()[0]
    if others:
        return
    if zero and decimal_mark:
        _read_again(con, column)
    elif zero:
        _ask(remarks, zero[1], f" in {remarks.cell(zero[0])}")
    elif cells:
        remarks.warn(
            f"'{first[1]}' in {remarks.cell(first[0])}, all with three digits behind the point",
            "decimals, as which they were read",
            "If the point stands for thousands, write the numbers without it.",
        )


def _ask(remarks: Remarks, text: str, cell: str = "") -> None:
    digits = "".join(c for c in text if c.isdigit() or c in ".,")
    whole, decimal = digits.replace(",", "").replace(".", ""), digits.replace(",", ".")
    remarks.ask(
        f"'{text}'{cell}, and no value that says what its separator means",
        f"a number that is certain: it may be {whole} or {decimal}",
        _HOW,
    )


def _one_currency(con: duckdb.DuckDBPyConnection, remarks: Remarks) -> bool:
    """Ask about a column with several currencies: their numbers cannot be added up."""
    found = con.execute(
        """SELECT currency, min(first_row) FROM written
           WHERE currency <> '' AND digits <> '' GROUP BY 1 ORDER BY 2"""
    ).fetchall()
    if len(found) < 2:
        return True
    cells = ", ".join(f"'{sign}' in {remarks.cell(row)}" for sign, row in found[:3])
    remarks.ask(
        f"several currencies: {cells}",
        "one currency, as Settings names it",
        "Convert the amounts into one currency, and write them without its sign.",
    )
    remarks.wait_for_answer(con, "digits <> ''")
    return False


def _is_whole(con: duckdb.DuckDBPyConnection, column: Column) -> bool:
    if column.kind is Kind.WHOLE or column.unit == "currency":
        return True
    without = con.execute(
        "SELECT count(*) FROM written WHERE says = 'open' AND currency = ''"
    ).fetchall()
    return without == [(0,)]


def _among_read(con: duckdb.DuckDBPyConnection, column: Column) -> tuple[int, int, str | None]:
    """Count the numbers already read that have a decimal point, and find one it may not be.

    A program writes every number with a point, whatever the people do; it writes no closing zero.
    """
    name = column.name
    like = f"regexp_full_match(\"{name}#\", '{_THREE_DIGITS}')"
    points, zeros, text = con.execute(
        f"""SELECT count_if(NOT {like}), count_if("{name}#" LIKE '%0' AND NOT {like}),
                   min("{name}#") FILTER ({like}) FROM staged
            WHERE "{name}" IS NOT NULL AND contains("{name}#", '.')"""
    ).fetchall()[0]
    # A WHOLE column has read 7.0 and the like, which says nothing of thousands.
    return (0, 0, text) if column.kind is Kind.WHOLE else (points, zeros, text)


def _write(con: duckdb.DuckDBPyConnection, column: Column, mark: str) -> None:
    name = column.name
    as_point, as_comma = (
        "translate(digits, ', ''', '')",
        "replace(translate(digits, '. ''', ''), ',', '.')",
    )
    groups = "translate(digits, '., ''', '')"
    opened = {"point": as_point, "comma": as_comma, "neither": groups}.get(mark, "NULL")
    number = (
        f"CASE says WHEN 'plain' THEN {groups} WHEN 'point' THEN {as_point} "
        f"WHEN 'comma' THEN {as_comma} WHEN 'open' THEN {opened} END"
    )
    scale = " ".join(f"WHEN '{word}' THEN {times}" for word, times in _SCALES.items())
    value = (
        f"TRY_CAST({number} || exponent AS DOUBLE) * CASE scale {scale} ELSE 1 END "
        "* CASE WHEN negative THEN -1 ELSE 1 END / CASE WHEN percent <> '' THEN 100 ELSE 1 END"
    )
    con.execute(
        f"""UPDATE staged SET "{name}" = said
            FROM (SELECT text, {counted(column, "made")} AS said
                  FROM (SELECT text, {value} AS made FROM written))
            WHERE "{name}#" = text AND "{name}" IS NULL AND said IS NOT NULL"""
    )


def _read_again(con: duckdb.DuckDBPyConnection, column: Column) -> None:
    """Take the point of what was read already for thousands, as the column has it."""
    name = column.name
    con.execute(
        f"""UPDATE staged SET "{name}" = CAST(replace("{name}#", '.', '') AS DOUBLE)
            WHERE regexp_full_match("{name}#", '{_THREE_DIGITS}')"""
    )


def _tell_percent(con: duckdb.DuckDBPyConnection, remarks: Remarks, column: Column) -> None:
    if column.kind is Kind.SHARE:
        return
    cells, text, row = con.execute(
        """SELECT sum(cells)::BIGINT, arg_min(text, first_row), min(first_row) FROM written
           WHERE percent <> '' AND digits <> ''"""
    ).fetchall()[0]
    if cells:
        remarks.warn(
            f"'{text}' in {remarks.cell(row)}, {counted_cells(cells)} in all",
            f"{column.expectation} without a percent sign",
            "It was read as a share, 3% as 0.03.",
        )


def _readings(column: Column) -> str:
    """Give the SELECT of each text that is no plain number, taken apart.

    Hours and counts have no currency and no thousands to abbreviate: there, 3m are minutes.
    """
    name = column.name
    tidy = f"trim(translate(lower(text), '{_DASHES}’', '{_PLAIN_DASHES}'''))"
    is_share = column.kind is Kind.SHARE
    money = "true" if column.unit in {"", "currency"} and not is_share else "false"
    percent = "true" if is_share or not column.unit else "false"
    return f"""
    WITH odd AS (
        SELECT "{name}#" AS text, min(_row) AS first_row, count(*) AS cells FROM staged
        WHERE "{name}" IS NULL AND "{name}#" IS NOT NULL GROUP BY ALL),
    found AS (
        SELECT text, first_row, cells, unnest(regexp_extract({tidy}, '{_sql(_WRITTEN)}', {_PARTS}))
        FROM odd),
    good AS (
        SELECT *, {_currency("c1 || c2 || c3 || c4")} AS currency,
               opens IN ('-', '(') OR closes = '-' AS negative,
               (opens = '(') = (closes = ')') AND NOT (opens IN ('-', '+') AND closes = '-')
               AND ({money} OR (c1 || c2 || c3 || c4 = '' AND scale = ''))
               AND ({percent} OR percent = '') AS fits
        FROM found)
    SELECT text, first_row, cells, currency, negative, exponent, percent, scale,
           CASE WHEN fits THEN digits ELSE '' END AS digits,
           CASE WHEN NOT fits THEN NULL
                WHEN regexp_full_match(digits, '{_sql(_PLAIN)}') THEN 'plain'
                WHEN regexp_full_match(digits, '{_OPEN}') THEN 'open'
                WHEN regexp_full_match(digits, '{_sql(_POINT)}') THEN 'point'
                WHEN regexp_full_match(digits, '{_sql(_COMMA)}') THEN 'comma' END AS says
    FROM good"""


def _currency(sign: str) -> str:
    whens = " ".join(f"WHEN '{sign}' THEN '{code}'" for sign, code in _SIGNS.items())
    return f"CASE {sign} {whens} ELSE {sign} END"


def _sql(text: str) -> str:
    return text.replace("'", "''")
