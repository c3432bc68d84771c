"""People of the tests: Ana and Bo, who may do everything, and one of each single role."""

from briefing.access import Person, Role, at_this_machine

ANA, BO = at_this_machine("Ana"), at_this_machine("Bo")


def one(*roles: Role) -> Person:
    """Give somebody with just these roles."""
    return Person("Ada", frozenset(roles))
