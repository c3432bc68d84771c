"""The steps Difference and Publish: what would change, in rows and figures, and the act itself."""

import streamlit as st

from briefing.grouping import grouped
from briefing.problems import Level
from briefing.store.changes import RowChange
from briefing.store.snapshots import Home
from briefing.tables import BY_NAME
from briefing.ui import html
from briefing.ui.cache import scenarios
from briefing.ui.desk import Brought, publish, readable
from briefing.ui.frame import show_section
from briefing.ui.state import View, preview
from briefing.ui.trace import show_trace

_MOST_SHOWN = 100


def show_difference(home: Home, brought: Brought) -> None:
    """Show the figures that would move, from what to what, and the rows behind them."""
    moves = brought.changes.moves
    if brought.candidate and st.button("Preview on the pages"):
        preview(brought.candidate.id)
    show_section("Figures on the board's pages")
    if moves:
        shown = [[m.title, m.period, m.before, m.after] for m in moves[:_MOST_SHOWN]]
        keys = [["", "", "", m.key if m.after else ""] for m in moves[:_MOST_SHOWN]]
        head = ["Figure", "Period", "Now", "After publishing"]
        st.html(html.table(head, shown, css="words", keys=keys))
    else:
        st.html(html.tag("p", "None would move.", css="soft"))
    if (rest := len(moves) - _MOST_SHOWN) > 0:
        line = f"and {rest:,} more; python -m briefing diff lists them with --json"
        st.html(html.tag("p", line, css="soft"))
    show_section("Rows")
    rows = [
        [BY_NAME[c.table].sheet, f"{c.after:,}", str(c), _keys(c)] for c in brought.changes.rows
    ]
    head = ["Sheet", "Rows after", "What would change", "Which"]
    st.html(html.table(head, rows, css="words"))
    waiting = home.find(brought.candidate.id) if brought.candidate else None
    mart = readable(waiting)
    if waiting and mart:
        show_trace(View(waiting, mart, scenarios(mart).get("base")))
    else:
        line = (
            "These files waited so long that they were swept; put them aside and bring them anew."
        )
        st.html(html.tag("p", line, css="late"))


def show_publish(home: Home, brought: Brought) -> None:
    """Show what publishing would do in one table, and offer to do it."""
    candidate = brought.candidate
    if candidate is None:
        return
    warnings = sum(group.level is Level.WARNING for group in grouped(candidate.problems))
    replaced = ", ".join(BY_NAME[name].sheet for name, rows in candidate.tables.items() if rows)
    lines = [
        ["Files", ", ".join(candidate.files)],
        ["Sheets replaced", f"{replaced}; the others stay as they are"],
        ["Figures that move", f"{len(brought.changes.moves):,} of {brought.changes.figures:,}"],
        ["Warnings left as they are", f"{warnings:,}"],
        ["Mappings remembered", f"{len(candidate.confirmed):,}"],
        ["Kept in the ledger", "who published, when, and which files; it can be taken back"],
    ]
    st.html(html.table([], lines, css="words"))
    st.button("Publish these changes", type="primary", on_click=publish, args=(home,))


def _keys(change: RowChange) -> str:
    """Name the first rows of one of HR's small sheets; those about single persons stay counts."""
    if BY_NAME[change.table].people:
        return ""
    named = (
        ("added", change.added_keys),
        ("changed", change.changed_keys),
        ("removed", change.removed_keys),
    )
    return "; ".join(f"{word}: {', '.join(keys)}" for word, keys in named if keys)
