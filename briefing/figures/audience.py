"""Audience and Lead: whose concern a brief puts first, and the figures that answer it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.figures.horizon import AFTER_LEARNING, AS_WE_ARE, horizon_key
from briefing.figures.kpi import kpi_key, kpi_title
from briefing.figures.model import Figure, FigureTable
from briefing.figures.money import money_view
from briefing.figures.programme import (
    pilot_lines,
    platform_table,
    risk_line,
    roadmap_table,
    skill_table,
)
from briefing.figures.registry import scenario_figures
from briefing.figures.words import Words
from briefing.forecast.scenario import Scenario
from briefing.kpis.catalogue import CATALOGUE, catalogue_of, outcomes_of
from briefing.kpis.run import QUARTER, ROLLING
from briefing.privacy import ORGANISATION, SMALLER_UNITS
from briefing.store.mart import Mart

ROLES = ("CEO", "CFO", "IT")
UNIT = "unit"
_GROWTH = ("revenue_per_fte", "time_to_productivity", "voluntary_attrition")
_DELIVERY = (
    "time_to_productivity", "follow_through", "engagement", "voluntary_attrition", "time_to_hire",
)  # fmt: skip
_MOST_ROWS = 5
_CFO_ROWS = (
    ("checkpoint_cash", "Paid by the 90-day checkpoint"),
    ("peak_funding_cash", "Deepest cash outlay"),
    ("costs_cash", "Costs paid"),
    ("benefits_cash", "Benefits in cash"),
    ("breakeven_uplift_cash", "Uplift the pilot must show"),
)


@dataclass(frozen=True)
class Audience:
    """Who reads the brief: the CEO, the CFO, IT, or the head of a unit."""

    role: str
    unit: str = ""

    @property
    def label(self) -> str:
        """How a brief's head names them: "for the CFO", "for IT", "for Sales"."""
        return f"for {'the ' if self.role in ('CEO', 'CFO') else ''}{self.unit or self.role}"


@dataclass(frozen=True)
class Lead:
    """What stands first in a brief for one audience: a heading, tables, and sentences."""

    heading: str
    tables: tuple[FigureTable, ...]
    lines: tuple[str, ...]


def audience_named(mart: Mart, name: str) -> Audience | None:
    """Find an audience by what a person typed; None where there is no such role or unit.

    "unit" is the unit that the brief's ask is about.
    """
    plain = name.strip().casefold()
    role = next((role for role in ROLES if role.casefold() == plain), None)
    if role:
        return Audience(role)
    if plain == UNIT:
        ask = mart.asks().get("brief")
        plain = (ask.unit or "").casefold() if ask else ""
    unit = next((unit for unit in units_shown(mart) if unit.casefold() == plain), None)
    return Audience(UNIT, unit) if unit else None


def audience_names(mart: Mart) -> list[str]:
    """Give what audience_named takes: the roles, and the units that are shown on their own.

    A unit whose name is a role's, as IT's often is, is read as the role.
    """
    roles = {role.casefold() for role in ROLES}
    return [*ROLES, *(unit for unit in units_shown(mart) if unit.casefold() not in roles)]


def units_shown(mart: Mart) -> list[str]:
    """Give the units that are shown on their own."""
    return [scope for scope in mart.scopes() if scope not in (ORGANISATION, SMALLER_UNITS)]


def build_lead(
    mart: Mart,
    figures: Mapping[str, Figure],
    shipped: Mapping[str, Scenario],
    audience: Audience,
) -> Lead:
    """Gather what this audience's concern needs first."""
    match audience.role:
        case "CEO":
            return _ceo(mart, figures, shipped)
        case "CFO":
            return _cfo(mart, figures, shipped)
        case "IT":
            return _it(mart)
        case _:
            return _unit(mart, figures, audience.unit)


def _ceo(mart: Mart, figures: Mapping[str, Figure], shipped: Mapping[str, Scenario]) -> Lead:
    """Set the business with and without learning side by side, and say how our market sees us."""
    columns = [scenario_figures(mart, money_view(mart, one)) for one in shipped.values()]
    known = [
        (kpi, columns[0][horizon_key(kpi, AS_WE_ARE)])
        for kpi in _GROWTH
        if columns and horizon_key(kpi, AS_WE_ARE) in columns[0]
    ]
    tables = []
    if known:
        period = known[0][1].period
        tables.append(
            FigureTable(
                f"{period}, in three scenarios",
                ("", "as we are", *(_name(one) for one in shipped.values())),
                tuple(
                    (
                        _row_title(mart, kpi, now.period, period),
                        now.text,
                        *(column[horizon_key(kpi, AFTER_LEARNING)].text for column in columns),
                    )
                    for kpi, now in known
                ),
            )
        )
    market = ["customer_nps", *_own_measures(mart)]
    table = _measure_table(
        mart, figures, "How we stand with customers", market, ORGANISATION, ROLLING
    )
    return Lead(
        "Growth and agility: the business with learning and without",
        (*tables, *([table] if table.rows else [])),
        () if tables else ("No scenario can be worked out from the data that were loaded.",),
    )


def _cfo(mart: Mart, figures: Mapping[str, Figure], shipped: Mapping[str, Scenario]) -> Lead:
    """Say what is paid before the pilot is judged, and what it must show."""
    words = Words.of(mart.settings)
    views = [money_view(mart, one) for one in shipped.values()]
    heading = "Cost and return: what is paid before the checkpoint, and what it must show"
    if not views or any(view.economics is None for view in views):
        return Lead(heading, (), (f"It cannot be priced yet: {figures['npv_cash'].text}.",))
    columns = [scenario_figures(mart, view) for view in views]
    table = FigureTable(
        f"Over {mart.settings.horizon_months} months, in cash",
        ("", *_heads(words, shipped)),
        tuple((title, *(_in_cell(column[key]) for column in columns)) for key, title in _CFO_ROWS),
    )
    pilots = pilot_lines(mart, words)
    spent = figures["checkpoint_cash"].text
    stop = f"Should the checkpoint fail, {spent} has been paid, and nothing more need be."
    return Lead(heading, (table,), (stop, *pilots[:1]))


def _unit(mart: Mart, figures: Mapping[str, Figure], unit: str) -> Lead:
    """Give the unit's own measures, its pilot, and the skills it lacks."""
    words = Words.of(mart.settings)
    measures = _measure_table(
        mart, figures, "How the unit delivers", [*_own_measures(mart), *_DELIVERY], unit, QUARTER
    )
    skills = skill_table(mart, words, unit)
    own = pilot_lines(mart, words, unit)
    elsewhere = pilot_lines(mart, words)[:1]
    return Lead(
        f"{unit}: its {'own pilot, and its ' if own else ''}delivery",
        tuple(table for table in (measures, skills) if table.rows),
        own or (f"No pilot has run in {unit} yet.", *elsewhere),
    )


def _it(mart: Mart) -> Lead:
    """Compare the platforms, give the roadmap, and say where people's data stay."""
    words = Words.of(mart.settings)
    tables = (platform_table(mart, words), roadmap_table(mart, words))
    stays = (
        "People's rows stay in one file on the machine that loads them; pages and documents are "
        "made from a second file that holds no person."
    )
    return Lead(
        "Integration, security and roadmap",
        tuple(table for table in tables if table.rows),
        (stays, *risk_line(mart, "IT")),
    )


def _measure_table(  # noqa: PLR0913, PLR0917 a table's title, rows and columns
    mart: Mart,
    figures: Mapping[str, Figure],
    title: str,
    kpis: Sequence[str],
    scope: str,
    grain: str,
) -> FigureTable:
    """Set the latest value of some measures beside that of a year before, where both are shown.

    The title has the first one's period; another that ends elsewhere says so in its row.
    """
    words = Words.of(mart.settings)
    rows: list[tuple[str, ...]] = []
    period = ""
    for kpi in kpis:
        latest = figures.get(kpi_key(kpi, scope, grain))
        change = figures.get(kpi_key(kpi, scope, grain) + ".change")
        if latest is None or change is None or latest.value is None or change.value is None:
            continue
        before = words.value(latest.value - change.value, latest.unit)
        period = period or latest.period
        rows.append((_row_title(mart, kpi, latest.period, period), before, latest.text))
    heads = ("", "a year before", "now")
    return FigureTable(f"{title}, {period}", heads, tuple(rows[:_MOST_ROWS]))


def _own_measures(mart: Mart) -> list[str]:
    """Give the organisation's own business metrics: what its customers and its board count by."""
    return [kpi for kpi in outcomes_of(mart) if kpi not in CATALOGUE]


def _row_title(mart: Mart, kpi: str, period: str, of_the_table: str) -> str:
    """Name a measure in a table, with its period where that is not the table's."""
    title = kpi_title(catalogue_of(mart)[kpi], mart, ORGANISATION)
    return title if period == of_the_table else f"{title}, {period}"


def _in_cell(figure: Figure) -> str:
    """Write a figure in a table's cell, which has no room for a reason."""
    return "none" if figure.value is None else figure.text


def _heads(words: Words, shipped: Mapping[str, Scenario]) -> list[str]:
    return [f"{_name(one)}, {words.lever_share(one.uplift)}" for one in shipped.values()]


def _name(scenario: Scenario) -> str:
    return "Modified" if scenario.modified else scenario.name
