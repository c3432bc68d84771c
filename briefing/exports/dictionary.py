"""The column dictionary: every sheet and column in words, as Markdown from the declarations."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from briefing.columns import Column, Table
from briefing.exports.wording import holds
from briefing.named_values import ASSUMPTIONS, SETTINGS
from briefing.tables import TABLES

_INTRODUCTION = """# The sheets and their columns

This page is written by `make docs` from `briefing/declared/` and `briefing/named_values.py`; change
it there. `python -m briefing template FILE.xlsx` makes an empty workbook of all these sheets.

A sheet is known by its name, or else by its headings; a column by its name or one of the other
headings, in any order and without regard to case, spaces and marks. A required column must be
there and filled in on every row. **People's rows** are about single persons: the pages never open
them."""

_NAMES: Mapping[str, tuple[str, Mapping[str, Column]]] = {
    "settings": ("What `name` may be, and what `value` must then be:", SETTINGS),
    "assumptions": ("What `assumption` may be; low, base and high must all fit:", ASSUMPTIONS),
}


def dictionary() -> str:
    """Give the whole page."""
    contents = [
        [f"[{t.sheet}](#{t.sheet.lower().replace(' ', '-')})", t.help, _people(t)] for t in TABLES
    ]
    parts = [_INTRODUCTION, *_table(("sheet", "what it is", ""), contents)]
    for table in TABLES:
        parts += _about(table)
    return "\n".join(parts) + "\n"


def _about(table: Table) -> Iterator[str]:
    yield f"\n## {table.sheet}\n"
    yield f"{table.help} {_people(table)}".strip()
    key = " and ".join(f"`{name}`" for name in table.key)
    yield f"\n- Each row once by: {key}" if key else "\n- Rows may be alike: there is no key"
    yield from (f"- In order: {' ≤ '.join(f'`{n}`' for n in names)}" for names in table.ascending)
    yield f"- Usually held by: {table.held_by}"
    yield f"- Feeds: {table.feeds}"
    yield from _table(
        ("column", "holds", "required", "other headings", "what it is"),
        ([f"`{c.name}`", holds(c), _yes(c), ", ".join(c.headings), c.help] for c in table.columns),
    )
    if table.name in _NAMES:
        title, declared = _NAMES[table.name]
        yield f"\n{title}"
        rows = ([f"`{c.name}`", holds(c), c.help] for c in declared.values())
        yield from _table(("name", "holds", "what it is"), rows)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield ""
    for row in (head, ["---"] * len(head), *rows):
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"


def _people(table: Table) -> str:
    return "**People's rows.**" if table.people else ""


def _yes(column: Column) -> str:
    return "yes" if column.required else ""
