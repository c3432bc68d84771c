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
DECIDED, FOLLOWED_UP = "decision", "follow-up"
_BESIDE = (SAVED, ASIDE, DECIDED, FOLLOWED_UP)
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


@dataclass(frozen=True)
class Altered:
    """An entry that is not as it was written, by its position and its time, and what shows it."""

    position: int
    at: str
    why: str


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
        altered = self.altered()
        return altered[0].position if altered else None

    def altered(self) -> list[Altered]:
        """Give every place at which an entry was altered, removed or put in later, in order.

        One that was written anew, its own hash with it, shows at the one that follows it. Where
        the last entries are removed, nothing follows that would show it.
        """
        found: list[Altered] = []
        expected, previous = 1, _GENESIS
        with self._engine.connect() as connection:
            for row in connection.execute(sa.select(_ENTRIES).order_by(_ENTRIES.c.position)):
                why = _fault(row, expected, previous)
                if why:
                    found.append(Altered(expected, row.at, why))
                expected, previous = row.position + 1, row.hash
        return found


def _fault(row: sa.Row[tuple[object, ...]], expected: int, previous: str) -> str:
    """Say what is wrong with an entry that should stand at a position behind a hash; "" if none."""
    if row.position != expected:
        return f"entry {expected} is missing"
    if row.hash != _digest(row.position, row.at, row.who, row.kind, row.payload, row.previous):
        return "what it says was altered"
    if row.previous != previous:
        return (
            "it does not follow the one before it: that was altered, or one was removed or put in"
        )
    return ""


def _rests_on(connection: sa.Connection, kind: str) -> int:
    last = sa.select(sa.func.max(_ENTRIES.c.position))
    if kind not in _BESIDE:
        last = last.where(_ENTRIES.c.kind.not_in(_BESIDE))
    return connection.execute(last).scalar() or 0


def _digest(*parts: object) -> str:
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def _entry(row: sa.Row[tuple[object, ...]]) -> Entry:
    fields = dict(row._mapping)  # noqa: SLF001 SQLAlchemy's public name for a row as a mapping
    return Entry(**fields | {"payload": _payload(str(fields["payload"]))})


def _payload(text: str) -> dict[str, object]:
    """Read what an act was about; nothing, where somebody has made it unreadable."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
