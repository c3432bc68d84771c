"""run_page: has the whole page run on what Streamlit took for a fragment's message."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx


def run_page() -> None:
    """Have the page run as well, where a callback of the page is called in a fragment's run.

    Streamlit makes one message of all that components send at once, and runs the fragment alone
    where one of them stands in a fragment: what the callback changed would not be shown.
    """
    context = get_script_run_ctx()
    if context is not None and context.fragment_ids_this_run:
        st.rerun()
