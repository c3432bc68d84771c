"""retain and keep_house: people's rows deleted when their time is over, and what was left swept."""

import calendar
import logging
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from briefing.store.duck import read
from briefing.store.files import delete
from briefing.store.mart import Mart, Settings, parse_settings
from briefing.store.snapshots import (
    Home,
    NoRoomError,
    NoTurnError,
    Snapshot,
    SnapshotDamagedError,
    user,
)
from briefing.store.sweep import sweep


@dataclass(frozen=True)
class Kept:
    """A snapshot whose rows are kept, and until when; `in_use` where it is the current one."""

    snapshot: str
    published: datetime
    until: datetime
    in_use: bool

    def __str__(self) -> str:
        """Say until when: "kept until 2028-11-25", or that it is the current one."""
        if self.in_use:
            return f"current, kept as long as it is; otherwise until {self.until:%Y-%m-%d}"
        return f"kept until {self.until:%Y-%m-%d}"

    def as_dict(self) -> dict[str, object]:
        """Give the fields by name, as the command line's JSON has them."""
        days = {"published": self.published.isoformat(), "until": self.until.isoformat()}
        return {"snapshot": self.snapshot, **days, "in_use": self.in_use}


@dataclass(frozen=True)
class Retention:
    """What retention did: the months that hold, the snapshots whose rows it deleted, the others.

    `stuck` are files that could not be deleted, being open elsewhere; the next time they are.
    `swept` are files of loads that nobody published, and `damaged` is the current snapshot where
    its mart could not be read, so that its rows were asked for the months; "" where it could.
    """

    months: int
    deleted: tuple[str, ...] = ()
    kept: tuple[Kept, ...] = ()
    stuck: tuple[str, ...] = ()
    swept: tuple[str, ...] = ()
    damaged: str = ""


def retain(home: Home, who: str, now: datetime | None = None) -> Retention:
    """Delete the facts of each snapshot whose months are over, but for the current one's.

    Files of loads that nobody published are deleted, too, once they are old. The current facts are
    in use: the next load carries over from them what it does not bring. The months are those of the
    current snapshot's Settings. The ledger is written first, so that a file that is missing is
    never taken for damage; what a crash left behind is deleted the next time. Raises NoRoomError,
    NoTurnError where others publish all the time, and SnapshotDamagedError where neither of the
    current snapshot's files can be read: then nobody knows what is due.
    """
    with home.room():
        swept = tuple(sweep(home))
    done = home.in_turn(lambda: _retain(home, who, now or datetime.now(UTC)))
    return replace(done, swept=swept)


def _retain(home: Home, who: str, now: datetime) -> Retention:
    position, current, history = home.position(), home.current(), home.history()
    months, damaged = _months(home, current)
    kept = tuple(_kept(one, months, current) for one in history if not one.facts_deleted)
    due = tuple(one.snapshot for one in kept if one.until <= now and not one.in_use)
    if due:
        payload = {"snapshots": list(due), "months": months}
        home.ledger.append("retention", payload, who, after=position)
    over = [one for one in home.history() if one.facts_deleted]
    stuck = delete(path for one in over for path in (home.facts(one.id), home.erased(one)))
    left = tuple(one for one in kept if one.snapshot not in due)
    return Retention(months, due, left, tuple(stuck), damaged=damaged)


def keep_house(home: Home) -> None:
    """Do at a start what time has made due: finish erasures, sweep, and retain.

    What cannot be done now, on a full disk or beside somebody else's act, waits for the next time.
    Of a damaged snapshot the log is told.
    """
    log = logging.getLogger("briefing")
    try:
        with suppress(NoRoomError, NoTurnError):
            if damaged := retain(home, user()).damaged:
                log.warning("the mart of %s is damaged: take it back, or load it again", damaged)
    except SnapshotDamagedError as error:
        log.warning("no rows are deleted, since nobody knows which are due: %s", error)


def _months(home: Home, current: Snapshot | None) -> tuple[int, str]:
    """Give the months, and the current snapshot's id where its rows had to be asked for them."""
    try:
        return retention_months(home, current), ""
    except SnapshotDamagedError:
        if current is None:
            raise
        with closing(read(home.verified_facts(current))) as con:
            rows = con.execute("SELECT name, value FROM settings").fetchall()
        return parse_settings(dict(rows)).retention_months, current.id


def retention_months(home: Home, current: Snapshot | None) -> int:
    """Give how long rows are kept after their publish, as the current snapshot's Settings say."""
    if current is None:
        return Settings().retention_months
    with closing(Mart(home.verified_mart(current))) as mart:
        return mart.settings.retention_months


def _kept(snapshot: Snapshot, months: int, current: Snapshot | None) -> Kept:
    published = datetime.fromisoformat(snapshot.at)
    in_use = current is not None and snapshot.id == current.id
    return Kept(snapshot.id, published, months_after(published, months), in_use)


def months_after(moment: datetime, months: int) -> datetime:
    """Give the same time of day some months later, on the month's last day where it is shorter."""
    years, month = divmod(moment.month - 1 + months, 12)
    year = moment.year + years
    day = min(moment.day, calendar.monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day)
