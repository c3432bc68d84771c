"""The mart of the hand-made organisation, made once for all tests of figures."""

from collections.abc import Iterator

import pytest

from briefing.store.mart import Mart
from briefing.store.snapshots import Home
from tests.organisation import SHEETS, opened


@pytest.fixture(scope="session")
def hand_made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mart]:
    """Open the mart of the hand-made organisation: only read from it."""
    with opened(Home(tmp_path_factory.mktemp("hand-made")), SHEETS) as mart:
        yield mart
