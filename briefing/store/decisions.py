"""Decision: what a board decided on a page, on which numbers, and what came of it, in the ledger.

What was decided is never changed: a decision taken again is a further entry, and so is what came of
one. The picture of the page lies beside the ledger under its SHA-256, which the entry has.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from briefing.access import Act, Person
from briefing.clock import today
from briefing.store.files import checksum
from briefing.store.ledger import DECIDED, FOLLOWED_UP, Altered, Entry
from briefing.store.snapshots import Home

LONGEST_WORDING, LONGEST_NAME, LONGEST_OUTCOME = 400, 60, 400
"""In characters: a resolution that is minuted, who decided, and what came of it."""


class NotDecidedError(Exception):
    """Raised where a decision cannot be written down as it was given; says why and the mend."""


class Choice(StrEnum):
    """What a board does with a request."""

    APPROVED = "approved"
    CHANGED = "approved with changes"
    DEFERRED = "deferred"
    DECLINED = "declined"


@dataclass(frozen=True)
class Asked:
    """The ask as it stood: the request, who was to decide by when, and the measure's promise."""

    request: str
    decider: str
    due_on: date
    kpi: str
    unit: str | None
    baseline: float
    target: float
    target_on: date


@dataclass(frozen=True)
class Printed:
    """A figure as the page had it; `value` is None where `reason` says why."""

    key: str
    title: str
    value: float | None
    text: str
    unit: str
    period: str
    reason: str | None
    team_only: bool = False


@dataclass(frozen=True)
class Setting:
    """The scenario that was shown: its name, every lever and the guardrails that were on."""

    name: str
    levers: Mapping[str, float]
    guardrails: frozenset[str]
    modified: bool


@dataclass(frozen=True)
class Seen:
    """What the board saw: a page of a snapshot under a scenario, at a position of the ledger.

    `kpi` is the measure that the page had chosen, "" where it has none to choose.
    """

    page: str
    kpi: str
    snapshot: str
    stood_at: int
    setting: Setting | None
    asked: Asked
    figures: tuple[Printed, ...]


@dataclass(frozen=True)
class FollowUp:
    """What came of a decision, who wrote it down, and when (UTC)."""

    came: str
    who: str
    at: str


@dataclass(frozen=True)
class Decision:
    """A decision as the ledger has it: `position` is its entry, `picture` its SHA-256."""

    seen: Seen
    choice: Choice
    decided_by: str
    wording: str
    next_on: date
    picture: str = ""
    position: int = 0
    at: str = ""
    who: str = ""
    followed_up: FollowUp | None = None

    @property
    def on(self) -> date:
        """The day (UTC) on which it was written down."""
        return datetime.fromisoformat(self.at).date()


def decisions(home: Home) -> list[Decision]:
    """Give every decision, oldest first, with what came of it.

    An entry that somebody altered beyond reading is none; `tampered` names it.
    """
    found: dict[int, Decision] = {}
    for act in home.ledger.entries(DECIDED, FOLLOWED_UP):
        try:
            if act.kind == DECIDED:
                found[act.position] = _decision(act)
            else:
                about = int(act.payload["decision"])  # type: ignore[call-overload]
                came = FollowUp(str(act.payload["came"]), act.who, act.at)
                found[about] = replace(found[about], followed_up=came)
        except (KeyError, TypeError, ValueError, AttributeError):
            continue
    return list(found.values())


def decide(home: Home, decision: Decision, picture: bytes, who: Person, known: int = 0) -> Decision:
    """Write a decision down by one entry in the ledger, and keep the picture of the page.

    `known` is the position of the last decision on that page of which who writes it knew. Raises
    NotAllowedError, NotDecidedError where something will not do or somebody else has written one
    down since, NoRoomError and NoTurnError; in all cases the ledger has not changed.
    """
    who.must(Act.DECIDE)
    digest = hashlib.sha256(picture).hexdigest()
    checked = replace(
        decision,
        decided_by=_text(decision.decided_by, "who decided", LONGEST_NAME),
        wording=_text(decision.wording, "the wording", LONGEST_WORDING),
        picture=digest,
    )
    if checked.next_on < today():
        message = f"The next date, {checked.next_on}, has passed. Give one from today on."
        raise NotDecidedError(message)
    return home.in_turn(lambda: _decide(home, checked, picture, who, known))


def follow_up(home: Home, position: int, came: str, who: Person) -> None:
    """Write down what came of a decision, which ends its follow-up.

    Raises NotAllowedError, NotDecidedError, NoRoomError and NoTurnError.
    """
    who.must(Act.DECIDE)
    text = _text(came, "what came of it", LONGEST_OUTCOME)
    home.in_turn(lambda: _follow_up(home, position, text, who))


def picture_path(home: Home, digest: str) -> Path:
    """Give the file of the picture of that SHA-256.

    Pictures are never swept: of a record that somebody altered, the picture is what is left.
    """
    return home.root / "pictures" / f"{digest}.png"


def picture_of(home: Home, decision: Decision) -> bytes | None:
    """Give the picture that was decided on; None where it is gone or is another."""
    try:
        content = picture_path(home, decision.picture).read_bytes()
    except OSError:
        return None
    return content if hashlib.sha256(content).hexdigest() == decision.picture else None


def tampered(home: Home) -> list[Altered]:
    """Give every entry that is not as it was written, or whose picture is not the one it names."""
    return sorted(
        [*home.ledger.altered(), *_other_pictures(home)], key=lambda one: (one.position, one.why)
    )


def _other_pictures(home: Home) -> Iterator[Altered]:
    for one in decisions(home):
        path = picture_path(home, one.picture)
        if not path.exists():
            yield Altered(one.position, one.at, "the picture that was decided on is missing")
        elif checksum(path) != one.picture:
            yield Altered(one.position, one.at, "the picture is not the one that was decided on")


def _decide(home: Home, decision: Decision, picture: bytes, who: Person, known: int) -> Decision:
    position = home.ledger.position(DECIDED)
    before = [one for one in decisions(home) if one.seen.page == decision.seen.page]
    if before and before[-1].position != known:
        last = before[-1]
        message = (
            f"{last.who} has written down a decision on this page meanwhile: {last.choice.value}, "
            f"“{last.wording}”. Look at it under Decisions, and open this again if it is another."
        )
        raise NotDecidedError(message)
    if all(one.id != decision.seen.snapshot for one in home.history()):
        message = "A decision is taken on what is published, and this is not. Publish it first."
        raise NotDecidedError(message)
    _keep_picture(picture_path(home, decision.picture), picture)
    act = home.ledger.append(DECIDED, _payload(decision), who.name, after=position)
    return replace(decision, position=act.position, at=act.at, who=act.who)


def _keep_picture(path: Path, picture: bytes) -> None:
    """Write a picture so that only a whole one ever has its name."""
    path.parent.mkdir(exist_ok=True)
    aside = path.with_suffix(".part")
    aside.write_bytes(picture)
    aside.replace(path)


def _follow_up(home: Home, position: int, came: str, who: Person) -> None:
    last = home.ledger.position(FOLLOWED_UP)
    decision = next((one for one in decisions(home) if one.position == position), None)
    if decision is None:
        message = f"Entry {position} of the ledger is no decision to follow up."
        raise NotDecidedError(message)
    if done := decision.followed_up:
        message = f"{done.who} has followed this decision up on {done.at[:10]}: “{done.came}”."
        raise NotDecidedError(message)
    payload = {"decision": position, "came": came}
    home.ledger.append(FOLLOWED_UP, payload, who.name, after=last)


def _text(text: str, what: str, longest: int) -> str:
    """Give a text with single spaces. Raises NotDecidedError where it will not do."""
    words, named = " ".join(text.split()), what[:1].upper() + what[1:]
    message = ""
    if not words:
        message = f"{named} is empty. Write it as it is to be minuted."
    elif len(words) > longest:
        message = f"{named} has {len(words)} characters, and {longest} are the most. Shorten it."
    elif not words.isprintable():
        message = f"{named} has a character that cannot be printed. Type it anew."
    if message:
        raise NotDecidedError(message)
    return words


def _payload(decision: Decision) -> dict[str, object]:
    seen = decision.seen
    return {
        "choice": decision.choice.value,
        "decided_by": decision.decided_by,
        "wording": decision.wording,
        "next_on": decision.next_on.isoformat(),
        "picture": decision.picture,
        "page": seen.page,
        "kpi": seen.kpi,
        "snapshot": seen.snapshot,
        "stood_at": seen.stood_at,
        "setting": seen.setting
        and {
            "name": seen.setting.name,
            "levers": dict(seen.setting.levers),
            "guardrails": sorted(seen.setting.guardrails),
            "modified": seen.setting.modified,
        },
        "asked": asdict(seen.asked)
        | {
            "due_on": seen.asked.due_on.isoformat(),
            "target_on": seen.asked.target_on.isoformat(),
        },
        "figures": [asdict(figure) for figure in seen.figures],
    }


def _decision(act: Entry) -> Decision:
    kept: Mapping[str, Any] = act.payload
    setting, asked = kept["setting"], kept["asked"]
    # What somebody altered may be anything, and what is no number must not be reckoned with.
    read = {name: date.fromisoformat(asked[name]) for name in ("due_on", "target_on")} | {
        name: float(asked[name]) for name in ("baseline", "target")
    }
    return Decision(
        seen=Seen(
            page=kept["page"],
            kpi=kept["kpi"],
            snapshot=kept["snapshot"],
            stood_at=kept["stood_at"],
            setting=setting
            and Setting(
                name=setting["name"],
                levers={lever: float(value) for lever, value in setting["levers"].items()},
                guardrails=frozenset(setting["guardrails"]),
                modified=setting["modified"],
            ),
            asked=Asked(**asked | read),
            figures=tuple(Printed(**figure) for figure in kept["figures"]),
        ),
        choice=Choice(kept["choice"]),
        decided_by=kept["decided_by"],
        wording=kept["wording"],
        next_on=date.fromisoformat(kept["next_on"]),
        picture=kept["picture"],
        position=act.position,
        at=act.at,
        who=act.who,
    )
