"""The step Check: every problem at its cell, alike ones in one line, found by a filter."""

from collections.abc import Sequence

import streamlit as st

from briefing.access import Act
from briefing.exports.annotate import annotated
from briefing.exports.template import MIME
from briefing.grouping import Group, grouped
from briefing.problems import counted_cells
from briefing.store.snapshots import Home
from briefing.ui import html
from briefing.ui.desk import Brought, accept
from briefing.ui.frame import show_section
from briefing.ui.signed_in import only_for

_MOST_SHOWN, _OFFERS_ACROSS = 100, 2
_EVERY, _EVERYWHERE = "All", "All sheets"


def show_check(home: Home, brought: Brought) -> None:
    """Show the problems, the errors first, and offer the workbook with each at its cell."""
    groups = grouped(brought.problems)
    _show_offers(home, [group for group in groups if group.correction])
    if not groups:
        line = "Every cell is as it was declared: types, ranges, words, keys, references."
        st.html(html.tag("p", line, css="soft"))
        return
    levels, where, words, workbook = st.columns([3, 3, 3, 2], vertical_alignment="bottom")
    with levels:
        level = st.segmented_control(
            "Show",
            [_EVERY, *dict.fromkeys(str(group.level) for group in groups)],
            default=_EVERY,
            format_func=lambda level: _level_label(level, groups),
            key="level",
        )
    places = dict.fromkeys(_place(group) for group in groups)
    with where:
        place = st.selectbox("Where", [_EVERYWHERE, *places], key="place")
    with words:
        wanted = st.text_input("With the words", key="words").casefold().split()
    with workbook:
        st.download_button(
            "Annotated workbook",
            only_for(Act.LOAD, lambda: annotated(brought.uploads, brought.problems)),
            file_name="annotated.xlsx",
            mime=MIME,
            on_click="ignore",
            width="stretch",
            help="The workbook given back, each problem at its cell and in a list in front",
        )
    shown = [
        group
        for group in groups
        if level in {None, _EVERY, group.level}
        and place in {_EVERYWHERE, _place(group)}
        and all(word in _text(group) for word in wanted)
    ]
    show_groups(shown)


def _show_offers(home: Home, offers: Sequence[Group]) -> None:
    """Show the corrections that are certain, before and after, to be accepted one by one."""
    if not offers:
        return
    with st.form("corrections"):
        show_section("Certain corrections: nothing is read otherwise before you accept it")
        columns = st.columns(_OFFERS_ACROSS)
        ticked = [
            columns[at % _OFFERS_ACROSS].checkbox(_offer(group), value=True)
            for at, group in enumerate(offers)
        ]
        if st.form_submit_button("Accept what is ticked"):
            chosen = [group for group, tick in zip(offers, ticked, strict=True) if tick]
            accept(home, [problem for group in chosen for problem in group.problems])
            st.rerun()


def _offer(group: Group) -> str:
    correction = group.correction
    if correction is None:
        return ""
    after = correction.after or "left out, being the same row again"
    cells = f" ({counted_cells(group.corrected_cells)})" if correction.after else ""
    place = f"{group.sheet}!{group.column}" if correction.after else group.where
    return html.plain(f"{group.file} › {place}: {correction.before} → {after}{cells}")


def show_groups(groups: Sequence[Group]) -> None:
    """Show groups of problems as a table, one line each."""
    if not groups:
        st.html(html.tag("p", "No problem is like that.", css="soft"))
        return
    rows = [[g.level, g.file, g.where, g.found, g.expected, g.mend] for g in groups[:_MOST_SHOWN]]
    head = ["", "File", "Cell", "Found", "Expected", "How to mend it"]
    st.html(html.table(head, rows, css="words"))
    if (rest := len(groups) - _MOST_SHOWN) > 0:
        line = f"and {rest:,} more; the annotated workbook has them all"
        st.html(html.tag("p", line, css="soft"))


def _level_label(level: str, groups: Sequence[Group]) -> str:
    if level == _EVERY:
        return level
    count = sum(group.count for group in groups if group.level == level)
    return f"{count:,} {level}{'' if count == 1 else 's'}"


def _place(group: Group) -> str:
    return f"{group.file} › {group.sheet}" if group.sheet else group.file


def _text(group: Group) -> str:
    parts = (group.file, group.where, group.found, group.expected, group.mend)
    return " ".join(parts).casefold()
