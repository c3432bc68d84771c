"""Age of the data: how many days old it is, and the mark of what is older than Settings allows."""

from datetime import date

from briefing.figures.words import Words
from briefing.store.mart import Mart


def days_old(mart: Mart, day: date) -> int:
    """Count the days from the day that the data speaks of; 0 where that is still to come."""
    return max(0, (day - mart.as_of).days)


def age_line(mart: Mart, day: date) -> str:
    """Say of what day the data is and how old, where that is older than Settings allows; else "".

    What is invented throughout does not age: its months are as good at any time.
    """
    age = days_old(mart, day)
    invented = {load.sample for load in mart.loads} == {True}
    if invented or age <= mart.settings.oldest_days:
        return ""
    days = "day" if age == 1 else "days"
    return f"data of {Words.of(mart.settings).full_day(mart.as_of)}, {age:,} {days} old"


def marks(mart: Mart, day: date) -> str:
    """Say what a reader must know of the data: that it is invented, that it is old, or nothing."""
    return ", ".join(filter(None, (mart.sample, age_line(mart, day))))
