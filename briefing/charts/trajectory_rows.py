"""trajectory_rows: every line, band, bar and word of the trajectory, as rows to be drawn.

Each row says whether levers move it, and which half of the drawing it belongs to: the lines of
the measure (LEVEL) or the net benefit (MONEY). The rows of a measure are as many, and in the same
order, for every setting of the levers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from briefing.charts import theme
from briefing.figures.trajectory import Trajectory

LEVEL, MONEY = 0, 1
PAGE = theme.Size(500, 208)
BARS_SHARE = 0.48
"""The bars' height against the lines'."""
BETWEEN = 46
_LABEL_GAP = 19
"""Least distance between two names at the lines' ends, in pixels."""
UNSEEN = "transparent"

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Drawn:
    """The rows of one setting by their dataset, and the ends of both axes."""

    datasets: dict[str, Rows]
    domains: tuple[tuple[float, float], tuple[float, float]]


def drawn(data: Trajectory, size: theme.Size) -> Drawn:
    """Give all rows of a trajectory: x in years, y as on the axis, words' y in pixels."""
    domains = level_domain(data), net_domain(data)
    datasets = {
        "lines": _lines(data, *domains),
        "band": [row | _moves(LEVEL) for row in _between(data, data.band)],
        "current": [row | _stays(LEVEL) for row in _between(data, data.as_we_are_80)],
        "bars": [
            {"x": x, "y": net} | _moves(MONEY)
            for x, net in zip(_ahead(data, len(data.net_so_far)), data.net_so_far, strict=True)
        ],
        "words": list(_words(data, size, *domains)),
    }
    return Drawn(datasets, domains)


def level_domain(data: Trajectory) -> tuple[float, float]:
    """Give the ends of the lines' axis; the start is 0 where from 0 the gap is still seen."""
    values = [*data.actual, *data.as_we_are, *data.after_learning, *data.band[0], *data.band[1]]
    values += [*data.as_we_are_80[0], *data.as_we_are_80[1], *data.level_room]
    low, high = min(values), max(values)
    room = (high - low or abs(high) or 1.0) * 0.12
    # From zero the gap must still be seen: else the axis is broken, and says so.
    seen = low >= 0 and high - low > 0.35 * high
    start = low - room if low < 0 else max(0.0, low - room)
    return (0.0 if seen else start, high + room)


def net_domain(data: Trajectory) -> tuple[float, float]:
    """Give the ends of the bars' axis, with zero between them."""
    values = [*data.net_so_far, *data.net_room]
    low, high = min(0.0, *values), max(0.0, *values)
    return (low, high) if high > low else (-1.0, 0.0)


def bars_top(size: theme.Size) -> int:
    """Give where the bars' part begins, in pixels."""
    return size.height + BETWEEN


def height(size: theme.Size) -> int:
    """Give the height of both parts, in pixels."""
    return bars_top(size) + round(size.height * BARS_SHARE)


def _moves(half: int) -> dict[str, Any]:
    return {"half": half, "moves": True}


def _stays(half: int) -> dict[str, Any]:
    return {"half": half, "moves": False}


def _lines(data: Trajectory, level: tuple[float, float], net: tuple[float, float]) -> Rows:
    months = [_when(day) for day in data.actual_months]
    ahead = _ahead(data, len(data.as_we_are) + 1)
    last = data.actual[-1]
    now, whole = [months[-1]] * 2, [months[0], ahead[-1]]
    paths: Iterable[tuple[str, Sequence[float], Sequence[float], dict[str, Any]]] = (
        ("frame", whole, level, _moves(LEVEL)),
        ("reach", whole, net, _moves(MONEY)),
        ("today", now, level, _moves(LEVEL)),
        ("actual", months, data.actual, _stays(LEVEL)),
        ("as we are", ahead, [last, *data.as_we_are], _stays(LEVEL)),
        ("after learning", ahead, [last, *data.after_learning], _moves(LEVEL)),
    )
    return [
        {"name": name, "x": x, "y": y} | moves
        for name, xs, ys, moves in paths
        for x, y in zip(xs, ys, strict=True)
    ]


def _between(
    data: Trajectory, ends: tuple[Sequence[float], Sequence[float]]
) -> Iterable[dict[str, Any]]:
    """Give the space between two paths, from the last actual on."""
    last, (low, high) = data.actual[-1], ends
    ahead = _ahead(data, len(low) + 1)
    for x, y, y2 in zip(ahead, [last, *low], [last, *high], strict=True):
        yield {"x": x, "y": y, "y2": y2}


def _words(
    data: Trajectory, size: theme.Size, level: tuple[float, float], net: tuple[float, float]
) -> Iterable[dict[str, Any]]:
    """Give every text with its place, first those of the lines, then those of the bars."""

    def at(value: float) -> float:
        return _y(value, level, size.height)

    def bar_at(value: float) -> float:
        return bars_top(size) + _y(value, net, height(size) - bars_top(size))

    first, now = _when(data.actual_months[0]), _when(data.actual_months[-1])
    last = _ahead(data, len(data.as_we_are) + 1)[-1]
    ends = _apart(at(data.as_we_are[-1]), at(data.after_learning[-1]))
    named = round((len(data.actual) - 1) * 0.8)
    rising = data.actual[named] >= data.actual[0]
    end, lowest = data.net_so_far[-1], min(data.net_so_far)
    heading = bars_top(size) - 18
    colour = theme.WARNING if data.payback_month is None else theme.ACCENT
    moves, money, stays = _moves(LEVEL), _moves(MONEY), _stays(LEVEL)
    for role, x, y, text, ink, kind in (
        ("end", last, ends[0], f"as we are {data.end_texts[0]}", theme.SOFT, moves),
        ("end", last, ends[1], f"after learning {data.end_texts[1]}", theme.ACCENT, moves),
        ("actual", _when(data.actual_months[named]),
         at(data.actual[named]) + (-12 if rising else 20), "actual", theme.INK, moves),
        ("broken", first, size.height + 8, "", theme.SOFT if level[0] > 0 else UNSEEN, moves),
        ("beside", now, 6, "today", theme.INK, stays),
        ("heading", first, heading, data.money_title, theme.SOFT, stays),
        ("end", last, bar_at(end), data.money_texts[1],
         theme.ACCENT if end >= 0 else theme.SOFT, money),
        ("beside", now, bar_at(lowest),
         data.money_texts[0] if lowest < 0 else "", theme.SOFT, money),
        ("payback", last, heading, data.payback_text if size == PAGE else "", colour, money),
    ):  # fmt: skip
        yield {"role": role, "x": x, "y": y, "text": text, "colour": ink} | kind


def _apart(one: float, other: float) -> tuple[float, float]:
    """Push two heights apart until their names do not touch."""
    gap = other - one
    push = max(0.0, _LABEL_GAP - abs(gap)) / 2 * (1 if gap > 0 else -1)
    return one - push, other + push


def _when(day: date) -> float:
    """Give the end of a date's month as a year and its fraction: no time zone can shift it."""
    return day.year + day.month / 12


def _ahead(data: Trajectory, months: int) -> Sequence[float]:
    start = _when(data.actual_months[-1])
    return [start + month / 12 for month in range(months)]


def _y(value: float, domain: tuple[float, float], extent: int) -> float:
    return (domain[1] - value) / (domain[1] - domain[0]) * extent
