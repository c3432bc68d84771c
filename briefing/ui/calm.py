"""Calm: what keeps a page legible in the browser when the page or the connection fails."""

from hashlib import sha256
from pathlib import Path

import streamlit as st

from briefing.ui.signed_in import person
from briefing.ui.whole import run_page

_watch = st.components.v2.component(
    "calm", js=Path(__file__).with_name("calm.js").read_text(encoding="utf-8")
)


def keep_calm() -> None:
    """Have the browser keep pictures of good pages, and watch the connection.

    It stands before the page, so that it is there when the page fails. Pictures are one reader's:
    whoever comes after them in the same browser must not see any.
    """
    reader = person()
    known = "|".join((reader.name, *sorted(reader.roles)))
    with st.container(key="calm"):
        # What comes back is no more than that the page is to run again.
        _watch(
            key="calm_watch",
            data={"reader": sha256(known.encode()).hexdigest()},
            on_back_change=run_page,
        )
