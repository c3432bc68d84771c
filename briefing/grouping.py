"""Group: problems that are alike, read as one line with a count and the first cells."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefing.problems import Correction, Level, Problem

FIRST_CELLS = 3
_MOST_MENDS = 5
"""Mends of one column that are kept apart: 'Did you mean ...' may be another for each cell."""

_QUOTED = re.compile(r"'[^']*'")
_CELL = re.compile(r"(?:'[^']*'|[^\s'!]+)?!?\b[A-Z]{1,3}[1-9][0-9]{0,6}\b")
_LETTERS = re.compile(r"[A-Z]*")
_SENTENCE = re.compile(r"(?<=[.?!]) ")


@dataclass(frozen=True)
class Group:
    """Problems of one column that are found, expected and mended alike.

    `found` quotes the first few different findings; `expected` is the first problem's.
    """

    level: Level
    file: str
    sheet: str
    column: str
    found: str
    expected: str
    mend: str
    problems: tuple[Problem, ...]

    @property
    def count(self) -> int:
        """How many problems it stands for."""
        return len(self.problems)

    @property
    def cells(self) -> tuple[str, ...]:
        """The first cells, in the order of the sheet."""
        return tuple(problem.cell for problem in self.problems[:FIRST_CELLS] if problem.cell)

    @property
    def where(self) -> str:
        """The place in short: "Workers!C14, C15, C22 and 39,997 more"."""
        place = f"{self.sheet}!{', '.join(self.cells)}" if self.cells else self.sheet
        rest = self.count - max(len(self.cells), 1)
        return f"{place} and {rest:,} more".strip() if rest else place

    @property
    def correction(self) -> Correction | None:
        """The first problem's correction, where one is offered for all of them."""
        return self.problems[0].correction

    @property
    def corrected_cells(self) -> int:
        """How many cells would be read otherwise, were the corrections accepted."""
        return sum(len(one.correction.cells) for one in self.problems if one.correction)

    def __str__(self) -> str:
        """Give the one-line form: file › Sheet!C14 and 2 more: found 'abc', expected a number."""
        where = f"{self.file} › {self.where}" if self.where else self.file
        return f"{where}: found {self.found}, expected {self.expected}"

    def as_dict(self) -> dict[str, object]:
        """Give the group as the command line's JSON has it, with its first cells alone."""
        return {
            "level": str(self.level),
            "file": self.file,
            "sheet": self.sheet,
            "column": self.column,
            "where": self.where,
            "count": self.count,
            "cells": list(self.cells),
            "found": self.found,
            "expected": self.expected,
            "mend": self.mend,
            "correction": {
                "before": self.correction.before,
                "after": self.correction.after,
                "cells": self.corrected_cells,
            }
            if self.correction
            else None,
        }


def grouped(problems: Iterable[Problem]) -> tuple[Group, ...]:
    """Give the problems as groups, the errors before the warnings, else as they came."""
    kinds = _Kinds()
    alike: dict[tuple[str, ...], dict[str, list[Problem]]] = {}
    for problem in problems:
        offered = _offered(problem)
        place = (problem.file, problem.sheet, column_of(problem))
        key = (problem.level, offered, *place, *kinds.of(problem))
        alike.setdefault(key, {}).setdefault(problem.mend, []).append(problem)
    groups: list[Group] = []
    for by_mend in alike.values():
        if len(by_mend) <= _MOST_MENDS:
            groups += [_group(same, mend) for mend, same in by_mend.items()]
        else:
            same = [problem for some in by_mend.values() for problem in some]
            groups.append(_group(_in_order(same), _common_mend(list(by_mend))))
    return tuple(sorted(groups, key=lambda group: group.level is not Level.ERROR))


def _offered(problem: Problem) -> str:
    """Tell apart what is offered: each word for another, and the rows that are left out."""
    if problem.correction is None:
        return ""
    after = problem.correction.after
    return f"{problem.correction.before} \N{RIGHTWARDS ARROW} {after}" if after else "left out"


def column_of(problem: Problem) -> str:
    """Give the letters of a problem's cell, "" where no cell is meant."""
    found = _LETTERS.match(problem.cell)
    return found.group() if found else ""


def row_of(problem: Problem) -> int:
    """Give Excel's row of a problem's cell, 0 where no cell is meant."""
    digits = problem.cell[len(column_of(problem)) :].partition(":")[0]
    return int(digits) if digits.isdecimal() else 0


class _Kinds:
    """Tells the kind of a text: what is left of it without the values that it quotes."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def of(self, problem: Problem) -> tuple[str, str, str]:
        return self._kind(problem.found), self._kind(problem.expected), self._kind(problem.mend)

    def _kind(self, text: str) -> str:
        kind = self._known.get(text)
        if kind is None:
            kind = self._known[text] = _CELL.sub("@", _QUOTED.sub("''", text))
        return kind


def _group(same: Sequence[Problem], mend: str) -> Group:
    first = same[0]
    findings = list(dict.fromkeys(problem.found for problem in same))
    found = ", ".join(findings[:FIRST_CELLS])
    if len(findings) > FIRST_CELLS:
        found += f" and {len(findings) - FIRST_CELLS:,} others"
    return Group(
        first.level, first.file, first.sheet, column_of(first), found, first.expected, mend,
        tuple(same),
    )  # fmt: skip


def _in_order(problems: Sequence[Problem]) -> list[Problem]:
    return sorted(problems, key=row_of)


def _common_mend(mends: Sequence[str]) -> str:
    """Give the sentences with which all of them begin, else the first whole."""
    parts = [_SENTENCE.split(mend) for mend in mends]
    common = []
    for sentences in zip(*parts, strict=False):
        if len(set(sentences)) > 1:
            break
        common.append(sentences[0])
    return " ".join(common) or mends[0]
