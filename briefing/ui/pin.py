"""Pin: what a presentation holds to, as the URL and the session have it (`?present=`).

While it is held, nothing that others do moves what is on the wall: no publish, no undo, no new
scenario. Whoever presents may take what is newer.
"""

import re
from dataclasses import dataclass

import streamlit as st

from briefing.access import Act, NotAllowedError
from briefing.store.ledger import SAVED, Entry
from briefing.store.snapshots import Home, Snapshot
from briefing.ui.signed_in import person

_PRESENT = "present"
_TEAM = "present_team"
_PIN = re.compile(r"([0-9]{8}-[0-9a-f]{6})-([1-9][0-9]{0,8})", re.ASCII)
_UNKNOWN = "No presentation can be opened from this address: this is the everyday page"


@dataclass(frozen=True)
class Pin:
    """A published snapshot, and the last position of the ledger that the presentation knows of."""

    snapshot: Snapshot
    position: int

    def __str__(self) -> str:
        """Write it as the URL has it."""
        return f"{self.snapshot.id}-{self.position}"


def pinned(home: Home) -> Pin | str:
    """Give what the presentation holds to; "" without one, and in words why one is refused."""
    held: Pin | None = st.session_state.get(_PRESENT)
    text = st.query_params.get(_PRESENT, str(held or ""))
    if not text:
        return ""
    if not person().may(Act.PRESENT):
        return str(NotAllowedError(Act.PRESENT))
    if str(held) != text:
        held = _read(text, home)
        if held is None:
            st.session_state.pop(_PRESENT, None)
            return _UNKNOWN
        st.session_state[_PRESENT] = held
    if st.query_params.get(_PRESENT) != text:
        st.query_params[_PRESENT] = text
    return held or ""


def hold(home: Home, snapshot: Snapshot) -> None:
    """Hold to a published snapshot and to what the ledger has now. Raises NotAllowedError."""
    person().must(Act.PRESENT)
    pin = Pin(snapshot, home.ledger.position(SAVED))
    st.session_state[_PRESENT] = pin
    st.query_params[_PRESENT] = str(pin)


def let_go() -> None:
    """Hold to nothing any more."""
    st.session_state.pop(_PRESENT, None)
    ask_for_team_form(asked=False)
    if _PRESENT in st.query_params:
        del st.query_params[_PRESENT]


def newer(home: Home, pin: Pin) -> Entry | None:
    """Give the last act by which another snapshot became current since; None where none did."""
    acts = [act for act in home.ledger.entries("publish", "undo") if act.position > pin.position]
    current = home.current()
    return acts[-1] if acts and current and current.id != pin.snapshot.id else None


def ask_for_team_form(*, asked: bool) -> None:
    """Keep whether whoever presents asks for what the team keeps to be shown in the room."""
    st.session_state[_TEAM] = asked


def team_form_asked() -> bool:
    """Say whether whoever presents asked for it, and may."""
    return bool(st.session_state.get(_TEAM)) and person().may(Act.SEE_TEAM_FORM)


def _read(text: str, home: Home) -> Pin | None:
    """Read what an address that anybody may have written says; None for what never was."""
    found = _PIN.fullmatch(text)
    snapshot = home.find(found[1]) if found else None
    if found is None or snapshot is None or snapshot.waiting:
        return None
    position, last = int(found[2]), home.ledger.position(SAVED)
    return Pin(snapshot, position) if snapshot.position <= position <= last else None
