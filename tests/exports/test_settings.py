"""Levers and guardrails as they are typed: what is read, and what is said of the rest."""

import pytest

from briefing.exports.settings import SettingError, guardrails_named, lever_settings
from briefing.figures.words import Words
from briefing.forecast.scenario import LEVERS

WORDS = Words("en_GB", "EUR")


@pytest.mark.parametrize(
    ("written", "key", "value"),
    [
        ("uplift=0.04", "uplift", 0.04),
        ("uplift=4%", "uplift", 0.04),
        (" uplift = 4 % ", "uplift", 0.04),
        ("adoption=100%", "adoption", 1.0),
        ("adoption=1", "adoption", 1.0),
        ("ramp_months=2.5", "ramp_months", 2.5),
        ("start_delay=3", "start_delay", 3.0),
        ("cost_per_learner=0", "cost_per_learner", 0.0),
    ],
)
def test_a_setting_is_read(written: str, key: str, value: float) -> None:
    assert lever_settings([written], LEVERS, WORDS) == pytest.approx({key: value})


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            "uplift=3",
            (
                "uplift cannot be 3. Uplift takes a share from 0% to 10%, such as 0.03 or 3%. 3% "
                "is written 0.03 or 3%."
            ),
        ),
        (
            "uplift=30",
            "uplift cannot be 30. Uplift takes a share from 0% to 10%, such as 0.03 or 3%.",
        ),
        ("uplift=-1%", "uplift cannot be -1%."),
        ("uplift=much", "'much' is no value for uplift. Uplift takes a share from 0% to 10%"),
        ("uplift=nan", "'nan' is no value for uplift."),
        ("uplift=inf", "'inf' is no value for uplift."),
        ("uplift=", "'' is no value for uplift."),
        ("uplift", "'uplift' sets nothing. Write a lever and its value, such as uplift=4%."),
        (
            "uplft=3%",
            "There is no lever 'uplft'. Did you mean 'uplift'? There are uplift, adoption",
        ),
        ("discount_rate=800%", "discount_rate cannot be 800%. Discount rate takes a share"),
        ("cost_per_learner=-5", "Cost per learner takes an amount from 0 to 2,000."),
        ("start_delay=1.5", "Start delay takes months from 0 to 12, in whole months."),
        ("ramp_months=5%", "'5%' is no value for ramp_months. Ramp takes months from 1 to 24."),
    ],
)
def test_what_cannot_be_set_says_what_was_expected(written: str, said: str) -> None:
    with pytest.raises(SettingError) as caught:
        lever_settings([written], LEVERS, WORDS)
    assert said in str(caught.value)


def test_guardrails_are_known_by_name() -> None:
    assert guardrails_named(["first_year", "evidence"]) == {"first_year", "evidence"}
    with pytest.raises(SettingError, match="Did you mean 'first_year'"):
        guardrails_named(["first_years"])
