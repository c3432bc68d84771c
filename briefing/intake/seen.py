"""SeenSheet: what was understood of each sheet, heading by heading, for a person to confirm."""

from dataclasses import dataclass

from briefing.intake.header import find_header
from briefing.intake.names import candidates, folded
from briefing.intake.read import RawSheet
from briefing.intake.recognise import Layout
from briefing.intake.said import NOTHING_SAID, Said
from briefing.tables import BY_NAME


@dataclass(frozen=True)
class SeenHeading:
    """A heading, its column's letter in Excel, and what it was taken for; "" where left out.

    `suggested` are columns without a heading of their own to which it is alike, likest first.
    """

    letter: str
    text: str
    column: str = ""
    suggested: tuple[str, ...] = ()


@dataclass(frozen=True)
class SeenSheet:
    """One sheet of one file: the table that it was taken for, or "", and its headings."""

    file: str
    sheet: str
    table: str
    headings: tuple[SeenHeading, ...]
    missing: tuple[str, ...] = ()
    """The columns that the table needs and no heading was taken for."""
    hidden: bool = False
    """Whether Excel does not show it; it is then left out unless somebody asks for it."""

    @property
    def name(self) -> str:
        """The place in words: "people.xlsx › Export"."""
        return f"{self.file} › {self.sheet}"

    @property
    def asks(self) -> bool:
        """Whether a person has to say what some heading means."""
        return bool(self.missing) or any(heading.suggested for heading in self.headings)


def seen_sheet(sheet: RawSheet, layout: Layout | None, said: Said = NOTHING_SAID) -> SeenSheet:
    """Say what was understood of a sheet; `layout` is None where it was left out."""
    if sheet.hidden and layout is None:
        return SeenSheet(sheet.upload.name, sheet.name, "", (), hidden=True)
    header = find_header(sheet, said.headings) if sheet.header_row else None
    texts = header.texts if header else ()
    if layout is None:
        headings = tuple(
            SeenHeading(letter, text)
            for letter, text in zip(sheet.column_letters, texts, strict=False)
            if text
        )
        return SeenSheet(sheet.upload.name, sheet.name, "", headings)
    known = said.asked_for(texts) or said.known_for(texts)
    settled = set(known.by_heading) if known else set()
    taken = {at: name for name, at in layout.indexes.items()}
    headings = tuple(
        SeenHeading(
            sheet.column_letters[at],
            text,
            taken.get(at, ""),
            () if at in taken or folded(text) in settled else _alike(text, layout),
        )
        for at, text in enumerate(texts)
        if text
    )
    missing = tuple(
        column.name
        for column in layout.table.columns
        if column.required and column.name not in layout.indexes
    )
    return SeenSheet(
        sheet.upload.name, sheet.name, layout.table.name, headings, missing, sheet.hidden
    )


def proposed(sheet: SeenSheet, table: str) -> dict[str, str]:
    """Give, by letter, the column of a table that each heading may be; "" where none is.

    Of the table for which the sheet was taken it is what was understood, else what is likest.
    """
    declared = BY_NAME[table]
    found = {h.letter: h.column if sheet.table == table else "" for h in sheet.headings}
    for heading in sheet.headings:
        if not found[heading.letter]:
            alike = (match.column for match in candidates(heading.text, declared))
            free = (column for column in alike if column not in found.values())
            found[heading.letter] = next(free, "")
    return found


def _alike(heading: str, layout: Layout) -> tuple[str, ...]:
    found = candidates(heading, layout.table)
    return tuple(match.column for match in found if match.column not in layout.indexes)
