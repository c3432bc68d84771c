"""The step Bring: files in, what was understood of each, what is in force, and its history."""

from datetime import datetime

import streamlit as st

from briefing.access import Act
from briefing.exports.template import FILE_NAME, MIME, template
from briefing.figures.trace import how_many
from briefing.intake.read import wants_password
from briefing.store.snapshots import Home, Snapshot
from briefing.tables import BY_NAME
from briefing.ui import html
from briefing.ui.desk import (
    Brought,
    readable,
    take_back,
    take_files,
    take_password,
    upload_key,
)
from briefing.ui.frame import show_section
from briefing.ui.signed_in import access_line, person


def show_bring(home: Home, brought: Brought) -> None:
    """Take files, and show what was understood of them and what the pages rest on."""
    if person().may(Act.LOAD):
        _take_files(home, brought)
    left, right = st.columns([1, 1], gap="medium")
    with left:
        _show_loaded(home.current())
    with right:
        _show_history(home)


def _take_files(home: Home, brought: Brought) -> None:
    st.file_uploader(
        "Excel workbooks, OpenDocument sheets, text tables, or a zip of these; several together",
        accept_multiple_files=True,
        key=upload_key(),
        on_change=take_files,
        args=(home,),
    )
    if brought.locked or any(upload.password for upload in brought.uploads):
        _ask_password(home, brought)
    if brought.uploads:
        _show_understood(brought)


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


def _ask_password(home: Home, brought: Brought) -> None:
    for problem in filter(wants_password, brought.problems):
        line = f"{problem.file}: {problem.found}. {problem.mend}"
        st.html(html.tag("p", html.text(line), css="late"))
    key = f"password_{upload_key()}"
    st.text_input(
        "Password of the protected workbook",
        type="password",
        key=key,
        on_change=take_password,
        args=(home, key),
    )


def _show_understood(brought: Brought) -> None:
    show_section("What was understood")
    rows = {
        (load.file, load.sheet): load.rows
        for load in (brought.candidate.sheets if brought.candidate else ())
    }
    seen = [
        [
            sheet.name,
            BY_NAME[sheet.table].sheet if sheet.table else "none of ours, left out",
            how_many(rows.get((sheet.file, sheet.sheet), 0)) if sheet.table else "",
        ]
        for sheet in brought.seen
    ]
    named = {sheet.file for sheet in brought.seen}
    unread = [
        [upload.name, "nothing; Check says why", ""]
        for upload in brought.uploads
        if not any(file == upload.name or file.startswith(f"{upload.name} › ") for file in named)
    ]
    st.html(html.table(["Sheet", "Taken for", "Rows"], [*seen, *unread], css="words"))


def _show_loaded(current: Snapshot | None) -> None:
    show_section("What the pages rest on")
    mart = readable(current)
    if mart is None:
        none = "Nothing is loaded yet." if current is None else "The snapshot cannot be opened."
        st.html(html.tag("p", none, css="soft"))
        return
    loads = sorted(mart.loads, key=lambda load: (load.table, load.file))
    rows = [[load.table, f"{load.file} › {load.sheet}", how_many(load.rows)] for load in loads]
    st.html(html.table(["Table", "From", "Rows"], rows, css="words"))


def _show_history(home: Home) -> None:
    show_section("History")
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
    if current and person().may(Act.PUBLISH):
        st.button(f"Take back snapshot {current.id}", on_click=take_back, args=(home, current.id))
    st.html(html.tag("p", html.text(access_line()), css="soft"))
