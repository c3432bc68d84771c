"""Figures are found by what is printed, and each number printed on paper belongs to one."""

import re

import pytest

from briefing.figures.audience import ROLES, Audience, units_shown
from briefing.figures.brief import Brief, build_brief
from briefing.figures.model import Figure
from briefing.figures.money import money_view
from briefing.figures.printed import find, in_all_scenarios, links, names_of
from briefing.figures.registry import all_figures, scenario_figures
from briefing.figures.words import Words
from briefing.forecast.scenario import shipped_scenarios
from briefing.store.mart import Mart
from tests.organisation import view_of

_NUMBER = re.compile(r"[−+]?[€$£]?\d[\d,.]*(?: bn\b| m\b|%| days| points)?")


@pytest.fixture(scope="module")
def figures(sample_mart: Mart) -> dict[str, Figure]:
    shipped = shipped_scenarios(
        sample_mart.assumptions(), sample_mart.costs(), sample_mart.settings.discount_rate
    )
    scenarios = {
        name: scenario_figures(sample_mart, money_view(sample_mart, one))
        for name, one in shipped.items()
    }
    return in_all_scenarios(all_figures(sample_mart, view_of(sample_mart)), scenarios)


@pytest.fixture(scope="module")
def words(sample_mart: Mart) -> Words:
    return Words.of(sample_mart.settings)


def test_every_figure_is_found_by_its_key_and_by_its_text(
    figures: dict[str, Figure], words: Words
) -> None:
    for key in figures:
        assert find(key, figures, words) == [key]
    for key in ("npv_cash", "npv_cash@stretch", "time_to_productivity.sales.quarter"):
        text = figures[key].text
        for said in (text, text.replace(" ", "  "), text.replace("−", "-").upper()):
            assert key in find(said, figures, words), said


@pytest.mark.parametrize(
    ("asked", "keys"),
    [
        ("month 25", ["payback_cash"]),
        ("npv_cash|return_cash|no such", ["npv_cash", "return_cash"]),
        ("no such", []),
        ("", []),
        ("<b>", []),
    ],
)
def test_a_figure_is_meant_by_key_by_several_or_by_text(
    asked: str, keys: list[str], figures: dict[str, Figure], words: Words
) -> None:
    assert find(asked, figures, words) == keys


def test_a_value_of_the_year_before_leads_to_the_change(
    figures: dict[str, Figure], words: Words
) -> None:
    key = "time_to_productivity.organisation.quarter"
    latest, change = figures[key].value, figures[f"{key}.change"].value
    assert latest
    assert change
    assert f"{key}.change" in find(words.value(latest - change, "days"), figures, words)


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "Time to productivity, Sales: 92 days, target 80 by 19 February",
            {"92 days": "time_to_productivity.sales.quarter"},
        ),
        ("It takes 92 days", {}),
        ("It pays back in month 25, not in month 251", {"month 25": "payback_cash"}),
        ("The stretch case comes to €2.6 m", {"€2.6 m": "npv_cash@stretch"}),
        ("It comes to €2.6 m", {}),
        ("Four decide, and each has a date", {"Four": "decision_makers"}),
        ("Decision-makers with us: 2", {}),
    ],
)
def test_the_figures_of_a_sentence_are_those_that_it_names(
    sentence: str, found: dict[str, str], figures: dict[str, Figure], words: Words
) -> None:
    assert {
        sentence[link.start : link.end]: "|".join(link.keys)
        for link in links(sentence, figures, names_of(figures), words)
    } == found


def figures_only(brief: Brief) -> list[str]:
    """Give the texts of a brief that print figures, without what a person wrote or set."""
    led = brief.lead.tables if brief.lead else ()
    # Skills, platforms and the roadmap are what HR wrote down.
    kept = ("Critical skills", "Platforms", "Roadmap")
    tables = [
        table for table in (brief.economics, *led) if table and not table.title.startswith(kept)
    ]
    inputs = r"target [^;.]+|: [^:.]+ by \d+ \w+ \d{4}|At an uplift of [\d.,]+%|Seen here before.+"
    dates = r"\d+ of the way|\d+% of the way|Eight of our \d+|Q\d \d{4}|\d+ \w+ \d{4}|\d+ months"
    said = [brief.message.title, brief.message.subtitle, brief.ask.metric_line]
    said += [frame.text for frame in brief.frames]
    cells = [cell for table in tables for row in table.rows for cell in row[1:] if cell != "none"]
    return [*(re.sub(f"{inputs}|{dates}", "", text) for text in said), *cells]


def audiences(mart: Mart) -> list[Audience | None]:
    return [None, *map(Audience, ROLES), *(Audience("unit", unit) for unit in units_shown(mart))]


def test_every_figure_on_paper_is_found_by_its_text(
    sample_mart: Mart, figures: dict[str, Figure], words: Words
) -> None:
    view = view_of(sample_mart)
    numbers: set[str] = set()
    for audience in audiences(sample_mart):
        brief = build_brief(sample_mart, all_figures(sample_mart, view), view, audience)
        numbers |= {number.rstrip(".,") for text in figures_only(brief)
                    for number in _NUMBER.findall(text)}  # fmt: skip
    lost = {number for number in numbers
            if not find(number, figures, words) and not find(f"month {number}", figures, words)
            and not find(f"{number} percentage points", figures, words)}  # fmt: skip
    assert len(numbers) > 20
    assert lost == set()
