"""horizon_figures: where each measure stands at the horizon, as we are and after learning."""

from collections.abc import Iterator

import numpy as np

from briefing.figures.kpi import kpi_key, kpi_sources, kpi_title
from briefing.figures.model import Figure
from briefing.figures.money import MoneyView, money_sources
from briefing.figures.words import Words
from briefing.forecast.baseline import METHOD
from briefing.forecast.flows import after_learning
from briefing.kpis.catalogue import outcomes_of
from briefing.kpis.run import ROLLING
from briefing.privacy import ORGANISATION
from briefing.store.mart import Mart

AS_WE_ARE, AFTER_LEARNING = "as_we_are", "after_learning"
_UNCHANGED = "if nothing changes"
_ENDS = {
    f"{end}_{level}": f"{end} end of the {level}% interval"
    for level in (80, 95)
    for end in ("low", "high")
}


def horizon_key(kpi: str, course: str) -> str:
    """Give a figure's key: revenue_per_fte.horizon.after_learning."""
    return f"{kpi}.horizon.{course}"


def horizon_figures(mart: Mart, view: MoneyView) -> Iterator[Figure]:
    """Give, for each measure with a trajectory, its values in the last month of the horizon.

    As we are they come with the ends of the 80% and the 95% interval.
    """
    if view.basis is None or view.scenario is None:
        return
    words = Words.of(mart.settings)
    months = mart.settings.horizon_months
    assumed = tuple(money_sources(mart, view))
    for kpi in outcomes_of(mart).values():
        baseline = mart.baseline(kpi.key, ORGANISATION)
        path = np.asarray(baseline.path[:months])
        if not path.size:
            continue
        last = mart.cells(kpi.key, ORGANISATION, ROLLING)[-1]
        improved = after_learning(path, kpi.better, kpi.unit, view.basis, kpi.key, view.scenario)
        title = kpi_title(kpi, mart, ORGANISATION)
        measured = tuple(kpi_sources(mart, kpi))
        own = (kpi_key(kpi.key, ORGANISATION, ROLLING),)
        for course, value, says, formula, sources, rests_on in (
            (AS_WE_ARE, path[-1], _UNCHANGED, METHOD, measured, own),
            *(
                (
                    f"{AS_WE_ARE}.{end}",
                    getattr(baseline, end)[months - 1],
                    f"{_UNCHANGED}, {says}",
                    METHOD,
                    measured,
                    own,
                )
                for end, says in _ENDS.items()
            ),
            (
                AFTER_LEARNING,
                improved[-1],
                f"after learning, {view.label}",
                "the current trajectory, improved by uplift × adoption × ramp",
                tuple(dict.fromkeys((*measured, *assumed))),
                tuple(dict.fromkeys((*own, *view.rests_on))),
            ),
        ):
            yield Figure(
                key=horizon_key(kpi.key, course),
                title=f"{title}, {says}",
                value=float(value),
                unit=kpi.unit,
                text=words.value(float(value), kpi.unit),
                period=words.year_to(last.ends_on, months),
                as_of=mart.as_of,
                n=None,
                formula=formula,
                sources=sources,
                rests_on=rests_on,
            )
