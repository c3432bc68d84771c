"""Checks the palette for contrast and colour-blind eyes, in both themes, and numbers on axes."""

import tomllib
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
import vl_convert
from numpy.typing import NDArray

from briefing.charts import theme

ROOT = Path(__file__).parents[2]
PALETTES = {"light": theme.LIGHT, "dark": theme.DARK}
# How a colour is seen, in linear RGB: Machado, Oliveira and Fernandes (2009), severity 1.
SEEN = {
    "trichromat": np.eye(3),
    "deuteranope": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
         [-0.011820, 0.042940, 0.968881]]
    ),
    "protanope": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
         [-0.003882, -0.048116, 1.051998]]
    ),
}  # fmt: skip
# Linear sRGB to XYZ, against the white of D65.
XYZ = np.array(
    [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
) / np.array([[0.9505], [1.0], [1.089]])
MEANINGS = ("accent", "warn", "grey", "ink")
TEXTS = (
    *(
        (text, ground)
        for text in ("ink", "soft", "accent", "warn")
        for ground in ("paper", "field")
    ),
    *((text, ground) for text in ("ink", "accent") for ground in ("quadrant-tint", "wash")),
    *((text, "bar") for text in ("bar-ink", "bar-soft", "bar-accent")),
    ("ink", "accent-tint"),
    ("soft", "quadrant-tint"),
    ("soft", "wash"),
)
MARKS = (*((mark, ground) for mark in ("grey", "accent", "warn") for ground in ("paper", "field")),
         ("grey", "quadrant-tint"), ("way", "bar-line"))  # fmt: skip


def linear(colour: str) -> NDArray[np.float64]:
    shares = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    low, high = sorted(float(XYZ[1] @ linear(colour)) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def distance(one: str, other: str, seen: NDArray[np.float64]) -> float:
    """Give the distance in CIELAB, in which 2.3 is the least that is noticed side by side."""
    labs = []
    for colour in (one, other):
        shares = XYZ @ np.clip(seen @ linear(colour), 0, 1)
        x, y, z = np.where(shares > 0.008856, np.cbrt(shares), 7.787 * shares + 16 / 116)
        labs.append(np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)]))
    return float(np.linalg.norm(labs[0] - labs[1]))


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_text_stands_out_from_its_ground(name: str, text: str, ground: str) -> None:
    palette = PALETTES[name]
    assert contrast(palette[text], palette[ground]) >= 4.5


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize(("mark", "ground"), MARKS)
def test_what_is_drawn_stands_out_from_its_ground(name: str, mark: str, ground: str) -> None:
    palette = PALETTES[name]
    assert contrast(palette[mark], palette[ground]) >= 3


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize("eye", SEEN)
@pytest.mark.parametrize(("one", "other"), [*combinations(MEANINGS, 2)])
def test_colours_that_mean_different_things_differ_for_every_eye(
    name: str, eye: str, one: str, other: str
) -> None:
    palette = PALETTES[name]
    assert distance(palette[one], palette[other], SEEN[eye]) >= 15


@pytest.mark.parametrize("name", PALETTES)
def test_streamlit_wears_the_same_colours(name: str) -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    palette = PALETTES[name]
    assert config["theme"][name] == {
        "primaryColor": palette["accent"],
        "backgroundColor": palette["paper"],
        "secondaryBackgroundColor": palette["wash"],
        "textColor": palette["ink"],
        "borderColor": palette["line"],
    }


def test_the_fonts_are_the_project_s_own() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    faces = config["theme"]["fontFaces"]
    assert {face["family"] for face in faces} == {"Briefing Sans", "Briefing Serif"}
    for face in faces:
        path = ROOT / "static" / face["url"].removeprefix("app/static/")
        assert path.read_bytes()[:4] == b"wOF2"


def test_both_themes_name_the_same_colours() -> None:
    assert theme.LIGHT.keys() == theme.DARK.keys()


def test_in_the_dark_every_colour_of_a_spec_changes_and_nothing_else() -> None:
    spec = {"mark": {"fill": theme.INK, "size": 3}, "rows": [{"colour": theme.FIELD, "text": "x"}]}
    before = repr(spec)
    assert theme.in_dark(spec) == {
        "mark": {"fill": theme.DARK["ink"], "size": 3},
        "rows": [{"colour": theme.DARK["field"], "text": "x"}],
    }
    assert repr(spec) == before


@pytest.mark.parametrize(
    ("locale", "number", "share"),
    [
        ("en_GB", "1,234.5", "12.3%"),
        ("de_DE", "1.234,5", "12,3\xa0%"),
        ("fr_FR", "1\u202f234,5", "12,3\xa0%"),
        ("en_IN", "1,234.5", "12.3%"),
    ],
)
def test_axes_write_numbers_as_the_organisation_does(locale: str, number: str, share: str) -> None:
    axes = {
        field: {
            "field": field,
            "type": "quantitative",
            "axis": {"values": [value], "format": form},
            "scale": {"zero": False},
        }
        for field, value, form in (("x", 1234.5, ",.1f"), ("y", 0.123, ".1%"))
    }
    spec = {
        "data": {"values": [{"x": 1000, "y": 0.1}, {"x": 2000, "y": 0.2}]},
        "mark": "point",
        "encoding": axes,
        "config": {},
    }
    drawn = vl_convert.vegalite_to_svg(theme.written_in(locale, spec))
    assert f">{number}</text>" in drawn
    assert f">{share}</text>" in drawn
