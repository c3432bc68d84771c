"""The step Map: of each sheet, which table it is and what its headings mean, to confirm."""

import streamlit as st

from briefing.intake.mapping import LEFT_OUT, Confirmed
from briefing.intake.seen import SeenHeading, SeenSheet, proposed
from briefing.store.snapshots import Home
from briefing.tables import BY_NAME
from briefing.ui import html
from briefing.ui.desk import Brought, have_in, say

_ACROSS, _HIDDEN = 4, "hidden_sheets"


def show_mapping(home: Home, brought: Brought) -> None:
    """Show one sheet's headings with what each was taken for; take what a person says instead."""
    if brought.hidden:
        st.multiselect(
            "Hidden sheets to have in",
            brought.hidden,
            default=[name for name in brought.said.sheets if name in brought.hidden],
            key=_HIDDEN,
            on_change=have_in,
            args=(home, _HIDDEN),
        )
    if not brought.seen:
        st.html(html.tag("p", "No sheet has headings that could be mapped.", css="soft"))
        return
    first = next((at for at, sheet in enumerate(brought.seen) if sheet in brought.asking), 0)
    left, right = st.columns([1, 1], gap="medium")
    with left:
        at = st.selectbox(
            "Sheet",
            range(len(brought.seen)),
            index=first,
            format_func=lambda at: _label(brought, brought.seen[at]),
        )
    sheet = brought.seen[at]
    tables = ["", *BY_NAME]
    with right:
        table = st.selectbox(
            "It holds",
            tables,
            index=tables.index(sheet.table),
            format_func=lambda name: BY_NAME[name].sheet if name else "None of ours, left out",
            key=f"table_{sheet.name}",
        )
    if not table:
        headings = ", ".join(f"'{heading.text}'" for heading in sheet.headings)
        line = f"Its headings: {headings}. Say what it holds, if it is one of ours."
        st.html(html.tag("p", html.text(line), css="soft"))
        return
    _show_headings(home, sheet, table)


def _show_headings(home: Home, sheet: SeenSheet, table: str) -> None:
    start = proposed(sheet, table)
    missing = [
        column.name
        for column in BY_NAME[table].columns
        if column.required and column.name not in start.values()
    ]
    if missing:
        line = f"No heading yet for {', '.join(missing)}, which {BY_NAME[table].sheet} needs"
        st.html(html.tag("p", html.text(line), css="late"))
    with st.form(f"headings_{sheet.name}_{table}"):
        columns = st.columns(_ACROSS)
        for at, heading in enumerate(sheet.headings):
            with columns[at % _ACROSS]:
                _choose(sheet, table, heading, start[heading.letter])
        if st.form_submit_button("Read it so"):
            _confirm(home, sheet, table)


def _choose(sheet: SeenSheet, table: str, heading: SeenHeading, start: str) -> None:
    names = [LEFT_OUT, *(column.name for column in BY_NAME[table].columns)]
    mark = " · asked" if start and start != heading.column else ""
    st.selectbox(
        # A heading is a text of the file's, and a label would read marks in it as layout.
        f"{heading.letter} · {html.plain(heading.text)}{mark}",
        names,
        index=names.index(start),
        format_func=lambda name: name or "left out",
        key=_key(sheet, table, heading),
    )


def _confirm(home: Home, sheet: SeenSheet, table: str) -> None:
    said = [(one.text, st.session_state[_key(sheet, table, one)]) for one in sheet.headings]
    taken = [column for _, column in said if column != LEFT_OUT]
    twice = sorted({column for column in taken if taken.count(column) > 1})
    if twice:
        st.error(f"Two headings are taken for {', '.join(twice)}; leave one of them out.")
        return
    # Of two headings alike, the one that means something counts.
    ordered = sorted(said, key=lambda pair: pair[1] != LEFT_OUT)
    say(home, Confirmed(table, tuple(ordered)))
    st.rerun()


def _label(brought: Brought, sheet: SeenSheet) -> str:
    taken = BY_NAME[sheet.table].sheet if sheet.table else "left out"
    return f"{sheet.name}: {taken}{' · to confirm' if sheet in brought.asking else ''}"


def _key(sheet: SeenSheet, table: str, heading: SeenHeading) -> str:
    return f"{sheet.name}_{table}_{heading.letter}"
