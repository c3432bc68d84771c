"""What a cell certainly means, offered beside its problem, and read so once a person accepts it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from rapidfuzz.distance import OSA

from briefing.grouping import column_of, row_of
from briefing.intake.read import RawSheet
from briefing.problems import Correction, Level, Problem, counted_cells

_SHORTEST = 4
"""Below it a word of one other letter is another word: IT and HR, Q1 and Q2."""


@lru_cache(maxsize=4096)
def certain_word(found: str, known: tuple[str, ...]) -> str | None:
    """Give the one known word that a text can only be: but for case and blanks, or one slip.

    A slip is a letter too many, one missing, another one, or two in the wrong order. A text with
    digits is a code, and one digit makes it another; and of two words alike none is certain.
    """
    plain = _folded(found)
    alike = [word for word in known if _folded(word) == plain]
    if not alike and len(plain) >= _SHORTEST and not any(map(str.isdigit, plain)):
        alike = [word for word in known if OSA.distance(plain, _folded(word), score_cutoff=1) <= 1]
    return alike[0] if len(alike) == 1 else None


def word_correction(cell: str, found: str, known: tuple[str, ...]) -> Correction | None:
    """Offer the one word that a cell can only mean, if there is one."""
    word = certain_word(found, known)
    return Correction(found, word, ((cell, word),)) if word else None


def corrected(
    sheets: Sequence[RawSheet], accepted: Iterable[Problem]
) -> tuple[list[RawSheet], list[Problem]]:
    """Give the sheets with what was accepted in place, and a warning for each that says so."""
    wanted: dict[tuple[str, str], list[Problem]] = {}
    for problem in accepted:
        if problem.correction:
            wanted.setdefault((problem.file, problem.sheet), []).append(problem)
    done: list[RawSheet] = []
    told: list[Problem] = []
    for sheet in sheets:
        problems = wanted.get((sheet.upload.name, sheet.name), [])
        done.append(_in_place(sheet, problems) if problems else sheet)
        told += map(_told, problems)
    return done, told


def _in_place(sheet: RawSheet, problems: Sequence[Problem]) -> RawSheet:
    by_column: dict[str, dict[int, str]] = {}
    # A row that is left out stays so, whatever else is put right in it.
    for problem in sorted(problems, key=_leaves_out):
        for cell, text in problem.correction.cells if problem.correction else ():
            at = replace(problem, cell=cell)
            by_column.setdefault(column_of(at), {})[row_of(at) - 1] = text
    columns = list(sheet.cells.columns)
    for letter, texts in by_column.items():
        index = sheet.column_letters.index(letter)
        rows = sorted(texts)
        mask = np.zeros(sheet.cells.num_rows, dtype=bool)
        mask[rows] = True
        new = pa.array([texts[row] or None for row in rows], columns[index].type)
        columns[index] = pc.replace_with_mask(columns[index], pa.array(mask), new)
    cells = pa.RecordBatch.from_arrays(columns, schema=sheet.cells.schema)
    return replace(sheet, cells=cells, corrected=sheet.corrected | frozenset(by_column))


def _leaves_out(problem: Problem) -> bool:
    return problem.correction is not None and not problem.correction.after


def _told(problem: Problem) -> Problem:
    correction = problem.correction
    if correction is None:
        return problem
    several = f" in {counted_cells(len(correction.cells))}" if len(correction.cells) > 1 else ""
    return replace(
        problem,
        found=f"'{correction.before}'{several}",
        mend=f"It was read as {correction.described}, as accepted. Correct it at its source, too.",
        level=Level.WARNING,
        correction=None,
    )


def _folded(text: str) -> str:
    return "".join(text.casefold().split())
