"""Rules: which roles the claims of a sign-in give, under which name it acts, and when it ends."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from briefing.access import Person, Role

_MOST_LETTERS = 200
"""The ledger keeps as many of who did something."""

_MOST_HOURS = 24 * 30
_LONG_AGO = datetime.fromtimestamp(0, UTC)
_CLOCKS_DIFFER = timedelta(minutes=10)
_SIGN_IN = {"hours", "groups_claim", "ask"}

_LEAST_SECRET = 32
"""Letters of the secret that signs the cookie; whoever guesses it is whoever they like."""


class SetUpError(Exception):
    """Raised where secrets.toml does not say clearly who may do what; then nobody may."""


@dataclass(frozen=True)
class Rules:
    """The groups and e-mails that have each role, and the claim in which a token has its groups.

    `hours` is how long a sign-in holds, and `ask` whom somebody asks who is in no list.
    """

    listed: Mapping[Role, frozenset[str]]
    groups_claim: str = "groups"
    hours: float = 8
    ask: str = "whoever looks after this briefing"

    def person(self, claims: Mapping[str, object]) -> Person:
        """Give the person whom a provider's claims name, with the roles that they are listed for.

        A listed name with an @ is an e-mail, which counts only where the provider verified it;
        any other is a group, written as the provider writes it.
        """
        email, groups = _email(claims), claims.get(self.groups_claim)
        found = groups if isinstance(groups, list) else [groups]
        names = {name for name in found if isinstance(name, str) and "@" not in name} | {email}
        roles = frozenset(role for role in Role if self.listed[role] & names)
        return Person(_name(claims, email), roles)

    def ends_at(self, claims: Mapping[str, object]) -> datetime:
        """Give when a sign-in ends, in UTC; long ago, where it does not say when it was made out.

        Nor does it say so where that is no moment, or one that is still to come. The token's own
        end is not asked for: it is about handing the token over, once, and an hour is shorter than
        many a meeting.
        """
        made_out = claims.get("iat")
        if not isinstance(made_out, (int, float)):
            return _LONG_AGO
        try:
            moment = datetime.fromtimestamp(made_out, UTC)
        except (OverflowError, ValueError, OSError):
            return _LONG_AGO
        to_come = moment > datetime.now(UTC) + _CLOCKS_DIFFER
        return _LONG_AGO if to_come else moment + timedelta(hours=self.hours)


def rules_of(tables: Mapping[str, object]) -> Rules:
    """Read the tables [roles] and [sign_in] of secrets.toml, beside [auth]. Raises SetUpError."""
    if len(str(_table(tables, "auth").get("cookie_secret", ""))) < _LEAST_SECRET:
        message = f"cookie_secret in [auth] has fewer than {_LEAST_SECRET} letters"
        raise SetUpError(message)
    roles, sign_in = _table(tables, "roles"), _table(tables, "sign_in")
    if not roles:
        message = "[roles] is missing, the table of who has which role"
        raise SetUpError(message)
    if unknown := set(roles) - set(Role):
        message = f"[roles] names '{min(unknown)}', which is none of {', '.join(Role)}"
        raise SetUpError(message)
    if unknown := set(sign_in) - _SIGN_IN:
        message = f"[sign_in] has '{min(unknown)}', which is none of {', '.join(sorted(_SIGN_IN))}"
        raise SetUpError(message)
    hours = sign_in.get("hours", Rules.hours)
    if not isinstance(hours, (int, float)) or not 0 < hours <= _MOST_HOURS:
        message = f"hours in [sign_in] is not a number above 0 and at most {_MOST_HOURS}"
        raise SetUpError(message)
    return Rules(
        {role: _listed(role, roles.get(role, [])) for role in Role},
        str(sign_in.get("groups_claim", Rules.groups_claim)),
        hours,
        str(sign_in.get("ask", Rules.ask)),
    )


def _table(tables: Mapping[str, object], name: str) -> Mapping[str, object]:
    table = tables.get(name, {})
    if not isinstance(table, Mapping):
        message = f"{name} is no table; write [{name}] above its lines"
        raise SetUpError(message)
    return table


def _listed(role: Role, names: object) -> frozenset[str]:
    if not isinstance(names, list) or not all(isinstance(name, str) and name for name in names):
        message = f'{role} in [roles] is no list of names; write {role} = ["..."]'
        raise SetUpError(message)
    return frozenset(_plain_case(name) if "@" in name else name for name in names)


def _email(claims: Mapping[str, object]) -> str:
    """Give the e-mail that the provider verified, "" where there is none."""
    email = claims.get("email")
    verified = claims.get("email_verified") is True and isinstance(email, str) and "@" in email
    return _plain_case(str(email)) if verified else ""


def _plain_case(email: str) -> str:
    """Take away the case; only that of ASCII, since other letters may become another's."""
    return email.lower() if email.isascii() else email


def _name(claims: Mapping[str, object], email: str) -> str:
    """Give the name under which somebody acts: a verified e-mail, else a name with the subject.

    Names repeat, and anybody may choose theirs; the provider gives a subject to one person alone.
    """
    named = email or f"{str(claims.get('name') or 'somebody')[:80]} ({claims.get('sub')})"
    # What cannot be printed could turn a line of the history around on a screen.
    return "".join(letter for letter in named if letter.isprintable())[:_MOST_LETTERS]
