"""Mapping: which column a heading means, said by a person, remembered, and compared later."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from rapidfuzz import fuzz

from briefing.intake.names import ASKED, close_to, folded, shown
from briefing.tables import BY_NAME

LEFT_OUT = ""
"""What a heading means of which a person said that it is none of the table's columns."""


class UnknownMappingError(ValueError):
    """Raised where a mapping names a table or column that is not declared; says which there are."""


@dataclass(frozen=True)
class Confirmed:
    """What a person said: of which table a sheet is, and the column for some of its headings.

    A heading that is none of the table's has LEFT_OUT.

    `headings` are all of the sheet's, as shown; they are empty while it is asked for and no
    sheet was found yet. `who` and `at` say who confirmed it, and when.
    """

    table: str
    columns: tuple[tuple[str, str], ...]
    headings: tuple[str, ...] = ()
    who: str = ""
    at: str = ""

    @property
    def by_heading(self) -> dict[str, str]:
        """Give the column for each folded heading."""
        return {folded(heading): column for heading, column in self.columns}

    @property
    def fingerprint(self) -> str:
        """Give 16 digits that stand for exactly these headings, in any order."""
        return fingerprint(self.headings)

    def as_payload(self) -> dict[str, object]:
        """Give what the ledger keeps."""
        return {
            "table": self.table,
            "fingerprint": self.fingerprint,
            "headings": list(self.headings),
            "mapping": dict(self.columns),
        }

    @classmethod
    def from_payload(cls, payload: Mapping[str, object], who: str, at: str) -> Self:
        """Read back what the ledger kept."""
        mapping, headings = payload["mapping"], payload["headings"]
        if not isinstance(mapping, dict) or not isinstance(headings, list):
            message = "a mapping in the ledger is not as this program writes it"
            raise TypeError(message)
        return cls(str(payload["table"]), tuple(mapping.items()), tuple(headings), who, at)


@dataclass(frozen=True)
class Drift:
    """How an export's headings differ from those for which a mapping was confirmed."""

    gone: tuple[str, ...]
    new: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        """Say it in a sentence without a full stop: "gone: 'A'; renamed: 'B' to 'C'"."""
        parts = [
            ("gone", [f"'{name}'" for name in self.gone]),
            ("new", [f"'{name}'" for name in self.new]),
            ("renamed", [f"'{old}' to '{name}'" for old, name in self.renamed]),
        ]
        return "; ".join(f"{word}: {', '.join(names)}" for word, names in parts if names)


def asked_mapping(pairs: Sequence[str], table: str) -> Confirmed:
    """Read "HEADING=column" as often as given, for a declared table.

    Raises UnknownMappingError.
    """
    declared = BY_NAME.get(table) or next(
        (one for one in BY_NAME.values() if folded(one.sheet) == folded(table)), None
    )
    if declared is None:
        message = (
            f"There is no table '{table}'.{close_to(table, BY_NAME)} "
            f"--table is one of {', '.join(BY_NAME)}."
        )
        raise UnknownMappingError(message)
    known = [column.name for column in declared.columns]
    columns: dict[str, str] = {}
    for pair in pairs:
        heading, equals, column = (part.strip() for part in pair.rpartition("="))
        if not (equals and shown(heading) and column in known):
            message = (
                f"'{pair}' is no mapping to {declared.name}.{close_to(column, known)} "
                f"Write HEADING=column, with {' or '.join(known)}."
            )
            raise UnknownMappingError(message)
        if column in columns.values():
            message = f"Two headings are mapped to {column} of {declared.name}; it takes one."
            raise UnknownMappingError(message)
        columns[shown(heading)] = column
    return Confirmed(declared.name, tuple(columns.items()))


def fingerprint(headings: Sequence[str]) -> str:
    """Give 16 digits for a set of headings, without regard to order, case and marks."""
    text = "\n".join(sorted({folded(heading) for heading in headings} - {""}))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def drift(before: Sequence[str], now: Sequence[str]) -> Drift:
    """Compare headings: those gone, those new, and of these the pairs that are alike."""
    old = {folded(name): name for name in before if name}
    new = {folded(name): name for name in now if name}
    gone = {key: name for key, name in old.items() if key not in new}
    came = {key: name for key, name in new.items() if key not in old}
    renamed = []
    for key, name in list(gone.items()):
        likest = max(came, key=lambda other: fuzz.token_sort_ratio(key, other), default=None)
        if likest is not None and fuzz.token_sort_ratio(key, likest) >= ASKED:
            renamed.append((name, came.pop(likest)))
            del gone[key]
    return Drift(tuple(gone.values()), tuple(came.values()), tuple(renamed))
