"""What became of decisions: their log, the page's message and ask, and 30, 60 and 90 days after."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from textwrap import shorten

from briefing.figures.asks import Ask, ask_metric, near_day
from briefing.figures.kept import may_see
from briefing.figures.kpi import kpi_title
from briefing.figures.messages import Message
from briefing.figures.model import Figure, FigureTable
from briefing.figures.stakeholders import stakeholder_figures
from briefing.figures.words import Words, in_words
from briefing.kpis.catalogue import Kpi, catalogue_of
from briefing.kpis.run import MONTH, QUARTER
from briefing.privacy import ORGANISATION
from briefing.store.decisions import Asked, Decision
from briefing.store.mart import Mart
from briefing.store.rows import AskRow, Cell, Origin

CHECKPOINTS = (30, 60, 90)
"""Days after a decision at which what was promised is set beside what came."""

USUAL_DAYS = 90
_LONGEST = 110
"""Characters of a wording that the ask bar holds in two lines."""


class State(StrEnum):
    """How far a decision's follow-up is."""

    DUE = "due"
    OVERDUE = "overdue"
    DONE = "done"


def state_of(decision: Decision, today: date) -> State:
    """Say whether a follow-up is done, overdue from the day after its date on, or still due."""
    if decision.followed_up:
        return State.DONE
    return State.OVERDUE if decision.next_on < today else State.DUE


def next_date(asked: Asked | AskRow, today: date) -> date:
    """Give the usual next date: that of the ask's target, else 90 days on."""
    return asked.target_on if asked.target_on >= today else today + timedelta(days=USUAL_DAYS)


def decisions_message(found: Sequence[Decision], words: Words, today: date) -> Message:
    """Say how many decisions are on their way, and since when one is overdue."""
    if not found:
        return Message(
            "No decision has been written down yet",
            "“Decide” at the foot of a page keeps what was decided, and on which numbers",
        )
    late = [one for one in found if state_of(one, today) is State.OVERDUE]
    done = sum(state_of(one, today) is State.DONE for one in found)
    return Message(
        _title(len(found), len(late), done, _since(late, words, today)),
        f"Every decision with the figures and the picture that it was taken on, as of "
        f"{words.full_day(today)}",
    )


def _since(late: Sequence[Decision], words: Words, today: date) -> str:
    return near_day(words, min(one.next_on for one in late), today) if late else ""


def _title(count: int, late: int, done: int, since: str) -> str:
    if count == 1:
        state = f"is overdue since {since}" if late else "is done" if done else "is on its way"
        return f"The one decision {state}"
    total = in_words(count)
    every = "Both" if count == 2 else f"All {total}"
    if not late:
        return f"{every} decisions are {'done' if done == count else 'on their way'}"
    overdue = f"overdue since {since}" if late == 1 else f"overdue, the first since {since}"
    if late == count:
        return f"{every} decisions are {overdue}"
    fine = in_words(count - late).capitalize()
    on_way = f"{fine} of {total} decisions {'is' if count - late == 1 else 'are'} on the way"
    return f"{on_way}; {in_words(late)} {'is' if late == 1 else 'are'} {overdue}"


def decisions_ask(found: Sequence[Decision], words: Words, today: date) -> Ask:
    """Ask for the next follow-up, the one that is overdue longest; the metric is those in time."""
    line, way, way_line = _in_time(found, words, today)
    still = [one for one in found if state_of(one, today) is not State.DONE]
    if not still:
        request = "Take the next decision" if found else "Take the first decision"
        return Ask(request, "Whoever presents, by “Decide” at a page’s foot", line, way, way_line)
    first = min(still, key=lambda one: (one.next_on, one.position))
    day = near_day(words, first.next_on, today)
    when = f"overdue since {day}" if state_of(first, today) is State.OVERDUE else f"due by {day}"
    request = f"Follow up: {shorten(first.wording, _LONGEST, placeholder=' …')}"
    return Ask(request, f"{first.decided_by} decided; {when}", line, way, way_line)


def _in_time(found: Sequence[Decision], words: Words, today: date) -> tuple[str, float | None, str]:
    """Count the follow-ups that were done by their date among those that are done or overdue."""
    judged = [one for one in found if state_of(one, today) is not State.DUE]
    if not judged:
        return "Decisions followed up in time: none is due yet", None, "target all of them"
    good = sum(
        one.followed_up is not None and date.fromisoformat(one.followed_up.at[:10]) <= one.next_on
        for one in judged
    )
    share = good / len(judged)
    line = f"Decisions followed up in time: {good} of {len(judged)}, target all of them"
    return line, share, f"{words.share(share, 0)} of those that are done or overdue"


def log_table(
    found: Sequence[Decision], words: Words, today: date, altered: Sequence[int] = ()
) -> FigureTable:
    """List the decisions, the last first; `altered` are the positions of those tampered with."""
    head = ("Entry", "When", "Page", "Decided", "By whom", "As minuted", "Next date", "State")
    return FigureTable(
        "Decisions",
        head,
        tuple(
            (
                str(one.position),
                words.full_day(one.on),
                one.seen.page.capitalize(),
                one.choice.value,
                one.decided_by,
                one.wording,
                words.full_day(one.next_on),
                _state(one, today, altered=one.position in altered),
            )
            for one in reversed(found)
        ),
    )


def _state(decision: Decision, today: date, *, altered: bool) -> str:
    state = state_of(decision, today)
    came = f": {decision.followed_up.came}" if decision.followed_up else ""
    return f"{state.value}{came}{'; altered since' if altered else ''}"


@dataclass(frozen=True)
class Checkpoint:
    """What a measure should have been so many days after a decision, and what it was."""

    day: date
    due: float
    period: str
    value: float | None
    reason: str


def checkpoints(mart: Mart, decision: Decision, today: date) -> list[Checkpoint] | None:
    """Set what was due beside what came, at 30, 60 and 90 days; None where it is no KPI's measure.

    Due is what the straight line from the baseline, on the day of the decision, to the target on
    its date has on that day. What came is the latest month that ended by then and since the
    decision, or the quarter where no such month has a value.
    """
    asked = decision.seen.asked
    kpi = catalogue_of(mart).get(asked.kpi)
    if kpi is None:
        return None
    words = Words.of(mart.settings)
    days = (decision.on + timedelta(days=days) for days in CHECKPOINTS)
    return [_checkpoint(mart, words, decision, day, today) for day in days]


def _checkpoint(mart: Mart, words: Words, decision: Decision, day: date, today: date) -> Checkpoint:
    asked, due = decision.seen.asked, due_on(decision, day)
    if day > today:
        return Checkpoint(day, due, "", None, "not yet")
    scope = mart.scope_of(asked.unit, ORGANISATION)
    since = [
        cell
        for grain in (QUARTER, MONTH)
        for cell in mart.cells(asked.kpi, scope, grain)
        if decision.on < cell.ends_on <= day
    ]
    known = [cell for cell in since if cell.value is not None]
    if not since:
        return Checkpoint(day, due, "", None, "nothing measured since")
    if not known:
        return Checkpoint(day, due, "", None, f"not shown ({since[-1].reason})")
    latest: Cell = max(known, key=lambda cell: (cell.ends_on, cell.grain == MONTH))
    return Checkpoint(day, due, words.period(latest), latest.value, "")


def due_on(decision: Decision, day: date) -> float:
    """Give what the straight line from baseline to target has on a day, the target afterwards."""
    asked = decision.seen.asked
    whole = (asked.target_on - decision.on).days
    share = min(1.0, (day - decision.on).days / whole) if whole > 0 else 1.0
    return asked.baseline + (asked.target - asked.baseline) * share


def promise_table(
    mart: Mart, found: Sequence[Decision], today: date, *, team: bool = False
) -> FigureTable:
    """Set what was promised beside what came, decision by decision, the last first."""
    words = Words.of(mart.settings)
    counts = {figure.key: figure for figure in stakeholder_figures(mart)}
    after = (f"After {days} days" for days in CHECKPOINTS)
    rows = []
    for one in reversed(found):
        request = shorten(one.seen.asked.request, 70, placeholder=" …")
        title, promised = _promised(mart, words, one, counts)
        came = _came(mart, words, one, today, counts, team=team)
        decided = f"{one.position}: {request}, {one.choice.value}"
        rows.append((decided, title, promised, *came, _due(words, one, today)))
    head = ("Decision", "Measure", "Promised", *after, "Next date")
    return FigureTable("What was promised, and what came", head, tuple(rows))


def _due(words: Words, decision: Decision, today: date) -> str:
    return f"{words.full_day(decision.next_on)}, {state_of(decision, today).value}"


def _promised(
    mart: Mart, words: Words, decision: Decision, figures: dict[str, Figure]
) -> tuple[str, str]:
    asked = decision.seen.asked
    kpi = catalogue_of(mart).get(asked.kpi)
    if kpi:
        title, unit = kpi_title(kpi, mart, mart.scope_of(asked.unit, ORGANISATION)), kpi.unit
    else:
        figure = figures.get(asked.kpi)
        title, unit = (figure.title, figure.unit) if figure else (asked.kpi, "")
    start, aim = words.value(asked.baseline, unit), words.value(asked.target, unit)
    return title, f"{start} to {aim} by {words.full_day(asked.target_on)}"


def _came(  # noqa: PLR0913 a decision, and what it is set against
    mart: Mart,
    words: Words,
    decision: Decision,
    today: date,
    figures: dict[str, Figure],
    *,
    team: bool,
) -> tuple[str, ...]:
    found = checkpoints(mart, decision, today)
    kpi = catalogue_of(mart).get(decision.seen.asked.kpi)
    if found is not None and kpi is not None:
        return tuple(_written(words, kpi, one) for one in found)
    figure = ask_metric(mart, figures, _row(decision))
    if figure is None or figure.value is None or not may_see(figure, team=team):
        return ("not shown", *("" for _ in CHECKPOINTS[1:]))
    # It is counted as it stands, and has no months to look back at.
    return (f"{figure.text} at the {figure.period}", *("" for _ in CHECKPOINTS[1:]))


def _row(decision: Decision) -> AskRow:
    asked = vars(decision.seen.asked)
    return AskRow(page=decision.seen.page, origin=Origin("", "", 0), **asked)


def _written(words: Words, kpi: Kpi, one: Checkpoint) -> str:
    due = f"due {words.value(one.due, kpi.unit)}"
    if one.value is None:
        return f"{one.reason}; {due}"
    good = one.value <= one.due if kpi.better == "down" else one.value >= one.due
    state = "as promised" if good else "short"
    return f"{words.value(one.value, kpi.unit)} ({one.period}), {state}; {due}"
