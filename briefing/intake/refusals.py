"""Refusal: why a file is not read, and what its owner can do about it."""

from dataclasses import dataclass

from briefing.intake.limits import (
    BOMB_BYTES,
    BOMB_RATIO,
    MOST_COLUMNS,
    MOST_INFLATED,
    MOST_MEMBERS,
    MOST_PARTS,
    Limits,
    sized,
)

_SAVE_ANEW = "Open it in Excel, check that it shows what you expect, and save it as .xlsx."
_EXPORT_AGAIN = "Export or download it again; this copy was damaged or cut short on its way."
_SMALLER = "Delete the sheets, rows and formats that hold nothing, or split it, and save it anew."
_SEVERAL_ZIPS = "Bring them in several zips."


@dataclass(frozen=True)
class Refusal:
    """What was found instead of something to read, and the mend."""

    found: str
    mend: str = _SAVE_ANEW


class RefusedError(Exception):
    """A file is not read, for the reason in `refusal`."""

    def __init__(self, refusal: Refusal) -> None:
        """Keep the reason."""
        super().__init__(refusal.found)
        self.refusal = refusal


EMPTY = Refusal("an empty file of 0 bytes", "Export or save it again.")
LOCK_FILE = Refusal(
    "Excel's lock file (~$), which it keeps beside a workbook that is open",
    "Close the workbook in Excel and bring the file of the same name without ~$.",
)
EMPTY_ZIP = Refusal("an empty zip, with no file in it", _EXPORT_AGAIN)
DAMAGED_ZIP = Refusal(
    "a damaged zip, which a workbook is inside",
    f"{_EXPORT_AGAIN} If Excel still opens it, save it anew.",
)
ZIP_PASSWORD = Refusal(
    "a zip with a password of its own", "Unpack it, and bring the files that are in it."
)
NESTED_ZIP = Refusal("a zip inside a zip", "Unpack it, and bring the inner files.")
NO_MEMBER = Refusal(
    "a zip without a workbook or a text table in it", "Put .xlsx, .xls, .ods or .csv files in it."
)
PASSWORD = Refusal(
    "a workbook protected by a password",
    "Give its password; or open it in Excel, take the password off under File, Info, Protect "
    "Workbook, and save it (in LibreOffice: Save As).",
)
WRONG_PASSWORD = Refusal(
    "a workbook that the password given does not open",
    "Check the password: capitals count. Or bring it saved without one.",
)
UNKNOWN_CIPHER = Refusal(
    "a workbook protected by a password in a way that is not known here",
    "Open it in the program it comes from, take the password off, and save it as .xlsx.",
)
EXCEL_2003_XML = Refusal("Excel 2003 XML (SpreadsheetML), as SAP and older tools write it")
WEB_PAGE = Refusal("a web page (HTML) under the name of a workbook, as some portals export it")
DTD = Refusal(
    "a workbook whose XML declares entities (a DTD), which no spreadsheet program writes and "
    "which can be a bomb",
)
NO_TEXT = Refusal("bytes that are neither a workbook nor text")
NO_COLUMNS = Refusal(
    "text without columns",
    "Export it as .xlsx, or as .csv with a comma, semicolon or tab between the cells.",
)
UNCLOSED = Refusal(
    'text with a quotation mark (") that is never closed, so that all behind it is one cell',
    "Close it, or write it twice where it belongs to the text; or export it as .xlsx.",
)
TOO_MANY_PARTS = Refusal(f"a zip of more than {MOST_PARTS:,} parts, which is the limit", _SMALLER)
TOO_MANY_MEMBERS = Refusal(
    f"a zip of more than {MOST_MEMBERS:,} files, which is the limit", _SEVERAL_ZIPS
)
OVERLAPPING = Refusal("a zip whose parts overlap, as in a zip bomb")
READER_STOPPED = Refusal("a file that made its reader stop; it is damaged, or made to do harm")


def other_format(name: str) -> Refusal:
    """Say that a file is of a kind that is not read."""
    return Refusal(f"{name}, which is not read here")


def too_old(name: str) -> Refusal:
    """Say that a workbook is of an Excel before 5.0."""
    return Refusal(f"a workbook of {name}, which is too old to be read here")


def too_wide(sheet: str) -> Refusal:
    """Say that a sheet has cells where no spreadsheet program has columns."""
    found = f"a sheet '{sheet}' of more than {MOST_COLUMNS:,} columns, which is the limit"
    return Refusal(found, "Delete the columns that hold nothing, and save or export it anew.")


def same_part(part: str) -> Refusal:
    """Say that a zip has a part twice, so that two readers would read two different things."""
    return Refusal(f"a zip with two parts named {part}, of which no reader can tell the right one")


def no_part(part: str) -> Refusal:
    """Say which part a zip would need to be a workbook."""
    return Refusal(f"no workbook: its part {part} is missing", _EXPORT_AGAIN)


def bomb(inflated: int, size: int) -> Refusal:
    """Say how much a zip would inflate to."""
    if inflated > MOST_INFLATED:
        limit = f"more than {sized(MOST_INFLATED)}"
    else:
        limit = f"more than {sized(BOMB_BYTES)} and {BOMB_RATIO} times its size"
    times = f", {inflated // max(size, 1):,} times its size"
    return Refusal(f"a zip that inflates to {sized(inflated)}{times}; {limit} is refused", _SMALLER)


def unread(reason: str) -> Refusal:
    """Say what the readers said of a workbook that none of them could read."""
    return Refusal(f"a workbook that cannot be read ({reason})")


def too_slow(limits: Limits) -> Refusal:
    """Name the limit of time."""
    return Refusal(f"a file that takes more than {limits.seconds} s to read, the limit", _SMALLER)


def too_big(limits: Limits) -> Refusal:
    """Name the limit of memory."""
    found = f"a file that takes more than {sized(limits.memory)} of memory to read, the limit"
    return Refusal(found, _SMALLER)


def too_much(limits: Limits) -> Refusal:
    """Name the limit of what may be read from one file."""
    found = f"a file with more than {sized(limits.output)} of text in its cells, the limit"
    return Refusal(found, _SMALLER)


def too_full(limits: Limits) -> Refusal:
    """Name the limit of what may be unpacked from one archive."""
    found = f"a zip with more than {sized(limits.output)} of files to read, the limit"
    return Refusal(found, _SEVERAL_ZIPS)
