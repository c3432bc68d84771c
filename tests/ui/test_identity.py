"""Which roles a sign-in gives, what the ledger calls it, when it ends, and what is no set-up."""

import math
import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.access import Role
from briefing.ui.identity import Rules, SetUpError, rules_of

ROOT = Path(__file__).parents[2]
SECRET = "0123456789abcdef" * 2
ROLES = {
    "viewer": ["everybody"],
    "sponsor": ["/board", "Eva@Example.org"],
    "presenter": ["/hr"],
    "analyst": ["ada@example.org", "/hr"],
}


def rules(sign_in: object = None, roles: object = ROLES) -> Rules:
    return rules_of({"auth": {"cookie_secret": SECRET}, "roles": roles, "sign_in": sign_in or {}})


@pytest.mark.parametrize(
    ("claims", "roles"),
    [
        ({"groups": ["everybody", "/lunch"]}, {Role.VIEWER}),
        ({"groups": ["/hr", "/board"]}, {Role.SPONSOR, Role.PRESENTER, Role.ANALYST}),
        ({"groups": "/board"}, {Role.SPONSOR}),
        ({"email": "eva@example.org", "email_verified": True}, {Role.SPONSOR}),
        ({"email": "ADA@EXAMPLE.ORG", "email_verified": True}, {Role.ANALYST}),
        # An address is somebody's only where the provider has seen that it is.
        ({"email": "ada@example.org"}, set()),
        ({"email": "ada@example.org", "email_verified": False}, set()),
        ({"email": "ada@example.org", "email_verified": "true"}, set()),
        ({"groups": ["ada@example.org"]}, set()),
        ({"email": "/hr", "email_verified": True}, set()),
        ({"name": "/hr", "preferred_username": "ada@example.org"}, set()),
        # The sign of the kelvin is a k in lower case, and another person's address.
        ({"email": "ada@example.or\N{KELVIN SIGN}", "email_verified": True}, set()),
        ({"groups": ["/HR", "", None, 7, ["/hr"]]}, set()),
        ({"groups": {"/hr": True}}, set()),
        ({}, set()),
    ],
)
def test_groups_and_verified_addresses_give_the_roles_they_are_listed_for(
    claims: dict[str, object], roles: set[Role]
) -> None:
    assert rules().person(claims).roles == roles


def test_the_groups_are_in_the_claim_that_is_named() -> None:
    found = rules({"groups_claim": "roles"}).person({"roles": ["/hr"], "groups": ["/board"]})
    assert found.roles == {Role.PRESENTER, Role.ANALYST}


@pytest.mark.parametrize(
    ("claims", "name"),
    [
        ({"sub": "7", "name": "Ada", "email": "Ada@x.org", "email_verified": True}, "ada@x.org"),
        ({"sub": "7", "name": "Ada", "email": "bo@x.org"}, "Ada (7)"),
        ({"sub": "7", "name": "bo@x.org"}, "bo@x.org (7)"),
        ({"sub": "7"}, "somebody (7)"),
        ({"sub": "7", "name": "A\x1b[2J\u202eda\n"}, "A[2Jda (7)"),
    ],
)
def test_the_ledger_gets_a_name_that_nobody_else_can_have(
    claims: dict[str, object], name: str
) -> None:
    assert rules().person(claims).name == name


@given(st.dictionaries(st.sampled_from(["sub", "name", "email"]), st.text()))
def test_any_name_fits_on_one_line_of_the_ledger(claims: dict[str, object]) -> None:
    name = rules().person(claims | {"email_verified": True}).name
    assert len(name) <= 200
    assert name.isprintable()


def test_a_sign_in_ends_its_hours_after_it_was_made_out() -> None:
    made_out = datetime(2024, 11, 14, 9, tzinfo=UTC)
    claims = {"iat": int(made_out.timestamp()), "exp": int(made_out.timestamp()) + 60}
    assert rules().ends_at(claims) == made_out + timedelta(hours=8)
    assert rules({"hours": 0.5}).ends_at(claims) == made_out + timedelta(minutes=30)


NO_MOMENTS: list[object] = [
    None, "now", "", [], 1e300, -1e300, 10**400, math.inf, math.nan,
    # In milliseconds; and well before the end of all years, but still to come.
    1_794_600_000_000, 9_000_000_000,
]  # fmt: skip


@pytest.mark.parametrize("claims", [{}, *({"iat": one} for one in NO_MOMENTS)])
def test_without_a_beginning_a_sign_in_has_ended(claims: dict[str, object]) -> None:
    assert rules().ends_at(claims) < datetime(1971, 1, 1, tzinfo=UTC)


def test_a_provider_s_clock_may_be_a_little_ahead() -> None:
    soon = datetime.now(UTC) + timedelta(minutes=2)
    assert rules().ends_at({"iat": int(soon.timestamp())}) > soon


@pytest.mark.parametrize(
    ("tables", "says"),
    [
        ({}, "cookie_secret"),
        ({"auth": {"cookie_secret": "short"}}, "fewer than 32"),
        ({"auth": "yes"}, "auth is no table"),
        ({"auth": {"cookie_secret": SECRET}}, r"\[roles\] is missing"),
        ({"auth": {"cookie_secret": SECRET}, "roles": "all"}, "roles is no table"),
        ({"auth": {"cookie_secret": SECRET}, "roles": {"boss": ["a"]}}, "'boss', which is none of"),
        ({"auth": {"cookie_secret": SECRET}, "roles": {"viewer": "a"}}, "no list of names"),
        ({"auth": {"cookie_secret": SECRET}, "roles": {"viewer": [""]}}, "no list of names"),
        ({"auth": {"cookie_secret": SECRET}, "roles": {"viewer": [7]}}, "no list of names"),
    ],
)
def test_what_is_not_clear_is_no_set_up(tables: dict[str, object], says: str) -> None:
    with pytest.raises(SetUpError, match=says):
        rules_of(tables)


def test_the_guides_example_is_a_set_up() -> None:
    guide = (ROOT / "docs" / "access.md").read_text(encoding="utf-8")
    example = guide.partition("```toml\n")[2].partition("```")[0]
    tables = tomllib.loads(example)
    # Copied as it stands it would have a secret that everybody knows.
    with pytest.raises(SetUpError, match="cookie_secret"):
        rules_of(tables)
    found = rules_of(tables | {"auth": {"cookie_secret": SECRET}})
    assert found.listed[Role.SPONSOR] == {"board", "cfo@example.org"}
    assert (found.hours, found.groups_claim) == (Rules.hours, Rules.groups_claim)


@pytest.mark.parametrize("sign_in", [{"hours": 0}, {"hours": "8"}, {"hours": 9999}, {"houres": 8}])
def test_nor_is_a_length_that_is_none(sign_in: dict[str, object]) -> None:
    with pytest.raises(SetUpError, match="hour"):
        rules(sign_in)
