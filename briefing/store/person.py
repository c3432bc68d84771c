"""look and copy_without: where one file has a person, and the same file without that person."""

import re
from collections.abc import Iterable
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb

from briefing.columns import Kind
from briefing.store.duck import build, read
from briefing.tables import BY_NAME

_IN_PLACE = "[erased]"
"""What stands in a text where it quoted the number."""

_SHORTEST = 4
"""Below it a number stands in too many texts to be looked for."""

_NUMBER, _PATTERN = "getvariable('number')", "getvariable('pattern')"


@dataclass(frozen=True)
class Change:
    """What is taken out of one table: rows removed, references emptied, texts rewritten, in rows.

    A row that is removed counts as nothing else.
    """

    table: str
    removed: int
    emptied: int
    rewritten: int

    @property
    def rows(self) -> int:
        """How many rows change; where a reference and a text of one row do, it counts twice."""
        return self.removed + self.emptied + self.rewritten

    def __str__(self) -> str:
        """Say it in words: "Workers: 1 row removed, 12 references emptied"."""
        counts = (
            (self.removed, "row", "removed"),
            (self.emptied, "reference", "emptied"),
            (self.rewritten, "text", "rewritten"),
        )
        said = [f"{n:,} {noun}{'' if n == 1 else 's'} {done}" for n, noun, done in counts if n]
        return f"{BY_NAME[self.table].sheet}: {', '.join(said)}"

    def as_dict(self) -> dict[str, object]:
        """Give the fields by name, as the command line's JSON has them."""
        return asdict(self)


@dataclass(frozen=True)
class Found:
    """Where a file has a number: what can be taken out, and in words where else it stands.

    `alike` are other persons' numbers that differ from it in case or leading zeros alone.
    """

    changes: tuple[Change, ...]
    quoted: tuple[str, ...]
    alike: frozenset[str]


@dataclass(frozen=True)
class _Columns:
    """The texts of one table as they are declared, of those that a file has.

    `own` are a person's numbers that go with their row, being its key or required; `references`
    those that can be left empty; `free` is free text, and `others` are all other texts.
    """

    table: str
    own: tuple[str, ...]
    references: tuple[str, ...]
    free: tuple[str, ...]
    others: tuple[str, ...]

    @property
    def removed(self) -> str:
        return _any(f'"{name}" = {_NUMBER}' for name in self.own)

    @property
    def emptied(self) -> str:
        return _any(f'"{name}" = {_NUMBER}' for name in self.references)

    @property
    def rewritten(self) -> str:
        return _any(_quotes(name) for name in self.free)

    @property
    def replaced(self) -> str:
        """What stands in place of columns: REPLACE (...), "" where none has to change."""
        new = [
            *(f'nullif("{name}", {_NUMBER}) AS "{name}"' for name in self.references),
            # Twice, since one blank may stand between two of them.
            *(
                f'CASE WHEN {_quotes(name)} THEN {_rewritten(_rewritten(f""" "{name}" """))} '
                f'ELSE "{name}" END AS "{name}"'
                for name in self.free
            ),
        ]
        return f"REPLACE ({', '.join(new)})" if new else ""


def telling(number: str) -> bool:
    """Say whether a number can only be a person's in a text: 1250 and 48000 are years and money."""
    return len(number) >= 7 or (
        len(number) >= _SHORTEST and not re.fullmatch("[1-9][0-9]*", number)
    )


def pattern(number: str) -> str:
    """Give what finds a number in a text as a word of its own, in small letters and capitals.

    Letters and digits alone make it another word: report_4711000-2.pdf quotes 4711000.
    """
    return rf"(?i)(^|[\W_]){re.escape(number)}($|[\W_])"


def look(facts: Path, number: str) -> Found:
    """Find a person's number in a finished file of facts."""
    with closing(read(facts)) as con:
        _say(con, number)
        tables = _tables(con, rewritten=telling(number))
        counted = [_counted(con, one, number) for one in tables]
        return Found(
            tuple(change for change, _ in counted if change.rows),
            tuple(line for _, lines in counted for line in lines),
            frozenset(other for one in tables for other in _alike(con, one)),
        )


def quoted_in_mart(mart: Path, number: str) -> tuple[str, ...]:
    """Say where a mart quotes a person's number, in words; nothing of it is ever rewritten."""
    with closing(read(mart)) as con:
        _say(con, number)
        tables = _tables(con, rewritten=False)
        return tuple(line for one in tables for line in _counted(con, one, number)[1])


def copy_without(source: Path, target: Path, number: str) -> None:
    """Write a file of facts anew at `target` without a person; `source` stays as it is.

    It is written anew because DuckDB keeps what is deleted until it needs the room.
    """
    quoted = str(source).replace("'", "''")
    with closing(build(target)) as con:
        con.execute(f"ATTACH '{quoted}' AS old (READ_ONLY)")
        _say(con, number)
        for one in _tables(con, rewritten=telling(number)):
            con.execute(
                f'CREATE TABLE "{one.table}" AS SELECT * {one.replaced} FROM old."{one.table}" '
                f"WHERE NOT {one.removed}"
            )
        # Closing would write what is left, too, but keep quiet about a full disk.
        con.execute("CHECKPOINT")


def _say(con: duckdb.DuckDBPyConnection, number: str) -> None:
    con.execute("SET VARIABLE number = $1", [number])
    con.execute("SET VARIABLE pattern = $1", [pattern(number)])


def _tables(con: duckdb.DuckDBPyConnection, *, rewritten: bool) -> list[_Columns]:
    """Give every table of the file, with its texts as they are declared."""
    rows = con.execute(
        "SELECT table_name, list(column_name ORDER BY column_index) FROM duckdb_columns() "
        "WHERE NOT internal GROUP BY table_name ORDER BY table_name"
    ).fetchall()
    return [_columns(table, there, rewritten=rewritten) for table, there in rows]


def _columns(name: str, there: list[str], *, rewritten: bool) -> _Columns:
    if name not in BY_NAME:
        # The list of loads has names that people gave to files and sheets.
        named = tuple(column for column in ("file", "sheet") if column in there)
        return _Columns(name, (), (), (), named)
    table = BY_NAME[name]
    texts = [c for c in table.columns if c.name in there and c.sql_type == "VARCHAR"]
    own = [c.name for c in texts if c.person and (c.required or c.name in table.key)]
    references = [c.name for c in texts if c.person and c.name not in own]
    free = [c.name for c in texts if c.kind is Kind.TEXT and rewritten]
    known = {*own, *references, *free}
    others = [c.name for c in texts if c.name not in known]
    return _Columns(name, tuple(own), tuple(references), tuple(free), tuple(others))


def _counted(
    con: duckdb.DuckDBPyConnection, one: _Columns, number: str
) -> tuple[Change, list[str]]:
    """Count what would be taken out of a table, and say where a number stands that is left.

    Alone in a text it may be the code of a team.
    """
    texts = [*one.free, *one.others]
    left = [
        _mentions(name)
        if name in one.others and len(number) >= _SHORTEST
        else f'"{name}" = {_NUMBER}'
        for name in texts
    ]
    wanted = [
        one.removed,
        *(f"NOT {one.removed} AND {c}" for c in (one.emptied, one.rewritten, *left)),
    ]
    counts = ", ".join(f"count(*) FILTER ({condition})" for condition in wanted)
    removed, emptied, rewritten, *numbers = con.execute(
        f'SELECT {counts} FROM "{one.table}"'
    ).fetchall()[0]
    sheet = BY_NAME[one.table].sheet if one.table in BY_NAME else "the list of loads"
    lines = [
        f"{sheet}, {name}, in {rows:,} row{'' if rows == 1 else 's'}"
        for name, rows in zip(texts, numbers, strict=True)
        if rows
    ]
    return Change(one.table, removed, emptied, rewritten), lines


def _alike(con: duckdb.DuckDBPyConnection, one: _Columns) -> list[str]:
    rows = con.execute(
        " UNION ".join(
            f"""SELECT "{name}" FROM "{one.table}" WHERE "{name}" <> {_NUMBER}
                AND ltrim(upper("{name}"), '0') = ltrim(upper({_NUMBER}), '0')"""
            for name in (*one.own, *one.references)
        )
        or "SELECT NULL WHERE false"
    ).fetchall()
    return [number for (number,) in rows]


def _any(conditions: Iterable[str]) -> str:
    """Join conditions, any of which may hold; what is empty fulfils none."""
    return f"coalesce({' OR '.join(conditions) or 'false'}, false)"


def _mentions(name: str) -> str:
    return f'regexp_matches("{name}", {_PATTERN})'


def _quotes(name: str) -> str:
    """Give the condition that a text has the number, and more than that."""
    return f'("{name}" <> {_NUMBER} AND {_mentions(name)})'


def _rewritten(text: str) -> str:
    return f"regexp_replace({text}, {_PATTERN}, '\\1{_IN_PLACE}\\2', 'g')"
