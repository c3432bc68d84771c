"""The age of the data: counted to a day that is given, and marked beyond what Settings allows."""

from datetime import date, timedelta

import pytest

from briefing.clock import today
from briefing.figures.age import age_line, days_old, marks
from briefing.store.snapshots import Home
from tests.organisation import opened, table

UNITS = table("unit headcount", ["Sales", 60], ["Operations", 60])
AS_OF = date(2026, 10, 31)


@pytest.mark.parametrize(
    ("days", "settings", "says"),
    [
        (-3, {}, ""),
        (45, {}, ""),
        (46, {}, "data of 31 October 2026, 46 days old"),
        (2, {"oldest_days": 1}, "data of 31 October 2026, 2 days old"),
        (90, {"oldest_days": 90}, ""),
        (1200, {"oldest_days": 1000}, "data of 31 October 2026, 1,200 days old"),
    ],
)
def test_data_older_than_settings_allow_is_marked(
    days: int, settings: dict[str, int], says: str, home: Home
) -> None:
    rows = table("name value", ["as_of", AS_OF], *map(list, settings.items()))
    with opened(home, {"Units": UNITS, "Settings": rows}) as mart:
        day = AS_OF + timedelta(days)
        assert days_old(mart, day) == max(0, days)
        assert age_line(mart, day) == marks(mart, day) == says


def test_the_sample_does_not_age(home: Home) -> None:
    rows = table("name value", ["as_of", AS_OF], ["sample", "yes"])
    with opened(home, {"Units": UNITS, "Settings": rows}) as mart:
        assert marks(mart, today() + timedelta(4000)) == "Sample organisation"
