"""Markup for what Streamlit has no element for; every text from a file is escaped here."""

from collections.abc import Callable, Sequence
from html import escape
from itertools import zip_longest

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


ANY_FIGURE = "any"
"""What stands for a figure's key where all of them are meant."""

Write = Callable[[str], str]
"""Turns what a page says into markup: `text`, or what makes its figures ones to click."""


def figure(words: str, key: str) -> str:
    """Build a number that leads to where it comes from, by click or key."""
    return f'<span data-figure="{text(key)}" role="button" tabindex="0">{text(words)}</span>'


def action(words: str, does: str) -> str:
    """Build what the stage (`stage.js`) answers to by click or key, for whoever may present."""
    return f'<span data-stage="{text(does)}" role="button" tabindex="0">{text(words)}</span>'


def plain(words: str) -> str:
    """Escape what the labels of Streamlit's fields would read as layout, links or colours."""
    return "".join(f"\\{char}" if char in r"\`*_{}[]()<>#+-.!|:$~" else char for char in words)


def heading(message: Message, sample: str, note: str = "", write: Write = text) -> str:
    """Build a page's head: what it offers, its marks, the title and the line below it.

    Present mode shows (`stage.css`) where it may be begun. A page whose figures can be clicked
    leads to all others, too.
    """
    offers = [action("Present", "enter"), action("Presenter’s view", "presenter")]
    if write is not text:
        offers.append(figure("Sources", ANY_FIGURE))
    mark = tag("span", text(sample), css="sample") if sample else ""
    flag = tag("span", text(note), css="confidential") if note else ""
    return tag(
        "header",
        tag("div", *offers, flag, mark, css="flags"),
        tag("h1", write(message.title)),
        tag("p", write(message.subtitle)),
        css="message",
    )


def ask_bar(ask: Ask, write: Write = text) -> str:
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
            tag("p", write(ask.metric_line), css="request"),
            way,
            tag("p", text(ask.progress_line), css="soft"),
            css="metric",
        ),
        css="ask",
    )


def number(label: str, value: str, below: str) -> str:
    """Build one headline number, which is markup already, as is the line below it."""
    return tag(
        "div",
        tag("p", text(label), css="soft"),
        tag("p", value, css="big"),
        tag("p", below, css="soft small"),
        css="number",
    )


def table(
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    css: str = "figures",
    keys: Sequence[Sequence[str]] = (),
) -> str:
    """Build a table of texts, the first column to the left, the others as `css` says.

    `keys` has, row by row, the key of the figure that a cell is, or "".
    """
    # A heading that says nothing would be read out as one.
    heads = (tag("th" if title else "td", text(title)) for title in head)
    titles = tag("tr", *heads) if head else ""
    body = [
        tag(
            "tr",
            *(
                tag("td", figure(cell, key) if key else text(cell))
                for cell, key in zip_longest(row, keys[at] if keys else (), fillvalue="")
            ),
        )
        for at, row in enumerate(rows)
    ]
    return tag("table", tag("thead", titles), tag("tbody", *body), css=css)


def _way(progress: float) -> str:
    width = 100 * min(max(progress, 0.0), 1.0)
    return tag("div", tag("i", style=f"width: {width:.1f}%"), css="way")
