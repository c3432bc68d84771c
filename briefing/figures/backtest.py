"""backtest_figures and backtest_text: how often a measure's interval would have held before."""

from collections.abc import Iterator

from briefing.figures.kpi import kpi_key, kpi_sources, kpi_title
from briefing.figures.model import Figure
from briefing.figures.words import Words
from briefing.forecast.backtest import AHEAD
from briefing.forecast.baseline import METHOD, NO_HISTORY
from briefing.kpis.catalogue import outcomes_of
from briefing.kpis.run import ROLLING
from briefing.privacy import ORGANISATION
from briefing.store.mart import Mart

_FORMULA = (
    "forecasts from earlier months, each by what was known then, against the 12-month values of "
    f"up to {AHEAD} months later: how many lay within the interval ÷ how many there were; {METHOD}"
)


def backtest_key(kpi: str, level: int) -> str:
    """Give a figure's key: revenue_per_fte.backtest.held_80."""
    return f"{kpi}.backtest.held_{level}"


def backtest_figures(mart: Mart) -> Iterator[Figure]:
    """Give, for each measure with twelve months, how often its 80% and 95% interval held."""
    words = Words.of(mart.settings)
    for kpi in outcomes_of(mart).values():
        check = mart.baseline_check(kpi.key, ORGANISATION)
        if check is None:
            continue
        last = mart.cells(kpi.key, ORGANISATION, ROLLING)[-1]
        for level, held in ((80, check.held_80), (95, check.held_95)):
            known = held is not None and check.compared
            yield Figure(
                key=backtest_key(kpi.key, level),
                title=f"{kpi_title(kpi, mart, ORGANISATION)}, "
                f"how often the {level}% interval held before",
                value=held / check.compared if held is not None and check.compared else None,
                unit="share",
                text=f"{held} of {check.compared} times"
                if known
                else f"not known ({check.reason})",
                period=words.period(last),
                as_of=mart.as_of,
                n=None,
                formula=_FORMULA,
                sources=tuple(kpi_sources(mart, kpi)),
                reason=check.reason,
                rests_on=(kpi_key(kpi.key, ORGANISATION, ROLLING),),
            )


def backtest_text(mart: Mart, kpi: str, ends: str = "") -> str:
    """Say how often a measure's intervals held, or why that is not known.

    `ends` says where the intervals end, in words that the sentence begins with.
    """
    check = mart.baseline_check(kpi, ORGANISATION)
    if check is None or check.reason:
        reason = check.reason if check and check.reason else NO_HISTORY
        known = f"{ends}. " if ends else ""
        return f"{known}{reason[0].upper()}{reason[1:]}."
    held = f"held {check.held_80} and {check.held_95} of {check.compared} times before."
    return f"{ends}, which {held}" if ends else f"The 80% and 95% intervals {held}"
