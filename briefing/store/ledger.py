"""Ledger: the append-only, hash-chained record of what people did."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

_METADATA = sa.MetaData()
_ENTRIES = sa.Table(
    "entries",
    _METADATA,
    sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", sa.String(32), nullable=False),
    sa.Column("who", sa.String(200), nullable=False),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("payload", sa.Text, nullable=False),
    sa.Column("previous", sa.String(64), nullable=False, unique=True),
    sa.Column("hash", sa.String(64), nullable=False),
)
_GENESIS = "0" * 64

SAVED, ASIDE = "scenario", "scenario aside"
_BESIDE = (SAVED, ASIDE)
"""Acts that change no snapshot: what was prepared before them holds as it did."""


class LedgerMovedError(Exception):
    """Raised when somebody else wrote to the ledger since the writer last looked."""


@dataclass(frozen=True)
class Entry:
    """One act: its place in the chain, when (UTC), who, what kind, and what it was about."""

    position: int
    at: str
    who: str
    kind: str
    payload: Mapping[str, object]
    previous: str
    hash: str


class Ledger:
    """The record kept in one SQL database, named by its SQLAlchemy URL."""

    def __init__(self, url: str | sa.URL) -> None:
        """Open the ledger, and create it where there is none."""
        self._engine = sa.create_engine(url, poolclass=sa.pool.NullPool)
        _METADATA.create_all(self._engine)

    def entries(self, *kinds: str) -> list[Entry]:
        """Give all entries, or those of some kinds, oldest first."""
        wanted = sa.select(_ENTRIES).order_by(_ENTRIES.c.position)
        if kinds:
            wanted = wanted.where(_ENTRIES.c.kind.in_(kinds))
        with self._engine.connect() as connection:
            return [_entry(row) for row in connection.execute(wanted)]

    def position(self, kind: str = "") -> int:
        """Give the position of the last entry that an act of a kind rests on, 0 for none.

        A saved scenario rests on all that is written; what is no scenario rests on no scenario.
        """
        with self._engine.connect() as connection:
            return _rests_on(connection, kind)

    def append(self, kind: str, payload: Mapping[str, object], who: str, after: int) -> Entry:
        """Write one act at the end, where it rests on the entry at position `after` (0: on none).

        Raises LedgerMovedError where that is no longer what `position` gives; nothing is written.
        """
        with self._engine.begin() as connection:
            last = connection.execute(
                sa.select(_ENTRIES).order_by(_ENTRIES.c.position.desc()).limit(1)
            ).first()
            if _rests_on(connection, kind) != after:
                raise LedgerMovedError
            position = last.position + 1 if last else 1
            at = datetime.now(UTC).isoformat(timespec="seconds")
            text = json.dumps(payload, sort_keys=True, ensure_ascii=False)
            previous = last.hash if last else _GENESIS
            values = {
                "position": position,
                "at": at,
                "who": who,
                "kind": kind,
                "payload": text,
                "previous": previous,
                "hash": _digest(position, at, who, kind, text, previous),
            }
            try:
                connection.execute(_ENTRIES.insert().values(values))
            except IntegrityError as error:
                raise LedgerMovedError from error
        return Entry(position, at, who, kind, payload, previous, str(values["hash"]))

    def first_broken(self) -> int | None:
        """Give the position of the first entry that was altered, removed or put in later."""
        previous = _GENESIS
        with self._engine.connect() as connection:
            rows = connection.execute(sa.select(_ENTRIES).order_by(_ENTRIES.c.position))
            for expected, row in enumerate(rows, start=1):
                digest = _digest(row.position, row.at, row.who, row.kind, row.payload, row.previous)
                if (row.position, row.previous, row.hash) != (expected, previous, digest):
                    return expected
                previous = row.hash
        return None


def _rests_on(connection: sa.Connection, kind: str) -> int:
    last = sa.select(sa.func.max(_ENTRIES.c.position))
    if kind not in _BESIDE:
        last = last.where(_ENTRIES.c.kind.not_in(_BESIDE))
    return connection.execute(last).scalar() or 0


def _digest(*parts: object) -> str:
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def _entry(row: sa.Row[tuple[object, ...]]) -> Entry:
    fields = dict(row._mapping)  # noqa: SLF001 SQLAlchemy's public name for a row as a mapping
    return Entry(**fields | {"payload": json.loads(str(fields["payload"]))})
