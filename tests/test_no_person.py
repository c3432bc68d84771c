"""Checks that no number of an employee is in the mart, on paper, or in a figure."""

import json
from contextlib import closing

import pytest

from briefing.__main__ import main
from briefing.exports.brief import brief_document
from briefing.exports.engagement import engagement_document
from briefing.exports.typeset import Paper
from briefing.figures.audience import audience_named, audience_names
from briefing.figures.money import money_view
from briefing.figures.registry import all_figures
from briefing.forecast.scenario import shipped_scenarios
from briefing.store.duck import read
from briefing.store.mart import Mart
from briefing.store.snapshots import Home
from tests.numbers import numbers_in, sample_numbers
from tests.store.people import rows

UNIT = "Corporate Services"


def test_the_search_finds_the_numbers_where_they_are(sample_home: Home) -> None:
    current = sample_home.current()
    assert current
    facts = sample_home.facts(current.id)
    people = rows(facts, "workers", "employee_id")
    assert numbers_in("".join(str(number) for (number,) in people)) == sample_numbers()
    assert numbers_in(facts.read_bytes())


def test_no_byte_and_no_row_of_the_mart_has_a_number(sample_home: Home) -> None:
    current = sample_home.current()
    assert current
    mart = sample_home.mart(current.id)
    assert numbers_in(mart.read_bytes()) == set()
    with closing(read(mart)) as con:
        tables = con.execute("SELECT table_name FROM duckdb_tables()").fetchall()
        # What is compressed in the file is seen in the rows.
        texts = "\n".join(str(con.execute(f'FROM "{name}"').fetchall()) for (name,) in tables)
    assert UNIT in texts
    assert numbers_in(texts) == set()


@pytest.mark.parametrize("team", [False, True])
def test_no_document_has_a_number(sample_mart: Mart, *, team: bool) -> None:
    scenario = shipped_scenarios(
        sample_mart.assumptions(), sample_mart.costs(), sample_mart.settings.discount_rate
    )["base"]
    money = money_view(sample_mart, scenario)
    figures = all_figures(sample_mart, money)
    readers = [audience_named(sample_mart, name) for name in audience_names(sample_mart)]
    made = [
        engagement_document(sample_mart, figures, money, Paper.A4, team=team),
        *(
            brief_document(sample_mart, figures, money, Paper.A4, reader, team=team)
            for reader in (None, *readers)
        ),
    ]
    assert len(made) > 3
    assert all(document.pdf.startswith(b"%PDF") for document in made)
    assert [numbers_in(document.pdf) for document in made] == [set()] * len(made)


def test_no_figure_has_a_number(
    sample_home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BRIEFING_HOME", str(sample_home.root))
    assert main(["figures", "--json"]) == 0
    said = capsys.readouterr().out
    assert len(json.loads(said)["figures"]) > 50
    assert UNIT in said
    assert numbers_in(said) == set()
