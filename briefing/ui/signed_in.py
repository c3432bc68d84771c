"""person: who looks at the page, with their roles."""

from briefing.access import Person, at_this_machine
from briefing.store.snapshots import user


def person() -> Person:
    """Give whoever looks at the page."""
    return at_this_machine(user())
