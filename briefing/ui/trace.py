"""Where a number comes from: a dialog with its formula, cells and rows, opened by a click on it."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

import streamlit as st

from briefing.figures.behind import Behind, follow
from briefing.figures.kept import visible
from briefing.figures.model import Figure
from briefing.figures.printed import BETWEEN, find, links
from briefing.figures.trace import SheetKey, TracedCells, how_many
from briefing.kpis.run import QUARTER
from briefing.store.facts import ROWS_A_PAGE
from briefing.ui import cache, html, signed_in
from briefing.ui.state import View, let_in_again

_FIGURE = "figure"
_MOST_LISTED = 50
_LISTEN = """
export default function ({ setTriggerValue }) {
  const ask = event => {
    const figure = event.target.closest("[data-figure]");
    if (!figure || (event.type === "keydown" && !["Enter", " "].includes(event.key))) return;
    event.preventDefault();
    setTriggerValue("figure", figure.dataset.figure);
  };
  const kinds = ["click", "keydown"];
  kinds.forEach(kind => document.addEventListener(kind, ask));
  return () => kinds.forEach(kind => document.removeEventListener(kind, ask));
}
"""
_clicked = st.components.v2.component("figures", js=_LISTEN)


def linked(
    view: View, figures: Mapping[str, Figure] | None = None, grain: str = QUARTER
) -> html.Write:
    """Give what writes a sentence with its figures to be clicked; `grain` as for `links`.

    The figures are the view's, unless others are given.
    """
    known = figures or view.figures
    names = cache.names(view.mart)

    def write(text: str) -> str:
        parts, end = [], 0
        for link in links(text, known, names, view.words, grain):
            parts += [
                html.text(text[end : link.start]),
                html.figure(text[link.start : link.end], BETWEEN.join(link.keys)),
            ]
            end = link.end
        return "".join([*parts, html.text(text[end:])])

    return write


def show_trace(view: View) -> None:
    """Listen for a click on a figure, and show where the one comes from that the URL names."""
    with st.container(key="trace"):
        asked = _clicked(key="clicked", on_figure_change=lambda: None).figure
    if asked:
        st.query_params[_FIGURE] = asked
    if _FIGURE in st.query_params:
        _dialog(view)


def _close() -> None:
    if _FIGURE in st.query_params:
        del st.query_params[_FIGURE]


@st.dialog("Where this number comes from", width=1040, on_dismiss=_close)
def _dialog(view: View) -> None:
    let_in_again(view.mart)
    asked = st.query_params.get(_FIGURE, html.ANY_FIGURE)
    every = cache.every_figure(view.mart, view.scenario)
    figures = visible(every, team=view.for_team)
    keys = find(asked, figures, view.words)
    if len(keys) == 1:
        _show_figure(view, keys[0], figures)
    elif keys:
        _show_list("Several figures are printed so", keys, figures)
    else:
        if asked != html.ANY_FIGURE:
            st.html(html.tag("p", html.text(f"No figure here is called “{asked}”."), css="soft"))
        _show_search(figures)


def _show_search(figures: Mapping[str, Figure]) -> None:
    sought = st.text_input("Find a figure by its name or number", key="figure_sought")
    words = sought.casefold().split()
    keys = [
        key
        for key, figure in visible(figures).items()
        if "@" not in key
        and all(
            word in f"{figure.title} {figure.period} {figure.text}".casefold() for word in words
        )
    ]
    keys.sort(key=lambda key: figures[key].value is None)
    _show_list(f"{len(keys):,} figures", keys, figures)


def _show_list(title: str, keys: Sequence[str], figures: Mapping[str, Figure]) -> None:
    shown = [(key, figures[key]) for key in keys[:_MOST_LISTED]]
    rows = [[figure.title, figure.period, figure.text] for _, figure in shown]
    more = f", the first {_MOST_LISTED} of them" if len(keys) > _MOST_LISTED else ""
    st.html(html.tag("p", html.text(f"{title}{more}"), css="soft"))
    table = html.table(
        ["Figure", "Period", "Value"], rows, "words", [["", "", key] for key, _ in shown]
    )
    st.html(html.tag("div", table, css="scrolled"))


def _show_figure(view: View, key: str, figures: Mapping[str, Figure]) -> None:
    home, figure = cache.open_home(), figures[key]
    behind = Behind.of(home, view.snapshot, view.mart, signed_in.person())
    traced = follow(home, view.snapshot, behind, figures, key)
    people = f"; n is {figure.n:,}" if figure.n is not None else ""
    st.html(
        html.number(
            f"{figure.title}, {figure.period}",
            html.text(figure.text),
            html.text(f"{figure.formula}{people}"),
        )
    )
    sheets: dict[SheetKey, list[TracedCells]] = defaultdict(list)
    for one in traced.cells:
        sheets[one.sheet].append(one)
    rows = [[_name(own), _ranges(own), *_rows(own)] for own in sheets.values()]
    st.html(html.table(["Sheet", "Cells", "Rows", "Of these"], rows, "words"))
    if traced.rests_on:
        _show_list("Worked out from these figures", traced.rests_on, figures)
    st.html("".join(html.tag("p", html.text(line), css="soft small") for line in traced.lines))
    # Nobody's row is for the wall of a room.
    if behind.path and not view.presenting:
        _show_rows(behind, figure, sheets)


def _name(cells: Sequence[TracedCells]) -> str:
    return f"{cells[0].source.file} › {cells[0].source.sheet}"


def _ranges(cells: Sequence[TracedCells]) -> str:
    return ", ".join(f"{one.column} {one.source.cells}".strip() for one in cells)


def _rows(cells: Sequence[TracedCells]) -> tuple[str, str]:
    first = cells[0]
    if first.counts:
        return how_many(first.rows), str(first.counts)
    rows = first.rows if first.column else len(cells)
    silent = [f"{one.empty:,} without {one.column}" for one in cells if one.empty]
    return how_many(rows), ", ".join(silent)


def _show_rows(
    behind: Behind, figure: Figure, sheets: Mapping[SheetKey, Sequence[TracedCells]]
) -> None:
    """Show, where somebody asks for them, rows of one kind from one sheet."""
    loads = {(load.load, load.sheet): load for load in behind.mart.loads}
    choices = []
    for key, cells in sheets.items():
        counts = cells[0].counts
        parts = counts.parts() if counts else [("rows", loads[key].rows or 0)]
        for place, (words, number) in enumerate(parts):
            if number:
                choices.append((f"{_name(cells)}: {number:,} {words}", cells, place, number))
    left, right = st.columns([5, 1])
    # By their places, because two files may have one name.
    chosen = left.selectbox(
        "Show the rows",
        range(len(choices)),
        index=None,
        format_func=lambda at: choices[at][0],
        placeholder="Which ones",
        key=f"rows_of_{figure.key}",
    )
    if chosen is None:
        return
    _, cells, place, number = choices[chosen]
    load = loads[cells[0].sheet]
    pages = math.ceil(number / ROWS_A_PAGE)
    page = 1
    if pages > 1:
        page = right.number_input(f"Page of {pages:,}", 1, pages, key=f"page_{chosen}_{figure.key}")
    columns = [one.column for one in cells if one.column] or list(load.columns)
    rows = behind.rows(figure, load, columns, place, page - 1)
    shown = [["" if value is None else str(value) for value in row] for row in rows]
    table = html.table(["Row", *columns], shown, "words")
    st.html(html.tag("div", table, css="scrolled"))
