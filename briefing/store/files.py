"""delete, checksum and new_snapshot_id: what is done with single files of snapshots."""

import hashlib
import secrets
import shutil
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path


def new_snapshot_id() -> str:
    """Give an id that is new each time and sorts by day: 20261114-3fa9c1."""
    return f"{datetime.now(UTC):%Y%m%d}-{secrets.token_hex(3)}"


def checksum(path: Path) -> str:
    """Give the SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def delete(paths: Iterable[Path]) -> list[str]:
    """Delete files, and name those that cannot be deleted, being open elsewhere.

    A folder is one in which DuckDB kept what did not fit into memory.
    """
    stuck = []
    for path in paths:
        try:
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        except OSError:
            stuck.append(path.name)
    return stuck
