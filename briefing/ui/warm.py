"""warm: what the first page would have to wait for, done before anybody opens it."""

import briefing.ui.data  # noqa: F401 its imports are what is wanted
from briefing.figures.trajectory import FIRST_KPI
from briefing.forecast.scenario import levers_for
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
    shipped = cache.scenarios(mart)
    cache.names(mart)
    cache.trajectory_exhibit(mart, shipped.get("base"), FIRST_KPI)
    cache.public_exhibit(mart)
    if shipped:
        for lever in levers_for(shipped):
            cache.lever_sweep(mart, shipped["base"], FIRST_KPI, lever)
