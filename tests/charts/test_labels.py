"""Names beside their points: where one goes, and that none covers another or a point."""

import random
from itertools import combinations

import pytest

from briefing.charts.labels import Box, Label, Spot, along, place_labels

RADIUS, SIZE, WIDTH, HEIGHT = 10.0, 17.0, 556.0, 372.0
NAMES = (
    "CEO", "CFO", "Chief Sales Officer", "Head of IT", "Board chair", "Head of Operations",
    "Works council", "Facilities", "Chief Product Officer", "Head of Legal", "COO",
    "Data protection", "Customer board", "Union", "Team leads", "Audit committee", "Procurement",
    "Communications", "Strategy", "Business partner",
)  # fmt: skip


def placed(*spots: Spot, taken: tuple[Box, ...] = ()) -> dict[str, Label]:
    return place_labels(spots, RADIUS, SIZE, (WIDTH, HEIGHT), taken)


def overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def circle(spot: Spot) -> Box:
    return spot.x - RADIUS, spot.y - RADIUS, spot.x + RADIUS, spot.y + RADIUS


def scattered(count: int, seed: int) -> list[Spot]:
    """Give so many points at ratings from 0 to 10 in halves, no two at the same place."""
    chance = random.Random(seed)  # noqa: S311 the same points in every run, and no secret
    places = [(x, y) for x in range(21) for y in range(21)]
    return [
        Spot(name, x / 20 * WIDTH, y / 20 * HEIGHT)
        for name, (x, y) in zip(NAMES, chance.sample(places, count), strict=False)
    ]


@pytest.mark.parametrize(
    ("x", "align"), [(0, "left"), (100, "left"), (360, "left"), (460, "right"), (556, "right")]
)
def test_a_name_stands_right_of_its_point_or_left_where_there_is_no_room(
    x: float, align: str
) -> None:
    label = placed(Spot("Head of Operations", x, 100))["Head of Operations"]
    assert label.align == align
    assert (label.x > x) == (align == "left")
    assert label.y == 100


def test_a_name_gives_way_to_a_point() -> None:
    found = placed(Spot("CEO", 100, 100), Spot("CFO", 140, 100))
    assert found["CEO"].align == "right"
    assert found["CFO"].align == "left"


def test_a_name_gives_way_to_what_is_taken() -> None:
    assert placed(Spot("CEO", 100, 100))["CEO"].align == "left"
    found = placed(Spot("CEO", 100, 100), taken=((110, 90, 160, 110),))["CEO"]
    assert not overlap(found.box, (110, 90, 160, 110))


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("count", [2, 5, 8, 12, 16, 20])
def test_names_cover_neither_each_other_nor_a_point(count: int, seed: int) -> None:
    spots = scattered(count, seed)
    found = placed(*spots)
    assert set(found) == {spot.name for spot in spots}
    covered = [
        (one.name, other.name)
        for one, other in combinations(found.values(), 2)
        if overlap(one.box, other.box)
    ]
    covered += [
        (label.name, spot.name)
        for label in found.values()
        for spot in spots
        if spot.name != label.name and overlap(label.box, circle(spot))
    ]
    assert covered == []


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("count", [1, 5, 12, 20])
def test_names_stay_within_the_width(count: int, seed: int) -> None:
    found = placed(*scattered(count, seed))
    assert [label.name for label in found.values() if label.box[0] < 0] == []
    assert [label.name for label in found.values() if label.box[2] > WIDTH] == []


@pytest.mark.parametrize("seed", range(5))
def test_the_same_points_get_the_same_places(seed: int) -> None:
    assert placed(*scattered(12, seed)) == placed(*scattered(12, seed))


def test_no_points_no_names() -> None:
    assert placed() == {}


@pytest.mark.parametrize(
    ("start", "end"), [((0, 0), (100, 50)), ((100, 50), (0, 0)), ((10, 10), (10, 90))]
)
def test_boxes_along_a_line_cover_it(start: tuple[float, float], end: tuple[float, float]) -> None:
    boxes = along(start, end)
    for step in range(101):
        x = start[0] + (end[0] - start[0]) * step / 100
        y = start[1] + (end[1] - start[1]) * step / 100
        assert any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in boxes)
