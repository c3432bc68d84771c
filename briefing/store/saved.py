"""Saved: a scenario that somebody saved under their role with its forecast, as the ledger keeps it.

What was saved is never changed, and its name is never given again: so a link to it means the same
for good, and what it said can be set beside what happened.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from briefing.access import Act, NotAllowedError, Person, Role
from briefing.store.ledger import ASIDE, SAVED, Entry
from briefing.store.snapshots import Home

SHIPPED = ("conservative", "base", "stretch")
"""The names, in small letters, of the scenarios that are made of Assumptions."""

LONGEST_NAME = 40
"""In characters: with it a column's head is read in two lines."""


class NotSavedError(Exception):
    """Raised where a scenario cannot be saved as it was asked for; says why and how to mend it."""


@dataclass(frozen=True)
class Forecast:
    """One measure as it was forecast for the 12 months up to each month after `known_until`.

    `own` is under the saved scenario, `base` under HR's Base of that day.
    """

    known_until: date
    own: tuple[float, ...]
    base: tuple[float, ...]


@dataclass(frozen=True)
class Saved:
    """A saved scenario: its name, who saved it in which role and when (UTC), and what it said.

    `settings` has every lever, `forecasts` every measure with a trajectory by its KPI. `aside` says
    that it is no longer listed.
    """

    name: str
    role: Role
    snapshot: str
    settings: Mapping[str, float]
    guardrails: frozenset[str]
    forecasts: Mapping[str, Forecast]
    who: str = ""
    at: str = ""
    aside: bool = False


def saved_scenarios(home: Home, until: int | None = None) -> dict[str, Saved]:
    """Give all that was ever saved by its name in small letters, oldest first.

    `until` is the last position of the ledger that counts.
    """
    acts = [
        (str(act.payload["name"]).casefold(), act)
        for act in home.ledger.entries(SAVED, ASIDE)
        if until is None or act.position <= until
    ]
    aside = {name for name, act in acts if act.kind == ASIDE}
    return {name: _saved(act, aside=name in aside) for name, act in acts if act.kind == SAVED}


def keep(home: Home, saved: Saved, who: Person) -> Saved:
    """Save a scenario by one entry in the ledger, and give it with who saved it and when.

    Raises NotAllowedError where who it is may not do so in that role, NotSavedError where the name
    or the snapshot will not do, NoRoomError and NoTurnError; in all cases nothing has changed.
    """
    if saved.role not in who.roles:
        raise NotAllowedError(Act.SAVE_SCENARIOS)
    Person(who.name, frozenset({saved.role})).must(Act.SAVE_SCENARIOS)
    return home.in_turn(lambda: _keep(home, saved, who))


def put_aside(home: Home, name: str, who: Person) -> None:
    """Take a saved scenario off the lists by a further entry; links to it go on showing it.

    Raises NotAllowedError where who it is neither saved it nor may put aside what others saved,
    NotSavedError where none of that name is listed, NoRoomError and NoTurnError.
    """
    home.in_turn(lambda: _put_aside(home, name, who))


def named(text: str) -> str:
    """Give the name that a text is meant as, with single spaces. Raises NotSavedError."""
    name = " ".join(text.split())
    if not name:
        message = "Give the scenario a name, such as CFO’s forecast."
        raise NotSavedError(message)
    if len(name) > LONGEST_NAME:
        message = (
            f"The name has {len(name)} characters, and {LONGEST_NAME} are the most. Shorten it."
        )
        raise NotSavedError(message)
    if not name.isprintable():
        message = "The name has a character that cannot be printed. Type it anew."
        raise NotSavedError(message)
    if name.casefold() in SHIPPED or name.casefold().startswith("modified from "):
        message = f"'{name}' is what scenarios that ship are called. Take another name."
        raise NotSavedError(message)
    return name


def _keep(home: Home, saved: Saved, who: Person) -> Saved:
    position = home.ledger.position(SAVED)
    name = named(saved.name)
    if before := saved_scenarios(home).get(name.casefold()):
        state = " and put aside since" if before.aside else ""
        message = (
            f"'{before.name}' was saved by {before.who} on {before.at[:10]}{state}. A name is "
            "given once, so that links to it stay true. Take another name."
        )
        raise NotSavedError(message)
    if all(one.id != saved.snapshot for one in home.history()):
        message = "A scenario is saved on what is published, and this is not. Publish it first."
        raise NotSavedError(message)
    payload = {
        "name": name,
        "role": saved.role.value,
        "snapshot": saved.snapshot,
        "settings": dict(saved.settings),
        "guardrails": sorted(saved.guardrails),
        "forecasts": {kpi: _payload(one) for kpi, one in saved.forecasts.items()},
    }
    act = home.ledger.append(SAVED, payload, who.name, after=position)
    return _saved(act, aside=False)


def _put_aside(home: Home, name: str, who: Person) -> None:
    position = home.ledger.position(ASIDE)
    saved = saved_scenarios(home).get(name.casefold())
    if saved is None or saved.aside:
        message = f"There is no saved scenario '{name}' to put aside."
        raise NotSavedError(message)
    who.must(Act.SAVE_SCENARIOS if saved.who == who.name else Act.PUT_ASIDE_OTHERS)
    home.ledger.append(ASIDE, {"name": saved.name}, who.name, after=position)


def _payload(forecast: Forecast) -> dict[str, object]:
    known_until = forecast.known_until.isoformat()
    return {"known_until": known_until, "own": forecast.own, "base": forecast.base}


def _saved(act: Entry, *, aside: bool) -> Saved:
    kept: Mapping[str, Any] = act.payload
    return Saved(
        name=kept["name"],
        role=Role(kept["role"]),
        snapshot=kept["snapshot"],
        settings=kept["settings"],
        guardrails=frozenset(kept["guardrails"]),
        forecasts={
            kpi: Forecast(
                date.fromisoformat(one["known_until"]), tuple(one["own"]), tuple(one["base"])
            )
            for kpi, one in kept["forecasts"].items()
        },
        who=act.who,
        at=act.at,
        aside=aside,
    )
