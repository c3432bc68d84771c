"""A few people in a workbook, one of whom is to be erased, and what is left of them on disk."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from briefing.store.duck import read
from briefing.store.snapshots import Home
from tests.workbooks import Rows

ERASED = "EMP-77120"
OTHERS = ("EMP-10001", "EMP-10002", "EMP-10003")

_WORKERS = ["employee_id", "unit", "manager_id", "hired_on", "team"]
_LEARNING = ["employee_id", "happened_on", "activity", "kind"]
_SURVEY = ["survey", "unit", "answered_on", "score", "comment"]


def workers(*numbers: str) -> Rows:
    """Give the head and a row a person; the erased one is the manager of all."""
    return [_WORKERS, *([n, "Sales", ERASED, "2024-01-15", "Sales 01"] for n in numbers)]


def book(*comments: str) -> dict[str, Rows]:
    """Give a workbook in which the person has a row, reports, and learning."""
    said = comments or ("All is well here.",)
    return {
        "Units": [["unit"], ["Sales"]],
        "Workers": workers(*OTHERS, ERASED),
        "Learning": [
            _LEARNING,
            [OTHERS[0], "2025-05-01", "Lab", "lab"],
            [ERASED, "2025-05-01", "Lab", "lab"],
            [ERASED, "2025-06-01", "Lab", "lab"],
        ],
        "Survey": [_SURVEY, *(["enps", "Sales", "2025-05-01", 9, text] for text in said)],
    }


def rows(path: Path, table: str, columns: str) -> list[tuple[object, ...]]:
    """Give some columns of a table in the order in which they were written."""
    with closing(read(path)) as con:
        return con.execute(f'SELECT {columns} FROM "{table}"').fetchall()


def files_with(home: Home, number: str) -> list[str]:
    """Name the files below a home in whose bytes or rows a number stands."""
    return sorted(
        str(path.relative_to(home.root))
        for path in home.root.rglob("*")
        if path.is_file()
        and (number.encode() in path.read_bytes() or any(number in text for text in _texts(path)))
    )


def _texts(path: Path) -> Iterator[str]:
    """Give each row of a database as text, since what is compressed is not seen in the bytes."""
    if path.suffix == ".duckdb":
        with closing(read(path)) as con:
            names = con.execute(
                "SELECT table_name FROM duckdb_tables() WHERE estimated_size > 0"
            ).fetchall()
            for (name,) in names:
                for row in con.execute(f'FROM "{name}"').fetchall():
                    yield str(row)
