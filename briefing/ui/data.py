"""The Data page's message and ask: what the files hold, or else how old the data in force are."""

from briefing.clock import today
from briefing.figures.age import days_old, marks
from briefing.figures.asks import Ask
from briefing.figures.messages import Message
from briefing.figures.words import Words
from briefing.store.snapshots import Home
from briefing.ui.desk import Brought, readable

_FRESH_DAYS = 31


def data_message(home: Home, brought: Brought) -> Message:
    """Say what the upload holds, or else how old the data are."""
    candidate = brought.candidate
    if candidate:
        count = brought.errors
        files = ", ".join(candidate.files)
        if count:
            title = (
                f"{count:,} problem{'s' if count > 1 else ''} to mend before this can be published"
            )
            return Message(title, f"{files}. Nothing has changed")
        return Message(
            _moves_title(brought), f"{files}, read without an error. Nothing has changed yet"
        )
    current = home.current()
    if current is None:
        return Message("Nothing is loaded yet", "Bring the exports, or HR's own briefing workbook")
    mart = readable(current)
    if mart is None:
        return Message("The current snapshot cannot be opened", "Take it back, or load it again")
    words = Words.of(mart.settings)
    return Message(
        f"The board's pages rest on data as of {words.full_day(mart.as_of)}",
        f"Snapshot {current.id}, {len(home.history())} published so far; a file replaces the "
        "tables that it holds, and the others stay",
    )


def sample_mark(home: Home) -> str:
    """Give the marks of the data that is current."""
    mart = readable(home.current())
    return marks(mart, today()) if mart else ""


def data_ask(home: Home, brought: Brought) -> Ask:
    """Ask the analyst for the next step: bring, mend or publish."""
    candidate = brought.candidate
    if candidate and not candidate.publishable:
        count = brought.errors
        offered = any(problem.correction for problem in candidate.problems)
        return Ask(
            "Accept the certain corrections, mend the rest, and bring the file again"
            if offered
            else "Mend the cells named here, and bring the file again",
            "Whoever keeps the file decides how",
            f"Problems left: {count:,}, target 0",
            None,
            "nothing is published while there is one",
        )
    if candidate:
        return Ask(
            "Publish these changes?",
            "The analyst decides; it can be taken back",
            f"Figures that move: {len(brought.changes.moves):,} of {brought.changes.figures:,}",
            None,
            "listed under Difference, from what to what",
        )
    current = home.current()
    if current is None:
        return Ask(
            "Publish the first snapshot",
            "Whoever holds the exports decides",
            "Tables loaded: 0, target 1 or more",
            0.0,
            "0% of the way",
        )
    mart = readable(current)
    if mart is None:
        return Ask(
            "Take the damaged snapshot back",
            "The analyst decides",
            "Snapshots that can be opened: the current one cannot",
            None,
            "the one before it still can",
        )
    age = days_old(mart, today())
    state = "within the month" if age <= _FRESH_DAYS else "time for new exports"
    return Ask(
        "Bring the next exports, or keep these for the meeting",
        "The analyst decides",
        f"Age of the data: {age:,} day{'' if age == 1 else 's'}, target at most {_FRESH_DAYS}",
        None,
        state,
    )


def _moves_title(brought: Brought) -> str:
    count = len(brought.changes.moves)
    if not count:
        return "No figure on the board's pages would move"
    return f"{count:,} of {brought.changes.figures:,} figures would move"
