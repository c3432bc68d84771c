"""The presenter's view: what its window is sent once, to follow the wall without the server."""

from pathlib import Path
from typing import Any

import streamlit as st

from briefing.ui import cache
from briefing.ui.stage import AGENDA
from briefing.ui.state import View

USUAL_MINUTES = 20
"""What a meeting has where the sheet Asks has no minutes."""

_FOLDER = Path(__file__).parent
_view = st.components.v2.component(
    "presenter",
    js=(_FOLDER / "presenter.js").read_text(encoding="utf-8"),
    css=(_FOLDER / "presenter.css").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def show_presenter(view: View) -> None:
    """Show the notes, the answers and the time of the page that is on the wall."""
    _view(key="presenter_view", data=_content(view))


def _content(view: View) -> dict[str, Any]:
    """Give every page's notes and minutes, and all objections with their answers.

    No figure's value is among it, since levers may move it on the wall: the window has those that
    are on the page from there.
    """
    asks = view.mart.asks()
    pages = []
    for name in AGENDA:
        ask = asks.get(name)
        pages.append(
            {
                "title": name.capitalize(),
                "request": ask.request if ask else "",
                "minutes": ask.minutes or 0 if ask else 0,
                "notes": (ask.notes if ask else None)
                or f"No notes: the column notes of the sheet Asks, page '{name}', has them.",
            }
        )
    figures = cache.every_figure(view.mart, view.scenario)
    return {
        "pages": pages,
        "minutes": sum(page["minutes"] for page in pages) or USUAL_MINUTES,
        "objections": [
            {
                "said": row.objection,
                "answer": row.answer,
                "figure": row.figure or "",
                "title": figures[row.figure].title if row.figure in figures else "",
            }
            for row in view.mart.objections()
        ],
    }
