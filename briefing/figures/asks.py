"""Ask: the one decision that a page requests, and how far its one measure of success is."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from briefing.figures.kept import KEPT, may_see
from briefing.figures.kpi import kpi_key
from briefing.figures.model import Figure
from briefing.figures.words import Words
from briefing.kpis.catalogue import Kpi, catalogue_of
from briefing.kpis.run import QUARTER
from briefing.privacy import ORGANISATION
from briefing.store.mart import Mart
from briefing.store.rows import AskRow


@dataclass(frozen=True)
class Ask:
    """A page's foot, ready to be shown: the decision on the left, the metric on the right.

    `progress` is the share of the way from baseline to target, None where it is not known.
    """

    request: str
    decision_line: str
    metric_line: str
    progress: float | None
    progress_line: str


def page_ask(mart: Mart, figures: Mapping[str, Figure], page: str, *, team: bool = False) -> Ask:
    """Give a page's ask; where the workbook has none, say which row to add.

    A measure that gives away what the team thinks is shown only where `team` is set.
    """
    row = mart.asks().get(page)
    if row is None:
        return Ask(
            request="No decision is requested here yet",
            decision_line=f"Add a row with page '{page}' to the sheet Asks",
            metric_line="No measure of success is set",
            progress=None,
            progress_line="It comes from the same row",
        )
    words = Words.of(mart.settings)
    kpi = catalogue_of(mart).get(row.kpi)
    metric = ask_metric(mart, figures, row)
    line, way, way_line = _measured(words, row, kpi, metric, mart.as_of, team=team)
    return Ask(
        request=row.request,
        decision_line=f"{row.decider} decides, by {near_day(words, row.due_on, mart.as_of)}",
        metric_line=line,
        progress=way,
        progress_line=way_line,
    )


def progress(baseline: float, target: float, value: float) -> float | None:
    """Give the share of the way from baseline to target; None where they are the same.

    Negative where the measure has moved away from the target.
    """
    return (value - baseline) / (target - baseline) if target != baseline else None


def ask_metric(mart: Mart, figures: Mapping[str, Figure], row: AskRow) -> Figure | None:
    """Give the measure's figure: a KPI's latest quarter, or a count of stakeholders."""
    if row.kpi in catalogue_of(mart):
        scope = mart.scope_of(row.unit, ORGANISATION)
        return figures.get(kpi_key(row.kpi, scope, QUARTER))
    return figures.get(row.kpi)


def _measured(  # noqa: PLR0913 an ask is these
    words: Words,
    row: AskRow,
    kpi: Kpi | None,
    metric: Figure | None,
    as_of: date,
    *,
    team: bool,
) -> tuple[str, float | None, str]:
    """Give the metric's line, the share of the way, and the line that says it in words."""
    unit = metric.unit if metric else kpi.unit if kpi else ""
    target = f"target {words.aim(row.target, unit)} by {near_day(words, row.target_on, as_of)}"
    if metric is None:
        return (
            f"{kpi.title if kpi else row.kpi}: {target}",
            None,
            "not measured: the data for it was not loaded",
        )
    private = not may_see(metric, team=team)
    if metric.value is None or private:
        reason = KEPT if private else metric.reason
        return f"{metric.title}: {target}", None, f"not shown ({reason})"
    way = progress(row.baseline, row.target, metric.value)
    better = kpi.better if kpi else "up"
    if metric.value <= row.target if better == "down" else metric.value >= row.target:
        way = max(way or 1.0, 1.0)
    way_line = _way(words, way, words.value(row.baseline, unit), metric.period)
    return f"{metric.title}: {metric.text}, {target}", way, way_line


def _way(words: Words, way: float | None, baseline: str, period: str) -> str:
    if way is None:
        return f"the target is where it started, {baseline}"
    if way == 0:
        return f"not moved yet from {baseline} ({period})"
    if way < 0:
        return f"further away than at the start, {baseline} ({period})"
    if way >= 1:
        return f"reached, from {baseline} ({period})"
    return f"{words.share(math.floor(100 * way) / 100, 0)} of the way from {baseline} ({period})"


def near_day(words: Words, day: date, as_of: date) -> str:
    """Write a date, with its year where that is not plain."""
    near = abs((day - as_of).days) < 300
    return words.day(day) if near else words.full_day(day)
