"""The command audit: whether what the current snapshot shows gives a hidden number away."""

import json
from argparse import ArgumentParser, Namespace, _SubParsersAction
from contextlib import closing
from dataclasses import asdict

from briefing.exports.outcome import OK, PROBLEMS
from briefing.exports.view import opened
from briefing.kpis.catalogue import catalogue_of
from briefing.privacy.audit import audit
from briefing.store.duck import read
from briefing.store.snapshots import Home
from briefing.write_mart import NESTINGS


def add_auditing(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """Add audit to the command line."""
    command = commands.add_parser("audit", help="look for hidden numbers that can be worked out")
    command.add_argument("--json", action="store_true", help="print the outcome as JSON")
    command.set_defaults(run=_audit)


def _audit(options: Namespace) -> int:
    home = Home.default()
    with opened(home, "base") as view:
        kpis = catalogue_of(view.mart).values()
        minimum = view.mart.settings.minimum_group
        with closing(read(home.mart(view.mart.snapshot))) as con:
            found = audit(
                con,
                minimum,
                counting_people={kpi.key for kpi in kpis if kpi.counts_people},
                signed={kpi.key for kpi in kpis if kpi.unit == "points"},
                nobody={kpi.key for kpi in kpis if kpi.nobody},
                averages={kpi.key for kpi in kpis if kpi.average},
                nestings=NESTINGS,
            )
    if options.json:
        print(json.dumps(asdict(found) | {"minimum": minimum}, ensure_ascii=False, indent=2))
    else:
        print(
            f"{found.hidden:,} numbers are hidden, {found.small:,} of them small: each was bounded "
            f"by all that is shown, {len(found.findings):,} can be worked out."
        )
        for finding in found.findings:
            print(f"  {finding}")
    return PROBLEMS if found.findings else OK
