"""Unprotected and unprotected_problems: small numbers that nothing left to hide protects."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from briefing.privacy import WITHOUT_CELL
from briefing.privacy.cells import Place
from briefing.problems import Level, Problem


class Unprotected(NamedTuple):
    """A place of a KPI that tells a small number.

    It is the small cell itself, which can be worked out whatever else is hidden; or where units
    `went`, a cell that told more before and less now, or the other way round, by few people.
    """

    kpi: str
    place: Place
    went: tuple[str, ...] = ()


def unprotected_problems(found: Iterable[Unprotected], files: str) -> Iterator[Problem]:
    """Warn of each KPI and scope once, with its first period and how many more there are.

    `files` names the files of the load.
    """
    in_order = sorted(found, key=lambda one: (one.kpi, one.place.scope, one.went, one.place))
    for (kpi, scope, went), same in groupby(
        in_order, key=lambda one: (one.kpi, one.place.scope, one.went)
    ):
        first, *more = (one.place for one in same)
        many = f" and {len(more):,} more" if more else ""
        of = f"'{kpi}' of {scope}, {first.grain} from {first.starts_on:%Y-%m}{many}"
        yield _changed(files, of, " and ".join(went)) if went else _small(files, of, scope)


def _small(files: str, of: str, scope: str) -> Problem:
    units = "the units without a cell" if scope == WITHOUT_CELL else scope
    return Problem(
        file=files,
        sheet="",
        cell="",
        found=f"{of}: a small number that can be worked out",
        expected="numbers to hide with it that no earlier snapshot has shown",
        mend=f"Merge {units} with another unit, under one name in all sheets, or leave these "
        "periods' rows out: who has the earlier snapshot knows the number.",
        level=Level.WARNING,
    )


def _changed(files: str, of: str, units: str) -> Problem:
    return Problem(
        file=files,
        sheet="",
        cell="",
        found=f"{of}: changed by few people, now that there is no row of {units}",
        expected="no change that tells with the last snapshot what it hid",
        mend=f"Keep the rows of {units} under that name: who has the last snapshot can take the "
        "one number from the other.",
        level=Level.WARNING,
    )
