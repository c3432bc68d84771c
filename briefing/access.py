"""Role, Act and Person: who may do what, declared once and asked where an act is done."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody is to the briefing."""

    PRESENTER = "presenter"
    SPONSOR = "sponsor"
    ANALYST = "analyst"
    VIEWER = "viewer"


class Act(StrEnum):
    """What not everybody may do; the words end the sentence "You may not ..."."""

    MOVE_LEVERS = "move the levers"
    SAVE_SCENARIOS = "save a scenario"
    PUT_ASIDE_OTHERS = "put aside a scenario that somebody else saved"
    DECIDE = "write down a decision"
    SEE_TEAM_FORM = "see the team's own form of the stakeholders"
    PRESENT = "present"
    SEE_LOADS = "see what was loaded or preview what is not published"
    LOAD = "load files"
    PUBLISH = "publish or take back"
    SEE_ROWS = "see the rows behind a number"


_MAY: dict[Role, frozenset[Act]] = {
    Role.VIEWER: frozenset(),
    Role.SPONSOR: frozenset({Act.MOVE_LEVERS, Act.SAVE_SCENARIOS}),
    Role.PRESENTER: frozenset(
        {
            Act.MOVE_LEVERS,
            Act.SAVE_SCENARIOS,
            Act.DECIDE,
            Act.SEE_TEAM_FORM,
            Act.PRESENT,
            Act.SEE_LOADS,
        }
    ),
    Role.ANALYST: frozenset(Act),
}


class NotAllowedError(Exception):
    """Raised where somebody does what none of their roles may do; nothing has changed."""

    def __init__(self, act: Act) -> None:
        """Say which act it was, in a sentence that can be shown."""
        super().__init__(f"You may not {act}. Whoever looks after this briefing gives the roles.")
        self.act = act


@dataclass(frozen=True)
class Person:
    """Somebody who acts: the name that the ledger keeps, and their roles."""

    name: str
    roles: frozenset[Role]

    def may(self, act: Act) -> bool:
        """Say whether one of the person's roles allows an act."""
        return any(act in _MAY[role] for role in self.roles)

    def must(self, act: Act) -> None:
        """Raise NotAllowedError unless one of the person's roles allows the act."""
        if not self.may(act):
            raise NotAllowedError(act)


def at_this_machine(name: str) -> Person:
    """Give the person who has the machine itself, and with it every role."""
    return Person(name, frozenset(Role))
