"""The picture of a page: one of 16 by 9, the same for the same page, and no private word."""

import shutil
import struct
from contextlib import closing
from pathlib import Path

import pytest

from briefing.exports import picture
from briefing.exports.picture import page_picture
from briefing.figures.on_page import PAGES, page_content
from briefing.store.mart import Mart
from briefing.store.snapshots import Home
from tests.numbers import numbers_in
from tests.organisation import view_of
from tests.workbooks import publish, upload


def size(content: bytes) -> tuple[int, int]:
    assert content.startswith(b"\x89PNG")
    wide, high = struct.unpack(">II", content[16:24])
    return wide, high


@pytest.mark.parametrize("page", PAGES)
def test_each_page_is_one_picture_of_1920_by_1080_and_the_same_again(
    page: str, sample_mart: Mart
) -> None:
    view = view_of(sample_mart)
    content = page_content(sample_mart, view, page, "revenue_per_fte")
    made = page_picture(sample_mart, content, view.scenario)
    assert size(made) == (1920, 1080)
    assert page_picture(sample_mart, content, view.scenario) == made


def test_another_scenario_is_another_picture(sample_mart: Mart) -> None:
    pictures = []
    for name in ("base", "stretch"):
        view = view_of(sample_mart, name)
        content = page_content(sample_mart, view, "trajectory", "revenue_per_fte")
        pictures.append(page_picture(sample_mart, content, view.scenario))
    assert pictures[0] != pictures[1]


@pytest.mark.parametrize("page", PAGES)
def test_what_is_set_is_the_page_s_own_words_and_nothing_private(
    page: str, sample_mart: Mart, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_: list[str] = []

    def keep(_: str, data: object, __: float) -> bytes:
        set_.append(str(data))
        return b""

    monkeypatch.setattr(picture, "png", keep)
    view = view_of(sample_mart)
    content = page_content(sample_mart, view, page, "revenue_per_fte")
    monkeypatch.setattr(picture, "_exhibits", lambda *_: [])
    monkeypatch.setattr(picture, "room", lambda *_: {"widths": [], "height": 200.0})
    page_picture(sample_mart, content, view.scenario)
    (said,) = set_
    assert content.message.title in said
    assert content.ask.request in said
    assert content.ask.metric_line in said
    assert "Base scenario · figures as of 14 November 2026" in said
    assert numbers_in(said) == set()
    for private in ("Cost and return", "Growth and agility", "overdue", "not with us", "team only"):
        assert private not in said


@pytest.mark.parametrize("page", PAGES)
def test_a_page_without_its_data_is_a_picture_that_says_so(page: str, home: Home) -> None:
    snapshot = publish(home, upload({"Units": [["unit"], ["Sales"]]}))
    with closing(Mart(home.verified_mart(snapshot))) as mart:
        view = view_of(mart)
        content = page_content(mart, view, page, "revenue_per_fte")
        assert size(page_picture(mart, content, view.scenario)) == (1920, 1080)


def test_the_longest_texts_stay_on_one_picture(sample_home: Home, tmp_path: Path) -> None:
    own = Home(shutil.copytree(sample_home.root, tmp_path / "own"))
    head = [
        "page",
        "request",
        "decider",
        "due_on",
        "kpi",
        "unit",
        "baseline",
        "target",
        "target_on",
    ]
    long = ["brief", "word " * 31, "Who decides " * 5, "2026-12-04", "time_to_productivity",
            None, 95, 80, "2027-02-19"]  # fmt: skip
    snapshot = publish(own, upload({"Asks": [head, long]}))
    with closing(Mart(own.verified_mart(snapshot))) as mart:
        view = view_of(mart)
        content = page_content(mart, view, "brief")
        assert size(page_picture(mart, content, view.scenario)) == (1920, 1080)
