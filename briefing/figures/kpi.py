"""kpi_figures: each measure's latest value for each unit, and its change over a year."""

from collections.abc import Iterator
from datetime import timedelta

from briefing.figures.model import Figure, Source, column_sources
from briefing.figures.words import Words
from briefing.kpis.catalogue import Kpi, catalogue_of
from briefing.kpis.run import MONTH, QUARTER, ROLLING
from briefing.privacy import ORGANISATION
from briefing.store.mart import Mart
from briefing.store.rows import Cell


def kpi_key(kpi: str, scope: str, grain: str) -> str:
    """Give a figure's key: time_to_productivity.sales.quarter."""
    return f"{kpi}.{scope.casefold().replace(' ', '_')}.{grain}"


def kpi_title(kpi: Kpi, mart: Mart, scope: str) -> str:
    """Give a measure's name, the organisation's own where it has one, and the unit it is for."""
    row = mart.kpi_rows().get(kpi.key)
    title = (row.title if row else None) or kpi.title
    return title if scope == ORGANISATION else f"{title}, {scope}"


def kpi_sources(mart: Mart, kpi: Kpi) -> Iterator[Source]:
    """Give the cells that a measure is computed from, in every sheet that it reads."""
    for reads in kpi.reads:
        yield from column_sources(mart.loads, reads.table, reads.columns)


def kpi_figures(mart: Mart) -> Iterator[Figure]:
    """Give, for each KPI and scope, the latest month, quarter and 12 months, and the change."""
    words = Words.of(mart.settings)
    for kpi in catalogue_of(mart).values():
        for scope in mart.scopes():
            for grain in (MONTH, QUARTER, ROLLING):
                cells = mart.cells(kpi.key, scope, grain)
                if cells:
                    latest = _figure(mart, words, kpi, cells[-1])
                    yield latest
                    yield _change(words, kpi, cells, latest)


def measured(mart: Mart, figure: Figure) -> tuple[Kpi, list[Cell]] | None:
    """Give the measure and the cells that a figure is made of: a change is made of two.

    None where it is no measure's value.
    """
    key = figure.key.removesuffix(".change")
    for kpi in catalogue_of(mart).values():
        for scope in mart.scopes():
            for grain in (MONTH, QUARTER, ROLLING):
                if kpi_key(kpi.key, scope, grain) == key:
                    cells = mart.cells(kpi.key, scope, grain)
                    before = None if key == figure.key else _year_before(cells)
                    return kpi, [cells[-1], *([before] if before else [])]
    return None


def _year_before(cells: list[Cell]) -> Cell | None:
    a_year = timedelta(days=365)
    return next(
        (c for c in cells if abs(cells[-1].starts_on - c.starts_on - a_year).days <= 1), None
    )


def _figure(mart: Mart, words: Words, kpi: Kpi, cell: Cell) -> Figure:
    return Figure(
        key=kpi_key(kpi.key, cell.scope, cell.grain),
        title=kpi_title(kpi, mart, cell.scope),
        value=cell.value,
        unit=kpi.unit,
        text=f"not shown ({cell.reason})" if cell.reason else words.value(cell.value, kpi.unit),
        period=words.period(cell),
        as_of=mart.as_of,
        n=cell.n,
        formula=kpi.formula,
        sources=tuple(kpi_sources(mart, kpi)),
        reason=cell.reason,
        vanity=kpi.vanity,
    )


def _change(words: Words, kpi: Kpi, cells: list[Cell], latest: Figure) -> Figure:
    """Give the latest value less that of the period a year before."""
    before = _year_before(cells)
    reason = None
    value = None
    if before is None:
        reason = "no value a year before"
    elif latest.value is None or before.value is None:
        reason = latest.reason or before.reason
    else:
        value = latest.value - before.value
    return Figure(
        key=f"{latest.key}.change",
        title=f"{latest.title}, change over a year",
        value=value,
        unit=kpi.unit,
        text=f"not shown ({reason})" if value is None else words.difference(value, kpi.unit),
        period=latest.period,
        as_of=latest.as_of,
        n=latest.n if value is not None else None,
        formula=f"{latest.title} less its value a year before; {kpi.formula}",
        sources=latest.sources,
        reason=reason,
        vanity=kpi.vanity,
    )
