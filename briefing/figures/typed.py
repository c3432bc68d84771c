"""read_setting: what somebody typed beside a lever, as a setting on its track, or words."""

import re
from dataclasses import dataclass

from briefing.figures.levers import setting_text
from briefing.figures.words import Words
from briefing.forecast.scenario import Lever

_MOST_QUOTED = 20
_WRITTEN = re.compile(
    r"(?:[^\W\d]{1,3}|[€$£¥₹₽₺₩₪])?\s*([-+]?)\s*(\d[\d.,'’\s]*|[.,]\d+)\s*(%|[^\W\d]*\.?|[€$£¥₹₽₺₩₪])"
)
_NUMBER_ENDS = {
    "share": {"", "%"},
    "months": {"", "mo", "mo.", "month", "months"},
    "hours": {"", "h", "hour", "hours"},
}
"""What may stand behind a number; behind money it may be any currency."""


@dataclass(frozen=True)
class Typed:
    """The setting that was meant, None where it cannot be told; and what is to be said of it."""

    value: float | None
    said: str = ""


def read_setting(text: str, lever: Lever, words: Words) -> Typed:
    """Read a setting as people type it: 3.5%, 3,5, 0.035, 9 mo, €1,200.

    A share without a sign is in per cent, as the field shows it, unless it is below 1 and lies on
    the track as a fraction; which of both was read is said. What lies beyond the track is set to
    its end, and months are whole.
    """
    found = _WRITTEN.fullmatch(text.strip().replace("−", "-").replace("\u202f", " "))
    number = _number(found[2], lever) if found else None
    if (
        found is None
        or number is None
        or (lever.unit != "money" and found[3].casefold() not in _NUMBER_ENDS[lever.unit])
    ):
        example = setting_text(words, lever, lever.track[len(lever.track) // 2])
        quoted = text.strip()[:_MOST_QUOTED]
        return Typed(None, f"“{quoted}” is not a setting; write it like {example}")
    number = -number if found[1] == "-" else number
    said = ""
    if lever.unit == "share" and (found[3] == "%" or not 0 < number < 1):
        number /= 100
    elif lever.unit == "share":
        number = number if number <= lever.high else number / 100
        said = f"“{text.strip()}” is read as {setting_text(words, lever, number)}"
    if lever.unit == "months" and number != round(number):
        number = float(round(number))
        said = f"Months are whole: {setting_text(words, lever, number)}"
    value = min(max(number, lever.low), lever.high)
    if value != number:
        asked, end = (setting_text(words, lever, one) for one in (number, value))
        said = f"{asked} is beyond the track: its end is {end}"
    return Typed(value, said)


def _number(digits: str, lever: Lever) -> float | None:
    """Read digits with separators: of two kinds the last is the decimal mark, of one it is one.

    Money has no thousandths, so that three digits behind one separator are a thousand there.
    """
    plain = re.sub(r"['’\s]", "", digits)
    last = max(plain.rfind("."), plain.rfind(","))
    if last < 0:
        return float(plain)
    whole, part = re.sub(r"[.,]", "", plain[:last]), plain[last + 1 :]
    marks = set(re.sub(r"\d", "", plain))
    if len(marks) == 1 and plain.count(plain[last]) > 1:
        return float(whole + part) if len(part) == 3 else None
    if lever.unit == "money" and len(part) == 3 and whole.strip("0"):
        return float(whole + part)
    return float(f"{whole or 0}.{part or 0}")
