"""person and let_in: who looks at a page now, and what whoever has no role gets in its place."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from typing import TypeVar

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from briefing.access import Act, NotAllowedError, Person, at_this_machine
from briefing.figures.messages import Message
from briefing.store.snapshots import user
from briefing.ui.frame import show_heading
from briefing.ui.identity import SetUpError, rules_of

_NOBODY = Person("nobody", frozenset())
_GUIDE = "docs/access.md says how"
_Made = TypeVar("_Made")


@dataclass(frozen=True)
class _Entrance:
    """Who comes, and how they came in; with a title, why not, and what they can press instead."""

    person: Person
    line: str
    title: str = ""
    sign_in: bool = False
    sign_out: bool = False


def person() -> Person:
    """Give whoever looks at the page now; without a role, where nothing is to be shown to them."""
    return _entrance(st.user.to_dict()).person


def access_line() -> str:
    """Say how whoever looks at the page came in, and until when."""
    return _entrance(st.user.to_dict()).line


def only_for(act: Act, make: Callable[[], _Made]) -> Callable[[], _Made]:
    """Give what makes a download once it is asked for, and asks then whether its reader still may.

    It runs without a page, so that it keeps the claims of whoever looks at the page now. What it
    gives raises NotAllowedError.
    """
    claims = st.user.to_dict()

    def made() -> _Made:
        _entrance(claims).person.must(act)
        return make()

    return made


def let_in(act: Act | None = None) -> None:
    """Go on for whoever has a role, and may do `act`; tell all others why not, and end the page."""
    entrance = _entrance(st.user.to_dict())
    if entrance.person.roles and act and not entrance.person.may(act):
        show_heading(Message("This is for those with another role", str(NotAllowedError(act))), "")
        st.stop()
    if entrance.person.roles:
        return
    show_heading(Message(entrance.title, entrance.line), "")
    if entrance.sign_in and st.button("Sign in", type="primary"):
        st.login()
    if entrance.sign_out and st.button("Sign out"):
        st.logout()
    st.stop()


def signs_in() -> bool:
    """Say whether people sign in here; where nobody does, only this machine is answered."""
    try:
        return not {"auth", "roles", "sign_in"}.isdisjoint(_tables())
    except SetUpError:
        return True


def is_loopback(host: str | None) -> bool:
    """Say whether an address leads to this machine alone."""
    try:
        return ip_address(host or "").is_loopback
    except ValueError:
        return host == "localhost"


def _entrance(claims: Mapping[str, object]) -> _Entrance:
    if not signs_in():
        return _at_the_machine()
    try:
        rules = rules_of(_tables())
    except SetUpError as error:
        line = f"{error}. Nothing is shown to anybody until it is mended; {_GUIDE}"
        return _Entrance(_NOBODY, line, "Signing in is not set up yet")
    if claims.get("is_logged_in") is not True:
        line = "It is shown to those whom the organisation has named; open your link again then"
        return _Entrance(_NOBODY, line, "Sign in to see this briefing", sign_in=True)
    ends_at = rules.ends_at(claims)
    if datetime.now(UTC) >= ends_at:
        line = f"A sign-in holds for {rules.hours:g} hours, and nothing was changed since it ended"
        return _Entrance(_NOBODY, line, "Please sign in again", sign_in=True)
    who = rules.person(claims)
    if not who.roles:
        line = f"You are signed in as {who.name}. To see it, ask {rules.ask} for a role"
        return _Entrance(who, line, "This briefing is not shared with you yet", sign_out=True)
    roles = ", ".join(sorted(who.roles))
    return _Entrance(who, f"Signed in as {who.name} ({roles}), until {ends_at:%d %b, %H:%M} UTC.")


def _at_the_machine() -> _Entrance:
    """Give every role to whoever has the machine, and none where others could reach it."""
    if is_loopback(st.get_option("server.address")):
        line = "Nobody signs in: only this machine is answered, and whoever has it may do all."
        return _Entrance(at_this_machine(user()), line)
    line = f"server.address is open to others, and nobody signs in. Change one of them; {_GUIDE}"
    return _Entrance(_NOBODY, line, "This briefing is not open to a network yet")


def _tables() -> dict[str, object]:
    """Read secrets.toml; nothing, where there is no such file. Raises SetUpError."""
    try:
        return dict(st.secrets.to_dict())
    except (StreamlitSecretNotFoundError, OSError, UnicodeDecodeError) as error:
        if not any(Path(path).exists() for path in st.get_option("secrets.files")):
            return {}
        message = "The file secrets.toml cannot be read"
        raise SetUpError(message) from error
