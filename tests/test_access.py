"""Who may do what."""

import pytest

from briefing.access import Act, NotAllowedError, Role, at_this_machine
from tests.people import one


@pytest.mark.parametrize(
    ("role", "acts"),
    [
        (Role.VIEWER, set()),
        (Role.SPONSOR, {Act.MOVE_LEVERS, Act.SAVE_SCENARIOS}),
        (
            Role.PRESENTER,
            {
                *(Act.MOVE_LEVERS, Act.SAVE_SCENARIOS, Act.DECIDE),
                *(Act.SEE_TEAM_FORM, Act.PRESENT, Act.SEE_LOADS),
            },
        ),
        (Role.ANALYST, set(Act)),
    ],
)
def test_each_role_may_do_what_is_its_own(role: Role, acts: set[Act]) -> None:
    assert {act for act in Act if one(role).may(act)} == acts


def test_roles_add_up_and_none_may_nothing() -> None:
    assert one(Role.VIEWER, Role.SPONSOR).may(Act.MOVE_LEVERS)
    assert not any(one().may(act) for act in Act)


def test_who_must_and_may_not_hears_what_it_was() -> None:
    with pytest.raises(NotAllowedError, match="You may not publish or take back") as caught:
        one(Role.PRESENTER).must(Act.PUBLISH)
    assert caught.value.act is Act.PUBLISH
    one(Role.ANALYST).must(Act.PUBLISH)


def test_whoever_has_the_machine_has_every_role() -> None:
    assert at_this_machine("ada").roles == set(Role)
