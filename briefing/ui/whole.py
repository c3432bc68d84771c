"""told, run_page: what a component sent, and a run of the whole page on it."""

from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx


def told(component: str, event: str) -> Any:  # noqa: ANN401 what a browser sends may be anything
    """Give what a component sent; None where its page was just left and nothing of it is there."""
    return (st.session_state.get(component) or {}).get(event)


def run_page() -> None:
    """Have the page run as well, where a callback of the page is called in a fragment's run.

    Streamlit makes one message of all that components send at once, and runs the fragment alone
    where one of them stands in a fragment: what the callback changed would not be shown.
    """
    context = get_script_run_ctx()
    if context is not None and context.fragment_ids_this_run:
        st.rerun()
