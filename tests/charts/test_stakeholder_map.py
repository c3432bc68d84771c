"""The two maps: the team's has every rating, the room's has none and gives none away."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from briefing.charts import theme
from briefing.charts.stakeholder_map import BRIEF, PAGE, public_map, team_map
from briefing.figures.stakeholders import (
    Position,
    PublicPosition,
    Quadrant,
    positions,
    public_positions,
)
from briefing.store.mart import Mart
from tests.charts.specs import Spec, is_valid, marks, rows, texts

RATED = date(2026, 6, 20)
SIZES = [PAGE, BRIEF]


def position(  # noqa: PLR0913 a rating has as many parts
    name: str,
    influence: float,
    interest: float,
    *,
    standing: str = "with us",
    before: tuple[float, float] | None = None,
    owner: str = "HR director",
) -> Position:
    quadrant = {
        (True, True): Quadrant.MANAGE_CLOSELY,
        (True, False): Quadrant.KEEP_SATISFIED,
        (False, True): Quadrant.KEEP_INFORMED,
        (False, False): Quadrant.MONITOR,
    }[influence >= 5, interest >= 5]
    public = PublicPosition(name, quadrant, "One page", owner, None)
    return Position(public, influence, interest, before, standing, "Fears for the budget",
                    engaged=False, overdue=False, rated_on=RATED)  # fmt: skip


TEAM = [
    position("CEO", 8.625, 8.375, before=(6.125, 7.875)),
    position("CFO", 7.875, 6.625, standing="not yet"),
    position("Board chair", 7.625, 2.125, standing="open"),
    position("Works council", 2.375, 6.875, standing="not rated"),
    position("Facilities", 2.625, 1.875),
]


def public(team: Sequence[Position]) -> list[PublicPosition]:
    return [one.public for one in team]


@cache
def team_drawn(size: theme.Size = PAGE) -> Spec:
    return team_map(TEAM, size)


@cache
def public_drawn(size: theme.Size = PAGE) -> Spec:
    return public_map(public(TEAM), size)


def points(spec: Spec) -> dict[str, dict[str, float]]:
    """Give the row of each stakeholder's mark by name."""
    return {
        row["name"]: row
        for layer in marks(spec, "circle")
        for row in rows(spec, layer)
        if "name" in row
    }


@pytest.mark.parametrize("size", SIZES)
def test_both_maps_name_everybody_once(size: theme.Size) -> None:
    for spec in (team_drawn(size), public_drawn(size)):
        shown = [row["text"] for row in texts(spec)]
        assert [shown.count(one.public.stakeholder) for one in TEAM] == [1] * len(TEAM)


def test_the_sample_s_maps_are_valid_and_whole(sample_mart: Mart) -> None:
    team, room = positions(sample_mart), public_positions(sample_mart)
    for spec in (team_map(team), public_map(room)):
        assert is_valid(spec)
        assert {one.stakeholder for one in room} <= {row["text"] for row in texts(spec)}


@pytest.mark.parametrize("size", SIZES)
def test_the_team_s_points_stand_at_the_ratings(size: theme.Size) -> None:
    found = points(team_drawn(size))
    for one in TEAM:
        at = found[one.public.stakeholder]
        assert at["x"] == pytest.approx(one.interest / 10 * size.width)
        assert at["y"] == pytest.approx((10 - one.influence) / 10 * size.height)


def test_a_tail_goes_back_to_the_rating_before() -> None:
    found = points(team_drawn())
    assert found["CEO"]["x0"] == pytest.approx(6.125 / 10 * PAGE.width)
    assert found["CEO"]["y0"] == pytest.approx((10 - 7.875) / 10 * PAGE.height)
    assert (found["CFO"]["x0"], found["CFO"]["y0"]) == (found["CFO"]["x"], found["CFO"]["y"])


def test_each_standing_has_its_mark_and_the_key_says_which() -> None:
    spec = team_drawn()
    looks = {(row["fill"], row["stroke"]) for row in points(spec).values()}
    assert len(looks) == 4
    shown = {row["text"] for row in texts(spec)}
    assert {"with us", "open", "not yet", "not rated"} <= shown
    assert "not rated" not in {row["text"] for row in texts(team_map(TEAM[:3]))}


def test_a_point_at_the_edge_is_drawn_whole() -> None:
    corners = [(10, 10), (10, 0), (0, 10), (0, 0), (9.9, 9.9)]
    spec = team_map([position(f"{across} {up}", up, across) for across, up in corners])
    room, radius = spec["padding"], (marks_size(spec) / 3.14) ** 0.5
    cut = [
        name
        for name, at in points(spec).items()
        if at["x"] - radius < -room["left"]
        or at["y"] - radius < -room["top"]
        or at["x"] + radius > spec["width"] + room["right"]
        or at["y"] + radius > spec["height"] + room["bottom"]
    ]
    assert cut == []


def marks_size(spec: Spec) -> float:
    """Give the area of the stakeholders' marks."""
    return next(
        float(layer["mark"]["size"])
        for layer in marks(spec, "circle")
        if any("name" in row for row in rows(spec, layer))
    )


@pytest.mark.parametrize("size", SIZES)
def test_the_public_map_has_nothing_of_what_the_team_thinks(size: theme.Size) -> None:
    text = json.dumps(public_drawn(size))
    for one in TEAM:
        across, up = one.interest / 10 * size.width, (10 - one.influence) / 10 * size.height
        for number in (one.influence, one.interest, across, up):
            assert str(number) not in text
    for word in ("with us", "not yet", "not rated", "Fears", "stance", "concern"):
        assert word not in text
    assert '"open"' not in text


def test_the_public_map_is_the_same_for_all_ratings_within_the_quadrants() -> None:
    others = [
        position("CEO", 5, 5, standing="not yet"),
        position("CFO", 10, 10, before=(1, 1)),
        position("Board chair", 10, 0),
        position("Works council", 0, 10),
        position("Facilities", 0, 0),
    ]
    assert public_map(public(others)) == public_drawn()


def test_the_public_map_is_the_same_whoever_engages_them_and_when() -> None:
    others = [replace(one.public, owner="CHRO", tactic="Call", next_contact=RATED) for one in TEAM]
    assert public_map(others) == public_drawn()


@pytest.mark.parametrize(("size", "count"), [(PAGE, 5), (PAGE, 8), (BRIEF, 4)])
def test_public_names_stand_apart_within_their_quadrant(size: theme.Size, count: int) -> None:
    team = [
        position(f"{influence} {interest} {number}", influence, interest)
        for influence, interest in ((9, 9), (9, 1), (1, 9), (1, 1))
        for number in range(count)
    ]
    found = points(public_map(public(team), size))
    letters = theme.TEXT_SIZE if size is BRIEF else 17
    for one in team:
        at = found[one.public.stakeholder]
        assert (at["x"] > size.width / 2) == (one.interest > 5)
        assert (at["y"] < size.height / 2) == (one.influence > 5)
        assert 0 < at["x"] < size.width
        assert 0 < at["y"] < size.height
        near = [
            name
            for name, other in found.items()
            if abs(at["y"] - other["y"]) < letters and abs(at["x"] - other["x"]) < size.width / 5
        ]
        assert near == [one.public.stakeholder]


@pytest.mark.parametrize(("size", "count", "named", "last"), [(PAGE, 20, 9, 12), (BRIEF, 8, 5, 4)])
def test_names_without_room_are_counted(
    size: theme.Size, count: int, named: int, last: int
) -> None:
    team = [position(f"Role {number:02}", 9, 9) for number in range(count)]
    found = points(public_map(public(team), size))
    assert len(found) == named
    assert f"and {last} more" in found
