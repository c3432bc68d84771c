"""unpublished and sweep: the files that the ledger does not have, and how the old ones go."""

import time
from contextlib import suppress
from pathlib import Path

from briefing.store.files import delete
from briefing.store.snapshots import Home

_SWEEP_AFTER_SECONDS = 3600
"""An unpublished file this old is nobody's work in progress."""


def unpublished(home: Home) -> list[Path]:
    """Give what lies here of loads and erasures that the ledger does not have."""
    published = {
        path
        for one in home.history()
        for path in (home.facts(one.id), home.mart(one.id), home.erased(one))
    }
    return sorted(path for path in home.snapshots.glob("*-*.*") if path not in published)


def sweep(home: Home) -> list[str]:
    """Delete files that no publish recorded and that nobody is still building."""
    home.finish_erasures()
    swept = []
    for path in unpublished(home):
        # Another process may be sweeping, too, or have the file open: the next sweep comes.
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _SWEEP_AFTER_SECONDS:
                swept += [] if delete([path]) else [path.name]
    return swept
