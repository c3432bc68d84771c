"""look_back: a saved forecast beside HR's Base of that day, and what happened since."""

from dataclasses import dataclass
from datetime import date

from briefing.figures.kpi import kpi_title
from briefing.figures.messages import Message
from briefing.figures.model import FigureTable
from briefing.figures.words import Words, decimals
from briefing.kpis.catalogue import Kpi, catalogue_of
from briefing.kpis.run import ROLLING
from briefing.privacy import ORGANISATION
from briefing.store.mart import Mart
from briefing.store.rows import Cell
from briefing.store.saved import Forecast, Saved

_YEAR = 12
_NOT_YET = "not yet known"


@dataclass(frozen=True)
class LookBack:
    """What became of one measure's forecast: in a sentence, and month by month."""

    message: Message
    table: FigureTable


def look_back(mart: Mart, saved: Saved, kpi_key: str) -> LookBack | str:
    """Set a saved forecast beside what a later snapshot knows; or say why there is nothing to set.

    The months that have been measured since, at most the last twelve of them, and each full
    year of the forecast that is still to come. The forecasts are those that were stored.
    """
    kpi = catalogue_of(mart).get(kpi_key)
    forecast = saved.forecasts.get(kpi_key)
    if kpi is None or forecast is None:
        title = kpi_title(kpi, mart, ORGANISATION) if kpi else kpi_key
        return f"{title} had no forecast when {saved.name} was saved"
    words = Words.of(mart.settings)
    happened = _happened(mart, kpi, forecast)
    years = range(_YEAR, len(forecast.own) + 1, _YEAR)
    ahead = [month for month in years if month > max(happened, default=0)]
    rows = [
        (
            words.year_to(forecast.known_until, month),
            _text(words, kpi, happened[month]) if month in happened else _NOT_YET,
            _written(words, kpi, forecast.own[month - 1]),
            _written(words, kpi, forecast.base[month - 1]),
        )
        for month in (*sorted(happened)[-_YEAR:], *ahead)
    ]
    title = kpi_title(kpi, mart, ORGANISATION)
    table = FigureTable(
        title=f"{title}, {words.money_sign}" if kpi.unit == "money" else title,
        head=("", "What happened", saved.name, "HR’s Base of that day"),
        rows=tuple(rows),
    )
    return LookBack(_message(words, kpi, saved, forecast, happened, title), table)


def _written(words: Words, kpi: Kpi, value: float) -> str:
    """Write a value with a decimal more than a headline, so that two forecasts can be told apart.

    Money is written in full, without its sign.
    """
    if kpi.unit == "share":
        return words.share(value, 2)
    return words.number(value, 0 if kpi.unit == "money" else decimals(kpi.unit) + 1)


def _happened(mart: Mart, kpi: Kpi, forecast: Forecast) -> dict[int, Cell]:
    """Give the cells of the months that were forecast, by their number."""
    cells = mart.cells(kpi.key, ORGANISATION, ROLLING)
    numbered = {_months_between(forecast.known_until, cell.ends_on): cell for cell in cells}
    return {month: cell for month, cell in numbered.items() if 1 <= month <= len(forecast.own)}


def _months_between(start: date, end: date) -> int:
    return (end.year - start.year) * _YEAR + end.month - start.month


def _text(words: Words, kpi: Kpi, cell: Cell) -> str:
    if cell.value is None:
        return f"not shown ({cell.reason})"
    return _written(words, kpi, cell.value)


def _message(  # noqa: PLR0913, PLR0917 a sentence of two forecasts, a measure and what happened
    words: Words,
    kpi: Kpi,
    saved: Saved,
    forecast: Forecast,
    happened: dict[int, Cell],
    title: str,
) -> Message:
    """Say whose forecast came nearer to the last month that was measured."""
    known = {month: cell.value for month, cell in happened.items() if cell.value is not None}
    if not known:
        line = f"Measured up to {words.month(forecast.known_until)} when it was saved"
        return Message(f"What happens to {title} is not known yet", line)
    month = max(known)
    value = known[month]
    own, base = forecast.own[month - 1], forecast.base[month - 1]
    off, base_off = abs(own - value), abs(base - value)
    nearer = (
        f"{saved.name} and HR’s Base were equally near"
        if off == base_off
        else f"{saved.name if off < base_off else 'HR’s Base'} came nearer"
    )
    said = (
        f"{_written(words, kpi, value)}, where {saved.name} said {_written(words, kpi, own)} "
        f"and HR’s Base {_written(words, kpi, base)}"
    )
    period = words.year_to(forecast.known_until, month)
    return Message(f"{title}: {nearer}", f"{period[0].upper()}{period[1:]}: {said}")
