"""Desk: what the analyst has brought and not published, kept for the session, and what is done.

Nothing here changes what is in force but `publish` and `take_back`; files brought wait until they
are published or put aside, whichever page is looked at meanwhile.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import streamlit as st

from briefing.access import Act, NotAllowedError
from briefing.candidate import Candidate
from briefing.figures.dry_run import DryRun, dry_run
from briefing.intake.mapping import Confirmed
from briefing.intake.read import Upload, wants_password
from briefing.intake.said import NOTHING_SAID, Said
from briefing.intake.seen import SeenSheet
from briefing.problems import Problem, errors
from briefing.publish import commit, discard, erased_since, is_published, prepare
from briefing.store.ledger import LedgerMovedError
from briefing.store.mart import Mart
from briefing.store.snapshots import (
    Home,
    NoRoomError,
    NothingToUndoError,
    Snapshot,
    SnapshotDamagedError,
)
from briefing.tables import BY_NAME
from briefing.ui import html
from briefing.ui.cache import open_mart
from briefing.ui.signed_in import person
from briefing.ui.state import forget_snapshot

_BROUGHT, _GENERATION, _NOTICE, _FAILURE = "brought", "generation", "notice", "failure"
STEP = "step"
"""The step that a person chose to see; without a choice it is the one that waits for them."""

_LAST_STEPS = 3
"""What is done after the last file was read: checks, measures, the comparison."""


@dataclass(frozen=True)
class Brought:
    """Files, what was said of their headings, and what came of it once they were worked out."""

    uploads: tuple[Upload, ...] = ()
    said: Said = NOTHING_SAID
    candidate: Candidate | None = None
    changes: DryRun = field(default_factory=DryRun)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything found in the files, errors and warnings."""
        return self.candidate.problems if self.candidate else ()

    @property
    def errors(self) -> int:
        """How many problems stand in the way of publishing."""
        return len(errors(self.problems))

    @property
    def publishable(self) -> bool:
        """Whether there is something that can be published as it is."""
        return self.candidate is not None and self.candidate.publishable

    @property
    def seen(self) -> tuple[SeenSheet, ...]:
        """The sheets that have headings."""
        sheets = self.candidate.seen if self.candidate else ()
        return tuple(sheet for sheet in sheets if sheet.headings)

    @property
    def hidden(self) -> tuple[str, ...]:
        """The names of the sheets that Excel does not show."""
        sheets = self.candidate.seen if self.candidate else ()
        return tuple(dict.fromkeys(sheet.sheet for sheet in sheets if sheet.hidden))

    @property
    def asking(self) -> tuple[SeenSheet, ...]:
        """The sheets of which a person has to say something; all, where none was recognised."""
        asking = tuple(sheet for sheet in self.seen if sheet.asks)
        return asking if any(sheet.table for sheet in self.seen) else self.seen

    @property
    def locked(self) -> bool:
        """Whether some file wants its password."""
        return any(map(wants_password, self.problems))


def upload_key() -> str:
    """Give the key of the field for files; another one empties the field."""
    return f"files_{st.session_state.setdefault(_GENERATION, 0)}"


def take_files(home: Home) -> None:
    """Take the files that now lie in the field.

    An empty field takes nothing away, and the files that lie on the desk are not read again: a
    browser may send either when the field comes back to the page, and what was brought is put aside
    by its button alone.
    """
    files = st.session_state[upload_key()]
    uploads = tuple(Upload(file.name, file.getvalue()) for file in files)
    known = [(upload.name, upload.content) for upload in _brought().uploads]
    if [(upload.name, upload.content) for upload in uploads] in ([], known):
        return
    said = replace(_brought().said, sheets=(), accepted=())
    _lay(home, replace(_brought(), uploads=uploads, said=said))


def take_password(home: Home, key: str) -> None:
    """Take the password that was typed for the files."""
    typed = st.session_state[key]
    brought = _brought()
    uploads = tuple(replace(upload, password=typed) for upload in brought.uploads)
    _lay(home, replace(brought, uploads=uploads))


def say(home: Home, mapping: Confirmed) -> None:
    """Take what a person says of a sheet's headings, instead of what they said of them before."""
    said, about = _brought().said, set(mapping.by_heading)
    others = tuple(one for one in said.asked if set(one.by_heading) != about)
    _lay(home, replace(_brought(), said=replace(said, asked=(*others, mapping))))


def have_in(home: Home, key: str) -> None:
    """Take which hidden sheets are to be had in."""
    said = replace(_brought().said, sheets=tuple(st.session_state[key]))
    _lay(home, replace(_brought(), said=said))


def accept(home: Home, problems: Sequence[Problem]) -> None:
    """Have the corrections of some problems put in place, with those accepted before."""
    said = _brought().said
    _lay(home, replace(_brought(), said=replace(said, accepted=(*said.accepted, *problems))))


def work_out(home: Home) -> Brought:
    """Read what was brought, if that is not done yet, aside from what is in force.

    Raises NotAllowedError.
    """
    brought = _brought()
    candidate = brought.candidate
    if not brought.uploads or (candidate and candidate.after == home.position()):
        return brought
    person().must(Act.LOAD)
    if candidate:
        if is_published(home, candidate):
            # The page was stopped between the ledger's entry and the end of `publish`.
            _forget(f"Published as snapshot {candidate.id}.")
            return _brought()
        discard(home, candidate)
        people = any(BY_NAME[name].people for name, rows in candidate.tables.items() if rows)
        if people and erased_since(home, candidate.after):
            # The files may have the person; who brings them again looks at that first.
            _forget("A person was erased meanwhile. Bring the files again, without them.")
            return _brought()
    bar = st.progress(0.0, "Reading")
    done, all_steps = 0, len(brought.uploads) + _LAST_STEPS

    def on_step(what: str) -> None:
        nonlocal done
        done += 1
        bar.progress(min(done / all_steps, 1.0), html.plain(what))

    try:
        brought = _worked_out(home, brought, on_step)
    except NoRoomError as error:
        st.session_state[_FAILURE] = error.on_screen
        return replace(brought, candidate=None)
    except SnapshotDamagedError as error:
        st.session_state[_FAILURE] = f"{error}. Take it back."
        return replace(brought, candidate=None)
    finally:
        bar.empty()
    st.session_state[_BROUGHT] = brought
    return brought


def put_aside(home: Home) -> None:
    """Forget what was brought; nothing has changed."""
    _lay(home, Brought())
    st.session_state[_GENERATION] += 1


def publish(home: Home) -> None:
    """Make what was brought the current snapshot, or say why it is not."""
    candidate = _brought().candidate
    if candidate is None:
        return
    try:
        snapshot = commit(home, candidate, person())
    except LedgerMovedError:
        st.session_state[_FAILURE] = (
            "Somebody else published in the meantime; the files were read again on top of that."
        )
    except SnapshotDamagedError as error:
        st.session_state[_FAILURE] = f"{error}."
        _lay(home, _brought())
    except NoRoomError as error:
        st.session_state[_FAILURE] = error.on_screen
    except NotAllowedError as error:
        st.session_state[_FAILURE] = str(error)
    else:
        _forget(f"Published as snapshot {snapshot.id}.")


def take_back(home: Home, snapshot_id: str) -> None:
    """Take the current snapshot back, or say why it is not."""
    try:
        taken_back, now = home.undo(person(), snapshot_id)
    except (LedgerMovedError, NothingToUndoError):
        st.session_state[_FAILURE] = f"Snapshot {snapshot_id} is no longer the current one."
        return
    except NoRoomError as error:
        st.session_state[_FAILURE] = error.on_screen
        return
    except NotAllowedError as error:
        st.session_state[_FAILURE] = str(error)
        return
    rest = f"Snapshot {now.id} is current again." if now else "No snapshot is current."
    st.session_state[_NOTICE] = f"Snapshot {taken_back.id} was taken back. {rest}"


def show_notices() -> None:
    """Say once what became of the last act."""
    if notice := st.session_state.pop(_NOTICE, None):
        st.success(notice)
    if failure := st.session_state.pop(_FAILURE, None):
        st.error(failure)


def readable(snapshot: Snapshot | None) -> Mart | None:
    """Give a snapshot's mart; None where there is none or it is not what was published."""
    if snapshot is None:
        return None
    try:
        return open_mart(snapshot)
    except SnapshotDamagedError:
        return None


def _worked_out(home: Home, brought: Brought, on_step: Callable[[str], None]) -> Brought:
    said = brought.said
    candidate = prepare(home, brought.uploads, said, on_step)
    # What was said of other files' headings is no mistake in these.
    fitting = {(one.table, one.columns) for one in candidate.confirmed}
    asked = tuple(one for one in said.asked if (one.table, one.columns) in fitting)
    if asked != said.asked and not candidate.unreadable:
        discard(home, candidate)
        said = replace(said, asked=asked)
        candidate = prepare(home, brought.uploads, said, on_step)
    on_step("Comparing the figures")
    changes = dry_run(home, candidate, readable(home.current()))
    return replace(brought, said=said, candidate=candidate, changes=changes)


def _brought() -> Brought:
    found: Brought = st.session_state.get(_BROUGHT, Brought())
    return found


def _lay(home: Home, brought: Brought) -> None:
    """Lay something else on the desk, to be worked out anew, and delete what was.

    What a page sends runs before it asks who looks at it: nothing is done for whoever may not.
    """
    if not person().may(Act.LOAD):
        return
    if before := _brought().candidate:
        discard(home, before)
    _clear(brought)


def _forget(notice: str) -> None:
    """Leave the desk empty, with a word on what became of what lay there."""
    _clear(Brought())
    st.session_state[_GENERATION] = st.session_state.get(_GENERATION, 0) + 1
    st.session_state[_NOTICE] = notice


def _clear(brought: Brought) -> None:
    st.session_state[_BROUGHT] = replace(brought, candidate=None, changes=DryRun())
    st.session_state.pop(STEP, None)
    forget_snapshot()
