"""The commands on what was decided: decisions lists and replays, ledger checks the record."""

import json
from argparse import ArgumentParser, Namespace, _SubParsersAction
from dataclasses import asdict

from briefing.clock import today
from briefing.exports.outcome import OK, PROBLEMS, Outcome
from briefing.exports.view import UnknownNameError
from briefing.figures.decisions import state_of
from briefing.figures.replay import Replay, replay, replay_table
from briefing.store.decisions import Decision, decisions, picture_path, tampered
from briefing.store.snapshots import Home


def add_decisions(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """Add decisions and ledger; they give 1 where a figure differs or an entry was altered."""
    listed = commands.add_parser("decisions", help="list what was decided, and what came of it")
    listed.add_argument(
        "--replay",
        type=int,
        metavar="POSITION",
        help="work the figures of the decision at that entry of the ledger out again",
    )
    listed.set_defaults(run=_decisions)
    check = commands.add_parser("ledger", help="check that the ledger is as it was written")
    check.set_defaults(run=_ledger)
    for command in (listed, check):
        command.add_argument("--json", action="store_true", help="print the outcome as JSON")


def _decisions(options: Namespace) -> int:
    home = Home.default()
    found = decisions(home)
    if options.replay is None:
        return _list(home, found, as_json=options.json)
    decision = next((one for one in found if one.position == options.replay), None)
    if decision is None:
        there_are = ", ".join(str(one.position) for one in found) or "none"
        message = f"Entry {options.replay} of the ledger is no decision; there are {there_are}."
        raise UnknownNameError(message)
    return _replay(home, decision, as_json=options.json)


def _list(home: Home, found: list[Decision], *, as_json: bool) -> int:
    if as_json:
        current = home.current()
        listed = [_as_dict(home, one) for one in found]
        print(Outcome(current.id if current else None, more={"decisions": listed}).as_json())
        return OK
    for one in found:
        print(
            f"{one.position}  {one.at}  {one.seen.page}  {one.choice.value} by {one.decided_by}: "
            f"{one.wording}"
        )
        came = f": {one.followed_up.came}" if one.followed_up else ""
        print(f"  next on {one.next_on}, {state_of(one, today()).value}{came}; {one.seen.snapshot}")
    if not found:
        print("No decision has been written down yet.")
    return OK


def _replay(home: Home, decision: Decision, *, as_json: bool) -> int:
    again = replay(home, decision)
    altered = any(one.position == decision.position for one in tampered(home))
    note = "This record was altered: it is not what the board decided on." if altered else ""
    if as_json:
        print(json.dumps(_as_dict(home, decision) | {
            "line": again.line, "altered": altered, "recomputed": _pairs(again),
        }, ensure_ascii=False, indent=2))  # fmt: skip
    else:
        for line in filter(None, (note, again.line)):
            print(line)
        for title, saw, now in replay_table(again, team=True).rows:
            print(f"  {title}: {saw}{f' → {now}' if now else ''}")
    return PROBLEMS if altered or again.reason or again.differing else OK


def _pairs(again: Replay) -> list[dict[str, object]]:
    return [
        {"key": one.key, "stored": one.value, "now": None if other is None else other.value,
         "same": one == other}
        for one, other in again.pairs
    ]  # fmt: skip


def _as_dict(home: Home, decision: Decision) -> dict[str, object]:
    """Give a decision by name; days as text, as JSON has them."""
    fields = asdict(decision) | {
        "state": state_of(decision, today()).value,
        "picture_file": str(picture_path(home, decision.picture)),
    }
    readable: dict[str, object] = json.loads(json.dumps(fields, default=_plain))
    return readable


def _plain(value: object) -> object:
    return sorted(value) if isinstance(value, frozenset) else str(value)


def _ledger(options: Namespace) -> int:
    home = Home.default()
    found, count = tampered(home), len(home.ledger.entries())
    if options.json:
        current = home.current()
        error = "The ledger was altered." if found else None
        more = {"entries": count, "altered": [asdict(one) for one in found]}
        print(Outcome(current.id if current else None, error=error, more=more).as_json())
    elif found:
        for one in found:
            print(f"Entry {one.position}, {one.at}: {one.why}.")
    else:
        pictures = len({one.picture for one in decisions(home)})
        print(f"Entries: {count}, pictures: {pictures}; all are as they were written.")
    return PROBLEMS if found else OK
