"""uplift_evidence: what speaks for an uplift, and whether a setting goes beyond it, in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from briefing.figures.model import Figure, row_source
from briefing.figures.words import Words
from briefing.forecast.scenario import CONSERVATIVE_BAND, Scenario
from briefing.kpis.catalogue import catalogue_of
from briefing.kpis.run import ROLLING
from briefing.privacy import ORGANISATION
from briefing.store.mart import Mart

HEADLINE = "revenue_per_fte"
"""The measure whose benchmark stands beside the lever of the uplift."""

_ALIKE = 1e-9


@dataclass(frozen=True)
class Evidence:
    """What speaks for an uplift, as relative improvements of a KPI.

    `assumed` is the high end of the assumption, with what it rests on; `benchmark` what it would
    take to reach that of the headline's KPI, None where there is none ahead. `pilot` is a pilot's
    estimate with its interval (low, estimate, high), None where none was judged.
    """

    assumed: float
    rests_on: str
    benchmark: float | None
    pilot: tuple[float, float, float] | None

    @property
    def highest(self) -> float:
        """The highest uplift that anything but the KPI's benchmark, a goal, speaks for."""
        shown = self.pilot[2] if self.pilot else 0.0
        return max(CONSERVATIVE_BAND[1], self.assumed, shown)


def evidence_of(mart: Mart, pilot: tuple[float, float, float] | None = None) -> Evidence | None:
    """Gather what speaks for an uplift; None where Assumptions has no row for it."""
    row = mart.assumptions().get("uplift")
    if row is None:
        return None
    rests_on = ": ".join(part for part in (row.evidence, row.source) if part)
    return Evidence(row.high, rests_on or "no evidence is named", _to_benchmark(mart), pilot)


def is_beyond(mart: Mart, uplift: float) -> bool:
    """Say whether an uplift is above all that speaks for one."""
    found = evidence_of(mart)
    return found is not None and uplift > found.highest + _ALIKE


def evidence_text(words: Words, found: Evidence, uplift: float) -> str:
    """Say in a sentence whether an uplift lies within the evidence, and what that is."""
    beyond = uplift > found.highest + _ALIKE
    first, last = (words.lever_share(end) for end in CONSERVATIVE_BAND)
    parts = [
        f"the conservative band is {first} to {last}",
        f"the assumption goes to {words.lever_share(found.assumed)} ({found.rests_on})",
    ]
    if found.benchmark is not None:
        parts.append(f"the benchmark of its KPI is {words.share(found.benchmark)} ahead of today")
    if found.pilot:
        low, estimate, high = (words.share(value) for value in found.pilot)
        parts.append(f"the pilot showed {estimate}, from {low} to {high}")
    where = "beyond the evidence" if beyond else "within the evidence"
    return f"{words.lever_share(uplift)} is {where}: {', '.join(parts)}"


def evidence_figures(mart: Mart, scenario: Scenario | None) -> Iterator[Figure]:
    """Give the highest uplift that something speaks for, and in words where the lever stands."""
    found = evidence_of(mart)
    if found is None or scenario is None:
        return
    row = mart.assumptions()["uplift"]
    yield Figure(
        key="uplift_evidence",
        title="Evidence of the uplift",
        value=found.highest,
        unit="share",
        text=evidence_text(Words.of(mart.settings), found, scenario.uplift),
        period=f"scenario {scenario.label}",
        as_of=mart.as_of,
        n=None,
        formula="the highest of the conservative band, the assumption's high and the high end of "
        "a pilot's estimate; an uplift above it is beyond the evidence",
        sources=(row_source(mart.loads, "assumptions", row.origin, ["low", "base", "high"]),),
    )


def _to_benchmark(mart: Mart) -> float | None:
    """Give by what share the headline's KPI would have to improve to reach its benchmark."""
    kpi, row = catalogue_of(mart)[HEADLINE], mart.kpi_rows().get(HEADLINE)
    cells = mart.cells(HEADLINE, ORGANISATION, ROLLING)
    now = cells[-1].value if cells else None
    if row is None or row.benchmark is None or now is None or now <= 0:
        return None
    ahead = (row.benchmark / now - 1) * (1 if kpi.better == "up" else -1)
    return ahead if ahead > 0 else None
