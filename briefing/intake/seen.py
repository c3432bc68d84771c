"""SeenSheet: what was understood of each sheet, heading by heading, for a person to confirm."""

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.columns import Table
from briefing.intake.header import find_header
from briefing.intake.names import candidates
from briefing.intake.read import RawSheet
from briefing.intake.recognise import Layout


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

    @property
    def name(self) -> str:
        """The place in words: "people.xlsx › Export"."""
        return f"{self.file} › {self.sheet}"

    @property
    def asks(self) -> bool:
        """Whether a person has to say what some heading means."""
        return bool(self.missing) or any(heading.suggested for heading in self.headings)


def seen_sheet(sheet: RawSheet, layout: Layout | None, known: Sequence[str] = ()) -> SeenSheet:
    """Say what was understood of a sheet; `layout` is None where it was left out.

    `known` are headings that persons mapped.
    """
    header = None if sheet.hidden or not sheet.header_row else find_header(sheet, known)
    texts = header.texts if header else ()
    if layout is None:
        headings = tuple(
            SeenHeading(letter, text)
            for letter, text in zip(sheet.column_letters, texts, strict=False)
            if text
        )
        return SeenSheet(sheet.upload.name, sheet.name, "", headings)
    taken = {at: name for name, at in layout.indexes.items()}
    headings = tuple(
        SeenHeading(
            sheet.column_letters[at],
            text,
            taken.get(at, ""),
            () if at in taken else _alike(text, layout.table, layout),
        )
        for at, text in enumerate(texts)
        if text
    )
    missing = tuple(
        column.name
        for column in layout.table.columns
        if column.required and column.name not in layout.indexes
    )
    return SeenSheet(sheet.upload.name, sheet.name, layout.table.name, headings, missing)


def _alike(heading: str, table: Table, layout: Layout) -> tuple[str, ...]:
    return tuple(
        match.column for match in candidates(heading, table) if match.column not in layout.indexes
    )
