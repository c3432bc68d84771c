"""View: the snapshot and scenario that a page shows, as the URL and the session have them."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

import streamlit as st

from briefing.access import Act
from briefing.figures.kept import withheld
from briefing.figures.model import Figure
from briefing.figures.money import MoneyView
from briefing.figures.saving import all_scenarios
from briefing.figures.words import Words
from briefing.forecast.scenario import LEVERS, Scenario, levers_for, moved
from briefing.store.mart import Mart
from briefing.store.saved import LONGEST_NAME, SHIPPED
from briefing.store.snapshots import Home, Snapshot, SnapshotDamagedError
from briefing.ui import cache
from briefing.ui.frame import show_damaged, show_mark, show_nothing_yet, show_unknown_snapshot
from briefing.ui.pin import Pin, hold, pinned, team_form_asked
from briefing.ui.signed_in import let_in, person

_SCENARIO = "scenario"
_BASE = "base"
_NONE = "none"
_SNAPSHOT = "snapshot"
_GUARDRAILS = "guardrails"


@dataclass(frozen=True)
class View:
    """What a page needs: the snapshot's mart, the scenario, and the figures of both.

    `scenarios` are those at hand, by name in small letters: the shipped ones, and the saved one
    that the present one is or is moved from.
    """

    snapshot: Snapshot
    mart: Mart
    scenario: Scenario | None
    scenarios: Mapping[str, Scenario] = field(default_factory=dict)
    pin: Pin | None = None
    """What the presentation holds to; None where it is none."""

    @property
    def presenting(self) -> bool:
        """Whether the page is on the wall of a room."""
        return self.pin is not None

    @property
    def for_team(self) -> bool:
        """Whether it may show what the team keeps: in a room only where that was asked for."""
        asked = not self.presenting or team_form_asked()
        return asked and person().may(Act.SEE_TEAM_FORM)

    @property
    def preview(self) -> bool:
        """Whether it shows what is not published."""
        return self.snapshot.waiting

    @cached_property
    def words(self) -> Words:
        """The organisation's way of writing numbers."""
        return Words.of(self.mart.settings)

    @property
    def money(self) -> MoneyView:
        """The scenario in money."""
        return cache.money(self.mart, self.scenario)

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        """The figures that the pages print, by key, without what lies behind a scenario's money.

        To others than the team, what it keeps is no value.
        """
        fixed = withheld(cache.fixed_figures(self.mart), team=self.for_team)
        return fixed | cache.headlines_of(self.mart, self.scenario)

    @property
    def all_figures(self) -> Mapping[str, Figure]:
        """The same with what lies behind: for paper and dialogs, which may print any of them."""
        return {**self.figures, **cache.moved_figures(self.mart, self.scenario)}


def open_view() -> View:
    """Open a snapshot under the session's scenario; end the page where none is to be shown.

    It is the current one, unless the URL or the session names another, or a presentation holds to
    one.
    """
    let_in()
    home = cache.open_home()
    current = home.current()
    snapshot = current
    held = pinned(home)
    pin = held if isinstance(held, Pin) else None
    if held and pin is None:
        show_mark(str(held))
    if wanted := pin.snapshot.id if pin else _wanted_snapshot():
        # For whoever may not see it there is none of that id, be it guessed or not.
        wants = _right_to(wanted, current)
        snapshot = home.find(wanted) if wants is None or person().may(wants) else None
        if snapshot is None:
            show_unknown_snapshot()
            _show_leave("Show the current snapshot")
            st.stop()
        if pin is None and current and snapshot.id == current.id:
            forget_snapshot()
        elif pin is None:
            _show_mark(snapshot, home)
    if snapshot is None:
        show_nothing_yet()
        st.stop()
    try:
        mart = cache.open_mart(snapshot)
    except SnapshotDamagedError as error:
        show_damaged(str(error))
        st.stop()
    return View(snapshot, mart, *scenarios_now(mart), pin)


def begin_presenting() -> None:
    """Hold to what is shown now, for whoever may present; what is not published is not presented.

    Raises NotAllowedError.
    """
    home = cache.open_home()
    wanted = _wanted_snapshot()
    snapshot = home.find(wanted) if wanted else home.current()
    if snapshot and not snapshot.waiting:
        hold(home, snapshot)


def take_newer() -> None:
    """Hold to what is in force now. Raises NotAllowedError."""
    home = cache.open_home()
    if current := home.current():
        forget_snapshot()
        hold(home, current)


def let_in_again(mart: Mart) -> None:
    """Go on in a dialog for whoever may still see the mart that it was opened with.

    What happens in a dialog runs without the page, and without who opened it being looked at.
    """
    let_in(_right_to(mart.snapshot, cache.open_home().current()))


def _right_to(snapshot_id: str, current: Snapshot | None) -> Act | None:
    """Give the right that a snapshot asks for; what is current asks for none but to be let in."""
    return None if current is not None and snapshot_id == current.id else Act.SEE_LOADS


def preview(snapshot_id: str) -> None:
    """Show a snapshot that is not current on the pages from now on, from the brief on."""
    st.session_state[_SNAPSHOT] = snapshot_id
    st.switch_page("pages/brief.py", query_params={_SNAPSHOT: snapshot_id})


def _wanted_snapshot() -> str:
    """Give the id that the URL names, else the session's; "" for the current one."""
    if _SNAPSHOT in st.query_params:
        st.session_state[_SNAPSHOT] = st.query_params[_SNAPSHOT]
    wanted: str = st.session_state.get(_SNAPSHOT, "")
    if wanted:
        st.query_params[_SNAPSHOT] = wanted
    return wanted


def forget_snapshot() -> None:
    """Show the current snapshot again."""
    st.session_state.pop(_SNAPSHOT, None)
    if _SNAPSHOT in st.query_params:
        del st.query_params[_SNAPSHOT]


def _show_mark(snapshot: Snapshot, home: Home) -> None:
    """Say over the page that it is not what is in force, and offer the way back."""
    if snapshot.waiting:
        older = " on an older state" if snapshot.position != home.position() else ""
        show_mark(f"Preview{older}, not published: {', '.join(snapshot.files)}")
        _show_leave("Leave preview")
        return
    state = "taken back" if snapshot.undone else "not the current one"
    day = f"{datetime.fromisoformat(snapshot.at):%d %b %Y, %H:%M}"
    show_mark(f"Snapshot of {day} UTC, {state}")
    _show_leave("Show the current one")


def _show_leave(label: str) -> None:
    with st.container(key="leave"):
        st.button(label, on_click=forget_snapshot)


def choose_scenario(
    name: str, settings: Mapping[str, float], guardrails: frozenset[str] | None = None
) -> None:
    """Write a scenario, its moved levers and its guardrails to the session and the URL.

    Without guardrails they are on as the scenario has them. Only for whoever may move levers.
    """
    if not person().may(Act.MOVE_LEVERS):
        return
    chosen = {_SCENARIO: name} | {key: f"{value:g}" for key, value in settings.items()}
    # The shipped ones have none on, so that none need not be said.
    if guardrails or (guardrails is not None and name not in SHIPPED):
        chosen[_GUARDRAILS] = ",".join(sorted(guardrails)) or _NONE
    st.session_state[_SCENARIO] = chosen
    _write_url(chosen)


def _wanted_scenario() -> Mapping[str, str]:
    """Give what the URL says of the scenario, else what the session does."""
    wanted = {key: st.query_params[key] for key in _keys() if key in st.query_params}
    if wanted:
        st.session_state[_SCENARIO] = wanted
    else:
        wanted = st.session_state.get(_SCENARIO, {})
        _write_url(wanted)
    return wanted


def scenarios_now(mart: Mart) -> tuple[Scenario | None, Mapping[str, Scenario]]:
    """Give the scenario that is wanted, Base where it is not known; and those at hand."""
    wanted = _wanted_scenario()
    name = wanted.get(_SCENARIO, _BASE)
    home = cache.open_home()
    held = pinned(home)
    until = held.position if isinstance(held, Pin) else None
    known = all_scenarios(home, cache.scenarios(mart), name, until)
    if not known:
        return None, known
    if name.casefold() not in known:
        show_mark(f"There is no scenario '{name[:LONGEST_NAME]}': this is Base")
    named = known.get(name.casefold(), known[_BASE])
    given = {lever.key: _number(wanted.get(lever.key)) for lever in LEVERS}
    settings = {key: value for key, value in given.items() if value is not None}
    guardrails = frozenset(wanted[_GUARDRAILS].split(",")) if _GUARDRAILS in wanted else None
    return moved(named, settings, levers_for(known), guardrails), known


def _number(text: str | None) -> float | None:
    """Read a number from the URL; None for what is not a finite one."""
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _write_url(chosen: Mapping[str, str]) -> None:
    """Write a scenario to the URL, in one message to the browser, and none where it is there."""
    now = st.query_params.to_dict()
    others = {key: value for key, value in now.items() if key not in _keys()}
    if now != (wanted := others | dict(chosen)):
        st.query_params.from_dict(wanted)


def _keys() -> list[str]:
    return [_SCENARIO, *(lever.key for lever in LEVERS), _GUARDRAILS]
