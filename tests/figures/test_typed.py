"""A setting as people type it beside a lever, and what is said of it."""

import pytest

from briefing.figures.typed import read_setting
from briefing.figures.words import Words
from briefing.forecast.scenario import LEVERS

WORDS = Words("en", "EUR")
TRACKS = {lever.key: lever for lever in LEVERS}


@pytest.mark.parametrize(
    ("key", "text", "value", "says"),
    [
        ("uplift", "3.5%", 0.035, ""),
        ("uplift", "3,5 %", 0.035, ""),
        ("uplift", "3.5", 0.035, ""),
        ("uplift", "3", 0.03, ""),
        ("uplift", "0.035", 0.035, "read as 3.5%"),
        ("uplift", "0.5", 0.005, "read as 0.5%"),
        ("uplift", "0.5%", 0.005, ""),
        ("uplift", "0", 0.0, ""),
        ("uplift", "٣", 0.03, ""),
        ("uplift", "300", 0.1, "300% is beyond the track: its end is 10%"),
        ("uplift", "-1%", 0.0, "beyond the track"),
        ("adoption", "0.7", 0.7, "read as 70%"),
        ("adoption", "1", 0.01, ""),
        ("ramp_months", "9 mo", 9, ""),
        ("ramp_months", "12 months", 12, ""),
        ("ramp_months", "9.4", 9, "Months are whole: 9 mo"),
        ("ramp_months", "0", 1, "its end is 1 mo"),
        ("cost_per_learner", "€1,450", 1450, ""),
        ("cost_per_learner", "1.450", 1450, ""),
        ("cost_per_learner", "1 450,50 EUR", 1450.5, ""),
        ("cost_per_learner", "640.5", 640.5, ""),
        ("hours_per_learner", "24 h", 24, ""),
        ("discount_rate", "800%", 0.2, "800% is beyond the track: its end is 20%"),
    ],
)
def test_what_was_typed_is_read(key: str, text: str, value: float, says: str) -> None:
    read = read_setting(text, TRACKS[key], WORDS)
    assert read.value == pytest.approx(value)
    assert says in read.said
    assert bool(says) == bool(read.said)


@pytest.mark.parametrize("text", ["", "a lot", "3 mo", "1.2.3", "3%%", "nan", "1e9", "--3"])
def test_what_is_no_setting_is_said(text: str) -> None:
    read = read_setting(text, TRACKS["uplift"], WORDS)
    assert read.value is None
    assert read.said == f"“{text}” is not a setting; write it like 5%"
