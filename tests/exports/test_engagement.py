"""Reads the engagement plan back from its PDF: a page a quadrant, in its two forms."""

from datetime import date, timedelta

import pytest

from briefing.exports.engagement import engagement_document
from briefing.exports.typeset import Document, Paper
from briefing.figures.registry import all_figures
from briefing.figures.stakeholders import Quadrant
from briefing.store.mart import Mart
from briefing.store.snapshots import Home
from tests.exports.reading import one_line, read_pdf
from tests.organisation import AS_OF, SHEETS, opened, table, view_of
from tests.workbooks import Rows

HEAD = "stakeholder as_of influence interest stance concern tactic owner last_contact next_contact"


def made(mart: Mart, *, team: bool = False, paper: Paper = Paper.A4) -> Document:
    view = view_of(mart)
    return engagement_document(mart, all_figures(mart, view), view, paper, team=team)


@pytest.mark.parametrize("paper", list(Paper))
def test_the_sample_has_a_page_for_each_quadrant(paper: Paper, sample_mart: Mart) -> None:
    read = read_pdf(made(sample_mart, paper=paper).pdf)
    assert len(read.pages) == 4
    assert read.outside == ()
    for page, quadrant in zip(read.pages, Quadrant, strict=True):
        assert quadrant.value in page
        assert page.count("Decision requested") == page.count("Success metric") == 1
    assert (
        "Scenario financials and pilot economics brief for the CFO HR director no date"
        in (read.pages[0])
    )
    assert "We tried this before" in read.pages[0]
    assert "Cost of a month's delay, cash only: €37,900" in read.pages[0]


def test_only_the_team_s_form_says_what_the_team_thinks(sample_mart: Mart) -> None:
    room, team = made(sample_mart), made(sample_mart, team=True)
    private = ("Confidential: team only", "Cost and return", "doubtful; aim: with us", "overdue")
    for words in private:
        assert words in read_pdf(team.pdf).text
        assert words not in read_pdf(room.pdf).text


def test_it_can_be_heard(sample_mart: Mart) -> None:
    read = read_pdf(made(sample_mart).pdf)
    assert read.tagged
    assert [page[0] for page in read.headings] == ["H1"] * 4
    assert {embedded for _, embedded in read.fonts} == {True}


def crowd(count: int, tactic: str = "A talk each month") -> Rows:
    soon = AS_OF + timedelta(days=14)
    return table(
        HEAD,
        *(
            [f"Role {n:03}", AS_OF, 8, 8, 0, "Time", tactic, "HR director", date(2026, 6, 1), soon]
            for n in range(count)
        ),
    )


def test_many_stakeholders_go_on_over_the_page_and_none_is_lost(home: Home) -> None:
    with opened(home, {**SHEETS, "Stakeholders": crowd(90)}) as mart:
        read = read_pdf(made(mart, team=True).pdf)
    assert len(read.pages) > 4
    assert [n for n in range(90) if read.text.count(f"Role {n:03}") != 1] == []
    # The heads stand over each part of the table, the decision at its end only.
    assert sum("How they are engaged" in page for page in read.pages) >= 3
    assert read.text.count("Decision requested") == 4


def test_a_long_text_takes_the_lines_it_needs(home: Home) -> None:
    tactic = " ".join(f"step{n}" for n in range(120))
    with opened(home, {**SHEETS, "Stakeholders": crowd(1, tactic)}) as mart:
        assert one_line(tactic) in read_pdf(made(mart).pdf).text


def test_a_word_wider_than_its_column_is_named_by_its_cell(home: Home) -> None:
    with opened(home, {**SHEETS, "Stakeholders": crowd(1, "w" * 80)}) as mart:
        document = made(mart)
    assert document.pdf == b""
    found = [(p.sheet, p.cell, p.found) for p in document.problems]
    assert found == [("Stakeholders", "G2", f"'{'w' * 80}' in the engagement plan")]


def test_without_stakeholders_each_page_says_so(home: Home) -> None:
    with opened(home, SHEETS) as mart:
        read = read_pdf(made(mart).pdf)
    assert [("Nobody is placed here" in page) for page in read.pages] == [True] * 4
