"""Problems of the sheets that a load does not bring: rows no longer kept, or kept for too long."""

from collections.abc import Collection, Iterator
from contextlib import closing
from datetime import datetime

from briefing.problems import Level, Problem
from briefing.store.mart import Mart
from briefing.store.retention import months_after
from briefing.store.snapshots import Home
from briefing.tables import TABLES


def not_kept_problems(home: Home, loaded: Collection[str], files: str) -> Iterator[Problem]:
    """Name the sheets that the current snapshot rests on, and whose rows were deleted.

    `loaded` are the tables that the load brings, `files` the names of its files.
    """
    current = home.current()
    if current is None or home.facts_kept(current):
        return
    with closing(Mart(home.verified_mart(current))) as mart:
        wanted = {load.table for load in mart.loads}.difference(loaded)
    for table in TABLES:
        if table.name in wanted:
            yield Problem(
                file=files,
                sheet=table.sheet,
                cell="",
                found="no row, and none to carry over",
                expected=f"the rows of {table.sheet}, which snapshot {current.id} no longer has",
                mend="Their retention has ended. Load the sheet together with these.",
            )


def too_old_problems(
    home: Home, carried: Collection[str], months: int, files: str, now: datetime
) -> Iterator[Problem]:
    """Warn of people's rows that are carried over although their months are over.

    Each snapshot has its own months; rows that are carried on and on would be kept for good.
    """
    standing = [one for one in home.history() if not one.undone]
    for table in TABLES:
        since = [one.at for one in standing if one.tables.get(table.name)]
        if not table.people or table.name not in carried or not since:
            continue
        published = datetime.fromisoformat(since[-1])
        if months_after(published, months) <= now:
            yield Problem(
                file=files,
                sheet=table.sheet,
                cell="",
                found=f"no row, and those carried over are of {published:%Y-%m-%d}",
                expected=f"people's rows of the last {months} months, the retention in Settings",
                mend="Load a new export with these; until then the old rows go on being kept.",
                level=Level.WARNING,
            )
