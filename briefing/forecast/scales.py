"""scale_of: the ends that a measure's values cannot pass, by its unit of measure."""

import math

_SCALES = {"share": (0.0, 1.0), "points": (-100.0, 100.0), "score": (0.0, 10.0)}
"""All other units begin at 0 and have no end."""


def scale_of(unit: str, lowest: float, highest: float) -> tuple[float, float]:
    """Give the ends of a measure's scale: what never went beyond one does not do so now."""
    low, high = _SCALES.get(unit, (0.0, math.inf))
    return (low if lowest >= low else -math.inf), (high if highest <= high else math.inf)
