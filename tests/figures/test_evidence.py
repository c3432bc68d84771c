"""The evidence of the uplift: what speaks for it, and what goes beyond, in words."""

from dataclasses import replace

import pytest

from briefing.figures.evidence import Evidence, evidence_figures, evidence_text, is_beyond
from briefing.figures.money import money_view
from briefing.figures.words import Words
from briefing.forecast.scenario import moved, shipped_scenarios
from briefing.store.mart import Mart

WORDS = Words("en_GB", "EUR")
KNOWN = Evidence(assumed=0.06, rests_on="study: Ours", benchmark=None, pilot=None)
BAND = "the conservative band is 2% to 5%"


@pytest.mark.parametrize(
    ("assumed", "pilot", "highest"),
    [
        (0.06, None, 0.06),
        # The band counts where less was assumed.
        (0.03, None, 0.05),
        (0.06, (0.01, 0.04, 0.07), 0.07),
        (0.06, (-0.01, 0.01, 0.03), 0.06),
    ],
)
def test_the_highest_of_all_evidence_counts(
    assumed: float, pilot: tuple[float, float, float] | None, highest: float
) -> None:
    assert replace(KNOWN, assumed=assumed, pilot=pilot).highest == highest


@pytest.mark.parametrize(
    ("uplift", "change", "said"),
    [
        (
            0.06,
            {},
            f"6% is within the evidence: {BAND}, the assumption goes to 6% (study: Ours)",
        ),
        (
            0.0625,
            {},
            f"6.25% is beyond the evidence: {BAND}, the assumption goes to 6% (study: Ours)",
        ),
        (
            0.07,
            {"pilot": (0.01, 0.04, 0.08), "benchmark": 0.031},
            (
                f"7% is within the evidence: {BAND}, the assumption goes to 6% (study: Ours)"
                ", the benchmark of its KPI is 3.1% ahead of today, the pilot showed 4.0%, "
                "from 1.0% to 8.0%"
            ),
        ),
    ],
)
def test_a_sentence_says_where_the_lever_stands(
    uplift: float, change: dict[str, object], said: str
) -> None:
    assert evidence_text(WORDS, replace(KNOWN, **change), uplift) == said  # type: ignore[arg-type]


def test_every_figure_of_a_setting_beyond_the_evidence_says_so(hand_made: Mart) -> None:
    base = shipped_scenarios(
        hand_made.assumptions(), hand_made.costs(), hand_made.settings.discount_rate
    )["base"]
    # The assumption goes from 4% to 6%.
    assert not is_beyond(hand_made, 0.06)
    within = money_view(hand_made, moved(base, {"uplift": 0.06}))
    beyond = money_view(hand_made, moved(base, {"uplift": 0.07}))
    assert within.label == "scenario modified from Base"
    assert beyond.label == "scenario modified from Base, uplift beyond the evidence"
    (figure,) = evidence_figures(hand_made, beyond.scenario)
    assert (figure.key, figure.value) == ("uplift_evidence", 0.06)
    assert figure.text.startswith("7% is beyond the evidence: ")
    assert [source.cells for source in figure.sources] == ["B2:D2"]
