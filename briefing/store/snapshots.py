"""Home and Snapshot: where the two files of each publish lie, and which one is current."""

import errno
import getpass
import json
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import duckdb
from sqlalchemy import URL
from sqlalchemy.exc import DatabaseError, OperationalError

from briefing.access import Act, Person
from briefing.store.files import checksum
from briefing.store.ledger import Entry, Ledger, LedgerMovedError

_ID = re.compile(r"[0-9]{8}-[0-9a-f]{6}", re.ASCII)

_RECORD = "candidate-"

_MOST_TURNS = 5
_Done = TypeVar("_Done")


_NO_ROOM = {
    errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EACCES, errno.EPERM, errno.EROFS,
    errno.ENOTDIR, errno.EEXIST,
}  # fmt: skip


class NoRoomError(Exception):
    """Raised when the disk is full or cannot be written; what was there is untouched."""

    on_screen = (
        "There is no room, or no right, to write where the snapshots are kept. Nothing was "
        "published or taken back. Free some space there and try again."
    )
    """The same without the folder, which is nobody's business but that of who has the machine."""

    def __init__(self, root: Path) -> None:
        """Say which folder is meant, and that nothing is lost."""
        super().__init__(
            f"There is no room, or no right, to write to {root}. Nothing was published or taken "
            "back. Free some space and try again."
        )


class SnapshotDamagedError(Exception):
    """Raised when a snapshot's file is missing or not what the ledger recorded.

    Pages show what it says: it names files and no folder.
    """


class NoTurnError(Exception):
    """Raised when others wrote to the ledger each time that an act was to be written."""

    def __init__(self) -> None:
        """Say that nothing is lost, in a sentence that can be shown."""
        super().__init__(
            "Somebody else was publishing all the time. Nothing was changed; try again."
        )


class FactsDeletedError(SnapshotDamagedError):
    """Raised when a snapshot's rows are asked for, and were deleted when their time was over."""

    def __init__(self, snapshot_id: str) -> None:
        """Say which snapshot's rows are gone, and what of it stays."""
        super().__init__(
            f"The rows of snapshot {snapshot_id} are no longer kept: they were deleted at the end "
            "of their retention. Its figures can still be seen."
        )


class NothingToUndoError(Exception):
    """Raised when there is no publish to take back."""


@dataclass(frozen=True)
class Snapshot:
    """What one publish made, as the ledger recorded it. `position` is its ledger entry.

    `facts_sha256` is that of the facts after the last erasure, if persons were erased from them.
    """

    id: str
    position: int
    at: str
    who: str
    files: tuple[str, ...]
    tables: dict[str, int]
    facts_sha256: str
    mart_sha256: str
    undone: bool = False
    waiting: bool = False
    """Whether it is complete and not published; `position` is then what it was built upon."""
    facts_deleted: bool = False
    """Whether retention has ended for its rows."""


class Home:
    """The folder with the ledger and the snapshots' files."""

    def __init__(self, root: Path) -> None:
        """Open the folder, and create it where there is none."""
        self.root = root
        self.snapshots = root / "snapshots"
        with self.room():
            self.snapshots.mkdir(parents=True, exist_ok=True)
            self.ledger = Ledger(URL.create("sqlite", database=str((root / "ledger.db").resolve())))

    @classmethod
    def default(cls) -> "Home":
        """Open the folder that BRIEFING_HOME names, or data/ beside the program."""
        named = os.environ.get("BRIEFING_HOME")
        return cls(Path(named) if named else Path(__file__).parents[2] / "data")

    @contextmanager
    def room(self) -> Iterator[None]:
        """Turn the several ways in which a full or closed disk shows into NoRoomError.

        A ledger that is no database is SnapshotDamagedError.
        """
        try:
            yield
        except OSError as error:
            if error.errno not in _NO_ROOM:
                raise
            raise NoRoomError(self.root) from error
        except (duckdb.IOException, duckdb.FatalException, duckdb.TransactionException) as error:
            raise NoRoomError(self.root) from error
        except OperationalError as error:
            raise NoRoomError(self.root) from error
        except DatabaseError as error:
            message = "ledger.db is not a ledger"
            raise SnapshotDamagedError(message) from error

    def facts(self, snapshot_id: str) -> Path:
        """Give the file of loaded rows; people's rows are in it."""
        return self.snapshots / f"facts-{snapshot_id}.duckdb"

    def mart(self, snapshot_id: str) -> Path:
        """Give the file of what may be shown."""
        return self.snapshots / f"mart-{snapshot_id}.duckdb"

    def erased(self, snapshot: Snapshot) -> Path:
        """Give the file aside that becomes a snapshot's facts once the ledger has its checksum."""
        return self.snapshots / f"erased-{snapshot.id}.{snapshot.facts_sha256[:16]}.duckdb"

    def in_turn(self, act: Callable[[], _Done]) -> _Done:
        """Do an act that writes to the ledger, again where somebody else was first.

        Raises NoTurnError where that goes on.
        """
        for _ in range(_MOST_TURNS):
            with suppress(LedgerMovedError), self.room():
                return act()
        raise NoTurnError

    def keep_waiting(self, snapshot: Snapshot) -> None:
        """Write down a snapshot that is complete and waits to be published, beside its files."""
        record = asdict(snapshot) | {"waiting": True}
        path = self._record(snapshot.id)
        aside = path.with_suffix(".part")
        aside.write_text(json.dumps(record), encoding="utf-8")
        aside.replace(path)

    def forget_waiting(self, snapshot_id: str) -> None:
        """Take back what was written of a snapshot that waited."""
        self._record(snapshot_id).unlink(missing_ok=True)

    def find(self, snapshot_id: str) -> Snapshot | None:
        """Give the snapshot of that id, published or waiting; None where there is none."""
        for snapshot in self.history():
            if snapshot.id == snapshot_id:
                return snapshot
        # An id comes from an address that anybody may have written.
        if not _ID.fullmatch(snapshot_id):
            return None
        try:
            record = json.loads(self._record(snapshot_id).read_text(encoding="utf-8"))
            return Snapshot(**record | {"files": tuple(record["files"])})
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def _record(self, snapshot_id: str) -> Path:
        return self.snapshots / f"{_RECORD}{snapshot_id}.json"

    def history(self) -> list[Snapshot]:
        """Give all publishes, oldest first, with those marked that were taken back."""
        acts = self.ledger.entries("publish", "undo", "erase", "retention")
        snapshots = {
            str(act.payload["snapshot"]): _snapshot(act) for act in acts if act.kind == "publish"
        }
        for act in acts:
            for named, changes in _changes(act).items():
                if named in snapshots:
                    snapshots[named] = replace(snapshots[named], **changes)
        return list(snapshots.values())

    def current(self) -> Snapshot | None:
        """Give the last publish that was not taken back; None before the first."""
        standing = [snapshot for snapshot in self.history() if not snapshot.undone]
        return standing[-1] if standing else None

    def position(self) -> int:
        """Give the position of the ledger's last act on snapshots, 0 where there is none."""
        return self.ledger.position()

    def undo(self, who: Person, expected: str = "") -> tuple[Snapshot, Snapshot | None]:
        """Take the current publish back; give it and the one that is current then.

        Raises NotAllowedError where who it is may not, NothingToUndoError where nothing is
        published, and LedgerMovedError where `expected` is named and is no longer the current one.
        """
        who.must(Act.PUBLISH)
        position = self.position()
        taken_back = self.current()
        if taken_back is None:
            raise NothingToUndoError
        if expected and taken_back.id != expected:
            raise LedgerMovedError
        with self.room():
            self.ledger.append("undo", {"snapshot": taken_back.id}, who.name, after=position)
        return taken_back, self.current()

    def verified_mart(self, snapshot: Snapshot) -> Path:
        """Give the mart's path after comparing its bytes with the ledger's checksum."""
        return _verified(self.mart(snapshot.id), snapshot.mart_sha256)

    def facts_kept(self, snapshot: Snapshot) -> bool:
        """Say whether a snapshot's rows have not been deleted by retention."""
        return not (self.find(snapshot.id) or snapshot).facts_deleted

    def verified_facts(self, snapshot: Snapshot) -> Path:
        """Give the facts' path after comparing its bytes with the ledger's last checksum.

        Raises FactsDeletedError where retention has ended for them.
        """
        recorded = self.find(snapshot.id) or snapshot
        if recorded.facts_deleted:
            raise FactsDeletedError(snapshot.id)
        self._finish_erasure(recorded)
        return _verified(self.facts(snapshot.id), recorded.facts_sha256)

    def finish_erasures(self) -> list[str]:
        """Put the facts in place that the ledger has and an interrupted erasure left aside.

        Gives the ids of their snapshots.
        """
        return [one.id for one in self.history() if self._finish_erasure(one)]

    def _finish_erasure(self, snapshot: Snapshot) -> bool:
        # Only a whole file ever has this name. Another process may put it in place just now; and
        # where the old one is open on Windows, it is still refused for its checksum.
        with suppress(OSError):
            self.erased(snapshot).replace(self.facts(snapshot.id))
            return True
        return False


def user() -> str:
    """Give the name under which an act is recorded: the machine's user."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def _verified(path: Path, recorded: str) -> Path:
    if not path.exists():
        message = f"{path.name} is missing from the folder of snapshots"
        raise SnapshotDamagedError(message)
    if checksum(path) != recorded:
        message = f"{path.name} is not the file that was published"
        raise SnapshotDamagedError(message)
    return path


def _changes(act: Entry) -> dict[str, dict[str, Any]]:
    """Give what an act changed of snapshots published before it, by their ids."""
    match act.kind, act.payload:
        case "undo", {"snapshot": str(named)}:
            return {named: {"undone": True}}
        case "erase", {"facts": dict(facts)}:
            return {named: {"facts_sha256": one["after"]} for named, one in facts.items()}
        case "retention", {"snapshots": list(named)}:
            return {one: {"facts_deleted": True} for one in named}
        case _:
            return {}


def _snapshot(act: Entry) -> Snapshot:
    recorded = act.payload
    files, tables = recorded["files"], recorded["tables"]
    if not isinstance(files, list) or not isinstance(tables, dict):
        message = f"ledger entry {act.position} is not a publish as this program writes it"
        raise TypeError(message)
    return Snapshot(
        id=str(recorded["snapshot"]),
        position=act.position,
        at=act.at,
        who=act.who,
        files=tuple(files),
        tables=tables,
        facts_sha256=str(recorded["facts_sha256"]),
        mart_sha256=str(recorded["mart_sha256"]),
    )
