"""Markup for what Streamlit has no element for; every text from a file is escaped here."""

from collections.abc import Sequence
from html import escape

from briefing.figures.asks import Ask
from briefing.figures.messages import Message


def tag(name: str, *children: str, css: str = "", style: str = "") -> str:
    """Build one element. `children` are markup already; use `text` for what a person wrote."""
    attributes = f' class="{css}"' if css else ""
    attributes += f' style="{style}"' if style else ""
    return f"<{name}{attributes}>{''.join(children)}</{name}>"


def text(words: object) -> str:
    """Escape a text for use as a child."""
    return escape(str(words))


def plain(words: str) -> str:
    """Escape what the labels of Streamlit's fields would read as layout, links or colours."""
    return "".join(f"\\{char}" if char in r"\`*_{}[]()<>#+-.!|:$~" else char for char in words)


def heading(message: Message, sample: str, note: str = "") -> str:
    """Build a page's head: the mark of the sample, the title and the line below it."""
    mark = tag("span", text(sample), css="sample") if sample else ""
    flag = tag("span", text(note), css="confidential") if note else ""
    return tag(
        "header",
        tag("div", flag, mark, css="flags"),
        tag("h1", text(message.title)),
        tag("p", text(message.subtitle)),
        css="message",
    )


def ask_bar(ask: Ask) -> str:
    """Build the foot of a page: the decision on the left, the metric on the right."""
    way = "" if ask.progress is None else _way(ask.progress)
    return tag(
        "section",
        tag(
            "div",
            tag("h2", text("Decision requested")),
            tag("p", text(ask.request), css="request"),
            tag("p", text(ask.decision_line), css="soft"),
            css="decision",
        ),
        tag(
            "div",
            tag("h2", text("Success metric")),
            tag("p", text(ask.metric_line), css="request"),
            way,
            tag("p", text(ask.progress_line), css="soft"),
            css="metric",
        ),
        css="ask",
    )


def number(label: str, value: str, below: str) -> str:
    """Build one headline number with its name above and a line below it."""
    return tag(
        "div",
        tag("p", text(label), css="soft"),
        tag("p", text(value), css="big"),
        tag("p", text(below), css="soft small"),
        css="number",
    )


def table(head: Sequence[str], rows: Sequence[Sequence[str]], css: str = "figures") -> str:
    """Build a table of texts, the first column to the left, the others as `css` says."""
    titles = tag("tr", *(tag("th", text(title)) for title in head)) if head else ""
    body = [tag("tr", *(tag("td", text(cell)) for cell in row)) for row in rows]
    return tag("table", tag("thead", titles), tag("tbody", *body), css=css)


def _way(progress: float) -> str:
    width = 100 * min(max(progress, 0.0), 1.0)
    return tag("div", tag("i", style=f"width: {width:.1f}%"), css="way")
