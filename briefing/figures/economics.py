"""economics_table: the scenarios side by side in money, cash first."""

from collections.abc import Collection, Mapping

from briefing.figures.model import Figure, FigureTable
from briefing.figures.money import money_figures, money_view
from briefing.figures.words import Words
from briefing.forecast.scenario import Scenario
from briefing.store.mart import Mart

_LARGE = 1e7
"""From here on money in a table is read in millions."""
_ROWS = (
    ("npv_cash", "Net present value, cash"),
    ("npv_full", "Net present value, in full"),
    ("return_cash", "Return, cash"),
    ("payback_cash", "Payback, months, cash"),
    ("breakeven_uplift_cash", "Breakeven uplift, cash"),
    ("delay_cost_cash", "A month's delay, cash"),
)


ALL_ROWS = tuple(key for key, _ in _ROWS)
SHORT = ("npv_cash", "npv_full", "payback_cash", "delay_cost_cash")
"""The rows that stay where something else comes first."""


def economics_table(
    mart: Mart,
    shipped: Mapping[str, Scenario],
    present: Scenario | None,
    keys: Collection[str] = ALL_ROWS,
) -> FigureTable | None:
    """Set the shipped scenarios side by side, and the present one if it is none of them.

    `keys` says which of the rows are wanted.
    """
    shown = _columns(shipped, present)
    views = [money_view(mart, scenario) for scenario in shown]
    if not views or any(view.economics is None for view in views):
        return None
    words = Words.of(mart.settings)
    largest = max(abs(view.economics.npv_full) for view in views if view.economics)
    scale, divisor = ("million", 1e6) if largest >= _LARGE else ("thousand", 1e3)
    unit = f"{words.money_sign} {scale}".strip()
    columns = [{f.key: f for f in money_figures(mart, view)} for view in views]
    heads = [
        f"{'Modified' if s.modified else s.name}, {words.lever_share(s.uplift)}" for s in shown
    ]
    return FigureTable(
        title=f"Economics over {mart.settings.horizon_months} months, {unit}",
        head=("", *heads),
        rows=tuple(
            (title, *(_text(words, column[key], divisor) for column in columns))
            for key, title in _ROWS
            if key in keys
        ),
        keys=tuple(
            ("", *(f"{key}@{s.name.casefold()}" if s in shipped.values() else key for s in shown))
            for key, _ in _ROWS
            if key in keys
        ),
    )


def chosen_column(shipped: Mapping[str, Scenario], present: Scenario | None) -> int:
    """Give the place of the present scenario's column in the table, the first column being 0."""
    columns = _columns(shipped, present)
    return 1 + columns.index(present) if present in columns else 0


def _columns(shipped: Mapping[str, Scenario], present: Scenario | None) -> list[Scenario]:
    others = [present] if present and present not in shipped.values() else []
    return [*shipped.values(), *others]


def _text(words: Words, figure: Figure, divisor: float) -> str:
    """Write a figure for a table whose heads name its unit."""
    if figure.value is None:
        return "none"
    match figure.unit:
        case "money":
            return words.in_units_of(figure.value, divisor)
        case "months":
            return words.number(figure.value)
        case _:
            return figure.text
