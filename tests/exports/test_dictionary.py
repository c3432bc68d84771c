"""Checks that the column dictionary is what the declarations say, and that it is not stale."""

from pathlib import Path

import pytest

from briefing.columns import Column, Kind, Table
from briefing.exports.dictionary import dictionary
from briefing.exports.wording import holds
from briefing.named_values import ASSUMPTIONS, SETTINGS
from briefing.tables import TABLES

PAGE = Path(__file__).parents[2] / "docs" / "tables.md"


def section(table: Table) -> str:
    return dictionary().split(f"\n## {table.sheet}\n")[1].split("\n## ")[0]


def test_the_page_is_what_the_declarations_say() -> None:
    stale = "docs/tables.md is stale: run make docs (python -m briefing dictionary --out ...)"
    assert PAGE.read_text(encoding="utf-8") == dictionary(), stale


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_sheet_is_told_whole(table: Table) -> None:
    said = section(table)
    assert table.help in said
    assert table.held_by in said
    assert table.feeds in said
    assert ("People's rows" in said) is table.people
    for name in table.key:
        assert f"`{name}`" in said.split("\n| ")[0]
    for column in table.columns:
        required = "yes" if column.required else ""
        (line,) = [one for one in said.splitlines() if one.startswith(f"| `{column.name}` |")][:1]
        assert line.split(" | ")[1:3] == [holds(column), required]
        assert all(heading in line for heading in column.headings)


@pytest.mark.parametrize("declared", [SETTINGS, ASSUMPTIONS])
def test_the_names_are_told_with_their_ranges(declared: dict[str, Column]) -> None:
    lines = dictionary().splitlines()
    for column in declared.values():
        assert f"| `{column.name}` | {holds(column)} | {column.help} |" in lines


def test_every_row_of_a_table_has_as_many_cells_as_its_head() -> None:
    for block in dictionary().split("\n\n"):
        rows = [line for line in block.splitlines() if line.startswith("|")]
        assert len({row.count(" | ") for row in rows if "---" not in row}) <= 1


@pytest.mark.parametrize(
    ("column", "words"),
    [
        (Column("a", Kind.SHARE, "", low=0, high=1), "a share, such as 3% or 0.03, from 0 to 1"),
        (
            Column("a", Kind.NUMBER, "", low=0, unit="currency"),
            "a number of at least 0 (money, in the currency that Settings names)",
        ),
        (Column("a", Kind.NUMBER, "", unit="hours"), "a number (hours)"),
        (
            Column("a", Kind.ID, "", refers_to="pilot_teams"),
            "an identifier, as in the sheet Pilot teams",
        ),
        (Column("a", Kind.CHOICE, "", choices=("up", "down")), "one of up, down"),
    ],
)
def test_what_a_column_holds_in_words(column: Column, words: str) -> None:
    assert holds(column) == words
