"""The parts of the Data page: upload, problems, what would move, publish, history, undo."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import streamlit as st

from briefing.exports.annotate import annotated
from briefing.exports.template import FILE_NAME, MIME, template
from briefing.figures.asks import Ask
from briefing.figures.difference import Move
from briefing.figures.dry_run import dry_run
from briefing.figures.messages import Message
from briefing.figures.words import Words
from briefing.grouping import grouped
from briefing.intake.read import Upload, wants_password
from briefing.problems import Problem, errors
from briefing.publish import Candidate, commit, discard, prepare
from briefing.store.changes import RowChange
from briefing.store.ledger import LedgerMovedError
from briefing.store.mart import Mart
from briefing.store.snapshots import (
    Home,
    NoRoomError,
    NothingToUndoError,
    Snapshot,
    SnapshotDamagedError,
    user,
)
from briefing.ui import html
from briefing.ui.cache import open_mart

_MOST_SHOWN = 100
_FRESH_DAYS = 31
_UPLOADER, _CANDIDATE, _NOTICE, _FAILURE = "uploader", "candidate", "notice", "failure"


@dataclass(frozen=True)
class Brought:
    """What the analyst has brought in this session, worked out but not published."""

    candidate: Candidate | None
    moves: tuple[Move, ...] = ()
    figures: int = 0
    rows: tuple[RowChange, ...] = ()
    uploads: tuple[Upload, ...] = ()

    def sample(self, current: Snapshot | None) -> str:
        """Give the mark of the sample for what is current."""
        mart = _readable(current)
        return mart.sample if mart else ""


def show_upload(home: Home) -> Brought:
    """Take files, and work them out aside; nothing is published here."""
    if notice := st.session_state.pop(_NOTICE, None):
        st.success(notice)
    if failure := st.session_state.pop(_FAILURE, None):
        st.error(failure)
    generation = st.session_state.setdefault(_UPLOADER, 0)
    files = st.file_uploader(
        "Excel workbooks, one or several together",
        accept_multiple_files=True,
        key=f"{_UPLOADER}_{generation}",
    )
    brought: tuple[str, Brought] | None = st.session_state.get(_CANDIDATE)
    password = _password(brought[1], generation) if brought and files else ""
    uploads = [Upload(file.name, file.getvalue(), password) for file in files or []]
    names = "-".join(one.load_id + one.name for one in uploads)
    identity = f"{home.position()}-{password}-{names}"
    if brought and brought[0] == identity:
        return brought[1]
    if brought and brought[1].candidate:
        discard(home, brought[1].candidate)
    if not uploads:
        st.session_state.pop(_CANDIDATE, None)
        return Brought(None)
    try:
        with st.spinner(f"Reading {len(uploads)} file{'s' if len(uploads) > 1 else ''}"):
            result = _work_out(home, uploads)
    except (NoRoomError, SnapshotDamagedError) as error:
        known = isinstance(error, NoRoomError)
        st.error(str(error) if known else f"{error}. Take it back.")
        return Brought(None)
    st.session_state[_CANDIDATE] = (identity, result)
    if not password and _locked(result):
        # The field for the password stands above what was found for want of it.
        st.rerun()
    return result


def _locked(brought: Brought) -> bool:
    candidate = brought.candidate
    return candidate is not None and any(map(wants_password, candidate.problems))


def _password(brought: Brought, generation: int) -> str:
    """Ask for the password where a file wants one; give what was typed for these files."""
    key = f"password_{generation}"
    typed: str = st.session_state.get(key, "")
    if not typed and not _locked(brought):
        return ""
    return st.text_input("Password of the protected workbook", type="password", key=key)


def show_template() -> None:
    """Offer the empty workbook, made when it is asked for."""
    st.download_button(
        "Template",
        template,
        file_name=FILE_NAME,
        mime=MIME,
        on_click="ignore",
        width="stretch",
        help="An empty workbook of all sheets, each heading explained",
    )


def show_candidate(home: Home, brought: Brought) -> None:
    """Show problems by cell, the rows found and the figures that move; offer to publish."""
    candidate = brought.candidate
    if candidate is None:
        return
    if candidate.publishable:
        st.button("Publish these changes", type="primary", on_click=_publish, args=(home, brought))
    if candidate.problems:
        _show_problems(brought, candidate.problems)
    if brought.moves:
        shown = [[m.title, m.period, m.before, m.after] for m in brought.moves[:_MOST_SHOWN]]
        st.html(html.table(["Figure", "Period", "Now", "After publishing"], shown, css="words"))
        _show_rest(len(brought.moves))
    if candidate.tables:
        told = {change.table: str(change) for change in brought.rows}
        rows = [[name, f"{n:,}", told.get(name, "")] for name, n in candidate.tables.items()]
        head = ["Table read from these files", "Rows", "What would change"]
        st.html(html.table(head, rows, css="words"))


def show_loaded(current: Snapshot | None) -> None:
    """Show which tables the current snapshot has, from which files."""
    st.html(html.tag("p", "What the pages rest on", css="section"))
    mart = _readable(current)
    if mart is None:
        none = "Nothing is loaded yet." if current is None else "The snapshot cannot be opened."
        st.html(html.tag("p", none, css="soft"))
        return
    loads = sorted(mart.loads, key=lambda load: (load.table, load.file))
    rows = [[load.table, f"{load.file} › {load.sheet}", f"{load.rows:,}"] for load in loads]
    st.html(html.table(["Table", "From", "Rows"], rows, css="words"))


def show_history(home: Home) -> None:
    """Show every publish, the newest first, and offer to take the current one back."""
    st.html(html.tag("p", "History", css="section"))
    current = home.current()
    rows = [
        [
            f"{datetime.fromisoformat(s.at):%d %b %Y, %H:%M} UTC",
            s.id,
            ", ".join(s.files),
            s.who,
            "taken back" if s.undone else "current" if current and s.id == current.id else "",
        ]
        for s in reversed(home.history())
    ]
    st.html(html.table(["Published", "Snapshot", "Files", "By", ""], rows, css="words"))
    if (broken := home.ledger.first_broken()) is not None:
        st.error(f"The ledger was altered: entry {broken} is not as it was written.")
    if current:
        st.button(f"Take back snapshot {current.id}", on_click=_undo, args=(home, current.id))


def data_message(home: Home, current: Snapshot | None, brought: Brought) -> Message:
    """Say what the upload holds, or else how old the data are."""
    candidate = brought.candidate
    if candidate:
        count = len(errors(candidate.problems))
        files = ", ".join(candidate.files)
        if count:
            title = (
                f"{count:,} problem{'s' if count > 1 else ''} to mend before this can be published"
            )
            return Message(title, f"{files}. Nothing has changed")
        return Message(
            _moves_title(brought), f"{files}, read without an error. Nothing has changed yet"
        )
    if current is None:
        return Message("Nothing is loaded yet", "Bring the exports, or HR's own briefing workbook")
    mart = _readable(current)
    if mart is None:
        return Message("The current snapshot cannot be opened", "Take it back, or load it again")
    words = Words.of(mart.settings)
    return Message(
        f"The board's pages rest on data as of {words.full_day(mart.as_of)}",
        f"Snapshot {current.id}, {len(home.history())} published so far; a file replaces the "
        "tables that it holds, and the others stay",
    )


def data_ask(current: Snapshot | None, brought: Brought) -> Ask:
    """Ask the analyst for the next step: bring, mend or publish."""
    candidate = brought.candidate
    if candidate and not candidate.publishable:
        count = len(errors(candidate.problems))
        return Ask(
            "Mend the cells named here, and bring the file again",
            "Whoever keeps the file decides how",
            f"Problems left: {count:,}, target 0",
            None,
            "nothing is published while there is one",
        )
    if candidate:
        return Ask(
            "Publish these changes?",
            "The analyst decides; it can be taken back",
            f"Figures that move: {len(brought.moves):,} of {brought.figures:,}",
            None,
            "listed above, from what to what",
        )
    if current is None:
        return Ask(
            "Publish the first snapshot",
            "Whoever holds the exports decides",
            "Tables loaded: 0, target 1 or more",
            0.0,
            "0% of the way",
        )
    mart = _readable(current)
    if mart is None:
        return Ask(
            "Take the damaged snapshot back",
            "The analyst decides",
            "Snapshots that can be opened: the current one cannot",
            None,
            "the one before it still can",
        )
    age = max(0, (datetime.now(UTC).date() - mart.as_of).days)
    state = "within the month" if age <= _FRESH_DAYS else "time for new exports"
    return Ask(
        "Bring the next exports, or keep these for the meeting",
        "The analyst decides",
        f"Age of the data: {age:,} day{'' if age == 1 else 's'}, target at most {_FRESH_DAYS}",
        None,
        state,
    )


def _work_out(home: Home, uploads: Sequence[Upload]) -> Brought:
    candidate = prepare(home, uploads)
    changes = dry_run(home, candidate, _readable(home.current()))
    return Brought(candidate, changes.moves, changes.figures, changes.rows, tuple(uploads))


def _readable(snapshot: Snapshot | None) -> Mart | None:
    """Give a snapshot's mart; None where there is none or it is not what was published."""
    if snapshot is None:
        return None
    try:
        return open_mart(snapshot)
    except SnapshotDamagedError:
        return None


def _publish(home: Home, brought: Brought) -> None:
    candidate = brought.candidate
    if candidate is None:
        return
    try:
        snapshot = commit(home, candidate, user())
    except LedgerMovedError:
        st.session_state.pop(_CANDIDATE, None)
        discard(home, candidate)
        st.session_state[_FAILURE] = (
            "Somebody else published in the meantime; the files were read again on top of that."
        )
        return
    except SnapshotDamagedError as error:
        st.session_state.pop(_CANDIDATE, None)
        st.session_state[_FAILURE] = f"{error}."
        return
    except NoRoomError as error:
        st.session_state[_FAILURE] = str(error)
        return
    st.session_state.pop(_CANDIDATE, None)
    st.session_state[_UPLOADER] += 1
    st.session_state[_NOTICE] = f"Published as snapshot {snapshot.id}."


def _undo(home: Home, snapshot_id: str) -> None:
    try:
        taken_back, now = home.undo(user(), snapshot_id)
    except (LedgerMovedError, NothingToUndoError):
        st.session_state[_FAILURE] = f"Snapshot {snapshot_id} is no longer the current one."
        return
    except NoRoomError as error:
        st.session_state[_FAILURE] = str(error)
        return
    rest = f"Snapshot {now.id} is current again." if now else "No snapshot is current."
    st.session_state[_NOTICE] = f"Snapshot {taken_back.id} was taken back. {rest}"


def _show_problems(brought: Brought, problems: Sequence[Problem]) -> None:
    groups = grouped(problems)
    rows = [[g.level, g.file, g.where, g.found, g.expected, g.mend] for g in groups[:_MOST_SHOWN]]
    head = ["", "File", "Cell", "Found", "Expected", "How to mend it"]
    st.html(html.table(head, rows, css="words"))
    _show_rest(len(groups))
    st.download_button(
        "Annotated workbook",
        lambda: annotated(brought.uploads, problems),
        file_name="annotated.xlsx",
        mime=MIME,
        on_click="ignore",
        help="The workbook given back, each problem at its cell and in a list in front",
    )


def _show_rest(count: int) -> None:
    if count > _MOST_SHOWN:
        rest = f"and {count - _MOST_SHOWN:,} more"
        st.html(html.tag("p", html.text(rest), css="soft"))


def _moves_title(brought: Brought) -> str:
    count = len(brought.moves)
    if not count:
        return "No figure on the board's pages would move"
    return f"{count:,} of {brought.figures:,} figures would move"
