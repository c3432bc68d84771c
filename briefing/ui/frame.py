"""The frame of every page: the look, the head, the exhibit and the ask bar at the foot."""

from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import streamlit as st

from briefing.charts.theme import DARK, LIGHT, in_dark
from briefing.figures.asks import Ask
from briefing.figures.messages import Message
from briefing.ui import html

_STYLES = ("look.css", "stage.css", "decide.css", "calm.css")
"""The style sheets that every page wears, in their order."""


@cache
def _look(*, dark: bool) -> str:
    """Give all styles of a page, with the colours for a dark room or for a light one."""
    colours = DARK if dark else LIGHT
    named = "".join(f"--{name}:{colour};" for name, colour in colours.items())
    sheets = (Path(__file__).with_name(name).read_text(encoding="utf-8") for name in _STYLES)
    scheme = "dark" if dark else "light"
    return "\n".join((f":root{{color-scheme:{scheme};{named}}}", *sheets))


def _is_dark() -> bool:
    """Tell whether the browser shows Streamlit's dark theme: its own choice, or its system's."""
    return st.context.theme.type == "dark"


def dress() -> None:
    """Put the product's look on the page."""
    st.html(f"<style>{_look(dark=_is_dark())}</style>")


def show_heading(
    message: Message, sample: str, note: str = "", write: html.Write = html.text
) -> None:
    """Show a page's title and the line below it; `note` marks what is confidential."""
    st.html(html.heading(message, sample, note, write))


def show_exhibit(spec: dict[str, Any], alternative: str) -> None:
    """Show a chart as it was drawn, with a text for those who cannot see it."""
    spec = in_dark(spec) if _is_dark() else spec
    arrow = {name: _arrow(rows) for name, rows in spec.get("datasets", {}).items()}
    st.vega_lite_chart(spec | {"datasets": arrow}, theme=None, width="content", alt=alternative)


def _arrow(rows: list[dict[str, Any]]) -> bytes:
    """Write rows as Streamlit sends them, without the detour of a data frame for each."""
    table = pa.Table.from_pylist(rows)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    written: bytes = sink.getvalue().to_pybytes()
    return written


def show_ask(ask: Ask, write: html.Write = html.text) -> None:
    """Show the one decision and the one metric, in the same place on every page."""
    st.bottom.html(html.ask_bar(ask, write))


def show_nothing_yet() -> None:
    """Say that nothing was published yet, and what to do about it."""
    show_heading(
        Message("There is nothing to brief on yet", "Load the organisation's workbooks on Data"),
        sample="",
    )
    show_ask(
        Ask(
            request="Publish the first snapshot",
            decision_line="Whoever holds the exports, on the page Data",
            metric_line="Tables loaded: 0, target 1 or more",
            progress=0.0,
            progress_line="0% of the way",
        )
    )


def show_unknown_snapshot() -> None:
    """Say that the snapshot that the address names is not here, and what is."""
    show_heading(
        Message(
            "There is no such snapshot here",
            "It was put aside, or swept, or its address was cut. What is published still is",
        ),
        sample="",
    )
    show_ask(
        Ask(
            request="Go on with what is published",
            decision_line="Whoever opened the link",
            metric_line="Snapshots of that address: 0",
            progress=None,
            progress_line="Data lists those that there are",
        )
    )


def show_mark(words: str) -> None:
    """Show in the head of the page, apart from its contents, what it is that is shown."""
    st.html(html.tag("p", html.text(words), css="mark"))


def show_damaged(what: str) -> None:
    """Say that the snapshot's file is not what was published, and how to go on."""
    show_heading(Message("This snapshot cannot be opened", f"{what}. Nothing is shown from it"), "")
    show_ask(
        Ask(
            request="Take the snapshot back, or load the workbooks again",
            decision_line="The analyst, with: python -m briefing undo",
            metric_line="Snapshots that can be opened: the current one cannot",
            progress=None,
            progress_line="the one before it still can",
        )
    )


def show_missing(what: str) -> None:
    """Say in the exhibit's place which sheet would feed it."""
    st.html(html.tag("div", html.text(f"Not shown: {what}."), css="missing"))


def show_note(words: str) -> None:
    """Show below an exhibit what is to be known of it."""
    st.html(html.tag("p", html.text(words), css="soft small"))


def show_section(title: str) -> None:
    """Show the title of one part of a page."""
    st.html(html.tag("p", html.text(title), css="section"))


def show_failure(reference: str) -> None:
    """Say calmly that the page cannot be shown, and under which number the log explains it.

    `calm.js` puts behind it the last good picture of the page, where it has one, and its time.
    """
    st.html(
        html.tag(
            "div",
            html.tag("div", css="was"),
            html.tag(
                "div",
                html.tag("p", html.text("This page cannot be shown just now"), css="what"),
                html.tag("p", css="when"),
                html.tag(
                    "p",
                    html.text(
                        "The others still can; nothing was changed. "
                        f"The log has the reason under {reference}."
                    ),
                ),
                css="card",
            ),
            css="failure",
        )
    )
