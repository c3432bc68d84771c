"""The emptiest Streamlit application with two pages: what any change of page has to pay."""

import streamlit as st


def one() -> None:
    """Show one title."""
    st.title("One")


def two() -> None:
    """Show another."""
    st.title("Two")


pages = [st.Page(one, title="One", default=True), st.Page(two, title="Two", url_path="two")]
chosen = st.navigation(pages, position="hidden")
with st.container(key="stage_links"):
    for page in pages:
        st.page_link(page)
chosen.run()
