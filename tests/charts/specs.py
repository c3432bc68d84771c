"""Reading a Vega-Lite spec as a drawing: its marks, and the rows that each of them draws."""

import re
from collections.abc import Iterator
from typing import Any

import altair as alt

Spec = dict[str, Any]


def marks(spec: Spec, kind: str = "") -> Iterator[Spec]:
    """Give every layer that draws something, of one kind of mark or of all."""
    for layer in spec.get("layer", [spec]):
        if "layer" in layer:
            yield from marks(layer, kind)
        elif not kind or layer["mark"]["type"] == kind:
            yield layer


def rows(spec: Spec, layer: Spec) -> list[dict[str, Any]]:
    """Give the rows that a layer draws: its dataset's, as far as its filters let them pass."""
    found: list[dict[str, Any]] = spec["datasets"][layer["data"]["name"]]
    for transform in layer.get("transform", []):
        test = re.fullmatch(r"\(?datum\.(\w+) ===? ['\"](.+)['\"]\)?", transform["filter"])
        assert test, transform
        found = [row for row in found if str(row[test[1]]) == test[2]]
    return found


def texts(spec: Spec) -> list[dict[str, Any]]:
    """Give the rows of every text that is drawn."""
    return [row for layer in marks(spec, "text") for row in rows(spec, layer)]


def is_valid(spec: Spec) -> bool:
    """Tell whether Altair's own schema takes the spec; it raises where it does not."""
    return isinstance(alt.LayerChart.from_dict(spec, validate=True), alt.LayerChart)
