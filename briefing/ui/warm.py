"""warm: what the first page would have to wait for, done before anybody opens it."""

import briefing.ui.data  # noqa: F401 its imports are what is wanted
from briefing.store.snapshots import SnapshotDamagedError
from briefing.ui import cache


def warm() -> None:
    """Open the current snapshot and work out what its pages show at first."""
    current = cache.open_home().current()
    if current is None:
        return
    try:
        mart = cache.open_mart(current)
    except SnapshotDamagedError:
        return  # The page that is opened will say so.
    cache.names(mart)
    cache.trajectory_exhibit(mart, cache.scenarios(mart).get("base"), "revenue_per_fte")
    cache.public_exhibit(mart)
