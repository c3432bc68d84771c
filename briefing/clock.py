"""Clock: the day that ages are counted to and dates are judged by, the same for every reader."""

from datetime import UTC, date, datetime


def today() -> date:
    """Give the day (UTC) on which the program runs."""
    return datetime.now(UTC).date()
