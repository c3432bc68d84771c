"""What lies behind the numbers, in tables: benefits by stream, costs, and the assumptions."""

from collections.abc import Mapping

from briefing.columns import Kind
from briefing.figures.model import Figure, FigureTable
from briefing.figures.words import Words
from briefing.forecast.basis import STREAMS
from briefing.named_values import ASSUMPTIONS
from briefing.store.mart import Mart

_PARTS = ("gross", "netted", "cashable", "cash")
_COSTS = ("one_off", "per_learner", "per_month", "hours_per_learner")


def benefit_table(figures: Mapping[str, Figure]) -> FigureTable:
    """Give each stream with what is netted and what is cash, or why it is not priced."""
    rows, keys = [], []
    for stream in STREAMS:
        parts = [figures[f"{stream.kpi}.benefit.{part}"] for part in _PARTS]
        priced = parts[0].value is not None
        rows.append(
            (
                stream.title,
                *(part.text if priced else "none" for part in parts),
                _formula(parts) if priced else f"not priced: {parts[0].reason}",
            )
        )
        keys.append(("", *(part.key if priced else "" for part in parts), ""))
    head = ("Benefit", "Alone", "In another", "Share in cash", "In cash", "How")
    title = f"Benefits, {figures[f'{STREAMS[0].kpi}.benefit.cash'].period}, not discounted"
    return FigureTable(title, head, tuple(rows), tuple(keys))


def cost_table(figures: Mapping[str, Figure]) -> FigureTable:
    """Give the costs in full, by kind, the learners' own hours last."""
    shown = [figures[f"costs.{column}"] for column in _COSTS]
    return FigureTable(
        "Costs in full, not discounted",
        ("Cost", "In all", "How"),
        tuple((figure.title, figure.text, figure.formula) for figure in shown),
        tuple(("", figure.key, "") for figure in shown),
    )


def assumption_table(mart: Mart) -> FigureTable:
    """Give every assumption with its range and who answers for it."""
    words = Words.of(mart.settings)
    rows = tuple(
        (
            row.assumption.replace("_", " "),
            *(assumption_text(words, row.assumption, end) for end in (row.low, row.base, row.high)),
            row.evidence or "not stated",
            row.source or "",
            row.owner or "",
            "" if row.as_of is None else words.full_day(row.as_of),
            "" if row.confidence is None else words.lever_share(row.confidence),
        )
        for row in mart.assumptions().values()
    )
    head = ("Assumption", "Low", "Base", "High", "Evidence", "Source", "Owner", "Set on", "Sure")
    return FigureTable("Assumptions", head, rows)


def assumption_text(words: Words, name: str, value: float) -> str:
    """Write an assumption's value in its own unit: a share, months, or money."""
    declared = ASSUMPTIONS.get(name)
    if declared is None or declared.kind is Kind.SHARE:
        return words.lever_share(round(value, 4))
    return words.value(value, "months" if name == "ramp_months" else "money")


def _formula(parts: list[Figure]) -> str:
    """Say the formula, and what of it another stream has where one has any."""
    gross, netted = parts[:2]
    return f"{gross.formula}; netted: {netted.formula}" if netted.value else gross.formula
