"""Limits: the most time, memory and room that reading one file may take, stated here alone."""

from dataclasses import dataclass

MB = 1024**2
GB = 1024**3

MOST_INFLATED = 2 * GB
"""What all parts of a zip may hold once inflated."""

BOMB_RATIO, BOMB_BYTES = 200, 100 * MB
"""A zip that inflates to more than both is a bomb; the densest honest sheets inflate 100 times."""

MOST_PARTS = 10_000
"""Parts of one zip; a workbook of 1,000 sheets with comments and drawings has 5,000."""

MOST_MEMBERS = 100
"""Files in an archive; each is read in a process of its own."""

MOST_COLUMNS = 16_384
"""Columns of a sheet, as in Excel, which has no name for more: its last is XFD."""


@dataclass(frozen=True)
class Limits:
    """What one file may take: seconds, bytes of memory, bytes of what was read from it."""

    seconds: int
    memory: int
    output: int


def limits_for(size: int) -> Limits:
    """Give the limits of a file by its size in bytes: the same for all, and more for large ones.

    A million rows of twelve columns (62 MB) take a fifth of the time and 70% of the memory.
    """
    return Limits(
        seconds=20 + size // (2 * MB), memory=3 * GB // 2 + 8 * size, output=GB // 2 + 8 * size
    )


def sized(size: int) -> str:
    """Write a number of bytes as people say it: 1.5 GB, 62 MB."""
    return f"{size / GB:.1f} GB" if size >= GB else f"{size // MB} MB"
