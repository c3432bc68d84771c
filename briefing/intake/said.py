"""Said: all that persons said of files: what headings mean, which sheets, which corrections."""

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.intake.mapping import Confirmed, fingerprint
from briefing.intake.names import folded
from briefing.problems import Problem

_ALIKE = 0.5
"""The share of headings in common from which two exports are versions of one."""


@dataclass(frozen=True)
class Said:
    """What persons said: what headings mean, now and earlier (newest last), and what to take in.

    `sheets` are the names of those that are to be had in although they are hidden; `accepted` are
    the problems whose correction is to be put in place.
    """

    asked: tuple[Confirmed, ...] = ()
    remembered: tuple[Confirmed, ...] = ()
    sheets: tuple[str, ...] = ()
    accepted: tuple[Problem, ...] = ()

    @property
    def headings(self) -> tuple[str, ...]:
        """Give every heading that some mapping names."""
        return tuple(
            heading for one in (*self.remembered, *self.asked) for heading, _ in one.columns
        )

    def asked_for(self, headings: Sequence[str]) -> Confirmed | None:
        """Give what is asked for now, if a sheet has every heading that it names."""
        there = {folded(heading) for heading in headings}
        return next((one for one in reversed(self.asked) if set(one.by_heading) <= there), None)

    def asks_for_sheet(self, name: str) -> bool:
        """Tell whether a hidden sheet of this name is to be had in."""
        return name.strip().casefold() in {one.strip().casefold() for one in self.sheets}

    def known_for(self, headings: Sequence[str]) -> Confirmed | None:
        """Give the newest mapping confirmed for exactly these headings, else for most of them."""
        mark = fingerprint(headings)
        for one in reversed(self.remembered):
            if one.fingerprint == mark:
                return one
        near = [one for one in self.remembered if _in_common(one.headings, headings) > _ALIKE]
        return max(reversed(near), key=lambda one: _in_common(one.headings, headings), default=None)


NOTHING_SAID = Said()


def _in_common(some: Sequence[str], others: Sequence[str]) -> float:
    one, two = ({folded(name) for name in names} - {""} for names in (some, others))
    return len(one & two) / max(len(one | two), 1)
