"""The commands that follow a figure to its cells and back: trace and impact."""

import json
from argparse import ArgumentParser, Namespace, _SubParsersAction

from briefing.exports.outcome import OK
from briefing.exports.view import Opened, UnknownNameError, opened
from briefing.figures.trace import impact, trace
from briefing.intake.names import close_to
from briefing.store.snapshots import Home


def add_tracing(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """Add trace and impact to the command line."""
    follow = commands.add_parser("trace", help="say from which cells a figure comes, and how")
    follow.add_argument("figure", metavar="FIGURE", help="its key, as `figures` lists them")
    follow.set_defaults(run=_trace)
    back = commands.add_parser("impact", help="list the figures that rest on a load")
    back.add_argument("load", metavar="LOAD", help="a file's name, a load's id or the snapshot's")
    back.set_defaults(run=_impact)
    for command in (follow, back):
        command.add_argument("--scenario", default="base", help="conservative, base or stretch")
        command.add_argument("--json", action="store_true", help="print the outcome as JSON")


def _trace(options: Namespace) -> int:
    with opened(Home.default(), options.scenario) as view:
        figure = view.figures.get(options.figure)
        if figure is None:
            asked = close_to(options.figure, view.figures)
            message = f"There is no figure '{options.figure}'.{asked} `figures` lists them all."
            raise UnknownNameError(message)
        cells = trace(figure, view.mart.loads)
    if options.json:
        found = figure.as_dict() | {"sources": [one.as_dict() for one in cells]}
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return OK
    print(f"{figure.title}, {figure.period}: {figure.text}")
    print(f"  {figure.formula}")
    for one in cells:
        print(f"  {one}")
    return OK


def _impact(options: Namespace) -> int:
    with opened(Home.default(), options.scenario) as view:
        found = impact(options.load, view.figures, view.mart.snapshot)
        if not found and not _is_loaded(options.load, view):
            files = ", ".join(sorted({load.file for load in view.mart.loads}))
            message = f"No load is called '{options.load}'; there are {files}."
            raise UnknownNameError(message)
    if options.json:
        listed = [{"key": f.key, "title": f.title, "text": f.text, "period": f.period}
                  for f in found]  # fmt: skip
        print(json.dumps({"load": options.load, "figures": listed}, ensure_ascii=False, indent=2))
        return OK
    print(f"{len(found):,} figures rest on {options.load}")
    for figure in found:
        print(f"{figure.key}: {figure.text} ({figure.title}, {figure.period})")
    return OK


def _is_loaded(named: str, view: Opened) -> bool:
    return any(named in {load.load, load.file} for load in view.mart.loads)
