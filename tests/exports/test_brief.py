"""Reads the brief back from its PDF: one page, every figure, nothing outside, tagged, public."""

import html as markup
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from briefing.exports.brief import brief_document
from briefing.exports.typeset import Document, Paper, usual_paper
from briefing.figures.audience import audience_named, audience_names
from briefing.figures.brief import build_brief
from briefing.figures.money import MoneyView, money_view
from briefing.figures.registry import all_figures
from briefing.forecast.scenario import moved, shipped_scenarios
from briefing.store.mart import Mart
from briefing.store.snapshots import Home
from tests.exports.reading import Read, one_line, read_pdf
from tests.organisation import SHEETS, opened, table, view_of
from tests.workbooks import Rows, plain_text

ROOT = Path(__file__).parents[2]
SIZES = {Paper.A4: (595.28, 841.89), Paper.LETTER: (612, 792)}
READERS = ("", "CEO", "CFO", "IT", "unit", "Customer Service")
FONTS = {"SourceSans3-Regular", "SourceSans3-Semibold", "SourceSans3-Bold", "SourceSerif4-Semibold"}


def made(
    mart: Mart, view: MoneyView, paper: Paper = Paper.A4, reader: str = "", *, team: bool = False
) -> Document:
    audience = audience_named(mart, reader) if reader else None
    return brief_document(mart, all_figures(mart, view), view, paper, audience, team=team)


def base(mart: Mart) -> MoneyView:
    return money_view(
        mart,
        shipped_scenarios(mart.assumptions(), mart.costs(), mart.settings.discount_rate)["base"],
    )


@pytest.fixture(scope="module")
def sample_brief(sample_mart: Mart) -> Read:
    """Read the sample's brief back."""
    document = made(sample_mart, base(sample_mart))
    assert document.problems == ()
    return read_pdf(document.pdf)


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("team", [False, True])
def test_it_is_one_page_with_all_its_text_on_it(
    paper: Paper,
    reader: str,
    team: bool,  # noqa: FBT001 a column of the table above
    sample_mart: Mart,
) -> None:
    view = base(sample_mart)
    document = made(sample_mart, view, paper, reader, team=team)
    assert document.problems == ()
    read = read_pdf(document.pdf)
    assert len(read.pages) == 1
    assert read.sizes[0] == pytest.approx(SIZES[paper], abs=0.1)
    assert read.outside == ()
    audience = audience_named(sample_mart, reader) if reader else None
    figures = all_figures(sample_mart, view)
    brief = build_brief(sample_mart, figures, view, audience, team=team)
    expected: list[str] = [
        brief.organisation, brief.view_line, brief.message.title, brief.message.subtitle,
        *(text for frame in brief.frames for text in (frame.title, frame.text)),
        brief.evidence, brief.ask.request, brief.ask.decision_line, brief.ask.metric_line,
        brief.ask.progress_line, brief.foot,
    ]  # fmt: skip
    tables = [brief.economics, *(brief.lead.tables if brief.lead else ())]
    expected += [text for one in tables if one for row in (one.head, *one.rows) for text in row]
    expected += [one.title for one in tables if one]
    expected += [brief.lead.heading, *brief.lead.lines] if brief.lead else []
    missing = [text for text in expected if one_line(text) not in read.pages[0]]
    assert missing == []


def test_what_a_reader_cares_for_stands_before_the_frames(sample_mart: Mart) -> None:
    leads = {
        "CEO": ["Growth and agility", "Stretch", "Customer net promoter score", "cycle time"],
        "CFO": ["Cost and return", "Paid by the 90-day checkpoint", "Uplift the pilot must show"],
        "Customer Service": ["its own pilot", "six teams against nine control teams"],
        "IT": ["Integration, security and roadmap", "Data security", "1 Onboarding pilot"],
    }
    for reader, words in leads.items():
        text = read_pdf(made(sample_mart, base(sample_mart), reader=reader).pdf).text
        places = [text.find(word) for word in words]
        assert -1 not in places, reader
        assert max(places) < text.index("Why now"), reader
        assert (
            f"Executive brief for {'the ' if reader[0:2] in ('CE', 'CF') else ''}{reader}" in text
        )


def test_everybody_who_may_be_named_gets_a_page(sample_mart: Mart) -> None:
    view = base(sample_mart)
    lengths = {name: len(made(sample_mart, view, reader=name).pdf) for name in
               audience_names(sample_mart)}  # fmt: skip
    assert min(lengths.values()) > 10_000, lengths


def numbers(text: str) -> set[str]:
    """Give every number with its sign, currency and unit stuck to it."""
    return set(re.findall(r"[−+]?[€$£]?\d[\d,.]*\d%?|[−+]?[€$£]?\d%?", text))


@cache
def screen(home: Path) -> str:
    """Give all the texts of the page Brief as it is shown."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BRIEFING_HOME", str(home))
        page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
        page.switch_page("pages/brief.py").run()
    assert not page.exception
    shown = " ".join(str(element.proto.body) for element in page.get("html"))
    return markup.unescape(re.sub(r"<[^>]+>", " ", re.sub(r"<style>.*?</style>", " ", shown)))


def test_every_figure_is_the_one_on_the_screen(sample_home: Home, sample_brief: Read) -> None:
    shown = screen(sample_home.root)
    told = sample_brief.text
    ours = told[told.index("At an uplift") : told.index("Four decide")]
    ours += told[told.index("Economics over") : told.index("Sample organisation, ")]
    assert len(numbers(ours)) > 25
    assert numbers(ours) - numbers(shown) == set()
    assert numbers(shown) - numbers(told) == set()


def test_it_can_be_heard(sample_brief: Read) -> None:
    assert sample_brief.tagged
    assert sample_brief.language == "en"
    assert sample_brief.title.startswith("Executive brief: Time to productivity, Sales")
    assert sample_brief.headings[0][0] == "H1"
    assert set(sample_brief.headings[0][1:]) == {"H2"}
    who, where = sample_brief.alternatives
    assert "Manage closely: CEO, CFO, Chief Sales Officer, Head of IT" in who
    assert "after learning 191.8" in where


def test_it_says_of_itself_that_it_is_accessible(sample_mart: Mart) -> None:
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made(sample_mart, base(sample_mart)).pdf


def test_its_fonts_are_the_project_s_own_and_travel_with_it(sample_brief: Read) -> None:
    assert sample_brief.fonts == {(name, True) for name in FONTS}


def test_the_same_snapshot_and_scenario_give_the_same_bytes(sample_mart: Mart) -> None:
    assert made(sample_mart, base(sample_mart)) == made(sample_mart, base(sample_mart))


def test_a_moved_lever_is_named_and_has_its_column(sample_mart: Mart) -> None:
    scenario = shipped_scenarios(
        sample_mart.assumptions(), sample_mart.costs(), sample_mart.settings.discount_rate
    )["base"]
    text = read_pdf(
        made(sample_mart, money_view(sample_mart, moved(scenario, {"uplift": 0.04}))).pdf
    ).text
    assert "Modified from Base · figures as of" in text
    assert "Modified, 4%" in text
    assert "At an uplift of 4%" in text


@pytest.mark.parametrize("reader", ["CEO", "CFO"])
@pytest.mark.parametrize("paper", list(Paper))
def test_a_moved_lever_stands_in_what_comes_first_too(
    reader: str, paper: Paper, sample_mart: Mart
) -> None:
    scenario = shipped_scenarios(
        sample_mart.assumptions(), sample_mart.costs(), sample_mart.settings.discount_rate
    )["base"]
    view = money_view(sample_mart, moved(scenario, {"uplift": 0.04}))
    text = read_pdf(made(sample_mart, view, paper, reader).pdf).text
    assert text[: text.index("Why now")].count("Modified") == 2, "in the head and in the table"


def test_the_room_s_form_has_nothing_of_what_the_team_thinks(
    sample_mart: Mart, sample_brief: Read
) -> None:
    team = read_pdf(made(sample_mart, base(sample_mart), team=True).pdf)
    assert "Confidential: team only" in team.text
    for private in ("Confidential", "with us yet", "not yet", "with us:"):
        assert private not in sample_brief.text
        assert not [alt for alt in sample_brief.alternatives if private in alt]
    assert "not with us yet" in team.text


@pytest.mark.parametrize(
    ("locale", "paper"),
    [
        ("en_GB", "a4"),
        ("de_DE", "a4"),
        ("en_US", "us-letter"),
        ("fr_CA", "us-letter"),
        ("en", "a4"),
    ],
)
def test_the_paper_is_what_is_usual_there(locale: str, paper: str) -> None:
    assert usual_paper(locale) == paper


# What is missing is said in its place.


@pytest.mark.parametrize(
    ("left_out", "said"),
    [
        ("Finance", "Not shown: Revenue per FTE has not enough history"),
        ("Assumptions", "Not shown: there is no sheet Assumptions."),
        ("Costs", "Not shown: there is no sheet Costs."),
        ("Workers", "Not shown: Workers does not cover 12 months with leavers"),
    ],
)
@pytest.mark.parametrize("reader", ["", "CEO", "CFO", "IT"])
def test_what_is_missing_is_said_in_its_place(
    left_out: str, said: str, reader: str, home: Home
) -> None:
    sheets = {name: rows for name, rows in SHEETS.items() if name != left_out}
    with opened(home, sheets) as mart:
        document = made(mart, view_of(mart), reader=reader)
    assert document.problems == ()
    text = read_pdf(document.pdf).text
    assert said in text
    assert "Not shown: the sheet Stakeholders was not loaded." in text
    assert "Add a row with page 'brief' to the sheet Asks" in text


# Texts that people wrote.

ASK = "page request decider due_on kpi unit baseline target target_on"
DUE = "2026-12-04"


def ask(request: str, decider: str = "CEO") -> Rows:
    return table(
        ASK, ["brief", plain_text(request), decider, DUE, "time_to_hire", None, 60, 50, DUE]
    )


@contextmanager
def told(home: Home, request: str, **sheets: Rows) -> Iterator[Mart]:
    with opened(home, {**SHEETS, "Asks": ask(request), **sheets}) as mart:
        yield mart


@pytest.mark.parametrize(
    "text",
    [
        '#panic() #import "x" *bold* _it_ $x^2$ <label> @ref',
        "= Heading \\ ` ``` // comment /* */ [x] {y}",
        "<script>alert(1)</script> & \u201cquoted\u201d \u2014 dash ~ ' \"",
        "\u00dcben, \u0394\u03b9\u03ac, \u041f\u0438\u043b\u043e\u0442, \u0141\u00f3d",
    ],
)
def test_what_a_person_wrote_is_printed_as_it_stands(text: str, home: Home) -> None:
    with told(home, text) as mart:
        document = made(mart, view_of(mart))
    assert document.problems == ()
    assert one_line(text) in read_pdf(document.pdf).text


def test_signs_that_the_fonts_lack_are_named_with_their_text(home: Home) -> None:
    with told(home, "Approve \u682a\u5f0f now") as mart:
        document = made(mart, view_of(mart))
    assert document.pdf == b""
    found = [problem.found for problem in document.problems]
    assert found == ["\u682a \u5f0f in 'Approve \u682a\u5f0f now'"]


def test_signs_that_the_fonts_lack_are_found_in_an_exhibit_too(home: Home) -> None:
    stakeholders = table("stakeholder as_of influence interest", ["\u682a", "2026-06-20", 8, 8])
    with told(home, "Approve", Stakeholders=stakeholders) as mart:
        document = made(mart, view_of(mart))
    assert document.pdf == b""
    assert "\u682a in" in document.problems[0].found


def long_title(words: int) -> Rows:
    return table("kpi title", ["time_to_hire", " ".join(["Onboarding"] * words)])


REQUISITIONS = [
    ["requisition_id", "unit", "opened_on", "filled_on"],
    *([f"R{month}{n}", "Sales", f"2026-0{month}-01", f"2026-0{month}-25"]
      for month in (4, 5, 6) for n in range(6)),
]  # fmt: skip


def test_a_text_that_is_too_long_is_set_smaller_first(home: Home) -> None:
    with told(home, "Approve", KPIs=long_title(30), Requisitions=REQUISITIONS) as mart:
        document = made(mart, view_of(mart))
    assert document.problems == ()
    assert len(read_pdf(document.pdf).pages) == 1


def test_then_it_is_refused_with_its_cell_and_the_words_to_cut(home: Home) -> None:
    sheets = {"KPIs": long_title(400), "Requisitions": REQUISITIONS}
    with told(home, "Approve", **sheets) as mart:
        document = made(mart, view_of(mart))
    assert document.pdf == b""
    title = next(p for p in document.problems if p.found.startswith("the title"))
    assert (title.file, title.sheet, title.cell) == ("book.xlsx", "KPIs", "B2")
    fits = re.search(r"at most (\d+) words there, set at 85% of the usual size", title.expected)
    cut = re.search(r"Cut as much as its last (\d+) words: '", title.mend)
    assert fits
    assert cut
    said = re.search(r"the title in (\d+) words", title.found)
    assert said
    assert int(fits[1]) + int(cut[1]) == int(said[1])


def test_cutting_as_told_makes_it_fit(home: Home) -> None:
    words = 400
    for _ in range(3):
        with told(home, "Approve", KPIs=long_title(words), Requisitions=REQUISITIONS) as mart:
            problems = made(mart, view_of(mart)).problems
        cuts = [re.search(r"its last (\d+) words", p.mend) for p in problems if p.cell == "B2"]
        over = [int(cut[1]) for cut in cuts if cut]
        if not over:
            break
        words -= max(over)
    assert problems == ()
    assert words >= 1, "it never asks for more than there is"


def test_a_word_wider_than_its_line_is_named(home: Home) -> None:
    with told(home, "m" * 90) as mart:
        document = made(mart, view_of(mart))
    found = [(problem.cell, problem.found) for problem in document.problems]
    assert found == [("B2", f"'{'m' * 90}' in the decision request")]
