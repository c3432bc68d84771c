"""PageContent: what a page says under a scenario, and which of the figures it prints.

It is what a decision keeps of the page that it was taken on, and what the page's picture shows. The
stakeholders are always in the form for the room.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace

from briefing.figures.asks import Ask, ask_metric, page_ask
from briefing.figures.brief import MEASURE, Frame, build_brief
from briefing.figures.horizon import AFTER_LEARNING, AS_WE_ARE, horizon_key
from briefing.figures.kept import visible
from briefing.figures.levers import HEADINGS, headlines
from briefing.figures.messages import Message, public_message, trajectory_message
from briefing.figures.model import Figure, FigureTable
from briefing.figures.money import MoneyView, money_view
from briefing.figures.printed import in_all_scenarios, links, names_of
from briefing.figures.registry import all_figures, scenario_figures
from briefing.figures.stakeholders import public_positions
from briefing.figures.trajectory import Trajectory, build_trajectory
from briefing.figures.words import Words
from briefing.forecast.scenario import LEVERS, Scenario, shipped_scenarios
from briefing.kpis.run import QUARTER, ROLLING
from briefing.store.decisions import Asked, Printed, Seen, Setting
from briefing.store.mart import Mart

BRIEF, STAKEHOLDERS, TRAJECTORY = "brief", "stakeholders", "trajectory"
PAGES = (BRIEF, STAKEHOLDERS, TRAJECTORY)
"""The pages on which a decision is taken."""

_HEADLINES = (
    "npv_cash", "npv_cash_low", "npv_cash_high", "npv_full", "loss_chance", "breakeven_uplift_cash",
    "payback_cash", "delay_cost_cash",
)  # fmt: skip
_TEAM = ("decision_makers", "decision_makers_with_us")
"""What the title of the team's own form counts."""


@dataclass(frozen=True)
class Number:
    """A headline number: its label, its value and the line below it."""

    label: str
    value: str
    below: str


@dataclass(frozen=True)
class PageContent:
    """Every text of a page, and the keys of the figures that it prints, each once.

    `exhibit` is the trajectory that it draws, or the reason why there is none; "" where it draws
    no trajectory. `figures` are all those of the snapshot under the scenario.
    """

    page: str
    kpi: str
    message: Message
    ask: Ask
    frames: tuple[Frame, ...]
    numbers: tuple[Number, ...]
    table: FigureTable | None
    exhibit: Trajectory | str
    keys: tuple[str, ...]
    figures: Mapping[str, Figure]


def every_figure(mart: Mart, view: MoneyView) -> dict[str, Figure]:
    """Give a snapshot's figures under a scenario, and beside them those of the shipped ones."""
    shipped = shipped_scenarios(mart.assumptions(), mart.costs(), mart.settings.discount_rate)
    moved = {name: scenario_figures(mart, money_view(mart, one)) for name, one in shipped.items()}
    return in_all_scenarios(all_figures(mart, view), moved)


def page_content(mart: Mart, view: MoneyView, page: str, kpi: str = "") -> PageContent:
    """Give what a page of PAGES says; `kpi` is the measure that Trajectory draws."""
    figures = every_figure(mart, view)
    ask = page_ask(mart, figures, page)
    frames: tuple[Frame, ...] = ()
    numbers: tuple[Number, ...] = ()
    table: FigureTable | None = None
    exhibit: Trajectory | str = ""
    drawn = {BRIEF: MEASURE, TRAJECTORY: kpi}.get(page, "")
    if drawn:
        exhibit = build_trajectory(mart, view, drawn)
    match page:
        case "brief":
            brief = build_brief(mart, figures, view)
            message, frames, table = brief.message, brief.frames, brief.economics
        case "stakeholders":
            message = public_message(mart, public_positions(mart))
        case _:
            message = trajectory_message(mart, figures, view, _exhibit_line(exhibit))
            numbers = _numbers(mart, figures, view)
    content = PageContent(page, drawn, message, ask, frames, numbers, table, exhibit, (), figures)
    return replace(content, keys=tuple(dict.fromkeys(_keys(mart, content))))


def seen_of(
    mart: Mart,
    content: PageContent,
    scenario: Scenario | None,
    stood_at: int,
    *,
    team: bool = False,
) -> Seen:
    """Give what the board saw, as a decision keeps it; the page must have an ask in the workbook.

    What the team keeps is in it only where `team` says that the page showed the team's own form.
    """
    row = mart.asks()[content.page]
    asked = {field.name: getattr(row, field.name) for field in fields(Asked)}
    keys = dict.fromkeys((*content.keys, *(_TEAM if team else ())))
    shown = visible(content.figures, team=team)
    return Seen(
        page=content.page,
        kpi=content.kpi,
        snapshot=mart.snapshot,
        stood_at=stood_at,
        setting=setting_of(scenario),
        asked=Asked(**asked),
        figures=tuple(printed(key, shown[key]) for key in keys if key in shown),
    )


def printed(key: str, figure: Figure) -> Printed:
    """Give a figure as a decision keeps it; the key may name another scenario than the present."""
    names = (field.name for field in fields(Printed) if field.name != "key")
    return Printed(key=key, **{name: getattr(figure, name) for name in names})


def setting_of(scenario: Scenario | None) -> Setting | None:
    """Give a scenario as a decision keeps it."""
    if scenario is None:
        return None
    levers = {lever.key: float(getattr(scenario, lever.key)) for lever in LEVERS}
    return Setting(scenario.name, levers, scenario.guardrails, scenario.modified)


def _exhibit_line(exhibit: Trajectory | str) -> str:
    return exhibit if isinstance(exhibit, str) else f"{exhibit.title}, {exhibit.period}"


def _numbers(mart: Mart, figures: Mapping[str, Figure], view: MoneyView) -> tuple[Number, ...]:
    if view.outlook is None:
        return ()
    words = Words.of(mart.settings)
    lines = headlines(words, view.outlook)
    return (
        *(
            Number(heading.title, value, below)
            for heading, (value, _, below) in zip(HEADINGS, lines, strict=True)
        ),
        *(
            Number(figures[key].title, figures[key].text, figures[key].reason or "")
            for key in ("payback_cash", "delay_cost_cash")
        ),
    )


def _keys(mart: Mart, content: PageContent) -> Iterator[str]:
    """Give the keys of what is printed: the headlines, the exhibit's ends, texts, table and ask."""
    figures, words = content.figures, Words.of(mart.settings)
    if content.numbers:
        yield from _HEADLINES
    if not isinstance(content.exhibit, str):
        yield from (horizon_key(content.kpi, end) for end in (AS_WE_ARE, AFTER_LEARNING))
    names = names_of(figures)
    said = (content.message.title, content.message.subtitle, content.ask.metric_line)
    for grain, texts in (QUARTER, said), (ROLLING, [frame.text for frame in content.frames]):
        for text in texts:
            for link in links(text, figures, names, words, grain):
                yield from link.keys
    if content.table:
        yield from (key for row in content.table.keys for key in row if key)
    row = mart.asks().get(content.page)
    metric = ask_metric(mart, figures, row) if row else None
    if metric:
        yield metric.key
