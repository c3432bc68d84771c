"""stream_figures: each stream of benefit, gross, netted and in cash, and the costs by kind."""

from collections.abc import Iterator

from briefing.figures.basis import stream_basis
from briefing.figures.kpi import kpi_key, kpi_sources
from briefing.figures.model import Figure, Source, column_sources, row_source
from briefing.figures.money import MoneyView
from briefing.figures.words import Words
from briefing.forecast.basis import STREAMS, Stream
from briefing.kpis.catalogue import CATALOGUE, catalogue_of
from briefing.kpis.run import ROLLING
from briefing.privacy import ORGANISATION
from briefing.store.mart import Mart

_LEARNERS = ("adoption", "ramp_months")
# Title, formula, and the assumptions that each rests on.
_COSTS = {
    "one_off": ("Costs paid once", "one-off costs", ("cost_overrun",)),
    "per_learner": (
        "Costs of learners",
        "people who start to learn × cost per learner",
        (*_LEARNERS, "cost_overrun"),
    ),
    "per_month": (
        "Costs of running",
        "costs a month × months from the start on",
        ("cost_overrun",),
    ),
    "hours_per_learner": (
        "Learners' own hours",
        "people who start to learn × hours per learner × cost of an hour; not in cash",
        (*_LEARNERS, "hourly_cost"),
    ),
}


def stream_figures(mart: Mart, view: MoneyView) -> Iterator[Figure]:
    """Give what each stream comes to over the horizon, not discounted, or why it does not count.

    Figures `revenue_per_fte.benefit.gross`, `.netted`, `.cashable` and `.cash`.
    """
    words = Words.of(mart.settings)
    for stream in STREAMS:
        value = view.economics.streams.get(stream.kpi) if view.economics else None
        reason = None if value else view.reason or _reason(mart, stream)
        overlap = stream.overlap or "no other stream has any of it"
        sources = tuple(_sources(mart, stream))
        for key, title, unit, formula in (
            ("gross", "as if it stood alone", "money", stream.formula),
            ("netted", "that another stream has already", "money", overlap),
            (
                "cashable",
                "share that is cash",
                "share",
                f"cashable of the row {stream.cashable} in Assumptions; none unless it is stated",
            ),
            ("cash", "in cash", "money", f"({stream.formula} − what is netted) × share of cash"),
        ):
            found = getattr(value, key) if value else None
            yield Figure(
                key=f"{stream.kpi}.benefit.{key}",
                title=f"{stream.title}, {title}",
                value=found,
                unit=unit,
                text=reason or words.value(found, unit),
                period=f"{mart.settings.horizon_months} months, {view.label}",
                as_of=mart.as_of,
                n=None,
                formula=formula,
                sources=sources,
                reason=reason,
                rests_on=(kpi_key(stream.kpi, ORGANISATION, ROLLING),) if value else (),
            )


def cost_figures(mart: Mart, view: MoneyView) -> Iterator[Figure]:
    """Give what the programme costs over the horizon by kind, not discounted."""
    words = Words.of(mart.settings)
    learners = tuple(kpi_sources(mart, CATALOGUE["voluntary_attrition"]))
    for column, (title, formula, assumptions) in _COSTS.items():
        value = view.economics.costs_by_column[column] if view.economics else None
        yield Figure(
            key=f"costs.{column}",
            title=title,
            value=value,
            unit="money",
            text=view.reason or words.value(value, "money"),
            period=f"{mart.settings.horizon_months} months, {view.label}",
            as_of=mart.as_of,
            n=None,
            formula=formula,
            sources=(
                *column_sources(mart.loads, "costs", (column,)),
                *_rows(mart, assumptions),
                *column_sources(mart.loads, "settings", ("value",)),
                *(learners if "adoption" in assumptions else ()),
            ),
            reason=view.reason,
        )


def _reason(mart: Mart, stream: Stream) -> str:
    """Say why a stream is not priced."""
    attrition = mart.cells("voluntary_attrition", ORGANISATION, ROLLING)
    found = stream_basis(mart, stream, attrition[-1].ends_on)
    return found if isinstance(found, str) else "it is not priced"


def _sources(mart: Mart, stream: Stream) -> Iterator[Source]:
    own = f"uplift_{stream.kpi}"
    names = ("uplift", own, *_LEARNERS, stream.price, stream.overlap_input)
    yield from _rows(mart, names)
    yield from column_sources(mart.loads, "settings", ("value",))
    if kpi := catalogue_of(mart).get(stream.kpi):
        yield from kpi_sources(mart, kpi)
    if stream.part_of == "voluntary_attrition":
        # How many of the hires replace a leaver.
        yield from kpi_sources(mart, CATALOGUE[stream.part_of])


def _rows(mart: Mart, names: tuple[str, ...]) -> Iterator[Source]:
    assumptions = mart.assumptions()
    for name in names:
        if name in assumptions:
            columns = ["low", "base", "high"]
            yield row_source(mart.loads, "assumptions", assumptions[name].origin, columns)
