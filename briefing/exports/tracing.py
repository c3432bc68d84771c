"""The commands that follow a figure to its cells and back: trace and impact."""

import json
from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Mapping

from briefing.access import at_this_machine
from briefing.exports.outcome import OK
from briefing.exports.settings import SCENARIO_HELP
from briefing.exports.view import Opened, UnknownNameError, opened
from briefing.figures.behind import Behind, follow
from briefing.figures.model import Figure
from briefing.figures.money import money_view
from briefing.figures.printed import find, in_all_scenarios
from briefing.figures.registry import scenario_figures
from briefing.figures.trace import impact
from briefing.figures.words import Words
from briefing.forecast.scenario import shipped_scenarios
from briefing.intake.names import close_to
from briefing.store.mart import Mart
from briefing.store.snapshots import Home, user


def add_tracing(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """Add trace and impact to the command line."""
    follow = commands.add_parser("trace", help="say from which cells a figure comes, and how")
    follow.add_argument(
        "figure",
        metavar="FIGURE",
        help="its key, as `figures` lists them, or its number as printed: '8.4%%'",
    )
    follow.set_defaults(run=_trace)
    back = commands.add_parser("impact", help="list the figures that rest on a load")
    back.add_argument("load", metavar="LOAD", help="a file's name, a load's id or the snapshot's")
    back.set_defaults(run=_impact)
    for command in (follow, back):
        command.add_argument("--scenario", default="base", help=SCENARIO_HELP)
        command.add_argument("--json", action="store_true", help="print the outcome as JSON")


def _trace(options: Namespace) -> int:
    home = Home.default()
    with opened(home, options.scenario) as view:
        figures = in_all_scenarios(view.figures, _in_scenarios(view.mart))
        keys = find(options.figure, figures, Words.of(view.mart.settings))
        if not keys:
            asked = close_to(options.figure, view.figures)
            message = f"There is no figure '{options.figure}'.{asked} `figures` lists them all."
            raise UnknownNameError(message)
        if len(keys) > 1:
            title = f"{len(keys):,} figures are printed as {options.figure}, now or a year before"
            alike = {key: figures[key] for key in keys}
            return _list(title, {"printed": options.figure}, alike, as_json=options.json)
        (key,) = keys
        figure = figures[key]
        behind = Behind.of(home, view.snapshot, view.mart, at_this_machine(user()))
        traced = follow(home, view.snapshot, behind, figures, key)
    if options.json:
        found = figure.as_dict() | {
            "sources": [one.as_dict() for one in traced.cells],
            "loaded": traced.loaded,
            "note": behind.note,
        }
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return OK
    print(f"{figure.title}, {figure.period}: {figure.text}")
    print(f"  {figure.formula}")
    for line in (*map(str, traced.cells), *traced.lines):
        print(f"  {line}")
    for other in traced.rests_on:
        one = figures[other]
        print(f"  rests on {other}: {one.text} ({one.title}, {one.period})")
    return OK


def _impact(options: Namespace) -> int:
    with opened(Home.default(), options.scenario) as view:
        found = impact(options.load, view.figures, view.mart.snapshot)
        if not found and not _is_loaded(options.load, view):
            files = ", ".join(sorted({load.file for load in view.mart.loads}))
            message = f"No load is called '{options.load}'; there are {files}."
            raise UnknownNameError(message)
    return _list(f"{len(found):,} figures rest on {options.load}", {"load": options.load},
                 {figure.key: figure for figure in found}, as_json=options.json)  # fmt: skip


def _in_scenarios(mart: Mart) -> dict[str, dict[str, Figure]]:
    shipped = shipped_scenarios(mart.assumptions(), mart.costs(), mart.settings.discount_rate)
    return {name: scenario_figures(mart, money_view(mart, one)) for name, one in shipped.items()}


def _list(
    title: str, asked: dict[str, str], figures: Mapping[str, Figure], *, as_json: bool
) -> int:
    """Print figures by their keys."""
    if as_json:
        listed = [{"key": key, "title": one.title, "text": one.text, "period": one.period}
                  for key, one in figures.items()]  # fmt: skip
        print(json.dumps(asked | {"figures": listed}, ensure_ascii=False, indent=2))
        return OK
    print(title)
    for key, one in figures.items():
        print(f"{key}: {one.text} ({one.title}, {one.period})")
    return OK


def _is_loaded(named: str, view: Opened) -> bool:
    return any(named in {load.load, load.file} for load in view.mart.loads)
