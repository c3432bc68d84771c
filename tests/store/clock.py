"""A clock that stands still, for what was published long ago."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from briefing.store import ledger


@contextmanager
def at(year: int, month: int, day: int) -> Iterator[None]:
    """Have the ledger write its entries as of a day."""

    class Then(datetime):
        @classmethod
        def now(cls, _zone: object = None) -> "Then":
            return cls(year, month, day, tzinfo=UTC)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(ledger, "datetime", Then)
        yield
